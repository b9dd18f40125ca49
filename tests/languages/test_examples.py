"""Each example in the data files is read as it says."""

from decimal import Decimal

import pytest

from workbench.languages import Reading, available, language, read, read_cell
from workbench.languages._schema import ExampleData, ExampleQuantity
from workbench.languages.model import Limit

EXAMPLES = [(code, example) for code in available() for example in language(code).examples]


@pytest.mark.parametrize(
    ("code", "example"), EXAMPLES, ids=[f"{code}: {example.text}" for code, example in EXAMPLES]
)
def test_example_is_read_as_stated(code: str, example: ExampleData) -> None:
    reading = _read(code, example)
    if example.form is not None:
        assert reading.form == example.form
    if example.low_confidence is not None:
        assert reading.low_confidence == example.low_confidence
    if example.negative is not None:
        assert reading.negative == example.negative
    if example.negated is not None:
        assert bool(reading.negations) == example.negated
    if example.quantities is not None:
        assert len(reading.quantities) == len(example.quantities), reading.quantities
        for found, expected in zip(reading.quantities, example.quantities, strict=True):
            _check(found, expected)


def _read(code: str, example: ExampleData) -> Reading:
    if example.headers is not None:
        return read_cell(example.text, code, example.headers, example.row_header)
    return read(example.text, code, profile=example.profile)


def _check(found: Limit, expected: ExampleQuantity) -> None:
    assert found.lo == (None if expected.lo is None else Decimal(expected.lo))
    assert found.hi == (None if expected.hi is None else Decimal(expected.hi))
    stated = {
        "lo_inc": found.lo_inc,
        "hi_inc": found.hi_inc,
        "unit": found.unit,
        "ucum": found.unit_ucum,
        "shape": found.shape,
        "role": found.role,
        "statistic": found.statistic,
        "characteristic": found.characteristic,
    }
    for name, value in stated.items():
        wanted = getattr(expected, name)
        assert wanted is None or value == wanted, name


@pytest.mark.parametrize("code", available())
def test_each_language_has_examples_of_requirement_recommendation_and_limit(code: str) -> None:
    examples = language(code).examples
    forms = {example.form for example in examples}
    assert {"req+", "req-", "rec+"} <= forms
    assert any(example.quantities for example in examples)
