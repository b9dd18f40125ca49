"""What is read from a standard: identity, clauses, provisions, and text with its map to the tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import sts
from workbench.sts import Formula, Note, ProvisionKind, Reference, Row, StsError, Table, Term

HEAD = (
    '<standard xmlns:tbx="urn:iso:std:iso:30042:ed-1" xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="zh">'
)


def document(body="", front="", back=""):
    front = f"<front>{front}</front>" if front else ""
    back = f"<back>{back}</back>" if back else ""
    return sts.load(f"{HEAD}{front}<body>{body}</body>{back}</standard>".encode())


def text_of(inside):
    return document(f"<sec><title>T</title><p>{inside}</p></sec>").provisions[0].text


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("真空度应优于1×10<sup>-3</sup> Pa。", "真空度应优于1×10⁻³ Pa。"),
        ("H<sub>2</sub>O", "H₂O"),
        ("t<sub>min</sub>", "tₘᵢₙ"),
        ("x<sub>Q</sub>", "x_Q"),
        ("按照<std>\n   <std-ref>GB/T 1.1—2020</std-ref>\n  </std>《名称》", "按照GB/T 1.1—2020《名称》"),
        ("see\n   <italic>here</italic>", "see here"),
        ("15 %<xref ref-type='fn' rid='f'>a</xref>", "15 %ᵃ"),
        ("15 %<xref ref-type='fn' rid='f'><sup>1</sup></xref>", "15 %¹"),
        ("见<xref ref-type='bibr' rid='b'><sup>[1]</sup></xref>", "见[1]"),
        (
            "为<styled-content specific-use='delete'>60 s</styled-content>"
            "<styled-content specific-use='insert'>120 s</styled-content>",
            "为120 s",
        ),
        ("<named-content content-type='limit'>12 %</named-content>", "12 %"),
        ("a<break/>b", "a b"),
        ("x<!-- no -->y<?pi no?>z", "xyz"),
        ("ISO 712<std-id-group><std-id>urn:x</std-id></std-id-group>", "ISO 712"),
        (
            "<inline-formula><mml:math><mml:mi>v</mml:mi><mml:mo>=</mml:mo><mml:mfrac><mml:mi>l</mml:mi>"
            "<mml:mi>t</mml:mi></mml:mfrac></mml:math></inline-formula>",
            "v = l/t",
        ),
        (
            "<mml:math><mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>-</mml:mo><mml:mi>b</mml:mi></mml:mrow>"
            "<mml:msup><mml:mi>c</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:mfrac></mml:math>",
            "(a - b)/c²",
        ),
        ("<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mrow><mml:mo>−</mml:mo><mml:mn>3</mml:mn></mml:mrow>"
         "</mml:msup></mml:math>", "10⁻³"),
    ],
)  # fmt: skip
def test_text_reads_as_a_person_reads_it(inside, expected):
    assert text_of(inside) == expected


def test_an_empty_cross_reference_shows_the_label_of_its_target():
    body = (
        '<sec id="a"><label>4.1</label><title>T</title><p>见<xref ref-type="sec" rid="b"/>。</p></sec>'
        '<sec id="b"><label>5.3</label><title>U</title></sec>'
    )
    assert document(body).provisions[0].text == "见5.3。"


@given(
    st.lists(
        st.sampled_from(["应", "不大于", " ", "\n  ", "5 %", "<sup>2</sup>", "<bold>kg</bold>", "<!--c-->"])
    )
)
def test_every_character_leads_back_to_the_tree(pieces):
    provisions = document(f"<sec><title>T</title><p id='p'>x{''.join(pieces)}y</p></sec>").provisions
    provision = provisions[0]
    for offset, character in enumerate(provision.text):
        element, where, place = provision.locate(offset)
        source = getattr(element, where)[place]
        same_raised = source in "2" and character == "²"
        assert source == character or same_raised or (character == " " and source.isspace())
    with pytest.raises(IndexError):
        provision.locate(len(provision.text))


TABLE = """<sec><title>T</title><table-wrap id="t"><label>表1</label><caption><title>指标</title></caption>
<table><thead><tr><th rowspan="2">项目</th><th colspan="2">指标</th></tr>
<tr><th>优等品</th><th>合格品</th></tr></thead>
<tbody><tr id="r1"><td rowspan="2">吸水率</td><td>≤0.3</td><td>≤0.5</td></tr>
<tr id="r2"><td colspan="2">≤0.4</td></tr></tbody></table>
<table-wrap-foot><fn id="f"><label>a</label><p id="fp">仅适用于A类。</p></fn></table-wrap-foot></table-wrap></sec>"""


def test_cells_know_their_headers_through_spans():
    standard = document(TABLE)
    first, second = [row for row in standard.provisions if isinstance(row, Row)]
    assert [(cell.text, cell.headers) for cell in first.cells] == [
        ("吸水率", ("项目",)),
        ("≤0.3", ("指标", "优等品")),
        ("≤0.5", ("指标", "合格品")),
    ]
    assert [(cell.text, cell.column, cell.spanned) for cell in second.cells] == [
        ("吸水率", 0, True),
        ("≤0.4", 1, False),
    ]
    assert first.text == "吸水率 | ≤0.3 | ≤0.5"
    table = standard.tables[0]
    assert (table.label, table.caption, table.columns) == (
        "表1",
        "指标",
        ("项目", "指标 优等品", "指标 合格品"),
    )
    assert [row.id for row in table.rows] == ["r1", "r2"]
    assert standard.provision("fp").kind is ProvisionKind.FOOTNOTE


BLOCKS = """<sec sec-type="requirements"><label>4</label><title>要求</title>
<p id="p1">应满足：</p><list><list-item id="i1"><label>a)</label><p>清洁；</p>
<list><list-item id="i2"><label>1)</label><p>干燥。</p></list-item></list></list-item></list>
<non-normative-note id="n1"><label>注：</label><p>说明。</p></non-normative-note>
<disp-formula id="f1"><label>(1)</label><mml:math><mml:mi>v</mml:mi></mml:math></disp-formula>
<def-list list-content="formula-key"><def-item><term>v</term><def><p>速度。</p></def></def-item></def-list>
<sec><label>4.1</label><title>外观</title><p id="p2">应清洁。</p></sec></sec>"""
BACK = """<app-group><app content-type="inform-annex"><label>附录A</label><annex-type>（资料性）</annex-type>
<title>说明</title><p id="a1">示例。</p></app>
<app content-type="norm-annex"><label>附录B</label><title>试验方法</title><sec><label>B.1</label><title>仪器</title>
<p id="b1">天平。</p></sec></app></app-group>
<ref-list content-type="bibl"><title>参考文献</title><ref id="r1"><label>[1]</label>
<std><std-ref>ISO 9000</std-ref></std></ref></ref-list>"""


def test_provisions_clauses_and_status():
    standard = document(BLOCKS, back=BACK)
    kinds = {provision.id: provision.kind.value for provision in standard.provisions}
    assert kinds == {
        "p1": "paragraph", "i1": "list-item", "i2": "list-item", "n1": "note", "f1": "formula",
        "p2": "paragraph", "a1": "paragraph", "b1": "paragraph", "r1": "reference",
    }  # fmt: skip
    by_id = {provision.id: provision for provision in standard.provisions}
    assert by_id["i1"].text == "清洁；"
    assert (by_id["i2"].text, by_id["i2"].label) == ("干燥。", "1)")
    assert by_id["f1"].text == "v; v 速度。"
    assert [provision for provision in by_id if not by_id[provision].normative] == ["n1", "a1", "r1"]
    assert by_id["b1"].clause_number == "B.1"
    assert standard.clause("4.1").title == "外观"
    assert [clause.number for clause in standard.clause("4.1").path] == ["4", "4.1"]
    assert [provision.id for provision in standard.clause("4").provisions] == ["p1", "i1", "i2", "n1", "f1"]
    assert [reference.designation for reference in standard.walk(Reference)] == ["ISO 9000"]
    assert [part.id for part in standard.walk(Note)] == ["n1"]
    assert [part.id for part in standard.walk(Formula)] == ["f1"]
    assert standard.by_id("n1") == by_id["n1"]
    with pytest.raises(StsError, match="9"):
        standard.clause("9.9")
    with pytest.raises(StsError, match="nothing"):
        standard.provision("nothing")


def test_term_entries_are_read_in_the_language_of_the_document():
    body = """<sec sec-type="terms"><title>术语</title><term-sec id="t"><label>3.1</label><tbx:termEntry>
    <tbx:langSet xml:lang="en"><tbx:definition>products made in one shift</tbx:definition>
    <tbx:tig><tbx:term>batch</tbx:term></tbx:tig></tbx:langSet>
    <tbx:langSet xml:lang="zh"><tbx:definition>同一班次生产的产品</tbx:definition>
    <tbx:tig><tbx:term>批</tbx:term></tbx:tig></tbx:langSet></tbx:termEntry></term-sec></sec>"""
    term = next(iter(document(body).walk(Term)))
    assert (term.text, term.terms, term.label) == ("批: 同一班次生产的产品", ("批",), "3.1")


def test_derived_ids_survive_edits_elsewhere_and_leave_the_source_alone():
    before = document("<sec><title>A</title><p>一</p><p>二</p><p>一</p></sec>")
    after = document(
        "<sec><title>B</title><p>新</p></sec><sec><title>A</title><p>一</p><p>改</p><p>一</p></sec>"
    )
    first = [provision.id for provision in before.provisions]
    second = [provision.id for provision in after.provisions]
    assert len(set(first)) == 3
    assert (first[0], first[2]) == (second[1], second[3])
    assert first[1] not in second
    assert all(provision.own_id == "" for provision in before.provisions)


LEVELS = """<adoption xml:lang="zh"><adoption-front><std-meta><title-wrap xml:lang="zh"><main>要求</main></title-wrap>
<std-ref type="dated">GB/T 90001—2026/ISO 90001:2025</std-ref><ics>03.120</ics></std-meta>
<sec sec-type="foreword"><title>前言</title><p>本文件等同采用ISO 90001:2025。</p></sec></adoption-front>
<standard xml:lang="zh"><front><std-meta><std-ref type="dated">ISO 90001:2025</std-ref></std-meta></front>
<body><sec sec-type="scope"><label>1</label><title>范围</title><p>示例。</p></sec></body></standard>
<back><app-group><app content-type="inform-annex"><label>附录NA</label><title>国家资料</title><p>说明。</p></app>
</app-group></back></adoption>"""


def test_levels_of_an_adoption():
    standard = sts.load(LEVELS.encode())
    assert [level.designation for level in standard.levels] == [
        "GB/T 90001—2026/ISO 90001:2025",
        "ISO 90001:2025",
    ]
    assert standard.designation == "GB/T 90001—2026/ISO 90001:2025"
    assert [clause.role for clause in standard.clauses] == ["foreword", "scope", ""]
    assert standard.clauses[2].number == "NA"
    assert ("ics", "03.120") in standard.metadata


def test_real_documents_are_read_whole(shared):
    counts = {}
    for path in sorted((shared / "data" / "sts").glob("*.xml")):
        standard = sts.load(path)
        assert all(provision.text or provision.own_id for provision in standard.provisions)
        assert len({provision.id for provision in standard.provisions}) == len(standard.provisions)
        counts[path.name] = len(standard.provisions)
    assert counts["DIN_EN_ISO_13849-1_2008-12_en_TBX.xml"] > 1000
    standard = sts.load(shared / "data" / "sts" / "DIN_EN_ISO_13849-1_2008-12_en_TBX.xml")
    assert [level.designation for level in standard.levels] == [
        "DIN EN ISO 13849-1:2008-12", "EN ISO 13849-1:2008-06", "ISO 13849-1:2006-11",
    ]  # fmt: skip
    assert len(tuple(standard.walk(Table))) == 25


def test_gold_documents_list_exactly_the_ids_of_the_expert(shared):
    import json

    for case in sorted((shared / "gold" / "cases").iterdir()):
        gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
        for side in ("draft", "reference"):
            ids = {provision.id for provision in sts.load(case / f"{side}.sts.xml").provisions}
            assert ids == {provision for link in gold["alignment"] for provision in link[side]}, (
                case.name,
                side,
            )
