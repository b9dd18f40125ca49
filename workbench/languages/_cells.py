"""Units and comparators that table headers give to the cells under them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from workbench.languages._characteristics import characteristic
from workbench.languages._comparators import Sense, comparators_in
from workbench.languages._forms import forms_for, modal_marks
from workbench.languages._language import Language
from workbench.languages._numbers import power_at, scale_at
from workbench.languages._patterns import group_name
from workbench.languages._quantities import GRADE, as_bound, as_grade, is_one_grade
from workbench.languages._units import Unit, scale, unit_at, units_data
from workbench.languages.lexicon import mentions, places
from workbench.languages.model import Limit

_DEVIATES = re.compile(r"±(?!\s?\d)")
_IN_BRACKET = re.compile(r"[^,，.。;；:：()\[\]]{1,16}[(\[]")
_UNIT_END = re.compile(r"$|[\W_]|[\u4e00-\u9fff]")
_UNIT_MARK = re.compile(r"[/,，\u060c([]\s?|\s(?=\S)")
_NUMBER_NEXT = re.compile(r"\s*[±(]?\s*\d")
_SYMBOL_END = re.compile(r"\s*[<>≤≥]*\s*$|\s*[,，\u060c)(\]]|\s(?!\s*(?:[<>≤≥⩽⩾=]\s?)?\d)")
_SCALE_END = re.compile(r"\s*[<>≤≥]*\s*$|\s*[,，\u060c)(]")
_SYMBOL = re.compile(r"[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN_BOUNDS = re.compile(r"[<>≤≥⩽⩾]\s?(\w+)\s?[<>≤≥⩽⩾]")
"""The symbol of a row, which is no unit: "0,20 < V ≤ 0,35"."""
_CLASS = re.compile(r"\d\s?\w{0,4}\s?[<>≤≥⩽⩾]\s?[^<>≤≥⩽⩾\d]{1,12}\s?[<>≤≥⩽⩾]\s?\d")
"""A class of sizes in the header of a column, which bounds nothing under it: "8 kg < body mass ≤ 11 kg"."""
_LENGTHS = frozenset({"mm", "cm", "um"})
_OF_SYMBOLS = {
    "N": frozenset[str](), "J": frozenset[str](), "W": frozenset[str](), "V": frozenset({"L", "mL"}),
    "A": frozenset[str](), "C": frozenset[str](), "g": frozenset[str](), "m": frozenset({"kg", "g", "t"}),
    "F": frozenset({"N", "kN"}), "T": frozenset({"K", "Cel"}), "P": frozenset({"W", "kW"}),
    "t": frozenset({"mm", "cm", "um", "min", "s"}),
}  # fmt: skip
"""Units under a solidus that make a letter the symbol of a quantity; any length for the letters not here."""
_OF_NUMBER = r"(?<![^\W\d_])(?<![^\W\d_]\d)\d"
"""A digit of a number, not of a symbol: "Tp0 N·m"."""
_DIGIT_END = re.compile(rf"{_OF_NUMBER}(?=\s?\D)")
_NUMBER_END = re.compile(rf"{_OF_NUMBER}\s?$")
_AFTER_DIGIT = re.compile(r"\d\s?$")
_COUNT = re.compile(r"^\D{0,12}\d+(?P<counted>(?: [^\W\d_]+){0,3})\s?")
"""What a header counts, before "and more": "10 place settings"."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says about the numbers under it; ``factor`` is the one in its unit: thousand cycles.

    One letter alone may be a unit, and a symbol where the unit is said elsewhere: C of a table in per cent.
    """

    units: tuple[Unit, ...]
    sense: Sense | None
    characteristic: str
    implied: Sense | None
    factor: Decimal = Decimal(1)
    graded: bool = False
    is_letter: bool = False
    deviates: bool = False
    """Whether its numbers are deviations on both sides: "limit deviation, ± mm"."""


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A power of ten in a header, with the unit that follows it."""

    start: int
    end: int
    factor: Decimal
    unit: Unit | None


