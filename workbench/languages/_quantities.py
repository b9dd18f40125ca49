"""Quantities of a text: numbers, units and comparators put together to intervals.

The traps of the divergence taxonomy, clause 2, are what this module is about. It knows no word of any
language; the words stand in the data files.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.languages._atoms import SLASH, Atom
from workbench.languages._comparators import Comparator, Sense
from workbench.languages._language import Language
from workbench.languages._patterns import group_name
from workbench.languages._units import Unit, counted, in_unit, unit_at
from workbench.languages.model import Limit, Span

_INCLUDING = {"up_to": "at_most", "less_than": "at_most", "more_than": "at_least"}
_OPEN: tuple[Sense | None, ...] = (None, "up_to", "from_")
"""Senses that words after the number decide: from 5 mm downwards, up to 5 mm and more."""
GRADE = "{grade}"
_RISING = (GRADE, "{IP}", "{IPX}")
"""What is better the higher it is: grades, degrees of protection."""
_HALF_STEP = Decimal("0.5")
_LONGEST_GLUE = 60
_REACH_OF_ADJECTIVE = 150


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and what its role will be judged by.

    ``body`` is where number and unit begin, ``limit.span[0]`` where the comparator does. ``denied`` is
    the denying form that the comparator took up. ``trailing``: the comparator stands after the number;
    ``loose``: it is an adjective of the noun before (the minimum width is 3 mm); ``verb``: it is a verb;
    ``turned``: its subject denies it; ``elliptic``: it is that of the quantity before.
    ``counts`` says that the unit is only the noun that is counted; ``named`` that the comparator's words go
    round a characteristic: nor the protein content less than 12 %.
    """

    limit: Limit
    body: int
    sense: Sense | None = None
    denied: Span | None = None
    in_words: bool = False
    trailing: bool = False
    loose: bool = False
    verb: bool = False
    turned: bool = False
    counts: bool = False
    elliptic: bool = False
    named: bool = False


def quantities(
    text: str, language: Language, numbers: list[Atom], comparators: list[Comparator]
) -> list[Found]:
    """All quantities of ``text`` (normalised) in order: its numbers, bounded by its comparators."""
    found: list[Found] = []
    ends = [comparator.end for comparator in comparators]
    floor = floor_of_digits = 0
    for atom in numbers:
        before = comparators[bisect_right(ends, floor) : bisect_right(ends, atom.start)]
        if not before and found and (over := _over_condition(text, language, atom, comparators, found[-1])):
            found[-1] = _bounded(text, language, numbers[len(found) - 1], [], floor_of_digits)
            before = [over]
        found.append(_bounded(text, language, atom, before, floor_of_digits))
        floor = _end_of_bound(text, language, atom) if found[-1].trailing else atom.end
        floor_of_digits = floor_of_digits if atom.in_words else atom.end
    return _marked_restated(text, _joined(text, language, found))


def _end_of_bound(text: str, language: Language, atom: Atom) -> int:
    """Where a number ends with what stands right behind it and bounds it, and no other: 18 % and more."""
    separated = _SEPARATED.match(text, atom.end)
    behind = language.comparators.after.match(text, separated.end()) if separated else None
    return behind.end() if behind and atom.shape == "value" else atom.end


def _bounded(text: str, language: Language, atom: Atom, comparators: list[Comparator], floor: int) -> Found:
    """The atom with the comparator before or after it applied."""
    comparator, grade = _comparator_before(text, language, atom, comparators)
    start = comparator.start if comparator else atom.start
    sense = comparator.sense if comparator else None
    atom, counts = _with_what_is_counted(text, language, atom, sense)
    before = sense
    sense, end = _sense_with_what_follows(text, language, atom, sense)
    confidence = max(atom.confidence, 0.7) if sense and atom.in_words else atom.confidence
    loose = None
    if sense is None and atom.shape == "value" and (loose := _loose(text, language, atom.start, floor)):
        sense, confidence = loose, min(confidence, 0.7)
    if atom.unit is None and sense and (unit := _unit_between_commas(text, start)):
        atom = replace(atom, unit=unit)
    limit = _limit(atom, sense, (start, end), grade, confidence)
    return Found(
        limit, atom.start, sense, comparator.denied if comparator else None, atom.in_words,
        trailing=sense is not None and before != sense and not loose, loose=bool(loose),
        verb=bool(comparator and comparator.verb), turned=bool(comparator and comparator.turned),
        counts=counts, named=comparator is not None and _goes_round(text, language, comparator, atom),
    )  # fmt: skip


