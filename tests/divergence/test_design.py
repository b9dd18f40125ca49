"""Materials that are prescribed, and what the same part has to do."""

import pytest
from findings import found

from workbench.divergence import compare


def test_a_material_against_performance_of_the_same_part_is_one_finding(compared):
    comparison = compared(
        ["底座应采用ABS塑料制造。", "电源线长度应不小于1.5 m。", "开关应灵活可靠。"],
        [
            "The supply cord shall be at least 1,5 m long.",
            "The switch shall work reliably.",
            "The base shall withstand an impact of 0,5 J without cracking.",
        ],
    )
    assert found(comparison) == [("DP", "prescriptive")]
    assert [link.weak for link in comparison.alignment if link.draft == ("zh1",)] == [True]


@pytest.mark.parametrize(
    ("draft", "reference", "language", "sub"),
    [
        (
            "壳体应采用铝合金制造。",
            "The housing shall be made of a material that withstands corrosion.",
            "en",
            "prescriptive",
        ),
        ("壳体应采用耐腐蚀的材料制造。", "Корпус должен быть изготовлен из алюминия.", "ru", "performance"),
    ],
)
def test_a_material_on_one_side_only(compared, draft, reference, language, sub):
    assert found(compared([draft], [reference], ("zh", language))) == [("DP", sub)]


def test_a_material_stands_for_the_performance_at_its_place(document_of):
    """The basic requirements of a Zhejiang Made standard, nothing of which the reference has."""
    draft = {
        "3 术语和定义": ["下列术语和定义适用于本文件。"],
        "4 基本要求": ["底座应采用壁厚不小于3.0 mm的ABS塑料制造。"],
        "5 技术要求": ["摇头角度应不小于80°。", "风扇在85%额定电压下应能启动。"],
    }
    reference = {
        "3 Terms and definitions": ["For the purposes of this document, the following terms apply."],
        "4 Requirements": [
            "The base shall withstand an impact of 0,5 J without cracking.",
            "The angle of oscillation shall be at least 80°.",
            "The fan shall start at 85 % of the rated voltage.",
        ],
    }

    comparison = compare(document_of("zh", draft, "T/ZZB 1—2026"), document_of("en", reference, "ISO 1:2020"))

    assert found(comparison) == [("DP", "prescriptive")]


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("钢管应采用Q235B钢制造。", "钢管应采用屈服强度为235 MPa的碳素结构钢制造。", []),
        ("钢管应采用Q235B钢制造。", "钢管应采用碳素结构钢制造。", [("DP", "prescriptive")]),
    ],
)
def test_a_material_that_both_name_in_one_language(compared, draft, reference, expected):
    prescribed = [one for one in found(compared([draft], [reference], ("zh", "zh"))) if one[0] == "DP"]
    assert prescribed == expected


def test_a_part_that_is_called_by_its_material_prescribes_none(compared):
    comparison = compared(
        ["卡箍的钢带、壳体和蜗杆应采用表1中相应材料等级规定的材料制造。"],
        [
            "The band, the housing and the screw shall be made of the materials given in Table 1 for the class."
        ],
    )
    assert found(comparison) == []
