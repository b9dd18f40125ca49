"""Tables that answer to each other with rows and columns exchanged.

One standard gives the pressures of a valve with a row for each material and a column for each temperature,
another with a row for each temperature and a column for each material. No row then says what a row of the
other says, but all rows of one table say what all rows of the other do.
"""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from workbench.alignment.units import Unit
from workbench.languages import read_cell
from workbench.sts import Row, Table

Key = tuple[object, ...]
"""What the head of a row or a column says in all languages: its numbers, else its text."""

FEWEST = 2
"""Fewest columns of a table that are rows of the other: one alone may be chance."""

SHARE = 0.5
"""Share of the columns of one table that are rows of the other, and of its rows that are columns there."""

_LONGEST = 12
"""Longest symbol, in characters, that is written alike in all languages: "CF8M", "EPDM", "Type C"."""


def transposed(draft: Sequence[Unit], reference: Sequence[Unit]) -> list[tuple[list[int], list[int]]]:
    """The rows (indices of units) of every two tables of which one is the other transposed."""
    sides = [_rows(units) for units in (draft, reference)]
    found: list[tuple[list[int], list[int]]] = []
    taken: set[Table] = set()
    for (mine, rows), (theirs, others) in product(sides[0].items(), sides[1].items()):
        if taken.isdisjoint((mine, theirs)) and _are_transposed(rows, others):
            taken |= {mine, theirs}
            found.append(([unit.index for unit in rows], [unit.index for unit in others]))
    return found


def _rows(units: Sequence[Unit]) -> dict[Table, list[Unit]]:
    tables: dict[Table, list[Unit]] = {}
    for unit in units:
        if isinstance(unit.provision, Row):
            tables.setdefault(unit.provision.table, []).append(unit)
    return {table: rows for table, rows in tables.items() if len(rows) >= FEWEST}


def _are_transposed(draft: Sequence[Unit], reference: Sequence[Unit]) -> bool:
    """Whether the heads of the columns of either table are those of the rows of the other."""
    (columns, rows), (other_columns, other_rows) = _heads(draft), _heads(reference)
    return _alike(columns, other_rows) and _alike(other_columns, rows) and not _alike(rows, other_rows)


def _alike(some: set[Key], others: set[Key]) -> bool:
    return len(some & others) >= max(FEWEST, SHARE * len(some), SHARE * len(others))


def _heads(rows: Sequence[Unit]) -> tuple[set[Key], set[Key]]:
    """What the columns of a table are called, the first left out, and what its rows are."""
    provisions = [unit.provision for unit in rows if isinstance(unit.provision, Row)]
    first = [row.cells[0] for row in provisions if row.cells]
    columns = provisions[0].table.columns[1:]
    language = rows[0].language
    return (
        {key for head in columns if (key := _key(head, (), language))},
        {key for cell in first if (key := _key(cell.text, cell.headers, language))},
    )


def _key(text: str, headers: tuple[str, ...], language: str) -> Key:
    """The numbers of a head with their unit, which may stand above it; else a symbol."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > _LONGEST:
        return ()
    if not plain[0].isdigit():
        return (plain.casefold(),)
    ends: set[tuple[Decimal | None, str | None]] = set()
    for limit in read_cell(plain, language, headers).quantities:
        ends |= {(end, limit.unit_ucum) for end in (limit.lo, limit.hi) if end is not None}
    return (frozenset(ends),) if ends else ()
