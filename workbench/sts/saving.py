"""Saving a standard: the same bytes where nothing was edited, small differences where something was."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from workbench.sts import parsing
from workbench.sts.canonical import canonical_bytes
from workbench.sts.errors import StsError
from workbench.sts.splicing import splice
from workbench.sts.writing import write_atomically

if TYPE_CHECKING:
    from workbench.sts.document import Standard

__all__ = ["is_edited", "save", "to_bytes", "write_atomically"]


def is_edited(standard: "Standard") -> bool:
    """Whether the tree says anything else than the source it was read from."""
    return _serialised(standard.tree) != _serialised(parsing.parse(standard.source, standard.name))


def to_bytes(standard: "Standard") -> bytes:
    """The source of ``standard`` as it is now.

    An untouched document gives the bytes it was read from. An edited one is in canonical form if it was
    so before; otherwise the edits are worked into the source, so that all else keeps its bytes. Where that is
    impossible (in an encoding that only the parser knows) it is given in canonical form.

    Raises:
        StsError: where the edited tree could not be read again.
    """
    before = parsing.parse(standard.source, standard.name)
    if _serialised(standard.tree) == _serialised(before):
        return standard.source
    after = parsing.parse(_serialised(standard.tree).encode(), standard.name)
    if canonical_bytes(before, standard.name) == standard.source:
        return canonical_bytes(after, standard.name)
    return splice(standard.source, before, after) or canonical_bytes(after, standard.name)


def save(
    standard: "Standard", path: str | os.PathLike[str] | None = None, *, overwrite: bool = False
) -> Path:
    """Save ``standard`` in ``path``, by default in the file it was read from, all of it or nothing.

    Without ``overwrite`` a file that somebody else changed in the meantime is not replaced.

    Returns:
        The file; it is the document's own from now on.

    Raises:
        StsError: where it cannot be saved; the old file is whole then.
    """
    if path is None and standard.path is None:
        raise StsError("sts.save-no-path")
    target = Path(path if path is not None else standard.path or "")
    data = to_bytes(standard)
    found = parsing.read_bytes(target) if target.is_file() else None
    if found is not None and not overwrite and target == standard.path and found != standard.source:
        raise StsError("sts.save-changed-meanwhile", file=target)
    if found != data:
        write_atomically(target, data)
    standard.path = target
    standard.source = data
    return target


def _serialised(tree: etree._ElementTree) -> str:
    return etree.tostring(tree, encoding="unicode")
