"""Labels by position: clauses, annexes, tables, figures, formulas, lists, notes, and what refers to them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from workbench.resources import read_data
from workbench.sts import numbering
from workbench.sts.numbering import Numbered
from workbench.sts.placing import targets

if TYPE_CHECKING:
    from workbench.sts.document import Standard
    from workbench.sts.provisions import Provision

_NUMBERED_INSIDE = ("sec", "term-sec", "term-display")
_OBJECTS = {"table-wrap": "table", "fig": "figure", "fig-group": "figure", "disp-formula": "formula"}
_COUNTED = {
    "non-normative-note": "note", "normative-note": "note",
    "non-normative-example": "example", "normative-example": "example",
}  # fmt: skip
_GROUPS = frozenset(
    {
        "sec",
        "app",
        "table-wrap",
        "fig",
        "fig-group",
        "term-sec",
        "term-display",
        "front",
        "body",
        "back",
        "td",
    }
)
REFERRING = ("xref", "{urn:iso:std:iso:30042:ed-1}entailedTerm")
_PLACEHOLDER = "\ufffc"


@dataclass(frozen=True)
class Relabelled:
    """A label that changed. ``id`` is ``""`` where the element has none; ``kind`` is ``clause``, ``annex``,
    ``table``, ``figure``, ``formula``, ``list-item``, ``note`` or ``example``."""

    id: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True)
class Mention:
    """Words in plain text that seem to mean something by its old label; a person has to look at them.

    ``start`` and ``end`` are offsets in the text of the provision.
    """

    provision_id: str
    start: int
    end: int
    text: str
    after: str


@dataclass(frozen=True)
class Renumbering:
    """What :func:`renumber` did, and what it left to a person.

    ``stale`` are ids of provisions or elements with a cross-reference whose words do not show the number of
    what it refers to, so that they could not be brought up to date.
    """

    changes: tuple[Relabelled, ...]
    references: int
    mentions: tuple[Mention, ...]
    stale: tuple[str, ...]


@dataclass(frozen=True)
class _Label:
    """A label and what it should be; ``old`` and ``new`` are the numbers in it."""

    element: etree._Element
    kind: str
    before: str
    after: str
    old: str
    new: str


def renumber(standard: "Standard") -> Renumbering:
    """Number everything that has a number by its position, and bring cross-references up to date.

    Ids stay as they are, also those that spell a number: they are identity. What has no label gets none. A
    series of which one label follows no scheme (``Table 1a``) stays. Words in plain text are reported, not
    changed. Levels of an adoption are numbered each on its own.
    """
    changes = [label for label in _labels(standard.root) if label.before != label.after]
    for label in changes:
        _write(label)
    changed = {label.element: label for label in changes}
    references, stale = _update_references(standard, changed)
    standard.changed()
    return Renumbering(
        tuple(Relabelled(one.element.get("id", ""), one.kind, one.before, one.after) for one in changes),
        references,
        tuple(_mentions(standard.provisions, changes)),
        stale,
    )


def clause_label(parent: etree._Element, *, position: int) -> str:
    """The label of a clause at ``position`` (from 1) among the numbered ones directly in ``parent``.

    It is ``""`` in a clause that has no number itself.
    """
    if parent.tag not in ("sec", "app"):
        return str(position)
    label = _printed(parent)
    numbered = numbering.annex_letter(label) if parent.tag == "app" else numbering.clause_number(label)
    return f"{numbered.number}.{position}" if numbered else ""


def numbered_clauses(parent: etree._Element) -> list[etree._Element]:
    """The clauses and term entries directly in ``parent`` that have a number."""
    return [
        child for child in parent.iterchildren(*_NUMBERED_INSIDE) if numbering.clause_number(_printed(child))
    ]


# What the labels should be


def _labels(root: etree._Element) -> Iterator[_Label]:
    for level in root.iter("standard", "adoption"):
        above = level.getparent()
        if above is not None and above.tag != "adoption":
            continue
        for body in level.iterchildren("body"):
            yield from _clauses(body, "")
            yield from _objects(body, "")
        yield from _annexes(level)
        for part in level.iterchildren("front", "adoption-front", "body", "back"):
            yield from _lists(part)
            yield from _notes(part)


def _clauses(parent: etree._Element, prefix: str) -> Iterator[_Label]:
    found = numbered_clauses(parent)
    first = numbering.clause_number(_printed(found[0])) if found else None
    # An introduction may be clause 0.
    start = 0 if first is not None and first.number == "0" and not prefix else 1
    for position, element in enumerate(found, start):
        new = f"{prefix}.{position}" if prefix else str(position)
        yield _label(element, "clause", numbering.clause_number, new)
        yield from _clauses(element, new)


def _annexes(level: etree._Element) -> Iterator[_Label]:
    counts: dict[str, int] = defaultdict(int)
    for back in level.iterchildren("back"):
        for element in back.iter("app"):
            numbered = numbering.annex_letter(_printed(element))
            if numbered is None:
                continue
            series = numbered.number[:-1]
            new = numbering.annex_at(counts[series], numbered.number)
            counts[series] += 1
            yield _label(element, "annex", numbering.annex_letter, new)
            yield from _clauses(element, new)
            yield from _objects(element, new)


def _objects(scope: etree._Element, prefix: str) -> Iterator[_Label]:
    """Tables, figures and formulas, each counted through the body, or through one annex."""
    series: dict[str, list[etree._Element]] = defaultdict(list)
    for element in scope.iter(*_OBJECTS):
        if any(character.isdigit() for character in _printed(element)):
            series[_OBJECTS[str(element.tag)]].append(element)
    for kind, elements in series.items():
        found = [numbering.object_number(_printed(element)) for element in elements]
        if None in found:
            continue
        position, last = 0, ""
        for element, numbered in zip(elements, found, strict=True):
            assert numbered is not None, "a series with another label was left out above"
            continued = numbered.number == last and numbered.behind.strip(" .:)\u2014\u2013") != ""
            position, last = position + (not continued), numbered.number
            yield _label(
                element, kind, numbering.object_number, f"{prefix}.{position}" if prefix else str(position)
            )


def _lists(part: etree._Element) -> Iterator[_Label]:
    previous: dict[etree._Element | None, str] = {}
    for element in part.iter("list"):
        labelled = [item for item in element.iterchildren("list-item") if _printed(item)]
        found = [numbering.item_number(_printed(item)) for item in labelled]
        numbers = [numbered.number for numbered in found if numbered is not None]
        if not numbers or len(numbers) < len(found):
            continue
        parent, kind = element.getparent(), element.get("list-type", "")
        continues = numbering.follows(previous.get(parent, ""), numbers[0])
        previous[parent] = numbers[-1]
        if continues or element.get("continued-from"):
            continue
        for item, new in zip(labelled, numbering.items(kind, numbers), strict=True):
            yield _label(item, "list-item", numbering.item_number, new)


def _notes(part: etree._Element) -> Iterator[_Label]:
    """Notes and examples: those of one clause, table or figure are counted where there are several."""
    groups: dict[tuple[etree._Element | None, str, str], list[etree._Element]] = defaultdict(list)
    for element in part.iter(*_COUNTED):
        label = _printed(element)
        if label:
            groups[_group(element), _COUNTED[str(element.tag)], numbering.counted(label, None)].append(
                element
            )
    single = [_printed(elements[0]) for elements in groups.values() if len(elements) == 1]
    # Some publishers number the only note of a clause too: as the document does, so it stays.
    numbers_single = 2 * sum(numbering.count_in(label) == "1" for label in single) > len(single)
    for (_, kind, _), elements in groups.items():
        alone = (
            len(elements) == 1 and not numbers_single and not numbering.always_counted(_printed(elements[0]))
        )
        for position, element in enumerate(elements, 1):
            before = _printed(element)
            after = numbering.counted(before, None if alone else position)
            yield _Label(element, kind, before, after, numbering.count_in(before), numbering.count_in(after))


def _group(element: etree._Element) -> etree._Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag not in _GROUPS:
        parent = parent.getparent()
    return parent


def _label(element: etree._Element, kind: str, read: Callable[[str], Numbered | None], new: str) -> _Label:
    before = _printed(element)
    numbered = read(before)
    assert numbered is not None, "only labels with a number are renumbered"
    return _Label(element, kind, before, numbered.with_number(new), numbered.number, new)


def _printed(element: etree._Element) -> str:
    label = element.find("label")
    return "" if label is None else "".join(label.itertext()).strip()


def _write(label: _Label) -> None:
    element = label.element.find("label")
    if element is None:
        return
    if not numbering.replace_in(element, label.before, label.after):
        numbering.replace_in(element, label.old, label.new)


# What refers to them


def _update_references(
    standard: "Standard", changed: dict[etree._Element, _Label]
) -> tuple[int, tuple[str, ...]]:
    updated = 0
    stale: list[str] = []
    for element in standard.root.iter(*REFERRING):
        numbers: dict[str, str] = {}
        for target_id in targets(element):
            numbers.update(_changed_numbers(standard.element(target_id), changed))
        if not numbers or not "".join(element.itertext()).strip():
            continue
        if _replace_numbers(element, numbers):
            updated += 1
        else:
            stale.append(_nearest_id(element))
    return updated, tuple(stale)


def _changed_numbers(target: etree._Element | None, changed: dict[etree._Element, _Label]) -> dict[str, str]:
    """Old and new number of what is referred to; of its clause too for what is named after it, ``5.3 a)``."""
    numbers: dict[str, str] = {}
    node = target
    while node is not None:
        label = changed.get(node)
        if label is not None and label.old and label.old != label.new:
            numbers.setdefault(label.old, label.new)
        if node is target and node.tag != "list-item" and node.tag not in _COUNTED:
            break
        node = node.getparent()
    return numbers


def _bounded(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Finds numbers and labels as wholes: not ``5.3`` in ``5.31``, ``15.3`` or ``5.3.1``."""
    longest_first = sorted(map(re.escape, alternatives), key=len, reverse=True)
    inside = "A-Za-z0-9\u0400-\u04ff"
    return re.compile(
        rf"(?<![{inside}])(?<![{inside}]\.)(?:{'|'.join(longest_first)})(?![{inside}]|[.,]\d)", re.IGNORECASE
    )


