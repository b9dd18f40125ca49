"""Each family of divergences on the example pairs of the taxonomy, and on pairs that only look different."""

import pytest


def found(comparison):
    return [(d.category, d.sub) for d in comparison.divergences]


EXAMPLES = [
    ("吸水率应不大于0.3 %。", "The water absorption shall not exceed 0,5 %.", ("QL", "stricter")),
    ("保持力应不小于40 N。", "The holding force shall be at least 50 N.", ("QL", "looser")),
    ("pH值应为6.0~7.5。", "The pH shall be 4,0 to 5,5.", ("QL", "conflicting")),
    ("镍迁移量应不大于0.14 mg/kg。", "The release of nickel shall be less than 0,14 mg/kg.", ("QL", "looser")),
    ("表面不应有锈斑、毛刺以及长度大于3 mm的划痕。", "Surfaces shall be free from rust, burrs and scratches longer than 5 mm.", ("QL", "stricter")),
    ("长度应为100 mm±0.5 mm。", "The length shall be 100 mm ± 1 mm.", ("TO", "stricter")),
    ("操作者应戴手套。", "The operator should wear gloves.", ("VF", "stronger")),
    ("操作者宜戴手套。", "The operator shall wear gloves.", ("VF", "weaker")),
    ("在套筒上滑移的试样应进行评定。", "Specimens that have slipped on the sleeve shall not be assessed.", ("VF", "polarity")),
    (
        "取三只试样进行试验，每只试样均应符合要求。",
        "Test three specimens. The arithmetic mean of the results shall comply with the requirement.",
        ("SA", "statistic-each"),
    ),
    (
        "与食品接触的内胆应采用06Cr19Ni10或耐腐蚀性能不低于其的不锈钢。",
        "The inner shell in contact with food shall be made of stainless steel that resists corrosion.",
        ("DP", "prescriptive"),
    ),
    (
        "按GB/T 16422.3的规定进行耐候性试验。",
        "The weathering test shall be carried out in accordance with ISO 4892-2.",
        ("NR", "replaced"),
    ),
    ("试样应按ISO 139:2005的规定调湿。", "The specimens shall be conditioned in accordance with ISO 139.", ("NR", "undated")),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "reference", "expected"), EXAMPLES, ids=lambda value: str(value)[:24])
def test_examples_of_the_taxonomy(compared, draft, reference, expected):
    comparison = compared([draft], [reference])
    assert expected in found(comparison)
    finding = next(d for d in comparison.divergences if (d.category, d.sub) == expected)
    assert finding.draft == ("zh1",)
    assert finding.reference == ("en1",)
    for evidence, text in ((finding.draft_evidence, draft), (finding.reference_evidence, reference)):
        assert evidence
        assert all(text[item.start : item.end] == item.text for item in evidence)
    assert set(finding.note) == {"zh", "en"}


TRAPS = [
    ("质量应不超过1.5 kg。", "Масса должна быть не более 1,5 кг.", ("zh", "ru")),
    (
        "手柄应能承受100 N的静拉力。",
        "The handle shall withstand a static tensile force of 0,1 kN.",
        ("zh", "en"),
    ),
    ("含水率不应大于12 %。", "The moisture content shall not exceed 12 %.", ("zh", "en")),
    ("铅迁移量应不大于0.01 mg/kg。", "The release of lead shall not exceed 0,010 mg/kg.", ("zh", "en")),
    (
        "电缆经30 000次弯曲后应不断芯。",
        "Кабели должны выдерживать не менее 30 тыс. циклов перегибов без обрыва жил.",
        ("zh", "ru"),
    ),
    ("试验应在20 ℃±15 ℃下进行。", "Испытания проводят при температуре от 5 °С до 35 °С.", ("zh", "ru")),
    ("保压时间应不少于120 s。", "The pressure shall be held for at least 2 min.", ("zh", "en")),
    (
        "密封件宜采用食品级硅橡胶。",
        "Gaskets should be made of silicone rubber suitable for contact with food.",
        ("zh", "en"),
    ),
    ("试样应在23 ℃放置24 h。", "The specimen shall be left at 23 °C for at least 24 h.", ("zh", "en")),
    ("针条可用软毛刷清洁。", "Strips can be cleaned with a soft brush.", ("zh", "en")),
    ("取三只试样。", "Take three specimens.", ("zh", "en")),
    (
        "试验后杯盖应无裂纹，并仍应符合5.4的规定。",
        "After the test the lid shall show no cracks and shall still comply with 7.2.",
        ("zh", "en"),
    ),
    (
        "产品应经检验合格后方可出厂。",
        "Products shall not leave the factory before they have been inspected and accepted.",
        ("zh", "en"),
    ),
    ("试验后衬里应保持原位。", "After the test the lining shall not come loose.", ("zh", "en")),
]


@pytest.mark.parametrize(("draft", "reference", "languages"), TRAPS, ids=lambda value: str(value)[:24])
def test_pairs_that_only_look_different_are_no_findings(compared, draft, reference, languages):
    assert found(compared([draft], [reference], languages)) == []


@pytest.mark.parametrize(
    ("draft", "reference", "sub"),
    [
        (
            "Welds shall not be even and free from cracks.",
            "Welds shall be even and free from cracks.",
            "polarity",
        ),
        (
            "The rig shall comply with 6.4. The flow should be measured.",
            "The rig shall comply with 6.4. The flow shall be measured.",
            "weaker",
        ),
        (
            "The rig shall comply with 6.4. The flow shall not be measured.",
            "The rig shall comply with 6.4. The flow shall be measured.",
            "polarity",
        ),
    ],
)
def test_a_verb_that_changed_in_one_language_is_found_among_others(compared, draft, reference, sub):
    assert found(compared([draft], [reference], ("en", "en"))) == [("VF", sub)]


