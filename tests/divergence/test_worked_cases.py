"""The ten worked cases of degree of correspondence (adoption.md, clause 6), and what the workbench says to do."""

import pytest
from lxml import etree

from workbench import sts
from workbench.cli import main
from workbench.divergence import compare
from workbench.divergence.claims import rivals

REFERENCE = {
    "1 Scope": ["This International Standard specifies requirements for pressure relief valves."],
    "4 Requirements": [
        "The valve shall close within 5 s.",
        "The body shall withstand a pressure of 1,5 MPa.",
        "The spring shall be protected against corrosion.",
        '<non-normative-note id="n1"><label>NOTE 1</label><p>Stainless steel needs no protection.</p>'
        "</non-normative-note>",
        '<non-normative-note id="n2"><label>NOTE 2</label><p>The spring should be replaced every two years.</p>'
        "</non-normative-note>",
    ],
    "5 Marking": [
        "The valve shall be marked with its set pressure.",
        "An arrow shall show the direction of flow.",
    ],
    "6 Packaging": [
        "The outlet shall be closed with a cap during transport.",
        "Valves shall be packed one by one.",
    ],
}
DRAFT = {
    "1 范围": ["本文件规定了安全阀的要求。"],
    "4 要求": [
        "阀门应在5 s内关闭。",
        "阀体应能承受1.5 MPa的压力。",
        "弹簧应有防腐蚀保护。",
        '<non-normative-note id="m1"><label>注1</label><p>不锈钢不需要保护。</p></non-normative-note>',
        '<non-normative-note id="m2"><label>注2</label><p>弹簧宜每两年更换一次。</p></non-normative-note>',
    ],
    "5 标志": ["阀门上应标明整定压力。", "应有表示流向的箭头。"],
    "6 包装": ["运输时出口应用盖封闭。", "阀门应逐个包装。"],
}
FOREWORD = '<sec sec-type="foreword"><title>前言</title><p>{text}</p></sec>'
IDENTICAL = FOREWORD.format(text="本文件等同采用ISO 1:2020《安全阀》。")
MODIFIED = FOREWORD.format(text="本文件修改采用ISO 1:2020《安全阀》。")
DEVIATIONS = """<app content-type="inform-annex"><label>附录B</label><annex-type>（资料性）</annex-type>
<title>技术差异及其原因一览表</title><table-wrap content-type="tech-deviation"><table><thead><tr>
<th>本文件结构编号</th><th>技术差异</th><th>原因</th></tr></thead><tbody>{rows}</tbody></table></table-wrap></app>"""
STRUCTURE = """<app content-type="inform-annex"><label>附录A</label><annex-type>（资料性）</annex-type>
<title>结构编号对照一览表</title><table-wrap content-type="structure-map"><table><thead><tr>
<th>本文件结构编号</th><th>ISO 1:2020结构编号</th></tr></thead><tbody>{rows}</tbody></table></table-wrap></app>"""
DUAL = "GB/T 1—2026/ISO 1:2020"
SINGLE = "GB/T 1—2026"


def row(*cells):
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def changed(clauses, heading, place, text):
    copy = {name: list(texts) for name, texts in clauses.items()}
    if text is None:
        del copy[heading][place]
    else:
        copy[heading][place] = text
    return copy


@pytest.fixture
def adopted(document_of):
    """The comparison of a draft with the reference."""

    def adopted(draft=DRAFT, front=IDENTICAL, back="", number=DUAL, reference=REFERENCE, reference_back=""):
        annexes = f"<app-group>{back}</app-group>" if back else ""
        theirs = f"<app-group>{reference_back}</app-group>" if reference_back else ""
        foreword = '<sec sec-type="foreword"><title>Foreword</title><p>ISO is a federation.</p></sec>'
        return compare(
            document_of("zh", draft, number, front=front, back=f"<back>{annexes}</back>" if annexes else ""),
            document_of(
                "en", reference, "ISO 1:2020", front=foreword, back=f"<back>{theirs}</back>" if theirs else ""
            ),
        )

    return adopted


def found(comparison):
    return sorted((one.category, one.sub, one.nature) for one in comparison.divergences)


def test_1_the_foreword_dropped_and_this_document(adopted):
    comparison = adopted()
    assert (comparison.degree, found(comparison), comparison.steps) == ("IDT", [], ())


