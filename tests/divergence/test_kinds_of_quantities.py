"""Under which category quantities that differ are told, and in which direction."""

import pytest

REQUIRED = ("5 技术要求", "5 Requirements")
TESTED = ("6 试验方法", "6 Test methods")

KINDS = [
    # The number of tests, not the severity of one.
    (
        TESTED,
        "试验进行3次，取算术平均值作为结果。",
        "Carry out the test twice. The result is the mean of the two values.",
        ("SA", "tests"),
    ),
    # What a device does at a value is its limit.
    (
        REQUIRED,
        "水温升至90 ℃之前，热断路器应切断电源。",
        "The thermal cut-out disconnects the supply before the water has 95 °C.",
        ("QL", "stricter"),
    ),
    # A product that serves in a wider range does more.
    (
        REQUIRED,
        "产品应在-40 ℃~150 ℃的温度范围内保持弹性。",
        "The product shall remain elastic at temperatures of −50 °C to +150 °C.",
        ("QL", "looser"),
    ),
    # What comes out of a coating is not all that is in it.
    (
        REQUIRED,
        "可触及涂层中可溶性铅的含量应不大于90 mg/kg。",
        "The total content of lead in accessible coatings shall not exceed 100 mg/kg.",
        ("QL", "incomparable"),
    ),
    # How damp it is in a test is a condition.
    (
        TESTED,
        "试验应在相对湿度不大于65%的环境中进行。",
        "Tests shall be carried out at a relative humidity of not more than 80 %.",
        ("TC", "conditions"),
    ),
    # The mains under which a product works.
    (
        REQUIRED,
        "洗衣机应能在频率为50 Hz的交流电源下正常工作。",
        "The machine shall work normally when supplied with alternating current at a frequency of 60 Hz.",
        ("TC", "supply"),
    ),
    # Two tolerances of what is not stated as a number.
    (
        TESTED,
        "测温仪表的最大允许误差应为±0.5 ℃。",
        "The maximum permissible error of thermometers shall be ±1 K.",
        ("TO", "stricter"),
    ),
]


@pytest.mark.parametrize(("heading", "draft", "reference", "expected"), KINDS)
def test_what_kind_of_divergence_a_quantity_is(compared, heading, draft, reference, expected):
    found = compared([draft], [reference], heading=heading).divergences
    assert [(one.category, one.sub) for one in found if one.nature == "T"] == [expected]


TABLE = "<table-wrap><label>{label}</label><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></table-wrap>"


def table(label, head, *rows):
    def cells(tag, texts):
        return "".join(f"<{tag}>{text}</{tag}>" for text in texts)

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return TABLE.format(label=label, head=cells("th", head), rows=body)


def test_a_size_with_its_deviations_is_the_range_of_two_columns(compared):
    draft = table(
        "表1", ("项目", "基本尺寸/mm", "极限偏差/mm"), ("长度", "1 150", "±3"), ("高度", "85", "±2")
    )
    reference = table(
        "Table 1",
        ("Dimension", "Nominal mm", "Minimum mm", "Maximum mm"),
        ("Length", "1 150", "1 145", "1 155"),
        ("Height", "85", "83", "87"),
    )
    (found,) = compared([draft], [reference]).divergences
    assert (found.category, found.sub, found.reference_value) == ("TO", "stricter", "1145 … 1155 mm")


def test_a_bound_may_have_a_cell_or_a_column_of_its_own(compared):
    draft = table("表1", ("项目", "单位", "指标"), ("断裂强力", "N", "≥350"), ("出口温度", "℃", "≥83"))
    in_a_cell = table(
        "Table 1",
        ("Property", "Unit", "Limit", "Value"),
        ("Breaking force", "daN", "min.", "35"),
        ("Temperature at the outlet", "°C", "min.", "80"),
    )
    in_columns = table(
        "Table 1",
        ("Property", "Unit", "min.", "max."),
        ("Breaking force", "daN", "35", "—"),
        ("Temperature at the outlet", "°C", "80", "—"),
    )
    for reference in (in_a_cell, in_columns):
        (found,) = compared([draft], [reference]).divergences
        assert (found.category, found.sub, found.reference_value) == ("QL", "stricter", "≥ 80 °C")


