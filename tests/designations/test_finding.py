"""Designations in running text."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.designations import find, relations

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
POSITIVE = [vector["raw"] for vector in VECTORS["positive"]]


def canonical(text: str, country: str = "") -> list[str]:
    return [item.designation.canonical for item in find(text, country=country)]


@pytest.mark.parametrize("raw", POSITIVE)
@pytest.mark.parametrize(
    "sentence", ["按{}的规定执行。", "as specified in {}, except that", "по {};", "theo {} thì"]
)
def test_finds_every_vector_where_it_is_cited(raw: str, sentence: str) -> None:
    text = sentence.format(raw)
    first = find(text)[0]
    assert text[first.start : first.end] == first.text == first.designation.raw
    assert raw.startswith(first.text)
    assert raw[len(first.text) :].startswith(" (") or raw == first.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按GB/T 2423.1、GB/T 2423.17规定", ["GB/T 2423.1", "GB/T 2423.17"]),
        ("GB/T 2423.1和GB/T\n   2423.2—2008", ["GB/T 2423.1", "GB/T 2423.2—2008"]),
        ("ＧＢ／Ｔ　２８２８．１－２０１２", ["GB/T 2828.1—2012"]),
        ("HJ 2.2和HB 5143", ["HJ 2.2"]),
        ("按HB 5143的规定", ["HB 5143"]),
        ("according to IS 5 and IS 13252 (Part 1) : 2010", ["IS 5", "IS 13252 (Part 1):2010"]),
        ("see EN 60335-1:2012/A11:2014.", ["EN 60335-1:2012/A11:2014"]),
        ("ISO 9001:2015.", ["ISO 9001:2015"]),
        ("(ISO 9001:2015)", ["ISO 9001:2015"]),
        ("ISO 16634:—", ["ISO 16634"]),
        ("GB/T 19001—2016/ISO 9001:2015标准", ["GB/T 19001—2016/ISO 9001:2015"]),
        ("GB/T 19001/ISO 9001", ["GB/T 19001", "ISO 9001"]),
        ("4.2 GB 4806.9—2023", ["GB 4806.9—2023"]),
        ("PS 1234-2018 and MS 1228:2019", ["MS 1228:2019"]),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert canonical(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "吸水率不低于GB级",
        "tối thiểu loại GB",
        "PN 10",
        "DN 15~DN 300, PN 16",
        "IS 5 nonsense",
        "16 GB 2400 MHz",
        "硬度 HB 187, HB 150-200",
        "a hardness of HB 187",
        "RS 232 cable, HD 1080 video",
        "between US 2000 and 3000",
        "HS 8471",
        "GB/T 1.1-20",
        "ГОСТР 1.7-2014",
        "XGB/T 2828.1",
        "5 ms 10, 5 MS 10",
    ],
)
def test_finds_nothing(text: str) -> None:
    assert canonical(text) == []


def test_the_country_lets_a_short_prefix_count() -> None:
    assert canonical("PS 1234-2018") == []
    assert canonical("PS 1234-2018", country="PK") == ["PS 1234-2018"]


def test_a_bracket_after_the_title_states_the_relation() -> None:
    text = "GB/T 2828.1—2012 计数抽样检验程序 第1部分：按接收质量限（AQL）检索的计划（ISO 2859-1:1999，IDT）"
    national, international = find(text)
    assert national.relation is not None
    assert national.relation.to.canonical == "ISO 2859-1:1999"
    assert national.relation.degree == "IDT"
    assert not national.counterpart
    assert international.counterpart
    assert international.relation is None


def test_an_undated_entry_names_its_edition_in_the_bracket() -> None:
    text = "GB/T 4208 外壳防护等级（IP代码）（GB/T 4208—2017，IEC 60529:2013，IDT）"
    stated = [(r.of.canonical, r.to.canonical, r.degree) for r in relations(text)]
    assert stated == [
        ("GB/T 4208", "IEC 60529:2013", "IDT"),
        ("GB/T 4208—2017", "IEC 60529:2013", "IDT"),
    ]
    assert [item.counterpart for item in find(text)] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "of", "to", "degree"),
    [
        ("ГОСТ 31149-2014 (ИСО 2409:2013, MOD)", "ГОСТ 31149—2014", "ISO 2409:2013", "MOD"),
        ("theo TCVN 7790-1:2007 (ISO 2859-1:1999)", "TCVN 7790-1:2007", "ISO 2859-1:1999", "IDT"),
        ("GB/T 19001—2016/ISO 9001:2015", "GB/T 19001—2016/ISO 9001:2015", "ISO 9001:2015", "IDT"),
        ("по ГОСТ IEC 60811-401", "ГОСТ IEC 60811-401", "IEC 60811-401", "IDT"),
        ("GB/T 1804-2000 一般公差 (ISO 2768-1:1989, eqv)", "GB/T 1804—2000", "ISO 2768-1:1989", "MOD"),
    ],
)
def test_relations(text: str, of: str, to: str, degree: str) -> None:
    assert [(r.of.canonical, r.to.canonical, r.degree) for r in relations(text)] == [(of, to, degree)]


@pytest.mark.parametrize(
    "text",
    [
        "按GB/T 2828.1抽样。试验见其他标准（ISO 2859-1:1999，IDT）",
        "GB/T 2423.17 (see also ISO 9227)",
        "GB/T 2423.17 (ISO 9227)",
    ],
)
def test_no_relation_is_made_up(text: str) -> None:
    assert relations(text) == ()


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("本文件等同采用ISO 91250:2023《手持式轮胎气压表》。", "IDT"),
        ("本文件修改采用ISO 91240:2021《工业管道》。", "MOD"),
        ("This document is identical to ISO 9001:2015.", "IDT"),
        ("(ISO 9001:2015, Quality management systems — Requirements, IDT)", "IDT"),
        ("Настоящий стандарт идентичен международному стандарту ISO 9001:2015", "IDT"),
        ("TCVN này hoàn toàn tương đương với ISO 2859-1:1999", "IDT"),
        ("本文件引用ISO 9001:2015。", None),
    ],
)
def test_what_the_document_itself_adopts(text: str, degree: str | None) -> None:
    assert [item.adopted for item in find(text)] == [degree]


@given(
    before=st.text(max_size=20),
    after=st.text(alphabet=st.characters(exclude_categories=["Lu", "Ll", "Nd"]), max_size=20),
)
def test_spans_are_those_of_the_text(before: str, after: str) -> None:
    text = before + " GB/T 2828.1—2012 " + after
    found = find(text)
    assert all(text[item.start : item.end] == item.text for item in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "hostile", ["(" * 50000, "(" + "()" * 50000, "GB/T " * 20000, "1" * 100000, "ISO 1-" * 20000]
)
def test_a_hostile_text_is_read_in_linear_time(hostile: str, grows_linearly: Callable[..., bool]) -> None:
    assert grows_linearly(find, hostile)


def test_a_long_document_is_read_in_linear_time(grows_linearly: Callable[..., bool]) -> None:
    sentence = (
        "The sample shall be conditioned according to ISO 139 and GB/T 6529—2008 before IT IS 5 TESTED. "
    )
    text = sentence * 2000
    assert grows_linearly(find, text)
    assert len(find(text)) == 4000


def test_the_title_of_an_entry_may_be_several_sentences():
    entry = "ГОСТ 28207—89 Основные методы испытаний. Часть 2. Соляной туман (МЭК 68-2-11—81, IDT)"
    (stated,) = relations(entry)
    assert (stated.of.canonical, stated.to.canonical, stated.degree) == (
        "ГОСТ 28207—89",
        "IEC 68-2-11:1981",
        "IDT",
    )
    assert not relations("ГОСТ 28207—89 применяют. Настоящий стандарт (IEC 60068-2-11:1981, IDT) введён.")
