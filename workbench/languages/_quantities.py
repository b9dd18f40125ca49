"""Quantities of a text: numbers, units and comparators put together to intervals.

The traps of the divergence taxonomy, clause 2, are what this module is about. It knows no word of any
language; the words stand in the data files.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.languages._language import Language
from workbench.languages._numbers import Number, numbers
from workbench.languages._patterns import group_name
from workbench.languages._units import Unit, unit_at, unit_before
from workbench.languages.model import Limit, Shape

Sense = str

_PLUS_MINUS = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_PLUS_MINUS_BEFORE = re.compile(r"(?:±|\+/-|\+-)\s*$")
_CLOSING = re.compile(r"\s*\)")
_OPENING = re.compile(r"\(\s*$")
_VARIABLE = re.compile(r"\s*([<>≤≥])\s*([A-Za-zΑ-Ωα-ω][\w₀-₉]{0,5})\s*([<>≤≥])\s*")
_ASYMMETRIC = re.compile(r"\s*\+\s*(\d+(?:[.,]\d+)?)\s*[/ ]?\s*-\s*(\d+(?:[.,]\d+)?)")
_BETWEEN_SIGNED = re.compile(r"\s*[/,，;；]?\s*")
_SLASH = re.compile(r"\s?/\s?")
_TURNED = {"more_than": "at_most", "less_than": "at_least", "at_least": "less_than", "at_most": "more_than"}
_ORDER = {"≥": "at_least", "≤": "at_most", ">": "more_than", "<": "less_than"}
_INCLUDING = {"up_to": "at_most", "less_than": "at_most", "more_than": "at_least"}
_GRADE = "{grade}"


@dataclass(frozen=True, slots=True)
class Denied:
    """A denying verbal form that a comparator may take up: shall not ... exceed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and what its role will be judged by.

    ``body`` is where number and unit begin, ``limit.span[0]`` where the comparator does. ``denied`` is
    the denying form that the comparator took up. ``trailing``: the comparator stands after the number.
    """

    limit: Limit
    body: int
    sense: Sense | None = None
    denied: Denied | None = None
    in_words: bool = False
    trailing: bool = False


@dataclass(frozen=True, slots=True)
class Comparator:
    """A comparator with the negation that it took up, from ``start`` to ``word`` (equal where there is none).

    ``denied`` is that negation where it is a verbal form.
    """

    start: int
    word: int
    end: int
    sense: Sense
    denied: Denied | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
    """One or more numbers with their unit, before comparators are looked at."""

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
    lo_inc: bool = True
    hi_inc: bool = True


def quantities(
    text: str, language: Language, blocked: list[tuple[int, int]], comparators: list[Comparator]
) -> list[Found]:
    """All quantities of ``text`` (normalised) in order; ``comparators`` are those of the text."""
    found_numbers = numbers(text, language, blocked)
    if not found_numbers:
        return []
    atoms = _atoms(text, language, found_numbers)
    found = [
        _bounded(text, language, atom, comparators, _previous_end(atoms, i)) for i, atom in enumerate(atoms)
    ]
    return _marked_restated(text, _joined(text, language, found))


def _previous_end(atoms: list[_Atom], index: int) -> int:
    return atoms[index - 1].end if index else 0


# --- numbers and units -------------------------------------------------------------------------------


def _atoms(text: str, language: Language, found: list[Number]) -> list[_Atom]:
    atoms: list[_Atom] = []
    index = 0
    while index < len(found):
        built = _atom(text, language, found, index)
        index += built.used if built else 1
        if built is None:
            continue
        pair = _pair(text, atoms[-1], built) if atoms else None
        if pair:
            atoms[-1] = pair
        atoms.append(built)
    return atoms


def _pair(text: str, first: _Atom, second: _Atom) -> _Atom | None:
    """The first value of 450/750 V with the unit of the second."""
    over = _SLASH.fullmatch(text, first.end, second.start)
    if over is None or first.unit or second.unit is None or first.shape != "value" or second.shape != "value":
        return None
    return replace(first, unit=second.unit)


def _atom(text: str, language: Language, found: list[Number], index: int) -> _Atom | None:
    number = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    unit, end = _unit_of(text, number)
    if unit is None and _is_part_of_word(text, number):
        return None
    if number.in_words and not _counts(text, language, number, unit, following):
        return None
    if _PLUS_MINUS_BEFORE.search(text, max(0, number.start - 4), number.start):
        return _plus_minus_alone(text, number, unit, end)
    asymmetric = _asymmetric(text, number, unit, end)
    if asymmetric:
        return asymmetric
    if following is not None:
        two = (
            _signed_pair(text, number, following, unit, end)
            or _tolerance(text, number, following, unit, end)
            or _between_symbols(text, number, following, end)
            or _range(text, language, number, following, unit, end)
        )
        if two:
            return two
    if unit is None and _bare_year(text, number):
        return None
    return _Atom(
        _start(text, number), end, number.value, number.value, unit, "value", None, number.confidence, 1,
        in_words=number.in_words,
    )  # fmt: skip


def _start(text: str, number: Number) -> int:
    before = unit_before(text, number.start)
    return before.start if before else number.start


def _unit_of(text: str, number: Number) -> tuple[Unit | None, int]:
    if number.times:
        rate = unit_at(f"r{text[number.end :]}", 0)
        if rate and len(rate.parts) > 1:
            end = number.end + rate.end - 1
            return Unit(number.start, end, text[number.start : end], rate.parts), end
        return None, number.end
    unit = unit_at(text, number.end)
    if unit:
        return unit, unit.end
    before = unit_before(text, number.start)
    return before, number.end


def _is_part_of_word(text: str, number: Number) -> bool:
    """06Cr19Ni10, 3D: digits that run into letters which are no unit."""
    following = text[number.end : number.end + 1]
    return not number.in_words and following.isascii() and following.isalpha()


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
    return language.word_boundaries and bool(re.compile(r"\s[^\W\d_]").match(text, number.end))


def _bare_year(text: str, number: Number) -> bool:
    digits = text[number.start : number.end]
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20") and digits[2:] != "00"


def _plus_minus_alone(text: str, number: Number, unit: Unit | None, end: int) -> _Atom:
    start = text.rindex("±", 0, number.start) if "±" in text[: number.start] else number.start
    start = max(start, number.start - 4) if text[start : number.start].strip("±+-/ ") == "" else number.start
    return _Atom(start, end, -number.value, number.value, unit, "tolerance", Decimal(0), number.confidence, 1)


def _asymmetric(text: str, number: Number, unit: Unit | None, end: int) -> _Atom | None:
    match = _ASYMMETRIC.match(text, end)
    if match is None:
        return None
    above, below = (Decimal(match[part].replace(",", ".")) for part in (1, 2))
    after = unit_at(text, match.end())
    used = 1 + sum(1 for part in (1, 2) if match[part])
    return _Atom(
        number.start, after.end if after else match.end(), number.value - below, number.value + above,
        unit or after, "tolerance", number.value, number.confidence, used,
    )  # fmt: skip


def _signed_pair(text: str, first: Number, second: Number, unit: Unit | None, end: int) -> _Atom | None:
    """``+5/-0 mm`` and ``+5 mm/-0 mm``: limit deviations from a nominal value that stands elsewhere."""
    if not (first.signed and second.signed) or not _BETWEEN_SIGNED.fullmatch(text, end, second.start):
        return None
    own, after = _unit_of(text, second)
    lower, upper = sorted((first.value, second.value))
    if lower > 0 or upper < 0:
        return None
    return _Atom(first.start, after, lower, upper, own or unit, "tolerance", Decimal(0), 1.0, 2)


def _tolerance(text: str, first: Number, second: Number, unit: Unit | None, end: int) -> _Atom | None:
    """``20 ℃ ± 5 ℃``, ``(20 ± 5) ℃`` and ``220 V ± 10 %``."""
    between = _PLUS_MINUS.match(text, end)
    if between is None or between.end() != second.start:
        return None
    own, after = _unit_of(text, second)
    start, after, outer = _bracketed(text, first.start, after)
    spread = second.value
    if own and unit and own.ucum in ("%", "[ppth]") and unit.ucum != own.ucum:
        spread = first.value * second.value / (100 if own.ucum == "%" else 1000)
        own = unit
    return _Atom(
        start, after, first.value - spread, first.value + spread, outer or own or unit,
        "tolerance", first.value, min(first.confidence, second.confidence), 2,
    )  # fmt: skip


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


def _between_symbols(text: str, first: Number, second: Number, end: int) -> _Atom | None:
    """``0.35 < V ≤ 0.7``."""
    match = _VARIABLE.match(text, end)
    if match is None or match.end() != second.start:
        return None
    rising = match[1] in "<≤"
    if rising != (match[3] in "<≤"):
        return None
    unit, after = _unit_of(text, second)
    inclusive = (match[1] in "≤≥", match[3] in "≤≥")
    lower, upper = (first.value, second.value) if rising else (second.value, first.value)
    lower_inc, upper_inc = inclusive if rising else inclusive[::-1]
    return _Atom(
        first.start, after, lower, upper, unit, "range", None, 1.0, 2, lo_inc=lower_inc, hi_inc=upper_inc
    )


def _range(
    text: str, language: Language, first: Number, second: Number, unit: Unit | None, end: int
) -> _Atom | None:
    own, after = _unit_of(text, second)
    if unit and own is None and not _PLUS_MINUS.match(text, end):
        own_missing = not _CLOSING.match(text, after)
        if own_missing and unit.ucum != "1":
            return None
    if unit and own and not _same_kind(unit, own):
        return None
    gap = (end, _start(text, second))
    alternatives = language.ranges.or_.fullmatch(text, *gap)
    if alternatives and second.value == first.value + 1:
        return _two(text, first, second, unit, own, after)
    linked = language.ranges.to.fullmatch(text, *gap)
    if linked is None:
        between = language.ranges.between.search(text, max(0, first.start - 25), first.start)
        if not (between and language.ranges.and_.fullmatch(text, *gap)):
            return None
    if second.signed and second.value < 0 <= first.value and text[gap[0] : second.start].strip() == "":
        return None
    hyphen = linked is not None and linked[0].strip() == "-" and own is None and unit is None
    if first.value >= second.value or (hyphen and not _graded(text, language, first.start)):
        return None
    return _two(text, first, second, unit, own, after)


def _graded(text: str, language: Language, start: int) -> bool:
    """Whether a word for grades stands before the number: grade 4-5."""
    words = list(language.roles.grade.finditer(text, max(0, start - 20), start))
    return bool(words) and not text[words[-1].end() : start].strip()


def _same_kind(one: Unit, other: Unit) -> bool:
    """Whether two units can bound one range: the same unit, maybe with another prefix."""
    return one.is_count == other.is_count and (
        one.is_count or one.ucum[-1] == other.ucum[-1] or one.ucum == other.ucum
    )


def _two(
    text: str, first: Number, second: Number, unit: Unit | None, own: Unit | None, after: int
) -> _Atom | None:
    if unit and own and unit.ucum != own.ucum:
        return None
    start, after, outer = _bracketed(text, _start(text, first), after)
    return _Atom(
        start, after, first.value, second.value, outer or own or unit, "range", None,
        min(first.confidence, second.confidence) if not first.in_words else 0.8, 2, in_words=first.in_words,
    )  # fmt: skip


# --- comparators -------------------------------------------------------------------------------------


def comparators_in(text: str, language: Language, denied: list[Denied]) -> list[Comparator]:
    """Comparators of ``text`` that stand before what they compare with, with denials taken up.

    ``denied`` are the denying verbal forms of the text.
    """
    return [
        _denied_or_plain(text, language, match, denied)
        for match in language.comparators.before.finditer(text)
    ]


def _denied_or_plain(text: str, language: Language, match: re.Match[str], denied: list[Denied]) -> Comparator:
    sense, start = group_name(match), match.start()
    form = _denying_form(text, language, start, denied)
    if form and sense in _TURNED:
        return Comparator(form.start, start, match.end(), _TURNED[sense], form)
    direct = language.comparators.denial.search(text, max(0, start - 20), start)
    if direct and sense in _TURNED:
        return Comparator(direct.start(), start, match.end(), _TURNED[sense])
    return Comparator(start, start, match.end(), sense)


def _denying_form(text: str, language: Language, start: int, denied: list[Denied]) -> Denied | None:
    """The denying form that reaches the comparator at ``start``: directly, over links or a verb of change."""
    for form in reversed(denied):
        if form.end > start or start - form.end > 120:
            continue
        between = text[form.end : start]
        if not between.strip() or language.comparators.links.fullmatch(between):
            return form
        if re.search(r"[,;:。，；：]", between) is None and language.comparators.changes.search(between):
            return form
    return None


def _bounded(text: str, language: Language, atom: _Atom, comparators: list[Comparator], floor: int) -> Found:
    """The atom with the comparator before or after it applied."""
    comparator, grade = _comparator_before(text, language, atom, comparators, floor)
    start = comparator.start if comparator else atom.start
    sense = comparator.sense if comparator else None
    sense, end = _sense_with_what_follows(text, language, atom, sense)
    confidence = max(atom.confidence, 0.7) if sense and atom.in_words else atom.confidence
    if sense is None and atom.shape == "value" and (loose := _loose(text, language, atom.start, floor)):
        sense, confidence = loose, min(confidence, 0.7)
    if atom.unit is None and sense and (unit := _unit_between_commas(text, start)):
        atom = replace(atom, unit=unit)
    limit = replace(_limit(text, atom, sense, (start, end), grade), confidence=confidence)
    denied = comparator.denied if comparator else None
    return Found(limit, atom.start, sense, denied, atom.in_words, trailing=end > atom.end)


def _sense_with_what_follows(
    text: str, language: Language, atom: _Atom, sense: Sense | None
) -> tuple[Sense | None, int]:
    """The sense after the words behind the number (5 mm and more, up to 5 mm inclusive), and their end."""
    end = atom.end
    after = _after(text, language, end) if sense in (None, "up_to") else None
    if after:
        sense, end = after
    inclusive = language.comparators.inclusive.match(text, end) if sense else None
    if inclusive is None:
        return sense, end
    return (_INCLUDING.get(sense or "", sense) if atom.shape == "value" else sense), inclusive.end()


def _unit_between_commas(text: str, position: int) -> Unit | None:
    """The unit of "mass, kg, not more than 2,5", as GOST writes it."""
    end = len(text[:position].rstrip())
    if not text[:end].endswith(","):
        return None
    start = text.rfind(",", 0, end - 1) + 1
    unit = unit_at(text, start) if start else None
    return unit if unit and unit.end == end - 1 else None


def _after(text: str, language: Language, end: int) -> tuple[Sense, int] | None:
    skipped = re.compile(r"[\s,]*").match(text, end)
    position = skipped.end() if skipped else end
    match = language.comparators.after.match(text, position) or language.comparators.after.match(text, end)
    return (group_name(match), match.end()) if match else None


def _comparator_before(
    text: str, language: Language, atom: _Atom, comparators: list[Comparator], floor: int
) -> tuple[Comparator | None, bool]:
    """The comparator that governs ``atom``, and whether a word for grades stands between."""
    start = atom.start
    for comparator in reversed(comparators):
        if comparator.end > start or comparator.end < floor:
            continue
        between = text[comparator.end : start].strip(" :=(±")
        if not between or language.comparators.glue.fullmatch(between):
            return comparator, bool(language.roles.grade.search(between))
        if _is_ratio(atom) and language.comparators.ratio.fullmatch(between):
            return comparator, False
    return None, False


def _is_ratio(atom: _Atom) -> bool:
    return atom.unit is None or atom.unit.ucum in ("1", "%", "[ppth]")


def _loose(text: str, language: Language, start: int, floor: int) -> Sense | None:
    fragment = text[floor:start]
    for match in language.comparators.loose.finditer(fragment):
        if not fragment[match.end() :].strip(" :="):
            return group_name(match)
    return None


def _limit(text: str, atom: _Atom, sense: Sense | None, span: tuple[int, int], grade: bool) -> Limit:
    unit = atom.unit.text if atom.unit else ""
    ucum = atom.unit.ucum if atom.unit else (_GRADE if grade else "1")
    shape = atom.shape
    if sense and shape == "value":
        if sense in ("better", "better_than") and atom.unit is None:
            ucum = _GRADE
        bare = Limit(atom.lo, True, atom.hi, True, unit, ucum, "value", "value", span)
        return _as_bound(bare, sense)
    # "Over 3 up to 10": the comparator stands before the lower bound and excludes it.
    lo_inc = atom.lo_inc and not (sense == "more_than" and shape == "range")
    return Limit(
        atom.lo, lo_inc, atom.hi, atom.hi_inc, unit, ucum, shape, "value", span, nominal=atom.nominal
    )


def _side(sense: Sense, ucum: str) -> tuple[str, bool | None]:
    """Which bound a sense gives, and whether the bound belongs to the set.

    "1 g or better" is at most 1 g, but "grade 4 or better" at least that grade: what is better is known
    of grades only by their own scale, so both documents are read as "at least that good".
    """
    if sense in ("better", "better_than"):
        return ("lo" if ucum == _GRADE else "hi"), sense == "better"
    return {
        "at_least": ("lo", True),
        "more_than": ("lo", False),
        "at_most": ("hi", True),
        "less_than": ("hi", False),
        "up_to": ("hi", None),
    }[sense]


# --- what belongs together ---------------------------------------------------------------------------


def _joined(text: str, language: Language, found: list[Found]) -> list[Found]:
    """A lower bound and the upper bound that follows it are one range: over 3 mm and up to 6 mm."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before and _completes(text, language, before.limit, item.limit):
            joined[-1] = replace(before, limit=_one_range(before.limit, item.limit))
        else:
            joined.append(_with_pair_sense(text, language, joined, item))
    return joined