def test_2_an_informative_annex_dropped(adopted):
    annex = (
        '<app content-type="inform-annex"><label>Annex D</label><annex-type>(informative)</annex-type>'
        "<title>Bellows</title><p>Bellows are described in many books on valves.</p></app>"
    )
    comparison = adopted(reference_back=annex)
    assert comparison.degree == "MOD"
    assert ("MI", "informative", "EO") in found(comparison)
    assert [step.id for step in comparison.steps] == ["remove-editorial"]
    assert "IDT" in comparison.degree_reason["en"]


CLOSES_IN_3_S = changed(DRAFT, "4 要求", 0, "阀门应在3 s内关闭。")
LISTED = DEVIATIONS.format(rows=row("4", "关闭时间由5 s改为3 s", "适应我国管网"))


def test_3_a_value_changed_and_explained(adopted):
    comparison = adopted(CLOSES_IN_3_S, MODIFIED, LISTED, SINGLE)
    assert (comparison.degree, found(comparison)) == ("MOD", [("QL", "stricter", "T")])
    assert comparison.divergences[0].identified
    assert comparison.divergences[0].explained


def test_4_the_same_not_listed(adopted):
    comparison = adopted(CLOSES_IN_3_S, MODIFIED, "", SINGLE)
    assert comparison.degree == "NEQ"
    step = next(step for step in comparison.steps if step.id == "list-deviations")
    assert "1" in step.note["en"]
    limit = next(one for one in comparison.divergences if one.category == "QL")
    assert step.findings == (limit.id,)
    assert ("DT", "claim-contradicted", "L") in found(comparison)


def test_4_the_same_listed_without_a_reason(adopted):
    silent = DEVIATIONS.format(rows=row("4", "关闭时间由5 s改为3 s", ""))
    comparison = adopted(CLOSES_IN_3_S, MODIFIED, silent, SINGLE)
    assert comparison.degree == "NEQ"
    assert [step.id for step in comparison.steps] == ["give-reasons"]


def test_5_a_corrigendum_taken_over_with_a_double_line(adopted):
    marked = changed(DRAFT, "4 要求", 0, '<p id="c1" specific-use="corrigendum">阀门应在3 s内关闭。</p>')
    comparison = adopted(marked)
    assert (comparison.degree, found(comparison)) == ("IDT", [("QL", "stricter", "ME")])


MOVED = {
    "1 范围": DRAFT["1 范围"],
    "4 要求": DRAFT["4 要求"],
    "5 包装": DRAFT["6 包装"],
    "6 标志": DRAFT["5 标志"],
}


def test_6_a_clause_moved_and_stated(adopted):
    stated = STRUCTURE.format(rows=row("5", "6") + row("6", "5"))
    comparison = adopted(MOVED, MODIFIED, stated, SINGLE)
    assert comparison.degree == "MOD"
    assert {(one.nature, one.identified) for one in comparison.divergences} == {("S", True)}


def test_6_a_clause_moved_and_not_stated(adopted):
    comparison = adopted(MOVED, MODIFIED, "", SINGLE)
    assert comparison.degree == "NEQ"
    assert "state-structure" in [step.id for step in comparison.steps]


def test_7_shall_became_should(adopted):
    comparison = adopted(changed(DRAFT, "4 要求", 2, "弹簧宜有防腐蚀保护。"), MODIFIED, "", SINGLE)
    assert ("VF", "weaker", "T") in found(comparison)
    assert comparison.degree == "NEQ"


def test_8_a_note_became_a_requirement(adopted):
    comparison = adopted(changed(DRAFT, "4 要求", 4, "弹簧应每两年更换一次。"), MODIFIED, "", SINGLE)
    assert ("NI", "normative", "T") in found(comparison)
    assert comparison.degree == "NEQ"


def test_9_two_notes_swapped(adopted):
    one, other = DRAFT["4 要求"][3:]
    swapped = changed(changed(DRAFT, "4 要求", 3, other), "4 要求", 4, one)
    comparison = adopted(swapped)
    assert ("ED", "order", "EO") in found(comparison)
    assert comparison.degree == "MOD"
    note = next(one for one in comparison.divergences if one.category == "ED").note
    assert "Restore the order" in note["en"]


REFERRED = {**REFERENCE, "7 Test": ["The adhesion shall be tested in accordance with ISO 2409:2020."]}


def referring(proof):
    return {**DRAFT, "7 试验": ["附着力应按GB/T 9286—2021试验。", *proof]}


