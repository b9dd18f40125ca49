"""Proxies of what a standard consists of. Each wraps an element; the tree stays the one source of truth."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from workbench.sts.text import BLOCKS, TBX, RunningText, Where

if TYPE_CHECKING:
    from workbench.sts.document import Standard

_NUMBER = re.compile(r"(?:[A-Z\u0410-\u042f]{1,2}|\d+)(?:\.\d+)*(?=[.)]?$)")


class ProvisionKind(StrEnum):
    """What a provision is in the document."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    ROW = "row"
    TERM = "term"
    NOTE = "note"
    EXAMPLE = "example"
    FORMULA = "formula"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"
    DEFINITION = "definition"


_ID_PREFIX = {
    ProvisionKind.PARAGRAPH: "p",
    ProvisionKind.LIST_ITEM: "li",
    ProvisionKind.ROW: "tr",
    ProvisionKind.TERM: "term",
    ProvisionKind.NOTE: "note",
    ProvisionKind.EXAMPLE: "ex",
    ProvisionKind.FORMULA: "formula",
    ProvisionKind.REFERENCE: "ref",
    ProvisionKind.FOOTNOTE: "fn",
    ProvisionKind.DEFINITION: "def",
}


def text_hash(text: str) -> str:
    """Eight hexadecimal digits that stand for ``text``; layout whitespace does not count."""
    return hashlib.sha1(" ".join(text.split()).encode(), usedforsecurity=False).hexdigest()[:8]


def derived_id(kind: ProvisionKind, text: str) -> str:
    """The id of a provision of ``kind`` with ``text`` that has none of its own."""
    return f"{_ID_PREFIX[kind]}-{text_hash(text)}"


@dataclass(frozen=True, eq=False)
class Part:
    """Base of all proxies: an element of a standard."""

    standard: Standard = field(repr=False)
    element: etree._Element = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.element is getattr(other, "element", None)

    def __hash__(self) -> int:
        return hash(self.element)

    @property
    def own_id(self) -> str:
        """The ``id`` attribute, ``""`` where the source gives none."""
        return self.element.get("id", "")

    @property
    def line(self) -> int:
        """Line of the source on which the element starts."""
        return self.element.sourceline or 0


@dataclass(frozen=True, eq=False)
class Clause(Part):
    """A clause, subclause, annex, foreword, introduction or list of references.

    ``role`` says what it is for, whatever the document calls it: ``foreword``, ``introduction``, ``scope``,
    ``references``, ``terms``, ``bibliography``, ``adoption-record``, or ``""``.
    """

    parent: Clause | None = field(repr=False)
    number: str
    title: str
    sec_type: str
    role: str
    normative: bool

    @property
    def id(self) -> str:
        """Its own id, else its number or title."""
        return self.own_id or self.number or self.title

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its direct subclauses."""
        return self.standard.structure.subclauses.get(self.element, ())

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """Its own provisions, without those of subclauses."""
        return self.standard.structure.own_provisions.get(self.element, ())

    @property
    def path(self) -> tuple[Clause, ...]:
        """The clauses in which it stands, outermost first, itself last."""
        return (*self.parent.path, self) if self.parent else (self,)


@dataclass(frozen=True, eq=False)
class Provision(Part):
    """The unit of everything: one paragraph, list item, table row, term entry, note, formula, reference.

    ``parts`` are the elements, and separators between them, of which its text consists.
    """

    kind: ProvisionKind
    clause: Clause | None = field(repr=False)
    language: str
    normative: bool
    parts: tuple[etree._Element | str, ...] = field(repr=False)

    @property
    def id(self) -> str:
        """Its own id, else one derived from kind and text, which edits elsewhere do not change."""
        return self.standard.structure.id_of[self.element]

    @property
    def derived_id(self) -> str:
        """The id it has where the source gives none and no other provision has the same text."""
        return derived_id(self.kind, self.text)

    @property
    def clause_number(self) -> str:
        """Number of the nearest clause that has one, ``""`` in a foreword."""
        path = self.clause.path if self.clause else ()
        return next((clause.number for clause in reversed(path) if clause.number), "")

    @property
    def heading(self) -> str:
        """Title of the nearest clause that has one."""
        path = self.clause.path if self.clause else ()
        return next((clause.title for clause in reversed(path) if clause.title), "")

    @cached_property
    def label(self) -> str:
        """The label as printed: ``a)``, ``NOTE 1``, ``(3)``; ``""`` without one."""
        return self.standard.label_text(self.element)

    @cached_property
    def running_text(self) -> RunningText:
        """The text with the map of its characters to the tree."""
        return self.read(*self.parts)

    def read(self, *parts: etree._Element | str) -> RunningText:
        """The text of ``parts`` as this kind of provision is read."""
        return self.standard.reader.read(*parts, skip=_SKIP_INSIDE.get(self.kind, BLOCKS))

    @property
    def text(self) -> str:
        """Plain text without the label, as a person reads it."""
        return self.running_text.text

    def locate(self, offset: int) -> tuple[etree._Element, Where | None, int]:
        """Where the character at ``offset`` of :attr:`text` stands: element, text or tail, offset there."""
        return self.running_text.locate(offset)


_SKIP_INSIDE = {
    ProvisionKind.FORMULA: frozenset({"alternatives-unused"}),
    ProvisionKind.ROW: frozenset[str](),
    ProvisionKind.NOTE: frozenset({"list", "table-wrap", "array", "disp-formula", "fig"}),
    ProvisionKind.EXAMPLE: frozenset({"list", "table-wrap", "array", "disp-formula", "fig"}),
}


@dataclass(frozen=True)
class Cell:
    """A cell of a table row.

    ``headers`` are the header cells above it, outermost first. ``spanned`` says that it belongs to a row
    further up and reaches down to this one. ``in_full`` is its text with the words of the cell above in place
    of ditto marks.
    """

    element: etree._Element = field(repr=False)
    text: str
    headers: tuple[str, ...]
    column: int
    spanned: bool
    in_full: str


def clause_number(label: str) -> str:
    """The number in a clause's label: ``5.3`` of ``5.3``, ``A`` of ``Annex A``; else the label."""
    found = _NUMBER.search(label.strip())
    return found.group() if found else label.strip()


