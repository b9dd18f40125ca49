"""The tutorials run as they are, in both languages, and are committed without outputs."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders that a tutorial uses, where it may write."""
    place = tmp_path_factory.mktemp("tutorial")
    for name in ("notebooks", "drafts", "corpora"):
        shutil.copytree(ROOT / name, place / name)
    return place


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_runs_and_shows_its_results(path: Path, workplace: Path) -> None:
    notebook = nbformat.read(workplace / "notebooks" / path.name, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": workplace / "notebooks"}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    html = [
        output["data"]["text/html"]
        for cell in cells
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    ]
    assert any("wb-standard" in page for page in html)
    assert any("wb-findings" in page and "<mark" in page for page in html)
    assert sum("dataframe" in page for page in html) >= 3
    assert (workplace / "notebooks" / "cup-iso-91001.html").stat().st_size > 50_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_is_committed_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None


def test_every_tutorial_exists_in_both_languages_with_the_same_steps() -> None:
    names = {path.name.split(".")[0] for path in NOTEBOOKS}
    assert names
    for name in names:
        english, chinese = (
            nbformat.read(ROOT / "notebooks" / f"{name}.{language}.ipynb", as_version=4).cells
            for language in ("en", "zh")
        )
        assert [cell.cell_type for cell in english] == [cell.cell_type for cell in chinese]
