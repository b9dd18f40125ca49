"""Validation of standards: our grammar of STS 1.0, rules beyond any grammar, and schemas of the user's own.

>>> from workbench import sts
>>> from workbench.sts.validation import validate
>>> for problem in validate(sts.load("drafts/cup.sts.xml")):
...     print(problem.line, problem.element, problem.message.render("en"))
"""

from pathlib import Path
from typing import Protocol

from lxml import etree

from workbench.sts.validation import schemas
from workbench.sts.validation.context import Document
from workbench.sts.validation.grammar import grammar, relaxng
from workbench.sts.validation.problems import Problem, Severity, ValidationError
from workbench.sts.validation.rules import RULES
from workbench.sts.validation.structure import check_structure


class HasRoot(Protocol):
    """Anything with a root element, a :class:`workbench.sts.Standard` for instance."""

    @property
    def root(self) -> etree._Element:
        """The root element."""


def validate(
    document: "HasRoot | etree._ElementTree | etree._Element", *, schema: Path | None = None
) -> tuple[Problem, ...]:
    """Everything that is wrong with ``document``, in the order of its lines.

    A document is accepted where no problem is an error. ``schema`` names an XML Schema (``.xsd``) or
    RELAX NG (``.rng``) file on this machine that is asked too. The document is not changed.

    Raises:
        ValidationError: where the schema file cannot be used.
    """
    compiled = schemas.load_schema(schema) if schema else None
    context = Document(_root(document))
    problems = _check_grammar(context)
    for rule in RULES:
        problems += rule(context)
    if compiled is not None:
        problems += schemas.check_schema(context, compiled)
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _root(document: "HasRoot | etree._ElementTree | etree._Element") -> etree._Element:
    if isinstance(document, etree._ElementTree):
        return document.getroot()
    return document if isinstance(document, etree._Element) else document.root


def _check_grammar(document: Document) -> list[Problem]:
    compiled = relaxng()
    if compiled.validate(schemas.readable_copy(document.root)):
        return []
    problems = list(check_structure(document, grammar()))
    if problems:
        return problems
    # What libxml2 sees and our table does not (a malformed address, say) is told in its words.
    entry = compiled.error_log[0]
    return [
        document.problem(
            Severity.ERROR, "grammar.other", document.root, detail=entry.message, line=entry.line
        )
    ]


__all__ = ["HasRoot", "Problem", "Severity", "ValidationError", "validate"]