def test_a_unit_in_the_size_class_of_a_header_is_not_that_of_its_column(compared):
    draft = table("表1", ("项目", "薄型", "厚型(≥150 g/m²)"), ("断裂强力/N", "≥200", "≥350"))
    reference = table(
        "Table 1", ("Property", "light", "at least 150 g/m²"), ("Breaking force, N, min.", "200", "350")
    )
    assert compared([draft], [reference]).divergences == ()


SHARES = [
    ("耐压强度应不小于工作压力的1.5倍。", "The pressure strength shall be at least 150 % of the working pressure.", None),
    ("合格率应不低于98%。", "The failure rate shall not exceed 2 %.", None),
    # Two sides that happen to sum up to the whole, and speak of nothing that is left
    (
        "相对湿度应不低于60%。",
        "The relative humidity shall not exceed 40 %.",
        ("QL", "conflicting", "≥ 60 %", "≤ 40 %"),
    ),
    ("绝缘电阻应为额定值的1.6倍。", "The insulation resistance shall be 60 % higher than the rated value.", None),
    (
        "耐压强度应不小于工作压力的1.5倍。",
        "The pressure strength shall be at least 130 % of the working pressure.",
        ("QL", "stricter", "≥ 150 %", "≥ 130 %"),
    ),
    (
        "湿态断裂强力应不小于干态的80%。",
        "The breaking force when wet shall be at least 0.75 of that when dry.",
        ("QL", "stricter", "≥ 80 %", "≥ 75 %"),
    ),
]  # fmt: skip


def test_two_percentages_a_hundred_apart_are_no_excess(compared):
    head = ("项目", "绝缘", "护套")
    draft = table("表1", head, ("伸长率/%", "≤100", "≤275"), ("收缩率/%", "≤4", "≤3"))
    reference = table("表1", head, ("伸长率/%", "≤100", "≤175"), ("收缩率/%", "≤4", "≤3"))
    (one,) = compared([draft], [reference], ("zh", "zh"), ("5 要求", "5 要求")).divergences
    assert (one.sub, one.draft_value, one.reference_value) == ("looser", "≤ 275 %", "≤ 175 %")


@pytest.mark.parametrize(("draft", "reference", "expected"), SHARES)
def test_shares_multiples_and_excesses_are_one_scale(compared, draft, reference, expected):
    found = compared([draft], [reference]).divergences
    told = [(one.category, one.sub, one.draft_value, one.reference_value) for one in found]
    assert told == ([expected] if expected else [])


def test_a_cell_with_nothing_but_a_bound_outranks_the_name_of_its_row(compared):
    draft = table("表1", ("项目", "指标"), ("最高缝速/（针/min）", "≥5 000"), ("最大针距/mm", "≥5"))
    reference = table(
        "Table 1",
        ("Characteristic", "Unit", "Limit", "Value"),
        ("Maximum sewing speed", "stitches/min", "min.", "4 500"),
        ("Maximum stitch length", "mm", "min.", "5"),
    )
    found = compared([draft], [reference]).divergences
    told = [(one.category, one.sub, one.draft_value, one.reference_value) for one in found]
    assert told == [("QL", "stricter", "≥ 5000 针/min", "≥ 4500 stitches/min")]


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        (
            "电动机外壳的表面温度应不大于70 ℃。",
            "The temperature rise of the housing of the motor shall not exceed 40 K.",
            ("incomparable", False),
        ),
        (
            "电动机外壳的温升应不大于45 K。",
            "The temperature rise of the housing of the motor shall not exceed 40 K.",
            ("looser", False),
        ),
        # A hundred times as much is another method or an error of units.
        (
            "甲醛释放量应不大于0.050 mg/m³。",
            "The formaldehyde emission shall not exceed 0.5 mg/L.",
            ("stricter", True),
        ),
    ],
)
def test_what_only_shares_a_unit_is_not_told_to_be_stricter_for_sure(compared, draft, reference, expected):
    (one,) = compared([draft], [reference]).divergences
    assert (one.sub, one.needs_review) == expected
