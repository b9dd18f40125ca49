"""A draft as it was."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from workbench import sts
from workbench.sts import Standard
from workbench.versioning.errors import VersioningError
from workbench.versioning.history import versions
from workbench.versioning.repository import Draft, locate

_NEAREST = 5
_SUFFIX = ".xml@"
_UNSAFE = re.compile(r"[\x00-\x1f]")
_TREE_ENTRY = re.compile(rb"(\d+) (\w+) ([0-9a-f]+)\t")
_REGULAR_FILES = (b"100644", b"100755")


def split(spec: str) -> tuple[str, str]:
    """Path and revision of ``drafts/cup.sts.xml@REV``; the revision is ``""`` for today's file.

    A path that exists and holds "@" itself wins, and so does one whose only ".xml" stands at its end.
    Otherwise the first "@" after ".xml" divides, else the first before which there is a file, else the
    first: a revision may hold "@" too (``HEAD@{1}``).
    """
    whole = spec.endswith(".xml") and _SUFFIX not in spec
    if "@" not in spec or whole or _is(spec, Path.exists):
        return spec, ""
    divisions = [match.start() for match in re.finditer("@", spec)]
    after_suffix = spec.find(_SUFFIX) + len(_SUFFIX) - 1
    existing = [at for at in divisions if _is(spec[:at], Path.is_file)]
    at = after_suffix if _SUFFIX in spec else (existing or divisions)[0]
    return spec[:at], spec[at + 1 :]


def _is(path: str, what: Callable[[Path], bool]) -> bool:
    try:
        return what(Path(path))
    except (OSError, ValueError):
        # Longer than a file's name can be, or with characters that none can have.
        return False


def read(spec: str | os.PathLike[str]) -> Standard:
    """The standard that ``spec`` names: a path, or ``PATH@REVISION`` with any revision that git knows.

    ``drafts/cup.sts.xml@HEAD~2``, ``…@v1.0``, ``…@4f2a91c``, ``…@main@{yesterday}``. Its
    :attr:`~workbench.sts.Standard.name` is ``spec``.

    Raises:
        VersioningError: where there is no repository, no such revision, or no such file in it.
        StsError: where what was found is no standard.
    """
    text = os.fspath(spec)
    path, revision = split(text)
    if not revision and path == text:
        return sts.load(path)
    return sts.load(content(locate(path), revision, shown=path), name=text)


def content(draft: Draft, revision: str, shown: str = "") -> bytes:
    """The bytes of ``draft`` in ``revision``; ``shown`` is what messages call the file.

    A draft that was renamed since is found under the name that it had.
    """
    shown = shown or draft.inside
    commit = resolve(draft, revision, shown)
    blob = _blob(draft, commit, draft.inside)
    if blob is None:
        former = _former_path(draft, commit)
        blob = _blob(draft, commit, former) if former else None
    if blob is None:
        raise VersioningError(
            "versioning.not-in-revision", file=shown, revision=revision, versions=_nearest(draft)
        )
    return draft.git("cat-file", "blob", blob)


def resolve(draft: Draft, revision: str, shown: str = "") -> str:
    """The full hash of the commit that ``revision`` names.

    Raises:
        VersioningError: where git knows no such revision; the message lists the newest versions.
    """
    if revision and not revision.startswith("-") and not _UNSAFE.search(revision):
        arguments = ("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if draft.asks(*arguments):
            return draft.git(*arguments).decode().strip()
    key = "versioning.nothing-saved" if draft.unborn else "versioning.unknown-revision"
    raise VersioningError(key, file=shown or draft.inside, revision=revision, versions=_nearest(draft))


def _blob(draft: Draft, commit: str, path: str) -> str | None:
    """Hash of the regular file ``path`` in ``commit``; ``None`` for a folder, a link, or nothing."""
    entry = _TREE_ENTRY.match(draft.git("ls-tree", "-z", commit, "--", path))
    return entry[3].decode() if entry and entry[2] == b"blob" and entry[1] in _REGULAR_FILES else None


def _former_path(draft: Draft, commit: str) -> str:
    """Where the draft lay in ``commit``, if it has been renamed since; ``""`` if it is not known."""
    for version in versions(draft):
        if version.path != draft.inside and draft.asks("merge-base", "--is-ancestor", version.commit, commit):
            return version.path
    return ""


def _nearest(draft: Draft) -> str:
    """The newest versions of ``draft``, one a line, for a message."""
    lines = [
        f"  {version.revision}  {version.date:%Y-%m-%d}  {version.subject}"
        for version in versions(draft, _NEAREST)
    ]
    return "\n".join(lines) or "  —"
