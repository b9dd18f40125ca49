"""The versions of a draft."""

import os
from dataclasses import dataclass
from datetime import datetime

from workbench.versioning.repository import Draft, locate

_FIELDS = ("%H", "%h", "%aI", "%an", "%ae", "%B")
_FORMAT = "%x1e" + "%x1f".join(_FIELDS) + "%x1f"


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a draft.

    ``revision`` is the short hash, ``commit`` the full one; ``path`` is where the draft lay in the
    repository then, which matters after it was renamed.
    """

    revision: str
    commit: str
    date: datetime
    author: str
    email: str
    message: str
    path: str

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]


def history(path: str | os.PathLike[str]) -> tuple[Version, ...]:
    """The saved versions of the draft at ``path``, newest first, through renames; none for a new file.

    Raises:
        VersioningError: where the file lies in no git repository.
    """
    return versions(locate(path))


def versions(draft: Draft, limit: int | None = None) -> tuple[Version, ...]:
    """The newest ``limit`` versions of ``draft`` that lead to HEAD, newest first.

    Renames are followed here and not by ``git log --follow``, which takes a draft that began as a copy of
    another for the continuation of that other one.
    """
    found: list[Version] = []
    start, path = ("", "") if draft.unborn else ("HEAD", draft.inside)
    while path and (limit is None or len(found) < limit):
        named = _under_one_name(draft, start, path, None if limit is None else limit - len(found))
        found += named
        start, path = _before_rename(draft, named[-1].commit, path) if named else ("", "")
    return tuple(found)


def _under_one_name(draft: Draft, start: str, path: str, limit: int | None) -> list[Version]:
    count = () if limit is None else (f"--max-count={limit}",)
    output = draft.git(
        *("log", "-z", "--no-color", "--encoding=UTF-8", f"--format={_FORMAT}"), *count, start, "--", path
    )
    found: list[Version] = []
    for record in output.decode("utf-8", errors="replace").split("\x1e")[1:]:
        commit, revision, date, author, email, message, _ = record.split("\x1f", 6)
        when = datetime.fromisoformat(date)
        found.append(Version(revision, commit, when, author, email, message.strip(), path))
    return found


def _before_rename(draft: Draft, commit: str, path: str) -> tuple[str, str]:
    """Where to look on if ``commit`` gave the draft the name ``path``: its parent, and the former name."""
    parent = f"{commit}^"
    if not draft.asks("rev-parse", "--verify", "--quiet", f"{parent}^{{commit}}"):
        return "", ""
    output = draft.git(*_RENAMES, parent, commit).decode("utf-8", errors="surrogateescape")
    fields = output.split("\0")
    former = {new: old for old, new in zip(fields[1::3], fields[2::3], strict=False)}
    return (parent, former[path]) if path in former else ("", "")


_RENAMES = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", "--no-ext-diff")
