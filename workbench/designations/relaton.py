"""Bibliographic data of standards in the form of Relaton (https://www.relaton.org), read and written.

Relaton's YAML exists in two spellings, and both are read. The newer one (``schema_version: v1.5.6``, as in
``relaton-data-iso`` and ``relaton-data-gost``) has ``docidentifier`` with ``content``, ``source``,
``status`` and dates ``at`` a day; the older one (``schema-version: v1.2.9``, as in ``relaton-data-jis``) has
``docid`` with ``id``, ``link``, ``docstatus`` and dates with a ``value``. A document is written in the
spelling in which it was read. Keys that this module does not know are kept and written back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import yaml

from workbench.designations import _grammar
from workbench.designations._errors import DesignationDataError
from workbench.designations._schema import loaded, text_of
from workbench.designations.model import Designation, Relation
from workbench.designations.parsing import degree_of, parse
from workbench.messages import Message
from workbench.resources import PlainLoader, line_of

# Types of relations as Relaton's grammar (relaton-models, biblio.rnc) names them.
ADOPTED_FROM, INSTANCE_OF, PART_OF, UPDATES = "adoptedFrom", "instanceOf", "partOf", "updates"

_STANDARD = "standard"
_PUBLISHED = "published"
# A bibliographic record is small and flat. More is an attack or an accident.
_DEEPEST = 50
_MOST_VALUES = 100_000
_DATE = re.compile(r"[+-]?\d{4}(?!\d)", re.ASCII)
_TEXT = Message("designations.the-text")

_Path = tuple[int | str, ...]
_Page = Mapping[str, Any]
_Extra = dict[str, Any]


@dataclass(frozen=True)
class DocumentId:
    """An identifier: ``content`` (``"ISO 9001:2015"``) of a ``type`` (``"ISO"``, ``"URN"``, ``"DOI"``)."""

    content: str
    type: str = ""
    primary: bool = False
    extra: _Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Title:
    """A title or a piece of one (``type`` ``"main"``, ``"title-part"``); ``language`` as the file has it.

    Of several languages the codes are joined with commas, as Relaton's grammar does it.
    """

    content: str
    language: str = ""
    script: str = ""
    type: str = ""
    extra: _Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Date:
    """A date of a ``type`` (``"published"``, ``"confirmed"``, ...): ``on`` one, or from ``start`` to ``end``.

    Each is ISO 8601, a year, a month or a day.
    """

    type: str
    on: str = ""
    start: str = ""
    end: str = ""
    extra: _Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """Where the document is found; ``type`` ``"src"`` is the body's own page."""

    content: str
    type: str = ""
    extra: _Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Status:
    """Stage, substage and iteration, as the body counts them: ISO ``"60"``, ``"60"``."""

    stage: str = ""
    substage: str = ""
    iteration: str = ""
    extra: _Extra = field(default_factory=dict)


