"""A standard as plain lines, for ``git diff`` to compare and people to read."""

import os
from collections.abc import Iterator
from pathlib import Path

from workbench import sts
from workbench.sts import Clause, Provision, Row, Standard, StsError, Table


def textconv(path: str | os.PathLike[str]) -> str:
    """The document at ``path`` as readable text: its metadata, then one provision a line.

    Headings of clauses stand in lines of their own that begin with "# "; each provision begins with the
    number of its clause. What is no readable standard is given as it is, since ``git diff`` has to show old
    and broken versions too.

    Raises:
        StsError: where the file itself cannot be read.
    """
    try:
        standard = sts.load(path)
        return "".join(f"{line}\n" for line in _lines(standard))
    except StsError:
        if not Path(path).is_file():
            raise
        return Path(path).read_bytes().decode("utf-8", errors="replace")


def _lines(standard: Standard) -> Iterator[str]:
    for name, value in standard.metadata:
        yield f"{name}: {value}"
    clause: Clause | None = None
    table: Table | None = None
    for provision in standard.provisions:
        if provision.clause is not None and provision.clause != clause:
            yield from _headings(clause, provision.clause)
            clause = provision.clause
        if isinstance(provision, Row) and provision.table != table:
            table = provision.table
            yield from _table_head(table)
        yield _line(provision)


def _headings(before: Clause | None, clause: Clause) -> Iterator[str]:
    """Headings of the clauses that begin between two provisions."""
    open_before = before.path if before else ()
    for item in clause.path:
        if item not in open_before:
            yield ""
            yield " ".join(("#", *filter(None, (item.number, item.title))))


def _table_head(table: Table) -> Iterator[str]:
    yield " ".join(filter(None, (table.label, table.caption)))
    yield " | ".join(table.columns)


def _line(provision: Provision) -> str:
    if isinstance(provision, Row):
        text = " | ".join(cell.text for cell in provision.cells)
    else:
        text = " ".join(filter(None, (provision.label, provision.text)))
    number = f"[{provision.clause_number}] " if provision.clause_number else ""
    return number + " ".join(text.split())
