"""A person's decisions about findings: bound to texts, applied by the comparison, kept by the command."""

from dataclasses import dataclass

import pytest
from pydantic import ValidationError

from workbench import sts
from workbench.decisions import (
    Decisions,
    DecisionsError,
    FindingDecision,
    bind_findings,
    decided_on,
    decisions_file,
    load_decisions,
    name_of,
    save_decisions,
    with_finding_decision,
)
from workbench.divergence import compare

DRAFT = {
    "d1": "压降应不大于10 kPa。",
    "d2": "壳体应采用铸铁制造。",
    "d3": "滤网应能不用工具取出。",
    "d4": "盖应使用四个螺栓紧固。",
}
REFERENCE = {
    "r1": "The pressure drop shall not exceed 8 kPa.",
    "r2": "The body shall be made of cast iron.",
    "r3": "The screen shall be removable without tools.",
    "r4": "The cover shall be fastened with four bolts.",
}
IDENTICAL = '<sec sec-type="foreword"><title>前言</title><p>本文件等同采用ISO 1:2020《Y型过滤器》。</p></sec>'


def source(language, provisions, designation, front=""):
    inside = "".join(f'<p id="{name}">{text}</p>' for name, text in provisions.items())
    meta = f'<front><std-meta><std-ref type="dated">{designation}</std-ref></std-meta>{front}</front>'
    body = (
        f'<body><sec id="s5"><label>5</label><title>{"要求" if language == "zh" else "Requirements"}</title>'
    )
    return f'<standard xml:lang="{language}">{meta}{body}{inside}</sec></body></standard>'.encode()


def draft(provisions=DRAFT, front=""):
    return sts.load(source("zh", provisions, "GB/T 1—2026", front))


def reference(provisions=REFERENCE, designation="ISO 1:2020"):
    return sts.load(source("en", provisions, designation))


REF = reference()


@dataclass(frozen=True)
class Found:
    """A finding as far as decisions are about it."""

    id: str
    category: str = "QL"
    draft: tuple[str, ...] = ("d1",)
    reference: tuple[str, ...] = ("r1",)


def decision(found, own=None, **changes):
    return decided_on(found, own or draft(), REF, changes={"status": "rejected", "reason": "x", **changes})


def bound(decisions, findings, own=None, other=REF):
    return [
        (one.finding, one.stale)
        for one in bind_findings(
            decisions, name_of(other), findings, (own or draft()).provisions, other.provisions
        )
    ]


# --- what a decision says ---


def test_a_decision_holds_the_finding_its_texts_and_who_decided_when():
    one = decided_on(Found("QL-1"), draft(), REF, by="王工", changes={"status": "confirmed"})
    assert (one.finding, one.against, one.category, one.status) == ("QL-1", "ISO 1:2020", "QL", "confirmed")
    assert (one.by, one.at[:2], one.reason, one.as_nature) == ("王工", "20", "", "")
    assert list(one.draft) == ["d1"]
    assert list(one.reference) == ["r1"]
    respaced = draft({**DRAFT, "d1": "压降应不大于10   kPa。\n"})
    assert decided_on(Found("QL-1"), respaced, REF, changes={}).draft == one.draft
    assert decided_on(Found("QL-1"), draft({**DRAFT, "d1": "其他。"}), REF, changes={}).draft != one.draft


def test_what_was_decided_before_stays_but_for_what_changes():
    first = decided_on(
        Found("QL-1"),
        draft(),
        REF,
        by="Wang",
        changes={"as_category": "TO", "reason": "x", "as_severity": "minor"},
    )
    second = decided_on(
        # In the comparison it is now of the category into which it was put.
        Found("QL-1", category="TO"), draft(), REF, before=first, by="Li",
        changes={"status": "confirmed", "as_severity": ""},
    )  # fmt: skip
    assert (second.category, second.as_category, second.reason) == ("QL", "TO", "x")
    assert (second.status, second.as_severity, second.by) == ("confirmed", "", "Li")


@pytest.mark.parametrize(
    "changes", [{"status": "maybe"}, {"as_nature": "X"}, {"reason_type": "whim"}, {"unknown": 1}]
)
def test_what_nobody_can_decide_is_refused(changes):
    with pytest.raises(ValidationError):
        decided_on(Found("QL-1"), draft(), REF, changes=changes)


def test_a_finding_about_provisions_that_are_not_there_is_refused():
    with pytest.raises(DecisionsError, match="d9"):
        decided_on(Found("QL-1", draft=("d9",)), draft(), REF, changes={})


