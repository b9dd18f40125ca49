"""Limits, tolerances and units of aligned provisions, and what only looks like a limit."""

from pathlib import Path

import pytest
from findings import found, table

from workbench import sts
from workbench.divergence import compare


def test_a_bare_number_has_the_unit_of_the_column_that_corresponds(compared):
    heads = ("制冷量/W", "室内机/dB(A)", "室外机/dB(A)"), ("Capacity, kW", "Indoor unit", "Outdoor unit")
    draft = table("t", "表1", "噪声", heads[0], ("≤4 500", "≤50", "≤62"), ("&gt;4 500", "≤55", "≤65"))
    reference = table("u", "Table 1", "Noise", heads[1], ("up to 4,5", "53", "62"), ("over 4,5", "55", "65"))
    comparison = compared([draft], [reference])
    assert [(d.category, d.draft_value, d.draft) for d in comparison.divergences] == [
        ("QL", "≤ 50 dB(A)", ("t1",))
    ]


def test_two_grades_with_the_same_two_values_differ_once(compared):
    heads = ("项目", "一等品", "合格品"), ("Property", "Grade A", "Grade C")
    draft = table("t", "表1", "要求", heads[0], ("长度/mm ≤", "50", "50"), ("宽度/mm ≤", "30", "40"))
    reference = table(
        "u",
        "Table 1",
        "Requirements",
        heads[1],
        ("Length, mm, max.", "60", "60"),
        ("Width, mm, max.", "30", "40"),
    )
    comparison = compared([draft], [reference])
    assert [(d.category, d.sub, d.draft_value) for d in comparison.divergences] == [
        ("QL", "stricter", "≤ 50 mm")
    ]


def test_the_classes_of_a_row_that_differ_in_one_way_are_one_finding(compared):
    heads = ("项目", "A级", "C级"), ("Property", "Grade A", "Grade C")
    draft = table("t", "表1", "要求", heads[0], ("长度/mm ≤", "50", "55"), ("宽度/mm ≤", "30", "40"))
    reference = table(
        "u",
        "Table 1",
        "Requirements",
        heads[1],
        ("Length, mm, max.", "60", "70"),
        ("Width, mm, max.", "35", "35"),
    )
    findings = compared([draft], [reference]).divergences
    assert [(d.sub, d.draft, d.draft_value, d.reference_value) for d in findings] == [
        ("stricter", ("t1",), "≤ 50 mm, ≤ 55 mm", "≤ 60 mm, ≤ 70 mm"),
        ("stricter", ("t2",), "≤ 30 mm", "≤ 35 mm"),
        ("looser", ("t2",), "≤ 40 mm", "≤ 35 mm"),
    ]


def test_a_plain_value_beside_a_bound_is_one_on_the_same_side(compared):
    draft = table("t", "表1", "要求", ("项目", "要求"), ("空隙/mm", "≤1.0"), ("强度/kPa", "≥15"))
    reference = table(
        "u", "Table 1", "Requirements", ("Property", "Value"), ("Gap, mm", "1,2"), ("Strength, hPa", "120")
    )
    findings = compared([draft], [reference]).divergences
    assert [(d.sub, d.draft) for d in findings] == [("stricter", ("t1",)), ("stricter", ("t2",))]


def test_a_least_against_a_most_needs_review(compared):
    (finding,) = compared(
        ["实测散热量应不低于标称值的97%。"],
        ["The measured heat output shall be at most 4 % of the nominal value."],
    ).divergences
    assert (finding.sub, finding.needs_review) == ("conflicting", True)


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("桌椅的尺寸号为2、3、4、5、6。", "The size numbers of desks are 2 to 6.", []),
        ("运动部件之间的间隙应小于7 mm或大于18 mm。", "There shall be no gap of 7 mm to 18 mm between moving parts.", []),
        ("运动部件之间的间隙应小于8 mm或大于18 mm。", "There shall be no gap of 7 mm to 18 mm between moving parts.", [("QL", "looser")]),
        ("运动部件之间不应有6 mm~18 mm的间隙。", "There shall be no gap of 7 mm to 18 mm between moving parts.", [("QL", "stricter")]),
    ],
)  # fmt: skip
def test_numbers_that_stand_for_a_range(compared, draft, reference, expected):
    assert found(compared([draft], [reference])) == expected


