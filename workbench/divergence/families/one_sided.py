"""What only one of two linked provisions names: law (LG), conditions of some countries and exceptions (EX),
assessment of conformity (CA).

ISO/IEC Directives Part 2, clauses 4 and 33, and GB/T 1.1-2020 keep statutory requirements and certification
out of product standards: they differ from country to country.
"""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.lexicon import found
from workbench.languages import Form
from workbench.messages import Message

_TOPICS = (
    ("LG", "law"),
    ("EX", "special-condition"),
    ("EX", "exception"),
    ("CA", "conformity-assessment"),
)
_OTHERWISE = ("unless", "left-out", "denial")
"""By which the other text may say an exception in another way."""


def find(context: Context) -> Iterator[Finding]:
    """One finding for each linked pair of which only one side names such a thing."""
    for pair in context.pairs:
        if not all(context.speaks(unit) and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        told: set[str] = set()
        for category, topic in _TOPICS:
            mine, theirs = _said(topic, pair.draft), _said(topic, pair.reference)
            if (mine is None) == (theirs is None) or category in told:
                continue
            if topic == "exception" and not _excepts(context, pair.reference if mine else pair.draft):
                continue
            told.add(category)
            side = "draft" if mine else "reference"
            yield Finding(
                category=category,
                sub="one-side-only" if category == "CA" else topic,
                rule=topic,
                severity="minor",
                confidence=0.7,
                draft=pair.draft,
                reference=pair.reference,
                characteristic=pair.draft[0].provision.heading,
                message=Message(_note(category, topic, side)),
                draft_evidence=(mine,) if mine else (),
                reference_evidence=(theirs,) if theirs else (),
            )


def _note(category: str, topic: str, side: str) -> str:
    """The key of the sentence for the user."""
    if category == "CA":
        return f"divergence.note.CA.{'AD' if side == 'draft' else 'MI'}"
    return f"divergence.note.{category}.{'exception.' if topic == 'exception' else ''}{side}"


def _excepts(context: Context, others: tuple[Unit, ...]) -> bool:
    """Whether the text without an exception knows none, in whichever words; a translation is judged apart."""
    return not context.is_translation and not any(
        found(topic, unit.text, unit.language) for topic in _OTHERWISE for unit in others
    )


def _said(topic: str, units: tuple[Unit, ...]) -> Evidence | None:
    for unit in units:
        span = found(topic, unit.text, unit.language)
        if span:
            return (unit, *span)
        external = [
            mark.span for reading in unit.readings for mark in reading.forms if mark.form is Form.EXTERNAL
        ]
        if topic == "law" and external:
            return (unit, *external[0])
    return None
