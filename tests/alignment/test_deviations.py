"""Deviations told side by side are one tolerance."""

from decimal import Decimal

import pytest

from workbench.alignment.deviations import as_deviations
from workbench.languages import read

TOLERANCES = [
    ("en", "The power input shall not be more than 10 % below or more than 5 % above the rated power input.", -10, 5),
    ("en", "The width shall not be less than the nominal width and shall not exceed it by more than 2 %.", 0, 2),
    ("zh", "与标称长度相比,长度偏高不应超过2 mm,偏低不应超过1 mm。", -1, 2),
    ("ru", "Предельное отклонение длины — минус 2 мм; отклонение в сторону увеличения не допускается.", -2, 0),
    ("zh", "旋杆直径d的上极限偏差应为0，下极限偏差应为-0.1 mm。", "-0.1", 0),
    ("en", "The diameter shall not be greater than d and shall not be smaller than d by more than 0,1 mm.", "-0.1", 0),
    ("fr", "La laize ne doit être ni inférieure de plus de 1 %, ni supérieure de plus de 2 % à la laize nominale.", -1, 2),
    ("ar", "يجب ألا تتجاوز القدرة المقيسة القدرة المقننة بأكثر من ٥ ٪، وألا تقل عنها بأكثر من ١٠ ٪.", -10, 5),
    ("id", "Panjang pipa 4.000 mm; tidak boleh kurang dari nilai ini dan tidak boleh melebihinya lebih dari 20 mm.", 0, 20),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "lo", "hi"), TOLERANCES)
def test_two_sides_are_one_tolerance(language, text, lo, hi):
    reading = read(text, language)
    found = [one for one in as_deviations(reading.quantities, reading.text, language).values() if one]
    assert [(one.lo, one.hi, one.shape) for one in found] == [(Decimal(lo), Decimal(hi), "tolerance")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The rated voltage shall be between 220 V and 240 V, and the frequency below 50 Hz."),
        ("en", "The nominal pressure shall be above 2 MPa."),
        ("en", "The temperature shall be 5 °C above and 3 °C below that of the room."),
        ("zh", "额定功率应不低于500 W。"),
        ("zh", "公称尺寸高于100 mm的产品,质量不应低于2 kg。"),
    ],
)
def test_what_lies_above_or_below_is_no_deviation_by_itself(language, text):
    reading = read(text, language)
    assert as_deviations(reading.quantities, reading.text, language) == {}


def test_a_text_of_thousands_of_numbers_costs_nothing():
    text = "The nominal width is above " + " mm, below ".join(str(number) for number in range(3000)) + " mm."
    reading = read(text, "en")
    assert as_deviations(reading.quantities, reading.text, "en") == {}
