"""Bad input costs no more than its length and never an exception."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.languages import Limit, compare_limits, detect, read, read_cell, segment

LENGTH = 20_000
SEEDS = {
    "letters": "a",
    "digits": "9",
    "numbers": "1 ",
    "dotted": "1.",
    "commas": "1,",
    "tolerances": "±1",
    "powers": "×10⁵",
    "exponents": "1^",
    "spaces": " ",
    "parentheses": "(",
    "opened": "(5",
    "slashes": "5 m/",
    "bounds-zh": "应不大于",
    "bounds-en": "not less than 5 mm ",
    "bounds-ru": "не более ",
    "bounds-ar": "ألا يزيد على 5 ",
    "modals": "shall not be ",
    "ranges": "from 1 to ",
    "nobody": "no x ",
    "conditions": "if the mass is more than ",
    "statistics": "minimum mean ",
    "numerals-en": "one hundred ",
    "numerals-zh": "三十",
    "numerals-vi": "hai mươi ",
    "articles": "el la los ",
    "names": "A1-",
    "mixed": "shall 应 должен 5 мм ",
    "surrogates": "\ud800",
    "nul": "\0",
    "emoji": "😀5 mm ",
}
LANGUAGES = ["zh", "en", "ru", "fr", "es", "ar", "vi", "id", "hy"]


@pytest.mark.parametrize("code", ["zh", "en", "ru", "ar"])
@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_time_grows_with_the_length_and_no_faster(
    seed: str, code: str, grows_linearly: Callable[..., bool]
) -> None:
    assert grows_linearly(lambda text: read(text, code), (seed * LENGTH)[:LENGTH])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\ud800",
        "\ud800 shall not exceed 5 mm \udfff",
        "(((((((5 mm",
        "5 mm)))))]]",
        "（〔《5 mm",
        "不大于" + "9" * 400 + " mm",
        "≤ 0," + "0" * 400 + "1 mm",
        "≤ 1e999 kg",
        "≤ 10^999999999 kg",
        "NaN mm ≤ nan kg ≤ inf m ≤ Infinity s",
        "压力不大于5 kg/°C²/次。",
        "应 shall должен doit debe يجب phải harus 5 mm",
        "\u202e5 mm\u202c \u200f≤ 3\u200e kg",
    ],
    ids=range(15),
)
def test_nothing_is_raised(text: str, code: str) -> None:
    reading = read(text, code)
    assert all(limit.lo is None or limit.lo.is_finite() for limit in reading.quantities)
    assert all(limit.hi is None or limit.hi.is_finite() for limit in reading.quantities)
    read_cell(text, code, (text[:500],), text[:500])
    detect(text[:5000], context=code)
    assert all(start < end for start, end in segment(text[:5000], code))


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_megabyte_without_a_space_is_read(code: str) -> None:
    assert read("x" * 1_000_000, code).quantities == ()


def test_a_number_too_large_to_mean_anything_is_not_read() -> None:
    assert read("不大于" + "9" * 400 + " mm", "zh").quantities == ()
    assert not [limit for limit in read("at most 10^999999999 kg", "en").quantities if limit.unit == "kg"]


def test_an_impossible_unit_is_kept_as_spelt_and_compared_with_itself_only() -> None:
    (limit,) = read("压力应不大于5 kg/°C²/次。", "zh").limits
    (other,) = read("压力应不大于5 kg。", "zh").limits
    assert limit.unit == "kg/°C²/次"
    assert compare_limits(limit, limit).verdict == "equal"
    assert compare_limits(limit, other).verdict == "incomparable"


@given(st.lists(st.sampled_from([*SEEDS.values(), "5", " mm", "，", "."]), max_size=12).map("".join))
def test_spans_lie_in_the_text_and_do_not_run_backwards(text: str) -> None:
    for code in ("zh", "en", "ar"):
        limits: tuple[Limit, ...] = read(text, code).quantities
        assert all(0 <= limit.span[0] < limit.span[1] <= len(text) for limit in limits)
        assert [limit.span[0] for limit in limits] == sorted(limit.span[0] for limit in limits)
