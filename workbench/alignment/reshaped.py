"""Tables that say the same in another shape: what is one row of one is several rows of the other.

A table of yields may have a column for each type of juicer, or a row for each type and fruit; the sizes and
the wall thicknesses of pipes may stand in one table or in two with the same rows. The rows that are left then
join the link of the one that has been found.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from workbench.alignment.cells import has_words, names_something
from workbench.alignment.groups import Group
from workbench.alignment.matching import Units
from workbench.alignment.units import Unit
from workbench.sts import Row, Table

FEWEST = 2
"""Fewest rows of one thing, and fewest such things, that show how a table is made: one may be chance."""

Joins = Iterator[tuple[int, Group]]


def join_reshaped(
    groups: Sequence[Group], units: Units, may_join: Callable[[int, int, Group], bool]
) -> list[Group]:
    """``groups``, with the rows that are left of tables in another shape.

    ``may_join`` says whether no person decided otherwise about a unit of a side (0 or 1) and a group.
    """
    result = [Group(list(group.draft), list(group.reference)) for group in groups]
    for side in (0, 1):
        rows = _tables(units[side])
        for find in (_of_one_thing, _of_one_size, _of_the_same_numbers, _of_one_sentence):
            taken = {index for group in result for index in group.side(side)}
            for index, group in list(find(rows, result, units, side)):
                if index not in taken and may_join(side, index, group):
                    group.side(side).append(index)
                    group.side(side).sort()
                    taken.add(index)
    return result


def _tables(units: Sequence[Unit]) -> dict[Table, list[Unit]]:
    tables: dict[Table, list[Unit]] = defaultdict(list)
    for unit in units:
        if isinstance(unit.provision, Row):
            tables[unit.provision.table].append(unit)
    return tables


def _of_one_thing(tables: dict[Table, list[Unit]], groups: Sequence[Group], units: Units, side: int) -> Joins:
    """The rows that name one thing in several classes, where the other table has a column for each class."""
    home = _homes(groups, units, side)
    for rows in tables.values():
        for column in (0, 1):
            things: dict[str, list[Unit]] = defaultdict(list)
            for row in rows:
                things[_name(row, column)].append(row)
            things.pop("", None)
            several = [named for named in things.values() if len(named) >= FEWEST]
            if len(several) < FEWEST:
                continue
            for named in several:
                found = [home[row.index] for row in named if row.index in home]
                if len(found) != 1:
                    continue
                if _values(_there(found[0], units, side)) == len(named):
                    yield from ((row.index, found[0]) for row in named)


def _of_one_size(tables: dict[Table, list[Unit]], groups: Sequence[Group], units: Units, side: int) -> Joins:
    """The rows of a table whose sizes are those of another, both of which are one table on the other side.

    That table has to hold as many values as both: the currents of a test say nothing of the resistance of
    conductors, though both are listed by cross-section.
    """
    home = _homes(groups, units, side)
    for rows in tables.values():
        keys = [_size(row) for row in rows]
        if len(rows) < FEWEST or not all(keys) or len(set(keys)) < len(keys):
            continue
        for other in _by_table(home, units, side):
            answers = {_size(_there(group, units, side)): group for group in other}
            placed = [home[row.index] for row in rows if row.index in home]
            linked_here = all(any(one is group for group in other) for one in placed)
            if not (set(keys) <= answers.keys() and linked_here):
                continue
            found = [(row, answers[key]) for row, key in zip(rows, keys, strict=True)]
            if all(_has_room(group, row, units, side) for row, group in found):
                yield from ((row.index, group) for row, group in found)


def _of_the_same_numbers(
    tables: dict[Table, list[Unit]], groups: Sequence[Group], units: Units, side: int
) -> Joins:
    """The rows of a table whose numbers all stand in the rows of another, which are linked with a third.

    Sizes and forces in one table, "180 mm | 16 mm | 250 N", or in two: "16 mm | 18 cm" and "16 mm | 250 N".
    """
    linked = {index for group in groups for index in group.side(side)}
    home: dict[Table, list[tuple[frozenset[object], Group]]] = defaultdict(list)
    for group in groups:
        if len(group.side(1 - side)) != 1:
            continue
        there = _there(group, units, side)
        if isinstance(there.provision, Row):
            home[there.provision.table].append((_numbers(there), group))
    for rows in tables.values():
        own = [_numbers(row) for row in rows]
        if len(rows) < FEWEST or any(row.index in linked for row in rows) or min(map(len, own)) < FEWEST:
            continue
        for others in home.values():
            found = [[group for numbers, group in others if mine <= numbers] for mine in own]
            if all(len(one) == 1 for one in found) and len({id(one[0]) for one in found}) == len(rows):
                yield from ((row.index, one[0]) for row, one in zip(rows, found, strict=True))
                break


def _numbers(row: Unit) -> frozenset[object]:
    """The bounds of its quantities with a dimension, in base units, each with that dimension."""
    return frozenset((bound, kind) for *bounds, kind in row.measures for bound in bounds if bound is not None)


def _of_one_sentence(
    tables: dict[Table, list[Unit]], groups: Sequence[Group], units: Units, side: int
) -> Joins:
    """The other rows of a table of which two are linked with a sentence that has the values of all."""
    for group in groups:
        if len(group.side(1 - side)) != 1 or isinstance(_there(group, units, side).provision, Row):
            continue
        stated = _there(group, units, side).measures
        here = set(group.side(side))
        for rows in tables.values():
            if sum(row.index in here for row in rows) >= FEWEST:
                yield from ((row.index, group) for row in rows if row.measures and row.measures <= stated)


def _has_room(group: Group, row: Unit, units: Units, side: int) -> bool:
    """Whether the row of the other side has the values of a row, besides those of the rows linked with it."""
    here = {row.index, *group.side(side)}
    return sum(_values(units[side][index]) for index in here) <= _values(_there(group, units, side))


def _there(group: Group, units: Units, side: int) -> Unit:
    """The one row of the other side with which the rows of a side are linked."""
    (index,) = group.side(1 - side)
    return units[1 - side][index]


def _values(row: Unit) -> int:
    """How many columns besides the first hold quantities."""
    provision = row.provision
    first = provision.cells[0].column if isinstance(provision, Row) and provision.cells else 0
    return len({placed.column for placed in row.quantities} - {first})


def _by_table(home: dict[int, Group], units: Units, side: int) -> list[list[Group]]:
    """The links of the rows of each table of the other side."""
    found: dict[Table, list[Group]] = defaultdict(list)
    for group in home.values():
        there = _there(group, units, side).provision
        if isinstance(there, Row) and not any(one is group for one in found[there.table]):
            found[there.table].append(group)
    return [links for links in found.values() if len(links) >= FEWEST]


def _homes(groups: Sequence[Group], units: Units, side: int) -> dict[int, Group]:
    """For each row of a side that is linked with one row of the other its link."""
    return {
        index: group
        for group in groups
        if len(group.side(1 - side)) == 1
        and isinstance(units[1 - side][group.side(1 - side)[0]].provision, Row)
        for index in group.side(side)
        if isinstance(units[side][index].provision, Row)
    }


def _size(row: Unit) -> frozenset[Decimal]:
    """The numbers in the first cell, whatever unit or bound the text gives them; none beside words."""
    provision = row.provision
    if not isinstance(provision, Row) or not provision.cells or has_words(provision.cells[0].text):
        return frozenset()
    first = provision.cells[0].column
    limits = [placed.limit for placed in row.quantities if placed.column == first]
    return frozenset(bound for limit in limits for bound in (limit.lo, limit.hi) if bound is not None)


def _name(row: Unit, column: int) -> str:
    """What the cell of a column names; ``""`` where it holds a number, or nothing."""
    provision = row.provision
    if not isinstance(provision, Row):
        return ""
    text = next((cell.in_full for cell in provision.cells if cell.column == column), "")
    return unicodedata.normalize("NFKC", text).casefold().strip() if names_something(text) else ""
