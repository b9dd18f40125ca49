"""A material that is prescribed on one side, where the other asks for performance of the same part.

"The base shall be made of ABS" and "the base shall withstand an impact of 0.5 J" share no meaning that an
encoder sees, and are what each document says at that point or about that part (taxonomy DP).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.alignment.groups import Group
from workbench.alignment.matching import Units
from workbench.alignment.neighbours import Matrix
from workbench.alignment.units import Unit
from workbench.languages import Form
from workbench.languages.lexicon import knows, mentions
from workbench.sts import ProvisionKind

CONSTANT = -5.90
WEIGHTS = {
    "score": 1.40,
    "ahead": 3.89,
    "subject": 3.69,
    "subject-ahead": 4.89,
    "next": 0.69,
    "near": 1.30,
    "part": 1.16,
    "one-prescribes": 1.53,
    "other-performs": 2.83,
    "only-ones": 4.33,
    "one-measures": 0.86,
    "held": -5.36,
}
"""What each sign weighs, in the order in which :func:`evidence` gives them.

Origin: fitted to the cases with an expert's answer by `benchmarks/weights.py`.
"""

LIKELY = -0.5
"""From which they are taken for one thing: both stand alone otherwise, and are told as two differences."""

SURER = 0.5
"""The same where one of both is taken out of another link."""

LOOSE = 0.5
"""Score below which a link does not keep its provisions from being looked at."""

_NEXT, _NEAR = 1, 2
"""Provisions between those that stand at corresponding places, at most."""

_RARE = 8
"""Provisions of a document that may name a part and still tell what is about it: not the product itself."""

_NO_RIVAL = -1.0
"""Score of the rival of a pair whose provisions are the only ones left."""

_SCORES, _AHEAD = (-0.8, 0.6), (-0.5, 0.5)
"""Between which a score, and the lead of one, say more the higher they are."""

_MOST = 40_000
"""Pairs of two documents of which more than these is left have little in common, and are not looked at."""


Alike = Callable[[Sequence[str], Sequence[str]], Matrix]
"""Cosines of some texts of the draft and some of the reference."""


@dataclass(frozen=True)
class Left:
    """The requirements that are left, of the draft and of the reference, or held by a link that is loose.

    ``scores`` of each pair, and ``subjects``, how alike what both are about is, are of shape (draft,
    reference). ``beside`` are the places of the counterparts of the neighbours of each requirement of the
    draft, ``parts`` the concepts that tell what a requirement is about, ``held`` the scores of the links
    that hold them, nothing of what is free.
    """

    units: tuple[Sequence[Unit], Sequence[Unit]]
    scores: Matrix
    subjects: Matrix
    beside: Sequence[set[int]]
    parts: frozenset[str]
    held: tuple[Sequence[float | None], Sequence[float | None]]


def prescriptions_apart(
    groups: Sequence[Group],
    units: Units,
    score: Callable[[Sequence[int], Sequence[int]], Matrix],
    alike: Alike,
) -> Iterator[tuple[int, int]]:
    """Requirements of which one says what something is made of, and the other what it has to do.

    The likeliest come first. Both are in no group, or in one that hardly holds them: its score is low.

    ``score`` gives those of provisions of the draft and of the reference, by their indices, as a matrix.
    """
    held = _holding(groups, score)
    indices = [[unit.index for unit in units[side] if _may_be_left(unit, held[side])] for side in (0, 1)]
    if len(indices[0]) * len(indices[1]) > _MOST:
        indices = [[index for index in indices[side] if index not in held[side]] for side in (0, 1)]
    if not all(indices) or len(indices[0]) * len(indices[1]) > _MOST:
        return
    own = [units[0][index] for index in indices[0]], [units[1][index] for index in indices[1]]
    if not any(_is_made(unit) for side in own for unit in side):
        return  # before what they are about is encoded
    counts = [Counter(concept for unit in side for concept in unit.concepts) for side in units]
    left = Left(
        units=own,
        scores=score(*indices),
        subjects=alike(*([unit.subject for unit in side] for side in own)),
        beside=_places_beside(groups, units),
        parts=frozenset(name for name in counts[0] if max(count[name] for count in counts) <= _RARE),
        held=([held[0].get(index) for index in indices[0]], [held[1].get(index) for index in indices[1]]),
    )
    likely = likelihoods(left)
    seen: list[set[int]] = [set(), set()]
    for place in np.argsort(-likely, axis=None, kind="stable"):
        i, j = (int(index) for index in np.unravel_index(place, likely.shape))
        if likely[i, j] < LIKELY:
            return
        is_held = left.held[0][i] is not None or left.held[1][j] is not None
        if i not in seen[0] and j not in seen[1] and not (is_held and likely[i, j] < SURER):
            seen[0].add(i)
            seen[1].add(j)
            yield indices[0][i], indices[1][j]


def _holding(
    groups: Sequence[Group], score: Callable[[Sequence[int], Sequence[int]], Matrix]
) -> tuple[dict[int, float], dict[int, float]]:
    """For each provision of either side that is in a group, the best score that it has there."""
    held: tuple[dict[int, float], dict[int, float]] = {}, {}
    for group in groups:
        values = score(group.draft, group.reference)
        held[0].update(zip(group.draft, (float(value) for value in values.max(axis=1)), strict=True))
        held[1].update(zip(group.reference, (float(value) for value in values.max(axis=0)), strict=True))
    return held


def likelihoods(left: Left) -> Matrix:
    """How likely each pair of what is left is about one thing, from 0 on more likely than not.

    Of shape (draft, reference); as unlikely as can be for those that :func:`may_be_apart` leaves out.
    """
    weighed = evidence(left) @ np.array(list(WEIGHTS.values())) + CONSTANT
    return np.where(may_be_apart(left), weighed, -np.inf).astype(np.float32)


def may_be_apart(left: Left) -> NDArray[np.bool_]:
    """For each pair whether either says of what, or how, something is made; of what is not free one says
    of what it is made and the other what it has to do.
    """
    made = _of_both(left, _is_made)
    fixes, performs = _of_both(left, _fixes), _of_both(left, only_performs)
    free = _free(left)
    is_apart = (fixes[0] & performs[1]) | (performs[0] & fixes[1])
    return (made[0] | made[1]) & ((free[0] & free[1]) | is_apart)


def _free(left: Left) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    mine, theirs = (np.array([one is None for one in side], dtype=bool) for side in left.held)
    return mine[:, None], theirs[None, :]


def evidence(left: Left) -> Matrix:
    """What speaks for each pair: shape (draft, reference, signs)."""
    names, performs, asked, measures = (
        _of_both(left, told) for told in (_fixes, _performs, asks, lambda unit: bool(unit.values))
    )
    is_made = _of_both(left, _is_made)
    free = _free(left)
    # Which of both is the one that prescribes, or may.
    is_draft = names[0] | (is_made[0] & ~names[1])
    only = [name & here & ((name & here).sum() == 1) for name, here in zip(names, free, strict=True)]
    only_asked = [one & here & ((one & here).sum() == 1) for one, here in zip(asked, free, strict=True)]
    mine, theirs = left.units
    distance = np.array(
        [
            [min((abs(place - b.index) for place in left.beside[a.index]), default=_NEAR + 1) for b in theirs]
            for a in mine
        ]
    )
    held = [np.array([max(one or 0.0, 0.0) for one in side], dtype=np.float32) for side in left.held]
    signs = (
        np.clip(left.scores, *_SCORES),
        np.clip(left.scores - _rivals(left.scores), *_AHEAD),
        left.subjects,
        np.clip(left.subjects - _rivals(left.subjects), *_AHEAD),
        distance <= _NEXT,
        distance <= _NEAR,
        np.array([[bool(a.concepts & b.concepts & left.parts) for b in theirs] for a in mine]),
        names[0] != names[1],
        np.where(is_draft, performs[1], performs[0]),
        np.where(is_draft, only[0] & only_asked[1], only[1] & only_asked[0]),
        measures[0] != measures[1],
        np.maximum(held[0][:, None], held[1][None, :]),
    )
    return np.stack(signs, axis=-1).astype(np.float32)


def _of_both(left: Left, told: Callable[[Unit], bool]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What holds of the provisions of the draft, as a column, and of those of the reference, as a row."""
    mine, theirs = (np.array([told(unit) for unit in side], dtype=bool) for side in left.units)
    return mine[:, None], theirs[None, :]


