"""Putting elements into a tree and taking them out, with the layout of their surroundings."""

import re
from collections.abc import Iterable

from lxml import etree

from workbench.sts.canonical import is_element_only
from workbench.sts.errors import StsError

_CLAUSE_PARENTS = frozenset({"body", "front", "adoption-front", "back", "sec", "app"})
_PARENTS: dict[str, frozenset[str]] = {
    "list-item": frozenset({"list"}),
    "tr": frozenset({"tbody", "table", "tfoot"}),
    "ref": frozenset({"ref-list"}),
    "def-item": frozenset({"def-list"}),
    "term-sec": frozenset({"sec", "app"}),
    "sec": _CLAUSE_PARENTS,
    "app": frozenset({"app-group", "back"}),
}
_BLOCK_PARENTS = frozenset({"sec", "app", "boxed-text", "abstract", "ack"})
CONTAINERS: dict[str, str] = {"list-item": "list", "ref": "ref-list", "def-item": "def-list"}
"""What may stand in a list of its kind only, and that list."""
_ENTRIES = ("term-sec", "term-display")
_INDENT = re.compile(r"\n[ \t]*$")


def anchor_for(element: etree._Element, near: etree._Element) -> etree._Element:
    """The element behind which ``element`` may stand: ``near`` or the smallest one around it that fits.

    A list item, reference or definition for which there is no list comes in one of its own.

    Raises:
        StsError: where the tag set has no place for it there.
    """
    anchor = _within(near, _PARENTS.get(str(element.tag), _BLOCK_PARENTS))
    if anchor is None and element.tag in CONTAINERS:
        anchor = _within(near, _BLOCK_PARENTS)
    if anchor is None:
        raise StsError("sts.edit-not-there", element=element.tag, near=near.tag)
    if anchor.tag in _ENTRIES and element.tag not in (*_ENTRIES, "sec"):
        # The tag set wants all text of a clause before its term entries.
        raise StsError("sts.edit-not-there", element=element.tag, near=anchor.tag)
    return anchor


def _within(near: etree._Element, parents: frozenset[str]) -> etree._Element | None:
    node: etree._Element | None = near
    while node is not None:
        parent = node.getparent()
        if parent is not None and parent.tag in parents:
            return node
        # Text does not leave its clause in search of a place.
        node = None if node.tag in ("sec", "app") and near.tag not in ("sec", "app") else parent
    return None


def place_after(element: etree._Element, near: etree._Element, *, like: etree._Element | None = None) -> None:
    """Put ``element`` behind ``near``, or behind the smallest element around ``near`` where it may stand.

    A list that is made for it has the attributes of ``like`` if that is such a list.

    Raises:
        StsError: where the tag set has no place for it there.
    """
    anchor = anchor_for(element, near)
    parent = anchor.getparent()
    assert parent is not None, "an anchor has a parent"
    if element.tag in CONTAINERS and parent.tag != CONTAINERS[str(element.tag)]:
        element = _contained(element, like)
    place_behind(element, anchor)


def place_behind(element: etree._Element, sibling: etree._Element) -> None:
    """Put ``element`` right behind ``sibling``."""
    parent = sibling.getparent()
    assert parent is not None, "a sibling has a parent"
    step, between, laid_out = _step(parent), _between(parent), is_element_only(parent)
    parent.insert(parent.index(sibling) + 1, element)
    element.tail = sibling.tail
    sibling.tail = between if laid_out else None
    _lay_out(element, between, step)


def place_in_clause(
    element: etree._Element, clause: etree._Element, *, like: etree._Element | None = None
) -> None:
    """Put ``element`` at the end of what stands in ``clause`` before its subclauses.

    What stands in lists joins the last one of its kind; a list made for it has the attributes of ``like``.

    Raises:
        StsError: where there is no place for it.
    """
    container = CONTAINERS.get(str(element.tag), "")
    if clause.tag == container:
        place_last(element, clause)
        return
    behind = ("sec", "app") if element.tag in _ENTRIES else ("sec", "app", *_ENTRIES)
    own = [child for child in clause if isinstance(child.tag, str) and child.tag not in behind]
    lists = [child for child in own if child.tag == container and len(child)]
    if lists:
        place_last(element, lists[-1])
    elif own:
        place_after(element, own[-1], like=like)
    else:
        raise StsError("sts.edit-not-there", element=element.tag, near=clause.tag)