def _replace_numbers(element: etree._Element, numbers: dict[str, str]) -> int:
    pattern, replaced = _bounded(numbers), 0
    for node in element.iter(etree.Element):
        for where in ("text", "tail"):
            text = getattr(node, where)
            if text and not (node is element and where == "tail"):
                text, count = pattern.subn(lambda found: numbers.get(found.group(), found.group()), text)
                setattr(node, where, text)
                replaced += count
    return replaced


def _nearest_id(element: etree._Element) -> str:
    node: etree._Element | None = element
    while node is not None:
        if node.get("id"):
            return str(node.get("id"))
        node = node.getparent()
    return ""


# What a person has to look at


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {
        key: tuple(words) for key, words in read_data("workbench.sts", "data", "clause-words.yaml").items()
    }


def _mentions(provisions: Iterable["Provision"], changes: list[_Label]) -> Iterator[Mention]:
    by_label = {one.before: one.after for one in changes if one.kind in ("table", "figure", "annex")}
    clauses = {one.old: one.new for one in changes if one.kind == "clause"}
    formulas = {one.before: one.after for one in changes if one.kind == "formula"}
    for provision in provisions:
        text = _outside_references(provision)
        yield from _found(provision.id, text, by_label, lambda before, behind, number: True)
        yield from _found(provision.id, text, clauses, _is_clause_mention)
        yield from _found(
            provision.id, text, formulas, lambda before, behind, number: before.endswith(_words()["formula"])
        )


