"""Pairs of words of which a text says the one or the other: opposites, and quantities that share a unit."""

import re
from dataclasses import dataclass
from functools import cache

from workbench.alignment import PlacedQuantity, Unit
from workbench.divergence.finding import Evidence
from workbench.languages import Span, normalised
from workbench.resources import read_data

Opposition = tuple[tuple[Evidence, ...], tuple[Evidence, ...]]
"""Where the draft says the one and where the reference says the other of two opposites."""


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
    within: tuple[Span, Span] | None = None,
) -> Opposition | None:
    """Where one text says only the one, the other only the other of two opposites of ``data/<name>.yaml``.

    ``states`` says whether only those count that are states, or only those that are none; ``units`` are those
    of the quantities in question; ``within`` the stretches of the two texts that are looked at.
    """
    texts = [normalised(unit.text) for unit in (draft, reference)]
    stretches = within or ((0, len(texts[0])), (0, len(texts[1])))
    for opposite in _opposites(name):
        if states is not None and opposite.state is not states:
            continue
        if opposite.units and not opposite.units >= units:
            continue
        here, there = (
            _side(opposite, unit, text, *stretch)
            for unit, text, stretch in zip((draft, reference), texts, stretches, strict=True)
        )
        if here and there and here[0] != there[0]:
            return (here[1],), (there[1],)
    return None


def other_kinds(draft: Unit, reference: Unit) -> Opposition | None:
    """Where two texts name quantities that only share a unit, whatever unit they state: sound power, sound
    pressure."""
    return opposites_between(draft, reference, "quantity-kinds", units=frozenset({None}))


def other_quantity(draft: tuple[Unit, PlacedQuantity], reference: tuple[Unit, PlacedQuantity]) -> bool:
    """Whether two texts speak of quantities that only share a unit: sound power and sound pressure."""
    units = frozenset(quantity.limit.unit_ucum for _, quantity in (draft, reference))
    return opposites_between(draft[0], reference[0], "quantity-kinds", units=units) is not None


def _side(opposite: _Opposite, unit: Unit, text: str, start: int, end: int) -> tuple[str, Evidence] | None:
    """Which of two opposites a stretch of a text, made plain, says; nothing where it says both or neither."""
    language = unit.language.split("-")[0].lower()
    said: list[tuple[str, Evidence]] = []
    for side, words in (("one", opposite.one), ("other", opposite.other)):
        match = _compiled(words[language]).search(text, start, end) if language in words else None
        if match:
            said.append((side, (unit, *match.span())))
    return said[0] if len(said) == 1 else None
