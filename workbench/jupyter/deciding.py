"""Keeping a person's decisions beside the draft, where the next comparison finds them."""

import getpass
from collections.abc import Callable
from pathlib import Path

from workbench import divergence
from workbench.decisions import (
    Decisions,
    FindingDecision,
    change_decisions,
    decided_on,
    load_decisions,
    name_of,
    with_finding_decision,
    without_link_decisions_on,
)
from workbench.decisions import decide_link as link_decision
from workbench.jupyter.comparing import compared
from workbench.jupyter.documents import DocumentError, DocumentFolder, DocumentSpec
from workbench.jupyter.pages import DecideFindingRequest, DecideRequest, DecisionsPage
from workbench.messages import UserError


class DecidingError(UserError):
    """A decision about a finding that there is not, or that says nothing."""


def decide_link(folder: DocumentFolder, request: DecideRequest) -> DecisionsPage:
    """Keep a decision, or take back what was decided, about the provisions of ``request``."""
    _check_is_current(request.draft)
    draft, reference = folder.read(request.draft), folder.read(request.reference)
    path = folder.check_decisions(draft)
    kind = "rejected" if request.decision == "none" else request.decision
    new = link_decision(kind, draft, reference, request.draft_ids, request.reference_ids, by=_person())

    def change(decisions: Decisions) -> Decisions:
        kept = without_link_decisions_on(decisions.links, new, draft, reference)
        links = kept if request.decision == "none" else (*kept, new)
        return decisions.model_copy(update={"links": links})

    return DecisionsPage(count=len(change_decisions(path, change).links))


def decide_finding(folder: DocumentFolder, request: DecideFindingRequest) -> DecisionsPage:
    """Keep what a person says of a finding, or take back what was said.

    Raises:
        DecidingError: where the texts have changed so that there is no such finding any more, where it is
            rejected without a reason, or where nothing was decided that could be taken back.
    """
    _check_is_current(request.draft)
    if request.status == "none":
        return _take_back(folder, request)
    if request.status == "rejected" and not request.reason.strip():
        raise DecidingError("jupyter.no-reason")
    draft, reference, comparison = compared(folder, request)
    found = _finding(comparison, request.finding)
    new = decided_on(
        found,
        draft,
        reference,
        before=found.decision,
        by=_person(),
        changes={
            "status": request.status,
            "as_nature": request.as_nature,
            "as_severity": request.as_severity,
            "reason": request.reason.strip(),
            "reason_type": request.reason_type,
        },
    )

    def change(decisions: Decisions) -> Decisions:
        # The decision before may have been made under another id of the same finding.
        others = tuple(one for one in decisions.findings if not _same(one, found.decision))
        return decisions.model_copy(update={"findings": with_finding_decision(others, new)})

    return _changed(folder.check_decisions(draft), change)


def _take_back(folder: DocumentFolder, request: DecideFindingRequest) -> DecisionsPage:
    """Take back a decision, even about what is no longer found: that needs no comparison."""
    draft, reference = folder.read(request.draft), folder.read(request.reference)
    path = folder.check_decisions(draft)
    load_decisions(draft)  # refuses the decisions of another document
    key = (name_of(reference), request.finding)

    def change(decisions: Decisions) -> Decisions:
        kept = tuple(one for one in decisions.findings if one.key != key)
        if len(kept) == len(decisions.findings):
            raise DecidingError("jupyter.no-such-decision", id=request.finding, file=request.draft)
        return decisions.model_copy(update={"findings": kept})

    return _changed(path, change)


def _changed(path: Path, change: Callable[[Decisions], Decisions]) -> DecisionsPage:
    return DecisionsPage(count=len(change_decisions(path, change).findings))


def _finding(comparison: divergence.Comparison, name: str) -> divergence.Divergence:
    for one in (*comparison.divergences, *comparison.rejected):
        if one.id == name:
            return one
    raise DecidingError("jupyter.no-finding", id=name)


def _same(one: FindingDecision, other: FindingDecision | None) -> bool:
    return other is not None and one.key == other.key


def _check_is_current(draft: str) -> None:
    """Refuse an earlier version: decisions are kept beside the draft as it is now."""
    spec = DocumentSpec.parse(draft)
    if spec.revision:
        raise DocumentError("jupyter.no-decision-on-revision", file=spec, path=spec.path)


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a name for its user
        return ""
