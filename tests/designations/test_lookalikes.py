"""Letters of one script typed for those of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.designations import find, parse

TWINS = dict(zip("ABCEHIJKMOPSTXY", "АВСЕНІЈКМОРЅТХУ", strict=True))
PREFIXES = ["GB/T", "ISO", "ISO/IEC", "IEC", "TCVN", "ASTM", "CISPR", "JIS", "SASO"]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("ISО 9001:2015", "ISO 9001:2015"),
        ("ТСVN 6415-3:2016", "TCVN 6415-3:2016"),
        ("GВ/T 191—2008", "GB/T 191—2008"),
        ("GB/Т 1.1—2020", "GB/T 1.1—2020"),
        ("ΙSO 9001", "ISO 9001"),
        ("ISO 105-А02", "ISO 105-A02"),
        ("TCVN ISО 9001:2015", "TCVN ISO 9001:2015"),
        ("ГOCT 15150-69", "ГОСТ 15150—69"),
        ("ГОСТ P ИСО 9001-2015", "ГОСТ Р ИСО 9001—2015"),
        ("ГОСТ Р ИCО 9001-2015", "ГОСТ Р ИСО 9001—2015"),
        ("СТ PK ISO 9001-2016", "СТ РК ISO 9001-2016"),
        # Wholly in the other script, but long and dated.
        ("TP TC 004/2011", "ТР ТС 004/2011"),
        ("CT PK 1234-2016", "СТ РК 1234-2016"),
    ],
)
def test_mixed_scripts_are_read_and_marked(written: str, canonical: str) -> None:
    designation = parse(written)
    assert designation is not None
    assert (designation.canonical, designation.confusable) == (canonical, True)
    assert designation == parse(canonical)
    text = f"по {written}, следует"
    (item,) = find(text)
    assert item.designation.canonical == canonical
    assert item.designation.confusable
    assert text[item.start : item.end] == item.text == item.designation.raw == written


@pytest.mark.parametrize("written", ["IS0 9001:2015", "1SO 9001:2015", "Г0СТ 15150-69", "GB/7 191"])
def test_a_digit_is_no_letter(written: str) -> None:
    assert parse(written) is None
    assert find(f"см. {written}") == ()


@pytest.mark.parametrize(
    "text",
    [
        "твердость НВ 187",
        "CT PT 100",
        "TP TC 004",
        "OCT 2019",
        "ТУ и ГОСТ",
        # Read as it stands: a Cyrillic prefix of its own, and a Chinese one.
        "ТC 1",
    ],
)
def test_a_short_word_of_one_script_is_left_alone(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "written", ["GB/T 1.1—2020", "ГОСТ 15150-69", "ГОСТ Р ИСО 9001-2015", "ГОСТ ISO 9001-2011"]
)
def test_what_is_typed_as_it_should_be_is_not_marked(written: str) -> None:
    designation = parse(written)
    assert designation is not None
    assert not designation.confusable
    assert not any(item.designation.confusable for item in find(f"по {written} и ISO 9001"))


@given(prefix=st.sampled_from(PREFIXES), data=st.data())
def test_any_letters_may_be_mixed_up(prefix: str, data: st.DataObject) -> None:
    places = [i for i, char in enumerate(prefix) if char in TWINS]
    letters = sum(map(str.isalpha, prefix))
    chosen = data.draw(st.sets(st.sampled_from(places), min_size=1, max_size=min(len(places), letters - 1)))
    written = "".join(TWINS[char] if i in chosen else char for i, char in enumerate(prefix))
    number = "G 3141" if prefix == "JIS" else "D638" if prefix == "ASTM" else "9001"
    designation = parse(f"{written} {number}")
    assert designation is not None
    assert designation == parse(f"{prefix} {number}")
    assert designation.confusable
