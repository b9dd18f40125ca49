"""The git repository around a draft, and the one way in which git is called.

Git runs as a program with a list of arguments, never through a shell. A repository may come from a
stranger: its hooks, its file-system monitor and its external diff programs are not run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.versioning.errors import VersioningError

if TYPE_CHECKING:
    from git import Repo

_SAFE_CONFIG = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "log.showSignature=false",
)
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


@dataclass(frozen=True)
class Draft:
    """A file of a git work tree. ``path`` is where it is on disk, ``inside`` its path in the repository."""

    repo: Repo
    path: Path
    inside: str

    def git(
        self, *arguments: str, environment: Mapping[str, str] | None = None, config: tuple[str, ...] = ()
    ) -> bytes:
        """What ``git ARGUMENTS`` writes, run in the work tree.

        Raises:
            VersioningError: where git fails; with git's own words.
        """
        code, output, errors = run(self.repo, arguments, environment, config)
        if code:
            raise VersioningError("versioning.git-failed", file=self.path, detail=errors or code)
        return output

    def asks(self, *arguments: str) -> bool:
        """Whether ``git ARGUMENTS`` succeeds, for commands that answer with their exit code."""
        return run(self.repo, arguments)[0] == 0

    @property
    def unborn(self) -> bool:
        """Whether the repository has no commit yet."""
        return not self.asks("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    @property
    def unfinished(self) -> bool:
        """Whether a merge, rebase or cherry-pick waits to be finished."""
        return any((Path(self.repo.git_dir) / name).exists() for name in _UNFINISHED)


def locate(path: str | os.PathLike[str]) -> Draft:
    """The draft at ``path``, which need not exist today, in its repository.

    Links are followed first: what counts is where the file really is.

    Raises:
        VersioningError: where it lies in no git repository, or not in the work tree of one.
    """
    real = Path(path).resolve()
    folder = real.parent
    while not folder.is_dir():
        folder = folder.parent
    repo = open_repository(folder)
    root = Path(str(repo.working_tree_dir)).resolve()
    if not real.is_relative_to(root) or ".git" in real.relative_to(root).parts:
        raise VersioningError("versioning.outside", file=path, root=root)
    return Draft(repo, real, real.relative_to(root).as_posix())


def open_repository(folder: str | os.PathLike[str]) -> Repo:
    """The repository in whose work tree ``folder`` lies.

    Raises:
        VersioningError: where there is none, it has no work tree, or git refuses to open it.
    """
    git = _gitpython()
    try:
        repo: Repo = git.Repo(folder, search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError):
        raise VersioningError("versioning.no-repository", folder=folder) from None
    except (OSError, ValueError, git.GitError) as error:
        raise VersioningError("versioning.git-failed", file=folder, detail=error) from None
    if repo.working_tree_dir is None:
        raise VersioningError("versioning.no-work-tree", folder=folder)
    return repo


def run(
    repo: Repo,
    arguments: tuple[str, ...],
    environment: Mapping[str, str] | None = None,
    config: tuple[str, ...] = (),
) -> tuple[int, bytes, str]:
    """Exit code, output and last words of ``git ARGUMENTS`` in the work tree of ``repo``.

    Raises:
        VersioningError: where git is not installed.
    """
    git = _gitpython()
    settings = [piece for setting in (*_SAFE_CONFIG, *config) for piece in ("-c", setting)]
    command = [git.Git.GIT_PYTHON_GIT_EXECUTABLE, "--literal-pathspecs", *settings, *arguments]
    try:
        code, output, errors = repo.git.execute(
            command,
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
            env=_environment(repo) | dict(environment or {}),
        )
    except git.GitCommandNotFound:
        raise VersioningError("versioning.no-git") from None
    return code, output, errors.strip()


def _environment(repo: Repo) -> dict[str, str]:
    """Variables that pin git to this repository, whoever called us (a hook, another git command), and
    keep it from asking questions."""
    return {
        "GIT_DIR": str(repo.git_dir),
        "GIT_WORK_TREE": str(repo.working_tree_dir),
        "GIT_INDEX_FILE": str(Path(repo.git_dir) / "index"),
        "GIT_COMMON_DIR": str(repo.common_dir),
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_EDITOR": "true",
    }


def _gitpython() -> Any:
    """GitPython, which refuses to be imported where git is missing unless it is told to be quiet."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import git

    return git
