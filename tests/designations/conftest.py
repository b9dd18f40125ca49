"""The user's own files are those of a test alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import designations, userdata


@pytest.fixture
def user_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the user's files, empty; what is written there counts after ``designations.reload()``."""
    for kind in ("designations", "equivalences"):
        (tmp_path / kind).mkdir()
    monkeypatch.setenv(userdata.ENVIRONMENT_VARIABLE, str(tmp_path))
    monkeypatch.setattr(userdata, "_problems", {})
    designations.reload()
    yield tmp_path
    monkeypatch.undo()
    designations.reload()


@pytest.fixture(scope="session", autouse=True)
def _nobodys_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(userdata.ENVIRONMENT_VARIABLE, str(tmp_path_factory.mktemp("no-data")))
        designations.reload()
        yield
    designations.reload()
