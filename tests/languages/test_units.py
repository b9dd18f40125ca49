"""Units as product standards spell them, in symbols, in words and as people type them."""

import pint
import pytest

from workbench.languages import read, to_base
from workbench.languages._scales import computed, kept, product, root
from workbench.languages._units import units_data

ENERGY, CHARGE = "length^2·mass^1·time^-2", "current^1·time^1"


@pytest.mark.parametrize(
    ("language", "spelling", "ucum"),
    [
        ("en", "kWh", "kW.h"),
        ("fr", "Wh", "W.h"),
        ("ru", "кВт·ч", "kW.h"),
        ("ru", "киловатт-часов", "kW.h"),
        ("ar", "كيلوواط ساعة", "kW.h"),
        ("zh", "千瓦时", "kW.h"),
        ("id", "mAh", "mA.h"),
        ("zh", "毫安时", "mA.h"),
        ("ru", "А·ч", "A.h"),
        ("ar", "أمبير ساعة", "A.h"),
        ("en", "Nm", "N.m"),
        ("fr", "newtons-mètres", "N.m"),
        ("ru", "мм рт. ст.", "mm[Hg]"),
        ("en", "mm H2O", "mm[H2O]"),
        ("en", "dtex", "dtex"),
        ("ru", "ммоль/л", "mmol/L"),
        ("en", "kcal", "kcal"),
        ("zh", "Mpa", "MPa"),
        ("zh", "KPa", "kPa"),
        ("zh", "Kg", "kg"),
        ("zh", "㎡", "m2"),
        ("es", "vatios", "W"),
        ("es", "grados Celsius", "Cel"),
        ("fr", "tr/min", "1/min"),
        ("fr", "ampères", "A"),
        ("vi", "kilôgam", "kg"),
        ("vi", "vôn", "V"),
        ("id", "derajat Celsius", "Cel"),
        ("id", "sentimeter persegi", "cm2"),
        ("ar", "لتر في الدقيقة", "L/min"),
        ("ar", "أجزاء في المليون", "[ppm]"),
        ("ar", "بار في الثانية", "bar/s"),
        ("ru", "кв. м", "m2"),
        ("en", "CFU/100 mL", "{CFU}/100/mL"),
        ("en", "kWh/24 h", "kW.h/24/h"),
        ("en", "mL/100 g", "mL/100/g"),
        ("en", "W/m·K", "W/m/K"),
        ("ar", "واط/م·كلفن", "W/m/K"),
    ],
)
def test_unit(language, spelling, ucum):
    (quantity,) = read(f"5 {spelling}", language).quantities
    assert (quantity.unit, quantity.unit_ucum) == (spelling, ucum)


@pytest.mark.parametrize(
    ("language", "text", "value", "dimension"),
    [
        ("en", "1 kWh", 3_600_000_000, ENERGY),  # in grams
        ("zh", "1 千瓦时", 3_600_000_000, ENERGY),
        ("en", "1 mAh", 3.6, CHARGE),
        ("fr", "10 dtex", 0.001, "length^-1·mass^1"),
    ],
)
def test_converted_unit(language, text, value, dimension):
    (quantity,) = read(text, language).quantities
    base = to_base(quantity)
    assert (float(base[0]), base[2]) == (value, dimension)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "не более 0,3 см³/мин.", "см³/мин"),  # the full stop ends the sentence
        ("en", "The current is 5 A hours later.", "A"),
        ("en", "measured between 30 s and 2 min after switching on", "s"),  # the smaller unit of a range
    ],
)
def test_where_a_unit_ends(language, text, expected):
    assert [quantity.unit for quantity in read(text, language).quantities] == [expected]


def test_what_is_kept_is_what_pint_says():
    expressions = {unit.pint for unit in units_data().units if unit.pint} | {"dimensionless"}
    assert kept() == {expression: computed(expression) for expression in expressions}, (
        "run python -m workbench.languages._scales"
    )


@pytest.mark.parametrize(
    "parts",
    [
        [("watt", 1), ("meter", -2), ("kelvin", -1)],
        [("newton", 1), ("millimeter", -2)],
        [("newton", 1), ("joule", -1), ("meter", 1)],
        [("mole", 1), ("liter", -1)],
    ],
)
def test_dimension_of_a_product_is_that_of_pint(parts):
    registry = pint.UnitRegistry()
    whole = registry.parse_units(" * ".join(f"({name})**{power}" for name, power in parts))
    expected = "·".join(f"{name.strip('[]')}^{power}" for name, power in sorted(whole.dimensionality.items()))
    assert product([(root(name).dimension, power) for name, power in parts]) == (expected or "1")
