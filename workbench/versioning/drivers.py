"""What git is told, so that ``git diff`` shows standards as readable text."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.versioning.errors import VersioningError
from workbench.versioning.repository import open_repository, run

if TYPE_CHECKING:
    from git import Repo

PATTERN = "*.sts.xml"
DRIVER = "sts"
ATTRIBUTES = f"{PATTERN} diff={DRIVER}"
_SECTION = f"diff.{DRIVER}"
_HEADING = "^# .*$"
"""Which lines of the readable text head a hunk: the headings of clauses."""


def enable(repo: str | os.PathLike[str] = ".", *, shared: bool = False) -> Path:
    """Let ``git diff``, ``git log -p`` and ``git show`` present ``*.sts.xml`` in ``repo`` as readable text.

    The commands stand in the repository's own configuration, the pattern in its ``info/attributes``, or in
    the committed ``.gitattributes`` if ``shared``. Everything else in both is kept; calling it again
    changes nothing.

    Returns:
        The attributes file.

    Raises:
        VersioningError: where ``repo`` is in no git work tree, or git cannot write its configuration.
    """
    repository = open_repository(repo)
    for name, value in (("textconv", _command()), ("xfuncname", _HEADING)):
        _must(repository, "config", "--local", "--replace-all", f"{_SECTION}.{name}", value)
    path = _attributes(repository, shared)
    lines = _read_lines(path)
    if ATTRIBUTES not in lines:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_lines(path, [*lines, ATTRIBUTES])
    return path


def disable(repo: str | os.PathLike[str] = ".") -> None:
    """Take back what :func:`enable` did, and nothing else.

    Raises:
        VersioningError: where ``repo`` is in no git work tree.
    """
    repository = open_repository(repo)
    run(repository, ("config", "--local", "--remove-section", _SECTION))
    for shared in (False, True):
        path = _attributes(repository, shared)
        lines = _read_lines(path)
        if ATTRIBUTES in lines:
            _write_lines(path, [line for line in lines if line != ATTRIBUTES])


def _must(repository: Repo, *arguments: str) -> None:
    code, _, errors = run(repository, arguments)
    if code:
        raise VersioningError(
            "versioning.git-failed", file=repository.working_tree_dir, detail=errors or code
        )


def _command() -> str:
    """The command that git runs for each file, by its full path: git's PATH may be another one.

    Git hands it to a shell together with a file name that git itself quotes.
    """
    beside = Path(sys.executable).with_name("workbench")
    program = str(beside) if beside.exists() else shutil.which("workbench") or "workbench"
    return f"{shlex.quote(program)} textconv"


def _attributes(repository: Repo, shared: bool) -> Path:
    if shared:
        return Path(str(repository.working_tree_dir)) / ".gitattributes"
    return Path(str(repository.common_dir)) / "info" / "attributes"


def _read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _write_lines(path: Path, lines: list[str]) -> None:
    """Write or, where nothing is left, remove the file."""
    if lines:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    else:
        path.unlink()
