"""Vectors kept on disk, so that a text is encoded once.

One SQLite database in WAL mode, opened for each reading and each writing and closed again, so that any
number of processes share it and it may be deleted at any moment. It is an aid and never a condition: what
cannot be read is computed, what cannot be written is forgotten, a damaged file is thrown away.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import platformdirs

FOLDER_VARIABLE = "WORKBENCH_CACHE"
LARGEST_BYTES = 1 << 30
"""Beyond this size the oldest quarter of the vectors is dropped."""

_BUSY_SECONDS = 5.0
_QUESTION = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, UNIQUE (encoder, text)
)
"""

Vector = npt.NDArray[np.float32]
Result = TypeVar("Result")


def cache_folder() -> Path:
    """Where caches are: the environment variable ``WORKBENCH_CACHE``, else the user's cache folder."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("workbench", appauthor=False))


def digest(text: str) -> bytes:
    """The key of ``text``: SHA-256 of its UTF-8 form."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class VectorCache:
    """Vectors by encoder and text; ``encoder`` holds name and version."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """The database's file, which need not exist."""
        return self._path or cache_folder() / "vectors.sqlite"

    def find(self, encoder: str, keys: Sequence[bytes], dimensions: int) -> dict[bytes, Vector]:
        """The vectors that are known among those of ``keys``."""
        return self._attempt(lambda base: _select(base, encoder, keys, dimensions)) or {}

    def store(self, encoder: str, vectors: Mapping[bytes, Vector]) -> None:
        """Keep ``vectors``, by key."""
        self._attempt(lambda base: _insert(base, encoder, vectors))

    def _attempt(self, action: Callable[[sqlite3.Connection], Result]) -> Result | None:
        for _ in range(2):
            try:
                with _opened(self.path) as base:
                    return action(base)
            except sqlite3.OperationalError:
                return None  # read-only, full, locked for long, deleted under our hands
            except sqlite3.DatabaseError:
                _remove(self.path)
            except OSError:
                return None
        return None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute(_SCHEMA)
        with base:
            yield base
    finally:
        base.close()


def _select(
    base: sqlite3.Connection, encoder: str, keys: Sequence[bytes], dimensions: int
) -> dict[bytes, Vector]:
    found: dict[bytes, Vector] = {}
    for start in range(0, len(keys), _QUESTION):
        part = keys[start : start + _QUESTION]
        marks = ",".join("?" * len(part))
        query = f"SELECT text, vector FROM vectors WHERE encoder = ? AND text IN ({marks})"  # noqa: S608
        for key, vector in base.execute(query, (encoder, *part)):
            if len(vector) == 4 * dimensions:
                found[key] = np.frombuffer(vector, dtype="<f4")
    return found


def _insert(base: sqlite3.Connection, encoder: str, vectors: Mapping[bytes, Vector]) -> None:
    rows = [(encoder, key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
    base.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
    (pages,) = base.execute("PRAGMA page_count").fetchone()
    (free,) = base.execute("PRAGMA freelist_count").fetchone()
    (page,) = base.execute("PRAGMA page_size").fetchone()
    if (pages - free) * page > LARGEST_BYTES:
        base.execute(
            "DELETE FROM vectors WHERE rowid <="
            " (SELECT min(rowid) + (max(rowid) - min(rowid)) / 4 FROM vectors)"
        )


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()
