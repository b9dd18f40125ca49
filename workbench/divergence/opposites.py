"""Pairs of words of which a text says the one or the other: opposites, and quantities that share a unit."""

import re
from dataclasses import dataclass
from functools import cache

from workbench.alignment import PlacedQuantity, Unit
from workbench.divergence.finding import Evidence
from workbench.languages import normalised
from workbench.resources import read_data


@dataclass(frozen=True)
class _Opposite:
    name: str
    one: dict[str, str]
    other: dict[str, str]
    state: bool = False
    units: frozenset[str] = frozenset()
    """The units, in UCUM, in which the quantities of a pair are told; of any where empty."""


@cache
def _opposites(name: str) -> tuple[_Opposite, ...]:
    rows = read_data("workbench.divergence", "data", f"{name}.yaml")
    return tuple(
        _Opposite(
            row["name"], row["one"], row["other"], row.get("state", False), frozenset(row.get("units", ()))
        )
        for row in rows
    )


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def opposites_between(
    draft: Unit,
    reference: Unit,
    name: str = "opposites",
    *,
    states: bool | None = None,
    units: frozenset[str | None] = frozenset(),
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]] | None:
    """Where one text says only the one, the other only the other of two opposites of ``data/<name>.yaml``.

    ``states`` says whether only those count that are states, or only those that are none; ``units`` are those
    of the quantities in question.
    """
    texts = normalised(draft.text), normalised(reference.text)
    for opposite in _opposites(name):
        if states is not None and opposite.state is not states:
            continue
        if opposite.units and not opposite.units >= units:
            continue
        here, there = _side(opposite, draft, texts[0]), _side(opposite, reference, texts[1])
        if here and there and here[0] != there[0]:
            return (here[1],), (there[1],)
    return None


def other_quantity(draft: tuple[Unit, PlacedQuantity], reference: tuple[Unit, PlacedQuantity]) -> bool:
    """Whether two texts speak of quantities that only share a unit: sound power and sound pressure."""
    units = frozenset(quantity.limit.unit_ucum for _, quantity in (draft, reference))
    return opposites_between(draft[0], reference[0], "quantity-kinds", units=units) is not None


def _side(opposite: _Opposite, unit: Unit, text: str) -> tuple[str, Evidence] | None:
    """Which of two opposites a text, made plain, says; nothing where it says both or neither."""
    language = unit.language.split("-")[0].lower()
    said: list[tuple[str, Evidence]] = []
    for side, words in (("one", opposite.one), ("other", opposite.other)):
        match = _compiled(words[language]).search(text) if language in words else None
        if match:
            said.append((side, (unit, *match.span())))
    return said[0] if len(said) == 1 else None
