"""A material that is prescribed on one side, where the other asks for performance of the same part.

"The base shall be made of ABS" and "the base shall withstand an impact of 0.5 J" share no meaning that an
encoder sees, and are what each document says at that point or about that part (taxonomy DP).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from workbench.alignment.groups import Group
from workbench.alignment.matching import Units
from workbench.alignment.units import Unit
from workbench.languages.lexicon import knows, mentions
from workbench.sts import ProvisionKind

_RARE = 8
"""Provisions of a document that may name a part and still tell what is about it: not the product itself."""

_LEAST = -0.5
"""Score from which they may be about one thing: of the 42 such pairs of our own cases both that are below it
are wrong, and none of the others."""

_REASON = 0.3
"""What each of place, part and material counts, beside the score of two provisions."""

_NEAR = 2
"""Provisions between those that stand at corresponding places, at most one."""


def prescriptions_apart(
    groups: Sequence[Group], units: Units, score: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Requirements in no group of which only one prescribes a material, about one part or at one place.

    ``score`` is that of a provision of the draft and one of the reference, by their indices.
    """
    taken = [{index for group in groups for index in group.side(side)} for side in (0, 1)]
    left = [
        {unit.index: unit for unit in units[side] if unit.index not in taken[side] and _is_requirement(unit)}
        for side in (0, 1)
    ]
    for found in (_opposed(groups, units, left, score), _only_ones(left)):
        for i, j in found:
            if i in left[0] and j in left[1]:
                del left[0][i], left[1][j]
                yield i, j


Left = Sequence[dict[int, Unit]]
"""The requirements that are left, by their indices, of either side."""


def _opposed(
    groups: Sequence[Group], units: Units, left: Left, score: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """A prescription and a performance, at corresponding places or about one part, the closest first."""
    if not all(left):
        return
    beside = _places_beside(groups, units)
    counts = [Counter(concept for unit in side for concept in unit.concepts) for side in units]
    parts = {concept for concept in counts[0] if max(count[concept] for count in counts) <= _RARE}
    reasons: dict[tuple[int, int], float] = {}
    for i, mine in left[0].items():
        for j, theirs in left[1].items():
            near = any(abs(place - j) <= _NEAR for place in beside[i])
            one_part = bool(mine.concepts & theirs.concepts & parts)
            if (near or one_part) and _are_opposed(mine, theirs) and (value := score(i, j)) >= _LEAST:
                about = asks(mine) or asks(theirs)  # the other speaks of its material too
                reasons[i, j] = value + _REASON * (near + one_part + about)
    yield from sorted(reasons, key=lambda pair: -reasons[pair])


def _only_ones(left: Left) -> Iterator[tuple[int, int]]:
    """The only prescription left on one side, and the only sentence left about a material on the other.

    What is left is looked at when the first is asked for: after what others linked.
    """
    for side in (0, 1):
        named = [index for index, unit in left[side].items() if prescribes(unit)]
        asked = [index for index, unit in left[1 - side].items() if asks(unit)]
        if len(named) == len(asked) == 1:
            yield (named[0], asked[0]) if side == 0 else (asked[0], named[0])


def _are_opposed(mine: Unit, theirs: Unit) -> bool:
    """Whether one prescribes a material and the other says what something has to bear or keep."""
    return any(
        prescribes(one) and not prescribes(other) and _performs(other)
        for one, other in ((mine, theirs), (theirs, mine))
    )


def _is_requirement(unit: Unit) -> bool:
    plain = unit.provision.kind in (ProvisionKind.PARAGRAPH, ProvisionKind.LIST_ITEM)
    return (
        plain and unit.speaks and unit.provision.normative and not unit.is_test
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


def _places_beside(groups: Sequence[Group], units: Units) -> list[set[int]]:
    """For each provision of the draft the places of the counterparts of its nearest linked neighbours.

    These are the next linked provisions before and behind it in the same chapter; where nothing of that
    chapter is linked, as of the basic requirements of a Zhejiang Made standard, in the chapters beside it.
    """
    counterpart = {group.draft[0]: group.reference[0] for group in groups}
    draft = units[0]
    linked = {draft[index].chapter for index in counterpart}
    places: list[set[int]] = [set() for _ in draft]
    for order in (range(len(draft)), reversed(range(len(draft)))):
        chapter, last = None, None
        for index in order:
            if draft[index].chapter != chapter:
                chapter = draft[index].chapter
                last = None if chapter in linked else last
            if last is not None:
                places[index].add(last)
            last = counterpart.get(index, last)
    return places
