"""The user's own knowledge files: languages, designation bodies, equivalences, termbases.

They lie beside nothing that is shipped, in ``languages/``, ``designations/``, ``equivalences/`` and
``termbases/`` of one folder. A file that is wrong is left out and remembered here, so that a front end can
say so; what is shipped, and the user's other files, go on working.
"""

import os
import threading
from pathlib import Path

import platformdirs

from workbench.messages import UserError

ENVIRONMENT_VARIABLE = "WORKBENCH_DATA"

_problems: dict[str, UserError] = {}
_lock = threading.Lock()


def user_folder() -> Path:
    """The folder of the user's files: ``$WORKBENCH_DATA``, else the user's configuration folder.

    On Linux that is ``~/.config/workbench``. It need not exist.
    """
    chosen = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_config_dir("workbench", appauthor=False))


def user_files(kind: str, *suffixes: str) -> tuple[Path, ...]:
    """The user's files in the subfolder ``kind`` with one of ``suffixes`` (``".yaml"``), sorted by name."""
    try:
        found = [item for item in (user_folder() / kind).iterdir() if item.suffix.lower() in suffixes]
    except OSError:  # there is no such folder, or it cannot be read: then there are no files
        return ()
    return tuple(sorted(item for item in found if item.is_file()))


def leave_out(file: Path, problem: UserError) -> None:
    """Remember that ``file`` is left out, and why."""
    with _lock:
        _problems[str(file)] = problem


def left_out() -> tuple[UserError, ...]:
    """Why the user's files that could not be used are left out, by file name."""
    with _lock:
        return tuple(_problems[name] for name in sorted(_problems))
