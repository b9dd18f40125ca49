"""Git merging the decisions of two people, once ``workbench git enable`` has told it how."""

import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.decisions import (
    Decisions,
    DecisionsError,
    FindingDecision,
    LinkDecision,
    decisions_file,
    load_decisions,
    save_decisions,
)
from workbench.versioning import disable, enable

AGAINST = "ISO 1:2020"


def finding(name: str, status: str = "confirmed", by: str = "", **more: Any) -> FindingDecision:
    return FindingDecision(
        finding=name,
        against=AGAINST,
        category=name[:2],
        draft={"p3": "00"},
        reference={"q3": "11"},
        status=status,
        by=by,
        **more,
    )


def link(kind: str, by: str = "") -> LinkDecision:
    return LinkDecision(decision=kind, against=AGAINST, draft={"p3": "00"}, reference={"q3": "11"}, by=by)


def decide(place: Any, *decisions: FindingDecision | LinkDecision) -> Path:
    """All decisions beside the draft."""
    links = tuple(one for one in decisions if isinstance(one, LinkDecision))
    findings = tuple(one for one in decisions if isinstance(one, FindingDecision))
    return save_decisions(place.draft, Decisions(links=links, findings=findings))


def branches(
    place: Any,
    base: list[FindingDecision | LinkDecision],
    ours: list[FindingDecision | LinkDecision],
    theirs: list[FindingDecision | LinkDecision],
) -> Path:
    """Two branches with a common version; ``main`` has ours, ``side`` theirs."""
    decide(place, *base)
    place.commit("base")
    place.git("checkout", "--quiet", "-b", "side")
    decide(place, *theirs)
    place.commit("theirs")
    place.git("checkout", "--quiet", "main")
    file = decide(place, *ours)
    place.commit("ours")
    return file


def statuses(place: Any) -> dict[str, str]:
    return {one.finding: one.status for one in load_decisions(place.draft).findings}


@pytest.fixture(autouse=True)
def _this_workbench(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that git runs is of the sources that are tested."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.mark.parametrize(
    ("shared", "command"),
    [(False, ["merge", "--no-edit", "side"]), (True, ["rebase", "side"]), (False, ["cherry-pick", "side"])],
)
def test_decisions_about_different_findings_merge_where_lines_would_not(
    place: Any, shared: bool, command: list[str]
) -> None:
    base = [finding("QL-0001"), finding("VF-0001")]
    ours = [*base, finding("QL-0002", "rejected", reason="x"), link("accepted")]
    theirs = [*base, finding("QL-0003")]
    branches(place, base, ours, theirs)
    place.refused(*command)
    place.git(command[0], "--abort")
    enable(place.root, shared=shared)
    place.git(*command)
    assert statuses(place) == {
        "QL-0001": "confirmed", "QL-0002": "rejected", "QL-0003": "confirmed", "VF-0001": "confirmed",
    }  # fmt: skip
    assert load_decisions(place.draft).links == (link("accepted"),)


def test_the_first_decisions_of_two_people_merge(place: Any) -> None:
    enable(place.root)
    file = decisions_file(place.draft)
    place.git("checkout", "--quiet", "-b", "side")
    decide(place, finding("QL-0001"))
    place.commit("theirs")
    place.git("checkout", "--quiet", "main")
    assert not file.exists()
    decide(place, finding("QL-0002"))
    place.commit("ours")
    place.git("merge", "--no-edit", "side")
    assert statuses(place) == {"QL-0001": "confirmed", "QL-0002": "confirmed"}


def test_the_same_decision_of_two_people_merges(place: Any) -> None:
    enable(place.root)
    ours = finding("QL-0001", "rejected", "Wang", reason="x", at="2026-01-01T00:00:00+00:00")
    theirs = finding("QL-0001", "rejected", "Li", reason="x", at="2026-01-02T00:00:00+00:00")
    branches(place, [finding("QL-0001")], [ours], [theirs])
    place.git("merge", "--no-edit", "side")
    assert load_decisions(place.draft).findings == (ours,)


def test_a_decision_that_one_takes_back_is_gone(place: Any) -> None:
    enable(place.root)
    base = [finding("QL-0001"), finding("QL-0002"), finding("QL-0003"), link("rejected")]
    branches(place, base, base[:1] + base[2:], [*base[:2], finding("QL-0004")])
    place.git("merge", "--no-edit", "side")
    assert statuses(place) == {"QL-0001": "confirmed", "QL-0004": "confirmed"}
    assert load_decisions(place.draft).links == ()