def test_requirements_that_change_places_are_no_change_of_verbs(compared):
    texts = ["The cup shall be clean and should be white.", "The cup should be white and shall be clean."]
    assert found(compared(texts[:1], texts[1:], ("en", "en"))) == []


def test_a_defect_that_is_excluded_in_other_words_is_no_change_of_polarity(compared):
    assert (
        found(compared(["Welds shall have no cracks."], ["Welds shall be free from cracks."], ("en", "en")))
        == []
    )


def test_a_requirement_that_only_one_side_has(compared):
    shared = ["产品表面应清洁。"], ["The surface of the product shall be clean."]
    comparison = compared(
        [*shared[0], "供方应在24 h内响应用户投诉。"],
        [*shared[1], "The package shall withstand stacking to a height of 2 m."],
    )
    assert found(comparison) == [("AD", "requirement"), ("MI", "requirement")]
    added, missing = comparison.divergences
    assert (added.draft, added.reference) == (("zh2",), ())
    assert (missing.draft, missing.reference) == ((), ("en2",))


def test_forewords_and_introductory_sentences_are_no_findings(document_of):
    from workbench.divergence import compare

    front = {
        "zh": '<sec sec-type="foreword"><title>前言</title><p>本文件应按规定起草，由联合会提出。</p></sec>',
        "en": '<sec sec-type="foreword"><title>Foreword</title><p>ISO shall not be held responsible.</p></sec>',
    }
    draft = document_of("zh", {"5 要求": ["表面应清洁。"]}, front=front["zh"])
    reference = document_of("en", {"5 Requirements": ["The surface shall be clean."]}, front=front["en"])
    comparison = compare(draft, reference)
    assert comparison.divergences == ()
    assert {link.relation for link in comparison.alignment} == {"equivalent", "added", "missing"}


def test_items_of_an_absent_list_are_told_once(compared):
    items = "".join(
        f'<list-item id="i{n}"><p>{text}</p></list-item>'
        for n, text in enumerate(("新产品定型时；", "材料改变时；", "停产后恢复生产时。"))
    )
    comparison = compared(
        ["产品表面应清洁。", "有下列情况之一时应进行型式检验：", f"<list>{items}</list>"],
        ["The surface shall be clean."],
    )
    assert [(d.category, d.draft) for d in comparison.divergences] == [("AD", ("zh2",))]


def test_conformity_assessment_and_exclusions_are_told_besides(document_of):
    from workbench.divergence import compare

    draft = document_of("zh", {"1 范围": ["本文件适用于保温杯。"], "5 要求": ["表面应清洁。"]})
    reference = document_of(
        "en",
        {
            "1 Scope": [
                "This document is applicable to vacuum cups.",
                "It is not applicable to vessels with electric heating.",
            ],
            "5 Requirements": [
                "The surface shall be clean.",
                "Cups shall be certified by a third-party body.",
            ],
        },
    )
    assert sorted(found(compare(draft, reference))) == [
        ("CA", "one-side-only"), ("MI", "requirement"), ("MI", "scope"), ("SC", "exclusion"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("constants", "units", "expected"),
    [
        (("60", "3600"), ("m³/min", "m³/h"), []),
        (("60", "600"), ("m³/min", "m³/min"), [("FM", "constant")]),
        (("2", "3"), ("m³/min", "m³/h"), [("FM", "constant")]),
    ],
)
def test_constants_of_formulas_may_differ_by_their_units_only(compared, constants, units, expected):
    def formula(constant, unit, words):
        math = f'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>Q</m:mi><m:mo>=</m:mo><m:mn>{constant}</m:mn><m:mi>v</m:mi></m:math>'
        key = f'<def-list list-content="formula-key"><def-item><term>Q</term><def><p>{words} ({unit})</p></def></def-item></def-list>'
        return f'<disp-formula id="f"><label>(1)</label>{math}</disp-formula>{key}'

    comparison = compared(
        ["风量按公式（1）计算。", formula(constants[0], units[0], "风量")],
        ["The air flow is calculated by Formula (1).", formula(constants[1], units[1], "air flow")],
    )
    assert [(d.category, d.sub) for d in comparison.divergences] == expected


def test_a_note_that_became_a_requirement(compared):
    note = '<non-normative-note id="n"><label>NOTE</label><p>The storage room should be dry and ventilated.</p></non-normative-note>'
    assert ("NI", "normative") in found(compared(["贮存场所应干燥、通风。"], [note]))


def test_a_table_is_read_by_its_headers(compared):
    def table(header, rows, prefix):
        head = "".join(f"<th>{cell}</th>" for cell in header)
        body = "".join(
            f'<tr id="{prefix}{n}">{"".join(f"<td>{cell}</td>" for cell in row)}</tr>'
            for n, row in enumerate(rows)
        )
        return f"<table-wrap><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></table-wrap>"

    draft = table(("项目", "指标"), (("断裂模数/MPa", "≥35"), ("破坏强度/N", "≥1 300")), "a")
    reference = table(
        ("Property", "Requirement"),
        (("Breaking strength, kN", "min. 1,3"), ("Modulus of rupture, N/mm²", "min. 32")),
        "b",
    )
    comparison = compared([draft], [reference])
    assert {(link.draft, link.reference) for link in comparison.alignment} == {
        (("a0",), ("b1",)),
        (("a1",), ("b0",)),
    }
    assert [(d.category, d.sub, d.draft, d.reference) for d in comparison.divergences] == [
        ("QL", "stricter", ("a0",), ("b1",))
    ]
