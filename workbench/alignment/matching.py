"""From scores to links: one-to-one first, then groups, then what moved.

Neither step assumes that both documents have the same order: the assignment is global, and the structure
(neighbours, clauses, lists, citations) only lends support to pairs whose surroundings correspond too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from workbench.alignment.chaining import LargestBefore
from workbench.alignment.matters import is_matter_apart
from workbench.alignment.neighbours import Indices, Matrix
from workbench.alignment.pairs import Pairs, assign, assign_matrix
from workbench.alignment.units import Unit, leads
from workbench.sts import Row, Table

Units = tuple[Sequence[Unit], Sequence[Unit]]
"""Those of the draft and those of the reference."""

ANCHOR = 0.50
"""Score from which a pair lends support to its surroundings."""

LEAD = 0.65
"""Score of the lead-in sentences of two lists from which their items support each other."""

THRESHOLD = 0.38
"""Score, surroundings included, below which a pair is no link."""

LONELY = 0.15
"""Least score of a pair of free units below the threshold."""

MEANT, AHEAD = 0.10, 0.10
"""Meaning alone of such a pair, and how far it is ahead of all others of either unit."""

MEASURED, AHEAD_OF_FREE = 0.15, 0.05
"""Or: what it shares in quantities, and how far it is ahead of the other pairs of free units."""

FEWEST_ROWS = 3
"""Linked rows of two tables from which a single row that is left on either side is taken for the same."""

NEAR, FAR_AHEAD = 0.30, 0.15
"""Or: the score of such a pair, and how far it is ahead of all others. Of the pairs of the shared and our own
cases that do not correspond the nearest has 0.29, and is 0.08 ahead."""

SUPPORT = {"neighbours": 0.12, "clauses": 0.20, "lists": 1.0, "citations": 0.45}
"""Weight of each kind of support. Origin: set by hand on the shared cases."""

_APART = frozenset({"foreword", "adoption-record"})
"""Clauses that speak about their own document: they have no counterpart in the document of another body."""

NOTICE = 0.5
"""Meaning from which two sentences of forewords without a number are the same notice: those about patents
have 0.55 at least, other sentences of forewords of the shared and our own cases 0.52 at most, and those have
numbers."""

_DIGIT = re.compile(r"\d")

_HOPELESS = -0.2
"""Score of two lead-in sentences below which their lists are not compared."""


def apart(pairs: Pairs, units: Units, meaning: Matrix, *, same_document: bool) -> Matrix:
    """-1 for pairs that cannot correspond since one side speaks about its own document only.

    What two forewords say alike and without any number, the notice about patents for instance, is not about
    their own documents.
    """
    mine, theirs = (
        np.array([_role(unit) in _APART and not same_document for unit in side], dtype=bool) for side in units
    )
    general = [
        np.array([_role(unit) == "foreword" and not _DIGIT.search(unit.text) for unit in side], dtype=bool)
        for side in units
    ]
    notices = general[0][pairs.draft] & general[1][pairs.reference] & (meaning >= NOTICE)
    own = (mine[pairs.draft] | theirs[pairs.reference]) & ~notices
    return np.where(own, -1, 0).astype(np.float32)


def _role(unit: Unit) -> str:
    clause = unit.provision.clause
    return next((part.role for part in clause.path if part.role), "") if clause else ""


def support(pairs: Pairs, units: Units, base: Matrix) -> dict[str, Matrix]:
    """What the surroundings of each pair say for or against it, weighted, by kind of surroundings."""
    lists = SUPPORT["lists"] * _lists(pairs, units, base)
    anchors = assign(pairs, base + lists, ANCHOR)
    return {
        "neighbours": SUPPORT["neighbours"] * _neighbours(pairs, base),
        "clauses": SUPPORT["clauses"] * _clauses(pairs, units, anchors),
        "lists": lists,
    }


def _neighbours(pairs: Pairs, base: Matrix) -> Matrix:
    """Mean score of the pairs before and after, 0 to 1."""
    clipped = np.clip(base, 0, 1)
    before, behind = (pairs.at(clipped, pairs.draft + k, pairs.reference + k, 0.0) for k in (-1, 1))
    return np.asarray((before + behind) / 2, dtype=np.float32)


def _clauses(pairs: Pairs, units: Units, anchors: Sequence[tuple[int, int]]) -> Matrix:
    """Share of the other anchors of either clause that join the two clauses, 0 to 1."""
    mine, theirs = (_clause_numbers(side) for side in units)
    if not anchors:
        return np.zeros(len(pairs), dtype=np.float32)
    rows, columns = np.array(anchors, dtype=np.int64).T
    width = int(theirs.max()) + 1
    joins = mine[rows] * width + theirs[columns]
    keys, counts = np.unique(joins, return_counts=True)
    of_mine, of_theirs = (
        np.bincount(mine[rows], minlength=int(mine.max()) + 1),
        np.bincount(theirs[columns], minlength=width),
    )
    wanted = mine[pairs.draft] * width + theirs[pairs.reference]
    places = np.searchsorted(keys, wanted).clip(0, len(keys) - 1)
    joined = np.where(keys[places] == wanted, counts[places], 0)
    possible = np.minimum(of_mine[mine[pairs.draft]], of_theirs[theirs[pairs.reference]])
    itself = np.zeros(len(pairs), dtype=np.int64)  # an anchor does not support itself
    itself[pairs.find(rows, columns)] = 1
    return np.asarray((joined - itself) / np.maximum(1, possible - itself), dtype=np.float32)


def _clause_numbers(units: Sequence[Unit]) -> Indices:
    numbers: dict[object, int] = {}
    keys = (unit.provision.clause.element if unit.provision.clause else None for unit in units)
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _lists(pairs: Pairs, units: Units, base: Matrix) -> Matrix:
    """For two lead-in sentences what their items say, then for two items what their lead-ins say.

    From -1 (other lists) to 0.2 (the same list).
    """
    result = np.zeros(len(pairs), dtype=np.float32)
    lead_of = [leads(side) for side in units]
    if not all(lead_of):
        return result
    items: list[dict[int, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, found in zip(lead_of, items, strict=True):
        for item, lead in side.items():
            found[lead].append(item)
    introduces = [
        np.isin(np.arange(count), list(side)) for count, side in zip(pairs.shape, items, strict=True)
    ]
    leading = np.flatnonzero(introduces[0][pairs.draft] & introduces[1][pairs.reference])
    result[leading] = -1
    for place in leading[base[leading] > _HOPELESS]:
        inside, others = items[0][int(pairs.draft[place])], items[1][int(pairs.reference[place])]
        scores = pairs.block(base, inside, others, -1.0)
        agreement = sum(scores[i, j] for i, j in assign_matrix(scores, 0.0))
        result[place] = _bounded(agreement / min(len(inside), len(others)))
    leads_of = [
        np.array([side.get(i, -1) for i in range(count)])
        for count, side in zip(pairs.shape, lead_of, strict=True)
    ]
    mine, theirs = leads_of[0][pairs.draft], leads_of[1][pairs.reference]
    both = np.flatnonzero((mine >= 0) & (theirs >= 0))
    of_leads = pairs.at(base + result, mine[both], theirs[both], -1.0)
    result[both] = np.clip(of_leads - LEAD, -1, 0.2)
    return result


def _bounded(score: float) -> float:
    return float(np.clip(score - LEAD, -1, 0.2))


def citations(pairs: Pairs, units: Units, anchors: Sequence[tuple[int, int]]) -> Matrix:
    """Support for two entries of reference lists: the given corresponding provisions cite them."""
    result = np.zeros(len(pairs), dtype=np.float32)
    draft, reference = units
    entries = [_entries(side) for side in units]
    for i, j in anchors:
        if draft[i].group == "reference" or len(draft[i].designations) != len(reference[j].designations):
            continue
        for mine, theirs in zip(draft[i].designations, reference[j].designations, strict=True):
            rows, columns = entries[0].get(mine.undated, ()), entries[1].get(theirs.undated, ())
            for row in rows:
                for column in columns:
                    place = pairs.find(np.array([row]), np.array([column]))
                    result[place[place >= 0]] = SUPPORT["citations"]
    return result


def _entries(units: Sequence[Unit]) -> dict[str, list[int]]:
    """What the entries of the lists of references are called, undated, and the units of each."""
    found: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        if unit.group == "reference":
            for designation in unit.designations[:1]:
                found[designation.undated].append(unit.index)
    return found


def add_lonely(
    linked: Sequence[tuple[int, int]], pairs: Pairs, units: Units, total: Matrix, parts: dict[str, Matrix]
) -> list[tuple[int, int]]:
    """``linked`` and those of free units that score less, but clearly better than with anything else.

    A short sentence in a clause of its own has no surroundings that could support it: its meaning has to, or
    the quantities that it shares with nothing else that is left. Two rows may be all that is left of two
    tables.
    """
    result = list(linked)
    taken = {i for i, _ in linked}, {j for _, j in linked}
    free = ~(np.isin(pairs.draft, list(taken[0])) | np.isin(pairs.reference, list(taken[1])))
    among_free = np.where(free, total, -np.inf).astype(np.float32)
    lead, lead_of_free = lead_over_rivals(pairs, total), lead_over_rivals(pairs, among_free)
    meant = (parts["meaning"] >= MEANT) & (lead >= AHEAD)
    measured = (parts["quantities"] >= MEASURED) & (lead_of_free >= AHEAD_OF_FREE)
    alone = (total >= NEAR) & (lead >= FAR_AHEAD)
    draft, reference = units
    for i, j in assign(pairs, among_free, LONELY):
        place = int(pairs.find(np.array([i]), np.array([j]))[0])
        is_text = draft[i].group == reference[j].group == "text"
        if is_text and (meant[place] or measured[place] or alone[place]):
            result.append((i, j))
    result += [pair for pair in _last_rows(result, units) if value_at(pairs, total, *pair) >= LONELY]
    return sorted(result)


def _last_rows(linked: Sequence[tuple[int, int]], units: Units) -> set[tuple[int, int]]:
    """The rows that are left of two tables all of whose other rows are linked, one with one.

    What they measure has to be of the same kinds: "seat depth ≥ 400 mm" may be "kedalaman dudukan ≥ 38 cm",
    it is no mass. Rows of two symbols that all languages share are of two things: As is not Mn.
    """
    rows: list[dict[Table, set[int]]] = [defaultdict(set), defaultdict(set)]
    tables: list[dict[int, Table]] = [{}, {}]
    for side in (0, 1):
        for unit in units[side]:
            if isinstance(unit.provision, Row):
                rows[side][unit.provision.table].add(unit.index)
                tables[side][unit.index] = unit.provision.table
    joined: dict[tuple[Table, Table], list[tuple[int, int]]] = defaultdict(list)
    for i, j in linked:
        if i in tables[0] and j in tables[1]:
            joined[tables[0][i], tables[1][j]].append((i, j))
    found = set()
    for (mine, theirs), pairs_of_rows in joined.items():
        left = rows[0][mine] - {i for i, _ in pairs_of_rows}, rows[1][theirs] - {j for _, j in pairs_of_rows}
        if len(pairs_of_rows) < FEWEST_ROWS or len(left[0]) != 1 or len(left[1]) != 1:
            continue
        (i,), (j,) = left
        if (
            not are_other_rows(units[0][i], units[1][j])
            and units[0][i].quantity_kinds == units[1][j].quantity_kinds
        ):
            found.add((i, j))
    return found


def are_other_rows(mine: Unit, theirs: Unit) -> bool:
    """Whether both are rows of two different symbols."""
    return bool(mine.symbols and theirs.symbols) and mine.symbols.isdisjoint(theirs.symbols)


def _is_of_other_sizes(unit: int, side: int, group: "Group", units: Units) -> bool:
    """Whether a row is of another size class than the rows of a group, which are of one."""
    own = units[side][unit]
    others = [units[1 - side][index] for index in group.side(1 - side)]
    mates = [units[side][index] for index in group.side(side)]
    if not all(isinstance(one.provision, Row) and one.row_key for one in (own, *others, *mates)):
        return False
    keys = [frozenset().union(*(one.row_key for one in some)) for some in (others, mates)]
    return keys[0] == keys[1] and own.row_key.isdisjoint(keys[0])


def lead_over_rivals(pairs: Pairs, total: Matrix) -> Matrix:
    """How far each pair is ahead of all others of either unit."""
    rival = np.full(len(pairs), -np.inf, dtype=np.float32)
    for side, count in zip((pairs.draft, pairs.reference), pairs.shape, strict=True):
        order = np.lexsort((-total, side))
        starts = np.searchsorted(side[order], np.arange(count))
        ranked = np.append(total[order], -np.inf)
        places = np.empty(len(pairs), dtype=np.int64)
        places[order] = np.arange(len(pairs))
        first = starts[side]
        # The rival of the best pair of a unit is the second one, that of every other the best.
        behind = np.minimum(first + 1, len(pairs))
        same_unit = np.append(side[order], -1)[behind] == side
        second = np.where(same_unit, ranked[behind], -np.inf)
        rival = np.maximum(rival, np.where(places == first, second, ranked[first]))
    free = np.isfinite(total)
    return np.where(free, total - np.where(free, rival, 0), -np.inf).astype(np.float32)


Similar = Callable[[Sequence[tuple[str, str]]], Matrix]
"""Cosines of a text of the draft and one of the reference, for many such pairs at a time."""

Joint = Callable[[Sequence[tuple[Sequence[int], Sequence[int]]]], Matrix]
"""Cosines of the joined texts of some units of either side, for many such groups at a time."""

GAIN = 0.012
"""How much the joined text of a group has to be closer to the other side than the text without a unit."""

JOIN = 0.18
"""Score that a unit has to have with the other side of a group in order to join it."""

SEVERAL = 2
"""Parts of a list that went into one sentence, from which its other items may have gone there too."""

JOIN_FOR_REASON = 0.0
"""The same where the other side has a part for the unit alone: what it says, measures, or cites."""

CLAUSE, CLAUSE_AHEAD = 0.8, 0.2
"""As :data:`PART` and :data:`PART_AHEAD` of a part of a sentence, which is short and so closer by chance.
Of the units of the shared and our own cases eleven have both and have become such a part; of those that have
not none has more than 0.75 and 0.16."""

PART, PART_AHEAD = 0.7, 0.1
"""Share of the usual cosine of a pair that a sentence of the other side has to reach with a unit that it
stands for, and how much closer it has to be to that unit than to the one that is linked. Of nine units of
the shared and our own cases that have become such a sentence eight have at least 0.72 and 0.18, of those that
have not none has more than 0.62 and 0.03."""

TOGETHER = 0.85
"""Share of the usual cosine of a pair that three units have to reach in order to be a group."""

TRIPLE_GAIN = 0.05
"""How much two neighbours have to be closer to a third unit together than either is alone."""

PIECE, PIECE_AHEAD = 0.55, 0.15
"""The same of what stands between commas and conjunctions: "homogeneous and free from hard lumps". Of the
units of the shared and our own cases that nothing else joins seven of nine from here on belong there."""

REACH = 2
"""How many provisions a unit may stand away from the group that it joins."""


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
    """Groups of one unit and several: a unit without counterpart joins the group that needs it.

    It joins where the joined texts are closer to the other side than without it: the other side says what
    both say together. A unit that would be a link with the other side if that were free joins where they are
    no farther, and so does one whose text is a sentence of its own there; the lead-in of a list follows its
    items. A group never grows on both sides.
    """
    joint = _joint(units, similar)
    groups = [Group([i], [j]) for i, j in linked]
    taken = {i for i, _ in linked}, {j for _, j in linked}
    free = [sorted(set(range(count)) - own) for count, own in zip(pairs.shape, taken, strict=True)]
    usual = float(np.median(joint([([i], [j]) for i, j in linked]))) if linked else 1.0
    offers = [
        (unit, side, group)
        for side in (0, 1)
        for unit, group in _offers(free[side], side, groups, pairs, units, total)
    ]
    without = joint([(group.draft, group.reference) for _, _, group in offers])
    with_unit = joint([_joined(unit, side, group) for unit, side, group in offers])
    gains = with_unit - without
    entries = _corresponding_entries(linked, units)
    stated = _is_stated(offers, units, similar, usual)
    named = [_is_named(unit, side, group, units, entries) for unit, side, group in offers]
    joined: list[set[int]] = [set(), set()]
    for place in np.argsort(-gains, kind="stable"):
        unit, side, group = offers[int(place)]
        score = value_at(pairs, total, *_pair(unit, side, group))
        is_closer = score >= JOIN and gains[place] >= (0 if score >= THRESHOLD else GAIN)
        belongs = (is_closer or stated[place] or named[place]) and not (
            _is_of_other_sizes(unit, side, group, units)
            or is_matter_apart(units[side][unit], units[1 - side][group.side(1 - side)[0]])
        )
        if belongs and unit not in joined[side] and len(group.side(1 - side)) == 1:
            group.side(side).append(unit)
            group.side(side).sort()
            joined[side].add(unit)
    left = [sorted(set(free[side]) - joined[side]) for side in (0, 1)]
    for side in (0, 1):
        left[side] = _without_leads(left[side], side, groups, units)
        left[side] = _without_items(left[side], side, groups, units)
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


def _is_stated(
    offers: Sequence[tuple[int, int, Group]], units: Units, similar: Similar, usual: float
) -> list[bool]:
    """For each unit and group whether a part of the other side's text is what the unit says.

    "Surfaces shall be clean; the lining shall have no dropped stitches" has become two provisions: the second
    sentence is close to one of them and not to the other, however little it weighs in the whole text.
    """
    result = [False] * len(offers)
    for parts_of, share, least in (
        (lambda unit: unit.sentences, PART, PART_AHEAD),
        (lambda unit: unit.segments, CLAUSE, CLAUSE_AHEAD),
        # What a scope leaves out is named there as what it takes in is.
        (lambda unit: () if unit.role == "scope" else unit.pieces, PIECE, PIECE_AHEAD),
    ):
        for place, (closeness, ahead) in enumerate(_closest_parts(offers, units, similar, parts_of)):
            result[place] |= closeness >= share * usual and ahead >= least
    return result


def _closest_parts(
    offers: Sequence[tuple[int, int, Group]],
    units: Units,
    similar: Similar,
    parts_of: Callable[[Unit], tuple[str, ...]],
) -> list[tuple[float, float]]:
    """How close each unit is to the closest part of the other side's text, and how much closer than the unit
    that is linked."""
    texts: list[tuple[str, str]] = []
    spans = []
    for unit, side, group in offers:
        parts = parts_of(units[1 - side][group.side(1 - side)[0]])
        parts = parts if len(parts) > 1 else ()
        spans.append((len(texts), len(parts)))
        for one in (unit, group.side(side)[0]):
            own = units[side][one].meaning
            texts += [(own, part) if side == 0 else (part, own) for part in parts]
    cosines = similar(texts)
    result = []
    for start, count in spans:
        if not count:
            result.append((-1.0, -1.0))
            continue
        mine, theirs = cosines[start : start + count], cosines[start + count : start + 2 * count]
        best = int(mine.argmax())
        result.append((float(mine[best]), float(mine[best] - theirs[best])))
    return result


def _is_named(unit: int, side: int, group: Group, units: Units, entries: set[tuple[str, str]]) -> bool:
    """Whether the other side has all quantities of a unit, or cites what it cites; the linked one has not.

    "The water is at 15 °C" and "the room is at 20 °C" have become one sentence with both; so has "the machine
    is of class 1 of ISO 7500-1" where that sentence cites its national adoption.
    """
    own, linked = units[side][unit], units[side][group.side(side)[0]]
    other = units[1 - side][group.side(1 - side)[0]]
    values = {value for value in own.values if value[-1]}
    if values and values <= set(other.values) and values.isdisjoint(linked.values):
        return True

    def cites(one: Unit) -> bool:
        pairs = product(*(((one, other) if side == 0 else (other, one))[k].designations for k in (0, 1)))
        return any((mine.undated, theirs.undated) in entries or mine == theirs for mine, theirs in pairs)

    return cites(own) and not cites(linked)


def _corresponding_entries(linked: Sequence[tuple[int, int]], units: Units) -> set[tuple[str, str]]:
    """What the linked entries of the lists of references are called, undated."""
    draft, reference = units
    return {
        (draft[i].designations[0].undated, reference[j].designations[0].undated)
        for i, j in linked
        if draft[i].group == reference[j].group == "reference"
        and draft[i].designations
        and reference[j].designations
    }


def _pair(unit: int, side: int, group: Group) -> tuple[int, int]:
    other = group.side(1 - side)[0]
    return (unit, other) if side == 0 else (other, unit)


def _offers(
    free: Sequence[int], side: int, groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> Iterator[tuple[int, Group]]:
    """The groups that each free unit of one side could join: their own unit of that side stands close by."""
    at = {group.side(side)[0]: group for group in groups}
    for unit in free:
        if units[side][unit].group != "text":
            continue
        for place in range(unit - REACH, unit + REACH + 1):
            group = at.get(place)
            if group is None or any(units[k][group.side(k)[0]].group != "text" for k in (0, 1)):
                continue
            if value_at(pairs, total, *_pair(unit, side, group)) >= JOIN_FOR_REASON:
                yield unit, group


def _joined(unit: int, side: int, group: Group) -> tuple[list[int], list[int]]:
    larger = sorted((group.side(side)[0], unit))
    return (larger, group.reference) if side == 0 else (group.draft, larger)


def value_at(pairs: Pairs, values: Matrix, i: int, j: int) -> float:
    """The value of one pair, less than any where it is no pair."""
    return float(pairs.at(values, np.array([i]), np.array([j]), -np.inf)[0])


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


def moved(groups: Sequence[Group], draft: Sequence[Unit], reference: Sequence[Unit]) -> list[bool]:
    """For each group whether its provisions stand in another chapter than their neighbours' counterparts.

    What leads from one chapter to another is looked at together. It has moved where most of it stands out of
    the common order and the chapter's counterpart is another one; a chapter's counterpart is the one that
    most of its links lead to, so that chapters may be divided, joined, and stand in another order. What went
    into an annex or came out of one has moved even if all of the annex did. A single provision is no chapter:
    out of order, it has moved. Order inside a chapter is free.
    """
    chapters = [
        (_chapter(draft[group.draft[0]]), _chapter(reference[group.reference[0]])) for group in groups
    ]
    annexed = {
        pair
        for pair, group in zip(chapters, groups, strict=True)
        if _is_annex(draft[group.draft[0]]) != _is_annex(reference[group.reference[0]])
    }
    counts = Counter(chapters)
    # Of two chapters that cross, the smaller one has moved.
    weights = [1 + counts[pair] / (len(groups) + 1) for pair in chapters]
    in_order = _in_order([(group.draft[0], group.reference[0]) for group in groups], weights)
    out_of_order = Counter(pair for place, pair in enumerate(chapters) if place not in in_order)
    rivals: dict[object, list[int]] = defaultdict(list)
    for pair, count in counts.items():
        for chapter in pair:
            rivals[chapter].append(count)

    def is_elsewhere(pair: tuple[object, object], chapter: object) -> bool:
        others = sorted(rivals[chapter], reverse=True)
        return len(others) > 1 and (counts[pair] < others[0] or others[0] == others[1])

    def has_moved(pair: tuple[object, object]) -> bool:
        if 2 * out_of_order[pair] <= counts[pair]:
            return False
        if counts[pair] == 1 and len(rivals[pair[0]]) == len(rivals[pair[1]]) == 1:
            return True
        return is_elsewhere(pair, pair[0]) and (pair in annexed or is_elsewhere(pair, pair[1]))

    return [has_moved(pair) for pair in chapters]


def _in_order(links: Sequence[tuple[int, int]], weights: Sequence[float]) -> set[int]:
    """Places of the heaviest links that stand in one order on both sides."""
    best = LargestBefore(max((target for _, target in links), default=0) + 2)
    before: dict[int, int] = {}
    for place in sorted(range(len(links)), key=lambda place: links[place]):
        target = links[place][1]
        reached, before[place] = best.largest(target + 1)
        best.add(target, reached + weights[place], place)
    kept = set()
    here = best.largest(len(best))[1]
    while here >= 0:
        kept.add(here)
        here = before[here]
    return kept


def _chapter(unit: Unit) -> object:
    return unit.chapter.element if unit.chapter else None


def _is_annex(unit: Unit) -> bool:
    return unit.chapter is not None and unit.chapter.element.tag == "app"
