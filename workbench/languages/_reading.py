"""Reading of one text or one table cell."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from workbench.languages import _cells
from workbench.languages._atoms import atoms
from workbench.languages._comparators import Comparator, comparators_in
from workbench.languages._forms import affirmed, forms_for, governing, merged, modal_marks, with_instructions
from workbench.languages._frequencies import frequencies
from workbench.languages._language import Language
from workbench.languages._loading import language
from workbench.languages._patterns import group_name
from workbench.languages._quantities import quantities
from workbench.languages._roles import judged
from workbench.languages._text import composed, normalised
from workbench.languages._units import scale, unit_at
from workbench.languages.model import FormMark, Limit, NamedUnit, Reading, Span, Statistic

_CACHE = 32768
_LONGEST_PIECE = 2000
"""Characters that are read as one text."""
_DIGIT = re.compile(r"\d")
_WITH_SIGN = re.compile(r"(?<![\d.,])(?:(?P<zero>0)|\d+)(?P<sign>[.,])(?P<behind>\d+)(?![\d.,]*\d)")
_CLASS = re.compile(r"[<>≤≥＜＞⩽⩾]\s?[^<>≤≥＜＞⩽⩾\d]{1,12}\s?[<>≤≥＜＞⩽⩾]")
"""The class of a row, written around its symbol."""
_RESTATED = re.compile(r"(?<=\d)\s?[（(]\s?\d[\d\s.,]*[）)]")
"""A number in a bracket behind a number."""
_STACKED = re.compile(r"^(\+\s?\d(?:[\d.,]*\d)?|0)\s([-−–]\s?\d[\d.,]*|0)$")
"""An upper and a lower deviation in a cell: "+2.0 0"."""
_BEFORE_ZERO = re.compile(r"(?<=[\s(])(\d[\d.,]*)[^\d.;,\-]*$")
"""The last number of a text and what stands behind it."""

_TEMPERATURES = frozenset({"Cel", "[degF]"})

_NEAR_ZERO = 40
"""Characters that a temperature in words takes at most."""

_GROUP = 3
"""Digits of a group of thousands."""
_SENTENCE_END = re.compile(r"[。！？；;!?؟]|\.(?=\s)")


def read(
    text: str, language: str, *, profile: str = "", headers: Sequence[str] = (), decimal: str = ""
) -> Reading:
    """Read one sentence or provision.

    Args:
        text: the text; spans of the result are offsets in it.
        language: BCP 47 tag. For a language without data, numbers, symbols and units are read and the
            form is STATEMENT with low confidence.
        profile: family of documents with verbal forms of its own, such as ``"cn-construction"`` or
            ``"gost"``, as :func:`profile_for` tells it; ignored where the language has none of that name.
        headers: column headers, where the text is a table cell (see :func:`read_cell`).
        decimal: the decimal sign of the document, as :func:`decimal_sign` tells it, where that is not the
            usual one of the language: in the English of ISO standards 2,942 is no thousands.
    """
    if headers:
        return read_cell(text, language, tuple(headers), profile=profile, decimal=decimal)
    return _read(text, language, profile, decimal)


def decimal_sign(texts: Iterable[str], language_code: str) -> str:
    """The decimal sign that a document writes; ``""`` where it is the language's own or nothing tells.

    What tells are numbers that begin with a zero, or have a unit and no three digits behind the sign.
    """
    known = language(language_code)
    signs: Counter[str] = Counter()
    for text in texts:
        plain = normalised(text)
        for match in _WITH_SIGN.finditer(plain):
            if match["zero"] or (len(match["behind"]) != _GROUP and unit_at(plain, match.end())):
                signs[match["sign"]] += 1
    other = "," if known.decimal == "." else "."
    return other if signs[other] > signs[known.decimal] else ""


def profile_for(document: str, language_code: str) -> str:
    """The profile in which the document with this designation is worded; ``""`` for the language's own.

    Codes of engineering construction of China (GB 50xxx, JGJ, CJJ) and interstate standards have words of
    their own for some verbal forms.
    """
    profiles = language(language_code).profiles
    return next((name for name, pattern in profiles.items() if pattern.match(document)), "")


def read_cell(
    text: str,
    language: str,
    headers: tuple[str, ...],
    row_header: str = "",
    *,
    profile: str = "",
    decimal: str = "",
) -> Reading:
    """Read a table cell in the light of its column headers and the first cell of its row.

    A unit or comparator that stands in a header ("Length, mm, max.") holds for the bare numbers below it;
    the unit of the row header ("modulus of rupture/MPa") where no column header gives one. Numbers in
    brackets take the header's bracketed unit ("bar (kPa)"). A bare number under headers without a
    comparator is a value. The result's characteristic is that of the headers where the cell has none.
    """
    return _read_cell(text, language, headers, row_header, profile, decimal)


def units_named(text: str, language_code: str) -> tuple[NamedUnit, ...]:
    """The units that a text names without a number: "in millimetres". What is not known is left out."""
    plain = normalised(text)
    found = (
        (unit, scale(unit.ucum)) for unit in _cells.units_named(plain, language(language_code)) if unit.ucum
    )
    return tuple(
        NamedUnit(known.factor, known.dimension, (unit.start, unit.end)) for unit, known in found if known
    )


def says_only_bound(text: str, language_code: str) -> bool:
    """Whether a header says on which side its numbers are bounds, and nothing else: "maximum value"."""
    return _cells.says_only_bound(normalised(text), language(language_code))


@lru_cache(maxsize=_CACHE)
def _read(text: str, code: str, profile: str, decimal: str, *, graded: bool = False) -> Reading:
    known = _written_with(decimal, code)
    source, offsets = composed(text)
    plain = normalised(source)
    signed, moved_by_sign = _with_signs(plain, known)
    if signed != plain:
        source = plain = signed
    pieces = _pieces(plain)
    if len(pieces) == 1:
        reading = _analysed(plain, known, profile, graded=graded)
    else:
        reading = _together([(start, _analysed(plain[start:end], known, profile)) for start, end in pieces])
    if source != plain:
        reading = replace(reading, quantities=tuple(_as_spelt(q, source) for q in reading.quantities))
    if moved_by_sign:
        reading = _moved(
            reading, lambda place: place - any(start < place < end for start, end in moved_by_sign)
        )
    reading = replace(reading, text=text, language=known.code)
    return _moved(reading, offsets.__getitem__) if offsets else reading


def _with_signs(text: str, known: Language) -> tuple[str, list[Span]]:
    """A text of the same length in which temperatures that are below zero in words have a sign.

    "from 40 °C below zero to 70 °C above zero" is "from -40 °C to 70 °C". The spans are those in which what
    follows the sign has moved by one place.
    """
    moved = []
    for pattern, sign in ((known.below_zero, "-"), (known.above_zero, "")):
        for words in pattern.finditer(text):
            number = _BEFORE_ZERO.search(text, max(0, words.start() - _NEAR_ZERO), words.start())
            unit = unit_at(text, number.end(1)) if number else None
            if number and (unit is None or unit.ucum in _TEMPERATURES):
                signed = (sign + text[number.start() : words.start()]).ljust(words.end() - number.start())
                text = text[: number.start()] + signed + text[words.end() :]
                if sign:
                    moved.append((number.start(), words.end()))
    return text, moved


def _written_with(decimal: str, code: str) -> Language:
    """The language with another decimal sign."""
    known = language(code)
    if not decimal or decimal == known.decimal:
        return known
    return replace(known, decimal=decimal, group=None if known.group == decimal else known.group)


def _pieces(text: str) -> list[Span]:
    """Parts that are read on their own, so that time grows with the length of a text and no faster.

    A provision is hardly ever longer than one. Longer texts are cut at the end of a sentence, else at a
    space, else anywhere.
    """
    pieces = []
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        ends = list(_SENTENCE_END.finditer(text, start, limit))
        end = ends[-1].end() if ends else text.rfind(" ", start + 1, limit)
        start, begin = (end if end > start else limit), start
        pieces.append((begin, start))
    return [*pieces, (start, len(text))]


def _together(parts: list[tuple[int, Reading]]) -> Reading:
    moved = [_moved(reading, start.__add__) for start, reading in parts]
    marks = tuple(chain.from_iterable(reading.forms for reading in moved))
    strongest = max(moved, key=lambda reading: reading.form.strength)
    return replace(
        strongest,
        forms=marks,
        quantities=tuple(chain.from_iterable(reading.quantities for reading in moved)),
        negations=tuple(chain.from_iterable(reading.negations for reading in moved)),
        statistics=tuple(dict.fromkeys(chain.from_iterable(reading.statistics for reading in moved))),
        qualifiers=tuple(chain.from_iterable(reading.qualifiers for reading in moved)),
    )


def _as_spelt(limit: Limit, source: str) -> Limit:
    """``limit`` with its unit and class as the text spells them."""
    unit = source[slice(*limit.unit_span)] if limit.unit_span else limit.unit
    conditions = tuple(_as_spelt(condition, source) for condition in limit.conditions)
    return replace(limit, unit=unit, conditions=conditions)


@lru_cache(maxsize=_CACHE)
def _read_cell(
    text: str, code: str, headers: tuple[str, ...], row_header: str, profile: str, decimal: str
) -> Reading:
    known = language(code)
    above = [_cells.header(normalised(text_above), known) for text_above in headers]
    beside = _cells.header(normalised(row_header), known)
    # Deviations that stood one above the other; a sign in place of a space keeps all places.
    written = _STACKED.sub(r"\1/\2", text)
    if _CLASS.search(written):  # "0.04 (400) < A ≤ 0.16 (1 600)": the same in another unit
        written = _RESTATED.sub(lambda found: " " * len(found[0]), written)
    reading = _read(written, code, profile, decimal, graded=any(header.graded for header in (*above, beside)))
    has_others = any(q.role != "condition" for q in reading.quantities)
    limits = tuple(
        _cells.completed(q, above, beside, is_beside_others=has_others) for q in reading.quantities
    )
    return replace(reading, text=text, quantities=limits)


def _analysed(text: str, known: Language, profile: str, *, graded: bool = False) -> Reading:
    forms = forms_for(known, profile)
    modal = modal_marks(text, forms)
    denied = [mark.span for mark in modal.marks if mark.negative]
    blocked = _blocked(text, known)
    numbers = frequencies(text, known, atoms(text, known, blocked, graded=graded), blocked)
    comparators = (
        comparators_in(text, known, denied, blocked) if numbers or denied or _denies(text, known) else []
    )
    found = quantities(text, known, numbers, comparators)
    taken_up = {item.denied for item in comparators if item.denied}
    marks = with_instructions(text, forms, affirmed(modal.marks, taken_up))
    form, low = governing(marks, doubtful=modal.doubtful or not known.known, yielding=modal.yielding)
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


def _denies(text: str, known: Language) -> bool:
    return known.negations.search(text) is not None


def _blocked(text: str, known: Language) -> list[Span]:
    """Where numbers are no quantities: designations, clause numbers, dates."""
    spans = []
    # A designation holds digits; what else is no quantity, as a "mètre à ruban", may not.
    kinds = known.designations if _DIGIT.search(text) else ()
    found = chain(known.ignore.finditer(text), *(kind.finditer(text) for kind in kinds))
    for match in found:
        # "LED 5 W" has the shape of a designation; "ISO 139" is one whatever follows.
        if match.lastgroup == "doubtful" and unit_at(text, match.end()):
            continue
        spans.append(match.span())
    return spans


def _negations(
    text: str, known: Language, marks: tuple[FormMark, ...], comparators: list[Comparator]
) -> tuple[Span, ...]:
    """Denials by verbal forms and in the content, without those that only turn a comparator."""
    inside = merged([(item.start, item.word) for item in comparators if item.start < item.word])
    begins = [start for start, _ in inside]
    spans = [mark.span for mark in marks if mark.negative]
    for match in known.negations.finditer(text):
        if group_name(match) == "negation":
            place = bisect_right(begins, match.start()) - 1
            if place < 0 or match.start() >= inside[place][1]:
                spans.append(match.span())
    return merged(spans)


def _statistics(text: str, known: Language) -> tuple[Statistic, ...]:
    found: list[Statistic] = [group_name(m) for m in known.statistics.finditer(text)]  # type: ignore[misc]
    return tuple(dict.fromkeys(found))


def _moved(reading: Reading, place: Callable[[int], int]) -> Reading:
    """``reading`` with every offset where ``place`` puts it."""

    def moved(span: Span) -> Span:
        return place(span[0]), place(span[1])

    def moved_limit(limit: Limit) -> Limit:
        return replace(
            limit,
            span=moved(limit.span),
            unit_span=moved(limit.unit_span) if limit.unit_span else None,
            conditions=tuple(map(moved_limit, limit.conditions)),
        )

    return replace(
        reading,
        forms=tuple(replace(mark, span=moved(mark.span)) for mark in reading.forms),
        quantities=tuple(map(moved_limit, reading.quantities)),
        negations=tuple(map(moved, reading.negations)),
    )
