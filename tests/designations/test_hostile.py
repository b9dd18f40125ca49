"""Bad input costs no more than its length and never an exception."""

import time
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


def test_a_sentence_takes_little_time() -> None:
    """10 000 sentences a second are the aim on a quiet machine; a busy one is given a quarter of that."""
    sentences = [
        "The length of the cable shall be not less than 500 mm and its mass shall not exceed 12 kg when dry.",
        "按GB/T 2423.1—2008中5.2的规定进行试验，样品放入试验箱内，温度降至规定值并保持规定时间，样品的外观不应有裂纹。",
        "Климатическое исполнение изделия должно соответствовать требованиям ГОСТ 15150-69, раздел 4.",
        "Rated voltage 250 V, 50 Hz; protection IP 54; pressure PN 16; diameter DN 50; hardness HB 187.",
    ]
    for sentence in sentences:
        find(sentence)
    started = time.process_time()
    for sentence in sentences * 250:
        find(sentence)
    assert time.process_time() - started < 0.4
