"""Marking and instructions (MK): the languages that are asked for.

What is to be marked at all is compared item by item as any other provision; the language of a label is
regulated by most countries (taxonomy MK) and stands in one word of the sentence.
"""

import re
from collections.abc import Iterator
from functools import cache

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Evidence, Finding
from workbench.messages import Message
from workbench.resources import read_data


@cache
def _names() -> dict[str, dict[str, re.Pattern[str]]]:
    """By language of the text: the words for each language."""
    by_text: dict[str, dict[str, re.Pattern[str]]] = {}
    for named, texts in read_data("workbench.divergence", "data", "label-languages.yaml").items():
        for language, words in texts.items():
            by_text.setdefault(language, {})[named] = re.compile(words, re.IGNORECASE)
    return by_text


def find(context: Context) -> Iterator[Finding]:
    """One finding where two linked provisions ask for other languages."""
    for pair in context.pairs:
        if not all(context.speaks(unit) and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        mine, theirs = _languages(pair.draft), _languages(pair.reference)
        if not (mine or theirs) or mine.keys() == theirs.keys():
            continue
        yield Finding(
            category="MK",
            sub="language",
            rule="label-language",
            severity="minor",
            confidence=0.85,
            draft=pair.draft,
            reference=pair.reference,
            characteristic=pair.draft[0].provision.heading,
            draft_value=_words(mine),
            reference_value=_words(theirs),
            message=Message(
                "divergence.note.MK.language", {"draft": _named(mine), "reference": _named(theirs)}
            ),
            draft_evidence=tuple(mine.values()),
            reference_evidence=tuple(theirs.values()),
        )


def _languages(units: tuple[Unit, ...]) -> dict[str, Evidence]:
    """The languages that a text names, with where."""
    found: dict[str, Evidence] = {}
    for unit in units:
        for named, words in _names().get(unit.language.split("-")[0].lower(), {}).items():
            match = words.search(unit.text)
            if match:
                found.setdefault(named, (unit, *match.span()))
    return found


def _words(found: dict[str, Evidence]) -> str:
    return ", ".join(unit.text[start:end] for unit, start, end in found.values())


def _named(found: dict[str, Evidence]) -> tuple[Message, ...] | Message:
    names = tuple(Message(f"divergence.label-language.{name}") for name in found)
    return names or Message("divergence.label-language.none")