def _completes(text: str, language: Language, lower: Limit, upper: Limit) -> bool:
    if lower.shape != "bound" or upper.shape != "bound" or lower.lo is None or upper.hi is None:
        return False
    if lower.lo >= upper.hi or (lower.unit and lower.unit_ucum != upper.unit_ucum):
        return False
    return language.ranges.joiners.fullmatch(text, lower.span[1], upper.span[0]) is not None


def _one_range(lower: Limit, upper: Limit) -> Limit:
    return replace(
        upper, lo=lower.lo, lo_inc=lower.lo_inc, shape="range", span=(lower.span[0], upper.span[1])
    )


def _with_pair_sense(text: str, language: Language, before: list[Found], item: Found) -> Found:
    """In "not more than 450/750 V" and "450/750 V and below" the comparator holds for both values."""
    if not before or _SLASH.fullmatch(text, before[-1].limit.span[1], item.body) is None:
        return item
    first = before[-1]
    sense = first.sense or item.sense
    inclusive = language.comparators.inclusive.match(text, item.limit.span[1])
    if sense and inclusive:
        sense = _INCLUDING.get(sense, sense)
        item = replace(item, limit=replace(item.limit, span=(item.limit.span[0], inclusive.end())))
    if sense is None or first.limit.unit != item.limit.unit:
        return item
    before[-1] = replace(first, sense=sense, limit=_as_bound(first.limit, sense))
    return replace(item, sense=sense, limit=_as_bound(item.limit, sense))


