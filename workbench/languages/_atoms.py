"""Numbers of a text with their units: values, tolerances and ranges, before comparators are looked at."""

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from workbench.languages._deviations import deviations_at
from workbench.languages._language import Language, Numerals
from workbench.languages._numbers import (
    Number,
    Sign,
    fraction_added,
    hyphenated_unit,
    numbers,
    sign_before,
    word_for_unit,
)
from workbench.languages._patterns import NEVER
from workbench.languages._tolerance_classes import limits_of_class
from workbench.languages._units import Unit, counted, in_unit, scale, unit_at, unit_before, unit_called
from workbench.languages.model import Shape, Span

_PLUS_MINUS = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_PLUS_MINUS_BEFORE = re.compile(r"(?:±|\+/-|\+-)\s*$")
_CLOSING = re.compile(r"\s*\)")
_OPENING = re.compile(r"\(\s*$")
_VARIABLE = re.compile(r"\s*([<>≤≥])\s*(\d?[A-Za-zΑ-Ωα-ω][\w₀-₉]{0,11})\s*([<>≤≥])\s*")
_BETWEEN_SIGNED = re.compile(r"\s*[/,，、;；]?\s*")
_CLASS = re.compile(r"\s?(js|JS|[A-Za-z]{1,2})(\d{1,2})(?![\w.,]?\d|\w)")
"""A tolerance class after a nominal size: 20 js12, 25H7 (ISO 286-1)."""
_LETTER_CODE = re.compile(r"-[A-Z](?!\w)")
_SPACES_IN_BRACKET = 4
_TWELVE_DIGITS = Context(prec=12)
_REACH_OF_BETWEEN = 25
_NEAR = 60
_SENTENCE = 160
_LONGEST_SYMBOL = 2
"""Letters of a symbol for a unit; a longer spelling is a word."""
_BEST_GRADE = 8
"""The highest of the blue wool scale (ISO 105-B01); the grey scales end at 5."""
_WORD = re.compile(r"\s[^\W\d_]")
_SHARES = {"%": 100, "[ppth]": 1000}
_PERIODS = frozenset({"s", "min", "h", "d"})
_VOLUMES = frozenset({"L", "mL"})
_LARGER_AND_SMALLER = (("d", "h"), ("h", "min"), ("min", "s"))
_TIMES = re.compile(r"\s?[×xх]\s?")
SLASH = re.compile(r"\s?/\s?")


@dataclass(frozen=True, slots=True)
class Atom:
    """One or more numbers with their unit, before comparators are looked at.

    ``times`` marks a word that contains what it counts (twice), ``graded`` a grade on a scale of half steps.
    """

    start: int
    end: int
    lo: Decimal | None
    hi: Decimal | None
    unit: Unit | None
    shape: Shape
    nominal: Decimal | None
    confidence: float
    used: int
    in_words: bool = False
    times: bool = False
    graded: bool = False
    lo_inc: bool = True
    hi_inc: bool = True


def atoms(text: str, language: Language, blocked: list[Span], *, graded: bool = False) -> list[Atom]:
    """The numbers of ``text`` (normalised) outside ``blocked``, put together where they belong together.

    ``graded`` says that they are grades with half steps.
    """
    found = numbers(text, language, blocked)
    built: list[Atom] = []
    index = 0
    while index < len(found):
        atom = _atom(text, language, found, index, graded=graded)
        index += atom.used if atom else 1
        if atom is None:
            continue
        while index < len(found) and found[index].start < atom.end:
            index += 1
        if built:
            whole = next(filter(None, (join(text, language, built[-1], atom) for join in _JOINING)), None)
            if whole:
                built[-1] = whole
                continue
            built[-1] = _pair(text, built[-1], atom) or built[-1]
        built.append(atom)
    return built


def _multiplied(text: str, language: Language, times: Atom, period: Atom) -> Atom | None:
    """Periods and vessels are multiplied, 3 × 24 h and 4 × 750 mL, sizes are not: 3 × 24 mm."""
    plain = times.shape == period.shape == "value" and times.unit is None and period.unit is not None
    if not plain or times.lo is None or period.lo is None or times.lo % 1 or times.in_words:
        return None
    if (
        period.unit is None
        or period.unit.ucum not in _PERIODS | _VOLUMES
        or not _TIMES.fullmatch(text, times.end, period.start)
    ):
        return None
    value = times.lo * period.lo
    return replace(period, start=times.start, lo=value, hi=value, nominal=period.nominal and value)


