"""Cells of corresponding table rows that hold a mark in place of a value (FG, SA): required, not required.

A table of inspections says with a mark which tests are made when: that is a matter of sampling (SA).
"""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import Cell, Row


def find(context: Context) -> Iterator[Finding]:
    """One finding for each linked row in which a mark stands on one side only."""
    for pair in context.pairs:
        if len(pair.draft) != 1 or len(pair.reference) != 1:
            continue
        mine, theirs = pair.draft[0], pair.reference[0]
        if not isinstance(mine.provision, Row) or not isinstance(theirs.provision, Row):
            continue
        columns = context.alignment.columns.get(
            (mine.provision.table.element, theirs.provision.table.element), {}
        )
        cells = {cell.column: cell for cell in theirs.provision.cells}
        if any(
            _mark(cell) is not None and _mark(cells[other]) is not None and _mark(cell) != _mark(cells[other])
            for cell in mine.provision.cells
            if (other := columns.get(cell.column, -1)) in cells
        ):
            yield _finding(mine, theirs)


def _mark(cell: Cell) -> bool | None:
    """Whether a cell says yes or no; ``None`` where it says something else."""
    text = cell.text.strip()
    if mentions("mark-yes", text, ""):
        return True
    return False if mentions("mark-no", text, "") else None


def _finding(draft: Unit, reference: Unit) -> Finding:
    inspection = any(mentions("inspection", _around(unit), unit.language) for unit in (draft, reference))
    category, sub = ("SA", "programme") if inspection else ("FG", "marks")
    return Finding(
        category=category,
        sub=sub,
        rule="table-marks",
        confidence=0.75,
        draft=(draft,),
        reference=(reference,),
        characteristic=draft.text.partition(" | ")[0],
        message=Message(f"divergence.note.{category}.{sub}"),
    )


def _around(unit: Unit) -> str:
    """The headings above a row and the title of its table."""
    caption = unit.provision.table.caption if isinstance(unit.provision, Row) else ""
    chapter = unit.chapter.title if unit.chapter else ""
    return f"{chapter} {unit.provision.heading} {caption}"
