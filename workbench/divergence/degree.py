"""Degree of correspondence of a draft with the reference: IDT, MOD, NEQ or undecided.

Decision table of ISO/IEC Guide 21-1:2005 and GB/T 1.2-2020, 4.1, over the list of findings: what is technical
or structural has to be identified and explained in the draft itself.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.model import Degree
from workbench.messages import Message
from workbench.sts import Row

KEPT_RATIO = 0.5
"""Share of the reference's provisions below which a draft has too little of it to adopt it (our policy)."""

_MARK = "tech-deviation"
_STRUCTURE_TABLE, _DEVIATION_TABLE = "structure-map", "tech-deviation"
_CLAUSE_NUMBER = re.compile(r"(?<![\d.])(?:\d{1,2}|[A-Z])(?:\.\d{1,3}){0,5}(?![\d.]|\s?mm|\s?%)")


@dataclass(frozen=True)
class Judgement:
    """A degree and why."""

    degree: Degree
    reason: Message


def judge(context: Context, findings: tuple[Finding, ...]) -> Judgement:
    """The degree that the findings and the draft's own statements allow. First row that matches wins."""
    technical = [finding for finding in findings if finding.nature == "T"]
    structural = [finding for finding in findings if finding.nature == "S"]
    if context.alignment.is_revision:
        return Judgement("UNDECIDED", Message("divergence.degree.versions"))
    if context.claim is None:
        if not technical:
            return Judgement("UNDECIDED", Message("divergence.degree.no-claim-no-difference"))
        return Judgement("NEQ", Message("divergence.degree.no-claim", {"count": len(technical)}))
    if any(finding.nature == "TR" for finding in findings):
        return Judgement("UNDECIDED", Message("divergence.degree.translation"))
    if _kept(context) < KEPT_RATIO:
        return Judgement(
            "NEQ", Message("divergence.degree.little-kept", {"share": round(100 * _kept(context))})
        )
    record = Record(context)
    unlisted = [finding for finding in technical if not record.lists(finding)]
    if unlisted:
        return Judgement("NEQ", Message("divergence.degree.unlisted", {"count": len(unlisted)}))
    unexplained = [finding for finding in technical if not record.explains(finding)]
    if unexplained:
        return Judgement("NEQ", Message("divergence.degree.unexplained", {"count": len(unexplained)}))
    if structural and not record.states_structure:
        return Judgement("NEQ", Message("divergence.degree.unstated-structure", {"count": len(structural)}))
    if technical or structural:
        return Judgement(
            "MOD",
            Message(
                "divergence.degree.modified", {"technical": len(technical), "structural": len(structural)}
            ),
        )
    return Judgement("IDT", Message("divergence.degree.identical"))


def _kept(context: Context) -> float:
    """Share of the reference's technical provisions that the draft has."""
    all_of_it = [
        unit for unit in context.alignment.reference if context.speaks(unit) and unit.provision.normative
    ]
    absent = {unit.index for unit in context.missing}
    return sum(unit.index not in absent for unit in all_of_it) / max(1, len(all_of_it))


@dataclass(frozen=True)
class Record:
    """What the draft itself says about its changes: margin marks, annexes A and B, foreword."""

    context: Context

    @cached_property
    def _rows(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {_STRUCTURE_TABLE: [], _DEVIATION_TABLE: []}
        for table in self.context.draft.tables:
            kind = table.element.get("content-type", "")
            if kind in rows:
                rows[kind] += table.rows
        return rows

    @cached_property
    def _foreword(self) -> set[str]:
        """Clause numbers that the foreword names."""
        texts = (unit.text for unit in self.context.alignment.draft if self.context.role(unit) == "foreword")
        return {number for text in texts for number in _CLAUSE_NUMBER.findall(text)}

    @cached_property
    def _listed(self) -> dict[str, bool]:
        """Clauses named in the table of technical deviations, and whether the row gives a reason."""
        listed: dict[str, bool] = {}
        for row in self._rows[_DEVIATION_TABLE]:
            explained = len(row.cells) > 2 and bool(row.cells[-1].text.strip())
            for cell in row.cells[:-1]:
                for number in _CLAUSE_NUMBER.findall(cell.text):
                    listed[number] = listed.get(number, False) or explained
        return listed

    @property
    def states_structure(self) -> bool:
        """Whether structural changes are stated at all: a table of numbers, or a list in the foreword."""
        return bool(self._rows[_STRUCTURE_TABLE]) or bool(self._foreword)

    def lists(self, finding: Finding) -> bool:
        """Whether the draft identifies this deviation: a row or a sentence that names its clause."""
        numbers = self._numbers(finding)
        return bool(numbers & (set(self._listed) | (self._foreword if not self._listed else set())))

    def explains(self, finding: Finding) -> bool:
        """Whether the draft gives a reason for this deviation."""
        if not self._listed:
            return bool(self._numbers(finding) & self._foreword)
        return any(self._listed.get(number) for number in self._numbers(finding))

    def _numbers(self, finding: Finding) -> set[str]:
        """The clauses in which the deviation can be listed: its own, and those above it."""
        units = finding.draft or finding.reference
        numbers: set[str] = set()
        for unit in units:
            number = unit.provision.clause_number
            while number:
                numbers.add(number)
                number = number.rpartition(".")[0]
        return numbers
