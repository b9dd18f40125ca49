"""From scores to links of one provision and one.

No step assumes that both documents have the same order: the assignment is global, and the structure
(neighbours, clauses, lists, citations, tables) only lends support to pairs whose surroundings correspond too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from workbench.alignment.neighbours import Indices, Matrix
from workbench.alignment.pairs import Pairs, assign, assign_matrix
from workbench.alignment.units import Unit, introductions, leads
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

SUPPORT = {"neighbours": 0.12, "clauses": 0.20, "lists": 1.0, "citations": 0.45, "tables": 0.20}
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
        np.array([speaks_of_itself(unit) and not same_document for unit in side], dtype=bool)
        for side in units
    )
    general = [
        np.array([_role(unit) == "foreword" and not _DIGIT.search(unit.text) for unit in side], dtype=bool)
        for side in units
    ]
    notices = general[0][pairs.draft] & general[1][pairs.reference] & (meaning >= NOTICE)
    own = (mine[pairs.draft] | theirs[pairs.reference]) & ~notices
    return np.where(own, -1, 0).astype(np.float32)


def speaks_of_itself(unit: Unit) -> bool:
    """Whether a provision is of a foreword or an annex about an adoption."""
    return _role(unit) in _APART


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


def tables(pairs: Pairs, units: Units, anchors: Sequence[tuple[int, int]]) -> Matrix:
    """Support for two sentences that introduce tables: rows of these tables correspond, or those of others.

    From -1 (no row of the one is linked with a row of the other) to 1; 0 where no rows are linked.
    """
    result = np.zeros(len(pairs), dtype=np.float32)
    lead_of = [
        {row: lead for row, lead in introductions(side).items() if isinstance(side[row].provision, Row)}
        for side in units
    ]
    linked = [Counter(lead_of[side].get(pair[side]) for pair in anchors) for side in (0, 1)]
    joined = Counter((lead_of[0].get(i), lead_of[1].get(j)) for i, j in anchors)
    introduce = [list(set(leads.values())) for leads in lead_of]
    both = np.isin(pairs.draft, introduce[0]) & np.isin(pairs.reference, introduce[1])
    for place in np.flatnonzero(both):
        i, j = int(pairs.draft[place]), int(pairs.reference[place])
        fewest = min(linked[0][i], linked[1][j])
        if fewest:
            result[place] = 2 * min(1, joined[i, j] / fewest) - 1
    return SUPPORT["tables"] * result


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


def value_at(pairs: Pairs, values: Matrix, i: int, j: int) -> float:
    """The value of one pair, less than any where it is no pair."""
    return float(pairs.at(values, np.array([i]), np.array([j]), -np.inf)[0])
