"""A report and a notebook view of a comparison that was read for a purpose, with decisions of a person."""

import lxml.html
import pytest

from workbench import sts
from workbench.decisions import Decisions, decided_on
from workbench.divergence import compare
from workbench.dossier import comparison_fragment, comparison_report, read_comparison
from workbench.jupyter.display import ComparisonView

DRAFT = """<standard xml:lang="zh"><front><nat-meta originator="SAC"><std-ref type="dated">GB/T 1—2026</std-ref></nat-meta>
<sec sec-type="foreword"><title>前言</title><p id="f1">本文件修改采用ISO 1:2020《杯》。</p></sec></front>
<body><sec id="s5"><label>5</label><title>要求</title><p id="p1">★泄漏电流应不大于0.25 mA。</p>
<p id="p2">保持力应不小于40 N。</p></sec></body></standard>"""
REFERENCE = """<standard xml:lang="en"><front><std-meta><std-ref type="dated">ISO 1:2020</std-ref></std-meta></front>
<body><sec id="t5"><label>5</label><title>Requirements</title><p id="q1">The leakage current shall not exceed 0,5 mA.</p>
<p id="q2">The holding force shall be at least 50 N.</p></sec></body></standard>"""


@pytest.fixture(scope="module")
def documents():
    return sts.load(DRAFT.encode()), sts.load(REFERENCE.encode())


@pytest.fixture(scope="module")
def comparison(documents):
    first = compare(*documents)
    weaker = next(d for d in first.divergences if d.sub == "looser")
    changes = {"status": "rejected", "reason": "另一种力 <b>", "reason_type": "other"}
    decision = decided_on(weaker, *documents, by="王工", changes=changes)
    return compare(
        *documents,
        decisions=Decisions(findings=(decision,)),
        perspectives=("adoption", "advanced", "export:RU"),
    )


def text_of(report, selector):
    return " ".join(
        " ".join(element.text_content().split())
        for element in lxml.html.document_fromstring(report).cssselect(selector)
    )


@pytest.mark.parametrize(
    ("language", "claimed", "step"), [("zh", "草案声明", "列出这些差异"), ("en", "Claimed", "List them")]
)
def test_the_report_says_what_stands_between_the_draft_and_its_claim(
    comparison, documents, language, claimed, step
):
    report = comparison_report(comparison, *documents, ui_language=language)
    summary = text_of(report, "#summary")
    assert claimed in summary
    assert step in text_of(report, ".wb-steps")
    linked = {
        element.get("href") for element in lxml.html.document_fromstring(report).cssselect(".wb-steps a")
    }
    assert linked == {f"#{d.id}" for d in comparison.divergences if d.category == "QL"}


def test_the_report_holds_the_purposes_with_gates_and_verdicts(comparison, documents):
    report = comparison_report(comparison, *documents, ui_language="zh")
    purposes = text_of(report, "#purposes")
    for words in ("先进性", "G4", "未通过", "俄罗斯", "合格评定"):
        assert words in purposes
    badges = text_of(report, ".wb-finding .wb-badge")
    for words in ("安全", "需列出并说明原因", "先进", "可直接出口"):
        assert words in badges


def test_rejected_findings_stand_apart_with_who_and_why(comparison, documents):
    for html in (
        comparison_report(comparison, *documents, ui_language="zh"),
        comparison_fragment(read_comparison(comparison, *documents, "zh"), "x-"),
    ):
        assert "已被人工否决：1" in html
        assert "王工" in html
        assert "另一种力 &lt;b&gt;" in html
    assert "looser" not in {d.sub for d in comparison.divergences}


def test_frames_of_verdicts_and_limits(comparison, documents):
    view = ComparisonView(comparison, *documents)
    verdicts = view.verdicts_frame()
    assert set(verdicts["perspective"]) == {"adoption", "advanced", "export:RU"}
    limit = next(d.id for d in view if d.sub == "stricter")
    found = verdicts[verdicts["id"] == limit].set_index("perspective")["verdict"].to_dict()
    assert found == {"adoption": "list", "advanced": "asset", "export:RU": "as-is"}
    limits = view.indices_frame()
    assert list(limits["verdict"]) == ["stricter", "looser"]
    assert list(limits["core"]) == [True, False]
    assert list(limits["level"]) == ["leading", "behind"]
    chinese = view.indices_frame(ui_language="zh")
    assert "国际领先" in set(chinese["水平"])
    assert "更严" in set(chinese["结论"])
