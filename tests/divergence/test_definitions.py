"""Definitions: their words, what makes one lot, and defined terms that stand for each other."""

import pytest

from workbench.divergence import compare

TERM = (
    '<term-sec id="{name}"><tbx:termEntry xmlns:tbx="urn:iso:std:iso:30042:ed-1"><tbx:langSet xml:lang="{language}">'
    "<tbx:definition>{definition}</tbx:definition><tbx:tig><tbx:term>{term}</tbx:term>"
    '<tbx:partOfSpeech value="noun"/></tbx:tig></tbx:langSet></tbx:termEntry></term-sec>'
)


def found(comparison):
    return [(d.category, d.sub) for d in comparison.divergences]


@pytest.mark.parametrize(
    ("mine", "theirs", "differs"),
    [
        ("在口缘处测得的内径", "outside diameter measured at the rim", True),
        ("在口缘处测得的外径", "outside diameter measured at the rim", False),
        ("座面未加载时测得的高度", "height measured with the seat loaded", True),
        (
            "风量与输入功率之比",
            "ratio of the air flow to the input power, excluding that of the oscillation",
            True,
        ),
        ("从接通电源到水温升至95 ℃所经历的时间", "time until the automatic cut-out operates", True),
        ("从接通电源到水温升至95 ℃所经历的时间", "time until the water has reached 368 K", False),
        ("试样在辊下的一次向前或向后的运动", "one forward and one backward movement of the specimen", True),
        ("具有三个或更多踏板的登高用具", "climbing aid with three treads or more", False),
        ("开有一个或多个孔的部件", "part that has one or more holes", False),
    ],
)
def test_definitions_are_compared_by_opposites_exclusions_and_what_they_measure(
    document_of, mine, theirs, differs
):
    draft = TERM.format(name="d1", language="zh", term="公称直径", definition=mine)
    reference = TERM.format(name="r1", language="en", term="nominal diameter", definition=theirs)
    comparison = compare(
        document_of("zh", {"3 术语和定义": [draft]}, "T/ZZB 1—2026"),
        document_of("en", {"3 Terms and definitions": [reference]}, "ISO 1:2020"),
    )
    assert (("TD", "differentia") in found(comparison)) is differs


HEADINGS = {
    "zh": "3 术语和定义", "en": "3 Terms and definitions", "ru": "3 Термины и определения",
    "fr": "3 Termes et définitions", "ar": "3 المصطلحات والتعاريف", "id": "3 Istilah dan definisi",
    "es": "3 Términos y definiciones", "vi": "3 Thuật ngữ và định nghĩa",
}  # fmt: skip
LOT = {
    "zh": "批",
    "en": "lot",
    "ru": "партия",
    "fr": "lot",
    "ar": "دفعة",
    "id": "lot",
    "es": "lote",
    "vi": "lô",
}
ONE_SHIFT = {
    "zh": "同一班次用同一批次原材料生产的同一型号的产品",
    "en": "products of one type made in one shift from the same batch of raw material",
    "ru": "изделия одного типа, изготовленные за одну смену из сырья одной партии",
    "fr": "produits d'un même type fabriqués par une équipe à partir d'un même lot de matière première",
    "ar": "منتجات من طراز واحد مصنوعة في وردية عمل واحدة من دفعة واحدة من المواد الخام",
    "id": "produk dari tipe yang sama yang dibuat dalam satu giliran kerja dari satu batch bahan baku",
    "es": "productos de un mismo tipo fabricados en un turno a partir del mismo lote de materia prima",
    "vi": "sản phẩm cùng kiểu được sản xuất trong một ca sản xuất từ cùng một lô nguyên liệu",
}
ONE_DELIVERY = {
    "en": "products of one type delivered at one time under one order",
    "ru": "изделия одного типа, оформленные одним документом о качестве",
    "fr": "produits d'un même type livrés en une seule fois par un même fournisseur",
    "ar": "منتجات من طراز واحد مقدمة للمعاينة في وقت واحد",
    "id": "produk dari tipe yang sama yang dikirim kepada satu pelanggan",
    "es": "productos de un mismo tipo entregados de una vez al mismo cliente",
    "vi": "sản phẩm cùng kiểu được giao cùng lúc theo một đơn hàng",
}


def lots(document_of, language, definition):
    sides = [
        TERM.format(name=f"{code}1", language=code, term=LOT[code], definition=text)
        for code, text in (("zh", ONE_SHIFT["zh"]), (language, definition))
    ]
    comparison = compare(
        document_of("zh", {HEADINGS["zh"]: [sides[0]]}, "T/ZZB 1—2026"),
        document_of(language, {HEADINGS[language]: [sides[1]]}, "ISO 1:2020"),
    )
    return [(one.category, one.sub) for one in comparison.divergences if one.draft and one.reference]


@pytest.mark.parametrize("language", sorted(ONE_DELIVERY))
def test_two_lots_differ_by_what_makes_one(document_of, language):
    assert lots(document_of, language, ONE_DELIVERY[language]) == [("TD", "differentia")]
    assert lots(document_of, language, ONE_SHIFT[language]) == []


FORCE, TENACITY = ("断裂强力", "breaking force"), ("断裂强度", "breaking tenacity")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("报告平均断裂强力。", []),
        ("报告平均断裂强度。", [("TR", "term")]),
        ("报告平均值。", []),  # one that is not named at all
    ],
)
def test_a_defined_term_does_not_stand_for_another(document_of, said, expected):
    terms = {"zh": [], "en": []}
    for number, (names, meanings) in enumerate(
        (
            (FORCE, ("使试样断裂的最大力", "greatest force that breaks a specimen")),
            (TENACITY, ("断裂强力与线密度之比", "ratio of the breaking force to the linear density")),
        ),
        1,
    ):
        for language, term, meaning in zip(("zh", "en"), names, meanings, strict=True):
            terms[language].append(
                TERM.format(name=f"{language}-d{number}", language=language, term=term, definition=meaning)
            )
    sides = (
        document_of("zh", {HEADINGS["zh"]: terms["zh"], "9 试验报告": [said]}, "GB/T 1—2026"),
        document_of(
            "en",
            {HEADINGS["en"]: terms["en"], "9 Test report": ["Report the mean breaking force."]},
            "ISO 1:2020",
        ),
    )
    found = [
        (one.category, one.sub)
        for one in compare(*sides, perspectives=("translation",)).divergences
        if one.nature == "TR"
    ]
    assert found == expected
