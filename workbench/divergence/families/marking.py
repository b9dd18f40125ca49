"""Marking and instructions (MK): the languages that are asked for, the particulars and symbols to be marked.

What is to be marked is compared item by item as any other provision. But a language is one word of its
sentence, and so is a particular where one sentence names them all: these are looked up as words
(taxonomy MK).
"""

import re
from collections.abc import Iterator
from typing import Literal

from workbench.alignment import Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.vocabulary import in_words, named_in, named_otherwise
from workbench.languages import Vocabulary, has_name
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import ProvisionKind

_QUOTED = re.compile('[“«"『「][^”»"』」]{2,60}[”»"』」]')

_SHARED = 2
"""Particulars that two texts share where both enumerate what is to be marked."""

_YEAR = {"year"}


def find(context: Context) -> Iterator[Finding]:
    """One finding where two linked provisions ask for other languages or other particulars."""
    for pair in context.pairs:
        if all(unit.speaks and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            yield from _languages(pair)
            if all(_is_marking(units) for units in (pair.draft, pair.reference)):
                yield from _enumerated(pair, "particulars")
            if any(_is_marking(units) for units in (pair.draft, pair.reference)):
                yield from _dates(pair)
            yield from _enumerated(pair, "documents")
            yield from _symbols(pair)


def _languages(pair: Pair) -> Iterator[Finding]:
    mine, theirs = named_in("label-languages", pair.draft), named_in("label-languages", pair.reference)
    if mine.keys() != theirs.keys():
        values = {"draft": _list_of(mine), "reference": _list_of(theirs)}
        yield named_otherwise(
            pair,
            (mine, theirs),
            Message("divergence.note.MK.language", values),
            kind=("MK", "language"),
            rule="label-language",
            severity="minor",
            confidence=0.85,
        )


def _enumerated(pair: Pair, vocabulary: Literal["particulars", "documents"]) -> Iterator[Finding]:
    """What only one of two enumerations names: particulars to be marked, papers that come with a product."""
    units = (*pair.draft, *pair.reference)
    if any(unit.provision.kind is ProvisionKind.LIST_ITEM or unit.role == "scope" for unit in units):
        return  # what one item does not name may be the next one
    mine, theirs = named_in(vocabulary, pair.draft), named_in(vocabulary, pair.reference)
    if len(mine.keys() & theirs.keys()) < _SHARED:
        return
    more = _only_in(vocabulary, mine, theirs, pair.reference)
    less = _only_in(vocabulary, theirs, mine, pair.draft)
    if more or less:
        yield _other_content(pair, more, less, vocabulary)


def _dates(pair: Pair) -> Iterator[Finding]:
    """Where the parts of a date are named, and not the same ones; "date" alone may mean any of them."""
    mine, theirs = named_in("date-parts", pair.draft), named_in("date-parts", pair.reference)
    parts = [one.keys() - _YEAR for one in (mine, theirs)]  # with a month the year goes without saying
    if mine and theirs and parts[0] != parts[1]:
        yield _other_content(pair, mine, theirs, "date-parts")


def _other_content(pair: Pair, mine: dict[str, Evidence], theirs: dict[str, Evidence], rule: str) -> Finding:
    values = {"draft": in_words(mine.values()) or "—", "reference": in_words(theirs.values()) or "—"}
    return named_otherwise(
        pair,
        (mine, theirs),
        Message("divergence.note.MK.content", values),
        kind=("MK", "content"),
        rule=rule,
        severity="minor",
        confidence=0.75,
    )


def _symbols(pair: Pair) -> Iterator[Finding]:
    """Other symbols for the handling of packages, of which one text quotes more."""
    mine, theirs = named_in("handling", pair.draft), named_in("handling", pair.reference)
    counts = [sum(len(_QUOTED.findall(unit.text)) for unit in side) for side in (pair.draft, pair.reference)]
    if mine and theirs and mine.keys() != theirs.keys() and all(counts) and counts[0] != counts[1]:
        values = {"draft": in_words(mine.values()), "reference": in_words(theirs.values())}
        yield named_otherwise(
            pair,
            (mine, theirs),
            Message("divergence.note.MK.content", values),
            kind=("MK", "symbols"),
            rule="handling-symbols",
            severity="minor",
            confidence=0.8,
        )


def _only_in(
    vocabulary: Vocabulary, own: dict[str, Evidence], other: dict[str, Evidence], units: tuple[Unit, ...]
) -> dict[str, Evidence]:
    """What only one text names, of what the language of the other has a name for."""
    return {
        name: where
        for name, where in own.items()
        if name not in other and all(has_name(vocabulary, name, unit.language) for unit in units)
    }


def _is_marking(units: tuple[Unit, ...]) -> bool:
    return any(
        mentions("marking", f"{unit.chapter.title if unit.chapter else ''} {unit.text}", unit.language)
        for unit in units
    )


def _list_of(found: dict[str, Evidence]) -> tuple[Message, ...] | Message:
    names = tuple(Message(f"divergence.label-language.{name}") for name in found)
    return names or Message("divergence.label-language.none")
