"""Entries of the terms and of the lists of references: what makes two of them the same."""

from workbench import sts
from workbench.alignment import align


def terms(language, entries):
    body = "".join(
        f'<term-sec id="t{number}"><tbx:termEntry id="d{number}"><tbx:langSet xml:lang="{language}">'
        f"<tbx:definition>{definition}</tbx:definition><tbx:tig><tbx:term>{term}</tbx:term></tbx:tig>"
        "</tbx:langSet></tbx:termEntry></term-sec>"
        for number, (term, definition) in enumerate(entries, 1)
    )
    title = {"zh": "术语和定义", "ru": "Термины и определения"}[language]
    return sts.load(
        f'<standard xml:lang="{language}" xmlns:tbx="urn:iso:std:iso:30042:ed-1"><body>'
        f'<sec sec-type="terms"><label>3</label><title>{title}</title>{body}</sec></body></standard>'.encode()
    )


def references(language, entries):
    body = "".join(
        f'<ref id="b{number}"><std><std-ref>{designation}</std-ref><title>{title}</title></std></ref>'
        for number, (designation, title) in enumerate(entries, 1)
    )
    return sts.load(
        f'<standard xml:lang="{language}"><body><sec sec-type="norm-refs"><label>2</label>'
        f"<title>Normative references</title><ref-list>{body}</ref-list></sec></body></standard>".encode()
    )


def linked(draft, reference):
    return {
        (link.draft, link.reference)
        for link in align(draft, reference).links
        if link.draft and link.reference
    }


def test_one_term_with_two_definitions_is_one_entry():
    draft = terms("zh", [
        ("灵巧性", "戴手套的手抓取并操作小物件的能力"),
        ("批", "使用同一批次胶料、由同一班次在同一条生产线上连续生产的同一型别的手套"),
    ])  # fmt: skip
    reference = terms("ru", [
        ("партия", "перчатки одного типа, поставляемые одному потребителю и оформленные одним документом о качестве"),
        ("манипулятивность", "способность кисти в перчатке захватывать мелкие предметы и работать с ними"),
    ])  # fmt: skip
    assert linked(draft, reference) == {(("t1",), ("t2",)), (("t2",), ("t1",))}


ALIKE = "Hardware for furniture — Tapered extension tubes for gas springs"
FIRE = "Furniture — Assessment of the ignitability of upholstered furniture — Part 1: Smouldering cigarette"
STRENGTH = "Furniture — Chairs — Determination of strength and durability"


def test_two_international_standards_with_other_numbers_are_two():
    draft = references("en", [("EN 16955:2017", ALIKE), ("ISO 7173:1989", STRENGTH)])
    reference = references("en", [("ISO 8191-1:1987", FIRE), ("ISO 7173", STRENGTH)])
    assert linked(draft, reference) == {(("b2",), ("b2",))}


def test_an_adoption_and_what_it_adopts_are_one_and_so_may_be_what_says_nothing_of_its_source():
    draft = references(
        "en", [("EN ISO 7173:1989", STRENGTH), ("GB/T 5823", "Doors and windows — Terminology")]
    )
    reference = references("en", [("ISO 1804", "Doors — Terminology"), ("ISO 7173", STRENGTH)])
    assert linked(draft, reference) == {(("b1",), ("b2",)), (("b2",), ("b1",))}
