"""What was read in a standard, as marks in its text: limits, conditions, verbal forms, designations.

Nothing is read here. The marks are those readings on which a comparison rests.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from workbench.alignment import Unit, cells_of, language_of, prepare
from workbench.designations import Relation
from workbench.interchange import (
    Mark,
    ReadingKind,
    designation_marks,
    form_marks,
    kind_name,
    quantity_marks,
    without_overlaps,
)
from workbench.jupyter.pages import LegendEntry, ReadingMark, ReadingsPage
from workbench.languages import Span
from workbench.sts import Row, Standard


def readings_page(standard: Standard) -> ReadingsPage:
    """What is read in ``standard``, with notes in the user's language.

    Raises:
        StsError: where the document has no provision.
    """
    units = prepare(standard, language_of(standard))
    stated = _stated(units)
    texts: dict[str, str] = {}
    marks: list[ReadingMark] = []
    for unit in units:
        found = _found(unit, stated)
        repeated = _repeated(unit)
        kept = without_overlaps(
            mark for mark in found if not any(start <= mark.start < end for start, end in repeated)
        )
        if kept:
            texts[unit.id] = unit.text
            marks += [_shown(unit, mark) for mark in kept]
    counts = Counter(mark.kind for mark in marks)
    legend = tuple(
        LegendEntry(kind=kind, name=kind_name(kind), count=counts[kind]) for kind in get_args(ReadingKind)
    )
    return ReadingsPage(provisions=texts, marks=tuple(marks), legend=legend)


def _repeated(unit: Unit) -> list[Span]:
    """Where a row's text repeats cells of a row further up: they are shown, and marked, there only."""
    if not isinstance(unit.provision, Row):
        return []
    offsets, _ = cells_of(unit.provision)
    return [
        (offset, offset + len(cell.text))
        for offset, cell in zip(offsets, unit.provision.cells, strict=True)
        if cell.spanned
    ]


def _found(unit: Unit, stated: tuple[Relation, ...]) -> Iterator[Mark]:
    """Quantities, then verbal forms, in a table row cell by cell, then designations."""
    yield from quantity_marks((placed.limit, placed.span) for placed in unit.quantities)
    offsets, _ = cells_of(unit.provision)
    for reading, offset in zip(unit.readings, offsets, strict=True):
        yield from form_marks(reading, offset)
    yield from designation_marks(unit.found, stated)


def _shown(unit: Unit, mark: Mark) -> ReadingMark:
    return ReadingMark(provision=unit.id, start=mark.start, end=mark.end, kind=mark.kind, note=mark.note)


def _stated(units: Iterable[Unit]) -> tuple[Relation, ...]:
    """What the document itself says about correspondence."""
    return tuple(found.relation for unit in units for found in unit.found if found.relation)
