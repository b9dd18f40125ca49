"""A standard as a person reads it, as one piece of HTML without scripts and without anything from outside."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lxml import etree

from workbench import sts
from workbench.interchange import _blocks, _tables, _terms
from workbench.interchange._inline import write_footnotes
from workbench.interchange._page import OutlineItem, Page, local_name, renders, set_language
from workbench.interchange._tree import add, add_class, write
from workbench.messages import translate

__all__ = ["OutlineItem", "RenderedStandard", "render_standard", "stylesheet"]

_WRITERS = (_blocks, _tables, _terms)
"""The modules that say how elements are written; importing them registers their functions."""

_METADATA = frozenset({"std-doc-meta", "std-meta", "iso-meta", "reg-meta", "nat-meta"})
_ON_COVER = (
    "ics ccs stage release-version published implementation comm-ref secretariat supersedes adopts-idt "
    "adopts-mod corresponds-neq correspondence-degree".split()
)
_OWN_LINES = frozenset({"label", "annex-type", "title"})


@dataclass(frozen=True)
class RenderedStandard:
    """A document written as HTML.

    ``html`` is one ``article`` element; its classes are those of :func:`stylesheet`. Every provision carries
    ``data-provision`` with its id, every clause ``data-clause`` with its number.
    """

    html: str
    outline: tuple[OutlineItem, ...]
    title: str
    designation: str
    language: str


def render_standard(
    standard: sts.Standard, *, ui_language: str | None = None, anchor_prefix: str = "wb-"
) -> RenderedStandard:
    """Write ``standard`` as HTML.

    ``ui_language`` is the language of the few words that are not the document's (the user's where omitted);
    ``anchor_prefix`` starts every id, so that two documents can stand on one page.
    """
    page = Page(standard, ui_language, anchor_prefix)
    article = etree.Element("article")
    article.set("class", "wb-standard")
    set_language(article, standard.language)
    page.node(article, standard.root)
    write_footnotes(page, article)
    _drop_links_to_nowhere(article)
    return RenderedStandard(
        html=write(article),
        outline=tuple(page.outline),
        title=standard.title(),
        designation=standard.designation,
        language=standard.language,
    )


@cache
def stylesheet() -> str:
    """The CSS of the page: print, screen and the themes of JupyterLab."""
    return (files("workbench.interchange") / "data" / "standard.css").read_text(encoding="utf-8")


@renders("standard", "adoption")
def _level(page: Page, into: etree._Element, source: etree._Element) -> None:
    """A standard, or one level of an adoption: each has a cover of its own, the outermost a full one."""
    level = page.levels.get(source)
    html = add(into, "section", "wb-level")
    page.mark(html, source)
    if level is not None:
        nested = len(page.levels) > 1
        header = add(html, "header", "wb-cover" if level is page.standard.levels[0] else "wb-inner-cover")
        header.set("id", page.fresh_anchor("cover"))
        _cover(page, header, level)
        if nested:
            title = level.titles.get(page.standard.language) or next(iter(level.titles.values()), "")
            page.outline.append(OutlineItem(level.designation, title, header.get("id", ""), 1, False))
        page.depth = int(nested)
    page.flow(html, source, skip=_METADATA)


@renders(*_METADATA)
def _metadata(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Stands on the cover."""


def _cover(page: Page, into: etree._Element, level: sts.Level) -> None:
    standard = page.standard
    outermost = level is standard.levels[0]
    if level.designation:
        add(into, "p", "wb-designation", level.designation)
    titles = [(language, text) for language, text in level.titles.items() if text]
    titles.sort(key=lambda item: item[0] != standard.language)
    for position, (language, text) in enumerate(titles):
        tag = ("h1" if outermost else "h2") if position == 0 else "p"
        set_language(add(into, tag, "wb-main-title" if position == 0 else "wb-other-title", text), language)
    fields = [field for field in standard.metadata if field[0] in _ON_COVER] if outermost else []
    fields.sort(key=lambda field: _ON_COVER.index(field[0]))
    if fields:
        table = add(into, "dl", "wb-metadata")
        for name, value in fields:
            line = add(table, "div")
            add(line, "dt", text=translate(f"interchange.field.{name}", page.ui_language))
            add(line, "dd", text=value)


@renders("sec", "app", "glossary", "index")
def _clause(page: Page, into: etree._Element, source: etree._Element) -> None:
    clause = page.clauses.get(source)
    annex = local_name(source) == "app"
    html = add(into, "section", "wb-annex" if annex else "wb-sec")
    if clause is None:
        page.mark(html, source)
        page.flow(html, source)
        return
    html.set("id", page.anchor(source))
    if clause.number:
        html.set("data-clause", clause.number)
    if not clause.normative:
        add_class(html, "wb-informative")
    page.mark(html, source)
    _outline(page, clause, html.get("id", ""))
    page.depth += 1
    _heading(page, html, source)
    page.flow(html, source, skip=_OWN_LINES)
    page.depth -= 1
    if clause.parent is None:
        write_footnotes(page, html)


def _outline(page: Page, clause: sts.Clause, anchor: str) -> None:
    number = page.standard.label_text(clause.element)
    if number or clause.title:
        page.outline.append(OutlineItem(number, clause.title, anchor, page.depth + 1, clause.normative))


def _heading(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Number and title; an annex has its status between them."""
    parts = [(name, source.find(name)) for name in ("label", "annex-type", "title")]
    shown = [
        (name, part) for name, part in parts if part is not None and page.standard.reader.read(part).text
    ]
    if not shown:
        return
    html = add(into, f"h{min(page.depth + 1, 6)}", "wb-heading")
    if not any(name == "title" for name, _ in shown):
        add_class(html, "wb-untitled")
    css = {"label": "wb-number", "annex-type": "wb-annex-type", "title": "wb-title"}
    for name, part in shown:
        page.flow(add(html, "span", css[name]), part)
        html[-1].tail = " "


@renders("ref-list", "fn-group")
def _list_of_references(page: Page, into: etree._Element, source: etree._Element) -> None:
    """A clause where it has a title, else a block."""
    if source in page.clauses:
        _clause(page, into, source)
    else:
        _blocks.write_group(page, into, source)


def _drop_links_to_nowhere(article: etree._Element) -> None:
    anchors = {element.get("id") for element in article.iter() if element.get("id")}
    for link in article.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in anchors:
            del link.attrib["href"]