def _followed(text: str, language: Language, first: Atom, second: Atom) -> Atom | None:
    """One period in two units: 14 min 30 s, in the smaller one."""
    if first.shape != "value" or second.shape != "value" or first.unit is None or second.unit is None:
        return None
    units = first.unit.ucum, second.unit.ucum
    if units not in _LARGER_AND_SMALLER or text[first.end : second.start].strip() or first.lo is None:
        return None
    if second.lo is None:
        return None
    value = _in_unit(first.lo, first.unit, second.unit) + second.lo
    return replace(second, start=first.start, lo=value, hi=value)


def _toleranced(text: str, language: Language, nominal: Atom, spread: Atom) -> Atom | None:
    """A value with the tolerance that the words after it state: 30 mm with a tolerance of ± 0,1 mm."""
    if nominal.shape != "value" or spread.shape != "tolerance" or spread.nominal != 0:
        return None
    if nominal.lo is None or spread.lo is None or spread.hi is None:
        return None
    gap = (nominal.end, spread.start)
    if text[slice(*gap)].strip() and not language.ranges.tolerance.fullmatch(text, *gap):
        return None
    value, lower, upper, unit = nominal.lo, spread.lo, spread.hi, spread.unit
    if unit and nominal.unit and unit.ucum in _SHARES and nominal.unit.ucum not in _SHARES:
        lower, upper = (abs(value) * bound / _SHARES[unit.ucum] for bound in (lower, upper))
        unit = nominal.unit
    elif unit and nominal.unit and unit.ucum != nominal.unit.ucum:
        below, above = (_in_one_unit(value, nominal.unit, bound, unit) for bound in (lower, upper))
        if below is None or above is None or below[2] != above[2]:
            return None
        value, lower, upper, unit = below[0], below[1], above[1], below[2]
    return replace(
        nominal, end=spread.end, lo=value + lower, hi=value + upper, unit=unit or nominal.unit,
        shape="tolerance", nominal=value, confidence=min(nominal.confidence, spread.confidence),
    )  # fmt: skip


_JOINING = (_toleranced, _multiplied, _followed)
"""What makes one of two atoms that follow each other."""


def _pair(text: str, first: Atom, second: Atom) -> Atom | None:
    """The first value of 450/750 V with the unit of the second."""
    over = SLASH.fullmatch(text, first.end, second.start)
    if over is None or first.unit or second.unit is None or first.shape != "value" or second.shape != "value":
        return None
    return replace(first, unit=second.unit)


def _atom(text: str, language: Language, found: list[Number], index: int, *, graded: bool) -> Atom | None:
    number = found[index]
    unit, end = _unit_of(text, number, language)
    variable = _VARIABLE.match(text, end)  # of 25 < 2a ≤ 50 the 2 is no number
    begins = variable.end() if variable else end
    following = next((one for one in found[index + 1 : index + 3] if one.start >= begins), None)
    if unit and (more := _added_behind(text, unit, language)):
        number, end = replace(number, value=number.value + more[0]), more[1]
    if classed := _classed(text, number, unit, end):
        return classed
    if unit is None and _is_part_of_word(text, number):
        return None
    if number.in_words and not _counts(text, language, number, unit, following):
        return None
    if sign := _PLUS_MINUS_BEFORE.search(text, max(0, number.start - 4), number.start):
        return _plus_minus_alone(sign.start(), number, unit, end)
    asymmetric = _asymmetric(text, language, number, unit, end)
    if asymmetric:
        return asymmetric
    if following is not None:
        two = (
            _signed_pair(text, language, number, following, unit, end)
            or _tolerance(text, language, number, following, unit, end)
            or _between_symbols(text, language, number, following, end)
            or _range(text, language, number, following, unit, end, graded=graded)
        )
        if two:
            return two
    if unit is None and _bare_year(text, number):
        return None
    return Atom(
        _start(text, number), end, number.value, number.value, unit, "value", None, number.confidence, 1,
        in_words=number.in_words, times=number.times,
    )  # fmt: skip


def _start(text: str, number: Number) -> int:
    before = unit_before(text, number.start)
    return before.start if before else number.start