def header(text: str, language: Language) -> Header:
    """Read a column or row header: "water absorption/% ≤", "heat retention (6 h)/℃", "length, mm, max."."""
    scaled = next(_scaled(text, language), None)
    units = (scaled.unit,) if scaled and scaled.unit else _units(text, language, alone=scaled is None)
    units = _unit_before_bound(text, language) or units
    begins = [found.start for found in (scaled, units[0] if units else None) if found]
    implied = language.comparators.implied.search(text)
    return Header(
        units=units,
        sense=_sense(text, language),
        characteristic=characteristic(_before_unit(text, begins), language),
        implied=group_name(implied) if implied else None,
        factor=scaled.factor if scaled else Decimal(1),
        graded=language.roles.graded.search(text) is not None or any(unit.ucum == GRADE for unit in units),
        is_letter=_SYMBOL.fullmatch(text.strip()) is not None or _ends_with_symbol(text, units),
        deviates=_DEVIATES.search(text) is not None,
    )


def _unit_before_bound(text: str, language: Language) -> tuple[Unit, ...]:
    """The unit with which a header begins that else says on which side its numbers are bounds: "HRC min.".

    A letter before another unit is a symbol: "S % max." is sulfur.
    """
    unit = unit_at(text, 0)
    rest = text[unit.end :].strip(" ,") if unit else ""
    if unit is None or not rest or _is_symbol_over_unit(unit) or not says_only_bound(rest, language):
        return ()
    following = unit_at(rest, 0)
    return (unit,) if following is None or following.end == len(rest) else ()


def _ends_with_symbol(text: str, units: tuple[Unit, ...]) -> bool:
    """Whether the unit of a header is one letter behind its words, and may be a symbol: "difference in H"."""
    if not units or _SYMBOL.fullmatch(units[-1].text) is None:
        return False
    return text[: units[-1].start].endswith(" ")


def _scaled(text: str, language: Language) -> Iterator[_Scaled]:
    """The powers of ten by which a header multiplies: "thousand cycles", "×10³ cycles".

    One without the sign × stands where a unit does, behind a solidus, comma or bracket or at the beginning.
    """
    places = [(0, True), *((mark.end(), not mark[0].isspace()) for mark in _UNIT_MARK.finditer(text))]
    for place, apart in places:
        if _AFTER_DIGIT.search(text, max(0, place - 3), place):
            continue
        found = power_at(text, place, signed=not apart)
        lead = language.unit_leads.match(text, place) if apart else None
        behind = lead.end() if lead else place  # "operations, in thousands"
        if found is None and apart and (scale := scale_at(text, behind, language)):
            found = Decimal(scale[0]), scale[1]
        if found is None:
            continue
        factor, end = found
        unit = unit_at(text, end)
        end = unit.end if unit else end
        if (_SYMBOL_END if unit else _SCALE_END).match(text, end):
            yield _Scaled(place, end, factor, unit)


def _sense(text: str, language: Language) -> Sense | None:
    """The comparator of a header, with the denial that turns it ("shall not be less than the values given").

    One that stands beside a number has it for itself: "up to 120 °C" says which column this is, and
    "120 < d ≤ 200" which row.
    """
    denied = [mark.span for mark in modal_marks(text, forms_for(language, "")).marks if mark.negative]
    classes = [match.span() for match in _CLASS.finditer(text)]
    for comparator in comparators_in(text, language, denied):
        if any(start <= comparator.start < end for start, end in classes):
            continue
        # A verb may stand behind the number of a clause: "in accordance with 6.5 shall not exceed".
        own = _AFTER_DIGIT.search(text, 0, comparator.start) or _counts_before(text, comparator.start)
        after_digit = comparator.denied is None and own
        if not (after_digit or _NUMBER_NEXT.match(text, comparator.end)):
            return comparator.sense
    symbols = {match.start() for match in language.comparators.symbols.finditer(text)}
    for found in language.comparators.header.finditer(text):
        if any(start <= found.start() < end for start, end in classes):
            continue
        if found.start() in symbols:
            after_digit = _AFTER_DIGIT.search(text, 0, found.start()) is not None
        else:
            after_digit = _counts_before(text, found.start())
        of_unit = text[: found.start()].rstrip().endswith("/")  # mm/min
        if not (after_digit or of_unit or _NUMBER_NEXT.match(text, found.end())):
            return group_name(found)
    return None


