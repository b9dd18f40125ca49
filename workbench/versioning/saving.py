"""Saving a draft as a version."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from workbench import sts
from workbench.messages import translate
from workbench.sts import Standard
from workbench.versioning.describing import describe
from workbench.versioning.errors import VersioningError
from workbench.versioning.history import Version, versions
from workbench.versioning.reading import content
from workbench.versioning.repository import Draft, locate

_AUTHOR = re.compile(r"\s*([^<>\n]+?)\s*<([^<>\s]+)>\s*")


def save_version(
    path: str | os.PathLike[str], message: str | None = None, author: str | None = None
) -> Version:
    """Commit the draft at ``path`` as it is now, and only it: what else is staged stays staged.

    Args:
        path: The draft, in a git work tree.
        message: What to write into the history. Where it is omitted, the draft is compared with its last
            version and the message says what changed, clause by clause, in the user's language.
        author: ``"Name <address>"``; the repository's own user where omitted.

    The repository's hooks are not run. On a detached HEAD the version is saved there, on no branch.

    Raises:
        StsError: where the file is missing or is no standard: a version that cannot be read is none.
        VersioningError: where nothing changed since the last version, the file is ignored by git, a merge
            waits to be finished, nobody is named as author, or git fails.
    """
    draft = locate(path)
    standard = sts.load(path)
    if draft.unfinished:
        raise VersioningError("versioning.unfinished", file=path)
    identity = _identity(draft, author)
    before = _last(draft)
    if before is not None and draft.asks(*_UNCHANGED, draft.inside):
        raise VersioningError("versioning.unchanged", file=path)
    text = message if message and message.strip() else _generated(standard, before)
    with _known_to_git(draft):
        draft.git(
            *("commit", "--only", "--quiet", "--no-verify", "--cleanup=whitespace"),
            *(f"--author={author}",) * bool(author),
            f"--message={text}",
            "--",
            draft.inside,
            environment=identity,
        )
    return versions(draft, 1)[0]


_UNCHANGED = ("diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD", "--")


def _last(draft: Draft) -> bytes | None:
    """The draft's last version, ``None`` where it was never saved under this name."""
    if draft.unborn or not draft.asks("cat-file", "-e", f"HEAD:{draft.inside}"):
        return None
    return content(draft, "HEAD")


def _generated(standard: Standard, before: bytes | None) -> str:
    if before is None:
        return translate("versioning.first", designation=standard.designation, title=standard.title()).strip()
    return describe(standard, sts.load(before, standard.name))


def _identity(draft: Draft, author: str | None) -> dict[str, str]:
    """Who commits, where the repository names nobody; git would stop in the middle."""
    named = _AUTHOR.fullmatch(author) if author else None
    if author and not named:
        raise VersioningError("versioning.author", author=author)
    if draft.asks("var", "GIT_COMMITTER_IDENT"):
        return {}
    if named is None:
        raise VersioningError("versioning.nobody", file=draft.path)
    return {"GIT_COMMITTER_NAME": named[1], "GIT_COMMITTER_EMAIL": named[2]}


@contextmanager
def _known_to_git(draft: Draft) -> Iterator[None]:
    """Announce a new file to git, which commits none that it does not know; take that back on failure."""
    new = not draft.asks("ls-files", "--error-unmatch", "--", draft.inside)
    if new:
        if not draft.asks(
            "ls-files", "--others", "--exclude-standard", "--error-unmatch", "--", draft.inside
        ):
            raise VersioningError("versioning.ignored", file=draft.path)
        draft.git("add", "--intent-to-add", "--", draft.inside)
    try:
        yield
    except BaseException:
        if new:
            draft.git("rm", "--cached", "--quiet", "--force", "--", draft.inside)
        raise