def _goes_round(text: str, language: Language, comparator: Comparator, atom: Atom) -> bool:
    """Whether other words than those of denying and linking stand inside the comparator."""
    if comparator.verb:
        return len(text[comparator.word : atom.start].split()) > _VERB_AND_LINK
    begin = comparator.denied[1] if comparator.denied else comparator.start
    denial = language.comparators.denial.search(text, begin, comparator.word)
    between = text[begin : denial.start() if denial else comparator.word].strip()
    return bool(between) and (comparator.turned or not language.comparators.links.fullmatch(between))


def _with_what_is_counted(
    text: str, language: Language, atom: Atom, sense: Sense | None
) -> tuple[Atom, bool]:
    """A bare number under a comparator counts the noun after it: at least three supports."""
    if atom.unit or atom.shape != "value":
        return atom, False
    noun = language.counted.match(text, atom.end)
    if noun is None:
        return atom, False
    counted_atom = replace(atom, unit=counted(text, *noun.span(1)))
    counted_atom = replace(counted_atom, end=counted_atom.unit.end if counted_atom.unit else atom.end)
    if sense in _OPEN and _after(text, language, counted_atom.end) is None:
        return atom, False
    return counted_atom, True


def _sense_with_what_follows(
    text: str, language: Language, atom: Atom, sense: Sense | None
) -> tuple[Sense | None, int]:
    """The sense after the words behind the number (5 mm and more, up to 5 mm inclusive), and their end."""
    end = atom.end
    after = _after(text, language, end) if sense in _OPEN else None
    if after:
        sense, end = after
    inclusive = language.comparators.inclusive.match(text, end) if sense else None
    if inclusive is None:
        return sense, end
    return (_INCLUDING.get(sense or "", sense) if atom.shape == "value" else sense), inclusive.end()


def _unit_between_commas(text: str, position: int) -> Unit | None:
    """The unit of "mass, kg, not more than 2,5", as GOST writes it."""
    head = text[max(0, position - 40) : position].rstrip()
    if not head.endswith(","):
        return None
    end = max(0, position - 40) + len(head) - 1
    start = text.rfind(",", max(0, end - 30), end) + 1
    unit = unit_at(text, start) if start else None
    return unit if unit and unit.end == end else None


_VERB_AND_LINK = 2
"""Words of a comparator that is a verb with the word before the number, where nothing stands between."""
_AFTER_NOUN = re.compile(r" ")
_SEPARATED = re.compile(r"[ ,(]{0,3}")


def _after(text: str, language: Language, end: int) -> tuple[Sense, int] | None:
    separated = _SEPARATED.match(text, end)
    position = separated.end() if separated else end
    pattern = language.comparators.after
    match = pattern.match(text, position) or pattern.match(text, end)
    if match is None and (noun := language.counted.match(text, end)):
        # The noun that the unit belongs to: 10 000 cycles of use or more.
        match = _AFTER_NOUN.match(text, noun.end()) and pattern.match(text, noun.end() + 1)
    return (group_name(match), match.end()) if match else None


def _comparator_before(
    text: str, language: Language, atom: Atom, comparators: list[Comparator]
) -> tuple[Comparator | None, bool]:
    """The comparator that governs ``atom``, and whether a word for grades stands between."""
    start = atom.start
    for comparator in reversed(comparators):
        if start - comparator.end > _LONGEST_GLUE:
            break
        between = text[comparator.end : start].strip(" :=,(±")
        if not between or language.comparators.glue.fullmatch(between):
            return comparator, bool(language.roles.grade.search(between))
        if _is_ratio(atom) and language.comparators.ratio.fullmatch(between):
            return comparator, False
    return None, False


def _over_condition(
    text: str, language: Language, atom: Atom, comparators: list[Comparator], before: Found
) -> Comparator | None:
    """The comparator whose share stands behind a condition: at most (of the pressure at 20 °C) 3 %."""
    if not _is_ratio(atom):
        return None
    near = (one for one in reversed(comparators) if one.end <= before.body)
    comparator = next(near, None)
    if comparator is None or atom.start - comparator.end > _LONGEST_GLUE:
        return None
    whole = language.comparators.ratio_under.fullmatch(text, comparator.end, atom.start)
    return comparator if whole else None


