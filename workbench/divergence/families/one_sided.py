"""What only one of two linked provisions names: law (LG), conditions of some countries (EX), assessment of
conformity (CA).

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

_TOPICS = (("LG", "law"), ("EX", "special-condition"), ("CA", "conformity-assessment"))


def find(context: Context) -> Iterator[Finding]:
    """One finding for each linked pair of which only one side names such a thing."""
    for pair in context.pairs:
        if not all(context.speaks(unit) and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        for category, topic in _TOPICS:
            mine, theirs = _said(topic, pair.draft), _said(topic, pair.reference)
            if (mine is None) == (theirs is None):
                continue
            side = "draft" if mine else "reference"
            key = "AD" if mine else "MI"
            yield Finding(
                category=category,
                sub="one-side-only" if category == "CA" else topic,
                rule=topic,
                severity="minor",
                confidence=0.7,
                draft=pair.draft,
                reference=pair.reference,
                characteristic=pair.draft[0].provision.heading,
                message=Message(f"divergence.note.{category}.{key if category == 'CA' else side}"),
                draft_evidence=(mine,) if mine else (),
                reference_evidence=(theirs,) if theirs else (),
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
