"""What a draft says of its own changes (margin marks, annexes A and B, foreword), and whether it is true.

GB/T 1.2-2020: every technical deviation has its row and its reason, every row its deviation; structural
changes stand in a table of clause numbers; marks in the margin and rows belong together.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.alignment import Unit
from workbench.designations import find, parse, same
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.methods import CLAUSE_NUMBER, clauses_named
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import Clause, Row

_MARK = "tech-deviation"
_AMENDED = frozenset({"amendment", "corrigendum"})
_STRUCTURE_TABLE, _DEVIATION_TABLE = "structure-map", "tech-deviation"
_NONE = re.compile(r"[\s—–―-]*")
"""A cell that says "there is none"."""

_OF_VALUES = frozenset({"QL", "TO"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))")
"""The spaces between groups of digits: 69 000."""
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»")
"""What a statement quotes of the two documents."""

_BOTH = 2
"""The values of a change: before and after."""

_CELLS = 3
"""Number in this document, deviation, reason."""


@dataclass(frozen=True)
class Listed:
    """One row of the table of deviations, or one sentence of the foreword: clauses, text, whether it gives a
    reason."""

    unit: Unit
    numbers: frozenset[str]
    explained: bool


@dataclass(frozen=True)
class Record:
    """The draft's own statements about its correspondence to the reference."""

    context: Context

    @cached_property
    def units(self) -> dict[object, Unit]:
        """The draft's units by their element."""
        return {unit.provision.element: unit for unit in self.context.alignment.draft}

    def rows(self, kind: str) -> list[Row]:
        """The rows of the draft's tables of one kind."""
        tables = (table for table in self.context.draft.tables if table.element.get("content-type") == kind)
        return [row for table in tables for row in table.rows]

    @cached_property
    def deviations(self) -> tuple[Listed, ...]:
        """The deviations that the draft lists: in its table, or where it has none in its foreword."""
        listed = [
            Listed(
                self.units[row.element],
                frozenset(number for cell in row.cells[:-1] for number in CLAUSE_NUMBER.findall(cell.text)),
                len(row.cells) >= _CELLS and bool(row.cells[-1].text.strip()),
            )
            for row in self.rows(_DEVIATION_TABLE)
            if row.element in self.units
        ]
        return tuple(listed or self._in_foreword)

    @cached_property
    def _in_foreword(self) -> list[Listed]:
        units = (unit for unit in self.context.alignment.draft if unit.role == "foreword")
        found = [Listed(unit, frozenset(clauses_named(unit)), True) for unit in units]
        return [one for one in found if one.numbers]

    @property
    def states_structure(self) -> bool:
        """Whether structural changes are stated at all: a table of numbers, or a list in the foreword."""
        return bool(self.rows(_STRUCTURE_TABLE)) or bool(self._in_foreword)

    def with_statements(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, each with whether the draft identifies and explains it."""
        return tuple(
            finding.but(identified=self._lists(finding), explained=self._explains(finding))
            if finding.nature in ("T", "S", "TR")
            else finding
            for finding in findings
        )

    def amended(self, finding: Finding) -> bool:
        """Whether a double line in the margin says that it comes from an amendment or corrigendum."""
        return bool(finding.draft) and all(self._marked(unit, _AMENDED) for unit in finding.draft)

    def _lists(self, finding: Finding) -> bool:
        numbers = numbers_of(finding)
        if finding.nature == "S":
            stated = {
                number
                for row in self.rows(_STRUCTURE_TABLE)
                for cell in row.cells
                for number in CLAUSE_NUMBER.findall(cell.text)
            }
            return bool(numbers & stated) or bool(self._in_foreword)
        return any(_tells(listed, finding, numbers) for listed in self.deviations)

    def _explains(self, finding: Finding) -> bool:
        numbers = numbers_of(finding)
        return any(listed.explained and _tells(listed, finding, numbers) for listed in self.deviations)

    # Is it true?

    def problems(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """What is wrong with the statements, measured against the findings.

        Nothing is asked of a draft that does not claim to adopt the reference.
        """
        claim = self.context.claim
        if claim is None:
            return
        technical = [finding for finding in findings if finding.nature in ("T", "TR")]
        yield from self._rows_without_deviation(technical)
        yield from self._broken_rows()
        yield from self._structure_rows()
        yield from self._marks(technical)
        dual = self.context.own[0] is not None and self.context.own[0].adopts is not None
        if claim.degree == "IDT" and self.rows(_DEVIATION_TABLE):
            yield self._problem("identical-with-deviations", self._rows_of(_DEVIATION_TABLE))
        if claim.degree == "IDT" and not dual:
            yield self._problem("no-dual-number", self._claimed())
        if claim.degree in ("MOD", "NEQ") and dual and self._is_dual(claim.degree):
            yield self._problem("dual-number", self._claimed(), degree=claim.degree)

    def _is_dual(self, degree: str) -> bool:
        adopted = self.context.own[0].adopts if self.context.own[0] else None
        return adopted is not None and adopted.degree in (None, "IDT") and degree != "IDT"

    def contradicted(self, degree: str) -> Iterator[Finding]:
        """A finding where the texts do not bear out the degree that is claimed."""
        claim = self.context.claim
        if claim is not None and degree in ("IDT", "MOD", "NEQ") and degree != claim.degree:
            yield self._problem("claim-contradicted", self._claimed(), claimed=claim.degree, degree=degree)

    def _claimed(self) -> tuple[Unit, ...]:
        claim = self.context.claim
        said = claim.provision if claim else None
        unit = self.units.get(said.element) if said else None
        return (unit,) if unit else self.context.alignment.draft[:1]

    def _rows_of(self, kind: str) -> tuple[Unit, ...]:
        return tuple(self.units[row.element] for row in self.rows(kind)[:1] if row.element in self.units)

    def _rows_without_deviation(self, technical: Sequence[Finding]) -> Iterator[Finding]:
        found = set().union(*(numbers_of(finding) for finding in technical)) if technical else set()
        for listed in self.deviations:
            if not self.rows(_DEVIATION_TABLE):
                return
            if listed.numbers and not listed.numbers & found:
                yield self._problem(
                    "row-without-deviation", (listed.unit,), clause=", ".join(sorted(listed.numbers))
                )

    def _broken_rows(self) -> Iterator[Finding]:
        for row in self.rows(_DEVIATION_TABLE):
            unit = self.units.get(row.element)
            if unit is None:
                continue
            first = row.cells[0].text if row.cells else ""
            if len(row.cells) < _CELLS or not (_NONE.fullmatch(first) or CLAUSE_NUMBER.search(first)):
                yield self._problem("row-broken", (unit,))
            else:
                yield from self._unresolved(unit, first, 0)

    def _structure_rows(self) -> Iterator[Finding]:
        for row in self.rows(_STRUCTURE_TABLE):
            unit = self.units.get(row.element)
            if unit is None:
                continue
            if len(row.cells) < 2:
                yield self._problem("row-broken", (unit,))
                continue
            for side in (0, 1):
                yield from self._unresolved(unit, row.cells[side].text, side)

    def _unresolved(self, unit: Unit, text: str, side: int) -> Iterator[Finding]:
        """A clause that a row names and that the document does not have."""
        standard = (self.context.draft, self.context.reference)[side]
        known = self._numbers[side]
        for number in CLAUSE_NUMBER.findall(text):
            if number not in known:
                name = standard.designation or standard.name
                yield self._problem("row-unresolved", (unit,), clause=number, document=name)
                return

    @cached_property
    def _numbers(self) -> tuple[frozenset[str], frozenset[str]]:
        sides = []
        for standard in (self.context.draft, self.context.reference):
            texts = [clause.number for top in standard.clauses for clause in _all_clauses(top)]
            texts += [part.label for part in (*standard.tables, *standard.figures)]
            texts += [formula.label for formula in standard.formulas]
            sides.append(frozenset(number for text in texts for number in CLAUSE_NUMBER.findall(text)))
        return sides[0], sides[1]

    def _marks(self, technical: Sequence[Finding]) -> Iterator[Finding]:
        units = [unit for unit in self.context.alignment.draft if self._marked(unit, {_MARK})]
        if not units:
            return
        deviating = {unit.index for finding in technical for unit in finding.draft}
        clauses = {unit.provision.clause for finding in technical for unit in finding.draft}
        listed = set().union(*(one.numbers for one in self.deviations)) if self.deviations else set()
        for unit in units:
            told = unit.index in deviating or unit.provision.clause in clauses
            if not told and unit.provision.clause_number not in listed:  # what was deleted is marked beside
                yield self._problem("mark-without-deviation", (unit,))
        marked = {unit.index for unit in units} | {
            unit.index
            for unit in self.context.alignment.draft
            if unit.provision.clause and unit.provision.clause in {one.provision.clause for one in units}
        }
        for finding in technical:
            if finding.draft and not any(unit.index in marked for unit in finding.draft):
                yield self._problem("deviation-without-mark", finding.draft)

    @staticmethod
    def _marked(unit: Unit, wanted: Iterable[str]) -> bool:
        """Whether a mark in the margin stands beside the provision or something around it."""
        element = unit.provision.element
        return any(
            not set(wanted).isdisjoint((one.get("specific-use") or "").split())
            for one in (element, *element.iterancestors())
        )

    @staticmethod
    def _problem(sub: str, units: tuple[Unit, ...], **values: object) -> Finding:
        return Finding(
            category="DT",
            sub=sub,
            rule="record",
            nature="L",
            severity="major",
            confidence=0.85,
            draft=units,
            reference=(),
            characteristic=units[0].provision.heading if units else "",
            message=Message(f"divergence.note.DT.{sub}", values),
        )


def _tells(listed: Listed, finding: Finding, numbers: set[str]) -> bool:
    """Whether a statement is about a finding, which can be listed in the clauses of these numbers.

    One that quotes the values of what was changed, "40 kN to 44 kN", tells of another limit only if it names
    that, or quotes its values; one that names standards tells of no other reference, and of these wherever
    they are cited; one that names no verbal form tells of no other form.
    """
    text = listed.unit.text
    if finding.category == "NR" and (named := [item.designation for item in find(text)]):
        cited = [parse(value) for value in (finding.draft_value, finding.reference_value)]
        return any(one and same(one, other) != "different" for one in cited for other in named)
    if not numbers & listed.numbers:
        return False
    if finding.category == "VF":
        return mentions("verbal-form", text, listed.unit.language)
    if finding.category not in _OF_VALUES or not finding.characteristic:
        return True
    quoted = _digits(" ".join(said for mark in _QUOTED.findall(text) for said in mark))
    values = _digits(f"{finding.draft_value} {finding.reference_value}")
    both = min(len(values), len(quoted), _BOTH)
    return not quoted or len(values & quoted) >= both or finding.characteristic in text


def _digits(text: str) -> set[str]:
    """The significant digits of each number: those of 69 kN are those of 69 000 N."""
    numbers = _NUMBER.findall(_GROUPS.sub("", text))
    return {re.sub(r"[.,]", "", number).strip("0") or "0" for number in numbers}


def numbers_of(finding: Finding) -> set[str]:
    """The clauses in which a deviation can be listed: its own, and those above it."""
    numbers: set[str] = set()
    for unit in finding.draft or finding.reference:
        number = unit.provision.clause_number
        while number:
            numbers.add(number)
            number = number.rpartition(".")[0]
    return numbers


def _all_clauses(clause: Clause) -> Iterator[Clause]:
    yield clause
    for inner in clause.clauses:
        yield from _all_clauses(inner)
