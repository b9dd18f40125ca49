"""What linked texts name, of the vocabularies of the field."""

from collections.abc import Iterable

from workbench.alignment import Unit
from workbench.divergence.context import Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.model import Severity
from workbench.languages import Vocabulary, named
from workbench.messages import Message


def named_in(vocabulary: Vocabulary, units: tuple[Unit, ...]) -> dict[str, Evidence]:
    """The things of a vocabulary that texts name, each with where one does first."""
    found: dict[str, Evidence] = {}
    for unit in units:
        for thing, span in named(vocabulary, unit.text, unit.language).items():
            found.setdefault(thing, (unit, *span))
    return found


def in_words(evidence: Iterable[Evidence]) -> str:
    """The stretches of the texts, as these say them."""
    return ", ".join(unit.text[start:end] for unit, start, end in evidence)


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
