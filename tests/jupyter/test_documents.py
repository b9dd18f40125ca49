from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.jupyter.documents import DocumentError, DocumentFolder, DocumentSpec

NAMES = st.text("ab.@ ", min_size=1, max_size=8).filter(lambda name: ".xml@" not in name)


@pytest.mark.parametrize(
    ("text", "path", "revision"),
    [
        ("drafts/cup.sts.xml", "drafts/cup.sts.xml", ""),
        ("drafts/cup.sts.xml@HEAD~1", "drafts/cup.sts.xml", "HEAD~1"),
        ("drafts/cup.sts.xml@HEAD@{1}", "drafts/cup.sts.xml", "HEAD@{1}"),
        ("me@home/cup.sts.xml", "me@home/cup.sts.xml", ""),
        ("me@home/cup.sts.xml@v1.0", "me@home/cup.sts.xml", "v1.0"),
    ],
)
def test_a_revision_stands_after_the_files_name(text, path, revision):
    assert DocumentSpec.parse(text) == DocumentSpec(path, revision)


@given(NAMES, st.text("abH~^{}@/.1", max_size=8))
def test_a_spec_is_read_as_it_is_written(name, revision):
    spec = DocumentSpec(f"{name}.sts.xml", revision)
    assert DocumentSpec.parse(str(spec)) == spec


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folder")
    (folder / "secret.sts.xml").write_text("secret")
    root = folder / "root"
    (root / "a").mkdir(parents=True)
    (root / "a" / "cup.sts.xml").write_text("cup")
    (root / "a" / "up").symlink_to(folder)
    (root / "circle").symlink_to("circle")
    (root / ".git").mkdir()
    (root / ".git" / "cup.sts.xml").write_text("hidden")
    return root


@given(
    st.lists(
        st.sampled_from(
            ["a", "..", ".", "", "up", "cup.sts.xml", "secret.sts.xml", ".git", "circle", "\x00", "x" * 300]
        ),
        max_size=6,
    ),
    st.sampled_from(["", "HEAD"]),
)
def test_no_path_leads_out_or_to_something_hidden(root, parts, revision):
    spec = DocumentSpec("/".join(parts), revision)
    try:
        found = DocumentFolder(root).locate(spec)
    except DocumentError:
        return
    assert found.is_relative_to(root.resolve())
    assert ".git" not in found.parts
    if not revision:
        assert found.read_text() == "cup"


def test_hidden_files_are_found_where_the_server_allows_it(root):
    spec = DocumentSpec(".git/cup.sts.xml", "")
    assert DocumentFolder(root, allow_hidden=True).locate(spec).read_text() == "hidden"


def test_suggestions_are_limited(root, monkeypatch):
    for number in range(5):
        (root / f"{number}.sts.xml").write_text("x")
    monkeypatch.setattr("workbench.jupyter.documents.MAX_SUGGESTIONS", 3)
    assert len(DocumentFolder(root).suggestions()) == 3
