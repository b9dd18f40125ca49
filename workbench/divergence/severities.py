"""How grave a difference is here: less than the law demands blocks."""

from collections.abc import Iterable, Iterator

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding

_LESS = frozenset({"looser", "weaker", "conflicting"})


def with_severities(context: Context, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, a blocker where the draft falls short of a mandatory reference (taxonomy, clause 0).

    A requirement that the draft does not have at all may be met by law anyway; it is for a person to see.
    """
    for finding in findings:
        short = finding.sub in _LESS and finding.nature in ("T", "TR")
        blocks = context.reference_is_mandatory and short and finding.category in ("QL", "TO", "VF")
        yield finding.but(severity="blocker") if blocks else finding
