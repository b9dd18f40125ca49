"""What is known while a document is written as a page, and how each element finds who writes it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from workbench import sts
from workbench.interchange._tree import add, add_class, append_text, in_line

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_MARGINS = {"tech-deviation": "wb-deviation", "corr-incorporated": "wb-corrected"}
_BLOCKS = frozenset(
    "array boxed-text code-block def-list disp-formula disp-formula-group disp-quote editing-instruction "
    "example fig fig-group list non-normative-example non-normative-note normative-example normative-note "
    "note-group notes-group p preformat ref-list sec statement table table-wrap table-wrap-group "
    "term-display term-sec termEntry verse-group".split()
)

Renderer = Callable[["Page", etree._Element, etree._Element], None]
"""Writes one element of the source into an element of the page: ``(page, into, source)``."""

_RENDERERS: dict[str, Renderer] = {}


def renders(*names: str) -> Callable[[Renderer], Renderer]:
    """Say which elements of STS a function writes, by local name."""

    def register(function: Renderer) -> Renderer:
        for name in names:
            _RENDERERS[name] = function
        return function

    return register


def local_name(element: etree._Element) -> str:
    """Name without namespace, ``""`` for comments and the like."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


@dataclass(frozen=True)
class OutlineItem:
    """A line of the table of contents.

    ``anchor`` is the id of the section in the page, ``level`` counts from 1.
    """

    number: str
    title: str
    anchor: str
    level: int
    normative: bool


@dataclass
class Page:
    """The state of writing one document."""

    standard: sts.Standard
    ui_language: str | None
    prefix: str
    outline: list[OutlineItem] = field(default_factory=list)
    footnotes: list[tuple[etree._Element, str]] = field(default_factory=list)
    unlabelled_footnotes: int = 0
    depth: int = 0

    def __post_init__(self) -> None:
        self.provision_ids = {part.element: part.id for part in self.standard.provisions}
        self.clauses = {part.element: part for part in self.standard.walk(sts.Clause)}
        self.levels = {level.element: level for level in self.standard.levels}
        self._anchors: dict[etree._Element, str] = {}
        self._used: set[str] = set()

    def flow(self, into: etree._Element, source: etree._Element, skip: frozenset[str] = frozenset()) -> None:
        """Write everything inside ``source`` except the children named in ``skip``."""
        append_text(into, source.text)
        for child in source:
            if local_name(child) not in skip:
                self.node(into, child)
            append_text(into, child.tail)

    def node(self, into: etree._Element, source: etree._Element) -> None:
        """Write one element, comment or entity."""
        if isinstance(source, etree._Entity):
            append_text(into, self.standard.reader.read_entity(source))
        elif isinstance(source.tag, str):
            _RENDERERS.get(local_name(source), _unknown)(self, into, source)

    def mark(self, html: etree._Element, source: etree._Element) -> None:
        """Give the written element its anchor, provision, language and margin line."""
        if source in self.provision_ids:
            html.set("data-provision", self.provision_ids[source])
        if source.get("id") and "id" not in html.attrib:
            html.set("id", self.anchor(source))
        set_language(html, source.get(XML_LANG, ""))
        margin = _MARGINS.get(source.get("specific-use", ""))
        if margin:
            add_class(html, margin)

    def anchor(self, source: etree._Element) -> str:
        """The id in the page of an element of the source, unique in the page."""
        if source not in self._anchors:
            clause = self.clauses.get(source)
            wanted = f"{self.prefix}sec-{clause.id}" if clause else f"{self.prefix}id-{source.get('id', '')}"
            self._anchors[source] = self._unique(wanted)
        return self._anchors[source]

    def fresh_anchor(self, name: str) -> str:
        """An id for something that has no element of its own."""
        return self._unique(f"{self.prefix}{name}")

    def _unique(self, wanted: str) -> str:
        wanted = re.sub(r"\s+", "-", wanted)
        anchor, count = wanted, 1
        while anchor in self._used:
            count += 1
            anchor = f"{wanted}-{count}"
        self._used.add(anchor)
        return anchor

    def target(self, element_id: str) -> str:
        """The anchor of the element with this id, ``""`` where there is none."""
        element = self.standard.element(element_id)
        return "" if element is None else self.anchor(element)


def set_language(html: etree._Element, language: str) -> None:
    """State the language, and the direction where it is written from right to left."""
    if not language:
        return
    html.set("lang", language)
    parts = language.casefold().split("-")
    if parts[0] in _RIGHT_TO_LEFT or "arab" in parts:
        html.set("dir", "rtl")
    elif len(parts[0]) > 1:
        html.set("dir", "ltr")


def has_blocks(source: etree._Element) -> bool:
    """Whether something inside starts a line of its own."""
    return any(local_name(inner) in _BLOCKS for inner in source.iterdescendants(etree.Element))


def is_mixed(source: etree._Element) -> bool:
    """Whether text stands directly in ``source``."""
    return bool((source.text or "").strip()) or any((child.tail or "").strip() for child in source)


def in_sentence(into: etree._Element, source: etree._Element) -> bool:
    """Whether ``source`` is part of a line of text rather than a block."""
    parent = source.getparent()
    return in_line(into) or (parent is not None and is_mixed(parent))


def _unknown(page: Page, into: etree._Element, source: etree._Element) -> None:
    """An element that no one here knows: its text is shown."""
    line = in_sentence(into, source) and not has_blocks(source)
    html = add(into, "span" if line or in_line(into) else "div", "wb-other")
    page.mark(html, source)
    page.flow(html, source)
