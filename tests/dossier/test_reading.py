from workbench import sts
from workbench.divergence import Comparison
from workbench.dossier import name_of, read_comparison


def test_pairs_follow_the_draft_and_missing_ones_stand_where_the_reference_has_them(
    comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    pairs = read_comparison(comparison, draft, reference, "en").pairs
    assert [pair.link.draft + pair.link.reference for pair in pairs] == [
        ("p1", "q1"), ("q0",), ("p2", "q2"), ("p3", "q3"), ("r1", "q5"), ("q9",), ("p4",),
    ]  # fmt: skip


def test_findings_stand_under_the_drafts_clauses(
    comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    clauses = read_comparison(comparison, draft, reference, "en").clauses
    assert [
        (clause.number, clause.only_reference, [finding.divergence.id for finding in clause.findings])
        for clause in clauses
    ] == [("1", False, ["D07", "D06"]), ("5", False, ["D03", "D02", "D04", "D01"]), ("9", True, ["D05"])]


def test_gravest_findings_come_first(
    comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    top = read_comparison(comparison, draft, reference, "en").top
    assert [finding.divergence.id for finding in top] == ["D04", "D03", "D02", "D05", "D06"]


def test_counts_name_all_severities_and_the_categories_that_occur(
    comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    reading = read_comparison(comparison, draft, reference, "zh")
    assert [(count.code, count.number) for count in reading.severities] == [
        ("blocker", 1), ("major", 4), ("minor", 1), ("info", 1),
    ]  # fmt: skip
    assert reading.categories[0].code == "QL"
    assert {count.name for count in reading.relations} == {"对应", "移动", "仅草案有", "仅对照标准有"}


def test_evidence_is_marked_in_texts_and_in_cells(
    comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    findings = {
        found.divergence.id: found for found in read_comparison(comparison, draft, reference).findings
    }
    assert findings["D03"].draft[0].html == '吸水率应<mark class="wb-differs">不大于0.3 %</mark>。'
    assert '<mark class="wb-differs">exceed 0,5 %</mark>' in findings["D03"].reference[0].html
    assert findings["D04"].draft[0].cells == (
        ("项目", "容量"),
        ("指标", '<mark class="wb-differs">≥50</mark>'),
    )


def test_one_language_is_compared_by_words_over_all_provisions_of_a_link(draft: sts.Standard) -> None:
    other = sts.load(
        '<standard xml:lang="zh"><body><sec><title>x</title>'
        '<p id="a">吸水率应不大于0.5 %。宜干燥。</p></sec></body></standard>'.encode()
    )
    comparison = Comparison.model_validate(
        {
            "draft": {"designation": "", "title": {}, "language": "zh"},
            "reference": {"designation": "", "title": {}, "language": "zh"},
            "alignment": [{"draft": ["p2", "p3"], "reference": ["a"], "relation": "split"}],
            "divergences": [],
            "degree": "UNDECIDED",
            "degree_reason": {},
        }
    )
    (pair,) = read_comparison(comparison, draft, other, "zh").pairs
    assert [side.html for side in pair.draft] == [
        '吸水率应不大于<mark class="wb-differs">0.3</mark> %。',
        '宜<mark class="wb-differs">清洁</mark>。',
    ]


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert name_of("category", "QL", "zh") == "量值或限值"
    assert name_of("sub", "newly-invented", "zh") == "newly-invented"