def _unit_of(text: str, number: Number, language: Language) -> tuple[Unit | None, int]:
    if number.unit:
        return unit_called(number.unit, text, number.start, number.end), number.end
    if number.times:
        rate = unit_at(f"r{text[number.end :]}", 0)
        end = number.end + rate.end - 1 if rate else number.end
        # A word that is two of a unit says how many (every two years); the rest is a frequency.
        is_one = text[:end].rpartition(" ")[2] not in language.numerals.amounts
        if rate and len(rate.parts) > 1 and is_one:
            return Unit(end, end, rate.ucum, rate.parts), end
        return None, number.end
    unit = unit_at(text, number.end) or _unit_in_words(text, number, language.numerals)
    if unit and unit.text not in language.numerals.of_words:
        return unit, unit.end
    if measure := language.measures.match(text, number.end):
        unit = counted(text, *measure.span())
        return unit, unit.end
    before = unit_before(text, number.start)
    return before, number.end


def _added_behind(text: str, unit: Unit, language: Language) -> tuple[Decimal, int] | None:
    """The fraction behind a unit that is written as a word: deux heures et demie."""
    # A year has no symbol: what is as short is a word, too.
    is_symbol = language.word_boundaries and len(unit.text) <= _LONGEST_SYMBOL and unit.ucum != "a"
    if language.numerals.added is NEVER or is_symbol:
        return None
    return fraction_added(text, unit.end, language.numerals)


def _unit_in_words(text: str, number: Number, numerals: Numerals) -> Unit | None:
    """The unit of an adjective or behind one: a 24-hour test, 24 consecutive hours."""
    if text.startswith("-", number.end):
        return hyphenated_unit(text, number.end, numerals)
    end = number.end
    while words := numerals.between.match(text, end - (end > number.end)):
        end = words.end()
    return word_for_unit(text, end) if end > number.end else None


def _is_part_of_word(text: str, number: Number) -> bool:
    """06Cr19Ni10, 3D, 3-D: digits that run into letters which are no unit."""
    if number.in_words:
        return False
    following = text[number.end : number.end + 1]
    return (following.isascii() and following.isalpha()) or bool(_LETTER_CODE.match(text, number.end))


def _counts(
    text: str, language: Language, number: Number, unit: Unit | None, following: Number | None
) -> bool:
    """Whether a numeral in words counts something: before a unit, or before any word in spaced scripts."""
    if number.times or unit is not None:
        return True
    if text[number.start : number.end].lower() in language.numerals.unit_needed:
        return False
    if following is not None and following.start - number.end < 8:
        return True
    return language.counted is not NEVER and bool(_WORD.match(text, number.end))


def _bare_year(text: str, number: Number) -> bool:
    digits = text[number.start : number.end]
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20") and digits[2:] != "00"


def _plus_minus_alone(start: int, number: Number, unit: Unit | None, end: int) -> Atom:
    spread = abs(number.value)
    return Atom(start, end, -spread, spread, unit, "tolerance", Decimal(0), number.confidence, 1)


def _asymmetric(text: str, language: Language, number: Number, unit: Unit | None, end: int) -> Atom | None:
    """``25 +0.5/-0.2 mm`` and ``(30 +0.05/-0.02) mm``."""
    found = deviations_at(text, end)
    if found is None:
        return None
    last, below, above = found
    after = unit_at(text, last)
    sign = _sign_of_bracket(text, language, number.start, after.end if after else last)
    start, last, outer = _bracketed(text, number.start, after.end if after else last)
    nominal = -number.value if sign and sign.negative else number.value
    return Atom(
        sign.start if sign else start, last, nominal - below, nominal + above,
        outer or unit or after, "tolerance", nominal, number.confidence, 3,
    )  # fmt: skip


def _classed(text: str, number: Number, unit: Unit | None, end: int) -> Atom | None:
    """``20 js12`` and ``25 mm H7``: a nominal size in millimetres with a tolerance class."""
    if number.in_words or (unit and unit.ucum != "mm"):
        return None
    match = _CLASS.match(text, end)
    bounds = limits_of_class(number.value, match[1], int(match[2])) if match else None
    if match is None or bounds is None:
        return None
    lower, upper = bounds
    end = match.end()
    unit = unit or unit_called("mm", text, end, end)
    return Atom(
        number.start, end, number.value + lower, number.value + upper, unit, "tolerance", number.value, 0.9, 1
    )


