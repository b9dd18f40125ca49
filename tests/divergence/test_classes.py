"""Classes with an order of their own: which of two is the better, and letters that are none."""

import pytest
from findings import found, table

PAIRS = [
    (
        "外壳材料的阻燃等级应达到V-0级。",
        "The flammability of the enclosure shall be V-1 or better.",
        "stricter",
    ),
    ("外壳材料的阻燃等级应达到HB级。", "The flammability of the enclosure shall be V-2.", "looser"),
    ("漆膜的铅笔硬度应不低于H。", "The pencil hardness of the coating shall be at least HB.", "stricter"),
    ("漆膜的铅笔硬度应不低于HB。", "The pencil hardness of the coating shall be at least 2H.", "looser"),
    ("绕组的绝缘等级应为F级。", "The insulation of the windings shall be of class B.", "stricter"),
    ("甲醛释放量应达到E0级。", "The emission of formaldehyde shall be of class E1.", "stricter"),
    ("叶轮的平衡品质应不低于G6.3。", "The balance quality of the impeller shall be G 2,5.", "looser"),
    ("未注公差应符合GB/T 1804—2000中m级。", "General tolerances shall comply with ISO 2768-1, f.", "looser"),
    ("钢材表面应喷射除锈至Sa 2½级。", "The steel shall be blast-cleaned to Sa 3.", "looser"),
]


@pytest.mark.parametrize(("draft", "reference", "sub"), PAIRS)
def test_the_better_of_two_classes_is_known(compared, draft, reference, sub):
    findings = compared([draft], [reference]).divergences
    assert ("QL", sub) in [(finding.category, finding.sub) for finding in findings]


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("外壳材料的阻燃等级应达到V-0级。", "The flammability of the enclosure shall be V-0."),
        # several classes of one text are those of several parts
        (
            "外壳的阻燃等级应为V-0级，手柄的阻燃等级应为V-1级。",
            "The enclosure shall be V-1 and the handle V-2 when tested for flammability.",
        ),
        # letters that are no classes where nothing speaks of the property
        ("接线端子应标有字母H。", "The terminals shall be marked with the letter B."),
        ("硬度应为80 HB。", "The hardness shall be 80 HB."),
    ],
)
def test_what_is_no_other_class_is_not_told(compared, draft, reference):
    assert "ordered-class" not in [finding.rule for finding in compared([draft], [reference]).divergences]


def test_a_cyrillic_letter_names_the_class_that_it_looks_like(compared):
    comparison = compared(
        ["绕组的绝缘等级应为F级。"], ["Изоляция обмоток должна быть класса В."], ("zh", "ru")
    )
    assert found(comparison) == [("QL", "stricter")]


def test_the_header_of_a_column_may_say_what_the_classes_are_of(compared):
    draft = table("t", "表1", "漆膜", ("项目", "铅笔硬度"), ("桌面", "≥2H"), ("桌腿", "≥H"))
    reference = table("u", "Table 1", "Coating", ("Part", "Pencil hardness"), ("Top", "H"), ("Leg", "H"))
    assert found(compared([draft], [reference])) == [("QL", "stricter")]
