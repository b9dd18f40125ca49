"""What starts a line of its own: paragraphs, lists, notes, examples, formulas, figures, references."""

import base64
import re
from pathlib import Path

from lxml import etree

from workbench.interchange._inline import write_footnotes
from workbench.interchange._page import Page, has_blocks, in_sentence, is_mixed, local_name, renders
from workbench.interchange._tree import add, add_class, in_line
from workbench.messages import translate

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_LABEL = frozenset({"label"})
_NUMBERED_LISTS = frozenset({"order", "alpha-lower", "alpha-upper", "roman-lower", "roman-upper", "arabic"})
_MARKED_LISTS = frozenset({"bullet", "dash", "simple", "none"})
_LABELLED = {
    "non-normative-note": "wb-note", "normative-note": "wb-note wb-normative-note", "note": "wb-note",
    "non-normative-example": "wb-example", "normative-example": "wb-example", "example": "wb-example",
    "list-item": "wb-item", "ref": "wb-ref",
}  # fmt: skip
_GROUPS = {
    "front": "wb-front", "adoption-front": "wb-front", "body": "wb-matter", "back": "wb-back",
    "app-group": "wb-annexes", "disp-formula-group": "wb-group", "note-group": "wb-group",
    "notes-group": "wb-group", "table-wrap-group": "wb-group",
    "boxed-text": "wb-box", "statement": "wb-statement", "editing-instruction": "wb-instruction",
    "verse-group": "wb-group", "legend": "wb-legend",
}  # fmt: skip
_PICTURES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".svg": "image/svg+xml",
}  # fmt: skip
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
_MAX_PICTURE = 4 * 1024 * 1024
_BRACKETED = re.compile(r"^[(\uff08\[].*[)\uff09\]]$")


@renders("p")
def _paragraph(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "span" if in_line(into) else "div" if has_blocks(source) else "p", "wb-p")
    kind = source.get("content-type", "")
    if kind in ("unit", "important"):
        add_class(html, f"wb-{kind}")
    page.mark(html, source)
    page.flow(html, source)


@renders(*_GROUPS)
def write_group(page: Page, into: etree._Element, source: etree._Element) -> None:
    """A block that only holds others, with its label and title."""
    html = add(into, "div", _GROUPS.get(local_name(source), "wb-group"))
    page.mark(html, source)
    _heading_of_block(page, html, source)
    page.flow(html, source, skip=frozenset({"label", "title"}))


