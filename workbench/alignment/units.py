"""Provisions prepared for alignment: what is embedded, and what is compared as symbols."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from workbench.alignment.cells import (
    LONGEST_KEY,
    Origin,
    Surroundings,
    has_words,
    readings_of,
    surroundings_of,
)
from workbench.alignment.placed import BaseValue, PlacedQuantity, as_interval, base_value, placed_quantities
from workbench.alignment.termbase import termbase
from workbench.designations import Designation, Found, find, parse
from workbench.languages import (
    Form,
    FormMark,
    Reading,
    decimal_sign,
    has_name,
    named,
    profile_for,
)
from workbench.languages.lexicon import items, mentions
from workbench.sts import Clause, Provision, ProvisionKind, Row, Standard, Table, Term

_CLAUSE_BREAK = re.compile(r"(?<=[。；！？;!?，])\s*|(?<=[.,:：])\s+")
_SENTENCE_BREAK = re.compile(r"(?<=[。；！？;!?])\s*|(?<=[.؛؟])\s+")
_PIECE_ENDS = " .。:：;；"
_MIN_PIECE = 9
"""Columns of a piece of a sentence that says something; a Chinese character takes two."""
_SYMBOL = re.compile(r"(?<![A-Za-z])[A-Z][a-z]?(?![A-Za-z])")
"""A chemical element, a class letter: written alike in every language."""
_SILENT_ROLES = frozenset({"foreword", "introduction", "bibliography", "adoption-record"})
_ROMAN_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_ROMAN_NUMERALS)})(?![A-Za-z])")
"""A class, with or without a word for it: "III", "класс III", "Ⅲ级"."""
_DEMANDING = Form.REQUIREMENT.strength
_SUBJECT_WORDS, _LONGEST_SUBJECT = slice(1, 4), 60
"""Words behind "shall", of which the first is the verb, and characters in which a requirement says what it is
about."""
_CLAUSE_NUMBER = re.compile(r"(?<![\d.])(?:\d{1,2}|[A-Z])(?:\.\d{1,3}){1,5}(?!\.?\d)")
_SHORT = 22
"""Width of a text, in half-width characters, that says little where it names a standard."""
_MIN_SEGMENT = 6
"""Shortest piece, in characters, that is compared on its own; shorter ones join their neighbour."""
_MOST_TERMS = 3
"""Synonyms of a term entry that are compared."""
_GROUPS = {
    ProvisionKind.TERM: "term",
    ProvisionKind.REFERENCE: "reference",
    ProvisionKind.DEFINITION: "term",
    ProvisionKind.FORMULA: "formula",
}


@dataclass(frozen=True)
class Unit:
    """One provision with what the aligner compares; ``surroundings`` are those of a row's table."""

    index: int
    provision: Provision
    language: str
    surroundings: Surroundings = field(default_factory=Surroundings)
    origin: Origin = field(default_factory=Origin)

    @property
    def id(self) -> str:
        """Id of the provision."""
        return self.provision.id

    @property
    def group(self) -> str:
        """Provisions of different groups (a term entry and a paragraph) are hardly ever counterparts."""
        return _GROUPS.get(self.provision.kind, "text")

    @property
    def text(self) -> str:
        """The text of the provision."""
        return self.provision.text

    @cached_property
    def meaning(self) -> str:
        """What is embedded: the text without designations, which mean nothing to an encoder.

        Of a table row without words, what its numbers are: each under its headers. Of a sentence that says
        little but which standard to follow, the heading too.
        """
        if isinstance(self.provision, Row):
            cells = [
                cell for cell in self.provision.cells if cell.column not in self.surroundings.aside
            ] or self.provision.cells
            if _has_only_numbers(self.provision, self.readings):
                return "; ".join(" ".join((*cell.headers[-1:], cell.text)) for cell in cells)
            return " | ".join(cell.text for cell in cells)
        kept, position = [], 0
        for found in self.found:
            kept.append(self.text[position : found.start])
            position = found.end
        text = " ".join("".join((*kept, self.text[position:])).split())
        if len(text) < _MIN_SEGMENT:
            return self.text
        says_little = position and self.group == "text" and _width(text) <= _SHORT
        return f"{self.provision.heading}: {text}" if says_little and self.provision.heading else text

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The sentences and parts of sentences of which the text consists; the cells with words of a row."""
        if isinstance(self.provision, Row):
            if _has_only_numbers(self.provision, self.readings):
                return (self.meaning,)
            cells = [cell.text for cell in self.provision.cells if has_words(cell.text)]
            return tuple(cells) or (self.meaning,)
        pieces: list[str] = []
        for piece in _CLAUSE_BREAK.split(self.meaning):
            if pieces and (len(piece) < _MIN_SEGMENT or len(pieces[-1]) < _MIN_SEGMENT):
                pieces[-1] += piece
            elif piece:
                pieces.append(piece)
        return tuple(pieces) or ("",)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of running text, what a semicolon divides too; a table row is one."""
        if isinstance(self.provision, Row):
            return (self.meaning,)
        pieces = _SENTENCE_BREAK.split(self.meaning)
        return tuple(piece for piece in pieces if len(piece) >= _MIN_SEGMENT) or (self.meaning,)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """What stands between commas and conjunctions, as far as it says something."""
        found = (piece.strip(_PIECE_ENDS) for piece in items(self.text, self.language))
        return tuple(piece for piece in found if _width(piece) >= _MIN_PIECE)

    @property
    def terms(self) -> tuple[str, ...]:
        """The first terms of a term entry, the preferred one first; none of anything else."""
        return self.provision.terms[:_MOST_TERMS] if isinstance(self.provision, Term) else ()

    @property
    def demand(self) -> FormMark | None:
        """The verb by which a text first requires something: "shall"."""
        marks = (mark for mark in self.readings[0].forms if mark.form is not Form.INSTRUCTION)
        return next((mark for mark in marks if mark.form.strength >= _DEMANDING), None)

    @cached_property
    def subject(self) -> str:
        """What a requirement is about: the words before its verb, behind it where none are before it.

        "The spring" of "The spring shall be made of brass"; in Arabic it follows the verb.
        """
        demand = self.demand
        if demand is None:
            return self.text[:_LONGEST_SUBJECT]
        before = self.text[: demand.span[0]].strip()
        if has_words(before):
            return before[-_LONGEST_SUBJECT:]
        return " ".join(self.text[demand.span[1] :].split()[_SUBJECT_WORDS])[:_LONGEST_SUBJECT]

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The text as read; a table row cell by cell, each under its headers."""
        return readings_of(self.provision, self.language, self.surroundings, self.origin)

    @cached_property
    def quantities(self) -> tuple[PlacedQuantity, ...]:
        """All quantities in the order of the text, with where they stand in it.

        What only restates another in a second unit, in a bracket, is left out.
        """
        return placed_quantities(self.provision, self.readings, self.language)

    @cached_property
    def values(self) -> Counter[BaseValue]:
        """All quantities in base units, with how often they occur."""
        return Counter(as_interval(placed.base) for placed in self.quantities)

    @cached_property
    def measures(self) -> frozenset[BaseValue]:
        """Its quantities with a dimension, in base units."""
        return frozenset(value for value in self.values if "^" in str(value[-1]))

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """The bounds of its quantities as written, whatever their units."""
        bounds = (bound for placed in self.quantities for bound in (placed.limit.lo, placed.limit.hi))
        return frozenset(bound for bound in bounds if bound is not None)

    @cached_property
    def quantity_kinds(self) -> frozenset[object]:
        """The dimensions of its quantities; counted things are one, bare numbers are none."""
        return frozenset(as_interval(placed.base)[-1] for placed in self.quantities if placed.limit.unit)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts of glossary and termbases that it names, grades of metals, particulars of an item."""
        grades = named("grades", self.text, self.language)
        return termbase().concepts_in(self.text, self.language) | grades.keys() | self.particulars

    @cached_property
    def particulars(self) -> frozenset[str]:
        """What a list item names of what is marked on products; nothing of any other provision.

        An item that states values requires something.
        """
        if self.provision.kind is not ProvisionKind.LIST_ITEM or self.values:
            return frozenset()
        return frozenset(named("particulars", self.text, self.language))

    @cached_property
    def row_key(self) -> frozenset[object]:
        """What the first cell of a table row says in symbols and numbers; empty for anything else.

        In a row of bare numbers the one cell that holds a class, "over 125 up to 150", is its key wherever it
        stands.
        """
        if not isinstance(self.provision, Row) or not self.provision.cells:
            return frozenset()
        if self.provision.cells[0].column in self.surroundings.serials:
            return frozenset()
        classes = [
            {base_value(limit) for limit in reading.quantities if limit.shape == "range"}
            for reading in self.readings
        ]
        held = [one for one in classes if one]
        if len(held) == 1 and not any(has_words(cell.text) for cell in self.provision.cells[1:]):
            return frozenset(held[0])
        numbers = {_key(base_value(limit)) for limit in self.readings[0].quantities}
        if numbers:
            return frozenset(numbers)
        text = unicodedata.normalize("NFKC", self.provision.cells[0].text)
        roman = _ROMAN.findall(text) if len(text) <= LONGEST_KEY else []
        return frozenset({_ROMAN_NUMERALS.index(roman[0]) + 1}) if len(roman) == 1 else self.symbols

    @property
    def _first_cell(self) -> str:
        """The first cell of a table row that is no serial number."""
        cells = self.provision.cells if isinstance(self.provision, Row) else ()
        named = (cell.text for cell in cells if cell.column not in self.surroundings.serials)
        return next(named, "")

    @cached_property
    def symbols(self) -> frozenset[object]:
        """The symbols in the first cell of a table row, and those of elements that it names."""
        if not isinstance(self.provision, Row) or not self.provision.cells:
            return frozenset()
        text = unicodedata.normalize("NFKC", self._first_cell)
        return frozenset(_SYMBOL.findall(text)) | self.elements if len(text) <= LONGEST_KEY else frozenset()

    @cached_property
    def elements(self) -> frozenset[str]:
        """The chemical elements that it names; of a table row those in its first cell."""
        text = self._first_cell if isinstance(self.provision, Row) else self.text
        signs = _SYMBOL.findall(unicodedata.normalize("NFKC", text))
        known = (sign for sign in signs if len(sign) > 1 and has_name("elements", sign, self.language))
        return frozenset(known).union(named("elements", text, self.language))

    @cached_property
    def pointers(self) -> frozenset[str]:
        """The numbers of clauses below chapters that it points to: "6.2", "A.1.3"."""
        if isinstance(self.provision, Row):
            cells = [cell.text for cell in self.provision.cells if cell.column in self.surroundings.pointers]
            return frozenset(number for text in cells for number in _CLAUSE_NUMBER.findall(text))
        taken = [(cited.start, cited.end) for cited in self.found]
        taken += [placed.span for placed in self.quantities if placed.limit.unit]
        return frozenset(
            found.group()
            for found in _CLAUSE_NUMBER.finditer(self.text)
            if not any(start <= found.start() < end for start, end in taken)
        )

    @cached_property
    def designations(self) -> tuple[Designation, ...]:
        """The standards that the text names."""
        return tuple(found.designation for found in self.found)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The standards that the text names, with where."""
        return find(self.text, country=self.origin.country)

    @cached_property
    def role(self) -> str:
        """What its clause is for: ``scope``, ``references``, ...; ``""`` of a technical one."""
        clause = self.provision.clause
        return next((part.role for part in reversed(clause.path) if part.role), "") if clause else ""

    @property
    def speaks(self) -> bool:
        """Whether it can hold a technical provision; a foreword or a bibliography cannot."""
        return self.role not in _SILENT_ROLES

    @cached_property
    def is_test(self) -> bool:
        """Whether it stands in a chapter of test methods."""
        return mentions("testing", self.chapter.title if self.chapter else "", self.language)

    @cached_property
    def chapter(self) -> Clause | None:
        """The top-level clause in which it stands."""
        clause = self.provision.clause
        return clause.path[0] if clause else None


def _has_only_numbers(row: Row, readings: Sequence[Reading]) -> bool:
    """Whether no cell has words but such as make a number a bound or a range: "over 6 up to 12"."""
    return all(
        any(limit.shape in ("bound", "range") for limit in reading.quantities)
        for cell, reading in zip(row.cells, readings, strict=True)
        if has_words(cell.text)
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _key(value: BaseValue) -> object:
    """What a value says as the key of a row: "class 3" and a bare 3 are one key."""
    lo, hi, dimension = value
    is_class = lo == hi and dimension in (None, "1", "grade")
    return int(lo) if is_class and isinstance(lo, Fraction) and lo.denominator == 1 else value


def prepare(standard: Standard, language: str) -> tuple[Unit, ...]:
    """The provisions of ``standard`` in document order; ``language`` where a provision states none."""
    numbers = frozenset(clause.number for clause in standard.walk(Clause))
    tables = {table.element: surroundings_of(table, numbers, language) for table in standard.tables}
    nothing = Surroundings()
    origin = _origin(standard, language)
    return tuple(
        Unit(
            index,
            provision,
            provision.language or language,
            tables[provision.table.element] if isinstance(provision, Row) else nothing,
            origin,
        )
        for index, provision in enumerate(standard.provisions)
    )


def _origin(standard: Standard, language: str) -> Origin:
    own = parse(standard.designation)
    countries = own.countries if own else ()
    return Origin(
        profile_for(standard.designation, language),
        countries[0] if len(countries) == 1 else "",
        decimal_sign((provision.text for provision in standard.provisions), language),
    )


def heading_paths(units: Iterable[Unit]) -> tuple[str, ...]:
    """For each unit the headings above it, outermost first, on one line."""
    paths = []
    for unit in units:
        clause = unit.provision.clause
        titles = [part.title for part in clause.path if part.title] if clause else []
        paths.append(" — ".join(titles[-2:]))
    return tuple(paths)


def leads(units: Iterable[Unit]) -> dict[int, int]:
    """For each list item the index of the paragraph that introduces its list."""
    found: dict[int, int] = {}
    last: Unit | None = None
    for unit in units:
        provision = unit.provision
        if provision.kind is ProvisionKind.PARAGRAPH:
            last = unit
        elif provision.kind is ProvisionKind.LIST_ITEM and last and last.provision.clause == provision.clause:
            found[unit.index] = last.index
    return found


def introductions(units: Sequence[Unit]) -> dict[int, int]:
    """For each list item, and each row of a table, the index of the paragraph that introduces it.

    What introduces a table stands right before it in its clause.
    """
    found = leads(units)
    of_table: dict[Table, int | None] = {}
    for unit in units:
        provision = unit.provision
        if not isinstance(provision, Row):
            continue
        if provision.table not in of_table:
            before = units[unit.index - 1] if unit.index else None
            is_lead = (
                before is not None
                and before.provision.kind is ProvisionKind.PARAGRAPH
                and before.provision.clause == provision.clause
            )
            of_table[provision.table] = unit.index - 1 if is_lead else None
        lead = of_table[provision.table]
        if lead is not None:
            found[unit.index] = lead
    return found
