"""Tests by another method or instrument (TM), where no standard is cited for it."""

from collections.abc import Iterator

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.vocabulary import in_words, named_in
from workbench.messages import Message


def find(context: Context) -> Iterator[Finding]:
    """One finding where two linked provisions name instruments of which none is the same."""
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(context.speaks(unit) and unit.group == "text" for unit in units):
            continue
        mine, theirs = named_in("instruments", pair.draft), named_in("instruments", pair.reference)
        if mine and theirs and mine.keys() != theirs.keys():
            yield Finding(
                category="TM",
                sub="method",
                rule="instrument",
                confidence=0.75,
                draft=pair.draft,
                reference=pair.reference,
                characteristic=pair.draft[0].provision.heading,
                draft_value=in_words(mine.values()),
                reference_value=in_words(theirs.values()),
                message=Message(
                    "divergence.note.TM.method",
                    {"draft": in_words(mine.values()), "reference": in_words(theirs.values())},
                ),
                draft_evidence=tuple(mine.values()),
                reference_evidence=tuple(theirs.values()),
            )
