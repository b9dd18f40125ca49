"""The cache helps where it can and never stands in the way."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from workbench.alignment.encoders import cache
from workbench.alignment.encoders.cache import VectorCache, digest

KEYS = [digest(f"text {number}") for number in range(1200)]
VECTORS = {
    key: np.random.default_rng(number).standard_normal(8, dtype=np.float32) for number, key in enumerate(KEYS)
}


def known(store: VectorCache, encoder: str = "e 1") -> dict[bytes, np.ndarray]:
    return store.find(encoder, KEYS, dimensions=8)


@pytest.fixture
def store(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "deep" / "vectors.sqlite")


def test_what_is_stored_is_found_by_the_same_encoder_only(store: VectorCache) -> None:
    store.store("e 1", VECTORS)
    found = known(store)
    assert all(np.array_equal(found[key], VECTORS[key]) for key in KEYS)
    assert known(store, "e 2") == {}
    assert store.find("e 1", [digest("other")], dimensions=8) == {}


def test_a_vector_of_another_length_is_not_believed(store: VectorCache) -> None:
    store.store("e 1", {KEYS[0]: np.ones(4, dtype=np.float32)})
    assert known(store) == {}


def test_it_may_be_deleted_at_any_time(store: VectorCache) -> None:
    store.store("e 1", VECTORS)
    for path in store.path.parent.iterdir():
        path.unlink()
    assert known(store) == {}
    store.store("e 1", VECTORS)
    assert len(known(store)) == len(KEYS)


@pytest.mark.parametrize("damage", [b"not a database, and longer than a header" * 100, b"SQLite format 3\0"])
def test_a_damaged_file_is_rebuilt(store: VectorCache, damage: bytes) -> None:
    store.store("e 1", VECTORS)
    store.path.write_bytes(damage)
    assert known(store) == {}
    store.store("e 1", VECTORS)
    assert len(known(store)) == len(KEYS)


def test_damage_in_the_middle_is_survived(store: VectorCache) -> None:
    store.store("e 1", VECTORS)
    content = bytearray(store.path.read_bytes())
    content[4096 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4096)
    store.path.write_bytes(content)
    known(store)
    store.store("e 1", VECTORS)
    assert len(known(store)) == len(KEYS)


def test_a_place_that_cannot_be_written_means_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "vectors.sqlite").mkdir()
    for path in (tmp_path / "file" / "vectors.sqlite", tmp_path / "vectors.sqlite"):
        store = VectorCache(path)
        store.store("e 1", VECTORS)
        assert known(store) == {}


def test_it_does_not_grow_for_ever(store: VectorCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST_BYTES", 50_000)
    for start in range(0, len(KEYS), 100):
        store.store("e 1", {key: VECTORS[key] for key in KEYS[start : start + 100]})
    found = known(store)
    assert KEYS[-1] in found
    assert KEYS[0] not in found


WRITER = """
import sys
import numpy as np
from pathlib import Path
from workbench.alignment.encoders.cache import VectorCache, digest
store = VectorCache(Path(sys.argv[1]))
for start in range(0, 400, 20):
    keys = [digest(f"text {sys.argv[2]} {n}") for n in range(start, start + 20)]
    store.store("e 1", {key: np.full(8, float(sys.argv[2]), dtype=np.float32) for key in keys})
found = store.find("e 1", [digest(f"text {sys.argv[2]} {n}") for n in range(400)], 8)
assert all((vector == float(sys.argv[2])).all() for vector in found.values())
print(len(found))
"""


def test_processes_write_at_once(store: VectorCache) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store.path), str(number)], stdout=subprocess.PIPE, text=True
        )
        for number in range(3)
    ]
    assert [writer.communicate()[0].strip() for writer in writers] == ["400"] * 3


FULL_DISK = """
import resource, signal, sys
import numpy as np
from pathlib import Path
from workbench.alignment.encoders.cache import VectorCache, digest
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
store = VectorCache(Path(sys.argv[1]))
store.store("e 1", {digest(str(n)): np.ones(512, dtype=np.float32) for n in range(400)})
print(len(store.find("e 1", [digest("1")], 512)))
"""


def test_a_full_disk_means_no_cache(store: VectorCache) -> None:
    pytest.importorskip("resource", reason="limits on file size are a Unix thing")
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(store.path)], capture_output=True, text=True, check=False
    )
    assert (run.stdout.strip(), run.stderr) == ("0", "")
