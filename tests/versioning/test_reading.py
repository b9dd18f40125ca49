"""Drafts at any revision, and their history."""

import os
from pathlib import Path
from typing import Any

import pytest

from workbench.sts import StsError
from workbench.versioning import VersioningError, history, read


def limit(place: Any, revision: str = "") -> str:
    spec = f"{place.draft}@{revision}" if revision else str(place.draft)
    return read(spec).provision("p3").text


def test_reads_today_and_any_revision(place: Any) -> None:
    place.git("tag", "征求意见稿")
    place.edit("不低于55", "不低于60")
    short = place.git("rev-parse", "--short", "HEAD~1").strip()
    assert "60" in limit(place)
    for revision in ("HEAD", "main", "征求意见稿", "HEAD@{0}", "@", "HEAD^{commit}"):
        assert "55" in limit(place, revision), revision
    for revision in ("HEAD~1", "HEAD^", "HEAD@{1}", "main@{1}", short):
        assert "50" in limit(place, revision), revision


def test_the_name_is_what_was_asked_for(place: Any) -> None:
    spec = f"{place.draft}@HEAD~1"
    assert read(spec).name == spec


@pytest.mark.parametrize("folder", [".", "草案 一", ".."])
def test_works_from_any_folder(place: Any, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.chdir(place.root / folder)
    relative = os.path.relpath(place.draft)
    assert "50" in read(f"{relative}@HEAD~1").provision("p3").text


def test_a_path_with_at_sign_that_exists_wins(place: Any) -> None:
    other = place.draft.with_name("cup.sts.xml@HEAD")
    other.write_bytes(place.draft.read_bytes())
    assert "55" in read(other).provision("p3").text


def test_reads_a_draft_that_is_deleted_today_with_its_folder(place: Any) -> None:
    place.draft.unlink()
    place.draft.parent.rmdir()
    assert "50" in limit(place, "HEAD~1")
    with pytest.raises(StsError):
        read(place.draft)


def test_reads_a_renamed_draft_under_its_former_name(place: Any) -> None:
    new = place.root / "new.sts.xml"
    place.git("mv", str(place.draft), str(new))
    place.commit("renamed")
    place.draft = new
    assert "50" in limit(place, "HEAD~2")
    assert [version.path for version in history(new)] == [
        "new.sts.xml",
        "草案 一/保温壶 v1.sts.xml",
        "草案 一/保温壶 v1.sts.xml",
    ]


def test_the_bytes_are_those_that_were_saved(place: Any) -> None:
    raw = place.draft.read_bytes().replace(b"\n", b"\r\n") + b"<!-- end -->\r\n\r\n"
    place.draft.write_bytes(raw)
    place.commit("third")
    assert read(f"{place.draft}@HEAD").source == raw


def test_unknown_revision_names_the_newest(place: Any) -> None:
    with pytest.raises(VersioningError) as caught:
        limit(place, "v9")
    text = caught.value.render("en")
    assert caught.value.key == "versioning.unknown-revision"
    assert "v9" in text
    assert "second" in text
    assert "first" in text


@pytest.mark.parametrize(
    "revision",
    [
        "--output=stolen",
        "-h",
        "HEAD:草案 一",
        ":0",
        "HEAD..HEAD~1",
        "a\nb",
        "x" * 5000,
        "$(id)",
        "HEAD^{tree}",
    ],
)
def test_what_is_no_revision_is_refused(place: Any, revision: str) -> None:
    with pytest.raises(VersioningError) as caught:
        limit(place, revision)
    assert caught.value.key == "versioning.unknown-revision"
    assert not list(place.root.rglob("*stolen*"))


def test_nothing_saved_yet(empty: Any) -> None:
    assert history(empty.draft) == ()
    with pytest.raises(VersioningError) as caught:
        limit(empty, "HEAD")
    assert caught.value.key == "versioning.nothing-saved"


def test_file_that_the_revision_does_not_hold(place: Any) -> None:
    other = place.draft.with_name("其他.sts.xml")
    other.write_bytes(place.draft.read_bytes())
    with pytest.raises(VersioningError) as caught:
        read(f"{other}@HEAD")
    assert caught.value.key == "versioning.not-in-revision"
    place.commit("third")
    with pytest.raises(VersioningError, match="third"):
        read(f"{other}@HEAD~1")


def test_a_saved_link_or_folder_is_no_draft(place: Any) -> None:
    link = place.root / "link.sts.xml"
    link.symlink_to("/etc/hostname")
    (place.root / "folder.sts.xml").mkdir()
    (place.root / "folder.sts.xml" / "x").write_text("x")
    place.commit("link")
    link.unlink()
    for name in ("link.sts.xml", "folder.sts.xml"):
        with pytest.raises(VersioningError) as caught:
            read(f"{place.root / name}@HEAD")
        assert caught.value.key == "versioning.not-in-revision"


def test_outside_a_repository(tmp_path: Path) -> None:
    lonely = tmp_path / "lonely.sts.xml"
    lonely.write_text("<standard/>")
    for call in (lambda: read(f"{lonely}@HEAD"), lambda: history(lonely)):
        with pytest.raises(VersioningError) as caught:
            call()
        assert caught.value.key == "versioning.no-repository"


def test_a_link_out_of_the_work_tree_is_refused(place: Any, tmp_path: Path) -> None:
    (tmp_path / "outside.sts.xml").write_text("<standard/>")
    (place.root / "in.sts.xml").symlink_to(tmp_path / "outside.sts.xml")
    with pytest.raises(VersioningError):
        history(place.root / "in.sts.xml")
    with pytest.raises(VersioningError) as caught:
        history(place.root / ".git" / "config")
    assert caught.value.key in ("versioning.outside", "versioning.no-repository")


def test_bare_repository(tmp_path: Path, place: Any) -> None:
    place.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    with pytest.raises(VersioningError) as caught:
        history(tmp_path / "bare.git" / "x.sts.xml")
    assert caught.value.key == "versioning.no-work-tree"


def test_linked_work_tree(place: Any, tmp_path: Path) -> None:
    place.git("worktree", "add", "--quiet", str(tmp_path / "second"), "HEAD~1")
    draft = tmp_path / "second" / place.draft.relative_to(place.root)
    assert [version.subject for version in history(draft)] == ["first"]
    assert "55" in read(f"{draft}@main").provision("p3").text


def test_another_repository_in_the_environment_does_not_mislead(
    place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    place.git("init", "--quiet", str(other))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    assert "50" in limit(place, "HEAD~1")


def test_history_is_complete(place: Any) -> None:
    newest, oldest = history(place.draft)
    assert (newest.subject, oldest.message) == ("second", "first")
    assert newest.commit.startswith(newest.revision)
    assert (newest.author, newest.email) == ("Zhao Lan", "zhao.lan@example.org")
    assert newest.date.utcoffset() is not None
    assert newest.path == "草案 一/保温壶 v1.sts.xml"


def test_history_of_one_draft_leaves_others_out(place: Any) -> None:
    (place.root / "other.txt").write_text("x")
    place.commit("other")
    assert [version.subject for version in history(place.draft)] == ["second", "first"]


def test_history_through_a_merge(place: Any) -> None:
    place.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    place.edit("本文件适用于", "本文件规定了")
    place.commit("side")
    place.git("checkout", "--quiet", "main")
    place.git("merge", "--quiet", "--no-edit", "side")
    subjects = [version.subject for version in history(place.draft)]
    assert set(subjects) >= {"side", "second", "first"}
    assert "规定" in read(f"{place.draft}@HEAD").provision("p1").text
    assert "适用" in read(f"{place.draft}@HEAD^1").provision("p1").text


def test_a_message_with_strange_characters_stays_whole(place: Any) -> None:
    place.edit("不低于55", "不低于60")
    place.commit("5.3 限值：≥ 55 → ≥ 60\n\n- a; b\n- “c” \\ | %H")
    assert history(place.draft)[0].message == "5.3 限值：≥ 55 → ≥ 60\n\n- a; b\n- “c” \\ | %H"


def test_git_that_is_missing_is_named(place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import git

    monkeypatch.setattr(git.Git, "GIT_PYTHON_GIT_EXECUTABLE", "/nowhere/git")
    with pytest.raises(VersioningError) as caught:
        history(place.draft)
    assert caught.value.key == "versioning.no-git"
