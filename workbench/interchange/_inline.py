"""What stands inside a line: emphasis, cross-references, references, formulas, footnote marks."""

import re
from urllib.parse import urlsplit

from lxml import etree

from workbench import sts
from workbench.interchange._mathml import add_math
from workbench.interchange._page import Page, in_sentence, local_name, renders
from workbench.interchange._tree import add, add_class, append_text

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_PLAIN = {
    "bold": "b", "italic": "i", "underline": "u", "strike": "s", "sub": "sub", "sup": "sup",
    "monospace": "code",
}  # fmt: skip
_CLASSED = {
    "sc": "wb-small-caps", "overline": "wb-overline", "roman": "wb-roman", "sans-serif": "wb-sans",
    "std-ref": "wb-std-ref", "named-content": "wb-named", "hi": "wb-named",
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-weight:\s*(?:bold|[6-9]00)"), "wb-bold"),
    (re.compile(r"font-style:\s*(?:italic|oblique)"), "wb-italic"),
    (re.compile(r"text-decoration:[^;]*underline"), "wb-underline"),
    (re.compile(r"font-family:[^;]*(?:courier|mono)", re.IGNORECASE), "wb-mono"),
)
_SILENT = (
    "std-id std-id-group object-id index-term index-term-range-start index-term-range-end alt-text long-desc "
    "target processing-meta".split()
)
_LINKS = frozenset({"http", "https", "mailto"})


@renders(*_PLAIN)
def _emphasis(page: Page, into: etree._Element, source: etree._Element) -> None:
    page.flow(add(into, _PLAIN[local_name(source)]), source)


@renders(*_CLASSED)
def _classed(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "span", _CLASSED[local_name(source)])
    page.mark(html, source)
    page.flow(html, source)


@renders("break")
def _break(page: Page, into: etree._Element, source: etree._Element) -> None:
    add(into, "br")


@renders(*_SILENT)
def _not_printed(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Identifiers and index marks: for machines, never printed."""


@renders("styled-content")
def _styled(page: Page, into: etree._Element, source: etree._Element) -> None:
    change = source.get("specific-use") or source.get("style-type") or ""
    tag = {"insert": "ins", "addition": "ins", "delete": "del", "deletion": "del"}.get(change, "span")
    html = add(into, tag)
    for style, css in _STYLES:
        if style.search(source.get("style", "")):
            add_class(html, css)
    page.mark(html, source)
    page.flow(html, source)


@renders("std")
def _standard(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "cite", "wb-std")
    page.mark(html, source)
    page.flow(html, source)


@renders("title")
def _title_in_line(page: Page, into: etree._Element, source: etree._Element) -> None:
    """The title of a work referred to; titles of clauses are written with the clause."""
    page.flow(add(into, "span", "wb-work-title"), source)


@renders("xref", "entailedTerm")
def _cross_reference(page: Page, into: etree._Element, source: etree._Element) -> None:
    wanted = source.get("rid") or source.get("target") or ""
    raised = source.get("ref-type") in ("fn", "table-fn")
    if raised and source.find(".//sup") is None:
        into = add(into, "sup")
    html = _link(into, f"#{page.target(wanted)}" if page.target(wanted) else "", "wb-xref")
    page.flow(html, source)
    if not "".join(html.itertext()).strip():
        append_text(html, page.standard.label_of(wanted))


@renders("ext-link", "uri", "email", "related-object", "self-uri")
def _outside(page: Page, into: etree._Element, source: etree._Element) -> None:
    address = source.get(_XLINK_HREF) or "".join(source.itertext()).strip()
    if local_name(source) == "email":
        address = f"mailto:{address}"
    html = _link(into, _safe(address), "wb-link")
    if html.get("href"):
        html.set("rel", "noopener noreferrer")
        html.set("target", "_blank")
    page.flow(html, source)


def _safe(address: str) -> str:
    """``address`` where a click on it opens a page or a mail, ``""`` where it might run something."""
    try:
        scheme = urlsplit(address.strip()).scheme.casefold()
    except ValueError:
        return ""
    return address.strip() if scheme in _LINKS else ""


def _link(into: etree._Element, address: str, css: str) -> etree._Element:
    """A link, or plain text where there is no address or ``into`` stands in a link already."""
    nested = into.tag == "a" or next(into.iterancestors("a"), None) is not None
    html = add(into, "a" if address and not nested else "span", css)
    if html.tag == "a":
        html.set("href", address)
    return html


@renders("inline-formula")
def _inline_formula(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "span", "wb-inline-formula")
    page.mark(html, source)
    page.flow(html, source)


@renders("math")
def _math(page: Page, into: etree._Element, source: etree._Element) -> None:
    if len(source) or (source.text or "").strip():
        parent = source.getparent()
        display = parent is not None and "disp-formula" in (local_name(parent), _above(parent))
        add_math(into, source, display=display, line=sts.linear_formula(source))


def _above(element: etree._Element) -> str:
    parent = element.getparent()
    return local_name(parent) if parent is not None and local_name(element) == "alternatives" else ""


@renders("tex-math")
def _tex(page: Page, into: etree._Element, source: etree._Element) -> None:
    add(into, "code", "wb-tex", "".join(source.itertext()).strip())


@renders("alternatives")
def _alternatives(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Several forms of one thing: the formula or table that a browser can show, else the first form."""
    children = [child for child in source if isinstance(child.tag, str)]
    best = [child for child in children if local_name(child) in ("math", "table")] or children
    for child in best[:1]:
        page.node(into, child)


@renders("fn")
def _footnote(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Inside a line its mark, the text follows below the clause or table; elsewhere the text itself."""
    if not in_sentence(into, source) and into.tag not in ("td", "th"):
        write_footnote(page, into, source)
        return
    label = source.find("label")
    page.unlabelled_footnotes += label is None
    mark = str(page.unlabelled_footnotes) if label is None else page.standard.reader.read(label).text
    page.footnotes.append((source, mark))
    _link(add(into, "sup", "wb-fnref"), f"#{page.anchor(source)}", "wb-xref").text = mark


def write_footnote(page: Page, into: etree._Element, source: etree._Element, mark: str = "") -> None:
    """The text of a footnote with its mark."""
    html = add(into, "div", "wb-footnote")
    page.mark(html, source)
    html.set("id", page.anchor(source))
    label = source.find("label")
    add(html, "span", "wb-label", mark if label is None else page.standard.reader.read(label).text)
    page.flow(add(html, "div", "wb-body"), source, skip=frozenset({"label"}))


def write_footnotes(page: Page, into: etree._Element, start: int = 0) -> None:
    """The footnotes whose marks were written since ``start``, and those inside them."""
    if len(page.footnotes) <= start:
        return
    block = add(into, "div", "wb-footnotes")
    position = start
    while position < len(page.footnotes):
        write_footnote(page, block, *page.footnotes[position])
        position += 1
    del page.footnotes[start:]