def test_the_mark_of_a_size_has_no_unit(document_of):
    def table(title, headers, *rows):
        head = "".join(f"<th>{one}</th>" for one in headers)
        body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
        return (
            f'<table-wrap id="t1"><label>Table 1</label><caption><title>{title}</title></caption>'
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></table-wrap>"
        )

    ours = table("Dimensions in millimetres", ["Size mark", "Height of seat"], ["6", "460"], ["5", "420"])
    theirs = table("Dimensions in centimetres", ["Size number", "Height of seat"], ["5", "42"], ["6", "45"])
    comparison = compare(
        document_of("en", {"5 Dimensions": [ours]}, "GB/T 1—2026"),
        document_of("en", {"5 Dimensions": [theirs]}, "ISO 1:2020"),
    )
    values = [(d.draft_value, d.reference_value) for d in comparison.divergences if d.category == "QL"]
    assert values == [("460 millimetres", "45 centimetres")]


def test_each_size_class_of_the_demonstration_is_compared():
    root = Path(__file__).parents[2]
    comparison = compare(sts.load(root / "drafts/cup.sts.xml"), sts.load(root / "corpora/iso-91001.sts.xml"))
    retention = [
        d for d in comparison.divergences if d.draft_evidence and d.draft_evidence[0].provision[:5] == "tr_2_"
    ]
    compared_rows = {(d.draft[0], d.sub) for d in retention if "℃" in d.draft_value}
    assert compared_rows == {(f"tr_2_{row}", "stricter") for row in range(1, 7)} | {("tr_2_6", "looser")}


def test_a_content_by_mass_is_not_comparable_with_one_by_area(compared):
    (finding,) = compared(
        ["总迁移量应不大于10 mg/dm²。"], ["The total migration shall not exceed 60 mg/kg."]
    ).divergences
    assert (finding.category, finding.sub) == ("QL", "incomparable")


def test_a_grade_is_compared_with_a_bare_number_of_the_same_property(compared):
    comparison = compared(
        ["面料的耐摩擦色牢度应不低于4级。"],
        ["The colour fastness of the fabric to rubbing shall be at least 3."],
    )
    assert ("QL", "stricter") in found(comparison)


def test_nothing_up_to_a_number_of_a_scale_is_not_more_than_that_number(compared):
    comparison = compared(
        ["附着力应不大于1级。"], ["The adhesion of the coating shall be classified as 0 or 1."]
    )
    assert found(comparison) == []


def test_how_much_is_bonded_and_how_much_is_not_are_one_limit(compared):
    comparison = compared(
        ["摩擦材料与背板的粘结面积应不少于90%。"],
        ["Площадь непроклея между фрикционным материалом и каркасом не должна превышать 10 %."],
        ("zh", "ru"),
    )
    assert found(comparison) == []


def test_the_size_that_names_a_row_is_no_limit_of_it(compared):
    heads = ("项目", "允许偏差/mm"), ("Dimension", "Tolerance, mm")
    draft = table("t", "表1", "偏差", heads[0], ("厚度（公称厚度12.0 mm~15.0 mm）", "±0.6"))
    reference = table("u", "Table 1", "Tolerances", heads[1], ("Nominal thickness over 9,5 mm", "± 0,6"))
    assert found(compared([draft], [reference])) == []


def test_the_duration_that_names_a_row_is_that_of_its_test(compared):
    heads = ("项目", "要求"), ("Property", "Requirement")
    draft = table("t", "表1", "漆膜", heads[0], ("耐碱性（48 h）", "无异常"))
    reference = table("u", "Table 1", "Coating", heads[1], ("Resistance to alkali, 24 h", "no change"))
    assert found(compared([draft], [reference])) == [("TM", "duration")]


def test_the_frequency_at_an_output_is_no_supply(compared):
    comparison = compared(
        ["交流输出频率应在额定频率±0.5 Hz以内。"],
        ["The AC output frequency shall be within ±1 Hz of the rated frequency."],
    )
    assert found(comparison) == [("TO", "stricter")]


def test_what_is_forbidden_beyond_a_number_is_accepted_up_to_it(compared):
    comparison = compared(
        ["示值之差大于2个硬度单位的硬度计，在重新校准之前不应使用。"],
        ["A durometer whose reading differs by more than two units shall not be used until recalibrated."],
    )
    assert found(comparison) == []


