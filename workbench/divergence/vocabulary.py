"""What linked texts name, of the vocabularies of the field."""

import re
from collections.abc import Iterable

from workbench.alignment import Unit
from workbench.divergence.context import Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.model import Severity
from workbench.languages import Vocabulary, named
from workbench.messages import Message

_LETTERS = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{2}")
"""Two letters of a word, in scripts that put spaces between words."""


def named_in(vocabulary: Vocabulary, units: tuple[Unit, ...]) -> dict[str, Evidence]:
    """The things of a vocabulary that texts name, each with where one does first."""
    found: dict[str, Evidence] = {}
    for unit in units:
        for thing, span in named(vocabulary, unit.text, unit.language).items():
            found.setdefault(thing, (unit, *span))
    return found


def in_words(evidence: Iterable[Evidence]) -> str:
    """The stretches of the texts, as these say them: whole words, where a pattern knows only their stems."""
    return ", ".join(_whole(unit.text, start, end) for unit, start, end in evidence)


def _whole(text: str, start: int, end: int) -> str:
    while 0 < start < end and _LETTERS.fullmatch(text, start - 1, start + 1):
        start -= 1
    while start < end < len(text) and _LETTERS.fullmatch(text, end - 1, end + 1):
        end += 1
    return text[start:end]


def named_otherwise(
    pair: Pair,
    names: tuple[dict[str, Evidence], dict[str, Evidence]],
    message: Message,
    *,
    kind: tuple[str, str],
    rule: str,
    severity: Severity,
    confidence: float,
) -> Finding:
    """A finding of a ``kind`` (category and sub-category) that rests on what two linked texts name."""
    mine, theirs = names
    return Finding(
        category=kind[0],
        sub=kind[1],
        rule=rule,
        severity=severity,
        confidence=confidence,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        draft_value=in_words(mine.values()),
        reference_value=in_words(theirs.values()),
        message=message,
        draft_evidence=tuple(mine.values()),
        reference_evidence=tuple(theirs.values()),
    )