def _as_bound(limit: Limit, sense: Sense) -> Limit:
    value = limit.lo if limit.lo is not None else limit.hi
    side, included = _side(sense, limit.unit_ucum or "")
    return replace(
        limit,
        lo=value if side == "lo" else None, lo_inc=included if side == "lo" else None,
        hi=value if side == "hi" else None, hi_inc=included if side == "hi" else None,
        shape="bound",
    )  # fmt: skip


def _marked_restated(text: str, found: list[Found]) -> list[Found]:
    """12 bar (1 200 kPa): the bracket restates the value before it, with the same comparator."""
    marked: list[Found] = []
    for item in found:
        first = marked[-1] if marked else None
        if first and _in_bracket_after(text, first.limit, item.limit) and item.limit.shape != "range":
            limit = item.limit
            if first.sense and item.sense is None and limit.shape == "value":
                limit = _as_bound(limit, first.sense)
            if limit.shape == first.limit.shape and bool(limit.unit) == bool(first.limit.unit):
                item = replace(item, sense=first.sense, limit=replace(limit, restates=True))
        marked.append(item)
    return marked


def _in_bracket_after(text: str, first: Limit, second: Limit) -> bool:
    between = text[first.span[1] : second.span[0]]
    return between.strip() == "(" and text[second.span[1] :].lstrip().startswith(")")


def as_bound(limit: Limit, sense: Sense) -> Limit:
    """``limit``, a plain value, as the bound that ``sense`` says."""
    return _as_bound(limit, sense)
