"""Tests by another method or instrument, of another quantity, or of what is in another state (TM)."""

from collections.abc import Iterator, Sequence

from workbench.alignment import Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.opposites import opposites_between, other_kinds
from workbench.divergence.vocabulary import in_words, named_in, named_otherwise
from workbench.languages import Vocabulary
from workbench.languages.lexicon import mentions
from workbench.messages import Message

_NAMED: tuple[tuple[Vocabulary, str, bool], ...] = (
    ("instruments", "method", False),
    ("media", "medium", True),
    ("drying", "drying", True),
)
"""Vocabularies, the sub-category of what differs in them, and whether it matters in tests only."""
_KEYS = ("formula-key", "symbol-entry")


def find(context: Context) -> Iterator[Finding]:
    """One finding where two linked provisions name other instruments, quantities or states."""
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(unit.speaks and unit.group == "text" for unit in units):
            continue
        in_tests = all(unit.is_test for unit in units)
        otherwise = [*_otherwise(pair, in_tests)]
        yield from otherwise
        if otherwise or len(units) != 2 or not in_tests:
            continue
        if not context.is_translation and (measured := other_kinds(*units)):
            yield _in_other_words(pair, *measured, sub="method", rule="quantity-kinds")
        elif _tell_of_states(units) and (states := opposites_between(*units, states=True)):
            yield _in_other_words(pair, *states, sub="state", rule="opposite")


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


def _tell_of_states(units: Sequence[Unit]) -> bool:
    """Whether the words of two texts for states can be held against each other.

    Not where one denies what the other affirms ("not before 24 h" is "after 24 h") or only one demands
    anything, and not of symbols of formulas: m₀ may be the mass before drying in one, and m₁ in the other.
    """
    if units[0].provision.normative != units[1].provision.normative:
        return False
    if any(mentions(key, unit.text, unit.language) for key in _KEYS for unit in units):
        return False
    counts = [sum(len(reading.negations) for reading in unit.readings) for unit in units]
    return counts[0] == counts[1]


def _in_other_words(
    pair: Pair, mine: tuple[Evidence, ...], theirs: tuple[Evidence, ...], *, sub: str, rule: str
) -> Finding:
    values = {"draft": in_words(mine), "reference": in_words(theirs)}
    return Finding(
        category="TM",
        sub=sub,
        rule=rule,
        confidence=0.75,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        draft_value=values["draft"],
        reference_value=values["reference"],
        message=Message(f"divergence.note.TM.{sub}", values),
        draft_evidence=mine,
        reference_evidence=theirs,
    )
