"""Families whose findings rest on words rather than on limits."""

import pytest
from findings import found, table

from workbench.divergence import compare


def test_scopes_are_compared_by_what_they_exclude(compared):
    heading = ("1 范围", "1 Scope")
    draft, reference = (
        "本文件不适用于焊工手套和绝缘手套。",
        "It does not apply to welders' gloves, insulating gloves and firefighters' gloves.",
    )
    assert ("SC", "exclusion") in found(compared([draft], [reference], heading=heading))
    same = "Gloves for welders and insulating gloves are excluded."
    assert found(compared([draft], [same], heading=heading)) == []


def test_marks_in_a_table_of_inspections_are_a_matter_of_sampling(compared):
    draft = table(
        "t", "表1", "检验项目", ("项目", "出厂检验", "型式检验"), ("外观", "√", "√"), ("转矩", "√", "√")
    )
    reference = table(
        "u",
        "Table 1",
        "Inspections",
        ("Item", "Routine test", "Type test"),
        ("Appearance", "X", "X"),
        ("Torque", "—", "X"),
    )
    comparison = compared([draft], [reference], heading=("8 检验规则", "8 Inspection"))
    assert [(d.category, d.sub, d.draft) for d in comparison.divergences] == [("SA", "programme", ("t2",))]


def test_a_number_in_a_table_of_sample_sizes_is_a_matter_of_sampling(compared):
    heads = ("批量", "数量"), ("Lot size", "Number")
    draft = table("t", "表1", "抽样", heads[0], ("281~500", "2"), ("501~1 200", "3"), ("1 201~3 200", "5"))
    reference = table(
        "u", "Table 1", "Sampling", heads[1], ("281 to 500", "2"), ("501 to 1200", "4"), ("1201 to 3200", "5")
    )
    comparison = compared([draft], [reference], heading=("8 检验规则", "8 Inspection"))
    assert [(d.category, d.sub, d.draft) for d in comparison.divergences] == [("SA", "specimens", ("t2",))]


def test_a_product_that_is_to_work_after_more_openings_is_required_to_last_longer(compared):
    (finding,) = compared(
        ["安全门经200 000次启闭后应能正常使用。"],
        ["Блоки должны выдерживать 100 000 циклов открывания и закрывания."],
        ("zh", "ru"),
    ).divergences
    assert (finding.category, finding.sub) == ("QL", "stricter")


def test_what_a_scope_leaves_out_is_no_exception_from_a_requirement(compared):
    heading = ("1 范围", "1 Scope")
    comparison = compared(
        ["本文件不适用于玩具球拍。"], ["It does not apply to toy rackets."], heading=heading
    )
    assert found(comparison) == []


def test_rows_of_one_element_correspond_whatever_the_unit(compared):
    heads = ("元素", "单位", "限量"), ("Element", "Limit", "Unit")
    draft = table(
        "t", "表1", "限量", heads[0], ("铅（Pb）", "mg/L", "≤0.005"), ("镍（Ni）", "mg/L", "≤0.020")
    )
    reference = table("u", "Table 1", "Limits", heads[1], ("Nickel", "20", "µg/l"), ("Lead", "10", "µg/l"))
    findings = compared([draft], [reference]).divergences
    assert [(d.category, d.sub, d.draft, d.reference) for d in findings] == [
        ("QL", "stricter", ("t1",), ("u2",))
    ]


def test_a_row_whose_columns_stand_in_another_order_does_not_differ(compared):
    heads = (
        ("机座号", "功率(2极)/kW", "功率(4极)/kW", "功率(6极)/kW"),
        ("Frame", "Power, kW, at 1000 r/min", "Power, kW, at 1500 r/min", "Power, kW, at 3000 r/min"),
    )
    draft = table(
        "t",
        "表1",
        "功率",
        heads[0],
        ("90L", "2.2", "1.5", "1.1"),
        ("132M", "9", "7.5", "5.5"),
        ("250M", "55", "45", "37"),
    )
    reference = table(
        "u",
        "Table 1",
        "Power",
        heads[1],
        ("90L", "1,1", "1,5", "2,2"),
        ("132M", "5,5", "7,5", "9"),
        ("250M", "37", "45", "55"),
    )
    assert found(compared([draft], [reference])) == []


