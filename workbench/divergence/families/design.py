"""Design or material prescribed on one side, performance required on the other (DP).

ISO/IEC Directives Part 2, 5.4, and GB/T 1.1-2020, 5.3: requirements are expressed in terms of performance.
A material grade is what both writers recognise, whatever the language.
"""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.lexicon import found
from workbench.messages import Message


def find(context: Context) -> Iterator[Finding]:
    """One finding where only one side names a material grade."""
    for pair in context.pairs:
        if not all(context.speaks(unit) and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        mine, theirs = _grade(pair.draft), _grade(pair.reference)
        if (mine is None) == (theirs is None):
            continue
        sub = "prescriptive" if mine else "performance"
        yield Finding(
            category="DP",
            sub=sub,
            rule="material-grade",
            severity="minor",
            confidence=0.7,
            draft=pair.draft,
            reference=pair.reference,
            characteristic=pair.draft[0].provision.heading,
            draft_value=_words(mine),
            reference_value=_words(theirs),
            message=Message(f"divergence.note.DP.{sub}", {"grade": _words(mine or theirs)}),
            draft_evidence=(mine,) if mine else (),
            reference_evidence=(theirs,) if theirs else (),
        )


def _grade(units: tuple[Unit, ...]) -> Evidence | None:
    for unit in units:
        span = found("material-grade", unit.text, unit.language)
        if span:
            return (unit, *span)
    return None


def _words(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    unit, start, end = evidence
    return unit.text[start:end]
