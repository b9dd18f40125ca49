"""Fixtures for all tests."""

import os
import time
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def grows_linearly() -> Callable[[Callable[[str], object], str], bool]:
    """Whether four times the text takes a function less than ten times as long; sixteen would be quadratic.

    Measured in the same process, so that a slow machine changes nothing. A busy one may disturb one
    measurement: what is quadratic fails each of three, with another text each time, as results are kept.
    """

    def seconds(function: Callable[[str], object], text: str) -> float:
        started = time.process_time()
        function(text)
        return time.process_time() - started

    def grows_linearly(function: Callable[[str], object], text: str) -> bool:
        quarter = len(text) // 4
        function(text[:100])  # compiles what is needed
        return any(
            seconds(function, text[begin:]) < 10 * max(seconds(function, text[begin : begin + quarter]), 0.02)
            for begin in range(3)
        )

    return grows_linearly


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache for one test; gives its folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("WORKBENCH_CACHE", str(folder))
    return folder
