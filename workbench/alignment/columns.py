"""Which column of one table corresponds to which of another: tables reorder, add and drop columns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import numpy as np
from lxml import etree
from scipy.optimize import linear_sum_assignment

from workbench.alignment.cells import has_words, names_something
from workbench.alignment.neighbours import Matrix
from workbench.alignment.placed import PlacedQuantity
from workbench.alignment.scoring import Encode
from workbench.alignment.units import Unit
from workbench.sts import Row, Table

Columns = Mapping[tuple[etree._Element, etree._Element], Mapping[int, int]]
"""For two tables of aligned rows, the reference's column for each column of the draft that has one."""

SAME_VALUES = 0.6
"""Weight of the share of aligned rows in which two columns hold the same quantity, beside the headers."""

SAME_KIND = 0.2
"""Weight of what two columns hold: added where both name the rows or measure in one dimension, taken off
where they do not. Less than ALIKE: kind alone joins no columns."""

SAME_PLACE = 1.0
"""Weight of being the column that says what a row is about, whatever its header ("index" heads the names of
one table and the values of another), taken off where only one holds units."""

NO_COLUMN = 1_000
"""More columns than a table has."""

ALIKE = 0.35
"""Score below which two columns do not correspond."""


def align_columns(
    rows: Iterable[tuple[Unit, Unit]], languages: tuple[str, str], encode: Encode
) -> dict[tuple[etree._Element, etree._Element], dict[int, int]]:
    """The corresponding columns of every two tables between which rows are aligned."""
    tables: dict[tuple[Table, Table], list[tuple[Unit, Unit]]] = defaultdict(list)
    for mine, theirs in rows:
        if isinstance(mine.provision, Row) and isinstance(theirs.provision, Row):
            tables[mine.provision.table, theirs.provision.table].append((mine, theirs))
    return {
        (draft.element, reference.element): _columns(draft, reference, aligned, languages, encode)
        for (draft, reference), aligned in tables.items()
        if draft.columns and reference.columns
    }


def _columns(
    draft: Table,
    reference: Table,
    rows: Sequence[tuple[Unit, Unit]],
    languages: tuple[str, str],
    encode: Encode,
) -> dict[int, int]:
    headers = [
        encode([text or " " for text in table.columns], language)
        for table, language in zip((draft, reference), languages, strict=True)
    ]
    kinds = _kinds(draft, (mine for mine, _ in rows)), _kinds(reference, (theirs for _, theirs in rows))
    same_kind = _same_kind(*kinds)
    score = headers[0] @ headers[1].T + SAME_VALUES * _same_values(draft, reference, rows)
    score += SAME_KIND * same_kind
    of_units = [
        np.isin(np.arange(len(table.columns)), sorted(unit.surroundings.units))
        for table, unit in zip((draft, reference), rows[0], strict=True)
    ]
    score -= SAME_PLACE * (of_units[0][:, None] != of_units[1][None, :])
    naming = _naming(mine for mine, _ in rows), _naming(theirs for _, theirs in rows)
    if all(column < size for column, size in zip(naming, score.shape, strict=True)):
        score[naming] += SAME_PLACE
    mine, theirs = linear_sum_assignment(-score)
    found = {int(i): int(j) for i, j in zip(mine, theirs, strict=True) if score[i, j] >= ALIKE}
    left = [
        [column for column, kind in enumerate(side) if kind and column not in taken]
        for side, taken in zip(kinds, (set(found), set(found.values())), strict=True)
    ]
    # "Requirement" against "limit": what alone is left answers to what alone is left.
    if len(left[0]) == len(left[1]) == 1 and same_kind[left[0][0], left[1][0]] > 0:
        found[left[0][0]] = left[1][0]
    return found


def _naming(rows: Iterable[Unit]) -> int:
    """The first column that has words in every row, without a number in half of them.

    Beyond all columns where there is none.
    """
    cells: dict[int, list[str]] = defaultdict(list)
    count = 0
    for unit in rows:
        if isinstance(unit.provision, Row):
            count += 1
            for cell in unit.provision.cells:
                cells[cell.column].append(cell.text)
    return next(
        (
            column
            for column, texts in sorted(cells.items())
            if len(texts) == count
            and all(map(has_words, texts))
            and 2 * sum(map(names_something, texts)) >= count
        ),
        NO_COLUMN,
    )


_Kinds = list[frozenset[object]]
"""What each column of a table holds."""


def _kinds(table: Table, rows: Iterable[Unit]) -> _Kinds:
    """For each column the dimensions that it measures in, and whether it names the rows."""
    kinds: list[set[object]] = [set() for _ in table.columns]
    for unit in rows:
        for placed in unit.quantities:
            if placed.column < len(kinds) and placed.limit.unit:  # a bare number may be in any unit
                kinds[placed.column].add(placed.base[-1])
        for cell in unit.provision.cells if isinstance(unit.provision, Row) else ():
            if cell.column < len(kinds) and names_something(cell.text):
                kinds[cell.column].add("name")
    return [frozenset(found) for found in kinds]


def _same_kind(mine: _Kinds, theirs: _Kinds) -> Matrix:
    """1 for two columns that hold one kind of thing, -1 for other kinds, 0 where one holds nothing."""
    return np.array(
        [[bool(one and other) * (1 if one & other else -1) for other in theirs] for one in mine],
        dtype=np.float32,
    )


def _same_values(draft: Table, reference: Table, rows: Sequence[tuple[Unit, Unit]]) -> Matrix:
    """Share of the rows in which a column of the draft and one of the reference hold the same quantity."""
    shared = np.zeros((len(draft.columns), len(reference.columns)), dtype=np.float32)
    for mine, theirs in rows:
        columns = [_by_column(unit) for unit in (mine, theirs)]
        for i, values in columns[0].items():
            for j, others in columns[1].items():
                if i < shared.shape[0] and j < shared.shape[1]:
                    shared[i, j] += any(_same(one, other) for one, other in product(values, others))
    return np.asarray(shared / max(1, len(rows)), dtype=np.float32)


def _same(one: PlacedQuantity, other: PlacedQuantity) -> bool:
    """Whether two quantities have an end in common, or a number where not both have a unit.

    A bare value here is the bound there that the sentence about the table makes of it.
    """
    ends = [{end for end in placed.base[:2] if end is not None} for placed in (one, other)]
    if one.base[2] == other.base[2] and ends[0] & ends[1]:
        return True
    numbers = [
        {bound for bound in (placed.limit.lo, placed.limit.hi) if bound is not None}
        for placed in (one, other)
    ]
    return not (one.limit.unit and other.limit.unit) and bool(numbers[0] & numbers[1])


def _by_column(unit: Unit) -> dict[int, list[PlacedQuantity]]:
    placed: dict[int, list[PlacedQuantity]] = defaultdict(list)
    for quantity in unit.quantities:
        placed[quantity.column].append(quantity)
    return placed
