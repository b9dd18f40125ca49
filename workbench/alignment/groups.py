"""Links of one provision and several: what a document divides or joins."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from workbench.alignment.joining import SAMPLE, Offer, Similar, chances, may_join
from workbench.alignment.matching import Units, value_at
from workbench.alignment.neighbours import Matrix
from workbench.alignment.pairs import Pairs
from workbench.alignment.units import leads

Joint = Callable[[Sequence[tuple[Sequence[int], Sequence[int]]]], Matrix]
"""Cosines of the joined texts of some units of either side, for many such groups at a time."""

JOIN = 0.18
"""Score that each of two neighbours has to have with a third unit that may say what both say together."""

LIKELY = 0.5
"""How likely a unit has to belong to a link in order to join it."""

HOPELESS = -0.4
"""Score with the other side of a link below which a unit is not looked at."""

SEVERAL = 2
"""Parts of a list that went into one sentence, from which its other items may have gone there too."""

TOGETHER = 0.85
"""Share of the usual cosine of a pair that three units have to reach in order to be a group."""

TRIPLE_GAIN = 0.05
"""How much two neighbours have to be closer to a third unit together than either is alone."""

REACH = 2
"""How many provisions a unit may stand away from the link that it joins."""


@dataclass
class Group:
    """Units that correspond, in document order on each side."""

    draft: list[int]
    reference: list[int]

    def side(self, side: int) -> list[int]:
        """The units of one side: 0 the draft, 1 the reference."""
        return self.reference if side else self.draft


def grow(
    linked: Sequence[tuple[int, int]], pairs: Pairs, units: Units, total: Matrix, similar: Similar
) -> list[Group]:
    """Groups of one unit and several: a unit without counterpart joins the link beside it that says it too.

    Which does is told by :mod:`workbench.alignment.joining`, the likeliest first. The lead-in of a list
    follows its items, and items their list. A group never grows on both sides.
    """
    groups = [Group([i], [j]) for i, j in linked]
    taken = {i for i, _ in linked}, {j for _, j in linked}
    free = [sorted(set(range(count)) - own) for count, own in zip(pairs.shape, taken, strict=True)]
    found = [
        (unit, side, group, offer)
        for side in (0, 1)
        for unit, group, offer in _offers(free[side], side, groups, pairs, units, total)
    ]
    likely = chances([offer for *_, offer in found], [(units[0][i], units[1][j]) for i, j in linked], similar)
    joined: list[set[int]] = [set(), set()]
    for place in np.argsort(-likely, kind="stable"):
        unit, side, group, _ = found[int(place)]
        if likely[place] >= LIKELY and unit not in joined[side] and len(group.side(1 - side)) == 1:
            group.side(side).append(unit)
            group.side(side).sort()
            joined[side].add(unit)
    left = [sorted(set(free[side]) - joined[side]) for side in (0, 1)]
    for side in (0, 1):
        left[side] = _without_leads(left[side], side, groups, units)
        left[side] = _without_items(left[side], side, groups, units)
    joint = _joint(units, similar)
    some = linked[:: max(1, len(linked) // SAMPLE)]
    usual = float(np.median(joint([([i], [j]) for i, j in some]))) if linked else 1.0
    return groups + list(_triples(left, pairs, units, total, joint, usual))


def _without_leads(left: Sequence[int], side: int, groups: Sequence[Group], units: Units) -> list[int]:
    """The units that stay alone after the lead-in of a list went where all its items went.

    "Type tests shall be carried out:" and three items have become one sentence: it says the lead-in too.
    """
    lists: dict[int, list[int]] = defaultdict(list)
    for item, lead in leads(units[side]).items():
        lists[lead].append(item)
    alone = []
    for unit in left:
        items = lists.get(unit, [])
        home = next((g for g in groups if len(items) > 1 and set(items) <= set(g.side(side))), None)
        if home is None or len(home.side(1 - side)) > 1:
            alone.append(unit)
        else:
            home.side(side).append(unit)
            home.side(side).sort()
    return alone


def _without_items(left: Sequence[int], side: int, groups: Sequence[Group], units: Units) -> list[int]:
    """The units that stay alone after items went where their list went, if that names what they name.

    "The plate shall state the maker, the model, the rated voltage and power" is a list of four items.
    """
    lead_of = leads(units[side])
    alone = []
    for unit in left:
        lead = lead_of.get(unit)
        home = next((g for g in groups if lead is not None and _is_home(g, lead, side, lead_of)), None)
        named = units[side][unit].concepts
        shared = named & units[1 - side][home.side(1 - side)[0]].concepts if home else frozenset()
        if home is None or not shared or len(shared) < min(SEVERAL, len(named) / 2):
            alone.append(unit)
        else:
            home.side(side).append(unit)
            home.side(side).sort()
    return alone


def _is_home(group: Group, lead: int, side: int, lead_of: dict[int, int]) -> bool:
    """Whether several parts of a list, of its lead-in and its items, went into one sentence."""
    parts = sum(index == lead or lead_of.get(index) == lead for index in group.side(side))
    return parts >= SEVERAL and len(group.side(1 - side)) == 1


def _joint(units: Units, similar: Similar) -> Joint:
    def joint(groups: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Matrix:
        return similar(
            [
                (
                    " ".join(units[0][i].meaning for i in draft),
                    " ".join(units[1][j].meaning for j in reference),
                )
                for draft, reference in groups
            ]
        )

    return joint


def _offers(
    free: Sequence[int], side: int, groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> Iterator[tuple[int, Group, Offer]]:
    """The links that each free unit of one side could join: their own unit of that side stands close by."""
    at = {group.side(side)[0]: group for group in groups}
    for unit in free:
        if units[side][unit].group != "text":
            continue
        for place in range(unit - REACH, unit + REACH + 1):
            group = at.get(place)
            if group is None or any(units[k][group.side(k)[0]].group != "text" for k in (0, 1)):
                continue
            other = group.side(1 - side)[0]
            score = value_at(pairs, total, *((unit, other) if side == 0 else (other, unit)))
            concerned = units[side][unit], units[side][place], units[1 - side][other]
            if score >= HOPELESS and may_join(*concerned):
                yield unit, group, Offer(side, *concerned, score)


def _triples(
    left: Sequence[Sequence[int]], pairs: Pairs, units: Units, total: Matrix, joint: Joint, usual: float
) -> Iterator[Group]:
    """One free unit of either side and two free neighbours of the other that say the same together."""
    taken: list[set[int]] = [set(), set()]
    for side in (0, 1):
        found = list(_possible_triples(left, side, pairs, units, total))
        if not found:
            continue
        together = joint([(group.draft, group.reference) for group in found])
        alone = np.max(
            [joint([_without(group, 1 - side, kept) for group in found]) for kept in (0, 1)],
            axis=0,
        )
        for group, joined, best in zip(found, together, alone, strict=True):
            if not taken[0].isdisjoint(group.draft) or not taken[1].isdisjoint(group.reference):
                continue
            if joined >= TOGETHER * usual and joined - best >= TRIPLE_GAIN:
                taken[0].update(group.draft)
                taken[1].update(group.reference)
                yield group


def _possible_triples(
    left: Sequence[Sequence[int]], side: int, pairs: Pairs, units: Units, total: Matrix
) -> Iterator[Group]:
    mine, other = set(left[side]), 1 - side
    neighbours = [
        (a, b)
        for a, b in pairwise(left[other])
        if b == a + 1 and units[other][a].group == units[other][b].group == "text"
    ]
    own, their = (pairs.draft, pairs.reference) if side == 0 else (pairs.reference, pairs.draft)
    close = total >= JOIN
    partners: dict[int, set[int]] = defaultdict(set)
    for unit, neighbour in zip(own[close].tolist(), their[close].tolist(), strict=True):
        if unit in mine and units[side][unit].group == "text":
            partners[neighbour].add(unit)
    found = sorted((unit, *both) for both in neighbours for unit in partners[both[0]] & partners[both[1]])
    for unit, a, b in found:
        yield Group([unit], [a, b]) if side == 0 else Group([a, b], [unit])


def _without(group: Group, side: int, kept: int) -> tuple[list[int], list[int]]:
    """The group with only one of the two units of a side."""
    one = [group.side(side)[kept]]
    return (one, group.reference) if side == 0 else (group.draft, one)