def _is_ratio(atom: Atom) -> bool:
    return atom.unit is None or atom.unit.ucum in ("1", "%", "[ppth]")


def _loose(text: str, language: Language, start: int, floor: int) -> Sense | None:
    match = language.comparators.loose.search(text, max(floor, start - _REACH_OF_ADJECTIVE), start)
    return match.lastgroup.rpartition("__")[0] if match and match.lastgroup else None


def _limit(atom: Atom, sense: Sense | None, span: tuple[int, int], grade: bool, confidence: float) -> Limit:
    unit = atom.unit.text if atom.unit else ""
    ucum = atom.unit.ucum if atom.unit else (GRADE if grade or atom.graded else "1")
    unit_span = (atom.unit.start, atom.unit.end) if atom.unit and atom.unit.start < atom.unit.end else None
    lo, hi, nominal, shape = atom.lo, atom.hi, atom.nominal, atom.shape
    lo_inc: bool | None = atom.lo_inc
    hi_inc: bool | None = atom.hi_inc
    if sense and shape == "value":
        if sense in ("better", "better_than") and atom.unit is None:
            ucum = GRADE
        lo, lo_inc, hi, hi_inc = _bounds(lo, sense, ucum)
        shape = "bound"
    elif sense and ucum == GRADE and lo is not None and hi == lo + 1:
        # "Not lower than 3-4" is one grade: the grey scales of ISO 105-A02 and A03 have half steps.
        lo, lo_inc, hi, hi_inc = _bounds(lo + _HALF_STEP, sense, ucum)
        shape = "bound"
    elif sense == "more_than" and shape == "range":
        lo_inc = False  # "Over 3 up to 10": the comparator stands before the lower bound and excludes it.
    return Limit(
        lo, lo_inc, hi, hi_inc, unit, ucum, shape, "value", span,
        nominal=nominal, confidence=confidence, unit_span=unit_span,
    )  # fmt: skip


_Bounds = tuple[Decimal | None, bool | None, Decimal | None, bool | None]


def _bounds(value: Decimal | None, sense: Sense, ucum: str) -> _Bounds:
    """Lower bound, whether it belongs to the set, and the same of the upper bound."""
    side, included = _side(sense, ucum)
    return (value, included, None, None) if side == "lo" else (None, None, value, included)


def _side(sense: Sense, ucum: str) -> tuple[str, bool | None]:
    """Which bound a sense gives, and whether the bound belongs to the set.

    "1 g or better" is at most 1 g, but "grade 4 or better" at least that grade: what is better is known
    of grades only by their own scale, so both documents are read as "at least that good".
    """
    if sense in ("better", "better_than"):
        return ("lo" if ucum in _RISING else "hi"), sense == "better"
    return {
        "at_least": ("lo", True),
        "more_than": ("lo", False),
        "at_most": ("hi", True),
        "less_than": ("hi", False),
        "up_to": ("hi", None),
        "from_": ("lo", True),
    }[sense]


def is_one_grade(limit: Limit) -> bool:
    """Whether a range is one grade between two: 3-4."""
    return limit.shape == "range" and limit.unit_ucum == GRADE and limit.hi == (limit.lo or 0) + 1


def as_grade(limit: Limit, sense: Sense) -> Limit:
    """``limit``, one grade between two, as the bound that ``sense`` says."""
    assert limit.lo is not None
    lo, lo_inc, hi, hi_inc = _bounds(limit.lo + _HALF_STEP, sense, GRADE)
    return replace(limit, lo=lo, lo_inc=lo_inc, hi=hi, hi_inc=hi_inc, shape="bound")


