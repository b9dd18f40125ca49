"""Titles that say nothing."""

from collections.abc import Iterator

from lxml import etree

from workbench.sts.validation.context import Document, remedy, text_of
from workbench.sts.validation.problems import Problem, Severity

_TITLED = ("sec", "app", "app-group", "ref-list", "caption", "back")


def check(document: Document) -> Iterator[Problem]:
    """Empty titles of clauses, tables and figures, and title groups without a title."""
    for element in document.elements:
        if element.tag == "title" and _is_empty(element):
            parent = element.getparent()
            if parent is not None and parent.tag in _TITLED:
                yield document.problem(
                    Severity.WARNING, "titles.empty", element, remedy("fill-title"), parent=str(parent.tag)
                )
        elif element.tag == "title-wrap" and not text_of(element):
            yield document.problem(Severity.WARNING, "titles.no-title", element, remedy("fill-title-wrap"))


def _is_empty(element: etree._Element) -> bool:
    return not text_of(element) and next(element.iterchildren("*"), None) is None
