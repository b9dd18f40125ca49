"""Bad input costs no more than its length and never an exception."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.designations import find, parse, relations, unparsed

FUNCTIONS: list[Callable[[str], object]] = [find, parse, unparsed, relations]
LENGTH = 50_000
SEEDS = {
    "parentheses": "(",
    "pairs": "()",
    "pairs-inside": "(()",
    "prefixes": "GB/T ",
    "digits": "1",
    "letters": "A",
    "cyrillic": "Г",
    "cjk": "国",
    "spaces": " ",
    "mixed-spaces": "\u00a0 ",
    "dotted": "1.",
    "nul": "\0",
    "surrogates": "\ud800",
    "designations": "ISO 1-",
    "brackets": "ISO 9001 (",
    "stated": "ISO 9001 (ISO 9001:2015, IDT) ",
    "lists": "GB/T 2423.1、2423.17、",
    "places": "Clause 5 of ISO 9001 ",
    "titles": "GB/T 1《",
    "mistyped": "ISО 9001 ",
    "slips": "GBT 1.1-2020 ",
    "glued": "ENISO9",
    "regulations": "TP TC ",
    "slashes": "ISO/",
    "enterprises": "Q/AAAAAAAAAAAA/",
    "underscores": "IEC 60335_2",
    "amendments": "/Amd 1",
    "words": "of the in ",
}


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_time_is_linear(seed: str, grows_linearly: Callable[..., bool]) -> None:
    text = (seed * LENGTH)[:LENGTH]
    for function in FUNCTIONS:
        assert grows_linearly(function, text), function


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "\ud800",
        "ISO \ud800 9001",
        "ISO " + "9" * 400,
        "ISO 9001:" + "2" * 400,
        "GB/T " + "1." * 400,
        "(((ISO 9001)",
        "ISO 9001)))",
        "《GB/T 1.1",
        "\u200b" * 50,
        "ISO\u200b 9001\ufeff",
        "²³ ISO 9001",
        "ISO ९००१",
        "x" * 1_000_000,
    ],
    ids=range(16),
)
def test_nothing_is_raised(function: Callable[[str], object], text: str) -> None:
    function(text)


PIECES = [
    "ISO",
    "GB/T",
    "ГОСТ",
    "Clause",
    "表",
    "中",
    " ",
    "9001",
    "5.2",
    ":2015",
    "—2008",
    "(",
    ")",
    "、",
    "\ud800",
    "\0",
    "О",
    "T/",
    "，",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=20).map("".join))
def test_any_text_gives_spans_of_its_own(text: str) -> None:
    for item in find(text):
        assert text[item.start : item.end] == item.text
        again = parse(item.designation.canonical)
        assert again is not None
        assert again.key == item.designation.key
        assert again.canonical == item.designation.canonical
    for slip in unparsed(text):
        assert text[slip.start : slip.end] == slip.text
    relations(text)
    parse(text)
