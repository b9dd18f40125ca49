"""One walk through the tree that finds clauses, provisions, tables and figures in document order."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from workbench.resources import read_data
from workbench.sts.errors import StsError
from workbench.sts.provisions import (
    Cell,
    Clause,
    Figure,
    Formula,
    Note,
    Provision,
    ProvisionKind,
    Reference,
    Row,
    Table,
    Term,
    clause_number,
)
from workbench.sts.tables import grid, in_full
from workbench.sts.text import BLOCKS, MML, TBX, XML_LANG

if TYPE_CHECKING:
    from workbench.sts.document import Standard

METADATA = frozenset({"std-doc-meta", "std-meta", "iso-meta", "reg-meta", "nat-meta", "processing-meta"})
_CLAUSES = frozenset({"sec", "app", "ref-list", "fn-group", "glossary", "index"})
_NOTES = frozenset({"non-normative-note", "normative-note"})
_EXAMPLES = frozenset({"non-normative-example", "normative-example", "example"})
_FORMULA_KEYS = frozenset({"formula-key", "key", "where"})


@dataclass(frozen=True)
class Context:
    """What holds where the walk stands."""

    clause: Clause | None
    language: str
    normative: bool
    table: Table | None = None


@dataclass
class Structure:
    """What the walk found."""

    clauses: list[Clause]
    provisions: list[Provision]
    tables: list[Table]
    figures: list[Figure]
    subclauses: dict[etree._Element, tuple[Clause, ...]]
    own_provisions: dict[etree._Element, tuple[Provision, ...]]
    headers: dict[etree._Element, tuple[tuple[str, ...], ...]]
    rows: dict[etree._Element, tuple[Row, ...]]
    id_of: dict[etree._Element, str]


def read_structure(standard: "Standard") -> Structure:
    """Walk through ``standard``.

    Raises:
        StsError: where two provisions have the same id.
    """
    walk = _Walk(standard)
    walk.level(standard.root, Context(None, standard.language, True))
    subclauses: dict[etree._Element, list[Clause]] = defaultdict(list)
    for clause in walk.clauses:
        if clause.parent is not None:
            subclauses[clause.parent.element].append(clause)
    own: dict[etree._Element, list[Provision]] = defaultdict(list)
    for provision in walk.provisions:
        if provision.clause is not None:
            own[provision.clause.element].append(provision)
    rows: dict[etree._Element, list[Row]] = defaultdict(list)
    for provision in walk.provisions:
        if isinstance(provision, Row):
            rows[provision.table.element].append(provision)
    return Structure(
        clauses=walk.clauses,
        provisions=walk.provisions,
        tables=walk.tables,
        figures=walk.figures,
        subclauses={element: tuple(found) for element, found in subclauses.items()},
        own_provisions={element: tuple(found) for element, found in own.items()},
        headers=walk.headers,
        rows={element: tuple(found) for element, found in rows.items()},
        id_of=_ids(standard, walk.provisions),
    )


def _ids(standard: "Standard", provisions: list[Provision]) -> dict[etree._Element, str]:
    """Own ids, and derived ones where there are none; provisions of the same text are counted."""
    taken: dict[str, int] = {}
    ids: dict[etree._Element, str] = {}
    for provision in provisions:
        own = provision.own_id
        if not own:
            continue
        if own in taken:
            raise StsError(
                "sts.duplicate-id", file=standard.name, id=own, first=taken[own], second=provision.line
            )
        taken[own] = provision.line
        ids[provision.element] = own
    for provision in provisions:
        if provision.element in ids:
            continue
        derived, count = provision.derived_id, 1
        while derived in taken:
            count += 1
            derived = f"{provision.derived_id}-{count}"
        taken[derived] = provision.line
        ids[provision.element] = derived
    return ids


@cache
def _annex_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = read_data("workbench.sts", "data", "annex-types.yaml")
    return words


@cache
def _role_words() -> dict[str, dict[str, list[str]]]:
    roles: dict[str, dict[str, list[str]]] = read_data("workbench.sts", "data", "clause-roles.yaml")
    return roles


def clause_role(element: etree._Element, sec_type: str, title: str) -> str:
    """What the clause is for (``foreword``, ``scope``, ``references``, ...), ``""`` for any other.

    Its type is asked first, then its title; a clause that holds a table of an adoption's changes is an
    ``adoption-record``.
    """
    kinds = {
        sec_type.casefold(),
        *(table.get("content-type", "") for table in element.iterfind("table-wrap")),
    }
    printed = title.casefold().strip()
    for role, words in _role_words().items():
        if kinds & set(words["sec-type"]):
            return role
    for role, words in _role_words().items():
        if printed in words.get("title", ()) or any(part in printed for part in words.get("title-part", ())):
            return role
    return ""


class _Walk:
    def __init__(self, standard: "Standard") -> None:
        self.standard = standard
        self.clauses: list[Clause] = []
        self.provisions: list[Provision] = []
        self.tables: list[Table] = []
        self.figures: list[Figure] = []
        self.headers: dict[etree._Element, tuple[tuple[str, ...], ...]] = {}

    def level(self, element: etree._Element, context: Context) -> None:
        """A ``standard`` or ``adoption``, and those nested in it."""
        context = self._in_language(element, context)
        for part in element:
            if part.tag in ("standard", "adoption"):
                self.level(part, context)
            elif part.tag in ("front", "adoption-front"):
                self.children(part, Context(None, context.language, False))
            elif isinstance(part.tag, str):
                self.children(part, Context(None, context.language, part.tag == "body"))

    def children(self, element: etree._Element, context: Context) -> None:
        context = self._in_language(element, context)
        for child in element:
            if isinstance(child.tag, str):
                self.visit(child, context)

    def visit(self, element: etree._Element, context: Context) -> None:
        context = self._in_language(element, context)
        tag = element.tag
        if tag in METADATA or tag in ("label", "title", "caption", "annex-type", f"{MML}math"):
            return
        if tag in _CLAUSES and self._is_clause(element):
            self._clause(element, context)
        elif tag == "p":
            self._add(Provision, element, ProvisionKind.PARAGRAPH, context, (element,))
            self._blocks_inside(element, context)
        elif tag == "list-item":
            self._container(element, ProvisionKind.LIST_ITEM, context)
        elif tag in _NOTES:
            self._note(element, context)
        elif tag in _EXAMPLES:
            kept = context if tag == "normative-example" else _informative(context)
            self._container(element, ProvisionKind.EXAMPLE, kept)
        elif tag in ("term-sec", "term-display"):
            self._term(element, context)
        elif tag == "ref":
            self._reference(element, context)
        elif tag == "disp-formula":
            self._formula(element, context)
        elif tag == "def-list" and not self._is_formula_key(element):
            for item in element.iterfind("def-item"):
                self._definition(item, context)
        elif tag in ("table-wrap", "table", "array"):
            self._table(element, context)
        elif tag == "fn":
            for paragraph in element.iter("p"):
                self._add(Provision, paragraph, ProvisionKind.FOOTNOTE, context, (paragraph,))
        elif tag in ("fig", "fig-group"):
            if tag == "fig":
                self.figures.append(Figure(self.standard, element, context.clause))
            self.children(element, context)
        elif tag not in ("def-list", "table-wrap-foot"):
            self.children(element, context)

    # Clauses

    def _is_clause(self, element: etree._Element) -> bool:
        return element.tag in ("sec", "app") or (
            element.find("title") is not None and element.getparent() is not None
        )

    def _clause(self, element: etree._Element, context: Context) -> None:
        sec_type = element.get("sec-type") or element.get("content-type") or ""
        label, title = self.standard.label_text(element), self.standard.title_text(element)
        clause = Clause(
            self.standard,
            element,
            parent=context.clause,
            number=clause_number(label) if label else "",
            title=title,
            sec_type=sec_type,
            role=clause_role(element, sec_type, title),
            normative=self._is_normative(element, sec_type, context),
        )
        self.clauses.append(clause)
        self.children(element, Context(clause, context.language, clause.normative))

    def _is_normative(self, element: etree._Element, sec_type: str, context: Context) -> bool:
        if element.tag == "app":
            printed = f"{sec_type} {element.findtext('annex-type') or ''}".casefold()
            words = _annex_words()
            if any(word in printed for word in words["informative"]):
                return False
            return any(word in printed for word in words["normative"])
        if element.tag in ("ref-list", "fn-group", "index", "glossary"):
            return context.clause.normative if context.clause else False
        return context.normative

    # Provisions

    def _add(
        self,
        proxy: type[Provision],
        element: etree._Element,
        kind: ProvisionKind,
        context: Context,
        parts: tuple[etree._Element | str, ...],
    ) -> None:
        provision = proxy(
            self.standard, element, kind, context.clause, context.language, context.normative, parts
        )
        if provision.text or provision.own_id:
            self.provisions.append(provision)

    def _blocks_inside(self, element: etree._Element, context: Context) -> None:
        """Blocks and footnotes that the source puts inside a paragraph."""
        for child in element:
            if child.tag in BLOCKS or child.tag == "fn":
                self.visit(child, context)
            elif isinstance(child.tag, str) and len(child) and not child.tag.startswith(MML):
                self._blocks_inside(child, context)

    def _container(
        self,
        element: etree._Element,
        kind: ProvisionKind,
        context: Context,
        proxy: type[Provision] = Provision,
    ) -> None:
        """A list item, note or example: its paragraphs are its text, blocks inside stand on their own."""
        parts: list[etree._Element | str] = []
        for child in element:
            if isinstance(child.tag, str) and child.tag not in BLOCKS and child.tag != "label":
                parts += [" ", child] if parts else [child]
        self._add(proxy, element, kind, context, tuple(parts))
        for child in element:
            if not isinstance(child.tag, str) or child.tag == "label":
                continue
            if child.tag in BLOCKS:
                self.visit(child, context)
            else:
                self._blocks_inside(child, context)

    def _note(self, element: etree._Element, context: Context) -> None:
        kept = context if element.tag == "normative-note" else _informative(context)
        self._container(element, ProvisionKind.NOTE, kept, Note)

    def _term(self, element: etree._Element, context: Context) -> None:
        entry = self.standard.language_set(element, context.language)
        if entry is not None:
            parts: list[etree._Element | str] = []
            for term in entry.iter(f"{TBX}term", "term"):
                parts += [", ", term] if parts else [term]
            for definition in entry.iter(f"{TBX}definition", "def"):
                parts += [": ", definition]
            for note in entry.iter(f"{TBX}note", f"{TBX}example"):
                parts += [" ", note]
            self._add(Term, element, ProvisionKind.TERM, context, tuple(parts))
        for child in element:
            if child.tag in BLOCKS or child.tag == "p":
                self.visit(child, context)

    def _reference(self, element: etree._Element, context: Context) -> None:
        parts = tuple(child for child in element if isinstance(child.tag, str) and child.tag != "label")
        self._add(Reference, element, ProvisionKind.REFERENCE, context, parts)

    def _definition(self, item: etree._Element, context: Context) -> None:
        term, meaning = item.find("term"), item.find("def")
        parts: list[etree._Element | str] = [] if term is None else [term]
        if meaning is not None:
            named = term is not None and "".join(term.itertext()).rstrip().endswith(":")
            parts += [" " if named else ": ", meaning] if parts else [meaning]
        self._add(Provision, item, ProvisionKind.DEFINITION, context, tuple(parts))

    def _formula(self, element: etree._Element, context: Context) -> None:
        parts: list[etree._Element | str] = [element]
        key = element.getnext()
        while key is not None and not isinstance(key.tag, str):
            key = key.getnext()
        if key is not None and key.tag == "p" and not self._has_own_meaning(key):
            key = key.getnext()
        if key is not None and key.tag == "def-list" and self._is_formula_key(key):
            parts += ["; ", key]
        self._add(Formula, element, ProvisionKind.FORMULA, context, tuple(parts))

    def _has_own_meaning(self, paragraph: etree._Element) -> bool:
        """A paragraph longer than the lead-in of a key ("where", "where:")."""
        return len("".join(paragraph.itertext()).strip()) > 12

    def _is_formula_key(self, element: etree._Element) -> bool:
        return (element.get("list-content") or element.get("list-type") or "") in _FORMULA_KEYS

    # Tables

    def _table(self, element: etree._Element, context: Context) -> None:
        table = Table(self.standard, element, context.clause)
        self.tables.append(table)
        inner = [element] if element.tag in ("table", "array") else list(element.iter("table", "array"))
        for body in inner:
            self._rows(body, table, context)
        if element.tag == "table-wrap":
            for child in element:
                if child.tag == "table-wrap-foot":
                    self.children(child, context)
                elif isinstance(child.tag, str) and child.tag not in (
                    "table", "array", "alternatives", "label", "caption",
                ):  # fmt: skip
                    self.visit(child, context)

    def _rows(self, body: etree._Element, table: Table, context: Context) -> None:
        headers, rows = grid(body, lambda cell: self.standard.reader.read(cell, skip=frozenset()).text)
        self.headers.setdefault(table.element, headers)
        above: dict[int, str] = {}
        for element, spots in rows:
            above = {spot.column: in_full(spot.text, above.get(spot.column, "")) for spot in spots}
            cells = tuple(
                Cell(
                    spot.element,
                    spot.text,
                    headers[spot.column] if spot.column < len(headers) else (),
                    spot.column,
                    spot.spanned,
                    above[spot.column],
                )
                for spot in spots
            )
            parts: list[etree._Element | str] = []
            for cell in cells:
                parts += [" | ", cell.element] if parts else [cell.element]
            row = Row(
                self.standard,
                element,
                ProvisionKind.ROW,
                context.clause,
                self._in_language(element, context).language,
                context.normative,
                tuple(parts),
                table,
                cells,
            )
            if row.own_id or any(cell.text for cell in cells):
                self.provisions.append(row)
            for footnote in element.iter("fn"):
                self.visit(footnote, context)

    def _in_language(self, element: etree._Element, context: Context) -> Context:
        stated = element.get(XML_LANG)
        if not stated or stated == context.language:
            return context
        return Context(context.clause, stated, context.normative, context.table)


def _informative(context: Context) -> Context:
    return Context(context.clause, context.language, False, context.table)
