"""A material that is prescribed on one side, where the other asks for performance at the same place.

"The base shall be made of ABS" and "the base shall withstand an impact of 0.5 J" share no meaning that an
encoder sees, and are what each document says at that point: they are told together (taxonomy DP), not as one
provision added and one missing.
"""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.lexicon import knows, mentions
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
        other = next(
            (
                place
                for place in near
                if place in theirs
                and theirs[place][1] != is_prescribed
                and _performs(unit if theirs[place][1] else theirs[place][0])
            ),
            None,
        )
        if other is not None:
            found.append((unit, theirs.pop(other)[0]))
    taken = {unit.index for unit, _ in found}
    rest = [unit for unit in mine if unit.index not in taken], [unit for unit, _ in theirs.values()]
    return (*found, *_only_ones(*rest))


def _only_ones(mine: list[Unit], theirs: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The only prescription left on one side, and the only sentence left about a material on the other."""
    for sides in ((mine, theirs), (theirs, mine)):
        named, asked = [unit for unit in sides[0] if prescribes(unit)], [u for u in sides[1] if asks(u)]
        if len(named) == len(asked) == 1:
            yield (named[0], asked[0]) if sides[0] is mine else (asked[0], named[0])


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


def asks(unit: Unit) -> bool:
    """Whether a text says what a material has to do, and names none."""
    return mentions("any-material", unit.text, unit.language) and not any(
        mentions(topic, unit.text, unit.language) for topic in ("material", "material-grade")
    )


def _performs(unit: Unit) -> bool:
    """Whether a text says what something has to bear or keep, or what its material has to do."""
    return mentions("performs", unit.text, unit.language) or asks(unit)


def speaks_of_no_material(unit: Unit) -> bool:
    """Whether a requirement in a language whose words are known names nothing that something is made of."""
    topics = ("made-of", "material", "material-grade", "any-material")
    return (
        knows("made-of", unit.language)
        and any(reading.form.strength >= 3 for reading in unit.readings)
        and not any(mentions(topic, unit.text, unit.language) for topic in topics)
    )


def _places_beside(context: Context) -> list[set[int]]:
    """For each provision of the draft the places of the counterparts of its nearest linked neighbours.

    These are the next linked provisions before and behind it in the same chapter; where nothing of that
    chapter is linked, as of the basic requirements of a Zhejiang Made standard, in the chapters beside it.
    """
    counterpart = {pair.draft[0].index: pair.reference[0].index for pair in context.pairs}
    units = context.alignment.draft
    linked = {units[index].chapter for index in counterpart}
    places: list[set[int]] = [set() for _ in units]
    for order in (range(len(units)), reversed(range(len(units)))):
        chapter, last = None, None
        for index in order:
            if units[index].chapter != chapter:
                chapter = units[index].chapter
                last = None if chapter in linked else last
            if last is not None:
                places[index].add(last)
            last = counterpart.get(index, last)
    return places
