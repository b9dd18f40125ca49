"""From scores to links: one-to-one first, then groups, then what moved.

Neither step assumes that both documents have the same order: the assignment is global, and the structure
(neighbours, clauses, lists, citations) only lends support to pairs whose surroundings correspond too.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment

from workbench.alignment.scoring import Matrix
from workbench.alignment.units import Unit, leads

ANCHOR = 0.50
"""Score from which a pair lends support to its surroundings."""

LEAD = 0.65
"""Score of the lead-in sentences of two lists from which their items support each other."""

THRESHOLD = 0.38
"""Score, surroundings included, below which a pair is no link."""

LONELY, AHEAD, MEANT = 0.15, 0.10, 0.10
"""For a pair below the threshold: least score, how far it is ahead of all others, and its meaning alone."""

SUPPORT = {"neighbours": 0.12, "clauses": 0.20, "lists": 1.0, "citations": 0.45}
"""Weight of each kind of support. Origin: set by hand on the shared cases."""

_APART = frozenset({"foreword", "adoption-record"})
"""Clauses that speak about their own document: they have no counterpart in the document of another body."""


def apart(draft: Sequence[Unit], reference: Sequence[Unit], *, same_document: bool) -> Matrix:
    """-1 for pairs that cannot correspond since one side speaks about its own document only."""
    sides = [
        np.array([_role(unit) in _APART and not same_document for unit in units], dtype=bool)
        for units in (draft, reference)
    ]
    return np.where(sides[0][:, None] | sides[1][None, :], -1, 0).astype(np.float32)


def _role(unit: Unit) -> str:
    clause = unit.provision.clause
    return next((part.role for part in clause.path if part.role), "") if clause else ""


def support(draft: Sequence[Unit], reference: Sequence[Unit], base: Matrix) -> dict[str, Matrix]:
    """What the surroundings of each pair say for or against it, weighted, by kind of surroundings."""
    lists = SUPPORT["lists"] * _lists(draft, reference, base)
    anchors = assign(base + lists, ANCHOR)
    return {
        "neighbours": SUPPORT["neighbours"] * _neighbours(base),
        "clauses": SUPPORT["clauses"] * _clauses(draft, reference, anchors),
        "lists": lists,
    }


def _neighbours(base: Matrix) -> Matrix:
    """Mean score of the pairs before and after, 0 to 1."""
    clipped = np.clip(base, 0, 1)
    result = np.zeros_like(clipped)
    result[1:, 1:] += clipped[:-1, :-1] / 2
    result[:-1, :-1] += clipped[1:, 1:] / 2
    return result


def _clauses(draft: Sequence[Unit], reference: Sequence[Unit], anchors: Sequence[tuple[int, int]]) -> Matrix:
    """Share of the other anchors of either clause that join the two clauses, 0 to 1."""
    result = np.zeros((len(draft), len(reference)), dtype=np.float32)
    keys = [[_clause_key(unit) for unit in units] for units in (draft, reference)]
    joined = Counter((keys[0][i], keys[1][j]) for i, j in anchors)
    of_draft, of_reference = Counter(keys[0][i] for i, _ in anchors), Counter(keys[1][j] for _, j in anchors)
    members: list[dict[object, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, found in zip(keys, members, strict=True):
        for index, key in enumerate(side):
            found[key].append(index)
    for (mine, theirs), count in joined.items():
        share = count / max(1, min(of_draft[mine], of_reference[theirs]))
        result[np.ix_(members[0][mine], members[1][theirs])] = share
    for i, j in anchors:  # an anchor does not support itself
        mine, theirs = keys[0][i], keys[1][j]
        others = min(of_draft[mine], of_reference[theirs]) - 1
        result[i, j] = (joined[mine, theirs] - 1) / others if others else 0
    return result


def _clause_key(unit: Unit) -> object:
    return unit.provision.clause.element if unit.provision.clause else None


def _lists(draft: Sequence[Unit], reference: Sequence[Unit], base: Matrix) -> Matrix:
    """For two lead-in sentences what their items say, then for two items what their lead-ins say.

    From -1 (other lists) to 0.2 (the same list).
    """
    result = np.zeros_like(base)
    introduced = [leads(units) for units in (draft, reference)]
    items: list[dict[int, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, found in zip(introduced, items, strict=True):
        for item, lead in side.items():
            found[lead].append(item)
    for mine, inside in items[0].items():
        for theirs, other_inside in items[1].items():
            pairs = assign(base[np.ix_(inside, other_inside)], 0.0)
            agreement = sum(base[inside[i], other_inside[j]] for i, j in pairs)
            result[mine, theirs] = _bounded(agreement / min(len(inside), len(other_inside)))
            lead = base[mine, theirs] + result[mine, theirs]
            result[np.ix_(inside, other_inside)] = _bounded(lead)
    return result


def _bounded(score: float) -> float:
    return float(np.clip(score - LEAD, -1, 0.2))


def citations(draft: Sequence[Unit], reference: Sequence[Unit], anchors: Sequence[tuple[int, int]]) -> Matrix:
    """Support for two entries of reference lists: the given corresponding provisions cite them."""
    result = np.zeros((len(draft), len(reference)), dtype=np.float32)
    entries = [_entries(units) for units in (draft, reference)]
    for i, j in anchors:
        if draft[i].group == "reference" or len(draft[i].designations) != len(reference[j].designations):
            continue
        for mine, theirs in zip(draft[i].designations, reference[j].designations, strict=True):
            rows = [row for row, names in entries[0].items() if mine.undated in names]
            columns = [column for column, names in entries[1].items() if theirs.undated in names]
            result[np.ix_(rows, columns)] = SUPPORT["citations"]
    return result


def _entries(units: Sequence[Unit]) -> dict[int, set[str]]:
    """The entries of the lists of references and what each is called, undated."""
    return {
        unit.index: {designation.undated for designation in unit.designations[:1]}
        for unit in units
        if unit.group == "reference"
    }


def assign(score: Matrix, threshold: float) -> list[tuple[int, int]]:
    """The one-to-one pairs of the largest sum of scores, those below ``threshold`` left out."""
    if not score.size:
        return []
    rows, columns = linear_sum_assignment(-np.maximum(score, threshold))
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if score[i, j] >= threshold]


def add_lonely(
    pairs: Sequence[tuple[int, int]],
    draft: Sequence[Unit],
    reference: Sequence[Unit],
    total: Matrix,
    meaning: Matrix,
) -> list[tuple[int, int]]:
    """``pairs`` and those of free units that score less, but clearly better than with anything else.

    A short sentence in a clause of its own has no surroundings that could support it; its meaning has to.
    """
    result = list(pairs)
    taken = [{i for i, _ in pairs}, {j for _, j in pairs}]
    for i, j in assign(total, LONELY):
        if i in taken[0] or j in taken[1] or draft[i].group != "text" or reference[j].group != "text":
            continue
        if meaning[i, j] < MEANT:
            continue
        others = np.concatenate([np.delete(total[i], j), np.delete(total[:, j], i)])
        if not others.size or total[i, j] - others.max() >= AHEAD:
            result.append((i, j))
    return sorted(result)


Joint = Callable[[Sequence[int], Sequence[int]], float]
"""Cosine of the joined texts of some units of the draft and some of the reference."""

GAIN = 0.012
"""How much the joined text of a group has to be closer to the other side than the text without a unit."""

JOIN = 0.18
"""Score that a unit has to have with the other side of a group in order to join it."""

TOGETHER = 0.85
"""Share of the usual cosine of a pair that three units have to reach in order to be a group."""

TRIPLE_GAIN = 0.05
"""How much two neighbours have to be closer to a third unit together than either is alone."""

REACH = 2
"""How many provisions a unit may stand away from the group that it joins."""


@dataclass
class Group:
    """Units that correspond, in document order on each side."""

    draft: list[int]
    reference: list[int]


def grow(
    pairs: Sequence[tuple[int, int]],
    draft: Sequence[Unit],
    reference: Sequence[Unit],
    total: Matrix,
    joint: Joint,
) -> list[Group]:
    """Groups of one unit and several: a unit without counterpart joins the group that needs it.

    It joins where the joined texts are closer to the other side than without it: the other side says what
    both say together. A group never grows on both sides.
    """
    groups = [Group([i], [j]) for i, j in pairs]
    free = [
        sorted(set(range(len(units))) - taken)
        for units, taken in ((draft, {i for i, _ in pairs}), (reference, {j for _, j in pairs}))
    ]
    offers = [
        offer
        for side, units in enumerate((draft, reference))
        for unit in free[side]
        for offer in _offers(unit, side, groups, units, (draft, reference), total, joint)
    ]
    joined: list[set[int]] = [set(), set()]
    for _, unit, side, group in sorted(offers, key=lambda offer: -offer[0]):
        mine, other = (group.draft, group.reference) if side == 0 else (group.reference, group.draft)
        if unit not in joined[side] and len(other) == 1:
            mine.append(unit)
            mine.sort()
            joined[side].add(unit)
    left = [sorted(set(free[side]) - joined[side]) for side in (0, 1)]
    usual = float(np.median([joint([i], [j]) for i, j in pairs])) if pairs else 1.0
    return groups + list(_triples(left, (draft, reference), total, joint, usual))


def _triples(
    left: Sequence[Sequence[int]],
    both: tuple[Sequence[Unit], Sequence[Unit]],
    total: Matrix,
    joint: Joint,
    usual: float,
) -> Iterator[Group]:
    """One free unit of either side and two free neighbours of the other that say the same together."""
    taken: list[set[int]] = [set(), set()]
    for side in (0, 1):
        neighbours = [
            (a, b)
            for a, b in pairwise(left[1 - side])
            if b == a + 1 and both[1 - side][a].group == both[1 - side][b].group == "text"
        ]
        for unit in left[side]:
            if both[side][unit].group != "text":
                continue
            for pair in neighbours:
                if unit in taken[side] or not taken[1 - side].isdisjoint(pair):
                    continue
                scores = [total[unit, other] if side == 0 else total[other, unit] for other in pair]
                if min(scores) < JOIN:
                    continue
                group = Group([unit], list(pair)) if side == 0 else Group(list(pair), [unit])
                together = joint(group.draft, group.reference)
                apart = max(joint([i], [j]) for i in group.draft for j in group.reference)
                if together >= TOGETHER * usual and together - apart >= TRIPLE_GAIN:
                    taken[side].add(unit)
                    taken[1 - side].update(pair)
                    yield group


def _offers(
    unit: int,
    side: int,
    groups: Sequence[Group],
    units: Sequence[Unit],
    both: tuple[Sequence[Unit], Sequence[Unit]],
    total: Matrix,
    joint: Joint,
) -> Iterator[tuple[float, int, int, Group]]:
    """The groups that ``unit`` could join, with the gain."""
    for group in groups:
        mine, other = (group.draft, group.reference) if side == 0 else (group.reference, group.draft)
        if abs(mine[0] - unit) > REACH or units[unit].group != "text":
            continue
        if units[mine[0]].group != "text" or both[1 - side][other[0]].group != "text":
            continue
        score = total[unit, other[0]] if side == 0 else total[other[0], unit]
        if score < JOIN:
            continue
        larger = sorted((mine[0], unit))
        if side == 0:
            gain = joint(larger, other) - joint(mine, other)
        else:
            gain = joint(other, larger) - joint(other, mine)
        if gain >= GAIN:
            yield gain, unit, side, group


def moved(groups: Sequence[Group], draft: Sequence[Unit], reference: Sequence[Unit]) -> list[bool]:
    """For each group whether its provisions stand in another chapter than their neighbours' counterparts.

    A chapter's counterpart is the one that most of its links lead to. Order inside a chapter is free.
    """
    chapters = [
        (_chapter(draft[group.draft[0]]), _chapter(reference[group.reference[0]])) for group in groups
    ]
    counts = Counter(chapters)
    best_of_draft: dict[object, int] = defaultdict(int)
    best_of_reference: dict[object, int] = defaultdict(int)
    for (mine, theirs), count in counts.items():
        best_of_draft[mine] = max(best_of_draft[mine], count)
        best_of_reference[theirs] = max(best_of_reference[theirs], count)
    return [
        (counts[pair] < best_of_draft[pair[0]] and counts[pair] < best_of_reference[pair[1]])
        or (counts[pair] == 1 and counts[pair] < max(best_of_draft[pair[0]], best_of_reference[pair[1]]))
        for pair in chapters
    ]


def _chapter(unit: Unit) -> object:
    return unit.chapter.element if unit.chapter else None
