"""A characteristic that one document regulates as safety and the other as performance (SP).

Looked for only where the reference is law (GB without /T, a technical regulation): the chapter in which each
document puts a requirement says what its committee takes it for.
"""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.languages.lexicon import mentions
from workbench.messages import Message


def find(context: Context) -> Iterator[Finding]:
    """One finding where the headings above two linked requirements say safety here and performance there."""
    if not context.reference_is_mandatory:
        return
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(unit.speaks and unit.group == "text" for unit in units):
            continue
        mine, theirs = _kind(pair.draft[0]), _kind(pair.reference[0])
        if not mine or not theirs or mine == theirs:
            continue
        yield Finding(
            category="SP",
            sub=mine,
            rule="chapter-of-safety",
            severity="minor",
            confidence=0.6,
            draft=pair.draft,
            reference=pair.reference,
            characteristic=pair.draft[0].provision.heading,
            safety=True,
            message=Message(f"divergence.note.SP.{mine}"),
        )


def _kind(unit: Unit) -> str:
    """``safety`` or ``performance`` by the nearest heading that says so; ``""`` where none does."""
    clause = unit.provision.clause
    for part in reversed(clause.path) if clause else ():
        said = [topic for topic in ("safety", "performance") if mentions(topic, part.title, unit.language)]
        if len(said) == 1:
            return said[0]
    return ""
