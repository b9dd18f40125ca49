import base64
import hashlib
import re
from pathlib import Path

import html5lib
import lxml.html
import pytest

from workbench import sts
from workbench.divergence import Comparison
from workbench.dossier import comparison_report, write_report


@pytest.fixture
def report(comparison: Comparison, draft: sts.Standard, reference: sts.Standard) -> str:
    return comparison_report(comparison, draft, reference, ui_language="en")


def test_is_well_formed(report: str) -> None:
    html5lib.HTMLParser(strict=True).parse(report)


def test_texts_of_documents_and_findings_are_escaped(report: str) -> None:
    page = lxml.html.document_fromstring(report)
    (script,) = page.iter("script")
    assert "alert" not in script.text
    assert page.text_content().count("<script>alert('x')</script>") >= 5


def test_policy_allows_only_what_the_file_holds(report: str) -> None:
    page = lxml.html.document_fromstring(report)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", report, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not page.xpath("//@style")


def test_loads_nothing(report: str) -> None:
    page = lxml.html.document_fromstring(report)
    assert not page.xpath("//@src | //link | //iframe | //object | //embed | //img")
    assert all(address.startswith("#") for address in page.xpath("//@href"))
    assert "url(" not in report
    assert "@import" not in report


def test_every_link_leads_somewhere_and_every_id_stands_once(report: str) -> None:
    page = lxml.html.document_fromstring(report)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in page.xpath("//@href")} <= set(ids)


def test_summary_comes_first_with_identity_degree_counts_and_top_findings(report: str) -> None:
    summary, *rest = lxml.html.document_fromstring(report).xpath("//main/section")
    assert [section.get("id") for section in (summary, *rest)] == [
        "summary",
        "findings",
        "alignment",
        "texts",
    ]
    text = " ".join(summary.text_content().split())
    for part in ("T/ZZB 1—2026", "ISO 1:2025", "drafts/a.sts.xml@v1", "NEQ (not equivalent)"):
        assert part in text
    assert "No adoption is claimed." in text
    assert summary.xpath(".//table[@class='wb-top']/tbody/tr[1]/td[1]/a/text()") == [
        "D04", "D03", "D02", "D05", "D06",
    ]  # fmt: skip


def test_finding_shows_category_values_rule_confidence_and_sentence(report: str) -> None:
    finding = lxml.html.document_fromstring(report).get_element_by_id("D03")
    text = " ".join(finding.text_content().split())
    for part in (
        "Quantity or limit",
        "stricter",
        "Major",
        "≤ 0.3 %",
        "≤ 0,5 %",
        "80 %",
        "rule-1",
        "Sentence 3",
    ):
        assert part in text
    assert finding.xpath(".//mark/text()") == ["不大于0.3 %", "exceed 0,5 %"]
    assert finding.xpath(".//div[@lang='zh']")


def test_alignment_lists_what_is_not_one_to_one_in_place(report: str) -> None:
    rows = lxml.html.document_fromstring(report).xpath("//table[@class='wb-alignment']/tbody/tr")
    assert [row.get("class") for row in rows] == ["wb-missing", "wb-equivalent", "wb-missing", "wb-added"]
    assert "moved" in rows[1].text_content()


def test_all_provisions_of_both_documents_stand_side_by_side(
    report: str, draft: sts.Standard, reference: sts.Standard
) -> None:
    (table,) = lxml.html.document_fromstring(report).xpath("//section[@id='texts']//table[@class='wb-both']")
    text = "".join(table.text_content().split())
    for standard in (draft, reference):
        for provision in standard.provisions:
            for word in provision.text.replace(" | ", " ").split():
                assert word in text


def test_speaks_chinese(comparison: Comparison, draft: sts.Standard, reference: sts.Standard) -> None:
    report = comparison_report(comparison, draft, reference, ui_language="zh")
    page = lxml.html.document_fromstring(report)
    assert page.get("lang") == "zh"
    text = page.text_content()
    for part in ("标准比对报告", "量值或限值", "更严", "说明3", "未声明采用。", "一致性程度：NEQ"):
        assert part in text
    assert "Sentence 3" not in text


def test_two_identical_documents_have_nothing_to_report(draft: sts.Standard) -> None:
    comparison = Comparison.model_validate(
        {
            "draft": {"designation": "a", "title": {}, "language": "zh"},
            "reference": {"designation": "a", "title": {}, "language": "zh"},
            "alignment": [
                {"draft": [part.id], "reference": [part.id], "relation": "equivalent"}
                for part in draft.provisions
            ],
            "divergences": [],
            "degree": "IDT",
            "degree_reason": {},
        }
    )
    report = comparison_report(comparison, draft, draft, ui_language="en")
    html5lib.HTMLParser(strict=True).parse(report)
    text = " ".join(lxml.html.document_fromstring(report).text_content().split())
    assert "No differences were found" in text
    assert "All provisions correspond one to one" in text
    assert "<mark" not in report


def test_is_the_same_every_time(
    report: str, comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    assert comparison_report(comparison, draft, reference, ui_language="en") == report


def test_write_report_writes_the_whole_file(
    tmp_path: Path, report: str, comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    path = write_report(tmp_path / "r.html", comparison, draft, reference, ui_language="en")
    assert path.read_text(encoding="utf-8") == report
    with pytest.raises(sts.StsError):
        write_report(tmp_path / "no" / "r.html", comparison, draft, reference)
    assert [found.name for found in tmp_path.iterdir()] == ["r.html"]
