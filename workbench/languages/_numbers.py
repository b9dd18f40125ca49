"""Numbers in a text: digits in any notation and words, with their values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.languages._language import Language, Numerals
from workbench.languages._patterns import NEVER, group_name
from workbench.languages._units import Unit, unit_at, unit_before, unit_called
from workbench.languages.model import Span

_IN_THREES = r"[.,]\d{3}(?: \d{3})* \d{1,3}(?![\d.,])(?=\s?(?:[%‰)~]|[^\W\d_]|$))"
"""Decimals in groups of three, the last one of which may be shorter (ISO 80000-1, 7.3.1): 0.000 8."""
_DIGITS = re.compile(
    rf"(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|\d{{1,4}}){_IN_THREES}"
    r"|\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+"
)
_LONGEST = 60
"""Characters of the longest number that is read; a longer run of digits is a code."""
_SIGN = re.compile(r"(?:^|[^\dA-Za-z\u0400-\u04ff)\]℃°%])([-+])\s?$")
_DASH = re.compile(r"[^\W\d_] {1,2}- $")
"""A hyphen with a space on each side after a word is a dash."""
_PLUS_MINUS = re.compile(r"\+/?-\s?$")
"""The sign ± as typed on a keyboard that has none: +/-5, +-5."""
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_POWER = re.compile(r"\s?[×xX·]\s?10(?:([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\^?([-+]?\d{1,2}))(?![\d⁰¹²³⁴⁵⁶⁷⁸⁹])")
_TEN_TO = re.compile(r"(?:([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\^([-+]?\d{1,2}))(?![\d⁰¹²³⁴⁵⁶⁷⁸⁹])")
_TIMES_TEN = re.compile(r"[×xX·]\s?10")
_MAYBE_TIMES_TEN = re.compile(r"(?:[×xX·]\s?)?10")
_FRACTION = re.compile(r"\s?/\s?(\d{1,3})(?![\d.,/])")
_DECIMALS = {
    mark: re.compile(rf"(?<![\d.,])(?:\d{{1,9}}{sign}(?:\d{{1,2}}|\d{{4,9}})|0{sign}\d{{1,9}})(?![\d.,]?\d)")
    for mark, sign in ((".", r"\."), (",", ","))
}
"""Numbers in which the sign can only be a decimal one: not followed by a group of three digits."""
_NEAR = 300
"""Characters to each side in which another number shows what a sign means."""
_HYPHENATED = re.compile(r"[A-Za-z]-$")
"""Of a code (inspection level S-2): the digits after it are no number."""
_HEADING = re.compile(r"\s*\d+(?:\.\d+)*\s[^\W\d_a-z]\w$")
"""The number of a clause at the beginning of a text, with the first letters behind it."""
_BRACKET = re.compile(r"\s?\(\s?\d+\)")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_REACH = 20
"""Characters before a numeral in which words show that it is none."""
_PART_OF_WORD = re.compile(r"[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u04ff\u0620-\u064a\u1e00-\u1eff]")
"""A letter of a script that writes words apart: digits right after it belong to its word."""
_RATED_IN_PAIRS = {"V", "kV"}
"""Units of which 6/10 kV states two values (IEC 60183), not a fraction."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    ``times`` marks a word that contains what it counts (twice), ``unit`` is the UCUM code of the unit that a
    word contains (half-hour). ``in_words`` says that the number is spelt out.
    """

    start: int
    end: int
    value: Decimal
    signed: bool = False
    in_words: bool = False
    times: bool = False
    unit: str = ""
    confidence: float = 1.0


def numbers(text: str, language: Language, blocked: list[tuple[int, int]]) -> list[Number]:
    """All numbers of ``text`` (normalised) outside ``blocked``, in order."""
    taken = _Taken(text, blocked)
    found = [
        number
        for match in _DIGITS.finditer(text)
        if not taken.at(match.start())
        # An exponent that is no part of a number before it (10^999999999) is too large to mean anything.
        and text[match.start() - 1 : match.start()] != "^"
        and (number := _in_digits(text, match, language))
    ]
    if language.numerals.pattern is not NEVER:
        taken.add((number.start, number.end) for number in found)
        found += _in_words(text, language, taken)
        found.sort(key=lambda number: number.start)
        found = _without_repeated(text, found)
    if language.numerals.added is not NEVER:
        found = [_with_added(text, number, language.numerals) for number in found]
    return _without_overlap(found)


def _with_added(text: str, number: Number, numerals: Numerals) -> Number:
    """The number with the fraction that follows it: one and a half."""
    if number.times or number.unit:
        return number
    more = fraction_added(text, number.end, numerals)
    return replace(number, value=number.value + more[0], end=more[1]) if more else number


def fraction_added(text: str, end: int, numerals: Numerals) -> tuple[Decimal, int] | None:
    """The fraction in words that follows ``end`` and is added to what stands before, and its end."""
    found = numerals.added.match(text, end + text.startswith(" ", end))
    return (numerals.fractions_added[group_name(found)], found.end()) if found else None


def _without_repeated(text: str, found: list[Number]) -> list[Number]:
    """Without digits in a bracket that only repeat the numeral before them: thirty (30) days."""
    kept: list[Number] = []
    for number in found:
        last = kept[-1] if kept else None
        if last and last.in_words and last.value == number.value:
            bracket = _BRACKET.fullmatch(text, last.end, number.end + 1)
            if bracket:
                kept[-1] = replace(last, end=bracket.end())
                continue
        kept.append(number)
    return kept


class _Taken:
    """Which characters of a text are no longer to be looked at."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self._mask = bytearray(len(text))
        self.add(spans)

    def add(self, spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            self._mask[start:end] = b"\1" * (end - start)

    def at(self, position: int) -> bool:
        return bool(self._mask[position])


def _without_overlap(found: list[Number]) -> list[Number]:
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _in_digits(text: str, match: re.Match[str], language: Language) -> Number | None:
    start, end = match.span()
    if _HYPHENATED.search(text, max(0, start - 2), start):
        return None
    is_inside = start and _PART_OF_WORD.match(text, start - 1) and not _is_clitic(text, start - 1, language)
    if is_inside and unit_before(text, start) is None:
        return None
    read = _value(match, language) if end - start <= _LONGEST else None
    if read is None:
        return None
    value, confidence = read
    power = _POWER.match(text, end)
    if power:
        value, end = value.scaleb(_exponent(power)), power.end()
    elif value == 10 and (ten := _TEN_TO.match(text, end)):
        value, end = Decimal(10) ** _exponent(ten), ten.end()
    elif fraction := _fraction(text, end, value):
        value, end = fraction
    value, end = _scaled(text, end, value, language)
    if sign := sign_before(text, start, language):
        value = -value if sign.negative else value
        return Number(sign.start, end, value, signed=True, confidence=confidence)
    return Number(start, end, value, confidence=confidence)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign before a number, in a character or a word."""

    start: int
    negative: bool


def sign_before(text: str, start: int, language: Language) -> Sign | None:
    """The sign of what begins at ``start``: -40, minus 40."""
    before = (max(0, start - 4), start)
    sign = _SIGN.search(text, *before)
    if sign and not _DASH.search(text, *before) and not _PLUS_MINUS.search(text, *before):
        return Sign(sign.start(1), sign[1] == "-")
    for pattern, negative in ((language.minus, True), (language.plus, False)):
        if word := pattern.search(text, max(0, start - 12), start):
            return Sign(word.start(), negative)
    return None


def _is_clitic(text: str, position: int, language: Language) -> bool:
    """Whether a one-letter word stands at ``position``, written together with the number after it."""
    return text[position] in language.clitics and not text[max(0, position - 1) : position].isalpha()


def power_at(text: str, start: int, *, signed: bool) -> tuple[Decimal, int] | None:
    """A power of ten that begins at ``start``, and where what it multiplies begins; ``signed``: with ×."""
    found = (_TIMES_TEN if signed else _MAYBE_TIMES_TEN).match(text, start)
    if found is None or (power := _TEN_TO.match(text, found.end())) is None:
        return None
    return Decimal(10) ** _exponent(power), power.end()


def _exponent(match: re.Match[str]) -> int:
    return int((match[1] or match[2]).translate(_SUPERSCRIPT))


def _fraction(text: str, end: int, value: Decimal) -> tuple[Decimal, int] | None:
    match = _FRACTION.match(text, end)
    if match is None or value != value.to_integral_value():
        return None
    below = int(match[1])
    unit = unit_at(text, match.end())
    if unit and unit.symbols & _RATED_IN_PAIRS:
        return None
    if not 0 < value < below or value > 9 or (below > 100 and value > 1):
        return None
    return value / below, match.end()


def _scaled(text: str, end: int, value: Decimal, language: Language) -> tuple[Decimal, int]:
    scale = scale_at(text, end, language)
    return (value * scale[0], scale[1]) if scale else (value, end)


def scale_at(text: str, start: int, language: Language) -> tuple[int, int] | None:
    """The word that multiplies the number before ``start`` (thousand), and where what it counts begins.

    The beginning of a unit is none, as the Chinese prefix of kilowatt.
    """
    scale = language.scales.match(text, start)
    if scale is None or unit_at(text, start):
        return None
    return language.scale_values[scale[0].strip().lower()], before_unit(text, scale.end(), language.numerals)


def before_unit(text: str, end: int, numerals: Numerals, *, counts: bool = True) -> int:
    """``end``, or where the words between a number and its unit end: half an hour."""
    words = numerals.of.match(text, end)
    unit = unit_at(text, words.end()) if words else None
    return words.end() if words and unit and (counts or not unit.is_count) else end


def hyphenated_unit(text: str, hyphen: int, numerals: Numerals) -> Unit | None:
    """The unit of an adjective: a 19-year period."""
    adjective = numerals.adjectives.match(text, hyphen + 1)
    if adjective:
        code = numerals.units_of_adjectives[group_name(adjective)]
        return unit_called(code, text, hyphen + 1, adjective.end())
    return word_for_unit(text, hyphen + 1)


def word_for_unit(text: str, start: int) -> Unit | None:
    """The unit that begins at ``start`` itself, if it is a word."""
    unit = unit_at(text, start)
    return unit if unit and unit.start == start and len(unit.text) > 2 and not unit.is_count else None


def _value(match: re.Match[str], language: Language) -> tuple[Decimal, float] | None:
    """The value of digits with their separators, and how sure it is; ``None`` for 5.3.1 and the like."""
    token = match[0]
    compact = token.replace(" ", "")
    marks = [char for char in compact if char in ".,"]
    if not marks:
        return Decimal(compact), 1.0
    if len(set(marks)) == 2 and len(marks) >= 2:
        decimal = compact[max(compact.rfind("."), compact.rfind(","))]
        other = "," if decimal == "." else "."
        if compact.count(decimal) > 1 or not _grouped(compact.split(decimal)[0], other):
            return None
        return Decimal(compact.replace(other, "").replace(decimal, ".")), 1.0
    mark = marks[0]
    grouped = " " not in token and _grouped(compact, mark)
    if len(marks) > 1:
        return (Decimal(compact.replace(mark, "")), 1.0) if grouped else None
    if grouped and mark == language.group:
        sure = 0.9 if mark != language.decimal else 0.5
        if not _decimal_elsewhere(match, mark):
            return Decimal(compact.replace(mark, "")), sure
    return Decimal(compact.replace(",", ".")), 1.0


def _grouped(compact: str, mark: str) -> bool:
    first, *rest = compact.split(mark)
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(part) == 3 for part in rest)


def _decimal_elsewhere(match: re.Match[str], mark: str) -> bool:
    """Whether another number near by uses ``mark`` as its decimal sign.

    One without a unit may be that of a clause.
    """
    token, start = match[0], match.start()
    return any(
        found[0] != token
        and found.start() != start
        and (found[0].startswith("0") or unit_at(match.string, found.end()) is not None)
        and not _HEADING.match(match.string[: found.end() + 3])
        for found in _DECIMALS[mark].finditer(match.string, max(0, start - _NEAR), start + _NEAR)
    )


def _in_words(text: str, language: Language, taken: _Taken) -> list[Number]:
    numerals = language.numerals
    taken.add(match.span() for match in numerals.exclude.finditer(text))
    found = []
    for match in numerals.pattern.finditer(text):
        if taken.at(match.start()):
            continue
        for start, end in _parts(match, numerals):
            if _is_article(text, start, end, numerals) or _is_half_a_word(text, end, numerals):
                continue
            number = _spelt_out(text, start, end, language)
            if number is not None:
                found.append(number)
    return found


def _parts(match: re.Match[str], numerals: Numerals) -> list[Span]:
    """A numeral, or the numerals around a word that also is a unit and is one here.

    "Hai năm" is two years, not two and five, and "hai năm một lần" once in two years.
    """
    text, start = match.string, match.start()
    if not numerals.unit_needed or " " not in match[0]:
        return [match.span()]
    words = list(_WORD.finditer(text, *match.span()))
    parts = []
    for index, word in enumerate(words):
        if word[0].lower() not in numerals.unit_needed or unit_at(text, word.start()) is None:
            continue
        following = words[index + 1][0].lower() if index + 1 < len(words) else ""
        if following in numerals.multipliers:
            continue
        if index and start < word.start():
            parts.append((start, words[index - 1].end()))
        elif index or not numerals.not_after.search(text, max(0, start - _REACH), start):
            continue
        start = words[index + 1].start() if following else match.end()
    return [*parts, (start, match.end())] if start < match.end() else parts


def _is_article(text: str, start: int, end: int, numerals: Numerals) -> bool:
    """Whether a numeral that also serves as an article or pronoun does so here: one of, this one."""
    if text[start:end].lower() not in numerals.articles:
        return False
    before = max(0, start - _REACH)
    return bool(numerals.not_after.search(text, before, start) or numerals.not_before.match(text, end))


def _is_half_a_word(text: str, end: int, numerals: Numerals) -> bool:
    """Whether what a hyphen joins to a numeral is no unit: a two-stage pump."""
    return text.startswith("-", end) and hyphenated_unit(text, end, numerals) is None


def _spelt_out(text: str, start: int, end: int, language: Language) -> Number | None:
    numerals = language.numerals
    spelt = _SPACES.sub(" ", text[start:end].lower())
    if spelt in numerals.fractions:
        value, after = _scaled(text, end, numerals.fractions[spelt], language)
        end = after if after > end else before_unit(text, end, numerals, counts=False)
        return Number(start, end, value, in_words=True, confidence=0.8)
    if spelt in numerals.times:
        return Number(start, end, Decimal(numerals.times[spelt]), in_words=True, times=True, confidence=0.8)
    if spelt in numerals.amounts:
        value, unit = numerals.amounts[spelt]
        return Number(start, end, value, in_words=True, unit=unit, confidence=0.8)
    whole, _, last = spelt.rpartition(" ")
    more = fraction_added(last, 0, numerals) if whole and last in numerals.fractions else None
    total = _sum(whole if more else spelt, language)
    if total is None:
        return None
    value, end = _scaled(text, end, total + (more[0] if more else Decimal(0)), language)
    confidence = 0.4 if spelt in numerals.articles else 0.7
    unit_after = unit_at(text, end)
    if unit_after and not unit_after.is_count and (sign := sign_before(text, start, language)):
        value = -value if sign.negative else value
        return Number(sign.start, end, value, signed=True, in_words=True, confidence=confidence)
    return Number(start, end, value, in_words=True, confidence=confidence)


def _sum(spelt: str, language: Language) -> int | None:
    """Value of a numeral of several words: words add up, multipliers multiply what stands before them."""
    if len(spelt) > 2 * _LONGEST:
        return None
    numerals = language.numerals
    known = sorted([*numerals.words, *numerals.multipliers], key=len, reverse=True)
    total = current = position = 0
    while position < len(spelt):
        word = next((w for w in known if spelt.startswith(w, position)), None)
        if word is None:
            if spelt[position] in " -":
                position += 1
                continue
            return None
        if word in numerals.multipliers:
            multiplier = numerals.multipliers[word]
            if 0 < total < multiplier:  # "cent mille": what was counted so far is multiplied as a whole
                total, current = (total + current) * multiplier, 0
                position += len(word)
                continue
            current = max(current, 1) * multiplier
            if multiplier >= 100:
                total, current = total + current, 0
        else:
            current += numerals.words[word]
        position += len(word)
    return total + current
