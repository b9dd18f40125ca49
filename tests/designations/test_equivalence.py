"""Sameness, composition of degrees, and what corresponds to what."""

from dataclasses import replace
from importlib.resources import files

import pytest
import yaml

from workbench.designations import Designation, compose, counterparts, equivalence, parse, relations, same


def read(text: str, country: str = "") -> Designation:
    designation = parse(text, country=country)
    assert designation is not None, text
    return designation


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("GB/T 1.1—2020", "GB/T 1.1-2020", "same"),
        ("GOST R ISO 9001-2015", "ГОСТ Р ИСО 9001—2015", "same"),
        ("ISO 20805:2011(ru)", "ISO 20805:2011", "same"),
        ("IEC 529:1989", "IEC 60529:1989", "same"),
        ("ГОСТ 15150-69", "ГОСТ 15150-1969", "same"),
        ("GB/T 1.1—2020", "GB/T 1.1", "same-undated"),
        ("GB/T 1.1—2020", "GB/T 1.1—2009", "same-undated"),
        ("ISO/IEC 17025:2017", "ISO/IEC 17025:2017/Amd 1", "same-undated"),
        ("GB/T 19001—2016", "GB/T 19001—2016/ISO 9001:2015", "same"),
        ("IEC 60317-2:2019", "IEC 60317-2:2019 RLV", "same-undated"),
        ("ISO 105-A02", "ISO 105-A03", "same-family"),
        ("ISO 16000 (all parts)", "ISO 16000-1", "same-family"),
        ("GB/T 2828.1", "GB/T 2828.2", "same-family"),
        ("GB/T 2828.1", "GB/T 2829", "different"),
        ("GB/T 2828.1", "ISO 2859-1", "different"),
        ("ГОСТ 1.3-2014", "ГОСТ Р 1.3-2014", "different"),
        ("GB 4806.9—2023", "GB/T 4806.9—2023", "different"),
        ("DIN EN ISO 9001:2015", "EN ISO 9001:2015", "different"),
    ],
)
def test_same(a: str, b: str, expected: str) -> None:
    assert same(read(a), read(b)) == expected
    assert same(read(b), read(a)) == expected


def test_one_prefix_of_two_countries_is_two_standards() -> None:
    assert same(read("KS 1515:2000", "KR"), read("KS 1515:2000", "KE")) == "different"
    assert same(read("KS 1515:2000", "KR"), read("KS 1515:2000")) == "same"


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        ("IDT", "IDT", "IDT"),
        ("IDT", "MOD", "MOD"),
        ("MOD", "IDT", "MOD"),
        ("MOD", "MOD", None),
        ("IDT", "NEQ", "NEQ"),
        ("NEQ", "MOD", None),
        ("NEQ", "NEQ", None),
    ],
)
def test_compose(first: str, second: str, result: str | None) -> None:
    assert compose(first, second) == result  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "degree", "basis", "editions"),
    [
        ("GB/T 2828.1—2012", "ISO 2859-1:1999", "IDT", "registry", "exact"),
        ("ISO 2859-1", "GB/T 2828.1", "IDT", "registry", "undated"),
        ("GB/T 2828.1—2012", "ISO 2859-1:2020", "IDT", "registry", "other"),
        ("GB/T 10125—2012", "ISO 9227:2006", "IDT", "registry", "exact"),
        # Undated is the newest edition, which is modified.
        ("GB/T 10125", "ISO 9227", "MOD", "registry", "undated"),
        ("GB/T 2828.1—2012", "TCVN 7790-1:2007", "IDT", "composed", "exact"),
        ("GB/T 4208", "ГОСТ 14254-2015", "MOD", "composed", "undated"),
        ("GB/T 19001—2016/ISO 9001:2015", "ISO 9001:2015", "IDT", "number", "exact"),
        ("ГОСТ IEC 60811-401", "IEC 60811-401:2012", "IDT", "number", "undated"),
        ("DIN EN ISO 13849-1:2008-12", "ISO 13849-1", "IDT", "composed", "undated"),
        ("EN 60529", "IEC 60529", "IDT", "number", "undated"),
        ("DIN EN 60068-2-6", "IEC 60068-2-6", "IDT", "composed", "undated"),
        ("EN 60335-2-14", "IEC 60335-2-14", "MOD", "number", "undated"),
        ("EN 60529:1991/A11:2014", "IEC 60529", "MOD", "number", "undated"),
    ],
)
def test_what_is_known_without_a_statement(a: str, b: str, degree: str, basis: str, editions: str) -> None:
    found = equivalence(read(a), read(b))
    assert found is not None
    assert (found.degree, found.basis, found.editions) == (degree, basis, editions)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("GB/T 90001—2026", "ISO 90001:2026"),
        # Both are modified from ISO 2409: nothing follows for the pair.
        ("GB/T 9286—2021", "ГОСТ 31149—2014"),
        ("GB/T 2828.1—2012", "GB/T 2828.1"),
    ],
)
def test_nothing_is_known(a: str, b: str) -> None:
    assert equivalence(read(a), read(b)) is None


