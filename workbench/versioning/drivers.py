"""What git is told: it shows standards as readable text and merges decisions by what each is about."""

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

_SHOWN = "diff.sts"
_MERGED = "merge.workbench-decisions"
_ATTRIBUTES = ("*.sts.xml diff=sts", "*.decisions.json merge=workbench-decisions")
_HEADING = "^# .*$"
"""Which lines of the readable text head a hunk: the headings of clauses."""


def enable(repo: str | os.PathLike[str] = ".", *, shared: bool = False) -> Path:
    """Let git in ``repo`` present ``*.sts.xml`` as readable text and merge ``*.decisions.json``.

    ``git diff``, ``git log -p`` and ``git show`` present the text; ``git merge``, ``rebase``, ``pull`` and
    the like merge decisions by what each is about. The commands stand in the repository's own configuration,
    the patterns in its ``info/attributes``, or in the committed ``.gitattributes`` if ``shared``. Everything
    else in both is kept; calling it again changes nothing.

    Returns:
        The attributes file.

    Raises:
        VersioningError: where ``repo`` is in no git work tree, or git cannot write its configuration.
    """
    repository = open_repository(repo)
    settings = {
        f"{_SHOWN}.textconv": _command("textconv"),
        f"{_SHOWN}.xfuncname": _HEADING,
        # Git fills in what begins with a percent sign; a path that holds one is written with two.
        f"{_MERGED}.driver": f"{_command('merge-decisions').replace('%', '%%')} %O %A %B %P",
        # Of several common ancestors git makes one by merging them: there nobody could mend a conflict.
        f"{_MERGED}.recursive": "binary",
    }
    for name, value in settings.items():
        _must(repository, "config", "--local", "--replace-all", name, value)
    path = _attributes(repository, shared)
    lines = _read_lines(path)
    missing = [line for line in _ATTRIBUTES if line not in lines]
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_lines(path, [*lines, *missing])
    return path


def disable(repo: str | os.PathLike[str] = ".") -> None:
    """Take back what :func:`enable` did, and nothing else.

    Raises:
        VersioningError: where ``repo`` is in no git work tree.
    """
    repository = open_repository(repo)
    for section in (_SHOWN, _MERGED):
        run(repository, ("config", "--local", "--remove-section", section))
    for shared in (False, True):
        path = _attributes(repository, shared)
        lines = _read_lines(path)
        kept = [line for line in lines if line not in _ATTRIBUTES]
        if kept != lines:
            _write_lines(path, kept)


def _must(repository: Repo, *arguments: str) -> None:
    code, _, errors = run(repository, arguments)
    if code:
        raise VersioningError(
            "versioning.git-failed", file=repository.working_tree_dir, detail=errors or code
        )


def _command(name: str) -> str:
    """A command of the workbench for git to run, by its full path: git's PATH may be another one.

    Git hands it to a shell together with file names that git itself quotes.
    """
    beside = Path(sys.executable).with_name("workbench")
    program = str(beside) if beside.exists() else shutil.which("workbench") or "workbench"
    return f"{shlex.quote(program)} {name}"


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
