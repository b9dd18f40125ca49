"""What is found by looking up names: media of tests, ways of drying, papers, parts of dates."""

import pytest
from findings import found

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


SCOPES = [
    (
        "本文件适用于成人用自行车头盔。",
        "This document applies to helmets for cyclists, adults and children.",
        ("成人", "adults, children"),
    ),
    (
        "本文件适用于单相电动机驱动的空气压缩机。",
        "This document applies to air compressors driven by single-phase or three-phase motors.",
        ("单相", "single-phase, three-phase"),
    ),
    ("本文件适用于家用空气压缩机。", "This document applies to air compressors for household use.", None),
    # One side is silent on the fuel, which is no narrower scope.
    ("本文件适用于家用燃气灶具。", "This document applies to domestic gas hobs that burn natural gas.", None),
]


@pytest.mark.parametrize(("draft", "reference", "extents"), SCOPES)
def test_how_far_scopes_reach_in_one_respect(compared, draft, reference, extents):
    result = compared([draft], [reference], heading=("1 范围", "1 Scope"))
    told = [(one.draft_value, one.reference_value) for one in result.divergences if one.category == "SC"]
    assert told == ([extents] if extents else [])


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        (
            "阀体应采用06Cr19Ni10不锈钢制造。",
            "The body of the valve shall be made of stainless steel 304.",
            [],
        ),
        (
            "阀体应采用304不锈钢制造。",
            "The body of the valve shall be made of stainless steel 316.",
            [("QL", "conflicting")],
        ),
    ],
)
def test_a_grade_of_steel_under_its_names(compared, draft, reference, expected):
    assert found(compared([draft], [reference])) == expected


def test_values_are_whole_words_where_a_pattern_knows_stems(compared):
    result = compared(
        ["本文件适用于壁挂式热水器。"],
        ["Настоящий стандарт распространяется на настенные и напольные водонагреватели."],
        ("zh", "ru"),
        ("1 范围", "1 Область применения"),
    )
    (one,) = result.divergences
    assert (one.draft_value, one.reference_value) == ("壁挂式", "напольные, настенные")


@pytest.mark.parametrize(
    ("draft", "reference", "language", "expected"),
    [
        ("生产日期，具体到年、月、日;", "le mois et l'année de fabrication.", "fr", [("MK", "content")]),
        ("生产年份和月份。", "the week and year of manufacture;", "en", [("MK", "content")]),
        ("生产日期(年、月)。", "le mois et l’année de fabrication ;", "fr", []),
        ("生产日期。", "the date of manufacture;", "en", []),
    ],
)
def test_the_parts_of_a_date_are_compared_where_both_name_them(
    compared, draft, reference, language, expected
):
    heading = ("8 标志", "8 Marking")
    assert found(compared([draft], [reference], ("zh", language), heading=heading)) == expected


def test_a_second_sample_that_one_allows_and_the_other_forbids_is_a_matter_of_the_verb(compared):
    comparison = compared(
        ["铅、镉溶出量不合格时，不应复检。"],
        ["إذا لم تفِ العينات بحدود الرصاص والكادميوم، يجوز أن يعاد الاختبار."],
        ("zh", "ar"),
        heading=("8 检验规则", "8 الفحص"),
    )
    assert found(comparison) == [("VF", "polarity")]


def test_batteries_of_another_chemistry_are_another_scope(compared):
    comparison = compared(
        ["本文件适用于以锂离子电池供电的电推剪。"],
        ["It applies to clippers that are powered by nickel-metal hydride or lithium-ion batteries."],
        heading=("1 范围", "1 Scope"),
    )
    assert found(comparison) == [("SC", "extent")]


def test_what_is_left_out_is_counted_behind_a_participle(compared):
    comparison = compared(
        ["本文件不适用于由电池供电的磨光机和在爆炸性环境中使用的磨光机。"],
        [
            "Стандарт не распространяется на машины, предназначенные для работы во взрывоопасных средах, и на машины с питанием от аккумуляторных батарей."
        ],
        ("zh", "ru"),
        heading=("1 范围", "1 Область применения"),
    )
    assert found(comparison) == []