def test_a_new_decision_takes_the_place_of_the_one_about_the_same_finding():
    first, other = decision(Found("QL-1")), decision(Found("QL-2"))
    elsewhere = first.model_copy(update={"against": "ISO 2:2020"})
    new = decision(Found("QL-1"), status="confirmed")
    assert with_finding_decision([first, other, elsewhere], new) == (other, elsewhere, new)


# --- which finding it is about ---


def test_the_same_id_is_the_same_finding():
    kept = [decision(Found("QL-1"))]
    assert bound(kept, [Found("QL-2", draft=("d2",)), Found("QL-1")]) == [("QL-1", False)]


def test_another_id_of_a_changed_text_is_the_same_finding_and_stale():
    kept = [decision(Found("QL-1"))]
    later = draft({**DRAFT, "d1": "压降应不大于12 kPa。"})
    assert bound(kept, [Found("QL-9")], later) == [("QL-9", True)]


def test_other_provision_ids_with_the_same_texts_are_the_same_finding():
    kept = [decision(Found("QL-1"))]
    later = draft({"n7": DRAFT["d1"], "d2": DRAFT["d2"]})
    assert bound(kept, [Found("QL-12ab", draft=("n7",))], later) == [("QL-12ab", False)]


def test_a_finding_that_is_gone_is_stale():
    kept = [decision(Found("QL-1"))]
    others = [
        Found("TM-1", category="TM"),
        Found("QL-2", draft=("d2",), reference=("r2",)),
        Found("QL-3", reference=()),
        Found("QL-4", reference=("r2",)),
    ]
    assert bound(kept, []) == [("", True)]
    assert bound(kept, others) == [("", True)]


def test_decisions_about_another_reference_are_left_out():
    assert bound([decision(Found("QL-1"))], [Found("QL-1")], other=reference(designation="ISO 2:2020")) == []


def test_two_decisions_never_take_one_finding():
    kept = [decision(Found("QL-1")), decision(Found("QL-2"))]
    assert bound(kept, [Found("QL-2")]) == [("", True), ("QL-2", False)]
    assert bound(kept, [Found("QL-8")]) == [("QL-8", False), ("", True)]


def test_a_finding_on_one_side_only_is_bound():
    kept = [decision(Found("AD-1", category="AD", reference=()))]
    later = draft({**DRAFT, "d1": "压降应不大于12 kPa。"})
    assert bound(kept, [Found("AD-2", category="AD", reference=())], later) == [("AD-2", True)]


# --- what the comparison makes of it ---


def compared(own, *decisions, other=REF):
    return compare(own, other, decisions=Decisions(findings=decisions))


def limit(comparison):
    """The finding about the pressure drop."""
    return next(one for one in comparison.divergences if one.category == "QL")


def test_a_rejected_finding_does_not_come_back_and_stands_aside():
    own = draft()
    before = compare(own, REF)
    found = limit(before)
    after = compared(own, decision(found))
    assert [one.id for one in after.divergences] == [
        one.id for one in before.divergences if one.id != found.id
    ]
    assert [(one.id, one.decision.reason) for one in after.rejected] == [(found.id, "x")]
    assert after.stale_findings == ()
    assert [before.degree, after.degree] == ["NEQ", "UNDECIDED"]
    # Nor does it after the ids of the document were derived anew.
    renamed = compared(draft({f"n{name}": text for name, text in DRAFT.items()}), decision(found))
    assert [one.draft for one in renamed.rejected] == [("nd1",)]
    assert renamed.stale_findings == ()


def test_another_nature_changes_the_degree():
    own = draft(front=IDENTICAL)
    before = compare(own, REF)
    found = limit(before)
    assert (before.degree, found.nature) == ("NEQ", "T")
    assert {one.nature for one in before.divergences} - {"T"} <= {"ME", "L"}
    after = compared(own, decision(found, status="open", as_nature="ME"))
    assert (after.degree, limit(after).nature, limit(after).id) == ("IDT", "ME", found.id)
    assert limit(after).decision.as_nature == "ME"


def test_another_category_and_severity_are_shown_with_the_id_that_it_had():
    own = draft()
    found = limit(compare(own, REF))
    kept = decision(found, status="open", as_category="TM", as_severity="info")
    shown = next(one for one in compared(own, kept).divergences if one.id == found.id)
    assert (shown.category, shown.sub, shown.severity) == ("TM", "", "info")


