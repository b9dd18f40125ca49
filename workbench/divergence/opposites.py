"""Pairs of words of which a text says the one or the other: opposites, and quantities that share a unit."""

import re
from dataclasses import dataclass
from functools import cache

from workbench.alignment import Unit
from workbench.divergence.finding import Evidence
from workbench.languages import normalised
from workbench.resources import read_data


@dataclass(frozen=True)
class _Opposite:
    name: str
    one: dict[str, str]
    other: dict[str, str]
    state: bool = False


@cache
def _opposites(name: str) -> tuple[_Opposite, ...]:
    rows = read_data("workbench.divergence", "data", f"{name}.yaml")
    return tuple(_Opposite(row["name"], row["one"], row["other"], row.get("state", False)) for row in rows)


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def opposites_between(
    draft: Unit, reference: Unit, name: str = "opposites", *, states: bool | None = None
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]] | None:
    """Where one text says only the one, the other only the other of two opposites of ``data/<name>.yaml``.

    ``states`` says whether only those count that are states, or only those that are none.
    """
    texts = normalised(draft.text), normalised(reference.text)
    for opposite in _opposites(name):
        if states is not None and opposite.state is not states:
            continue
        here, there = _side(opposite, draft, texts[0]), _side(opposite, reference, texts[1])
        if here and there and here[0] != there[0]:
            return (here[1],), (there[1],)
    return None


def other_quantity(draft: Unit, reference: Unit) -> bool:
    """Whether two texts speak of quantities that only share a unit: sound power and sound pressure."""
    return opposites_between(draft, reference, "quantity-kinds") is not None


def _side(opposite: _Opposite, unit: Unit, text: str) -> tuple[str, Evidence] | None:
    """Which of two opposites a text, made plain, says; nothing where it says both or neither."""
    language = unit.language.split("-")[0].lower()
    said: list[tuple[str, Evidence]] = []
    for side, words in (("one", opposite.one), ("other", opposite.other)):
        match = _compiled(words[language]).search(text) if language in words else None
        if match:
            said.append((side, (unit, *match.span())))
    return said[0] if len(said) == 1 else None
