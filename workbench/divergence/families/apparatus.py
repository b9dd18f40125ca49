"""Tests by another method or instrument (TM), where no standard is cited for it."""

from collections.abc import Iterator

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.vocabulary import in_words, named_in, named_otherwise
from workbench.messages import Message


def find(context: Context) -> Iterator[Finding]:
    """One finding where two linked provisions do not name the same instruments."""
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(context.speaks(unit) and unit.group == "text" for unit in units):
            continue
        mine, theirs = named_in("instruments", pair.draft), named_in("instruments", pair.reference)
        if mine and theirs and mine.keys() != theirs.keys():
            values = {"draft": in_words(mine.values()), "reference": in_words(theirs.values())}
            yield named_otherwise(
                pair,
                (mine, theirs),
                Message("divergence.note.TM.method", values),
                kind=("TM", "method"),
                rule="instrument",
                severity="major",
                confidence=0.75,
            )
