"""Degree of correspondence of a draft with the reference: IDT, MOD, NEQ or undecided.

Decision table of ISO/IEC Guide 21-1:2005 and GB/T 1.2-2020, 4.1, over the list of findings: what is technical
or structural has to be identified and explained in the draft itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.model import Degree
from workbench.divergence.record import Record
from workbench.messages import Message

KEPT_RATIO = 0.5
"""Share of the reference's provisions below which a draft has too little of it to adopt it (our policy)."""


@dataclass(frozen=True)
class Obstacle:
    """What stands between the draft and the next better degree, and the findings it is about."""

    id: str
    message: Message
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """A degree, why, and what to do for the next better one."""

    degree: Degree
    reason: Message
    steps: tuple[Obstacle, ...] = ()


def judge(context: Context, record: Record, findings: Sequence[Finding]) -> Judgement:
    """The degree that the findings and the draft's own statements allow. First row that matches wins."""
    if context.alignment.is_revision:
        return Judgement("UNDECIDED", Message("divergence.degree.versions"))
    technical = [finding for finding in findings if finding.nature == "T"]
    steps = tuple(_obstacles(context, record, findings))
    if context.claim is None:
        if not technical:
            return Judgement("UNDECIDED", Message("divergence.degree.no-claim-no-difference"), steps)
        reason = Message("divergence.degree.no-claim", {"count": len(technical)})
        return Judgement("NEQ", reason, steps)
    for obstacle in steps:
        if obstacle.id in _REASONS:
            return Judgement(_REASONS[obstacle.id], obstacle.message, steps)
    structural = [finding for finding in findings if finding.nature == "S"]
    if technical or structural:
        counts = {"technical": len(technical), "structural": len(structural)}
        return Judgement("MOD", Message("divergence.degree.modified", counts), steps)
    editorial = [finding for finding in findings if finding.nature == "EO"]
    if editorial:
        return Judgement("MOD", Message("divergence.degree.editorial", {"count": len(editorial)}), steps)
    return Judgement("IDT", Message("divergence.degree.identical"))


_REASONS: dict[str, Degree] = {
    "fix-translation": "UNDECIDED",
    "keep-more": "NEQ",
    "list-deviations": "NEQ",
    "give-reasons": "NEQ",
    "state-structure": "NEQ",
}
"""The steps without which a draft does not have the degree it claims, and what it has instead; in the order
of the decision table."""


def _obstacles(context: Context, record: Record, findings: Sequence[Finding]) -> Iterator[Obstacle]:
    """All that stands in the way, in the order of the decision table."""
    if context.claim is None:
        yield Obstacle("claim", Message("divergence.step.claim"))
    of_nature = {
        nature: tuple(finding for finding in findings if finding.nature == nature)
        for nature in ("T", "S", "EO", "TR")
    }
    if of_nature["TR"]:
        yield _obstacle("fix-translation", "divergence.degree.translation", of_nature["TR"])
    kept = kept_share(context)
    if kept < KEPT_RATIO:
        yield Obstacle("keep-more", Message("divergence.degree.little-kept", {"share": round(100 * kept)}))
    unlisted = tuple(finding for finding in of_nature["T"] if not finding.identified)
    if unlisted:
        yield _obstacle("list-deviations", "divergence.degree.unlisted", unlisted)
    unexplained = tuple(f for f in of_nature["T"] if f.identified and not f.explained)
    if unexplained:
        yield _obstacle("give-reasons", "divergence.degree.unexplained", unexplained)
    unstated = of_nature["S"] if not record.states_structure else ()
    if unstated:
        yield _obstacle("state-structure", "divergence.degree.unstated-structure", unstated)
    blocked = unlisted or unexplained or unstated or of_nature["TR"]
    if blocked or (context.claim is None and of_nature["T"]):
        return
    # MOD is reached: what is left on the way to IDT.
    if of_nature["T"] or of_nature["S"]:
        deviations = (*of_nature["T"], *of_nature["S"])
        yield _obstacle("remove-deviations", "divergence.step.remove-deviations", deviations)
    if of_nature["EO"]:
        yield _obstacle("remove-editorial", "divergence.step.remove-editorial", of_nature["EO"])


def _obstacle(name: str, key: str, findings: tuple[Finding, ...]) -> Obstacle:
    return Obstacle(name, Message(key, {"count": len(findings)}), findings)


def kept_share(context: Context) -> float:
    """Share of the reference's technical provisions that the draft has."""
    all_of_it = [unit for unit in context.alignment.reference if unit.speaks and unit.provision.normative]
    absent = {unit.index for unit in context.missing}
    return sum(unit.index not in absent for unit in all_of_it) / max(1, len(all_of_it))