def test_different_decisions_about_the_same_are_a_conflict_that_can_be_mended(place: Any) -> None:
    enable(place.root)
    base = [finding("QL-0001"), finding("QL-0002")]
    file = branches(
        place,
        base,
        [base[0], finding("QL-0002", "rejected", "Wang", reason="x"), link("accepted", "Wang")],
        [base[0], finding("QL-0002", "open", "Li"), link("rejected", "Li"), finding("QL-0003")],
    )
    said = place.refused("merge", "side")
    assert file.relative_to(place.root).as_posix() in said
    assert "p3:q3, QL-0002" in said
    assert "QL-0001" not in said
    assert place.git("status", "--porcelain", "-z") == f"UU {file.relative_to(place.root).as_posix()}\0"

    marked = file.read_text(encoding="utf-8").splitlines()
    for conflict in ('"decision":"accepted"', '"decision":"rejected"'), ('"by":"Wang"', '"by":"Li"'):
        begin = marked.index("<<<<<<< ours")
        first, between, second, end = marked[begin + 1 : begin + 5]
        assert (between, end) == ("=======", ">>>>>>> theirs")
        assert conflict[0] in first
        assert conflict[1] in second
        with pytest.raises(DecisionsError) as caught:
            load_decisions(place.draft)
        assert caught.value.key == "decisions.unmerged"
        assert caught.value.message.values["line"] == begin + 1
        # Theirs is kept, as the message says how.
        marked[begin : begin + 5] = [second]
        file.write_text("\n".join(marked), encoding="utf-8")
    assert statuses(place) == {"QL-0001": "confirmed", "QL-0002": "open", "QL-0003": "confirmed"}
    assert load_decisions(place.draft).links == (link("rejected", "Li"),)


def test_what_one_takes_back_and_the_other_changes_is_a_conflict(place: Any) -> None:
    enable(place.root)
    base = [finding("QL-0001"), finding("QL-0002"), finding("QL-0003")]
    file = branches(place, base, base[:1] + base[2:], [base[0], finding("QL-0002", "open"), base[2]])
    assert "QL-0002" in place.refused("merge", "side")
    marked = file.read_text(encoding="utf-8").splitlines()
    begin = marked.index("<<<<<<< ours")
    assert marked[begin + 1] == "======="
    assert "QL-0002" in marked[begin + 2]
    assert marked[begin + 3] == ">>>>>>> theirs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_conflict_is_told_in_the_language_of_the_user(
    place: Any, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("WORKBENCH_UI_LANGUAGE", language)
    enable(place.root)
    branches(place, [finding("QL-0001")], [finding("QL-0001", "open")], [finding("QL-0001", "rejected")])
    said = place.refused("merge", "side")
    assert ("两人对 QL-0001 的决定不同" in said) is (language == "zh")
    assert ("decided differently about QL-0001" in said) is (language == "en")


def test_a_file_that_cannot_be_read_leaves_ours_untouched(place: Any) -> None:
    enable(place.root)
    file = decide(place, finding("QL-0001"))
    place.commit("base")
    place.git("checkout", "--quiet", "-b", "side")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    place.commit("theirs")
    place.git("checkout", "--quiet", "main")
    decide(place, finding("QL-0001"), finding("QL-0002"))
    place.commit("ours")
    before = file.read_bytes()
    said = place.refused("merge", "side")
    name = file.relative_to(place.root).as_posix()
    assert f"{name} is not merged" in said
    assert f"“theirs” of {name}, line 5: this is no JSON" in said
    assert "Traceback" not in said
    assert file.read_bytes() == before
    assert place.git("status", "--porcelain", "-z") == f"UU {name}\0"


def test_a_conflict_that_both_have_mended_does_not_come_back(place: Any) -> None:
    """Branches that were merged into each other have two common versions, which git merges first."""
    enable(place.root)
    branches(place, [finding("QL-0001")], [finding("QL-0001", "open")], [finding("QL-0001", "rejected")])
    ours, theirs = place.git("rev-parse", "main", "side").split()
    mended = finding("QL-0001", "confirmed", by="Wang", reason="y")
    for branch, other, more in (("main", theirs, "QL-0002"), ("side", ours, "QL-0003")):
        place.git("checkout", "--quiet", branch)
        place.refused("merge", other)
        decide(place, mended, finding(more))
        place.commit("mended")
    place.git("checkout", "--quiet", "main")
    place.git("merge", "--no-edit", "side")
    assert statuses(place) == dict.fromkeys(("QL-0001", "QL-0002", "QL-0003"), "confirmed")


def test_a_program_in_a_folder_with_a_strange_name_is_found(
    place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100%A 程序's"
    folder.mkdir()
    program = folder / "workbench"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m workbench.cli "$@"\n')
    program.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", str(folder / "python"))
        enable(place.root)
    branches(place, [], [finding("QL-0001")], [finding("QL-0002")])
    place.git("merge", "--no-edit", "side")
    assert set(statuses(place)) == {"QL-0001", "QL-0002"}


@pytest.mark.parametrize("shared", [False, True])
def test_a_repository_that_shows_text_learns_to_merge_and_forgets_both(place: Any, shared: bool) -> None:
    attributes = place.root / (".gitattributes" if shared else ".git/info/attributes")
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.sts.xml diff=sts\n*.txt text\n", encoding="utf-8")
    before = place.git("config", "--local", "--list")
    assert enable(place.root, shared=shared) == attributes
    assert attributes.read_text(encoding="utf-8").splitlines() == [
        "*.sts.xml diff=sts", "*.txt text", "*.decisions.json merge=workbench-decisions",
    ]  # fmt: skip
    asked = place.git("check-attr", "merge", "drafts/cup.decisions.json", "package.json").splitlines()
    assert [line.rpartition(": ")[2] for line in asked] == ["workbench-decisions", "unspecified"]
    disable(place.root)
    assert attributes.read_text(encoding="utf-8") == "*.txt text\n"
    assert place.git("config", "--local", "--list") == before