def _heading_of_block(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Label and title of a block that is no clause."""
    parts = [part for part in (source.find("label"), source.find("title")) if part is not None]
    if parts:
        html = add(into, "div", "wb-block-title")
        for part in parts:
            page.flow(add(html, "span"), part)
            html[-1].tail = " "


@renders(*_LABELLED)
def _labelled(page: Page, into: etree._Element, source: etree._Element) -> None:
    """A label in the margin and what belongs to it beside."""
    tag = "li" if into.tag in ("ul", "ol") else "div"
    html = add(into, tag, _LABELLED[local_name(source)])
    page.mark(html, source)
    label = source.find("label")
    if label is not None:
        add_class(html, "wb-labelled")
        page.flow(add(html, "span", "wb-label"), label)
        html[-1].tail = " "
    page.flow(add(html, "div", "wb-body"), source, skip=_LABEL)


@renders("list")
def _list(page: Page, into: etree._Element, source: etree._Element) -> None:
    kind = source.get("list-type", "")
    numbered = kind in _NUMBERED_LISTS
    html = add(into, "ol" if numbered else "ul", "wb-list")
    if numbered or kind in _MARKED_LISTS:
        add_class(html, f"wb-list-{kind}")
    page.mark(html, source)
    stray = [child for child in source if isinstance(child.tag, str) and local_name(child) != "list-item"]
    for child in source:
        if local_name(child) == "list-item":
            page.node(html, child)
    for child in stray:
        item = etree.Element("li")
        html.insert(stray.index(child), item)
        page.node(item, child) if local_name(child) != "label" else page.flow(item, child)


@renders("def-list")
def _definitions(page: Page, into: etree._Element, source: etree._Element) -> None:
    block = add(into, "div", "wb-definitions")
    page.mark(block, source)
    _heading_of_block(page, block, source)
    html = add(block, "dl")
    for child in source:
        if local_name(child) == "def-item":
            _definition(page, html, child)
        elif isinstance(child.tag, str) and local_name(child) not in ("label", "title"):
            page.node(block, child)


def _definition(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "div", "wb-definition")
    page.mark(html, source)
    for child in source:
        name = local_name(child)
        if name:
            part = add(html, "dt" if name == "term" else "dd")
            page.mark(part, child)
            page.flow(part, child) if name in ("term", "def") else page.node(part, child)


@renders("disp-formula")
def _formula(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "span" if in_line(into) else "div", "wb-formula")
    page.mark(html, source)
    body = add(html, "span" if in_line(into) else "div", "wb-formula-body")
    page.flow(body, source, skip=_LABEL)
    label = page.standard.label_text(source)
    if label:
        add(html, "span", "wb-formula-number", label if _BRACKETED.match(label) else f"({label})")


@renders("preformat", "code", "code-block")
def _preformatted(page: Page, into: etree._Element, source: etree._Element) -> None:
    inside = in_sentence(into, source) and local_name(source) == "code"
    html = add(into, "code" if inside or in_line(into) else "pre", "wb-code")
    page.mark(html, source)
    page.flow(html, source)


@renders("disp-quote")
def _quotation(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "blockquote", "wb-quote")
    page.mark(html, source)
    page.flow(html, source)


@renders("mixed-citation", "element-citation", "nlm-citation")
def _citation(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "span", "wb-citation")
    page.mark(html, source)
    if is_mixed(source):
        page.flow(html, source)
        return
    for child in source:
        page.node(html, child)
        if len(html) and child is not source[-1]:
            html[-1].tail = f"{html[-1].tail or ''} "


@renders("fig")
def _figure(page: Page, into: etree._Element, source: etree._Element) -> None:
    start = len(page.footnotes)
    html = add(into, "div", "wb-figure")
    page.mark(html, source)
    page.flow(html, source, skip=frozenset({"label", "caption"}))
    write_footnotes(page, html, start)
    write_caption(page, html, source)


@renders("fig-group")
def _figures(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "div", "wb-figures")
    page.mark(html, source)
    page.flow(html, source, skip=frozenset({"label", "caption"}))
    write_caption(page, html, source)


def write_caption(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Label and caption of a table or figure on one line, what else the caption holds below."""
    label, caption = source.find("label"), source.find("caption")
    title = caption.find("title") if caption is not None else None
    if label is None and caption is None:
        return
    html = add(into, "div", "wb-caption")
    for part, css in ((label, "wb-number"), (title, "wb-title")):
        if part is not None:
            page.flow(add(html, "span", css), part)
            html[-1].tail = " "
    if caption is not None:
        page.flow(add(into, "div", "wb-caption-text"), caption, skip=frozenset({"title"}))
        if not len(into[-1]) and not (into[-1].text or "").strip():
            into.remove(into[-1])


@renders("graphic", "inline-graphic", "media", "inline-media")
def _graphic(page: Page, into: etree._Element, source: etree._Element) -> None:
    """The picture itself inside the page, or a placeholder that names its file."""
    address = source.get(_XLINK_HREF, "")
    alternative = (source.findtext("alt-text") or "").strip()
    picture = address if _EMBEDDED.fullmatch(address) else _read_picture(page.standard.path, address)
    if picture:
        html = add(into, "img", "wb-graphic")
        html.set("src", re.sub(r"\s+", "", picture))
        html.set("alt", alternative or ("" if address == picture else address))
    else:
        name = "" if address.startswith("data:") else address
        text = translate("interchange.missing-picture", page.ui_language, name=alternative or name)
        html = add(into, "span", "wb-missing-picture", text)
    page.mark(html, source)


def _read_picture(document: Path | None, address: str) -> str:
    """A picture beside the document as a data address, ``""`` where there is none inside its folder."""
    if document is None or not address or ":" in address:
        return ""
    folder = document.resolve().parent
    try:
        path = (folder / address).resolve()
        kind = _PICTURES.get(path.suffix.casefold(), "")
        if not kind or not path.is_relative_to(folder) or path.stat().st_size > _MAX_PICTURE:
            return ""
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
    except (OSError, ValueError):
        return ""
