"""From a requirement to its test: the provisions that say how it is tested, on one side.

A requirement and its test belong together where the one cites the clause of the other, where the clause of
the test method has the heading of the requirement's, or where the test names the characteristic that is
required (GB/T 1.1-2020, 9.9: requirements and test methods correspond).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from workbench.alignment import Unit
from workbench.languages.lexicon import mentions, parts

CLAUSE_NUMBER = re.compile(r"(?<![\d.])(?:\d{1,2}|[A-Z])(?:\.\d{1,3}){0,5}(?!\.?\d|\s?mm|\s?%)")
"""A number of a clause in running text: 6.2, A.1, 5."""

_OTHER = ("testing", "inspection", "marking", "classification", "maker-requirements", "service-commitment")
"""What chapters are about that regulate something else than the product."""

_NEAR = 9
"""Characters around a number in which a word says that it is one of a clause."""

CORE = "★"
"""By which a drafter marks a core index (the advancedness table of T/ZZB documents)."""

_SHORTEST = 2
"""Least characters of a heading that another one may begin with."""


class Methods:
    """The provisions of one document that say how each of its requirements is tested."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._in_clause: dict[str, list[Unit]] = defaultdict(list)
        self._citing: dict[str, list[Unit]] = defaultdict(list)
        self._texts: list[tuple[Unit, str]] = []
        self._by_heading: dict[str, list[Unit]] = defaultdict(list)
        self._cited_in: dict[object, set[str]] = defaultdict(set)
        for unit in units:
            if not unit.is_test:
                self._cited_in[unit.provision.clause] |= set(clauses_named(unit))
                continue
            self._texts.append((unit, _plain(unit.text)))
            self._by_heading[_plain(unit.provision.heading)].append(unit)
            for number in _with_parents(unit.provision.clause_number):
                self._in_clause[number].append(unit)
            for number in clauses_named(unit):
                self._citing[number].append(unit)

    def of(self, unit: Unit) -> tuple[Unit, ...]:
        """The provisions that say how ``unit`` is tested; itself where it is one of them."""
        if unit.is_test:
            return (unit,)
        found: dict[int, Unit] = {}
        for number in clauses_named(unit):
            found |= {one.index: one for one in self._in_clause.get(number, ())}
        heading = _plain(unit.provision.heading)
        if len(heading) >= _SHORTEST:
            for title, tests in self._by_heading.items():
                if _alike(title, heading, unit.language):
                    found |= {one.index: one for one in tests}
        number = unit.provision.clause_number
        found |= {one.index: one for one in (self._citing.get(number, ()) if number else ())}
        if not found:
            found = {one.index: one for one in self._naming(unit)}
        if not found:  # what a neighbour in the same clause cites holds for the rows of its table too
            for number in self._cited_in.get(unit.provision.clause, ()):
                found |= {one.index: one for one in self._in_clause.get(number, ())}
        return tuple(found[index] for index in sorted(found))

    def _naming(self, unit: Unit) -> Iterator[Unit]:
        """The tests that name a characteristic for which ``unit`` sets a limit."""
        named = {_plain(limit.characteristic) for reading in unit.readings for limit in reading.limits}
        named = {name for name in named if len(name) >= _SHORTEST}
        for test, text in self._texts:
            if any(name in text for name in named):
                yield test


def clauses_named(unit: Unit) -> Iterator[str]:
    """Numbers of clauses in running text.

    Not those in designations, nor values with a unit; whole chapters and annexes only where a word says so.
    """
    taken = [(cited.start, cited.end) for cited in unit.found]
    taken += [placed.span for placed in unit.quantities if placed.limit.unit]
    for found in CLAUSE_NUMBER.finditer(unit.text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        around = unit.text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if "." in found.group() or mentions("clause", around, unit.language):
            yield found.group()


def regulates_product(unit: Unit) -> bool:
    """Whether a provision stands where requirements on the product do: not in chapters about the maker, the
    service, classes, tests, inspection, marking."""
    chapter = unit.chapter.title if unit.chapter else ""
    return unit.provision.normative and not any(mentions(topic, chapter, unit.language) for topic in _OTHER)


def _alike(title: str, heading: str, language: str) -> bool:
    """Whether a test's heading is that of a requirement but for words that all such headings have."""
    one, other = ("".join(parts("heading-words", text, language)).strip() for text in (title, heading))
    return min(len(one), len(other)) >= _SHORTEST and (one.startswith(other) or other.startswith(one))


def _with_parents(number: str) -> list[str]:
    numbers = []
    while number:
        numbers.append(number)
        number = number.rpartition(".")[0]
    return numbers


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split()).lstrip(CORE)
