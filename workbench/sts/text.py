"""Text of an element as a person reads it, with a map from every character back to the tree.

Inline markup is resolved: superscripts and subscripts become characters (10⁻³, H₂O), formulas become one
line (v = l/t), a footnote mark stays a raised mark, deleted text of a tracked change is left out, an empty
cross-reference shows the label of its target. Whitespace that only lays out the source is one space, or
nothing beside a Chinese character.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from workbench.sts.mathml import linear
from workbench.sts.parsing import expand

Where = Literal["text", "tail"]

TBX = "{urn:iso:std:iso:30042:ed-1}"
MML = "{http://www.w3.org/1998/Math/MathML}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

BLOCKS = frozenset(
    "array boxed-text def-list disp-formula disp-formula-group disp-quote editing-instruction example fig "
    "fig-group list non-normative-example non-normative-note normative-example normative-note note-group "
    "notes-group preformat ref-list sec statement table-wrap table-wrap-group term-sec term-display".split()
)
"""Elements that stand inside a paragraph of the source but are read on their own."""

_SILENT = frozenset(
    {"label", "fn", "index-term", "object-id", "std-id", "std-id-group", "label-alternatives", "media"}
)
RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ*"
)
LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SPACE = re.compile(r"[ \t\r\n]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")

LabelOf = Callable[[str], str]
"""Gives the label of the element with an id, ``""`` where it has none."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: where it starts in the text, and which characters of the tree it stands for.

    ``where`` is ``None`` for text that stands nowhere in the tree as such: a formula's line, a separator.
    """

    start: int
    text: str
    element: etree._Element
    where: Where | None
    offset: int


class RunningText:
    """The text of a provision and its runs."""

    __slots__ = ("_starts", "runs", "text")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.runs = runs
        self.text = "".join(run.text for run in runs)
        self._starts = [run.start for run in runs]

    def locate(self, offset: int) -> tuple[etree._Element, Where | None, int]:
        """Element, side (its text or its tail) and offset there of the character at ``offset``.

        The side is ``None`` where the character is not in the tree as such (inside a formula's line).

        Raises:
            IndexError: for an offset outside the text.
        """
        if not 0 <= offset < len(self.text):
            raise IndexError(offset)
        run = self.runs[bisect_right(self._starts, offset) - 1]
        return run.element, run.where, run.offset + (offset - run.start if run.where else 0)


Piece = tuple[str, etree._Element, Where | None]


class TextReader:
    """Reads the text of elements of one document."""

    def __init__(self, entities: Mapping[str, str], label_of: LabelOf) -> None:
        self._entities = dict(entities)
        self._label_of = label_of

    def read(self, *parts: etree._Element | str, skip: frozenset[str] = BLOCKS) -> RunningText:
        """The running text of elements and separators, in order.

        ``skip`` names the elements inside that are not part of it.
        """
        pieces: list[Piece] = []
        last: etree._Element | None = None
        for part in parts:
            if isinstance(part, str):
                if last is not None:
                    pieces.append((part, last, None))
            else:
                pieces.extend(self._inside(part, skip))
                last = part
        return RunningText(tuple(_normalised(pieces)))

    def read_entity(self, entity: etree._Entity) -> str:
        """What an entity reference stands for."""
        return expand(entity.name, self._entities)

    def _inside(self, element: etree._Element, skip: frozenset[str]) -> Iterator[Piece]:
        if element.text:
            yield element.text, element, "text"
        for child in element:
            yield from self._child(child, skip)
            if child.tail:
                yield child.tail, child, "tail"

    def _child(self, child: etree._Element, skip: frozenset[str]) -> Iterator[Piece]:
        tag = child.tag
        if isinstance(child, etree._Entity):
            yield self.read_entity(child), child, None
        elif not isinstance(tag, str) or tag in _SILENT or tag in skip:
            return
        elif tag == f"{MML}math":
            yield linear(child), child, None
        elif tag in ("sup", "sub"):
            yield from _shifted(list(self._inside(child, skip)), raised=tag == "sup")
        elif tag == "xref":
            yield from self._cross_reference(child, skip)
        elif tag == "break":
            yield " ", child, None
        elif tag == "alternatives":
            chosen = next((item for item in child if item.tag == f"{MML}math"), None)
            yield from self._child(chosen if chosen is not None else child[0], skip) if len(child) else ()
        elif tag in ("graphic", "inline-graphic"):
            yield child.findtext("alt-text") or "", child, None
        elif tag == "styled-content" and _deleted(child):
            return
        else:
            spaced = tag in _PARAGRAPHS
            if spaced:
                yield " ", child, None
            yield from self._inside(child, skip)
            if spaced:
                yield " ", child, None

    def _cross_reference(self, xref: etree._Element, skip: frozenset[str]) -> Iterator[Piece]:
        pieces = list(self._inside(xref, skip))
        if not any(text.strip() for text, _, _ in pieces):
            yield self._label_of(xref.get("rid", "")), xref, None
        elif xref.get("ref-type") in ("fn", "table-fn") and xref.find("sup") is None:
            yield from _shifted(pieces, raised=True)
        else:
            yield from pieces


_PARAGRAPHS = frozenset(
    {"p", "title", "def", "term", "list", "list-item", "def-list", "def-item", "td", "th", "tr"}
)


def _deleted(content: etree._Element) -> bool:
    return content.get("specific-use") == "delete" or content.get("style-type") == "deletion"


def _shifted(pieces: list[Piece], *, raised: bool) -> Iterator[Piece]:
    """Superscript or subscript as characters where Unicode has them all, else marked ``^`` or ``_``."""
    whole = "".join(text for text, _, _ in pieces).strip()
    table = RAISED if raised else LOWERED
    if whole and all(ord(character) in table for character in whole):
        for text, element, where in pieces:
            yield text.strip().translate(table), element, where if text.strip() == text else None
    else:
        mark = "" if whole.startswith(("[", "(")) or not raised else "^"
        if pieces:
            yield (mark if raised else "_"), pieces[0][1], None
        yield from pieces


def _normalised(pieces: list[Piece]) -> Iterator[Run]:
    """Runs with layout whitespace folded; none at the start and the end."""
    start = 0
    pending: tuple[str, etree._Element, Where | None, int] | None = None
    last = ""
    for text, element, where in pieces:
        position = 0
        while position < len(text):
            space = _SPACE.search(text, position)
            end = space.start() if space else len(text)
            if end > position:
                if pending is not None and last and _space_is_read(pending[0], last, text[position]):
                    yield Run(start, " ", pending[1], pending[2], pending[3])
                    start += 1
                pending = None
                yield Run(start, text[position:end], element, where, position)
                start += end - position
                last = text[end - 1]
            if space is None:
                break
            if pending is None:
                pending = (space.group(), element, where, space.start())
            else:
                pending = (pending[0] + space.group(), *pending[1:])
            position = space.end()


def _space_is_read(space: str, before: str, after: str) -> bool:
    """Whether whitespace of the source is a space for the reader, or only lays out the source."""
    return "\n" not in space or not (_CJK.match(before) or _CJK.match(after) or after in ",.;:)")
