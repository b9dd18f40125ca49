"""Quantities of a text: numbers, units and comparators put together to intervals.

The traps of the divergence taxonomy, clause 2, are what this module is about. It knows no word of any
language; the words stand in the data files.
"""

from dataclasses import dataclass, replace

from workbench.languages._atoms import SLASH, Atom, atoms
from workbench.languages._comparators import Comparator, Sense
from workbench.languages._language import Language
from workbench.languages._patterns import group_name
from workbench.languages._units import Unit, unit_at
from workbench.languages.model import Limit, Span

_INCLUDING = {"up_to": "at_most", "less_than": "at_most", "more_than": "at_least"}
_GRADE = "{grade}"


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and what its role will be judged by.

    ``body`` is where number and unit begin, ``limit.span[0]`` where the comparator does. ``denied`` is
    the denying form that the comparator took up. ``trailing``: the comparator stands after the number.
    """

    limit: Limit
    body: int
    sense: Sense | None = None
    denied: Span | None = None
    in_words: bool = False
    trailing: bool = False


def quantities(
    text: str, language: Language, blocked: list[Span], comparators: list[Comparator]
) -> list[Found]:
    """All quantities of ``text`` (normalised) in order; ``comparators`` are those of the text."""
    found: list[Found] = []
    floor = 0
    for atom in atoms(text, language, blocked):
        found.append(_bounded(text, language, atom, comparators, floor))
        floor = atom.end
    return _marked_restated(text, _joined(text, language, found))


def _bounded(text: str, language: Language, atom: Atom, comparators: list[Comparator], floor: int) -> Found:
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
    text: str, language: Language, atom: Atom, sense: Sense | None
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
    position = end + len(text[end:]) - len(text[end:].lstrip(" ,"))
    match = language.comparators.after.match(text, position) or language.comparators.after.match(text, end)
    return (group_name(match), match.end()) if match else None


def _comparator_before(
    text: str, language: Language, atom: Atom, comparators: list[Comparator], floor: int
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


def _is_ratio(atom: Atom) -> bool:
    return atom.unit is None or atom.unit.ucum in ("1", "%", "[ppth]")


def _loose(text: str, language: Language, start: int, floor: int) -> Sense | None:
    fragment = text[floor:start]
    for match in language.comparators.loose.finditer(fragment):
        if not fragment[match.end() :].strip(" :="):
            return group_name(match)
    return None


def _limit(text: str, atom: Atom, sense: Sense | None, span: tuple[int, int], grade: bool) -> Limit:
    unit = atom.unit.text if atom.unit else ""
    ucum = atom.unit.ucum if atom.unit else (_GRADE if grade else "1")
    shape = atom.shape
    if sense and shape == "value":
        if sense in ("better", "better_than") and atom.unit is None:
            ucum = _GRADE
        bare = Limit(atom.lo, True, atom.hi, True, unit, ucum, "value", "value", span)
        return as_bound(bare, sense)
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
                limit = as_bound(limit, first.sense)
            if limit.shape == first.limit.shape and bool(limit.unit) == bool(first.limit.unit):
                item = replace(item, sense=first.sense, limit=replace(limit, restates=True))
        marked.append(item)
    return marked


def _in_bracket_after(text: str, first: Limit, second: Limit) -> bool:
    between = text[first.span[1] : second.span[0]]
    return between.strip() == "(" and text[second.span[1] :].lstrip().startswith(")")