def test_a_confirmed_finding_is_sure():
    own = draft()
    found = limit(compare(own, REF))
    assert found.confidence < 1
    shown = limit(compared(own, decision(found, status="confirmed", reason="")))
    assert shown.confidence == 1
    assert not shown.needs_review
    assert (shown.id, shown.decision.status) == (found.id, "confirmed")


def test_where_a_text_has_changed_the_finding_is_open_again_and_the_decision_is_told():
    kept = decision(limit(compare(draft(), REF)))
    later = compared(draft({**DRAFT, "d1": "压降应不大于12 kPa。"}), kept)
    assert limit(later).decision is None
    assert later.rejected == ()
    assert later.stale_findings == (kept,)


def test_where_the_divergence_is_gone_the_decision_waits_as_stale():
    kept = decision(limit(compare(draft(), REF)))
    later = compared(draft({**DRAFT, "d1": "压降应不大于8 kPa。"}), kept)
    assert [one.category for one in later.divergences] == []
    assert later.stale_findings == (kept,)


def test_of_two_decisions_that_a_merge_left_the_later_one_holds():
    own = draft()
    found = limit(compare(own, REF))
    first = decision(found).model_copy(update={"at": "2026-01-01T00:00:00+00:00"})
    second = decision(found, status="confirmed").model_copy(update={"at": "2026-02-01T00:00:00+00:00"})
    for both in ((first, second), (second, first)):
        assert compared(own, *both).rejected == ()


# --- the file ---


def kept(name, **more):
    return FindingDecision(
        finding=name, against="ISO 1:2020", category="QL", draft={"z1": "00"}, reference={}, **more
    )


def test_findings_stand_one_a_line_in_a_fixed_order_and_old_files_are_read(tmp_path):
    path = tmp_path / "cup.sts.xml"
    path.write_bytes(source("zh", DRAFT, "GB/T 1—2026"))
    findings = [
        decision(Found(name), status="open", reason="第一行\n第二行 “x”") for name in ("QL-2", "QL-1")
    ]
    file = save_decisions(path, Decisions(findings=findings))
    text = file.read_text(encoding="utf-8")
    assert [line[:16] for line in text.splitlines() if "finding" in line] == [
        '"findings": [', '{"finding":"QL-1', '{"finding":"QL-2',
    ]  # fmt: skip
    assert load_decisions(sts.load(path)).findings == tuple(findings[::-1])
    file.write_text('{"version": 1, "links": [\n\n]}\n', encoding="utf-8")
    assert load_decisions(path) == Decisions()


def test_the_decisions_of_another_document_are_refused(tmp_path):
    path = tmp_path / "cup.sts.xml"
    path.write_bytes(source("zh", DRAFT, "GB/T 1—2026"))
    foreign = [kept(f"QL-{n}") for n in range(3)]
    file = save_decisions(path, Decisions(findings=foreign))
    with pytest.raises(DecisionsError) as caught:
        load_decisions(sts.load(path))
    assert caught.value.key == "decisions.other-document"
    for language in ("en", "zh"):
        assert "cup.decisions.json" in caught.value.render(language)
        assert "GB/T 1—2026" in caught.value.render(language)
    # One that is about this draft is enough; what only the reference has can be of any draft.
    save_decisions(path, Decisions(findings=[*foreign, decision(Found("QL-9"))]))
    assert len(load_decisions(sts.load(path)).findings) == 4
    save_decisions(path, Decisions(findings=[one.model_copy(update={"draft": {}}) for one in foreign]))
    assert len(load_decisions(sts.load(path)).findings) == 3
    assert file == decisions_file(path)


@pytest.mark.parametrize(
    ("findings", "key", "line"),
    [
        ('{"finding":"QL-1","against":"ISO 1:20', "no-json", 4),
        ("<<<<<<< ours", "unmerged", 4),
        ('{"finding":"QL-1"}\n]}', "bad", None),
        ('{"finding":"QL-1","against":"I","category":"QL","draft":{},"reference":{},"x":1}\n]}', "bad", None),
    ],
)
def test_a_file_that_is_half_written_is_named_with_its_line(tmp_path, findings, key, line):
    (tmp_path / "cup.decisions.json").write_text(
        f'{{"version": 1, "links": [\n],\n"findings": [\n{findings}', encoding="utf-8"
    )
    with pytest.raises(DecisionsError) as caught:
        load_decisions(tmp_path / "cup.sts.xml")
    assert (caught.value.key, caught.value.message.values.get("line")) == (f"decisions.{key}", line)
