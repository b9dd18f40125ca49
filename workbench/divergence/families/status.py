"""Normative against informative status of aligned provisions (NI)."""

from collections.abc import Iterator

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.messages import Message


def find(context: Context) -> Iterator[Finding]:
    """One finding where what one document requires stands in an informative part of the other."""
    for pair in context.pairs:
        mine, theirs = pair.draft[0], pair.reference[0]
        if mine.provision.normative == theirs.provision.normative:
            continue
        if not (context.speaks(mine) and context.speaks(theirs)):
            continue
        normative = mine if mine.provision.normative else theirs
        if max((reading.form.strength for reading in normative.readings), default=0) < 3:
            continue
        sub = "normative" if mine.provision.normative else "informative"
        yield Finding(
            category="NI",
            sub=sub,
            rule="status",
            confidence=0.8,
            draft=pair.draft,
            reference=pair.reference,
            characteristic=mine.provision.heading,
            message=Message(f"divergence.note.NI.{sub}"),
        )
