"""What is left on both sides after links and groups, and is linked for where it stands or what it measures.

A requirement that was changed shares few words with what it was: "the guarantee is at least eight years" and
"five years". Each of these links is weak: a person has to look at it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
from scipy.optimize import linear_sum_assignment

from workbench.alignment.groups import Group
from workbench.alignment.matching import (
    Units,
    are_other_rows,
    lead_over_rivals,
    speaks_of_itself,
    value_at,
)
from workbench.alignment.matters import are_other_matters
from workbench.alignment.neighbours import Matrix
from workbench.alignment.pairs import Pairs
from workbench.alignment.prescriptions import Alike, prescriptions_apart
from workbench.alignment.reshaped import join_reshaped
from workbench.alignment.units import Unit, introductions, leads
from workbench.languages.lexicon import items as pieces
from workbench.languages.lexicon import mentions
from workbench.sts import ProvisionKind, Row, Table

NEAREST = 0.05
"""Score from which two provisions are linked that are nearest to each other of all that is left."""

NEAREST_ITEMS = 0.25
"""The same of two list items. Those that are left of two lists stand beside linked ones, and are mostly what
only one list has: in our own cases all three pairs from here on are right, one of six from 0.1 to here."""

FORBIDDEN = -5.0
"""Score below which only what a person rejected is."""

SAME_LIMITS, LIMITS = 0.0, 3
"""Score from which as many equal quantities are enough where nothing else that is left has them: a row of a
table that has become a sentence, or the reverse."""

FEWEST_ITEMS = 3
"""Linked rows or items below two sentences from which these two introduce the same table or list. In all 37
pairs of such tables of the shared and our own cases they correspond."""

FEWEST_KEYS = 2
"""Rows of two tables with the same size classes from which these rows correspond."""

GRADE, BEST_GRADE = "grade", 8
"""The kind of quantity that a grade is, and the highest (blue wool scale of ISO 105-B01)."""

HOPELESS = -0.2
"""Score of two sentences that introduce one table from which they are linked."""


def add_remaining(
    groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix, alike: Alike
) -> list[Group]:
    """``groups`` and those of what is left: introductions of linked tables, then single provisions."""
    keyed = _rows_with_the_same_keys(groups, pairs, units, total)

    def may_join(side: int, index: int, group: Group) -> bool:
        (other,) = group.side(1 - side)
        return value_at(pairs, total, *((index, other) if side == 0 else (other, index))) > FORBIDDEN

    reshaped = join_reshaped([*groups, *keyed], units, may_join)
    result = _with_introductions(reshaped, pairs, units, total)
    result = _with_enumerated_items(result, pairs, units, total)
    result += _elements_of_a_sentence(result, pairs, units, total)
    result += _rows_of_one_element(result, pairs, units, total)
    result += _tables_in_a_sentence(result, pairs, units, total)
    result += _lists_of_classes(result, pairs, units, total)
    result += _only_of_a_kind(result, pairs, units, total)
    result += _last_of_pointed_clauses(result, pairs, units, total)
    result += _citing_linked_references(result, pairs, units, total)
    result += _nearest(result, pairs, units, total, SAME_LIMITS, _have_the_same_limits)
    for i, j in prescriptions_apart(
        result, units, lambda mine, theirs: pairs.block(total, mine, theirs, FORBIDDEN), alike
    ):
        if value_at(pairs, total, i, j) > FORBIDDEN:
            result = [*_without(result, i, j), Group([i], [j])]
    result += _only_with_these_limits(result, pairs, units, total)
    result += _nearest(result, pairs, units, total, NEAREST, _may_be_one_matter)
    result += _nearest(result, pairs, units, total, NEAREST_ITEMS, _are_items)
    result = join_reshaped(result, units, may_join)  # tables of which rows were found to be nearest
    return result + _references_cited_together(result, pairs, units, total)


def _without(groups: Sequence[Group], draft: int, reference: int) -> list[Group]:
    """The groups without a provision of either side; none that is then left with one side."""
    kept = [
        Group([i for i in group.draft if i != draft], [j for j in group.reference if j != reference])
        for group in groups
    ]
    return [group for group in kept if group.draft and group.reference]


def _nearest(
    groups: Sequence[Group],
    pairs: Pairs,
    units: Units,
    total: Matrix,
    threshold: float,
    belong: Callable[[Unit, Unit], bool],
) -> list[Group]:
    """What is left, and nearest to each other of all that is, if it may ``belong`` together."""
    free = _free(groups, units)
    left = np.isin(pairs.draft, free[0]) & np.isin(pairs.reference, free[1])
    among_free = np.where(left, total, -np.inf).astype(np.float32)
    nearest = (lead_over_rivals(pairs, among_free) > 0) & (among_free >= threshold)
    both = zip(pairs.draft[nearest].tolist(), pairs.reference[nearest].tolist(), strict=True)
    return [Group([i], [j]) for i, j in both if belong(units[0][i], units[1][j])]


def _have_the_same_limits(mine: Unit, theirs: Unit) -> bool:
    """Whether a row of a table may have become a sentence, or the reverse."""
    return _shared_limits(mine, theirs) >= LIMITS and not are_other_rows(mine, theirs)


def _only_with_these_limits(
    groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> list[Group]:
    """Two provisions with the same limits, none of which anything else that is left has: 0,2 kg and 200 g."""
    having: list[dict[object, list[Unit]]] = [defaultdict(list), defaultdict(list)]
    for side, free in enumerate(_free(groups, units)):
        for index in free:
            if speaks_of_itself(units[side][index]):
                continue
            for value in units[side][index].measures:
                having[side][value].append(units[side][index])
    found = []
    for limit, own in having[0].items():
        others = having[1].get(limit, ())
        if len(own) != 1 or len(others) != 1:
            continue
        (mine,), (theirs,) = own, others
        if (
            mine.measures == theirs.measures
            and not are_other_matters(mine, theirs)
            and value_at(pairs, total, mine.index, theirs.index) >= HOPELESS
        ):
            found.append((mine.index, theirs.index))
    return [Group([i], [j]) for i, j in dict.fromkeys(found)]


def _may_be_one_matter(mine: Unit, theirs: Unit) -> bool:
    """Whether nothing shows that two texts are about two things: their words, columns or kinds of quantities.

    Two items are judged apart. An item that only names something is no sentence.
    """
    items = [unit.provision.kind is ProvisionKind.LIST_ITEM for unit in (mine, theirs)]
    if speaks_of_itself(mine) != speaks_of_itself(theirs):
        return False
    if all(items) or (any(items) and _only_names(mine if items[0] else theirs)):
        return False
    kinds = _kinds(mine) & _kinds(theirs)
    if GRADE in mine.quantity_kinds | theirs.quantity_kinds:
        kinds |= _grades(mine) & _grades(theirs)
    are_bare = not mine.quantity_kinds and not theirs.quantity_kinds
    measure_otherwise = mine.values and theirs.values and not kinds and not are_bare
    of_other_sizes = kinds and all(map(_is_size, kinds)) and not mine.values.keys() & theirs.values.keys()
    return not (
        measure_otherwise or of_other_sizes or are_other_rows(mine, theirs) or are_other_matters(mine, theirs)
    )


def _are_items(mine: Unit, theirs: Unit) -> bool:
    """Whether both are list items of which nothing shows that they are about two things."""
    return all(
        unit.provision.kind is ProvisionKind.LIST_ITEM for unit in (mine, theirs)
    ) and not are_other_matters(mine, theirs)


def _kinds(unit: Unit) -> frozenset[object]:
    """The kinds of its quantities; a bare whole number may count anything, cycles or pieces."""
    counts = any(
        isinstance(lo, Fraction) and lo == hi and lo > 1 and lo.denominator == 1 and kind == "1"
        for lo, hi, kind in unit.values
    )
    return unit.quantity_kinds | {"1"} if counts else unit.quantity_kinds


def _grades(unit: Unit) -> frozenset[object]:
    """That it names a grade; a bare number as small as one may be that of a table whose title says so."""
    bare = any(
        isinstance(bound, Fraction) and 0 < bound <= BEST_GRADE and kind == "1"
        for *bounds, kind in unit.values
        for bound in bounds
    )
    return frozenset({GRADE}) if bare or GRADE in unit.quantity_kinds else frozenset()


def _only_names(unit: Unit) -> bool:
    """Whether a text neither says what is to be done nor states a quantity."""
    return not unit.values and not any(reading.forms for reading in unit.readings)


def _free(groups: Sequence[Group], units: Units) -> list[list[int]]:
    """The running text and rows that are in no group, of either side."""
    taken = [{index for group in groups for index in group.side(side)} for side in (0, 1)]
    return [
        [unit.index for unit in units[side] if unit.group == "text" and unit.index not in taken[side]]
        for side in (0, 1)
    ]


def _clause(unit: Unit) -> object:
    clause = unit.provision.clause
    return clause.element if clause else None


def _last_of_pointed_clauses(
    groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> list[Group]:
    """What alone is left in two clauses to which linked provisions point: "tested by 7.6" and "by 8.9"."""
    numbers = [{unit.provision.clause_number for unit in side} for side in units]
    pointed: list[dict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for group in groups:
        named = [
            {number for index in group.side(side) for number in units[side][index].pointers} & numbers[side]
            for side in (0, 1)
        ]
        if len(named[0]) == len(named[1]) == 1:
            (mine,), (theirs,) = named
            pointed[0][mine].add(theirs)
            pointed[1][theirs].add(mine)
    left: list[dict[str, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, free in enumerate(_free(groups, units)):
        for index in free:
            left[side][units[side][index].provision.clause_number].append(index)
    return [
        Group(list(left[0][mine]), list(left[1][theirs]))
        for mine, others in pointed[0].items()
        for theirs in others
        if len(others) == len(pointed[1][theirs]) == len(left[0][mine]) == len(left[1][theirs]) == 1
        and value_at(pairs, total, left[0][mine][0], left[1][theirs][0]) >= HOPELESS
    ]


def _only_of_a_kind(groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix) -> list[Group]:
    """Rows that are left and alone in their documents measure a kind of quantity: the only ones in g/L."""
    of_kind: list[dict[object, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side in (0, 1):
        for unit in units[side]:
            for kind in unit.quantity_kinds:
                of_kind[side][kind].append(unit.index)
    free = [set(side) for side in _free(groups, units)]
    found: dict[tuple[int, int], Group] = {}
    for kind, own in of_kind[0].items():
        others = of_kind[1].get(kind, [])
        if not (_is_measure(kind) and kind != "1" and len(own) == len(others) == 1):
            continue
        (i,), (j,) = own, others
        are_rows = all(isinstance(unit.provision, Row) for unit in (units[0][i], units[1][j]))
        if are_rows and i in free[0] and j in free[1] and value_at(pairs, total, i, j) >= HOPELESS:
            found[i, j] = Group([i], [j])
    return list(found.values())


def _rows_with_the_same_keys(
    groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> list[Group]:
    """The rows that are left of two tables with the same size classes: "4,5 to 7,1 kW" in both.

    Of several tables with these classes those correspond whose rows are closest.
    """
    keyed: list[dict[Table, dict[frozenset[object], int]]] = [defaultdict(dict), defaultdict(dict)]
    for side, free in enumerate(_free(groups, units)):
        for index in free:
            unit = units[side][index]
            if isinstance(unit.provision, Row) and unit.row_key and not unit.symbols >= unit.row_key:
                keyed[side][unit.provision.table][unit.row_key] = index
    matched = []
    for mine, rows in keyed[0].items():
        for theirs, others in keyed[1].items():
            same = [(rows[key], others[key]) for key in rows if key in others]
            values = [value_at(pairs, total, i, j) for i, j in same]
            if len(same) >= FEWEST_KEYS and min(values) >= HOPELESS:
                matched.append((float(np.mean(values)), mine, theirs, same))
    result: list[Group] = []
    taken: set[Table] = set()
    for _, mine, theirs, same in sorted(matched, key=lambda item: -item[0]):
        if mine not in taken and theirs not in taken:
            taken |= {mine, theirs}
            result += [Group([i], [j]) for i, j in same]
    return result


def _rows_of_one_element(groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix) -> list[Group]:
    """The only rows that are left about a chemical element: lead in mg/L and in µg/l."""
    rows: list[dict[frozenset[str], list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, free in enumerate(_free(groups, units)):
        for index in free:
            unit = units[side][index]
            if isinstance(unit.provision, Row) and unit.elements:
                rows[side][unit.elements].append(index)
    found = [
        Group(list(own), list(rows[1][elements]))
        for elements, own in rows[0].items()
        if len(own) == len(rows[1].get(elements, ())) == 1
    ]
    return [group for group in found if _may_be_linked(group, pairs, total)]


def _lists_of_classes(groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix) -> list[Group]:
    """The only lists that are left of two classifications, with as many classes: lead-ins and items.

    What classes are called is in no other sentence, and hardly in a dictionary.
    """
    taken = [{index for group in groups for index in group.side(side)} for side in (0, 1)]
    lists: list[dict[int, list[int]]] = [{}, {}]
    for side in (0, 1):
        for item, lead in leads(units[side]).items():
            if _classifies(units[side][lead]):
                lists[side].setdefault(lead, []).append(item)
        lists[side] = {
            lead: items for lead, items in lists[side].items() if taken[side].isdisjoint([lead, *items])
        }
    if len(lists[0]) != 1 or len(lists[1]) != 1:
        return []
    (mine, items), (theirs, others) = next(iter(lists[0].items())), next(iter(lists[1].items()))
    if len(items) != len(others):
        return []
    found = [Group([mine], [theirs])]
    scores = pairs.block(total, items, others, FORBIDDEN)
    for row, column in zip(*linear_sum_assignment(-scores), strict=True):
        found.append(Group([items[int(row)]], [others[int(column)]]))
    return [group for group in found if _may_be_linked(group, pairs, total)]


def _classifies(unit: Unit) -> bool:
    return mentions("classification", unit.chapter.title if unit.chapter else "", unit.language)


def _elements_of_a_sentence(
    groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> list[Group]:
    """A sentence that limits several chemical elements with the rows of a table that limit one each."""
    free = _free(groups, units)
    introduced = [introductions(side) for side in units]
    found: list[Group] = []
    for side in (0, 1):
        tables: dict[Table, list[Unit]] = defaultdict(list)
        for index in free[1 - side]:
            unit = units[1 - side][index]
            if isinstance(unit.provision, Row) and unit.elements:
                tables[unit.provision.table].append(unit)
        for index in free[side]:
            sentence = units[side][index]
            if isinstance(sentence.provision, Row) or len(sentence.elements) < FEWEST_KEYS:
                continue
            fitting = [
                rows
                for rows in tables.values()
                if len(rows) >= FEWEST_KEYS and all(row.elements <= sentence.elements for row in rows)
            ]
            if len(fitting) == 1:
                rows = [row.index for row in fitting[0]]
                lead = introduced[1 - side].get(rows[0])
                rows = [*([lead] if lead in free[1 - side] else []), *rows]
                found.append(Group([index], rows) if side == 0 else Group(rows, [index]))
    return [group for group in found if _may_be_linked(group, pairs, total)]


def _with_enumerated_items(groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix) -> list[Group]:
    """``groups``, with the items of a list whose lead-in is linked with a sentence that enumerates as many.

    Protection against overcharging, short circuits and so on: in a sentence of one, in a list of the other.
    """
    result = [Group(list(group.draft), list(group.reference)) for group in groups]
    free = [set(side) for side in _free(result, units)]
    for side in (0, 1):
        lists: dict[int, list[int]] = defaultdict(list)
        for item, lead in leads(units[side]).items():
            lists[lead].append(item)
        for group in result:
            if len(group.draft) != 1 or len(group.reference) != 1:
                continue
            items = lists.get(group.side(side)[0], [])
            (sentence,) = group.side(1 - side)
            if (
                len(items) >= FEWEST_ITEMS
                and free[side].issuperset(items)
                and all(_only_names(units[side][item]) for item in items)
                and len(items) == _pieces(units[1 - side][sentence])
            ):
                joined = [[*group.draft], [*group.reference]]
                joined[side] += items
                if _may_be_linked(Group(*joined), pairs, total):
                    group.side(side).extend(items)
    return result


def _pieces(unit: Unit) -> int:
    """How many things a text enumerates."""
    return sum(bool(one.strip(" .。")) for one in pieces(unit.text, unit.language))


def _tables_in_a_sentence(groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix) -> list[Group]:
    """A sentence that has just the quantities of all rows of a table, with these and what introduces them.

    Types by thickness, each with its range: in one sentence, or in a table with a row for each.
    """
    free = _free(groups, units)
    introduced = [introductions(side) for side in units]
    found: list[Group] = []
    for side in (0, 1):
        left, tables = set(free[side]), defaultdict[Table, list[Unit]](list)
        for unit in units[side]:
            if isinstance(unit.provision, Row):
                tables[unit.provision.table].append(unit)
        having: dict[frozenset[object], list[int]] = defaultdict(list)
        for index in free[1 - side]:
            having[units[1 - side][index].measures].append(index)
        for rows in tables.values():
            stated = [row.measures for row in rows]
            answers = having.get(frozenset[object]().union(*stated), [])
            indices = [row.index for row in rows]
            if (
                len(rows) < FEWEST_KEYS
                or not all(stated)
                or len(answers) != 1
                or not left.issuperset(indices)
            ):
                continue
            lead = introduced[side].get(indices[0])
            indices = [*([lead] if lead in left else []), *indices]
            found.append(Group(indices, list(answers)) if side == 0 else Group(list(answers), indices))
    return [group for group in found if _may_be_linked(group, pairs, total)]


def _may_be_linked(group: Group, pairs: Pairs, total: Matrix) -> bool:
    """Whether no person rejected a pair of a group."""
    return all(value_at(pairs, total, i, j) > FORBIDDEN for i in group.draft for j in group.reference)


def _citing_linked_references(
    groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> list[Group]:
    """What is left and alone there cites two standards whose entries in the lists are linked."""
    counterpart = {
        units[0][i].designations[0].undated: units[1][j].designations[0].undated
        for group in groups
        for i in group.draft
        for j in group.reference
        if units[0][i].group == units[1][j].group == "reference"
        and units[0][i].designations
        and units[1][j].designations
    }
    citing: list[dict[str, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, free in enumerate(_free(groups, units)):
        for index in free:
            for name in {designation.undated for designation in units[side][index].designations}:
                citing[side][name].append(index)
    found = {
        (own[0], others[0])
        for name, own in citing[0].items()
        if len(own) == len(others := citing[1].get(counterpart.get(name, ""), [])) == 1
        and value_at(pairs, total, own[0], others[0]) >= HOPELESS
    }
    once = [Counter(pair[side] for pair in found) for side in (0, 1)]
    return [Group([i], [j]) for i, j in sorted(found) if once[0][i] == once[1][j] == 1]


def _references_cited_together(
    groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix
) -> list[Group]:
    """The entries that are left of two lists of references, of which linked provisions cite one each.

    A national standard in place of an international one, or another part of the same.
    """
    taken = [{index for group in groups for index in group.side(side)} for side in (0, 1)]
    entries: list[dict[str, int]] = [
        {
            unit.designations[0].undated: unit.index
            for unit in units[side]
            if unit.group == "reference" and unit.designations and unit.index not in taken[side]
        }
        for side in (0, 1)
    ]
    together: Counter[tuple[int, int]] = Counter()
    for group in groups:
        cited = [
            {
                entries[side][designation.undated]
                for index in group.side(side)
                for designation in units[side][index].designations
                if designation.undated in entries[side]
            }
            for side in (0, 1)
        ]
        if len(cited[0]) == len(cited[1]) == 1:
            together[cited[0].pop(), cited[1].pop()] += 1
    found: list[Group] = []
    seen: list[set[int]] = [set(), set()]
    for (i, j), _ in together.most_common():
        if i not in seen[0] and j not in seen[1] and value_at(pairs, total, i, j) > FORBIDDEN:
            found.append(Group([i], [j]))
            seen[0].add(i)
            seen[1].add(j)
    return found


def _is_size(kind: object) -> bool:
    """Whether a kind of quantity is a class of sizes."""
    return kind in ("{DN}", "{NPS}", "{PN}")


def _is_measure(kind: object) -> bool:
    return isinstance(kind, str) and (kind == "1" or "^" in kind)


def _shared_limits(mine: Unit, theirs: Unit) -> int:
    """How many quantities with a dimension both have, if they are all that either has."""
    return len(mine.measures) if mine.measures == theirs.measures else 0


def _with_introductions(groups: Sequence[Group], pairs: Pairs, units: Units, total: Matrix) -> list[Group]:
    """``groups`` and the sentences that introduce two linked tables or lists.

    Where a table became two, or two became one, the sentence of the second joins the link of the first.
    """
    result = [Group(list(group.draft), list(group.reference)) for group in groups]
    at: list[dict[int, Group]] = [
        {index: group for group in result for index in group.side(side)} for side in (0, 1)
    ]
    introduced = [introductions(side) for side in units]
    partner = [_partners(result, introduced, units, side) for side in (0, 1)]
    for side in (0, 1):
        other = 1 - side
        for lead, their in partner[side].items():
            pair = (lead, their) if side == 0 else (their, lead)
            if lead in at[side] or value_at(pairs, total, *pair) < HOPELESS:
                continue
            group = at[other].get(their)
            if group is None:
                group = Group([pair[0]], [pair[1]])
                result.append(group)
                at[other][their] = group
            elif len(group.side(other)) == 1 and all(
                partner[side].get(index) == their for index in group.side(side)
            ):
                group.side(side).append(lead)
                group.side(side).sort()
            else:
                continue
            at[side][lead] = group
    return result


def _partners(
    groups: Sequence[Group], introduced: Sequence[dict[int, int]], units: Units, side: int
) -> dict[int, int]:
    """For each sentence of a side that introduces a table or list the one that introduces what it became."""
    counterparts: dict[int, list[int]] = defaultdict(list)
    for group in groups:
        for index in group.side(side):
            if index in introduced[side]:
                counterparts[introduced[side][index]] += group.side(1 - side)
    found = {}
    for lead, others in counterparts.items():
        theirs = sorted(set(others))
        if len(theirs) < FEWEST_ITEMS:
            continue
        leads = {introduced[1 - side].get(index) for index in theirs}
        their = leads.pop() if len(leads) == 1 else None
        if their is None and not leads:
            their = _before(theirs, units[1 - side])
        if their is not None:
            found[lead] = their
    return found


def _before(run: Sequence[int], units: Sequence[Unit]) -> int | None:
    """The paragraph right before a run of provisions of one clause, in which it stands too."""
    before = run[0] - 1
    if (
        before < 0
        or run[-1] - run[0] >= len(run)
        or units[before].provision.kind is not ProvisionKind.PARAGRAPH
    ):
        return None
    clauses = {_clause(units[index]) for index in (before, *run)}
    return before if len(clauses) == 1 else None
