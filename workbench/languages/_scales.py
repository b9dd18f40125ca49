"""How units convert to base units: what Pint says, kept on file since its registry takes a second to build.

``data/scales.json`` holds this of every expression in ``units.yaml``; a test compares the two. After a change
of units, write it anew with ``python -m workbench.languages._scales``. What is not in it is asked of Pint.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Root:
    """What 0 and 1 of a unit are in base units, and its dimension: ``length^2·mass^1``."""

    zero: Fraction
    one: Fraction
    dimension: str


@cache
def root(expression: str) -> Root:
    """The root units of a Pint expression."""
    return kept().get(expression) or computed(expression)


@cache
def kept() -> dict[str, Root]:
    """What is kept, by Pint expression."""
    source = files("workbench.languages").joinpath("data", "scales.json").read_text(encoding="utf-8")
    return {
        expression: Root(Fraction(zero), Fraction(one), dimension)
        for expression, (zero, one, dimension) in json.loads(source).items()
    }


def computed(expression: str) -> Root:
    """The same by Pint."""
    registry = _registry()
    zero, one = (
        Fraction(registry.Quantity(Fraction(value), expression).to_root_units().magnitude) for value in (0, 1)
    )
    dimensions = registry.parse_units(expression).dimensionality
    text = "·".join(f"{name.strip('[]')}^{power}" for name, power in sorted(dimensions.items()))
    return Root(zero, one, text or "1")


@cache
def _registry() -> Any:
    # Imported on first use: Pint takes a second to build its registry, and reading needs none.
    import pint

    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


def product(factors: list[tuple[str, int]]) -> str:
    """The dimension of a product of powers of dimensions."""
    powers: dict[str, Fraction] = {}
    for dimension, power in factors:
        for part in dimension.split("·") if dimension != "1" else ():
            name, _, own = part.partition("^")
            powers[name] = powers.get(name, Fraction(0)) + Fraction(own) * power
    return "·".join(f"{name}^{power}" for name, power in sorted(powers.items()) if power) or "1"


def as_text(expressions: Iterable[str]) -> str:
    """What Pint says of ``expressions``, as it is kept."""
    found = {expression: computed(expression) for expression in sorted(expressions)}
    rows = {expression: [str(one.zero), str(one.one), one.dimension] for expression, one in found.items()}
    lines = (f"{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in rows.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    from workbench.languages._units import units_data

    Path(str(files("workbench.languages").joinpath("data", "scales.json"))).write_text(
        as_text({unit.pint for unit in units_data().units if unit.pint} | {"dimensionless"}), encoding="utf-8"
    )
