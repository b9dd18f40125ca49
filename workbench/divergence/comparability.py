"""The comparability key (taxonomy, clause 0): characteristic, class, condition, test method, statistic.

Two limits are compared as numbers whatever their key; where a part of it differs, the finding says which, and
nobody should rely on the direction.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.counterparts import say_the_same
from workbench.divergence.finding import Finding
from workbench.divergence.frames import Placed
from workbench.divergence.methods import Methods
from workbench.divergence.model import KeyPart
from workbench.divergence.opposites import other_quantity
from workbench.languages import Limit, to_base

_PARTS: dict[str, KeyPart] = {"TM": "method", "NR": "method", "TC": "condition", "SA": "statistic"}
_LIMITS = ("QL", "TO")
_SYMBOLS = re.compile(r"[A-Z0-9]+(?:\.[0-9]+)?")


class Comparability:
    """What the findings say of the tests behind each requirement."""

    def __init__(self, context: Context, findings: Sequence[Finding]) -> None:
        self._methods = Methods(context.alignment.draft), Methods(context.alignment.reference)
        self._of_clauses: dict[tuple[object, object], set[KeyPart]] = defaultdict(set)
        self._of_tests: dict[tuple[int, int], set[KeyPart]] = defaultdict(set)
        for finding in findings:
            part = _PARTS.get(finding.category)
            if part is None or not _changes_the_key(finding):
                continue
            for mine in finding.draft:
                for theirs in finding.reference:
                    self._of_tests[mine.index, theirs.index].add(part)
                    self._of_clauses[mine.provision.clause, theirs.provision.clause].add(part)

    def differs(self, draft: Placed, reference: Placed) -> tuple[KeyPart, ...]:
        """The parts of the key in which two limits differ."""
        mine, theirs = draft[1].limit, reference[1].limit
        parts = self.of_units(draft[0], reference[0])
        if other_quantity(draft, reference):
            parts.add("characteristic")
        if mine.statistic and theirs.statistic and mine.statistic != theirs.statistic:
            parts.add("statistic")
        if not _same_conditions(mine, theirs):
            parts.add("condition")
        symbols = set(_SYMBOLS.findall(mine.key)), set(_SYMBOLS.findall(theirs.key))
        if all(symbols) and not symbols[0] & symbols[1]:
            parts.add("class")
        return tuple(sorted(parts))

    def of_units(self, draft: Unit, reference: Unit) -> set[KeyPart]:
        """The parts that differ between the tests of two requirements, or between the two themselves."""
        clauses = draft.provision.clause, reference.provision.clause
        # A clause can hold its limits and say beside them how they are tested.
        parts = set(self._of_clauses.get(clauses, ())) if draft.provision.clause_number else set()
        parts |= self._of_tests.get((draft.index, reference.index), set())
        for mine in self._methods[0].of(draft):
            for theirs in self._methods[1].of(reference):
                parts |= self._of_tests.get((mine.index, theirs.index), set())
        return parts

    def tests(self, side: int, unit: Unit) -> tuple[Unit, ...]:
        """How a requirement of the draft (0) or the reference (1) is tested."""
        return self._methods[side].of(unit)

    def keyed(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings, those about limits with the parts of the key that differ."""
        return tuple(
            finding.but(key_differs=self.differs(*placed))
            if finding.category in _LIMITS and (placed := _limits_of(finding))
            else finding
            for finding in findings
        )


def _changes_the_key(finding: Finding) -> bool:
    return finding.category in ("TM", "TC") or finding.sub == "replaced" or finding.rule == "statistic"


def _limits_of(finding: Finding) -> tuple[Placed, Placed] | None:
    """The two limits that a finding is about, by the evidence that it gives."""
    placed = []
    for evidence in (finding.draft_evidence, finding.reference_evidence):
        found = [
            (unit, quantity)
            for unit, start, end in evidence
            for quantity in unit.quantities
            if quantity.span == (start, end)
        ]
        placed += found[:1]
    return (placed[0], placed[1]) if len(placed) == 2 else None


def _same_conditions(draft: Limit, reference: Limit) -> bool:
    """Whether no condition of one limit contradicts one of the same dimension of the other."""
    for mine in draft.conditions:
        same_dimension = [one for one in reference.conditions if to_base(one)[2] == to_base(mine)[2]]
        if same_dimension and not any(say_the_same(mine, theirs) for theirs in same_dimension):
            return False
    return True
