"""Tables in the XHTML model and in the OASIS (CALS) model."""

import re

from lxml import etree

from workbench.interchange._blocks import write_caption
from workbench.interchange._inline import write_footnotes
from workbench.interchange._page import Page, local_name, renders
from workbench.interchange._tree import add, add_class

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_ALIGNMENTS = frozenset({"left", "right", "center", "justify", "char"})
_COLUMNS = frozenset({"col", "colgroup", "colspec", "spanspec"})
_MAX_SPAN = 1000
_NUMBER = re.compile(r"\d+")


@renders("table-wrap", "array")
def _table_with_caption(page: Page, into: etree._Element, source: etree._Element) -> None:
    """Label and caption above, then everything in the order of the source, footnotes of cells last."""
    start = len(page.footnotes)
    html = add(into, "div", "wb-table" if local_name(source) == "table-wrap" else "wb-array")
    page.mark(html, source)
    write_caption(page, html, source)
    page.flow(html, source, skip=frozenset({"label", "caption"}))
    write_footnotes(page, html, start)


@renders("table-wrap-foot")
def _foot(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "div", "wb-table-foot")
    page.mark(html, source)
    page.flow(html, source)


@renders("table")
def _table(page: Page, into: etree._Element, source: etree._Element) -> None:
    frame = add(into, "div", "wb-scroll")
    html = add(frame, "table")
    page.mark(html, source)
    groups = [child for child in source if local_name(child) == "tgroup"]
    for part in groups or [source]:
        _sections(page, html, part, into)
    if html.get("data-provision") is None and not len(html):
        into.remove(frame)


def _sections(page: Page, html: etree._Element, source: etree._Element, after: etree._Element) -> None:
    columns = _column_numbers(source)
    body: etree._Element | None = None
    for child in source:
        name = local_name(child)
        if name in _SECTIONS:
            section = add(html, name)
            page.mark(section, child)
            body = None
            for row in child:
                _row(page, section, row, columns)
        elif name in ("tr", "row"):
            body = add(html, "tbody") if body is None else body
            _row(page, body, child, columns)
        elif name and name not in _COLUMNS:
            page.node(after, child)


def _row(page: Page, section: etree._Element, source: etree._Element, columns: dict[str, int]) -> None:
    if not isinstance(source.tag, str):
        return
    html = add(section, "tr")
    page.mark(html, source)
    if local_name(source) not in ("tr", "row"):
        page.node(add(html, "td"), source)
        return
    for child in source:
        name = local_name(child)
        if name in ("td", "th", "entry"):
            _cell(page, html, child, columns)
        elif name:
            page.node(add(html, "td"), child)


def _cell(page: Page, row: etree._Element, source: etree._Element, columns: dict[str, int]) -> None:
    section = row.getparent()
    head = local_name(source) == "th" or (section is not None and section.tag == "thead")
    html = add(row, "th" if head else "td")
    for name, value in _spans(source, columns).items():
        if 1 < value <= _MAX_SPAN:
            html.set(name, str(value))
    if source.get("align") in _ALIGNMENTS:
        add_class(html, f"wb-{source.get('align')}")
    page.mark(html, source)
    page.flow(html, source)


def _spans(source: etree._Element, columns: dict[str, int]) -> dict[str, int]:
    if local_name(source) != "entry":
        return {name: _whole(source.get(name, "")) for name in ("colspan", "rowspan")}
    first = columns.get(source.get("namest", ""), 0)
    last = columns.get(source.get("nameend", ""), first)
    return {"colspan": last - first + 1, "rowspan": _whole(source.get("morerows", "")) + 1}


def _whole(value: str) -> int:
    return int(value) if _NUMBER.fullmatch(value.strip()) and len(value) < 6 else 0


def _column_numbers(group: etree._Element) -> dict[str, int]:
    names = [child.get("colname", "") for child in group if local_name(child) == "colspec"]
    return {name: number for number, name in enumerate(names, 1) if name}