def test_what_a_document_states_goes_before_the_registry() -> None:
    stated = relations("GB/T 2828.1—2012 计数抽样检验程序（ISO 2859-1:1999，MOD）")
    found = equivalence(read("GB/T 2828.1—2012"), read("ISO 2859-1:1999"), stated=stated)
    assert found is not None
    assert (found.degree, found.basis) == ("MOD", "stated")
    assert found.source.render("en").endswith("GB/T 2828.1—2012 (ISO 2859-1:1999, MOD)")
    assert found.source.render("zh").startswith("文件中注明")


def test_stated_relations_compose_with_numbers() -> None:
    stated = relations("GB/T 90001—2026 名称（ISO 90001:2025，IDT）")
    found = equivalence(read("GB/T 90001—2026"), read("ГОСТ Р ИСО 90001-2026"), stated=stated)
    assert found is not None
    assert (found.degree, found.basis, found.editions) == ("IDT", "composed", "undated")


def test_the_registry_is_readable_dated_and_free_of_contradictions() -> None:
    text = (files("workbench.designations") / "data" / "equivalences.yaml").read_text(encoding="utf-8")
    page = yaml.safe_load(text)
    seen: set[tuple[str, str]] = set()
    for row in page["equivalences"]:
        pair = (read(row["national"]).key, read(row["international"]).key)
        assert pair not in seen
        seen.add(pair)
        assert read(row["national"]).canonical == row["national"]
        assert read(row["international"]).year
        assert str(page["sources"][row["source"]]["as_of"])
        found = equivalence(read(row["national"]), read(row["international"]))
        assert found is not None
        assert (found.degree, found.editions) == (row["degree"], "exact")
        assert "2026" in found.source.render("en")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "GB/T 10125",
            [("ISO 9227:2017", "MOD", "undated", "adopts"), ("ISO 9227:2006", "IDT", "undated", "adopts")],
        ),
        (
            "GB/T 10125—2012",
            [("ISO 9227:2006", "IDT", "exact", "adopts"), ("ISO 9227:2017", "MOD", "other", "adopts")],
        ),
        (
            "ISO 9227",
            [
                ("GB/T 10125—2021", "MOD", "undated", "adopted-by"),
                ("GB/T 10125—2012", "IDT", "undated", "adopted-by"),
            ],
        ),
        (
            "TCVN 7790-1:2007",
            [
                ("ISO 2859-1:1999", "IDT", "exact", "adopts"),
                ("GB/T 2828.1—2012", "IDT", "exact", "parallel"),
                ("ГОСТ Р ИСО 2859-1—2007", "IDT", "exact", "parallel"),
                ("GB/T 2828.1—2003", "IDT", "exact", "parallel"),
            ],
        ),
        (
            "DIN EN ISO 13849-1:2008-12",
            [
                ("EN ISO 13849-1", "IDT", "undated", "adopts"),
                ("ISO 13849-1", "IDT", "undated", "adopts"),
                ("GB/T 16855.1—2018", "IDT", "undated", "parallel"),
                ("GB/T 16855.1—2008", "IDT", "undated", "parallel"),
                ("GB/T 16855.1—2005", "MOD", "undated", "parallel"),
            ],
        ),
        # Modified twice is unknown: the Russian edition of ISO 2409 is no counterpart.
        (
            "GB/T 9286—2021",
            [("ISO 2409:2020", "MOD", "exact", "adopts"), ("ISO 2409:1992", "MOD", "other", "adopts")],
        ),
        ("GB/T 99999", []),
    ],
)
def test_counterparts_best_first(raw: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = [
        (str(item.designation), item.equivalence.degree, item.equivalence.editions, item.direction)
        for item in counterparts(read(raw))
    ]
    assert found == expected


def test_counterparts_agree_with_equivalence() -> None:
    for raw in ("GB/T 2828.1—2012", "ISO 9001:2015", "ГОСТ 14254-2015", "GB/T 4208"):
        for item in counterparts(read(raw)):
            # Of another edition the newest row may speak, which comes from another source.
            known = equivalence(read(raw), item.designation)
            assert known is not None
            assert replace(known, source=item.equivalence.source, source_names=()) == replace(
                item.equivalence, source_names=()
            )


def test_counterparts_that_a_document_states_come_first() -> None:
    stated = relations("GB/T 2828.1—2012 计数抽样检验程序（ISO 2859-1:1999，MOD）")
    first = counterparts(read("GB/T 2828.1—2012"), stated=stated)[0]
    assert (str(first.designation), first.equivalence.degree) == ("ISO 2859-1:1999", "MOD")
    assert first.equivalence.basis == "stated"


def test_what_is_shipped_names_its_source_and_date() -> None:
    for item in counterparts(read("GB/T 19001—2016")):
        if item.equivalence.basis == "registry":
            assert set(item.equivalence.source_names) <= {"catalogue", "recalled"}
            assert item.equivalence.as_of == "2026-11"


def test_an_edition_with_its_amendment_is_another_text() -> None:
    amended, plain = parse("ISO 9001:2015/Amd 1:2024"), parse("ISO 9001:2015")
    assert amended is not None
    assert plain is not None
    assert {item.equivalence.editions for item in counterparts(amended)} == {"other"}
    assert "exact" in {item.equivalence.editions for item in counterparts(plain)}
