"""A standard: proxies over its tree, found by walking, by clause number, by id."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lxml import etree

from workbench.sts import parsing
from workbench.sts.errors import StsError
from workbench.sts.provisions import (
    Clause,
    Figure,
    Formula,
    Note,
    Part,
    Provision,
    ProvisionKind,
    Reference,
    Table,
    Term,
)
from workbench.sts.structure import METADATA, Structure, read_structure
from workbench.sts.text import TBX, XML_LANG, TextReader

Source = str | os.PathLike[str] | bytes
P = TypeVar("P", bound=Part)

_LABELLED_INSIDE = {"disp-formula": "label", "fn": "label"}
_DATES = {"release-date": "published", "pub-date": "published"}


def load(source: Source, name: str = "") -> "Standard":
    """Load a standard from a path or from the bytes of a document.

    ``name`` is what messages call it; the path where there is one.

    Raises:
        StsError: where it cannot be read; the message says why, where and what to do.
    """
    if isinstance(source, bytes):
        return Standard(source, parsing.parse(source, name or "?"), name or "?", None)
    path = Path(source)
    content = parsing.read_bytes(path)
    return Standard(content, parsing.parse(content, name or str(path)), name or str(path), path)


@dataclass(frozen=True)
class Level:
    """One level of a nested adoption, or the standard itself: who published it, under which number."""

    element: etree._Element = field(repr=False)
    meta: etree._Element | None = field(repr=False)
    designation: str
    titles: dict[str, str]
    languages: tuple[str, ...]


class Standard:
    """A standard in NISO STS or legacy ISO STS; the tree is the one source of truth.

    What is read from the tree is kept until :meth:`changed` is called, as the functions that edit do.
    """

    def __init__(self, source: bytes, tree: etree._ElementTree, name: str, path: Path | None) -> None:
        self.source = source
        self.tree = tree
        self.name = name
        self.path = path
        self.root: etree._Element = tree.getroot()

    def __repr__(self) -> str:
        return f"<Standard {self.designation or self.name}: {self.title()}>"

    def changed(self) -> None:
        """Forget what was read from the tree, since the tree is another one now."""
        for name in ("structure", "reader", "levels", "_elements_by_id"):
            self.__dict__.pop(name, None)

    # Identity

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels of an adoption, outermost first; one level for a standard."""
        return tuple(
            self._level(element) for element in self.root.iter("adoption", "standard") if _is_level(element)
        )

    @property
    def designation(self) -> str:
        """Dated designation of the outermost level, e.g. ``T/ZZB 9101—2026``."""
        return self.levels[0].designation

    @property
    def titles(self) -> dict[str, str]:
        """Title by language."""
        return self.levels[0].titles

    def title(self, language: str | None = None) -> str:
        """Title in ``language``, else in the document's language, else in any."""
        titles = self.titles
        for wanted in (language, self.language):
            if wanted in titles:
                return titles[wanted]
        return next(iter(titles.values()), "")

    @property
    def language(self) -> str:
        """The language of the text as stated (BCP 47), ``""`` where nobody says."""
        for element in self.root.iter("adoption", "standard", "body"):
            if element.get(XML_LANG):
                return str(element.get(XML_LANG))
        stated = [language for level in self.levels for language in level.languages]
        return stated[-1] if len(set(stated)) == 1 else ""

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Fields of the outermost level and their values, in the order of the source."""
        level = self.levels[0]
        fields = [("designation", level.designation)]
        fields += [
            (f"title.{language}" if language else "title", text) for language, text in level.titles.items()
        ]
        if level.meta is None:
            return tuple(fields)
        for child in level.meta:
            text = " ".join("".join(child.itertext()).split()) if isinstance(child.tag, str) else ""
            if text and child.tag in ("comm-ref", "secretariat", "release-version", "ics"):
                fields.append((child.tag, text))
            elif text and child.tag in _DATES:
                fields.append((_DATES[child.tag], text))
            elif text and child.tag == "meta-date":
                fields.append((child.get("type", "date"), text))
            elif child.tag == "std-xref":
                fields.append((child.get("type", "related"), text))
        for custom in level.meta.iterfind("custom-meta-group/custom-meta"):
            fields.append(
                (custom.findtext("meta-name", "").strip(), custom.findtext("meta-value", "").strip())
            )
        return tuple((name, value) for name, value in fields if name and value)

    def metadata_values(self, name: str) -> tuple[str, ...]:
        """All values of one field of :attr:`metadata`."""
        return tuple(value for field_name, value in self.metadata if field_name == name)

    def _level(self, element: etree._Element) -> Level:
        front = element.find("adoption-front" if element.tag == "adoption" else "front")
        metas = [] if front is None else [child for child in front if child.tag in METADATA]
        # Legacy files put the metadata of several levels side by side: the national one is the outermost.
        metas.sort(key=lambda meta: ("nat-meta", "reg-meta", "std-meta", "iso-meta").index(meta.tag)
                   if meta.tag in ("nat-meta", "reg-meta", "std-meta", "iso-meta") else 9)  # fmt: skip
        meta = metas[0] if metas else None
        return Level(element, meta, _designation(meta), self._titles(meta), _languages(meta))

    def _titles(self, meta: etree._Element | None) -> dict[str, str]:
        titles: dict[str, str] = {}
        for wrap in meta.iterfind("title-wrap") if meta is not None else ():
            full = wrap.find("full")
            parts = [full] if full is not None else [wrap.find(name) for name in ("intro", "main", "compl")]
            texts = [self.reader.read(part).text for part in parts if part is not None]
            titles.setdefault(wrap.get(XML_LANG, ""), " — ".join(text for text in texts if text))
        return titles

    # Parts

    @cached_property
    def structure(self) -> Structure:
        """Everything that one walk through the tree finds."""
        return read_structure(self)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Top-level clauses of all levels: foreword, introduction, clauses, annexes, bibliography."""
        return tuple(clause for clause in self.structure.clauses if clause.parent is None)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """All provisions in document order."""
        return tuple(self.structure.provisions)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        return tuple(self.structure.tables)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        return tuple(self.structure.figures)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All term entries."""
        return tuple(self.walk(Term))

    @property
    def references(self) -> tuple[Reference, ...]:
        """All entries of the lists of references."""
        return tuple(self.walk(Reference))

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes."""
        return tuple(self.walk(Note))

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """All displayed formulas."""
        return tuple(self.walk(Formula))

    def walk(self, what: type[P] | ProvisionKind) -> Iterator[P]:
        """All parts of one type, or all provisions of one kind, in document order."""
        structure = self.structure
        if isinstance(what, ProvisionKind):
            yield from (part for part in structure.provisions if part.kind is what)  # type: ignore[misc]
            return
        for parts in (structure.clauses, structure.provisions, structure.tables, structure.figures):
            yield from (part for part in parts if isinstance(part, what))

    def clause(self, number: str) -> Clause:
        """The clause with this number, e.g. ``"5.3"`` or ``"A.1"``.

        Raises:
            StsError: where there is none.
        """
        for clause in self.structure.clauses:
            if clause.number == number:
                return clause
        raise StsError("sts.no-clause", file=self.name, number=number)

    def provision(self, provision_id: str) -> Provision:
        """The provision with this id, own or derived.

        Raises:
            StsError: where there is none.
        """
        found = self._provisions_by_id.get(provision_id)
        if found is None:
            raise StsError("sts.no-id", file=self.name, id=provision_id)
        return found

    def by_id(self, element_id: str) -> Part:
        """The clause, provision, table or figure with this id.

        Raises:
            StsError: where there is none.
        """
        structure = self.structure
        for parts in (structure.clauses, structure.tables, structure.figures):
            for part in parts:
                if part.own_id == element_id:
                    return part
        return self.provision(element_id)

    @property
    def _provisions_by_id(self) -> dict[str, Provision]:
        return {provision.id: provision for provision in self.structure.provisions}

    # Text

    @cached_property
    def reader(self) -> TextReader:
        """Reads the text of this document's elements."""
        return TextReader(parsing.entities(self.tree), self.label_of)

    @cached_property
    def _elements_by_id(self) -> dict[str, etree._Element]:
        found: dict[str, etree._Element] = {}
        for element in self.root.iter(etree.Element):
            if element.get("id"):
                found.setdefault(element.get("id", ""), element)
        return found

    def element(self, element_id: str) -> etree._Element | None:
        """The first element with this id, whatever it is."""
        return self._elements_by_id.get(element_id)

    def label_of(self, element_id: str) -> str:
        """Label of the element with this id, ``""`` where it has none."""
        element = self.element(element_id)
        return "" if element is None else self.label_text(element)

    def label_text(self, element: etree._Element) -> str:
        """The printed label of ``element``, ``""`` without one."""
        label = element.find("label")
        return "" if label is None else self.reader.read(label).text

    def title_text(self, element: etree._Element) -> str:
        """The printed title of ``element``, ``""`` without one."""
        title = element.find("title")
        return "" if title is None else self.reader.read(title).text

    def caption_text(self, element: etree._Element) -> str:
        """The caption of a table or figure."""
        title = element.find("caption/title")
        return "" if title is None else self.reader.read(title).text

    def language_set(self, entry: etree._Element, language: str) -> etree._Element | None:
        """The part of a term entry in ``language``, else its first one; the entry itself in old files."""
        sets = list(entry.iterfind(f".//{TBX}langSet"))
        if not sets:
            return entry if entry.find(".//term") is not None else None
        return next((found for found in sets if found.get(XML_LANG) == language), sets[0])


def _is_level(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is None or parent.tag == "adoption"


def _designation(meta: etree._Element | None) -> str:
    if meta is None:
        return ""
    for path in ("std-ref[@type='dated']", "std-ref", "std-ident/std-id-group/std-id", "doc-ref"):
        found = meta.find(path)
        if found is not None and "".join(found.itertext()).strip():
            return " ".join("".join(found.itertext()).split())
    parts = [meta.findtext(f"std-ident/{name}", "") for name in ("originator", "doc-number")]
    return " ".join(part for part in parts if part)


def _languages(meta: etree._Element | None) -> tuple[str, ...]:
    if meta is None:
        return ()
    return tuple(
        (found.text or "").strip()
        for found in meta.iterfind("content-language")
        if (found.text or "").strip()
    )
