"""Reading of one text or one table cell."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from workbench.languages import _cells
from workbench.languages._comparators import Comparator, comparators_in
from workbench.languages._forms import affirmed, forms_for, governing, merged, modal_marks, with_instructions
from workbench.languages._language import Language, language
from workbench.languages._patterns import group_name
from workbench.languages._quantities import quantities
from workbench.languages._roles import judged
from workbench.languages._text import composed, normalised
from workbench.languages._units import unit_at
from workbench.languages.model import FormMark, Limit, Reading, Span, Statistic

_CACHE = 32768


def read(text: str, language: str, *, profile: str = "", headers: Sequence[str] = ()) -> Reading:
    """Read one sentence or provision.

    Args:
        text: the text; spans of the result are offsets in it.
        language: BCP 47 tag. For a language without data, numbers, symbols and units are read and the
            form is STATEMENT with low confidence.
        profile: family of documents with verbal forms of its own, such as ``"cn-construction"`` or
            ``"gost"``; ignored where the language has none of that name.
        headers: column headers, where the text is a table cell (see :func:`read_cell`).
    """
    if headers:
        return read_cell(text, language, tuple(headers))
    return _read(text, language, profile)


def read_cell(text: str, language: str, headers: tuple[str, ...], row_header: str = "") -> Reading:
    """Read a table cell in the light of its column headers and the first cell of its row.

    A unit or comparator that stands in a header ("Length, mm, max.") holds for the bare numbers below it;
    the unit of the row header ("modulus of rupture/MPa") where no column header gives one. Numbers in
    brackets take the header's bracketed unit ("bar (kPa)"). A bare number under headers without a
    comparator is a value. The result's characteristic is that of the headers where the cell has none.
    """
    return _read_cell(text, language, headers, row_header)


@lru_cache(maxsize=_CACHE)
def _read(text: str, code: str, profile: str) -> Reading:
    known = language(code)
    source, offsets = composed(text)
    reading = _analysed(normalised(source), known, profile)
    reading = replace(reading, text=text, language=known.code)
    return _moved(reading, offsets) if offsets else reading


@lru_cache(maxsize=_CACHE)
def _read_cell(text: str, code: str, headers: tuple[str, ...], row_header: str) -> Reading:
    known = language(code)
    reading = _read(text, code, "")
    above = [_cells.header(normalised(text_above), known) for text_above in headers]
    beside = _cells.header(normalised(row_header), known)
    limits = tuple(_cells.completed(q, above, beside) for q in reading.quantities)
    return replace(reading, quantities=limits)


def _analysed(text: str, known: Language, profile: str) -> Reading:
    forms = forms_for(known, profile)
    modal = modal_marks(text, forms)
    denied = [mark.span for mark in modal.marks if mark.negative]
    comparators = comparators_in(text, known, denied)
    found = quantities(text, known, _blocked(text, known), comparators)
    taken_up = {item.denied for item in comparators if item.denied}
    marks = with_instructions(text, forms, affirmed(modal.marks, taken_up))
    form, low = governing(marks, doubtful=modal.doubtful or not known.known)
    return Reading(
        text=text,
        language=known.code,
        form=form,
        low_confidence=low,
        forms=marks,
        quantities=judged(text, known, found, form, marks),
        negations=_negations(text, known, marks, comparators),
        statistics=_statistics(text, known),
        qualifiers=tuple(match[0] for match in known.qualifiers.finditer(text)),
    )


def _blocked(text: str, known: Language) -> list[Span]:
    """Where digits are no quantities: designations, clause numbers, dates."""
    if not any(char.isdigit() for char in text):
        return []
    spans = []
    for match in chain(known.ignore.finditer(text), known.designations.finditer(text)):
        # "LED 5 W" has the shape of a designation; "ISO 139" is one whatever follows.
        if match.lastgroup == "doubtful" and unit_at(text, match.end()):
            continue
        spans.append(match.span())
    return spans


def _negations(
    text: str, known: Language, marks: tuple[FormMark, ...], comparators: list[Comparator]
) -> tuple[Span, ...]:
    """Denials by verbal forms and in the content, without those that only turn a comparator."""
    inside = [(item.start, item.word) for item in comparators]
    spans = [mark.span for mark in marks if mark.negative]
    for match in known.negations.finditer(text):
        start, end = match.span()
        if group_name(match) == "negation" and not any(s <= start < e for s, e in inside):
            spans.append((start, end))
    return merged(spans)


def _statistics(text: str, known: Language) -> tuple[Statistic, ...]:
    found: list[Statistic] = [group_name(m) for m in known.statistics.finditer(text)]  # type: ignore[misc]
    return tuple(dict.fromkeys(found))


def _moved(reading: Reading, offsets: list[int]) -> Reading:
    def moved(span: Span) -> Span:
        return offsets[span[0]], offsets[span[1]]

    def moved_limit(limit: Limit) -> Limit:
        return replace(limit, span=moved(limit.span))

    return replace(
        reading,
        forms=tuple(replace(mark, span=moved(mark.span)) for mark in reading.forms),
        quantities=tuple(map(moved_limit, reading.quantities)),
        negations=tuple(map(moved, reading.negations)),
    )