@dataclass(frozen=True)
class DocumentRelation:
    """How another document relates to one: ``type`` is Relaton's, ``"obsoletes"``, ``"adoptedFrom"``, ..."""

    type: str
    document: "Document"
    description: str = ""
    extra: _Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A bibliographic item.

    ``older`` says in which spelling it was read and will be written; ``extra`` holds what is not modelled,
    in that spelling.
    """

    type: str = ""
    ids: tuple[DocumentId, ...] = ()
    titles: tuple[Title, ...] = ()
    edition: str = ""
    number: str = ""
    dates: tuple[Date, ...] = ()
    links: tuple[Link, ...] = ()
    status: Status | None = None
    relations: tuple[DocumentRelation, ...] = ()
    reference: str = ""
    extra: _Extra = field(default_factory=dict)
    older: bool = field(default=False, compare=False)

    @staticmethod
    def of(designation: Designation) -> "Document":
        """What a designation alone says of its document.

        Its relations are those that the number shows: the standard adopted (``adoptedFrom``, the degree as
        description), the document without its supplements (``updates``), the series of a part (``partOf``)
        and the undated standard of which it is an edition (``instanceOf``).
        """
        year, month = designation.year, designation.month
        dates = (Date(_PUBLISHED, on=f"{year}-{month:02d}" if month else str(year)),) if year else ()
        return replace(
            _reference(designation, designation.canonical),
            type=_STANDARD,
            number=designation.number,
            dates=dates,
            relations=tuple(_relations(designation)),
            reference="",
        )

    @cached_property
    def designation(self) -> Designation | None:
        """The first identifier that is a designation, the primary one before others."""
        ranked = sorted(self.ids, key=lambda item: not item.primary)
        read = (parse(item.content) for item in ranked)
        return next((designation for designation in read if designation), None)

    @property
    def stated(self) -> tuple[Relation, ...]:
        """The correspondences that the record states with a degree, for :func:`counterparts` and others."""
        stated = []
        for relation in self.relations:
            degree, to = degree_of(relation.description), relation.document.designation
            if relation.type == ADOPTED_FROM and degree and to and self.designation:
                stated.append(Relation(self.designation, to, degree))
        return tuple(stated)


def _relations(designation: Designation) -> Iterator[DocumentRelation]:
    adopts = designation.adopts
    if adopts:
        other = _reference(adopts.designation, adopts.designation.canonical)
        yield DocumentRelation(ADOPTED_FROM, other, adopts.degree or "")
    if designation.supplements:
        amended = replace(designation, supplements=())
        yield DocumentRelation(UPDATES, _reference(amended, amended.canonical))
    if designation.part:
        yield DocumentRelation(PART_OF, _reference(designation, designation.family))
    if designation.year and not designation.supplements:
        yield DocumentRelation(INSTANCE_OF, _reference(designation, designation.undated))


def _reference(designation: Designation, text: str) -> Document:
    body = _grammar.organisation(designation.publisher)
    return Document(ids=(DocumentId(text, body, primary=True),), reference=text)


# Reading


def read_relaton(source: str | Path) -> Document:
    """The document of a Relaton YAML file, or of the text of one.

    Raises:
        DesignationDataError: naming the file, the line and what is wrong.
    """
    text = text_of(source) if isinstance(source, Path) else source
    reader = _Reader(text, str(source) if isinstance(source, Path) else _TEXT)
    return reader.record()


class _Reader:
    """Reads one text; keeps where it is, to say where something is wrong."""

    def __init__(self, text: str, file: str | Message) -> None:
        self._text, self._file, self._seen = text, file, 0

    def record(self) -> Document:
        """The record that the text is."""
        document = self.document(self._content(), ())
        if not (document.ids or document.titles or document.reference):
            self._fail((), "no-record")
        return document

    def _content(self) -> object:
        """What the YAML holds, if it is no trap."""
        depth = 0
        try:
            for count, event in enumerate(yaml.parse(self._text, Loader=PlainLoader)):
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                if depth > _DEEPEST or count > _MOST_VALUES:
                    mark = event.start_mark
                    self._fail((), "too-much", line=mark.line + 1 if mark else 1)
        except (yaml.YAMLError, ValueError):
            pass  # said with its line by what loads it
        return loaded(self._text, self._file)

    def document(self, value: object, path: _Path) -> Document:
        """The document in a part of the record."""
        page = self._mapping(value, path)
        ids, links, status = (_spelt(page, name) for name in _SPELLINGS)
        return Document(
            type=self._text_in(page, "type", path),
            ids=tuple(self._id(*each) for each in self._items(page, ids, path)),
            titles=tuple(self._title(*each) for each in self._items(page, "title", path)),
            edition=self._localised(page.get("edition"), (*path, "edition")),
            number=self._text_in(page, "docnumber", path),
            dates=tuple(self._date(*each) for each in self._items(page, "date", path)),
            links=tuple(self._link(*each) for each in self._items(page, links, path)),
            status=None if page.get(status) is None else self._status(page[status], (*path, status)),
            relations=tuple(self._relation(*each) for each in self._items(page, "relation", path)),
            reference=self._localised(page.get("formattedref"), (*path, "formattedref")),
            extra=_rest(page, *_KNOWN, ids, links, status) | _beside(page, "edition", "formattedref"),
            older=any(key in page for key in _OLDER_KEYS),
        )

    def _id(self, value: object, path: _Path) -> DocumentId:
        page = {"content": value} if isinstance(value, str) else self._mapping(value, path)
        key = "id" if "id" in page else "content"
        content = self._localised(page.get(key), (*path, key))
        if not content:
            self._fail(path, "no-identifier")
        primary = page.get("primary") in (True, "true")
        kind = self._text_in(page, "type", path)
        return DocumentId(content, kind, primary, _rest(page, key, "type", "primary"))

    def _title(self, value: object, path: _Path) -> Title:
        page = {"content": value} if isinstance(value, str) else self._mapping(value, path)
        return Title(
            self._localised(page.get("content"), (*path, "content")),
            self._joined(page, "language", path),
            self._joined(page, "script", path),
            self._text_in(page, "type", path),
            _rest(page, "content", "language", "script", "type"),
        )

    def _date(self, value: object, path: _Path) -> Date:
        page = self._mapping(value, path)
        on = next((key for key in ("at", "value", "on") if key in page), "at")
        found = {key: self._text_in(page, key, path) for key in (on, "from", "to")}
        for key, text in found.items():
            if text and not _DATE.match(text):
                self._fail((*path, key), "bad-date", text=text[:40])
        kind = self._text_in(page, "type", path)
        return Date(kind, found[on], found["from"], found["to"], _rest(page, *found, "type"))

    def _link(self, value: object, path: _Path) -> Link:
        page = {"content": value} if isinstance(value, str) else self._mapping(value, path)
        content = self._localised(page.get("content"), (*path, "content"))
        return Link(content, self._text_in(page, "type", path), _rest(page, "content", "type"))

    def _status(self, value: object, path: _Path) -> Status:
        page = {"stage": value} if isinstance(value, str) else self._mapping(value, path)
        return Status(
            self._localised(page.get("stage"), (*path, "stage")),
            self._localised(page.get("substage"), (*path, "substage")),
            self._text_in(page, "iteration", path),
            _rest(page, "stage", "substage", "iteration") | _beside(page, "stage", "substage"),
        )

    def _relation(self, value: object, path: _Path) -> DocumentRelation:
        page = self._mapping(value, path)
        for key in ("type", "bibitem"):
            if not page.get(key):
                self._fail(path, "no-key", name=key)
        return DocumentRelation(
            self._text_in(page, "type", path),
            self.document(page["bibitem"], (*path, "bibitem")),
            self._localised(page.get("description"), (*path, "description")),
            _rest(page, "type", "bibitem", "description") | _beside(page, "description"),
        )

    # Values of whatever shape

    def _mapping(self, value: object, path: _Path) -> _Page:
        self._seen += 1
        if len(path) > _DEEPEST or self._seen > _MOST_VALUES:
            self._fail(path[:2], "too-much")
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            self._fail(path, "no-mapping")
        return value

    def _items(self, page: _Page, key: str, path: _Path) -> Iterator[tuple[object, _Path]]:
        """Each item under ``key``, where one may stand without a list."""
        value = page.get(key)
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield item, (*path, key, index)
        elif value is not None:
            yield value, (*path, key)

    def _text_in(self, page: _Page, key: str, path: _Path) -> str:
        return self._scalar(page.get(key), (*path, key))

    def _scalar(self, value: object, path: _Path) -> str:
        if value is None:
            return ""
        if not isinstance(value, str | int | float):
            self._fail(path, "no-text")
        return str(value)

    def _localised(self, value: object, path: _Path) -> str:
        """A text that may stand in a mapping of its own, ``{content: ..., language: ...}``."""
        if isinstance(value, Mapping):
            key = "content" if "content" in value else "value"
            return self._localised(value.get(key), (*path, key)) if len(path) < _DEEPEST else ""
        return self._scalar(value, path)

    def _joined(self, page: _Page, key: str, path: _Path) -> str:
        return ",".join(self._scalar(value, where) for value, where in self._items(page, key, path))

    def _fail(self, path: _Path, key: str, *, line: int = 0, **values: object) -> NoReturn:
        raise DesignationDataError(
            "designations.bad-record",
            file=self._file,
            line=line or line_of(self._text, path),
            key=".".join(map(str, path)) or Message("designations.whole-file"),
            problem=Message(f"designations.{key}", values),
        )


# Each key in the newer and in the older spelling.
_SPELLINGS = {"docidentifier": "docid", "source": "link", "status": "docstatus"}
_OLDER_KEYS = frozenset((*_SPELLINGS.values(), "schema-version"))
_KNOWN = ("type", "title", "edition", "docnumber", "date", "relation", "formattedref")
_TEXT_KEYS = ("content", "value")


def _spelt(page: _Page, name: str) -> str:
    """``name`` as ``page`` spells it."""
    return _SPELLINGS[name] if _SPELLINGS[name] in page else name


def _rest(page: _Page, *known: str) -> _Extra:
    return {key: value for key, value in page.items() if key not in known}


def _beside(page: _Page, *names: str) -> _Extra:
    """What stands beside the text of values that are mappings: the abbreviation of a stage."""
    beside = {name: _rest(page[name], *_TEXT_KEYS) for name in names if isinstance(page.get(name), Mapping)}
    return {name: rest for name, rest in beside.items() if rest}


# Writing


def write_relaton(document: Document, path: Path | None = None) -> str:
    """The document as Relaton YAML, in the spelling in which it was read; also written to ``path``.

    Raises:
        DesignationDataError: if ``path`` cannot be written.
    """
    text: str = yaml.safe_dump(
        _page(document), allow_unicode=True, sort_keys=False, explicit_start=True, width=100
    )
    if path is not None:
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise DesignationDataError(
                "designations.unwritable", file=str(path), problem=error.strerror or str(error)
            ) from error
    return text


def _page(document: Document) -> _Extra:
    older, extra = document.older, document.extra
    ids, links, status = (_SPELLINGS[name] if older else name for name in _SPELLINGS)
    page = {
        "type": document.type,
        "formattedref": _text_page(document.reference, extra.get("formattedref"), plain=older),
        "title": [_title_page(title, older) for title in document.titles],
        links: [
            _filled({"type": link.type, "content": link.content}) | link.extra for link in document.links
        ],
        ids: [_id_page(item, older) for item in document.ids],
        "docnumber": document.number,
        "date": [_date_page(date, older) for date in document.dates],
        "edition": _text_page(document.edition, extra.get("edition"), plain=older),
        status: _status_page(document.status, older) if document.status else None,
        "relation": [_relation_page(relation, older) for relation in document.relations],
    }
    return _filled(page) | _rest(extra, *page)


def _text_page(text: str, beside: _Page | None, *, key: str = "content", plain: bool = False) -> object:
    """A text with what stands beside it; ``plain`` alone where nothing does."""
    if not text or (plain and not beside):
        return text
    return {key: text, **(beside or {})}


def _filled(page: _Page) -> _Extra:
    return {key: value for key, value in page.items() if value not in (None, "", [], False)}


def _id_page(item: DocumentId, older: bool) -> _Extra:
    name = "id" if older else "content"
    return _filled({name: item.content, "type": item.type, "primary": item.primary}) | item.extra


def _title_page(title: Title, older: bool) -> _Extra:
    page: _Extra = {"content": title.content, "type": title.type}
    codes = {"language": title.language, "script": title.script}
    listed = {key: code.split(",") if older and code else code for key, code in codes.items()}
    return _filled(page | listed) | title.extra


def _date_page(date: Date, older: bool) -> _Extra:
    on = "value" if older else "at"
    return _filled({"type": date.type, on: date.on, "from": date.start, "to": date.end}) | date.extra


def _status_page(status: Status, older: bool) -> _Extra:
    key = "value" if older else "content"
    stages = {
        name: _text_page(text, status.extra.get(name), key=key)
        for name, text in (("stage", status.stage), ("substage", status.substage))
    }
    return _filled(stages | {"iteration": status.iteration}) | _rest(status.extra, *stages)


def _relation_page(relation: DocumentRelation, older: bool) -> _Extra:
    document = replace(relation.document, older=older)
    description = _text_page(relation.description, relation.extra.get("description"))
    page = _filled({"type": relation.type, "description": description})
    return page | {"bibitem": _page(document)} | _rest(relation.extra, "description")
