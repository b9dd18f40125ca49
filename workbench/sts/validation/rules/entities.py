"""Entities that nothing declares: they stay unread, so a reader sees a hole in the text."""

from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from workbench.sts.validation.context import Document, remedy
from workbench.sts.validation.problems import Problem, Severity


def check(document: Document) -> Iterator[Problem]:
    """Each undeclared entity once, at its first place."""
    declared = _declared(document.root)
    seen: set[str] = set()
    for node in document.root.iter(etree.Entity):
        name = str(node.text or "").strip("&;")
        if name in declared or name in seen or name.startswith("#"):
            continue
        seen.add(name)
        character = html5.get(f"{name};")
        suggestion = (
            remedy("write-character", character=character)
            if character
            else remedy("declare-entity", name=name)
        )
        place = node.getparent()
        if place is not None:
            yield document.problem(Severity.WARNING, "entities.undeclared", place, suggestion, name=name)


def _declared(root: etree._Element) -> set[str]:
    internal = root.getroottree().docinfo.internalDTD
    return (
        {entity.name for entity in internal.iterentities() if entity.name} if internal is not None else set()
    )