def _signed_pair(
    text: str, language: Language, first: Number, second: Number, unit: Unit | None, end: int
) -> Atom | None:
    """``+5/-0 mm``, ``+5 mm or -2 mm``: limit deviations from a nominal value that stands elsewhere."""
    slash = SLASH.fullmatch(text, end, second.start)
    signed = [one.signed or (one.value == 0 and slash) for one in (first, second)]
    if not all(signed) or not (first.signed or second.value < 0):
        return None
    gap = (end, second.start)
    is_range = first.value < second.value and _is_between(text, language, first)
    opposed = first.value * second.value < 0 and (unit is None or unit.ucum != "Cel")
    named = (language.ranges.and_.fullmatch(text, *gap) and not is_range) or (
        opposed and language.ranges.or_.fullmatch(text, *gap)
    )
    if not (named or _BETWEEN_SIGNED.fullmatch(text, *gap)):
        return None
    own, after = _unit_of(text, second, language)
    lower, upper = sorted((first.value, second.value))
    # +5 °C and +35 °C are two temperatures, unless a word for tolerances stands before.
    around_zero = lower <= 0 <= upper
    if not around_zero and not language.ranges.tolerance_before.search(
        text, max(0, first.start - _NEAR), first.start
    ):
        return None
    return Atom(first.start, after, lower, upper, own or unit, "tolerance", Decimal(0), 1.0, 2)


def _tolerance(
    text: str, language: Language, first: Number, second: Number, unit: Unit | None, end: int
) -> Atom | None:
    """``20 ℃ ± 5 ℃``, ``minus (20 ± 5) ℃`` and ``220 V ± 10 %``."""
    between = _PLUS_MINUS.match(text, end)
    if between is None or between.end() != second.start:
        return None
    own, after = _unit_of(text, second, language)
    sign = _sign_of_bracket(text, language, first.start, after)
    start, after, outer = _bracketed(text, first.start, after)
    nominal = -first.value if sign and sign.negative else first.value
    spread = second.value
    if own and unit and (same := _in_one_unit(nominal, unit, spread, own)):
        nominal, spread, own = same
    if own and unit and own.ucum in ("%", "[ppth]") and unit.ucum != own.ucum:
        spread = abs(first.value) * second.value / (100 if own.ucum == "%" else 1000)
        own = unit
    return Atom(
        sign.start if sign else start, after, nominal - spread, nominal + spread, outer or own or unit,
        "tolerance", nominal, min(first.confidence, second.confidence), 2,
    )  # fmt: skip


def _in_one_unit(
    nominal: Decimal, unit: Unit, spread: Decimal, other: Unit
) -> tuple[Decimal, Decimal, Unit] | None:
    """A value and its spread in one of their units, of one quantity: 6 h ± 5 min is 360 min ± 5 min.

    In that of the value, unless only the other gives numbers that end.
    """
    if other.ucum == unit.ucum or other.ucum in _SHARES:
        return None
    source, target = scale(other.ucum, difference=True), scale(unit.ucum, difference=True)
    if source is None or target is None or source.dimension != target.dimension:
        return None
    factor = source.factor / target.factor
    converted = _TWELVE_DIGITS.divide(spread * factor.numerator, Decimal(factor.denominator))
    if converted * factor.denominator == spread * factor.numerator:
        return nominal, converted, unit
    return _TWELVE_DIGITS.divide(nominal * factor.denominator, Decimal(factor.numerator)), spread, other


def _bracketed(text: str, start: int, end: int) -> tuple[int, int, Unit | None]:
    """Extent with brackets around, and the unit behind them."""
    opening = _OPENING.search(text, 0, start)
    closing = _CLOSING.match(text, end)
    if not (opening and closing):
        return start, end, None
    unit = unit_at(text, closing.end())
    if unit is None:
        return start, end, None
    return opening.start(), unit.end, unit


def _sign_of_bracket(text: str, language: Language, start: int, end: int) -> Sign | None:
    """The sign before a bracket that encloses ``start`` to ``end``: minus (30 ± 2) °C."""
    opening = _OPENING.search(text, max(0, start - _SPACES_IN_BRACKET), start)
    if opening is None or not _CLOSING.match(text, end):
        return None
    return sign_before(text, opening.start(), language)


def _between_symbols(text: str, language: Language, first: Number, second: Number, end: int) -> Atom | None:
    """``0.35 < V ≤ 0.7``; in the unit of the second where each has its own: ``600 mm < L ≤ 1 m``."""
    match = _VARIABLE.match(text, end)
    if match is None or match.end() != second.start:
        return None
    rising = match[1] in "<≤"
    if rising != (match[3] in "<≤"):
        return None
    unit, after = _unit_of(text, second, language)
    inclusive = (match[1] in "≤≥", match[3] in "≤≥")
    value = _in_unit(first.value, _unit_of(text, first, language)[0], unit)
    lower, upper = (value, second.value) if rising else (second.value, value)
    lower_inc, upper_inc = inclusive if rising else inclusive[::-1]
    return Atom(
        first.start, after, lower, upper, unit, "range", None, 1.0, 2, lo_inc=lower_inc, hi_inc=upper_inc
    )