def test_what_a_symbol_of_a_formula_stands_for_is_no_requirement(compared):
    items = '<p id="w{0}">{1}</p><list><list-item><p id="v{0}">{2}</p></list-item></list>'
    comparison = compared(
        [items.format("1", "式中：", "m₁——布撒的尘埃的质量，单位为克（g）。"), "外壳应接地。"],
        ["The case shall be earthed."],
        heading=("7 试验方法", "7 Test methods"),
    )
    assert found(comparison) == []


def test_the_only_lists_of_two_classifications_correspond(compared):
    def listed(name, lead, *items):
        inside = "".join(
            f'<list-item id="{name}i{number}"><p>{item}</p></list-item>' for number, item in enumerate(items)
        )
        return f'<p id="{name}">{lead}</p><list>{inside}</list>'

    comparison = compared(
        [listed("c", "三轮车按结构型式分为：", "普通型；", "推把型；", "折叠型。")],
        [
            listed(
                "d",
                "Les tricycles sont répartis en :",
                "tricycles simples ;",
                "tricycles pliants ;",
                "à canne.",
            )
        ],
        ("zh", "fr"),
        ("4 分类", "4 Classification"),
    )
    assert all(link.draft and link.reference for link in comparison.alignment)
    assert found(comparison) == []


# Translations


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        (
            "样品不应进行试验。",
            "A sample shall not be tested unless it has been fully charged.",
            ("TR", "unless"),
        ),
        ("应在干燥的房间内试验。", "Tests shall be carried out only in a dry room.", ("TR", "only")),
        ("仪器的精密度应为1 %。", "The accuracy of the instrument shall be 1 %.", ("TR", "precision")),
        ("电池可能附有说明书。", "Batteries may be accompanied by instructions.", ("TR", "may-possible")),
        ("坐标应为三维。", "The coordinates shall be two-dimensional.", ("TR", "number")),
        ("试验应持续2 h。", "The test shall last for 3 h.", ("TM", "duration")),
        ("外壳宜接地。", "The case shall be connected to earth.", ("VF", "weaker")),
        ("已润湿的布不应使用。", "Cloths that have not been wetted shall not be used.", ("TR", "negation")),
        ("所有试样均损坏时，应重新试验。", "If any of the specimens is damaged, the test shall be repeated.", ("TR", "opposite")),
        ("结果以g/(m²·h)表示，单位为g/(m²·h)。", "Express the result in g/(m²·d).", ("UN", "other-unit")),
        ("b——试样宽度，单位为毫米（mm）。", "b is the width of the specimen, in centimetres.", ("FM", "variable")),
        ("读数时应搅拌溶液。", "Do not stir the solution while reading.", ("TR", "negation")),
    ],
)  # fmt: skip
def test_drift_of_a_translation(compared_as, draft, reference, expected):
    comparison = compared_as("translation", [draft], [reference])
    assert expected in found(comparison)
    assert {d.nature for d in comparison.divergences} == {"TR"}


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("样品未充满电的，不应进行试验。", "A sample shall not be tested unless it has been fully charged."),
        ("坐标应为三维。", "The coordinates shall be three-dimensional."),
        ("未润湿的布不应使用。", "Cloths that have not been wetted shall not be used."),
        ("任一试样损坏时，应重新试验。", "If any of the specimens is damaged, the test shall be repeated."),
        ("结果的单位为g/(m²·24 h)。", "Express the result in g/(m²·d)."),
        ("极性，但端子不能反接的电池组除外；", "the polarity, unless the battery has terminals that cannot be reversed;"),
        ("循环次数允许达到5次，但只要满足要求即可停止试验。", "Up to five cycles are permitted; the test may be stopped as soon as the requirement is met."),
    ],
)  # fmt: skip
def test_a_faithful_translation_has_not_drifted(compared_as, draft, reference):
    assert found(compared_as("translation", [draft], [reference])) == []


# One language


def test_wording_of_an_adoption_in_one_language(document_of):
    def adopted(text):
        front = '<sec sec-type="foreword"><title>Foreword</title><p>This document is identical to ISO 1:2020.</p></sec>'
        return compare(
            document_of(
                "en", {"4 General": [text, "The body shall be painted."]}, "BS ISO 1:2020", front=front
            ),
            document_of(
                "en",
                {
                    "4 General": [
                        "This International Standard gives the rules of design.",
                        "The body shall be painted.",
                    ]
                },
                "ISO 1:2020",
            ),
        )

    assert ("ED", "minimal") in found(adopted("This document gives the rules of design."))
    reworded = adopted("This International Standard lays down how the product is designed.")
    assert [d.nature for d in reworded.divergences if d.category == "ED"] == ["EO"]
    assert not [
        d
        for d in adopted("This International Standard gives the rules of design.").divergences
        if d.category == "ED"
    ]


