"""Writing a file so that it is never half written."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from workbench.sts.errors import StsError

_FULL = {errno.ENOSPC, errno.EDQUOT}


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Put ``data`` into the file ``path``: it holds all of it, or what it held before.

    A new file stands beside it until every byte is on the disk and takes its place in one step; it is
    removed when anything goes wrong, Ctrl-C included. Permissions are kept; a symbolic link stays one
    and its target is written.

    Raises:
        StsError: where the folder is missing or the path is one, writing is not allowed, the disk is full
            or fails; the old file is whole then.
    """
    shown = Path(path)
    target = Path(os.path.realpath(shown))
    try:
        _replace(target, data)
    except FileNotFoundError:
        raise StsError("sts.save-no-folder", file=shown, folder=target.parent) from None
    except IsADirectoryError:
        raise StsError("sts.save-is-folder", file=shown) from None
    except PermissionError:
        raise StsError("sts.save-no-permission", file=shown) from None
    except OSError as error:
        if error.errno == errno.EROFS:
            raise StsError("sts.save-no-permission", file=shown) from None
        if error.errno in _FULL:
            raise StsError("sts.save-disk-full", file=shown, size=max(1, len(data) // 1000)) from None
        raise StsError("sts.save-failed", file=shown, detail=error.strerror or error) from None


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(target)
    if target.exists() and not os.access(target, os.W_OK):
        # A rename needs no right to the file itself: without this a write-protected file would be replaced.
        raise PermissionError(target)
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.tmp")
    try:
        _write_whole(beside, data, like=target)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _flush_folder(target.parent)


def _write_whole(path: Path, data: bytes, *, like: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if like.exists():
            _copy_owner_and_mode(like, path)
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_owner_and_mode(source: Path, target: Path) -> None:
    state = source.stat()
    if hasattr(os, "chown"):
        # Only an administrator may give a file to its former owner; for others it stays their own.
        with suppress(PermissionError):
            os.chown(target, state.st_uid, state.st_gid)
    target.chmod(state.st_mode & 0o7777)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable where the system can open a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