def _rivals(scores: Matrix) -> Matrix:
    """For each pair the best score of another pair with one of both."""
    result = np.full(scores.shape, _NO_RIVAL, dtype=np.float32)
    for axis in (0, 1):
        if scores.shape[axis] > 1:
            second, best = np.moveaxis(np.partition(scores, -2, axis=axis), axis, 0)[-2:]
            second, best = (np.expand_dims(one, axis) for one in (second, best))
            result = np.maximum(result, np.where(scores == best, second, best))
    return result


def _may_be_left(unit: Unit, held: Mapping[int, float]) -> bool:
    """Whether a provision is a requirement that nothing holds, or what is held says of a material or part."""
    if not _is_requirement(unit):
        return False
    return unit.index not in held or (held[unit.index] < LOOSE and (_fixes(unit) or only_performs(unit)))


def _is_requirement(unit: Unit) -> bool:
    plain = unit.provision.kind in (ProvisionKind.PARAGRAPH, ProvisionKind.LIST_ITEM)
    return (
        plain and unit.speaks and unit.provision.normative and not unit.is_test
        and any(reading.form.strength >= 3 for reading in unit.readings)
    )  # fmt: skip


def _is_made(unit: Unit) -> bool:
    """Whether a text says of what, or how, something is made."""
    return mentions("made-of", unit.text, unit.language)


def prescribes(unit: Unit) -> bool:
    """Whether a text says of which material, by name or grade, something is made."""
    is_named = any(mentions(topic, unit.text, unit.language) for topic in ("material", "material-grade"))
    return is_named and _is_made(unit)


def asks(unit: Unit) -> bool:
    """Whether a text says what a material has to do, and names none, or only its kind."""
    if mentions("material-grade", unit.text, unit.language):
        return False
    return mentions("open-material", unit.text, unit.language) or (
        mentions("any-material", unit.text, unit.language)
        and not mentions("material", unit.text, unit.language)
    )


def _fixes(unit: Unit) -> bool:
    """Whether a text says of which material something is made, and leaves no other open."""
    return prescribes(unit) and not asks(unit)


def _performs(unit: Unit) -> bool:
    """Whether a text says what something has to bear, keep or not do, or what its material has to do."""
    return (
        mentions("performs", unit.text, unit.language)
        or asks(unit)
        or any(reading.form is Form.PROHIBITION for reading in unit.readings)
    )


def only_performs(unit: Unit) -> bool:
    """Whether a text says what something has to bear, keep or not do, and not of what it is made."""
    return _performs(unit) and not _is_made(unit)


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