def place_last(element: etree._Element, parent: etree._Element) -> None:
    """Put ``element`` at the end of ``parent``."""
    if len(parent):
        last = parent[-1]
        between = _between(parent)
        parent.append(element)
        element.tail, last.tail = last.tail, between
        _lay_out(element, between, _step(parent))
    else:
        parent.append(element)


def place_first(element: etree._Element, parent: etree._Element) -> None:
    """Put ``element`` in front of all other children of ``parent``."""
    between = _between(parent)
    parent.insert(0, element)
    element.tail = between


def take_out(element: etree._Element) -> None:
    """Remove ``element`` with the layout around it; text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    previous, tail = element.getprevious(), element.tail
    laid_out = is_element_only(parent)
    last = element.getnext() is None
    parent.remove(element)
    element.tail = None
    if laid_out:
        if last and previous is not None:
            previous.tail = tail
        elif last:
            parent.text = None
    elif previous is not None:
        previous.tail = (previous.tail or "") + (tail or "") or None
    else:
        parent.text = (parent.text or "") + (tail or "") or None


def without_empty_containers(parent: etree._Element | None) -> None:
    """Remove lists that nothing is left in."""
    while parent is not None and parent.tag in CONTAINERS.values() and not _has_items(parent):
        above = parent.getparent()
        take_out(parent)
        parent = above


def unwrap(element: etree._Element) -> None:
    """Replace ``element`` by its content."""
    parent = element.getparent()
    assert parent is not None, "only inline markup is unwrapped"
    position = parent.index(element)
    children = list(element)
    _append_text(parent, position, element.text)
    for offset, child in enumerate(children):
        parent.insert(position + offset, child)
    tail = element.tail
    element.tail = None
    parent.remove(element)
    _append_text(parent, position + len(children), tail)


def _append_text(parent: etree._Element, position: int, text: str | None) -> None:
    """Add ``text`` in front of the child at ``position``."""
    if not text:
        return
    if position:
        parent[position - 1].tail = (parent[position - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def ids_inside(elements: Iterable[etree._Element]) -> frozenset[str]:
    """The ids of ``elements`` and of everything in them."""
    return frozenset(
        found.get("id", "")
        for element in elements
        for found in element.iter(etree.Element)
        if found.get("id")
    )


def referring(
    root: etree._Element, ids: Iterable[str], *, outside: Iterable[etree._Element]
) -> list[etree._Element]:
    """The elements that refer to any of ``ids`` and do not stand in ``outside``."""
    wanted = set(ids)
    inside = {found for element in outside for found in element.iter(etree.Element)}
    return [
        element
        for element in root.iter(etree.Element)
        if element not in inside and wanted.intersection(targets(element))
    ]


def targets(element: etree._Element) -> tuple[str, ...]:
    """The ids that ``element`` refers to; a term link has ``target``, everything else ``rid``."""
    return tuple(f"{element.get('rid', '')} {element.get('target', '')}".split())


def _has_items(container: etree._Element) -> bool:
    return any(isinstance(child.tag, str) and child.tag not in ("label", "title") for child in container)


def _contained(element: etree._Element, like: etree._Element | None) -> etree._Element:
    container = element.makeelement(CONTAINERS[str(element.tag)])
    if like is not None and like.tag == container.tag:
        container.attrib.update({name: value for name, value in like.attrib.items() if name != "id"})
    elif element.tag == "list-item":
        container.set("list-type", "alpha-lower" if element.find("label") is not None else "bullet")
    container.append(element)
    return container


# Layout of what is new


def _between(parent: etree._Element) -> str | None:
    """What stands in front of each child of ``parent``."""
    for text in (parent.text, *(child.tail for child in parent[:-1])):
        if text and not text.strip() and "\n" in text:
            return str(text)
    return None


def _step(parent: etree._Element) -> str:
    """What one level more of nesting adds to the indentation."""
    inner = _INDENT.search(_between(parent) or "")
    outer = _INDENT.search(parent[-1].tail or "" if len(parent) else "")
    if inner and outer and inner.group().startswith(outer.group()):
        return inner.group()[len(outer.group()) :]
    return "  "


def _lay_out(element: etree._Element, before: str | None, step: str) -> None:
    """Give a new element the indentation of its place; one that has layout of its own keeps it."""
    if before is None or not len(element) or element.text or not is_element_only(element):
        return
    inner = before[before.rfind("\n") :] + step
    element.text = inner
    for child in element:
        child.tail = inner
        _lay_out(child, inner, step)
    element[-1].tail = before[before.rfind("\n") :]