def _found(
    provision_id: str, text: str, after: dict[str, str], is_meant: Callable[[str, str, str], bool]
) -> Iterator[Mention]:
    if not after:
        return
    for found in _bounded(after).finditer(text):
        before, behind = text[: found.start()].rstrip().casefold(), text[found.end() :].lstrip()
        new = after.get(found.group()) or next(
            value for key, value in after.items() if key.casefold() == found.group().casefold()
        )
        if is_meant(before, behind, found.group()):
            yield Mention(provision_id, found.start(), found.end(), found.group(), new)


def _is_clause_mention(before: str, behind: str, number: str) -> bool:
    """Two points make a clause number, one point or none may be a quantity: then a word must say so."""
    words = _words()
    return number.count(".") > 1 or before.endswith(words["before"]) or behind.startswith(words["behind"])


def _outside_references(provision: "Provision") -> str:
    """The text of ``provision`` with every character of a cross-reference replaced by one that nothing is."""
    return "".join(
        _PLACEHOLDER * len(run.text)
        if run.where is None or _in_reference(run.element, run.where)
        else run.text
        for run in provision.running_text.runs
    )


def _in_reference(element: etree._Element, where: str) -> bool:
    node = element if where == "text" else element.getparent()
    while node is not None and node.tag != "p":
        if node.tag in REFERRING or node.tag in ("std", "std-ref"):
            return True
        node = node.getparent()
    return False
