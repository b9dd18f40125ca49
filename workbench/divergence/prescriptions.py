"""A material that is prescribed on one side, where the other asks for performance at the same place.

"The base shall be made of ABS" and "the base shall withstand an impact of 0.5 J" share no meaning that an
encoder sees, and are what each document says at that point: they are told together (taxonomy DP), not as one
provision added and one missing.
"""

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.lexicon import mentions
from workbench.divergence.methods import is_test
from workbench.sts import ProvisionKind

_NEAR = 2
"""Provisions between those that stand at corresponding places, at most one."""


def prescriptions_apart(context: Context) -> tuple[tuple[Unit, Unit], ...]:
    """Unlinked requirements at corresponding places, of which only one prescribes a material."""
    mine = [unit for unit in context.added if _is_requirement(context, unit)]
    theirs = [unit for unit in context.missing if _is_requirement(context, unit)]
    if not mine or not theirs:
        return ()
    gaps = _Gaps(context)
    found: list[tuple[Unit, Unit]] = []
    taken: set[int] = set()
    for unit in mine:
        for other in theirs:
            if other.index in taken or prescribes(unit) == prescribes(other):
                continue
            if gaps.correspond(unit, other):
                found.append((unit, other))
                taken.add(other.index)
                break
    return tuple(found)


def _is_requirement(context: Context, unit: Unit) -> bool:
    plain = unit.provision.kind in (ProvisionKind.PARAGRAPH, ProvisionKind.LIST_ITEM)
    return (
        plain and context.speaks(unit) and unit.provision.normative and not is_test(unit)
        and any(reading.form.strength >= 3 for reading in unit.readings)
    )  # fmt: skip


def prescribes(unit: Unit) -> bool:
    """Whether a text says of which material, by name or grade, something is made."""
    named = mentions("material", unit.text, unit.language) or mentions(
        "material-grade", unit.text, unit.language
    )
    return named and mentions("made-of", unit.text, unit.language)


class _Gaps:
    """Which unlinked provisions stand at corresponding places: next to the same links."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._place = {pair.draft[0].index: pair.reference[0].index for pair in context.pairs}

    def correspond(self, draft: Unit, reference: Unit) -> bool:
        """Whether ``reference`` stands next to the counterpart of a neighbour of ``draft``."""
        places = (self._next(draft.index, step) for step in (-1, 1))
        return any(place is not None and abs(place - reference.index) <= _NEAR for place in places)

    def _next(self, index: int, step: int) -> int | None:
        """Place of the counterpart of the next linked provision before or behind, in the same chapter."""
        units = self._context.alignment.draft
        chapter = units[index].chapter
        index += step
        while 0 <= index < len(units) and units[index].chapter == chapter:
            if index in self._place:
                return self._place[index]
            index += step
        return None