# The comparability key


def test_a_limit_under_another_test_method_is_not_comparable(document_of):
    comparison = compare(
        document_of(
            "zh",
            {
                "5 要求": ["耐候性试验后，强度应不小于40 N。"],
                "6 试验方法": ["第5章的耐候性按GB/T 16422.3的规定试验。"],
            },
            "T/ZZB 1—2026",
        ),
        document_of(
            "en",
            {
                "5 Requirements": ["After the weathering test the strength shall be at least 30 N."],
                "6 Test methods": ["Weathering of clause 5 is tested in accordance with ISO 4892-2."],
            },
            "ISO 1:2020",
        ),
    )
    limit = next(d for d in comparison.divergences if d.category == "QL")
    assert limit.sub == "stricter"
    assert limit.key_differs == ("method",)
    assert limit.needs_review
    assert "试验方法" in limit.note["zh"]
    index = next(one for one in comparison.indices if one.reference)
    assert (index.verdict, index.key_differs) == ("incomparable", ("method",))
    assert index.draft_method == "GB/T 16422.3"
    assert index.reference_method == "ISO 4892-2"
    assert "GB/T 16422.3" in comparison.unavailable


def test_quantities_that_only_share_a_unit_are_not_comparable(compared):
    comparison = compared(
        ["噪声（声功率级）应不大于65 dB(A)。"],
        ["The noise (sound pressure level) shall not exceed 60 dB(A)."],
    )
    assert found(comparison) == [("QL", "incomparable")]
    assert comparison.divergences[0].key_differs == ("characteristic",)
    assert [index.verdict for index in comparison.indices] == ["incomparable"]


def test_less_than_a_mandatory_standard_blocks(document_of):
    def severity(number):
        comparison = compare(
            document_of("zh", {"5 要求": ["泄漏电流应不大于0.75 mA。"]}, "T/ZZB 1—2026"),
            document_of("zh", {"5 要求": ["泄漏电流应不大于0.5 mA。"]}, number),
        )
        return [(d.sub, d.severity, d.safety) for d in comparison.divergences]

    assert severity("GB 4706.1—2005") == [("looser", "blocker", True)]
    assert severity("GB/T 4706.1—2005") == [("looser", "major", True)]


def test_ids_are_those_of_the_texts(compared):
    draft, reference = (
        ["吸水率应不大于0.3 %。", "保持力应不小于40 N。"],
        ["The water absorption shall not exceed 0,5 %.", "The holding force shall be at least 50 N."],
    )
    both = {d.id for d in compared(draft, reference).divergences}
    assert {d.id for d in compared(draft[::-1], reference[::-1]).divergences} == both
    assert len(both) == 2
    assert all(name.startswith("QL-") for name in both)


def test_what_follows_from_a_finding_is_folded_into_it(compared_as):
    comparison = compared_as("translation", ["操作者应该戴手套。"], ["The operator should wear gloves."])
    assert found(comparison) == [("VF", "stronger")]
    assert [(one.category, one.sub) for one in comparison.divergences[0].folded] == [("TR", "should-must")]


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("本文件适用于家用净水器。", "This document applies to domestic and commercial water purifiers.", [("SC", "extent")]),
        ("本文件适用于家用净水器。", "This document applies to water purifiers for use in households.", []),
        ("本文件适用于净水器。", "This document applies to domestic water purifiers.", []),  # one may be implied
    ],
)  # fmt: skip
def test_scopes_for_other_uses(compared, draft, reference, expected):
    comparison = compared([draft], [reference], ("zh", "en"), ("1 范围", "1 Scope"))
    assert found(comparison) == expected
    if expected:
        assert comparison.divergences[0].reference_value == "domestic, commercial"


def test_a_one_above_the_fraction_line_is_no_constant(document_of):
    def formula(math, name):
        return f'<disp-formula id="{name}"><math xmlns="http://www.w3.org/1998/Math/MathML">{math}</math></disp-formula>'

    over = "<mi>F</mi><mo>=</mo><mfrac><mn>{}</mn><mi>n</mi></mfrac><mi>S</mi>"
    whole = "<mi>F</mi><mo>=</mo><mfrac><mi>S</mi><mi>n</mi></mfrac>"
    for number, expected in (("1", []), ("2", [("FM", "constant")])):
        comparison = compare(
            document_of(
                "zh", {"6 试验方法": ["<p>平均值按下式计算：</p>", formula(over.format(number), "f1")]}
            ),
            document_of("en", {"6 Test methods": ["<p>The mean is:</p>", formula(whole, "g1")]}),
        )
        assert [one for one in found(comparison) if one[0] == "FM"] == expected


