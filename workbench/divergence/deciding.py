"""What a person decided, applied to the findings."""

from collections.abc import Sequence

from workbench.decisions import BoundFinding, FindingDecision
from workbench.divergence.finding import Finding
from workbench.divergence.model import Divergence

Applied = tuple[tuple[Finding, ...], tuple[Divergence, ...], tuple[Divergence, ...]]
"""The findings that stand, the same as they leave the library, and those that were rejected."""


def decided(
    findings: Sequence[Finding], divergences: Sequence[Divergence], bound: Sequence[BoundFinding]
) -> Applied:
    """Apply decisions to findings.

    A stale decision binds nothing: the texts have changed, so the finding is open again. Of two that a
    merge left about one finding the later one holds.
    """
    valid = sorted((one for one in bound if not one.stale), key=lambda one: one.decision.at)
    by_finding = {one.finding: one.decision for one in valid}
    kept, shown, rejected = [], [], []
    for finding, divergence in zip(findings, divergences, strict=True):
        decision = by_finding.get(divergence.id)
        if decision is None:
            kept.append(finding)
            shown.append(divergence)
        elif decision.status == "rejected":
            rejected.append(divergence.model_copy(update={"decision": decision}))
        else:
            changed = _reclassified(finding, decision)
            kept.append(changed)
            shown.append(changed.divergence(divergence.id).model_copy(update={"decision": decision}))
    return tuple(kept), tuple(shown), tuple(rejected)


def _reclassified(finding: Finding, decision: FindingDecision) -> Finding:
    """The finding as a person classified it; a reason given here explains nothing in the draft yet."""
    return finding.but(
        category=decision.as_category or finding.category,
        sub=decision.as_sub or ("" if decision.as_category else finding.sub),
        nature=decision.as_nature or finding.nature,
        severity=decision.as_severity or finding.severity,
        confidence=1.0 if decision.status == "confirmed" else finding.confidence,
    )
