"""How often something happens in a period: a count and a time, put together to one quantity.

"Once every two years" is 0.5 1/a, whichever of the two stands first, so that frequencies can be compared.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Context, Decimal

from workbench.languages._atoms import Atom
from workbench.languages._language import Language
from workbench.languages._patterns import NEVER, group_name
from workbench.languages._units import Unit, per_unit, unit_at, unit_called
from workbench.languages.model import Span

_PERIODS = {"h", "d", "wk", "mo", "a"}
_LONGER = {"mo": ("a", 12), "d": ("wk", 7), "h": ("d", 24)}
"""For a period the next longer one, and how many times as long it is."""
_LONGEST_GAP = 14
"""Characters between a period and a count behind it: every two years the check is made once."""
_LONGEST_EVERY = 16
_LONGEST_COMPARATOR = 30
_CLAUSE_NUMBER = re.compile(r"(?<![\d.])[A-Z]?\d{1,2}(?:\.\d{1,2})+(?![\d.])")
_STOPS = frozenset(",，.。;；:：、!?！？\u060c\u061b\n")
_EXACT = Context(prec=12)
_SHORT = Context(prec=4)
_SEPARATED = 2


def frequencies(text: str, language: Language, atoms: list[Atom], blocked: list[Span]) -> list[Atom]:
    """``atoms`` in which each count with its period is one."""
    known = language.frequencies
    if known.per is NEVER and known.every is NEVER:
        return atoms
    if known.bare is not NEVER:
        atoms = _with_bare(text, language, atoms, blocked)
    found: list[Atom] = []
    taken: Atom | None = None
    for index, atom in enumerate(atoms):
        if atom is taken:
            continue
        end = _end_of_times(text, language, atom)
        if end is None:
            following = atoms[index + 1] if index + 1 < len(atoms) else None
            counted = following and following.start - atom.end <= _LONGEST_GAP
            if not (counted and following and _end_of_times(text, language, following)):
                atom = _at_least_every(text, language, atom) or atom
            found.append(atom)
            continue
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        behind = _period_behind(text, language, atom, end, following)
        if behind:
            frequency, used = behind
            taken = following if used else None
            found.append(frequency)
        elif found and (merged := _period_before(text, language, found[-1], atom, end)):
            found[-1] = merged
        else:
            found.append(_after_every(text, language, atom, end) or atom)
    return found


def is_frequency(ucum: str | None) -> bool:
    """Whether a unit is that of what is done again and again: once a year, not ten times a minute."""
    return ucum is not None and ucum.removeprefix("1/") in _PERIODS and ucum.startswith("1/")


def _with_bare(text: str, language: Language, atoms: list[Atom], blocked: list[Span]) -> list[Atom]:
    """``atoms`` and "once" where no number says so but a period follows."""
    more = list(_bare(text, language, atoms, blocked))
    return sorted([*atoms, *more], key=lambda atom: atom.start) if more else atoms


def _bare(text: str, language: Language, atoms: list[Atom], blocked: list[Span]) -> Iterator[Atom]:
    known = language.frequencies
    taken = [*blocked, *((atom.start, atom.end) for atom in atoms)]
    for match in known.bare.finditer(text):
        start, end = match.span()
        if any(low <= start < high or 0 <= start - high < _SEPARATED for low, high in taken):
            continue
        per, _ = _per_behind(text, language, end)
        after = per.end() if per else end
        begins = any(0 <= atom.start - after < _SEPARATED and _period(atom) for atom in atoms)
        if begins or (per and _unit_of_period(text, after)):
            yield Atom(
                start, end, Decimal(1), Decimal(1), None, "value", None, 0.8, 1, in_words=True, times=True
            )


def _end_of_times(text: str, language: Language, atom: Atom) -> int | None:
    """Where a count of times ends; ``None`` where the quantity is none."""
    if atom.shape != "value" or atom.lo is None or atom.lo <= 0:
        return None
    known = language.frequencies
    if atom.unit:
        whole = atom.unit.is_count and known.times.fullmatch(text, atom.unit.start, atom.unit.end)
        return atom.end if whole else None
    if atom.times:
        return atom.end
    times = known.times.match(text, atom.end)
    return times.end() if times else None


def _period_behind(
    text: str, language: Language, count: Atom, end: int, following: Atom | None
) -> tuple[Atom, bool] | None:
    """Once (at least) every two years: the frequency, and whether the period has a number of its own."""
    per, after = _per_behind(text, language, end)
    position = per.end() if per else end
    period = _period(following) if following else None
    near = period and following and 0 <= following.start - position < _SEPARATED
    if period and following and near and (per or (following.in_words and period[0] == 1)):
        last = count.end if after else following.end
        return _frequency(count, period[0], period[1], (count.start, last)), True
    unit = _unit_of_period(text, position) if per else None
    if unit is None:
        return None
    return _frequency(count, Decimal(1), unit, (count.start, count.end if after else unit.end)), False


def _per_behind(text: str, language: Language, end: int) -> tuple[re.Match[str] | None, bool]:
    """The words between a count and its period, and whether a comparator precedes them."""
    per = language.frequencies.per
    after = language.comparators.after.match(text, end + 1) if text.startswith(" ", end) else None
    behind = per.match(text, after.end()) if after else None
    return (behind, True) if behind else (per.match(text, end), False)


def _period_before(text: str, language: Language, before: Atom, count: Atom, end: int) -> Atom | None:
    """Every two years once: the period stands before the count."""
    period = _period(before)
    if period is None or count.start - before.end > _LONGEST_GAP:
        return None
    gap = _CLAUSE_NUMBER.sub("", text[before.end : count.start])
    near = max(0, before.start - _LONGEST_EVERY)
    matches = language.frequencies.every.finditer(text, near, before.start)
    every = next((match for match in matches if match.end() == before.start), None)
    if gap.strip():
        if every is None or not _STOPS.isdisjoint(gap):
            return None
        start = _start_of_period(text, language, every.start(), before.end, count.start)
        return _frequency(count, period[0], period[1], (start, end))
    if every is None and not language.frequencies.first:
        return None
    return _frequency(count, period[0], period[1], (every.start() if every else before.start, end))


def _after_every(text: str, language: Language, count: Atom, end: int) -> Atom | None:
    """Every year once: the period has no number."""
    near = max(0, count.start - _LONGEST_EVERY - _LONGEST_GAP)
    for every in language.frequencies.every.finditer(text, near, count.start):
        unit = _unit_of_period(text, every.end())
        if unit is None or not 0 <= count.start - unit.end <= _LONGEST_GAP:
            continue
        gap = text[unit.end : count.start]
        if _STOPS.isdisjoint(gap) and not any(map(str.isdigit, gap)):
            start = _start_of_period(text, language, every.start(), unit.end, count.start)
            return _frequency(count, Decimal(1), unit, (start, end))
    return None


def _at_least_every(text: str, language: Language, period: Atom) -> Atom | None:
    """At least every twelve months, which does not say that it is once."""
    length = _period(period)
    if length is None:
        return None
    near = max(0, period.start - _LONGEST_EVERY)
    for every in language.frequencies.every.finditer(text, near, period.start):
        compared = language.comparators.before.finditer(
            text, max(0, every.start() - _LONGEST_COMPARATOR), every.start()
        )
        if every.end() == period.start and any(
            group_name(match) == "at_least" and not text[match.end() : every.start()].strip()
            for match in compared
        ):
            once = replace(period, lo=Decimal(1), hi=Decimal(1), unit=None)
            return _frequency(once, length[0], length[1], (every.start(), period.end))
    return None


def _start_of_period(text: str, language: Language, start: int, end: int, count: int) -> int:
    """Where a frequency begins: with its period, unless a comparator stands between that and the count."""
    return count if language.comparators.before.search(text, end, count) else start


def _period(atom: Atom) -> tuple[Decimal, Unit] | None:
    """The length and the unit of a plain duration."""
    if atom.shape != "value" or atom.unit is None or atom.unit.ucum not in _PERIODS:
        return None
    return (atom.lo, atom.unit) if atom.lo and atom.lo > 0 else None


def _unit_of_period(text: str, position: int) -> Unit | None:
    unit = unit_at(text, position)
    return unit if unit and unit.ucum in _PERIODS else None


def _frequency(count: Atom, length: Decimal, unit: Unit, span: Span) -> Atom:
    assert count.lo is not None
    value = _EXACT.divide(count.lo, length)
    if value * length != count.lo:
        # Once every three months is four times a year; a third would not be exact.
        ucum, times = _LONGER.get(unit.ucum, (unit.ucum, 1))
        longer = unit_called(ucum, text="", start=0, end=0)
        more = _EXACT.divide(count.lo * times, length)
        exact = longer is not None and more * length == count.lo * times
        value, unit = (more, longer) if longer and exact else (_SHORT.plus(value), unit)
    return replace(count, start=span[0], end=span[1], lo=value, hi=value, unit=per_unit(unit, span[0]))
