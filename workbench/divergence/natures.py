"""What a difference is in an adoption: technical, a defect of translation, taken from an amendment."""

from collections.abc import Iterable, Iterator

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.record import Record

_OF_TRANSLATION = frozenset({"QL", "TO", "UN", "TM", "TC", "SA", "SC", "TD", "VF", "NR", "FM", "TR"})
"""Categories that carelessness in translating brings about: a number, a unit, a verb, a word."""


def with_natures(context: Context, record: Record, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with the nature that each has here.

    Where the draft is looked at as a translation, a mismatch that translating brings about is a defect of the
    translation (taxonomy, clause 6). What was taken from a published amendment or corrigendum, and is marked
    so, is minimal editorial (ISO/IEC Guide 21-1:2005, 4.2).
    """
    for finding in findings:
        if finding.nature != "T":
            yield finding
        elif context.claim is not None and record.amended(finding):
            yield finding.but(nature="ME", severity="info")
        elif context.as_translation and finding.category in _OF_TRANSLATION and _on_both_sides(finding):
            yield finding.but(nature="TR")
        else:
            yield finding


def _on_both_sides(finding: Finding) -> bool:
    return bool(finding.draft and finding.reference)
