"""Lists in which the prefix is written once."""

import pytest

from workbench.designations import find


def read(text: str) -> list[tuple[str, str]]:
    return [(item.text, item.designation.canonical) for item in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按GB/T 2423.1、2423.17试验", [("GB/T 2423.1", "GB/T 2423.1"), ("2423.17", "GB/T 2423.17")]),
        ("IEC 60335-1 and 60335-2-9", [("IEC 60335-1", "IEC 60335-1"), ("60335-2-9", "IEC 60335-2-9")]),
        ("ISO 105-A02 and -A03", [("ISO 105-A02", "ISO 105-A02"), ("-A03", "ISO 105-A03")]),
        (
            "ГОСТ 12.1.004 и 12.2.003.",
            [("ГОСТ 12.1.004", "ГОСТ 12.1.004"), ("12.2.003", "ГОСТ 12.2.003")],
        ),
        (
            "GB/T 2423.1~GB/T 2423.4",
            [("GB/T 2423.1", "GB/T 2423.1"), ("GB/T 2423.4", "GB/T 2423.4")],
        ),
        ("GB/T 2423.1～2423.4", [("GB/T 2423.1", "GB/T 2423.1"), ("2423.4", "GB/T 2423.4")]),
        (
            "ISO 9001:2015 and 14001:2015",
            [("ISO 9001:2015", "ISO 9001:2015"), ("14001:2015", "ISO 14001:2015")],
        ),
        (
            "GB/T 191—2008、2423.1—2008",
            [("GB/T 191—2008", "GB/T 191—2008"), ("2423.1—2008", "GB/T 2423.1—2008")],
        ),
        (
            "ГОСТ 15150-69 и 14254-96",
            [("ГОСТ 15150-69", "ГОСТ 15150—69"), ("14254-96", "ГОСТ 14254—96")],
        ),
        (
            "IEC 60335-1, 60335-2-9, and 60335-2-15",
            [
                ("IEC 60335-1", "IEC 60335-1"),
                ("60335-2-9", "IEC 60335-2-9"),
                ("60335-2-15", "IEC 60335-2-15"),
            ],
        ),
    ],
)
def test_a_shortened_number_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected
    for item in find(text):
        assert text[item.start : item.end] == item.text == item.designation.raw


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001 and 500 N",
        "IEC 60335-1 and 5.3",
        "IEC 60335-1 and 60335",
        "ISO 105-A02 and -3 °C",
        "ISO 178, 100-200 mm",
        "ISO 527-1, 100-200",
        "GB/T 2423.1、5.2",
        "GB/T 2423.1、2423.5 mm",
        "GB/T 2423.1、2423.5毫米",
        "TCVN 6415-3:2016, 5.3",
        "ГОСТ 12.1.004, 5.2",
        "GB/T 2423.1 2423.17",
        "GB/T 2423.1。2423.17",
        "GB/T 2423.1、2423.17x",
        "GB/T 1.1、1.2",
        "ISO 9001, 2015-2020",
        "ISO 5725-1 and 5725-2 N",
    ],
)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert len(find(text)) == 1


def test_both_ends_of_a_range_are_found_and_nothing_between() -> None:
    assert [canonical for _, canonical in read("GB/T 2423.1至2423.4")] == ["GB/T 2423.1", "GB/T 2423.4"]
