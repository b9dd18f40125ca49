"""Saving versions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.messages import using_ui_language
from workbench.sts import StsError
from workbench.versioning import VersioningError, compare_versions, history, read, save_version


def test_first_version_in_a_new_repository(empty: Any) -> None:
    (empty.root / "staged.txt").write_text("x")
    empty.git("add", "staged.txt")
    version = save_version(empty.draft)
    assert version.message == "First version: T/ZZB 9777—2026 不锈钢保温壶"
    assert empty.git("ls-tree", "-r", "-z", "--name-only", "HEAD").strip("\0") == version.path
    assert empty.git("status", "--porcelain") == "A  staged.txt\n"


def test_only_the_draft_is_saved(place: Any) -> None:
    for name in ("staged.txt", "changed.txt"):
        (place.root / name).write_text("old")
    place.commit("others")
    (place.root / "staged.txt").write_text("new")
    place.git("add", "staged.txt")
    (place.root / "changed.txt").write_text("new")
    (place.root / "untracked.txt").write_text("new")
    place.edit("不低于55", "不低于60")
    before = place.git("diff", "--cached")
    version = save_version(place.draft, "限值加严")
    assert place.git("show", "-z", "--name-only", "--format=", "HEAD").strip("\0\n") == version.path
    assert place.git("diff", "--cached") == before
    assert place.git("status", "--porcelain") == " M changed.txt\nM  staged.txt\n?? untracked.txt\n"


def test_a_draft_that_was_staged_is_saved_as_it_is_on_disk(place: Any) -> None:
    place.edit("不低于55", "不低于60")
    place.git("add", "--all")
    place.edit("不低于60", "不低于65")
    save_version(place.draft, "x")
    assert "65" in read(f"{place.draft}@HEAD").provision("p3").text
    assert place.git("status", "--porcelain") == ""


def test_new_draft_among_others(place: Any) -> None:
    new = place.draft.with_name("-新 draft*.sts.xml")
    new.write_bytes(place.draft.read_bytes())
    save_version(new, "new")
    assert [version.subject for version in history(new)] == ["new"]
    assert place.git("status", "--porcelain") == ""


def test_nothing_to_save(place: Any) -> None:
    with pytest.raises(VersioningError) as caught:
        save_version(place.draft)
    assert caught.value.key == "versioning.unchanged"
    assert len(history(place.draft)) == 2


@pytest.mark.parametrize("content", [b"", b"no xml", b"<standard><body>"])
def test_a_broken_draft_is_not_saved(place: Any, content: bytes) -> None:
    place.draft.write_bytes(content)
    with pytest.raises(StsError):
        save_version(place.draft, "x")
    assert len(history(place.draft)) == 2


def test_a_missing_draft(place: Any) -> None:
    place.draft.unlink()
    with pytest.raises(StsError):
        save_version(place.draft)


def test_an_ignored_draft_is_not_saved_and_leaves_no_trace(place: Any) -> None:
    (place.root / ".gitignore").write_text("new.sts.xml\n")
    place.commit("ignore")
    (place.root / "new.sts.xml").write_bytes(place.draft.read_bytes())
    with pytest.raises(VersioningError) as caught:
        save_version(place.root / "new.sts.xml", "x")
    assert caught.value.key == "versioning.ignored"
    assert place.git("ls-files", "new.sts.xml") == ""


def test_a_failed_save_leaves_a_new_draft_unknown_to_git(empty: Any) -> None:
    (empty.root / ".git" / "refs" / "heads" / "main.lock").write_text("")
    with pytest.raises(VersioningError) as caught:
        save_version(empty.draft, "x")
    assert caught.value.key == "versioning.git-failed"
    assert "main.lock" in caught.value.render("en")
    assert empty.git("ls-files") == ""


def test_hooks_do_not_run(place: Any, hook: Callable[[str], Path]) -> None:
    traces = [
        hook(name)
        for name in ("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "reference-transaction")
    ]
    monitor = place.root.parent / "ran-monitor"
    place.git("config", "core.fsmonitor", f"touch '{monitor}'; false")
    place.edit("不低于55", "不低于60")
    save_version(place.draft, "x")
    assert history(place.draft)[0].subject == "x"
    assert not monitor.exists()
    assert not any(trace.exists() for trace in traces)


def test_detached_head(place: Any) -> None:
    place.git("checkout", "--quiet", "--detach", "HEAD~1")
    place.edit("不低于50", "不低于52")
    version = save_version(place.draft, "detached")
    assert place.git("rev-parse", "HEAD").strip() == version.commit
    assert [item.subject for item in history(place.draft)] == ["detached", "first"]


def test_an_unfinished_merge_is_left_alone(place: Any) -> None:
    place.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    place.edit("不低于50", "不低于70")
    place.commit("side")
    place.git("merge", "main", check=False)
    place.write()
    with pytest.raises(VersioningError) as caught:
        save_version(place.draft, "x")
    assert caught.value.key == "versioning.unfinished"


def test_author(place: Any, tmp_path: Path) -> None:
    place.edit("不低于55", "不低于60")
    version = save_version(place.draft, "x", author="李明 <li.ming@example.org>")
    assert (version.author, version.email) == ("李明", "li.ming@example.org")
    place.edit("不低于60", "不低于65")
    with pytest.raises(VersioningError) as caught:
        save_version(place.draft, "x", author="李明")
    assert caught.value.key == "versioning.author"


def test_nobody_is_named(place: Any, tmp_path: Path) -> None:
    (tmp_path / "gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    place.edit("不低于55", "不低于60")
    with pytest.raises(VersioningError) as caught:
        save_version(place.draft, "x")
    assert caught.value.key == "versioning.nobody"
    assert save_version(place.draft, "x", author="李明 <li.ming@example.org>").author == "李明"


def test_a_message_is_kept_as_written(place: Any) -> None:
    place.edit("不低于55", "不低于60")
    message = "5.3 改为 60 ℃\n\n# 标题\n$(touch x) `id` --amend"
    assert save_version(place.draft, message).message == message


def test_the_message_says_what_changed(place: Any) -> None:
    place.edit("不低于55", "不低于60")
    with using_ui_language("zh"):
        version = save_version(place.draft)
    assert version.message == "5.3 保温效能 水温：限值加严 ≥ 55 ℃ → ≥ 60 ℃"

    place.edit("无锈斑。</p>", '无锈斑。</p><p id="p2a">壶盖应能单手开启。</p>')
    place.edit("测量水温", "用温度计测量水温")
    place.edit("应不低于60", "宜不低于58")
    message = save_version(place.draft).message
    subject, _, *lines = message.split("\n")
    assert subject.endswith("; and 3 more")
    assert len(lines) == 4
    assert "- 5.1 外观: added 1 provision" in lines
    assert "- 6.2 保温效能: reworded" in lines
    assert any("limit relaxed ≥ 60 ℃ → ≥ 58 ℃" in line for line in lines)
    assert any("made weaker" in line for line in lines)

    place.edit("</standard>", "<!-- checked --></standard>")
    assert save_version(place.draft).message == "Markup only; no provision has changed"

    place.edit("T/ZZB 9777—2026</std-ref>", "T/ZZB 9777—2027</std-ref>")
    assert save_version(place.draft).message == "designation: T/ZZB 9777—2026 → T/ZZB 9777—2027"


def test_a_version_that_cannot_be_described_is_saved(place: Any) -> None:
    text = place.draft.read_text(encoding="utf-8")
    place.write(text[: text.index("<body>")] + "<body/></standard>")
    message = save_version(place.draft).message
    assert message.startswith("Changed: T/ZZB 9777—2026\n\nWhat changed could not be said: ")


def test_compare_versions(place: Any) -> None:
    place.edit("不低于55", "不低于60")
    today = compare_versions(place.draft)
    assert [(d.category, d.sub, d.draft_value) for d in today.divergences] == [("QL", "stricter", "≥ 60 ℃")]
    assert today.reference.path.endswith("@HEAD")
    earlier = compare_versions(place.draft, old="HEAD", new="HEAD~1")
    assert [(d.category, d.sub) for d in earlier.divergences] == [("QL", "looser")]
