"""Rules that a grammar cannot say, one module a family; a new family is a new module and a line here."""

from collections.abc import Callable, Iterator

from workbench.sts.validation.context import Document
from workbench.sts.validation.problems import Problem
from workbench.sts.validation.rules import (
    entities,
    identifiers,
    labels,
    languages,
    metadata,
    notes,
    numbering,
    references,
    titles,
)

Rule = Callable[[Document], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    entities.check,
    identifiers.check,
    references.check,
    metadata.check,
    titles.check,
    labels.check,
    numbering.check,
    notes.check,
    languages.check,
)
"""All families, in the order in which their messages help most."""

__all__ = ["RULES", "Rule"]
