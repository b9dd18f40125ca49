"""Tests by another method or instrument, or of what is in another state (TM)."""

from collections.abc import Iterator, Sequence

from workbench.alignment import Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.opposites import opposites_between
from workbench.divergence.vocabulary import in_words, named_in, named_otherwise
from workbench.languages import Vocabulary
from workbench.messages import Message

_NAMED: tuple[tuple[Vocabulary, str, bool], ...] = (
    ("instruments", "method", False),
    ("media", "medium", True),
    ("drying", "drying", True),
)
"""Vocabularies, the sub-category of what differs in them, and whether it matters in tests only."""


def find(context: Context) -> Iterator[Finding]:
    """One finding where two linked provisions do not name the same instruments, or name opposite states."""
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(unit.speaks and unit.group == "text" for unit in units):
            continue
        otherwise = [*_otherwise(pair, all(unit.is_test for unit in units))]
        yield from otherwise
        if not otherwise and len(units) == 2 and all(unit.is_test for unit in units) and _deny_alike(units):
            states = opposites_between(*units, states=True)
            if states:
                yield _in_another_state(pair, *states)


def _otherwise(pair: Pair, in_tests: bool) -> Iterator[Finding]:
    """Where both name an instrument, or in a test a medium or a way of drying, and not the same ones."""
    for vocabulary, sub, only_in_tests in _NAMED:
        mine, theirs = named_in(vocabulary, pair.draft), named_in(vocabulary, pair.reference)
        differ = mine.keys().isdisjoint(theirs.keys()) if only_in_tests else mine.keys() != theirs.keys()
        if mine and theirs and differ and (in_tests or not only_in_tests):
            yield named_otherwise(
                pair,
                (mine, theirs),
                Message(
                    f"divergence.note.TM.{sub}",
                    {"draft": in_words(mine.values()), "reference": in_words(theirs.values())},
                ),
                kind=("TM", sub),
                rule=vocabulary,
                severity="major",
                confidence=0.75,
            )
            return


def _deny_alike(units: Sequence[Unit]) -> bool:
    """Whether neither text denies what the other affirms: "not before 24 h" is "after 24 h"."""
    counts = [sum(len(reading.negations) for reading in unit.readings) for unit in units]
    return counts[0] == counts[1]


def _in_another_state(pair: Pair, mine: tuple[Evidence, ...], theirs: tuple[Evidence, ...]) -> Finding:
    values = {"draft": in_words(mine), "reference": in_words(theirs)}
    return Finding(
        category="TM",
        sub="state",
        rule="opposite",
        confidence=0.75,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        draft_value=values["draft"],
        reference_value=values["reference"],
        message=Message("divergence.note.TM.state", values),
        draft_evidence=mine,
        reference_evidence=theirs,
    )
