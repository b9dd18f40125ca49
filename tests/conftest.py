"""Fixtures for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, and no time limits: how fast the code is belongs in benchmarks/.
settings.register_profile("workbench", deadline=None, derandomize=True)
settings.load_profile("workbench")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that is measured with and never committed: ``../shared`` or ``WORKBENCH_SHARED``."""
    folder = Path(os.environ.get("WORKBENCH_SHARED") or Path(__file__).parents[2] / "shared")
    if not folder.is_dir():
        pytest.skip(f"there is no shared data: {folder} is missing (WORKBENCH_SHARED names another place)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _isolated_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the user's is read or written: a cache of our own, no language files, English messages, no network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("WORKBENCH_DATA", str(tmp_path_factory.mktemp("data")))
        patch.setenv("WORKBENCH_UI_LANGUAGE", "en")
        patch.setenv("HF_HUB_OFFLINE", "1")
        yield


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache for one test; gives its folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("WORKBENCH_CACHE", str(folder))
    return folder