def _counts_before(text: str, end: int) -> bool:
    """Whether a header begins with a number and up to ``end`` has what it counts: 10 place settings, 10套."""
    found = _COUNT.match(text, 0, end)
    if found is None:
        return False
    unit = unit_at(text, found.start("counted"))
    return found.end() == end or (unit is not None and not text[unit.end : end].strip())


def says_only_bound(text: str, language: Language) -> bool:
    """Whether a header says on which side its numbers are bounds, and nothing else: "min."."""
    if _sense(text, language) is None:
        return False
    comparators = language.comparators
    marks = modal_marks(text, forms_for(language, "")).marks
    taken = [mark.span for mark in marks]
    taken += [match.span() for match in comparators.header.finditer(text)]
    denied = [mark.span for mark in marks if mark.negative]
    taken += [(one.start, one.end) for one in comparators_in(text, language, denied)]
    taken += [(unit.start, unit.end) for unit in _units(text, language, alone=False)]
    taken += places("value-word", text, language.code)
    return not any(
        character.isalpha() and not any(start <= place < end for start, end in taken)
        for place, character in enumerate(text)
    )


def _units(text: str, language: Language, *, alone: bool) -> tuple[Unit, ...]:
    """Units after a solidus, comma or bracket, or at the end; the last in the text, with its bracketed twin.

    A unit after a number belongs to that number: "(6 h)" in a header is a condition. Where something else in
    the header is a unit (it is not ``alone``), "min" is a word for a bound: "length, mm, min".
    """
    found: list[Unit] = []
    # In Chinese headers "V/L" is symbol over unit; a unit after a mere space is then no unit.
    solidus_only = not language.word_boundaries and "/" in text
    whole = unit_at(text, 0)
    whole = whole if whole and whole.end >= len(text.rstrip()) and not _is_symbol_over_unit(whole) else None
    symbols = {match.start(1) for match in _BETWEEN_BOUNDS.finditer(text)}
    of_numbers = [
        (digit.end(), digit.end() + len(text[digit.end() : unit.end].partition("/(")[0]))
        for digit in _DIGIT_END.finditer(text)
        if (unit := unit_at(text, digit.end())) is not None
    ]
    for match in _UNIT_MARK.finditer(text) if whole is None else ():
        if solidus_only and match[0].isspace():
            continue
        if found and match.end() <= found[-1].end:
            continue
        if any(start <= match.start() < end for start, end in of_numbers):
            continue  # the solidus of "at least 150 g/m²"
        unit = unit_at(text, match.end())
        if unit is None or unit.start != match.end() or _NUMBER_END.search(text[: match.start() + 1]):
            continue
        if unit.start in symbols or _is_symbol_over_unit(unit):
            continue
        if _SYMBOL.fullmatch(unit.text) and mentions("annex", text[: unit.start], language.code):
            continue  # "tested in accordance with Annex A"
        first = _LETTERS.match(unit.text)  # "brewing time/s" is no number of times a second
        is_word = unit.text in _words() or (first is not None and first[0] in _words())
        if match[0] == " " and ((unit.is_count and len(unit.parts) == 1) or is_word):
            continue
        if unit.end == len(text) or _SYMBOL_END.match(text, unit.end):
            found.append(unit)
    if not found:
        leads = [unit_at(text, lead.end()) for lead in language.unit_leads.finditer(text)]
        found += [unit for unit in leads if unit and _SYMBOL_END.match(text, unit.end)][-1:]
    if whole:
        found.append(whole)
    if found[1:] and found[-2].ucum == "%" and _SYMBOL.fullmatch(found[-1].text):
        found.pop()  # "% of d": d is a symbol
    if (found[1:] or (found and not alone)) and language.comparators.header.match(text, found[-1].start):
        found.pop()
    twins = len(found) >= 2 and text[found[-2].end : found[-1].start].strip() in ("(", ")(")
    if twins and _of_one_dimension(found[-2], found[-1]):  # not "capacity C (L)", a symbol and its unit
        return found[-2], found[-1]
    return (found[-1],) if found else ()


