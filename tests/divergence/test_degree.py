"""The worked cases of degree: what the draft claims, changes, lists and explains."""

import pytest

from workbench.divergence import compare

REFERENCE = {
    "1 Scope": ["This document specifies requirements for Y-type strainers."],
    "5 Requirements": [
        "The pressure drop shall not exceed 8 kPa.",
        "The body shall be made of cast iron.",
        "The screen shall be removable without tools.",
        "The cover shall be fastened with four bolts.",
    ],
    "6 Marking": [
        "The body shall be marked with the nominal size.",
        "An arrow shall show the direction of flow.",
    ],
}
DRAFT = {
    "1 范围": ["本文件规定了Y型过滤器的要求。"],
    "5 要求": [
        "压降应不大于8 kPa。",
        "壳体应采用铸铁制造。",
        "滤网应能不用工具取出。",
        "盖应使用四个螺栓紧固。",
    ],
    "6 标志": ["壳体上应标明公称尺寸。", "应有表示流向的箭头。"],
}
FOREWORD = '<sec sec-type="foreword"><title>前言</title><p>{text}</p></sec>'
IDT = FOREWORD.format(text="本文件等同采用ISO 1:2020《Y型过滤器》。")
MOD = FOREWORD.format(text="本文件修改采用ISO 1:2020《Y型过滤器》。")
ANNEX = """<app-group><app content-type="inform-annex"><label>附录B</label><annex-type>（资料性）</annex-type>
<title>技术差异及其原因一览表</title><table-wrap content-type="tech-deviation"><table><thead><tr>
<th>本文件结构编号</th><th>技术差异</th><th>原因</th></tr></thead><tbody>
<tr><td>{number}</td><td>{deviation}</td><td>{reason}</td></tr></tbody></table></table-wrap></app></app-group>"""


PRESSURE_DROP = "更改了压降的限值"


def annex(number="5", deviation=PRESSURE_DROP, reason="资源条件不同"):
    return ANNEX.format(number=number, deviation=deviation, reason=reason)


def degree(document_of, changed=(), front="", back=""):
    draft = {heading: list(texts) for heading, texts in DRAFT.items()}
    for heading, place, text in changed:
        draft[heading][place] = text
    return compare(
        document_of("zh", draft, "GB/T 1—2026", front=front, back=back),
        document_of("en", REFERENCE, "ISO 1:2020"),
    )


LOOSER = [("5 要求", 0, "压降应不大于10 kPa。")]


def test_a_faithful_translation_that_claims_it_is_identical(document_of):
    assert degree(document_of, front=IDT).degree == "IDT"


@pytest.mark.parametrize(
    ("front", "back"),
    [
        (IDT, ""),
        (MOD, ""),
        (MOD, annex(number="6")),
        (MOD, annex(reason="")),
    ],
    ids=["claimed identical", "not listed", "listed at another clause", "listed without a reason"],
)
def test_a_technical_deviation_that_is_not_stated_well_is_not_equivalent(document_of, front, back):
    assert degree(document_of, LOOSER, front, back).degree == "NEQ"


def test_a_technical_deviation_that_is_listed_and_explained_is_modified(document_of):
    comparison = degree(document_of, LOOSER, MOD, annex())
    assert comparison.degree == "MOD"
    assert "1" in comparison.degree_reason["zh"]


WEAKER = [("5 要求", 2, "滤网宜能不用工具取出。")]


@pytest.mark.parametrize(
    ("changed", "deviation", "expected"),
    [
        (LOOSER, "更改了压降的限值，由“8 kPa”更改为“10 kPa”", "MOD"),
        (LOOSER, "更改了限值，由“0.008 MPa”更改为“0.01 MPa”", "MOD"),
        (LOOSER, "更改了螺栓的拧紧力矩，由“12 N·m”更改为“10 N·m”", "NEQ"),
        (WEAKER, "将滤网的拆卸由要求更改为推荐", "MOD"),
        (WEAKER, "更改了滤网的拆卸", "NEQ"),
    ],
)
def test_a_list_of_deviations_tells_of_what_it_names(document_of, changed, deviation, expected):
    assert degree(document_of, changed, MOD, annex(deviation=deviation)).degree == expected


def test_a_change_of_strength_is_technical(document_of):
    assert degree(document_of, WEAKER, IDT).degree == "NEQ"


def test_two_versions_of_one_draft_have_no_degree_but_structure(document_of):
    old = document_of("zh", DRAFT, "T/ZZB 1—2026")
    moved = {
        "1 范围": DRAFT["1 范围"],
        "5 标志": DRAFT["6 标志"],
        "6 要求": ["压降应不大于10 kPa。", *DRAFT["5 要求"][1:]],
    }
    comparison = compare(document_of("zh", moved, "T/ZZB 1—2026"), old)
    assert comparison.degree == "UNDECIDED"
    assert "版本" in comparison.degree_reason["zh"]
    assert sorted((d.category, d.sub) for d in comparison.divergences) == [
        ("MV", "moved"), ("MV", "moved"), ("QL", "looser"),
    ]  # fmt: skip


def test_a_draft_that_claims_nothing(document_of):
    assert degree(document_of).degree == "UNDECIDED"
    assert degree(document_of, LOOSER).degree == "NEQ"


def test_a_clause_that_moved_is_structural_where_adoption_is_claimed(document_of):
    moved = {"1 范围": DRAFT["1 范围"], "5 标志": DRAFT["6 标志"], "6 要求": DRAFT["5 要求"]}
    reference = document_of("en", REFERENCE, "ISO 1:2020")
    claimed = compare(document_of("zh", moved, "GB/T 1—2026", front=IDT), reference)
    assert {d.category for d in claimed.divergences} == {"DT", "MV"}
    assert {d.nature for d in claimed.divergences} == {"L", "S"}
    assert claimed.degree != "IDT"
    silent = compare(document_of("zh", moved, "T/ZZB 1—2026"), reference)
    assert silent.divergences == ()
