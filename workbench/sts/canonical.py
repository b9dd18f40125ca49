"""The one canonical form of a standard's source, so that a difference in git has the size of the edit.

UTF-8, lines that end in LF, one block element a line, indented by one space a level; attributes in one order,
``id`` first. Only the whitespace between the elements of element-only content (``data/layout.yaml``) is laid
out. Mixed content, preformatted text, MathML and everything under ``xml:space="preserve"`` keep each
character; so do comments, processing instructions, the doctype, references to entities, CDATA sections.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

from lxml import etree

from workbench.resources import read_data
from workbench.sts import parsing
from workbench.sts.errors import StsError
from workbench.sts.markup import XML_SPACE_CHARACTERS, Mark, Token, tokens
from workbench.sts.text import BLOCKS, MML, TBX
from workbench.sts.writing import write_atomically

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ATTRIBUTE = re.compile(r"""\s+([^\s=]+)=("[^"]*"|'[^']*')""")


def canonical(source: bytes, name: str = "?") -> bytes:
    """The canonical form of the document ``source``, which messages call ``name``.

    Raises:
        StsError: where the source is not one well-formed STS document, or where the form would not hold
            the same content.
    """
    return canonical_bytes(parsing.parse(source, name), name)


def canonical_bytes(tree: etree._ElementTree, name: str = "?") -> bytes:
    """The canonical form of ``tree``, proved to hold the same content; the tree is left as it is.

    Raises:
        StsError: where it would not hold the same content (a defect of the workbench, never the user's).
    """
    written = _written(tree).encode("utf-8")
    difference = first_difference(tree, parsing.parse(written, name))
    if difference:
        raise StsError("sts.format-not-equal", file=name, place=difference)
    return written


def format_file(path: str | os.PathLike[str], *, check: bool = False) -> bool:
    """Bring the file ``path`` into canonical form; with ``check`` only say whether it is not.

    Returns:
        Whether the file was changed, or would be.

    Raises:
        StsError: where it cannot be read or written, or is no STS document.
    """
    file = Path(path)
    source = parsing.read_bytes(file)
    formatted = canonical(source, str(file))
    if formatted == source:
        return False
    if not check:
        write_atomically(file, formatted)
    return True


# What may be laid out


@cache
def _names(group: str, namespace: str = "") -> frozenset[str]:
    words: dict[str, str] = read_data("workbench.sts", "data", "layout.yaml")
    return frozenset(namespace + name for name in words[group].split())


@cache
def _element_only_names() -> frozenset[str]:
    return _names("element-only") | _names("element-only-tbx", TBX)


def is_element_only(element: etree._Element) -> bool:
    """Whether whitespace between the children of ``element`` means nothing.

    So it is where the tag set allows no text in it and the document has put none there all the same.
    """
    if element.tag not in _element_only_names() or (element.text or "").strip(XML_SPACE_CHARACTERS):
        return False
    return not any(
        isinstance(child, etree._Entity) or (child.tail or "").strip(XML_SPACE_CHARACTERS)
        for child in element
    )


def keeps_spaces(element: etree._Element, inherited: bool) -> bool:
    """Whether every space inside ``element`` counts; ``inherited`` says so of its parent."""
    stated = element.get(_XML_SPACE)
    if stated is not None:
        return stated == "preserve"
    return inherited or element.tag in _names("preserved") or element.tag == f"{MML}math"


# Writing


@dataclass(slots=True)
class _Open:
    """An element whose end tag has not come: is its content laid out, and has it any?"""

    laid_out: bool
    keeps_spaces: bool
    filled: bool = False


def _written(tree: etree._ElementTree) -> str:
    lines: list[str] = [_declaration(tree)]
    elements = tree.iter(etree.Element)
    stack: list[_Open] = []
    for token in tokens(etree.tostring(tree, encoding="unicode")):
        parent = stack[-1] if stack else None
        if token.mark is Mark.TEXT:
            if parent and not parent.laid_out:
                lines.append(token.text)
        elif token.mark is Mark.END:
            _close(lines, stack, token)
        else:
            if parent is None or parent.laid_out:
                lines.append("\n" + " " * len(stack))
            if parent:
                parent.filled = True
            if token.mark in (Mark.START, Mark.EMPTY):
                lines.append(_with_attributes_in_order(token.text))
                element = next(elements)
                if token.mark is Mark.START:
                    stack.append(_opened(element, parent))
            else:
                lines.append(token.text)
    return "".join(lines) + "\n"