def _is_smaller(one: Unit, other: Unit) -> bool:
    mine, theirs = scale(one.ucum), scale(other.ucum)
    return mine is not None and theirs is not None and mine.factor < theirs.factor


def _in_unit(value: Decimal, own: Unit | None, other: Unit | None) -> Decimal:
    """A value in another unit of its dimension; as it is where that cannot be told."""
    if own is None or other is None or own.ucum == other.ucum or not (own.ucum and other.ucum):
        return value
    converted = in_unit(value, own.ucum, other.ucum)
    return value if converted is None else converted


def _range(
    text: str,
    language: Language,
    first: Number,
    second: Number,
    unit: Unit | None,
    end: int,
    *,
    graded: bool,
) -> Atom | None:
    own, after = _unit_of(text, second, language)
    if unit and own is None and not _PLUS_MINUS.match(text, end):
        own_missing = not _CLOSING.match(text, after)
        if own_missing and unit.ucum != "1":
            return None
    if unit and own and not _same_kind(unit, own):
        return None
    if unit and own and unit.ucum != own.ucum:
        # From 100 Hz to 3,15 kHz. In the smaller unit 10 min to 10 h has no fractions without end.
        if _is_smaller(unit, own):
            second, own = replace(second, value=_in_unit(second.value, own, unit)), unit
        else:
            first, unit = replace(first, value=_in_unit(first.value, unit, own)), own
    gap = (end, _start(text, second))
    alternatives = language.ranges.or_.fullmatch(text, *gap)
    if alternatives and second.value == first.value + 1:
        return _two(text, first, second, unit, own, after)
    linked = language.ranges.to.fullmatch(text, *gap)
    if linked is None and not (
        _is_between(text, language, first) and language.ranges.and_.fullmatch(text, *gap)
    ):
        return None
    if second.signed and second.value < 0 <= first.value and text[gap[0] : second.start].strip() == "":
        return None
    if linked is not None and first.value == 0 and second.signed and second.value < 0:
        # Deviations are told from the upper one on, 0 to -0,2 mm.
        first, second = replace(first, value=second.value), replace(second, value=first.value)
    bare = linked is not None and own is None and unit is None
    graded = bare and _are_neighbours(first, second) and (graded or _of_grades(text, language, first.start))
    hyphen = bare and linked is not None and linked[0].strip() == "-"
    if first.value >= second.value or (hyphen and not graded and not _graded(text, language, first.start)):
        return None
    two = _two(text, first, second, unit, own, after)
    return replace(two, graded=True) if two and graded else two


def _is_between(text: str, language: Language, first: Number) -> bool:
    """Whether a word before a number says that a range begins with it: between -15 °C and +35 °C."""
    before = (max(0, first.start - _REACH_OF_BETWEEN), first.start)
    return language.ranges.between.search(text, *before) is not None


def _are_neighbours(first: Number, second: Number) -> bool:
    """Whether two numbers can be one grade on a scale with half steps: 3-4."""
    return second.value == first.value + 1 and 0 < first.value < _BEST_GRADE and first.value % 1 == 0


def _of_grades(text: str, language: Language, start: int) -> bool:
    """Whether the words before a number name what is given in grades with half steps: fastness of 3-4."""
    return language.roles.graded.search(text, max(0, start - _SENTENCE), start) is not None


def _graded(text: str, language: Language, start: int) -> bool:
    """Whether a word for grades stands before the number: grade 4-5."""
    words = list(language.roles.grade.finditer(text, max(0, start - 20), start))
    return bool(words) and not text[words[-1].end() : start].strip()


def _same_kind(one: Unit, other: Unit) -> bool:
    """Whether two units can bound one range: units of one quantity, 30 s to 2 min."""
    if one.is_count or other.is_count or one.ucum == other.ucum:
        return one.is_count == other.is_count
    mine, theirs = scale(one.ucum), scale(other.ucum)
    return mine is not None and theirs is not None and mine.dimension == theirs.dimension


def _two(
    text: str, first: Number, second: Number, unit: Unit | None, own: Unit | None, after: int
) -> Atom | None:
    if unit and own and unit.ucum != own.ucum:
        return None
    start, after, outer = _bracketed(text, _start(text, first), after)
    return Atom(
        start, after, first.value, second.value, outer or own or unit, "range", None,
        min(first.confidence, second.confidence) if not first.in_words else 0.8, 2, in_words=first.in_words,
    )  # fmt: skip