@dataclass(frozen=True, eq=False)
class Row(Provision):
    """A body row of a table."""

    table: Table = field(repr=False)
    cells: tuple[Cell, ...] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Term(Provision):
    """A term entry."""

    @property
    def clause_number(self) -> str:
        """Its own number ("3.2"), else that of its clause."""
        return clause_number(self.label) or super().clause_number

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms in the document's language, the preferred one first."""
        entry = self.standard.language_set(self.element, self.language)
        if entry is None:
            return ()
        return tuple("".join(term.itertext()).strip() for term in entry.iter(f"{TBX}term", "term"))


@dataclass(frozen=True, eq=False)
class Reference(Provision):
    """An entry of a list of references."""

    @property
    def designation(self) -> str:
        """The designation of the standard referred to, as written; ``""`` for other literature."""
        std = next(self.element.iter("std"), None)
        if std is None:
            return ""
        inside = std.find("std-ref")
        return self.standard.reader.read(inside if inside is not None else std).text


@dataclass(frozen=True, eq=False)
class Note(Provision):
    """A note, normative or not."""


@dataclass(frozen=True, eq=False)
class Formula(Provision):
    """A displayed formula with the key to its symbols."""


@dataclass(frozen=True, eq=False)
class Captioned(Part):
    """A numbered block with a title."""

    clause: Clause | None = field(repr=False)

    @property
    def id(self) -> str:
        """Its own id, ``""`` where the source gives none."""
        return self.own_id

    @property
    def label(self) -> str:
        """``Table 1``, ``Figure 1`` as printed."""
        return self.standard.label_text(self.element)

    @property
    def caption(self) -> str:
        """Its title."""
        return self.standard.caption_text(self.element)


@dataclass(frozen=True, eq=False)
class Table(Captioned):
    """A table with its header."""

    @property
    def unit_line(self) -> str:
        """The line above a table that gives the unit of all its cells, ``""`` without one."""
        for path in ("caption/p[@content-type='unit']", "p[@content-type='unit']"):
            line = self.element.find(path)
            if line is not None:
                return self.standard.reader.read(line).text
        return ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Header of each column, its levels joined by a space."""
        return tuple(" ".join(headers) for headers in self.standard.structure.headers.get(self.element, ()))

    @property
    def rows(self) -> tuple[Row, ...]:
        """Body rows."""
        return self.standard.structure.rows.get(self.element, ())


@dataclass(frozen=True, eq=False)
class Figure(Captioned):
    """A figure; the picture is what the source points to."""