def _joined(text: str, language: Language, found: list[Found]) -> list[Found]:
    """A lower bound and the upper bound that follows it are one range: over 3 mm and up to 6 mm."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before and not item.named and _completes(text, language, before.limit, item.limit):
            joined[-1] = replace(before, limit=_one_range(before.limit, item.limit))
        else:
            joined.append(_with_pair_sense(text, language, joined, item))
    return joined


def _completes(text: str, language: Language, first: Limit, second: Limit) -> bool:
    """Whether two bounds that follow each other are the ends of one range, in either order."""
    if first.shape == "value" and second.lo is None:  # "0,5 to less than 1,0"
        to = language.ranges.to.fullmatch(text[first.span[1] : second.span[0]].strip())
    else:
        to = None
    if (first.shape != "bound" and to is None) or second.shape != "bound":
        return False
    lower, upper = (first, second) if first.lo is not None else (second, first)
    if lower.lo is None or upper.hi is None:
        return False
    begin = lower.lo if not first.unit else _in_unit_of(lower.lo, lower, upper)
    if begin is None or begin >= upper.hi:
        return False
    return bool(to or language.ranges.joiners.fullmatch(text, first.span[1], second.span[0]))


def _one_range(first: Limit, second: Limit) -> Limit:
    """The range of two bounds, in the smaller of their units: over 1 s and less than 2 min."""
    lower, upper = (first, second) if first.lo is not None else (second, first)
    lo, hi = lower.lo, upper.hi
    if first.unit and lo is not None and hi is not None and first.unit_ucum != second.unit_ucum:
        size = _in_unit_of(Decimal(1), first, second)
        smaller = first if size is not None and abs(size) < 1 else second
        lo, hi = _in_unit_of(lo, lower, smaller), _in_unit_of(hi, upper, smaller)
        second = replace(second, unit=smaller.unit, unit_ucum=smaller.unit_ucum)
    return replace(second, lo=lo, lo_inc=lower.lo_inc, hi=hi, hi_inc=upper.hi_inc,
        shape="range", span=(first.span[0], second.span[1]),
    )  # fmt: skip


def _in_unit_of(value: Decimal, own: Limit, other: Limit) -> Decimal | None:
    """A value of one limit in the unit of another, ``None`` where that has another dimension."""
    if own.unit_ucum == other.unit_ucum:
        return value
    if own.unit_ucum is None or other.unit_ucum is None:
        return None
    return in_unit(value, own.unit_ucum, other.unit_ucum)


def _with_pair_sense(text: str, language: Language, before: list[Found], item: Found) -> Found:
    """In "not more than 450/750 V" and "450/750 V and below" the comparator holds for both values."""
    if not before or SLASH.fullmatch(text, before[-1].limit.span[1], item.body) is None:
        return item
    first = before[-1]
    sense = first.sense or item.sense
    inclusive = language.comparators.inclusive.match(text, item.limit.span[1])
    if sense and inclusive:
        sense = _INCLUDING.get(sense, sense)
        item = replace(item, limit=replace(item.limit, span=(item.limit.span[0], inclusive.end())))
    if sense is None or first.limit.unit != item.limit.unit:
        return item
    before[-1] = replace(first, sense=sense, limit=as_bound(first.limit, sense))
    return replace(item, sense=sense, limit=as_bound(item.limit, sense))


def as_bound(limit: Limit, sense: Sense) -> Limit:
    """``limit``, a plain value, as the bound that ``sense`` says."""
    value = limit.lo if limit.lo is not None else limit.hi
    lo, lo_inc, hi, hi_inc = _bounds(value, sense, limit.unit_ucum or "")
    return replace(limit, lo=lo, lo_inc=lo_inc, hi=hi, hi_inc=hi_inc, shape="bound")


def _marked_restated(text: str, found: list[Found]) -> list[Found]:
    """12 bar (1 200 kPa): the bracket restates the value before it, with the same comparator."""
    marked: list[Found] = []
    for item in found:
        first = marked[-1] if marked else None
        if first and _in_bracket_after(text, first.limit, item.limit) and item.limit.shape != "range":
            limit = item.limit
            if first.sense and item.sense is None and limit.shape == "value":
                limit = as_bound(limit, first.sense)
            if limit.shape == first.limit.shape and bool(limit.unit) == bool(first.limit.unit):
                item = replace(item, sense=first.sense, limit=replace(limit, restates=True))
        marked.append(item)
    return marked


def _in_bracket_after(text: str, first: Limit, second: Limit) -> bool:
    between = text[first.span[1] : second.span[0]]
    return between.strip() == "(" and text[second.span[1] : second.span[1] + 3].lstrip().startswith(")")
