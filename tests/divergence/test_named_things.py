"""What is found by looking up names: media of tests, ways of drying, papers, parts of dates."""

import pytest


def found(result):
    return sorted((one.category, one.sub) for one in result.divergences if one.nature in ("T", "TR"))


TESTED_OTHERWISE = [
    (
        "向水箱注入去离子水至最高水位线。",
        "Fill the tank with tap water up to the mark.",
        "en",
        ("TM", "medium"),
    ),
    (
        "向水箱注入去离子水至最高水位线。",
        "Бак заполняют водопроводной водой до отметки.",
        "ru",
        ("TM", "medium"),
    ),
    (
        "试样洗涤5次，每次洗涤后悬挂晾干。",
        "Laver les éprouvettes cinq fois, chaque lavage étant suivi d'un séchage en machine à tambour.",
        "fr",
        ("TM", "drying"),
    ),
]


@pytest.mark.parametrize(("draft", "reference", "language", "finding"), TESTED_OTHERWISE)
def test_a_test_in_another_medium_or_dried_otherwise(compared, draft, reference, language, finding):
    headings = {"en": "6 Test methods", "ru": "6 Методы испытаний", "fr": "6 Méthodes d'essai"}
    result = compared([draft], [reference], ("zh", language), ("6 试验方法", headings[language]))
    assert found(result) == [finding]


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("向水箱注入蒸馏水至最高水位线。", "Fill the tank with distilled water up to the mark."),
        ("向水箱注入蒸馏水或自来水。", "Fill the tank with tap water."),
    ],
)
def test_a_medium_that_both_name_is_none(compared, draft, reference):
    result = compared([draft], [reference], ("zh", "en"), ("6 试验方法", "6 Test methods"))
    assert found(result) == []


def test_a_paper_that_only_one_side_asks_for(compared):
    result = compared(
        ["随机文件应包括使用说明书、产品合格证和装箱单。"],
        [
            "The machine shall be supplied with a manual, a certificate, a packing list and a list of spare parts."
        ],
        ("zh", "en"),
    )
    (one,) = result.divergences
    assert (one.category, one.sub, one.reference_value) == ("MK", "content", "spare parts")


@pytest.mark.parametrize(
    ("draft", "reference", "findings"),
    [
        (
            "产品上应标明制造年月。",
            "The year of manufacture shall be marked on the product.",
            [("MK", "content")],
        ),
        ("产品上应标明制造年月。", "The month and year of manufacture shall be marked on the product.", []),
        ("产品上应标明生产日期。", "The year of manufacture shall be marked on the product.", []),
    ],
)
def test_how_exactly_a_date_is_marked(compared, draft, reference, findings):
    assert found(compared([draft], [reference], ("zh", "en"))) == findings
