"""Building an HTML tree: text is escaped when the tree is written, so nothing can be forgotten."""

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

Slot = tuple[etree._Element, Literal["text", "tail", "solid"]]

PHRASING = frozenset(
    "a abbr b bdi br cite code del dfn em i img ins kbd mark math q s samp small span strong sub sup "
    "u".split()
)
"""HTML elements that stand in a line of text."""

_LINE_CONTAINERS = PHRASING | frozenset("p dt h1 h2 h3 h4 h5 h6 figcaption summary".split())
_SOLID = frozenset({"math", "img"})
_LAYOUT = " \t\r\n"
_PIECES = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def add(parent: etree._Element, tag: str, css: str = "", text: str = "") -> etree._Element:
    """A new child of ``parent`` with the class ``css`` and ``text`` inside."""
    child: etree._Element = etree.SubElement(parent, tag)
    if css:
        child.set("class", css)
    if text:
        child.text = text
    return child


def add_class(element: etree._Element, css: str) -> None:
    """One more class for ``element``."""
    element.set("class", f"{element.get('class', '')} {css}".strip())


def append_text(parent: etree._Element, text: str | None) -> None:
    """``text`` after everything that ``parent`` holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def in_line(element: etree._Element) -> bool:
    """Whether only phrasing content may be put into ``element``."""
    return element.tag in _LINE_CONTAINERS


def write(root: etree._Element) -> str:
    """``root`` as HTML."""
    tidy(root)
    return etree.tostring(root, encoding="unicode", method="html", with_tail=False)


def tidy(root: etree._Element) -> None:
    """Fold whitespace that only lays out the source, as the reader of provisions' text does.

    A line break of the source beside a Chinese character is nothing; a browser would show a space there.
    """
    line: list[Slot] = []
    for slot in _slots(root):
        if slot is None:
            _fold(line)
            line = []
        else:
            line.append(slot)
    _fold(line)


def _slots(element: etree._Element) -> Iterator[Slot | None]:
    """The places that hold text, in reading order; ``None`` where a line of text ends."""
    if element.tag in _SOLID:
        yield element, "solid"
        return
    block = element.tag not in PHRASING or element.tag == "br" or _is_block(element)
    if block:
        yield None
    if element.tag != "pre":
        yield element, "text"
        for child in element:
            yield from _slots(child)
            yield child, "tail"
    if block:
        yield None


def _is_block(element: etree._Element) -> bool:
    """A label stands in a column of its own."""
    return element.get("class") == "wb-label"


def _fold(line: list[Slot]) -> None:
    kept: list[list[str]] = []
    last = ""
    pending: tuple[list[str], int, str] | None = None
    for slot in line:
        pieces = _PIECES.findall(_get(slot))
        kept.append(pieces)
        for position, piece in enumerate(pieces):
            if piece[0] in _LAYOUT:
                first = pending or (pieces, position, "")
                pending = (first[0], first[1], first[2] + piece)
                pieces[position] = ""
                continue
            if pending is not None:
                where, index, space = pending
                where[index] = " " if last and _is_read(space, last, piece[0]) else ""
                pending = None
            last = piece[-1]
    for slot, pieces in zip(line, kept, strict=True):
        _set(slot, "".join(pieces))


def _is_read(space: str, before: str, after: str) -> bool:
    return "\n" not in space or not (_CJK.match(before) or _CJK.match(after) or after in ",.;:)")


def _get(slot: Slot) -> str:
    element, side = slot
    if side == "solid":
        return "x"
    return (element.text if side == "text" else element.tail) or ""


def _set(slot: Slot, text: str) -> None:
    element, side = slot
    if side == "text":
        element.text = text or None
    elif side == "tail":
        element.tail = text or None