def test_a_value_with_its_tolerance_is_how_far_it_may_deviate_from_what_is_rated(compared):
    heading = ("6 试验方法", "6 Test methods")
    comparison = compared(
        ["试验电源的电压应为额定电压的(100±2)%，频率应为50 Hz±1 Hz。"],
        [
            "The voltage of the test supply shall not deviate by more than 2 % from the rated voltage, and its "
            "frequency shall not deviate by more than 1 Hz from the rated frequency."
        ],
        heading=heading,
    )
    assert found(comparison) == []


def test_a_value_of_three_digits_in_an_old_unit_is_rounded(compared):
    rounded = compared(["拉力应不小于10.2 kgf。"], ["The tensile force shall be at least 100 N."])
    assert ("UN", "rounded") in found(rounded)
    exact = compared(["型式检验应每3年进行一次。"], ["Type tests shall be made 0.3333 times a year."])
    assert ("UN", "rounded") not in found(exact)


@pytest.mark.parametrize(
    ("draft", "reference", "is_told"),
    [
        ("锁的开启力矩应不大于60 N·m。", "The force needed to open the lock shall not exceed 250 N.", True),
        ("外壳的振动速度应不大于4.5 mm/s。", "The vibration of the enclosure shall not exceed 50 µm.", True),
        ("门的漏烟量应不大于3 m³/(h·m)。", "Smoke leakage of the door shall not exceed 20 m³/h.", True),
        ("门的质量应不大于60 kg。", "The width of the door shall not exceed 2 m.", False),
        ("传热系数应不大于2.5 W/(m²·K)。", "Thermal resistance shall be at least 0,40 m²·K/W.", False),
    ],
)
def test_one_property_in_two_quantities_is_not_comparable(compared, draft, reference, is_told):
    assert (("QL", "incomparable") in found(compared([draft], [reference]))) == is_told


@pytest.mark.parametrize(
    ("draft", "reference", "is_same"),
    [
        ("蜡烛的燃烧时间不应超过4 h。", "Do not leave the candle burning for more than 4 h.", True),
        ("长度偏差应为0~+3 %。", "The length shall not be less than the declared length and shall not exceed it by more than 3 %.", True),
        ("长度偏差应为0~+3 %。", "The length shall not exceed the declared length by more than 3 %.", False),
    ],
)  # fmt: skip
def test_what_is_said_by_a_denial_is_one_limit(compared, draft, reference, is_same):
    told = [d.category for d in compared([draft], [reference]).divergences]
    assert ("QL" not in told and "TO" not in told) == is_same


def test_bounds_in_columns_of_their_own_are_the_range_of_the_other_table(compared):
    heads = ("规格", "厚度/mm 最大", "厚度/mm 最小"), ("Size", "Thickness, mm")
    draft = table("t", "表1", "尺寸", heads[0], ("M12", "3.3", "2.7"), ("M16", "4.3", "3.7"))
    reference = table("u", "Table 1", "Sizes", heads[1], ("M12", "3 ± 0,3"), ("M16", "4 ± 0,2"))
    assert [d.draft for d in compared([draft], [reference]).divergences] == [("t2",)]


def test_a_header_with_a_double_sign_makes_deviations_of_its_numbers(compared):
    heads = ("边长/mm", "允许偏差/mm"), ("Side, mm", "Limit deviation, ± mm")
    draft = table("t", "表1", "允许偏差", heads[0], ("≤500", "±1.0"), ("&gt;500", "±2.0"))
    reference = table("u", "Table 1", "Deviations", heads[1], ("up to 500", "1"), ("over 500", "3"))
    comparison = compared([draft], [reference])
    assert [(d.category, d.sub, d.draft) for d in comparison.divergences] == [("TO", "stricter", ("t2",))]


def test_the_level_of_inspection_may_stand_in_a_table(compared):
    heads = ("检验项目", "检验水平", "AQL"), ("Characteristics", "Inspection level", "AQL")
    draft = table("t", "表1", "出厂检验", heads[0], ("外观、尺寸", "Ⅱ", "4.0"), ("锐边", "Ⅱ", "1.0"))
    reference = table(
        "u",
        "Table 1",
        "Inspection",
        heads[1],
        ("Appearance, dimensions", "I", "4,0"),
        ("Sharp edges", "II", "1,0"),
    )
    comparison = compared([draft], [reference], heading=("8 检验规则", "8 Inspection"))
    assert [(d.category, d.sub, d.draft) for d in comparison.divergences] == [("SA", "level", ("t1",))]