def units_named(text: str, language: Language) -> tuple[Unit, ...]:
    """The units that a text (normalised) names behind words for it: "in millimetres", not "3 mm in all"."""
    found: list[Unit] = []
    for lead in language.unit_leads.finditer(text):
        symbol = _IN_BRACKET.match(text, lead.end())  # in litres (L)
        unit = (unit_at(text, symbol.end()) if symbol else None) or unit_at(text, lead.end())
        if unit and unit.text not in _words() and not unit.is_count and _UNIT_END.match(text, unit.end):
            found.append(unit)
    return tuple(found)


@cache
def _words() -> frozenset[str]:
    return frozenset(units_data().words)


def _is_symbol_over_unit(unit: Unit) -> bool:
    """Whether what looks like a quotient is a symbol and its unit: t/mm is a thickness, A/% no ampere."""
    symbol, over, _ = unit.text.replace(" ", "").partition("/")
    if not over or _SYMBOL.fullmatch(symbol) is None:
        return False
    divisors = {part.ucum for part, power in unit.parts if power < 0}
    return "%" in divisors or bool(divisors & _OF_SYMBOLS.get(symbol, _LENGTHS))


def _of_one_dimension(one: Unit, other: Unit) -> bool:
    mine, theirs = (scale(unit.ucum) if unit.ucum else None for unit in (one, other))
    return mine is None or theirs is None or mine.dimension == theirs.dimension


def _before_unit(text: str, begins: list[int]) -> str:
    return text[: min(begins)].rstrip(" /,，\u060c(（") if begins else text


def completed(limit: Limit, above: list[Header], beside: Header, *, is_beside_others: bool) -> Limit:
    """``limit`` with what its headers add; what the cell itself states stays.

    A condition that stands beside what it is one of ("47 J at -30 °C") is no bound, whatever they say.
    """
    headers = [*reversed(above), beside]
    own_sense = limit.shape != "value" or (limit.role == "condition" and is_beside_others)
    if not limit.unit and limit.unit_ucum == "1":
        # The column says its unit, then the row; what is said of the whole table comes last.
        limit = _with_unit(limit, [*above[-1:], beside, *reversed(above[:-1])])
    if limit.shape == "value" and limit.lo and any(header.deviates for header in above[-1:]):
        spread = abs(limit.lo)
        limit = replace(
            limit,
            lo=-spread,
            hi=spread,
            lo_inc=True,
            hi_inc=True,
            nominal=Decimal(0),
            shape="tolerance",
            role="limit",
        )
    elif not own_sense:
        sense = next((h.sense for h in headers if h.sense), None) or next(
            (h.implied for h in headers if h.implied), None
        )
        if sense:
            limit = replace(as_bound(limit, sense), role="limit")
    elif is_one_grade(limit) and (sense := next((h.sense for h in headers if h.sense), None)):
        limit = replace(as_grade(limit, sense), role="limit")
    return replace(limit, characteristic=_name(limit, above, beside))


def _name(limit: Limit, above: list[Header], beside: Header) -> str:
    """The row's name, unless the row is named by a value (a size class): then the column's."""
    if beside.characteristic and not any(char.isdigit() for char in beside.characteristic):
        return beside.characteristic
    column = next((h.characteristic for h in reversed(above) if h.characteristic), "")
    return column or limit.characteristic


def _with_unit(limit: Limit, headers: list[Header]) -> Limit:
    stating = next((h for h in sorted(headers, key=lambda h: h.is_letter) if h.units), None)
    factor = stating.factor if stating else Decimal(1)
    if factor == 1:
        factor = next((h.factor for h in headers if h.factor != 1 and not h.units), factor)
    if factor != 1:
        lo, hi, nominal = (
            None if value is None else value * factor for value in (limit.lo, limit.hi, limit.nominal)
        )
        limit = replace(limit, lo=lo, hi=hi, nominal=nominal)
    if stating is None:
        return limit
    unit = stating.units[1] if len(stating.units) > 1 and limit.restates else stating.units[0]
    # French and Indonesian grades of fastness are called degrees.
    graded = unit.ucum == "deg" and any(h.graded for h in headers)
    return replace(limit, unit=unit.text, unit_ucum=GRADE if graded else unit.ucum)