def test_10_a_reference_replaced_by_a_modified_one(adopted):
    """GB/T 9286—2021 is known to be a modified adoption of ISO 2409:2020."""
    comparison = adopted(referring([]), MODIFIED, "", SINGLE, REFERRED)
    assert ("NR", "replaced", "T") in found(comparison)
    note = (
        '<non-normative-note id="p1"><label>注</label>'
        "<p>GB/T 9286—2021被引用的内容与ISO 2409:2020被引用的内容没有技术差异。</p></non-normative-note>"
    )
    proven = adopted(referring([note]), MODIFIED, "", SINGLE, REFERRED)
    assert not [one for one in proven.divergences if one.category == "NR"]


# What a draft says of itself, and is not true


def test_a_claim_that_the_text_contradicts_is_a_finding(adopted):
    comparison = adopted(changed(DRAFT, "5 标志", 1, None))
    claim = comparison.divergences[0]
    assert (claim.category, claim.sub, comparison.claimed) == ("DT", "claim-contradicted", "IDT")
    assert "IDT" in claim.note["zh"]
    assert "NEQ" in claim.note["zh"]


@pytest.mark.parametrize(
    ("rows", "sub"),
    [
        (row("4", "关闭时间由5 s改为3 s", "理由") + row("6", "更改了包装", "理由"), "row-without-deviation"),
        (row("4", "关闭时间由5 s改为3 s", "理由") + row("见上", "?", "理由"), "row-broken"),
        (row("4", "关闭时间由5 s改为3 s", "理由") + row("9.9", "更改", "理由"), "row-unresolved"),
    ],
)
def test_rows_of_the_annex_are_checked(adopted, rows, sub):
    comparison = adopted(CLOSES_IN_3_S, MODIFIED, DEVIATIONS.format(rows=rows), SINGLE)
    assert comparison.degree == "MOD"
    assert ("DT", sub, "L") in found(comparison)


def test_marks_and_deviations_belong_together(adopted):
    marked = changed(
        CLOSES_IN_3_S, "6 包装", 1, '<p id="k1" specific-use="tech-deviation">阀门应逐个包装。</p>'
    )
    subs = {one.sub for one in adopted(marked, MODIFIED, LISTED, SINGLE).divergences}
    assert subs == {"stricter", "mark-without-deviation", "deviation-without-mark"}


def test_numbers_say_what_the_degree_is(adopted):
    assert ("DT", "no-dual-number", "L") in found(adopted(number=SINGLE))
    assert ("DT", "dual-number", "L") in found(adopted(CLOSES_IN_3_S, MODIFIED, LISTED, DUAL))


def test_two_drafts_that_claim_the_same_reference_are_told_apart(tmp_path, capsys, document_of):
    def write(name, number, front):
        (tmp_path / name).write_bytes(sts.to_bytes(document_of("zh", DRAFT, number, front=front)))
        return tmp_path / name

    draft = write("one.sts.xml", SINGLE, IDENTICAL)
    write("two.sts.xml", "GB/T 2—2026", MODIFIED)
    write("three.sts.xml", "GB/T 3—2026", "")
    write("one-old.sts.xml", SINGLE, IDENTICAL)
    (tmp_path / "broken.sts.xml").write_text("<standard>", encoding="utf-8")
    reference = tmp_path / "iso.sts.xml"
    reference.write_bytes(sts.to_bytes(document_of("en", REFERENCE, "ISO 1:2020")))
    assert rivals(sts.load(draft), sts.load(reference)) == ("two.sts.xml",)
    assert main(["compare", str(draft), str(reference), "--ui-language", "en"]) == 0
    assert "two.sts.xml" in capsys.readouterr().out


def test_a_nested_adoption_is_identical_at_both_levels(shared):
    """DIN EN ISO 13849-1 holds EN ISO, which holds the ISO standard: each text unchanged."""
    file = shared / "data" / "sts" / "DIN_EN_ISO_13849-1_2008-12_en_TBX.xml"
    if not file.is_file():
        pytest.skip(f"there is no {file}")
    national = sts.load(file)
    european = sts.load(etree.tostring(national.root.find("adoption")))
    international = sts.load(etree.tostring(next(national.root.iter("standard"))))
    for draft, reference in ((national, european), (european, international)):
        comparison = compare(draft, reference)
        assert (comparison.claimed, comparison.degree) == ("IDT", "IDT")
        assert {one.nature for one in comparison.divergences} <= {"ME"}
