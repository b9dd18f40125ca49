"""What linked texts name, of the vocabularies of the field."""

from collections.abc import Iterable

from workbench.alignment import Unit
from workbench.divergence.finding import Evidence
from workbench.languages import Vocabulary, named


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
