"""References inside the document: they lead to an element that is there, and of the kind they say."""

from collections.abc import Iterator
from difflib import get_close_matches

from lxml import etree

from workbench.sts.validation.context import Document, remedy
from workbench.sts.validation.grammar import spoken
from workbench.sts.validation.problems import Problem, Severity

_TBX = "{urn:iso:std:iso:30042:ed-1}"
# Attributes of type IDREF or IDREFS in STS.
_REFERRING = ("rid", "headers", "continued-from", "glyph-data")
_TERM_LINKS = frozenset({f"{_TBX}entailedTerm", f"{_TBX}crossReference", f"{_TBX}see"})

# What xref/@ref-type promises the reader to find there; kinds that mean little in standards are left out.
_KINDS = {
    "sec": {"sec", "term-sec", "app", "ref-list", "list-item", "p"},
    "app": {"app", "sec"},
    "table": {"table-wrap", "table-wrap-group", "table"},
    "fig": {"fig", "fig-group"},
    "disp-formula": {"disp-formula", "disp-formula-group"},
    "fn": {"fn", "p"},
    "table-fn": {"fn", "p"},
    "bibr": {"ref", "mixed-citation", "element-citation", "std", "ref-list"},
    "list": {"list", "list-item", "def-list", "def-item"},
}


def check(document: Document) -> Iterator[Problem]:
    """References to nothing, and references to something else than they say."""
    for element in document.elements:
        for attribute, targets in _references(element):
            for target in targets:
                if target not in document.ids:
                    yield _unresolved(document, element, attribute, target)
        if element.tag == "xref":
            yield from _check_kind(document, element)


def _references(element: etree._Element) -> Iterator[tuple[str, list[str]]]:
    for attribute in _REFERRING:
        value = element.get(attribute)
        if value:
            yield attribute, value.split()
    if element.tag in _TERM_LINKS and (value := element.get("target")):
        yield "target", value.split()


def _unresolved(document: Document, element: etree._Element, attribute: str, target: str) -> Problem:
    close = get_close_matches(target, document.ids, n=1)
    suggestion = remedy("did-you-mean", name=close[0]) if close else remedy("reference-remove", id=target)
    return document.problem(
        Severity.ERROR, "references.unresolved", element, suggestion, attribute=attribute, id=target
    )


def _check_kind(document: Document, element: etree._Element) -> Iterator[Problem]:
    kind = element.get("ref-type", "")
    if kind not in _KINDS:
        return
    for target in element.get("rid", "").split():
        found = document.ids.get(target, [])
        if found and str(found[0].tag) not in _KINDS[kind]:
            actual = str(found[0].tag)
            better = next((other for other, tags in _KINDS.items() if actual in tags), "other")
            yield document.problem(
                Severity.WARNING,
                "references.kind",
                element,
                remedy("write-value", attribute="ref-type", value=better),
                kind=kind,
                id=target,
                actual=spoken(actual),
            )
