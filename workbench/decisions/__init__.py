"""What a person decided about links and findings, kept beside the draft."""

from workbench.decisions.binding import name_of
from workbench.decisions.errors import DecisionsError
from workbench.decisions.findings import (
    BoundFinding,
    Category,
    FindingDecision,
    ReasonType,
    Subject,
    bind_findings,
    decided_on,
    with_finding_decision,
)
from workbench.decisions.links import (
    BoundLink,
    LinkDecision,
    LinkKind,
    bind_links,
    decide_link,
    with_link_decision,
    without_link_decisions_on,
)
from workbench.decisions.merging import merge_decisions
from workbench.decisions.sidecar import (
    Decisions,
    change_decisions,
    decisions_file,
    load_decisions,
    save_decisions,
)

__all__ = [
    "BoundFinding",
    "BoundLink",
    "Category",
    "Decisions",
    "DecisionsError",
    "FindingDecision",
    "LinkDecision",
    "LinkKind",
    "ReasonType",
    "Subject",
    "bind_findings",
    "bind_links",
    "change_decisions",
    "decide_link",
    "decided_on",
    "decisions_file",
    "load_decisions",
    "merge_decisions",
    "name_of",
    "save_decisions",
    "with_finding_decision",
    "with_link_decision",
    "without_link_decisions_on",
]
