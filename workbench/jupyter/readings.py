"""What was read in a standard, as marks in its text: limits, conditions, verbal forms, designations.

Nothing is read here. The marks are those readings on which a comparison rests.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import get_args

from workbench.alignment import Unit, cells_of, language_of, prepare
from workbench.designations import Found, Relation, counterparts
from workbench.jupyter.pages import LegendEntry, ReadingKind, ReadingMark, ReadingsPage
from workbench.languages import Form, FormMark, Limit, Role, Span
from workbench.messages import translate
from workbench.sts import Row, Standard

MAX_COUNTERPARTS = 3
"""How many standards a note names to which one corresponds: ISO 9001 is adopted in every country."""

_KINDS_OF_ROLES: dict[Role, ReadingKind] = {
    "limit": "limit",
    "condition": "condition",
    "apparatus": "apparatus",
}
_KINDS_OF_FORMS: dict[Form, ReadingKind] = {
    Form.REQUIREMENT: "requirement",
    Form.RECOMMENDATION: "recommendation",
    Form.PERMISSION: "permission",
    Form.CAPABILITY: "capability",
    Form.INSTRUCTION: "instruction",
    Form.EXTERNAL: "external",
    Form.FORBIDDEN: "forbidden",
}

_BEFORE_WORDS = re.compile(r"\W*")
_CLOSE_UNITS = frozenset("°′″")
"""Units of angle follow their number without a space (SI Brochure, 9th edition, 5.4.3)."""


@dataclass
class _Mark:
    """A mark of a provision's text; ``notes`` are its own and those of what it covers."""

    start: int
    end: int
    kind: ReadingKind
    notes: list[str] = field(default_factory=list)


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
        found = (*_quantities(unit), *_forms(unit), *_designations(unit, stated))
        repeated = _repeated(unit)
        kept = _without_overlaps(
            mark for mark in found if not any(start <= mark.start < end for start, end in repeated)
        )
        if kept:
            texts[unit.id] = unit.text
            marks += [_shown(unit, mark) for mark in kept]
    counts = Counter(mark.kind for mark in marks)
    legend = tuple(
        LegendEntry(kind=kind, name=translate(f"jupyter.readings.kind.{kind}"), count=counts[kind])
        for kind in get_args(ReadingKind)
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


def _shown(unit: Unit, mark: _Mark) -> ReadingMark:
    note, *others = dict.fromkeys(mark.notes)
    for other in others:
        note = translate("jupyter.readings.note.also", note=note, other=other)
    return ReadingMark(provision=unit.id, start=mark.start, end=mark.end, kind=mark.kind, note=note)


def _without_overlaps(marks: Iterable[_Mark]) -> list[_Mark]:
    """``marks`` in the order of the text, of which earlier ones take precedence.

    What a kept mark covers, even in part, is told in its note: "shall not exceed 3 ml" is marked as a limit
    and said to be a requirement as well.
    """
    kept: list[_Mark] = []
    for mark in marks:
        place = bisect_left(kept, mark.start, key=lambda other: other.end - 1)
        if place < len(kept) and kept[place].start < mark.end:
            kept[place].notes += mark.notes
        elif mark.start < mark.end:
            kept.insert(place, mark)
    return kept


def _quantities(unit: Unit) -> list[_Mark]:
    """Limits, then conditions, then what apparatus must do; bare values are not marked."""
    marks = [
        _Mark(*placed.span, _KINDS_OF_ROLES[placed.limit.role], [_quantity_note(placed.limit)])
        for placed in unit.quantities
        if placed.limit.role in _KINDS_OF_ROLES
    ]
    precedence = tuple(_KINDS_OF_ROLES.values())
    return sorted(marks, key=lambda mark: precedence.index(mark.kind))


def _quantity_note(limit: Limit) -> str:
    # A condition is seldom named; what stands before it is another part of the sentence.
    name = "" if limit.role == "condition" else limit.characteristic
    what = f"{name} {_value(limit)}".strip()
    return _qualified(
        translate(f"jupyter.readings.note.{limit.role}", what=what), uncertain=limit.confidence < 1
    )


def _value(limit: Limit) -> str:
    """The accepted values in signs, whatever words the text uses: ``≤ 0.3 %``, ``23 ℃ ± 2 ℃``."""
    lo, hi = limit.lo, limit.hi
    if lo is None or hi is None:
        bounds = ((lo, limit.lo_inc, ">≥"), (hi, limit.hi_inc, "<≤"))
        return ", ".join(
            f"{signs[included is not False]} {_number(bound, limit.unit)}"
            for bound, included, signs in bounds
            if bound is not None
        )
    if lo == hi:
        return _number(lo, limit.unit)
    nominal = limit.nominal
    if limit.shape == "tolerance" and nominal is not None and hi - nominal == nominal - lo:
        deviation = f"± {_number(hi - nominal, limit.unit)}"
        return f"{_number(nominal, limit.unit)} {deviation}" if nominal else deviation
    if limit.lo_inc is False or limit.hi_inc is False:
        signs = ">≥"[limit.lo_inc is not False], "<≤"[limit.hi_inc is not False]
        return f"{signs[0]} {_number(lo, limit.unit)}, {signs[1]} {_number(hi, limit.unit)}"
    return f"{_number(lo, '')} … {_number(hi, limit.unit)}"


def _number(number: Decimal, unit: str) -> str:
    if not unit:
        return f"{number:f}"
    return f"{number:f}{unit}" if unit in _CLOSE_UNITS else f"{number:f} {unit}"


def _forms(unit: Unit) -> Iterator[_Mark]:
    """The verbal forms, in a table row cell by cell."""
    offsets, _ = cells_of(unit.provision)
    for reading, offset in zip(unit.readings, offsets, strict=True):
        for mark in reading.forms:
            kind = _KINDS_OF_FORMS.get(mark.form.affirmed)
            if kind:
                start, end = mark.span
                # An instruction may be known by the comma before it.
                words = _BEFORE_WORDS.match(reading.text, start, end)
                start = words.end() if words else start
                note = _form_note(mark, kind, reading.text[start:end])
                yield _Mark(offset + start, offset + end, kind, [note])


def _form_note(mark: FormMark, kind: ReadingKind, words: str) -> str:
    key = f"{kind}-negative" if mark.form.negative else kind
    note = translate(f"jupyter.readings.note.{key}", words=" ".join(words.split()))
    return _qualified(note, uncertain=mark.low_confidence)


def _qualified(note: str, *, uncertain: bool) -> str:
    return translate("jupyter.readings.note.uncertain", note=note) if uncertain else note


def _stated(units: Iterable[Unit]) -> tuple[Relation, ...]:
    """What the document itself says about correspondence."""
    return tuple(found.relation for unit in units for found in unit.found if found.relation)


def _designations(unit: Unit, stated: tuple[Relation, ...]) -> Iterator[_Mark]:
    for found in unit.found:
        yield _Mark(found.start, found.end, "designation", _designation_notes(found, stated))


def _designation_notes(found: Found, stated: tuple[Relation, ...]) -> list[str]:
    """What the standard corresponds to, as the document says or as is known; its name where nothing is."""
    of = found.designation.canonical
    if found.adopted:
        return [translate("jupyter.readings.note.adopted", of=of, degree=found.adopted)]
    known = [
        translate(
            f"jupyter.readings.note.{counterpart.equivalence.degree}",
            of=of,
            to=counterpart.designation.canonical,
        )
        for counterpart in counterparts(found.designation, stated=stated)
        if counterpart.equivalence.editions != "other"
    ]
    return known[:MAX_COUNTERPARTS] or [translate("jupyter.readings.note.designation", of=of)]
