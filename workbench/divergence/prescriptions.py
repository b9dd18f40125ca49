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
    theirs = {
        unit.index: (unit, prescribes(unit)) for unit in context.missing if _is_requirement(context, unit)
    }
    if not mine or not theirs:
        return ()
    beside = _places_beside(context)
    found: list[tuple[Unit, Unit]] = []
    for unit in mine:
        near = sorted({place + step for place in beside[unit.index] for step in range(-_NEAR, _NEAR + 1)})
        is_prescribed = prescribes(unit)
        other = next((place for place in near if place in theirs and theirs[place][1] != is_prescribed), None)
        if other is not None:
            found.append((unit, theirs.pop(other)[0]))
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


def _places_beside(context: Context) -> list[set[int]]:
    """For each provision of the draft the places of the counterparts of its nearest linked neighbours.

    These are the next linked provisions before and behind it in the same chapter.
    """
    counterpart = {pair.draft[0].index: pair.reference[0].index for pair in context.pairs}
    units = context.alignment.draft
    places: list[set[int]] = [set() for _ in units]
    for order in (range(len(units)), reversed(range(len(units)))):
        chapter, last = None, None
        for index in order:
            if units[index].chapter != chapter:
                chapter, last = units[index].chapter, None
            if last is not None:
                places[index].add(last)
            last = counterpart.get(index, last)
    return places