def _declaration(tree: etree._ElementTree) -> str:
    info = tree.docinfo
    # "no" is what holds where nothing is stated, and the parser does not tell the two apart.
    standalone = ' standalone="yes"' if info.standalone else ""
    return f'<?xml version="{info.xml_version or "1.0"}" encoding="UTF-8"{standalone}?>'


def _opened(element: etree._Element, parent: _Open | None) -> _Open:
    kept = keeps_spaces(element, parent is not None and parent.keeps_spaces)
    # What stands inline inside a paragraph stays on its line even where its own content is elements only.
    on_its_own = parent is None or parent.laid_out or element.tag in BLOCKS
    return _Open(on_its_own and not kept and is_element_only(element), kept)


def _close(lines: list[str], stack: list[_Open], token: Token) -> None:
    closed = stack.pop()
    if closed.laid_out and not closed.filled:
        lines[-1] = lines[-1][:-1] + "/>"
        return
    if closed.laid_out:
        lines.append("\n" + " " * len(stack))
    lines.append(token.text)


def _with_attributes_in_order(tag: str) -> str:
    attributes = _ATTRIBUTE.findall(tag)
    if len(attributes) < 2:
        return tag
    attributes.sort(key=_attribute_order)
    name = tag.split(None, 1)[0]
    end = "/>" if tag.endswith("/>") else ">"
    return name + "".join(f" {attribute}={value}" for attribute, value in attributes) + end


def _attribute_order(attribute: tuple[str, str]) -> tuple[int, str]:
    name = attribute[0]
    if name == "xmlns" or name.startswith("xmlns:"):
        return 0, name
    return (1 if name == "id" else 2), name


# Proof


def first_difference(one: etree._ElementTree, other: etree._ElementTree) -> str:
    """Where two documents first differ in more than layout, as a place in the first; ``""`` for nowhere.

    Compared are elements and their order, attributes, namespace prefixes, all text that means something,
    comments, processing instructions, references to entities and the doctype.
    """
    for left, right in zip_longest(_outside(one), _outside(other)):
        if left != right:
            return left or right or ""
    for mine, its in zip_longest(_inside(one), _inside(other)):
        if mine is None or its is None or mine[1] != its[1]:
            place: etree._Element = (mine or its)[0]
            return (
                f"{etree.QName(place).localname if isinstance(place.tag, str) else place} {place.sourceline}"
            )
    return ""


def _outside(tree: etree._ElementTree) -> Iterator[str]:
    """Doctype, comments and instructions before and after the root."""
    depth = 0
    for token in tokens(etree.tostring(tree, encoding="unicode")):
        if token.mark is Mark.START:
            depth += 1
        elif token.mark is Mark.END:
            depth -= 1
        elif depth == 0 and token.mark is not Mark.TEXT:
            yield token.text if token.mark is not Mark.EMPTY else ""


_Content = tuple[object, ...]


def _inside(tree: etree._ElementTree) -> Iterator[tuple[etree._Element, _Content]]:
    """Every node of the root with what must not change."""
    kept: dict[etree._Element, bool] = {}
    free: dict[etree._Element, bool] = {}
    for node in tree.getroot().iter():
        parent = node.getparent()
        tail = None if parent is None or free[parent] else node.tail
        if not isinstance(node.tag, str):
            yield (
                node,
                (node.tag, getattr(node, "name", None), getattr(node, "target", None), node.text, tail),
            )
            continue
        kept[node] = keeps_spaces(node, parent is not None and kept[parent])
        free[node] = not kept[node] and is_element_only(node)
        text = None if free[node] else node.text or ""
        yield node, (node.tag, node.prefix, dict(node.attrib), text, tail or None)
