"""Ids: each stands for one element only, or references lead to the wrong place."""

from collections.abc import Iterator
from itertools import count

from workbench.sts.validation.context import Document, remedy
from workbench.sts.validation.problems import Problem, Severity


def check(document: Document) -> Iterator[Problem]:
    """Each id that a second element carries."""
    for own, elements in document.ids.items():
        first = elements[0]
        for number, element in enumerate(elements[1:]):
            free = _free_id(document, own, number)
            yield document.problem(
                Severity.ERROR,
                "identifiers.duplicate",
                element,
                remedy("other-id", id=free),
                id=own,
                line=first.sourceline or 0,
            )


def _free_id(document: Document, own: str, skip: int) -> str:
    candidates = (f"{own}_{number}" for number in count(2))
    free = (candidate for candidate in candidates if candidate not in document.ids)
    return next(candidate for position, candidate in enumerate(free) if position == skip)