def test_a_test_of_another_quantity_is_another_method_with_its_standard(compared):
    heading = ("6 试验方法", "6 Test methods")
    comparison = compared(
        ["电推剪空载运行，按GB/T 4214.1—2017的规定在半消声室内测量其A计权声功率级。"],
        ["Run the clipper without load and measure the A-weighted sound pressure level at 300 mm."],
        heading=heading,
    )
    assert found(comparison) == [("TM", "method")]


def test_a_scope_that_alone_leaves_something_out(compared):
    heading = ("1 范围", "1 Scope")
    draft = "本文件适用于紧固橡胶软管的卡箍，不适用于家用燃气具连接软管用卡箍。"
    alone = compared(
        [draft], ["It applies to clamps which are used to fasten rubber hoses."], heading=heading
    )
    assert found(alone) == [("SC", "exclusion")]
    both = compared(
        [draft],
        ["It applies to clamps for rubber hoses. Clamps for hoses of gas appliances are not covered."],
        heading=heading,
    )
    assert found(both) == []


def test_the_climate_of_a_country_tells_the_other_temperatures(compared):
    comparison = compared(
        ["挂烫机应能在5 ℃~40 ℃的环境温度下正常工作。"],
        [
            "نظرًا للمناخ الحار السائد في الدول الأعضاء، يجب أن يعمل الجهاز بصورة طبيعية في درجات حرارة محيطة من 5 °س إلى 50 °س."
        ],
        ("zh", "ar"),
    )
    assert found(comparison) == [("EX", "special-condition")]


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        (
            "式中：W₁——贮存后测得的能量，Wh；W₀——额定能量，Wh。",
            "where E₁ is the energy measured after storage; E₀ is the energy measured before storage.",
            [("FM", "variable")],
        ),
        # the same masses under each other's index
        (
            "式中：m₁——干燥前的质量，g；m₀——干燥后的质量，g。",
            "where B₀ is the mass before drying, in grams; B₁ is the mass after drying, in grams.",
            [],
        ),
    ],
)
def test_symbols_with_one_index_stand_for_other_things(compared, draft, reference, expected):
    assert found(compared([draft], [reference], heading=("6 试验方法", "6 Test methods"))) == expected


def test_a_sentence_that_recommends_what_the_other_one_requires(compared):
    comparison = compared(
        ["溶液应贮存于密闭的玻璃容器中，贮存时间应不超过7 d。与试样接触过的溶液不宜重复使用。"],
        [
            "The solutions shall be stored in closed glass vessels, and for not more than seven days. "
            "Solution that has been in contact with a specimen shall not be reused."
        ],
        heading=("6 试验方法", "6 Test methods"),
    )
    assert found(comparison) == [("VF", "weaker")]


@pytest.mark.parametrize(
    ("draft", "reference", "language"),
    [
        ("头盔不应从头模上脱落。", "Helm harus tetap berada pada kepala uji.", "id"),
        ("镜片不应脱落。", "The lens shall remain attached to the frame.", "en"),
    ],
)
def test_what_does_not_come_off_remains_in_place(compared, draft, reference, language):
    assert ("VF", "polarity") not in found(compared([draft], [reference], ("zh", language)))


def test_a_hand_held_tool_is_driven_by_its_motor(compared):
    comparison = compared(
        ["本文件适用于由单相串励电动机驱动的电圆锯。"],
        [
            "Настоящий стандарт распространяется на ручные электрические дисковые пилы с однофазным двигателем."
        ],
        ("zh", "ru"),
        heading=("1 范围", "1 Область применения"),
    )
    assert found(comparison) == []


def test_a_certificate_with_each_lot_is_no_statistic(compared):
    comparison = compared(
        ["制造商应随每批卸扣提供质量证明书，给出实测破断力的最小值。"],
        [
            "The manufacturer shall supply with each lot a certificate that states the breaking force obtained."
        ],
    )
    assert "statistic" not in [finding.rule for finding in comparison.divergences]


def test_an_instruction_not_to_do_what_the_other_text_demands_is_its_opposite(compared):
    draft, reference = ["读数时应搅拌萃取液。"], ["Do not stir the extract while reading."]
    assert found(compared(draft, reference)) == [("VF", "polarity")]
