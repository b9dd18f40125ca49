"""Provisions prepared for alignment: what is embedded, and what is compared as symbols."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from workbench.alignment.placed import BaseValue, PlacedQuantity, as_interval, base_value, placed_quantities
from workbench.alignment.termbase import termbase
from workbench.designations import Designation, Found, find, parse
from workbench.languages import (
    Form,
    Limit,
    Reading,
    decimal_sign,
    has_name,
    named,
    profile_for,
    read,
    read_cell,
    says_only_bound,
)
from workbench.languages.lexicon import items, mentions
from workbench.sts import Cell, Clause, Provision, ProvisionKind, Row, Standard, Table, Term

_CLAUSE_BREAK = re.compile(r"(?<=[。；！？;!?，])\s*|(?<=[.,:：])\s+")
_SENTENCE_BREAK = re.compile(r"(?<=[。；！？;!?])\s*|(?<=[.؛؟])\s+")
_PIECE_ENDS = " .。:：;；"
_MIN_PIECE = 9
"""Columns of a piece of a sentence that says something; a Chinese character takes two."""
_WORD = re.compile(r"[^\W\d_]{3,}|[\u4e00-\u9fff]{2,}")
"""What makes a cell more than a number, a sign or a symbol."""

_SYMBOL = re.compile(r"(?<![A-Za-z])[A-Z][a-z]?(?![A-Za-z])")
"""A chemical element, a class letter: written alike in every language."""

_SILENT_ROLES = frozenset({"foreword", "introduction", "bibliography", "adoption-record"})

_ROMAN_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_ROMAN_NUMERALS)})(?![A-Za-z])")
"""A class, with or without a word for it: "III", "класс III", "Ⅲ级"."""

_LONGEST_KEY = 20
"""Longest first cell, in characters, whose capital letters are taken for its key."""

_DEMANDING = Form.REQUIREMENT.strength
_SUBJECT_WORDS, _LONGEST_SUBJECT = slice(1, 4), 60
"""Words behind "shall", of which the first is the verb, and characters in which a requirement says what it is
about."""

_LETTER = re.compile(r"[A-Za-z]")
_SHARE_OF = re.compile(r"% ?[^\W\d]")
"""A share with what it is one of: "% by mass", "% массы"."""
_QUANTITY_END = re.compile(r"\d\s?[^\W\d]{1,6}$")
_SYMBOL_BEHIND = re.compile(r"(?:[,，、]\s?|\s)[A-Z]$")
"""The symbol of a quantity behind its name."""

_LONGEST_BOUND = 24
"""Longest cell, in characters, that only says "at most"."""

_SIZE_AND_UNIT = re.compile(r"[A-Z]{2,3} ?\d+ (?P<unit>[^\W\d_]+)")
"""A header that names a size class and then the unit of what stands below: "PN 40 mm"."""

_CLAUSE_NUMBER = re.compile(r"(?<![\d.])(?:\d{1,2}|[A-Z])(?:\.\d{1,3}){1,5}(?!\.?\d)")

_SHORT = 22
"""Width of a text, in half-width characters, that says little where it names a standard."""

_CODES = re.compile(r"(?:(?:^|\s)[A-Z]{1,2}\d?(?:(?:,|\s+\w{1,3}(?=\s))?(?=\s)|$))+$")
"""What may be classes at the end of a header, or the symbol of a unit: "A", "B and C"."""

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
class Surroundings:
    """What holds for all cells of a table: what the text says of them, and which columns only point or count.

    ``serials`` are the columns of serial numbers, ``marks`` those of what sizes and models are called, of
    which nothing that is said of the others holds.
    """

    said: tuple[str, ...] = ()
    pointers: frozenset[int] = frozenset()
    serials: frozenset[int] = frozenset()
    marks: frozenset[int] = frozenset()

    @property
    def aside(self) -> frozenset[int]:
        """The columns that say nothing about what a row is about."""
        return self.pointers | self.serials


@dataclass(frozen=True)
class Origin:
    """What the document a provision stands in says about how to read it.

    ``profile`` is that of its verbal forms, ``country`` (ISO 3166) the one whose prefixes of designations
    are meant where several use the same, ``decimal`` its decimal sign where that is not the language's.
    """

    profile: str = ""
    country: str = ""
    decimal: str = ""


@dataclass(frozen=True)
class Unit:
    """One provision with what the aligner compares; ``surroundings`` are those of a row's table."""

    index: int
    provision: Provision
    language: str
    surroundings: Surroundings = Surroundings()
    origin: Origin = Origin()

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
            cells = [cell.text for cell in self.provision.cells if _WORD.search(cell.text)]
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

    @cached_property
    def subject(self) -> str:
        """What a requirement is about: the words before its verb, behind it where none are before it.

        "The spring" of "The spring shall be made of brass"; in Arabic it follows the verb.
        """
        marks = (mark for mark in self.readings[0].forms if mark.form is not Form.INSTRUCTION)
        demand = next((mark for mark in marks if mark.form.strength >= _DEMANDING), None)
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
        if len(held) == 1 and not any(_WORD.search(cell.text) for cell in self.provision.cells[1:]):
            return frozenset(held[0])
        numbers = {_key(base_value(limit)) for limit in self.readings[0].quantities}
        if numbers:
            return frozenset(numbers)
        text = unicodedata.normalize("NFKC", self.provision.cells[0].text)
        roman = _ROMAN.findall(text) if len(text) <= _LONGEST_KEY else []
        return frozenset({_ROMAN_NUMERALS.index(roman[0]) + 1}) if len(roman) == 1 else self.symbols

    @cached_property
    def symbols(self) -> frozenset[object]:
        """The symbols in the first cell of a table row, and those of elements that it names."""
        if not isinstance(self.provision, Row) or not self.provision.cells:
            return frozenset()
        text = unicodedata.normalize("NFKC", self.provision.cells[0].text)
        return frozenset(_SYMBOL.findall(text)) | self.elements if len(text) <= _LONGEST_KEY else frozenset()

    @cached_property
    def elements(self) -> frozenset[str]:
        """The chemical elements that it names; of a table row those in its first cell."""
        text = self.provision.cells[0].text if isinstance(self.provision, Row) else self.text
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


def readings_of(
    provision: Provision, language: str, surroundings: Surroundings, origin: Origin = Origin()
) -> tuple[Reading, ...]:
    """Read a provision: running text as a whole, a table row cell by cell under its headers."""
    if not isinstance(provision, Row):
        return (read(provision.text, language, profile=origin.profile, decimal=origin.decimal),)
    name, header, bound = _row_header(provision, language)
    return tuple(
        _within(
            cell,
            read_cell(
                "" if cell.column in surroundings.aside else cell.in_full,
                language,
                (
                    *(() if cell.column in surroundings.marks else surroundings.said),
                    *((bound,) if bound else ()),
                    *_headers(cell, provision, language),
                ),
                "" if cell.column == name else header,
                profile=origin.profile,
                decimal=origin.decimal,
            ),
        )
        for cell in provision.cells
    )


def _within(cell: Cell, reading: Reading) -> Reading:
    """A reading of what ditto marks stand for is one of the whole cell."""
    if cell.in_full == cell.text:
        return reading
    span = (0, len(cell.text))
    quantities = tuple(replace(quantity, span=span, unit_span=None) for quantity in reading.quantities)
    return replace(reading, text=cell.text, quantities=quantities, forms=(), negations=())


def _headers(cell: Cell, row: Row, language: str) -> tuple[str, ...]:
    """The headers of a cell as far as they are no codes.

    The unit that follows a size class stands apart: there it is none of the class. "B" and "C", or "grade B"
    and "grade C", beside each other are classes, no bel and no coulomb.
    """
    if not cell.headers:
        return ()
    *above, last = cell.headers
    beside = {other.headers[-1] for other in row.cells if other.headers and [*other.headers[:-1]] == above}
    name, code = _coded(last)
    in_series = any(_coded(other)[0] == name and _coded(other)[1] for other in beside - {last})
    if code and (in_series or "class" in named("columns", name, language)):
        return (*above, name) if name else tuple(above)
    found = _SIZE_AND_UNIT.fullmatch(last)
    return (*cell.headers, found["unit"]) if found else cell.headers


def _coded(header: str) -> tuple[str, str]:
    """What stands before the codes at the end of a header, and these: ("Categories", "B and C")."""
    found = _CODES.search(header)
    return (header[: found.start()].strip(), found.group().strip()) if found else (header, "")


def _row_header(row: Row, language: str) -> tuple[int, str, str]:
    """The column that names a row and what its other cells are said to be: the name, with the unit of a cell
    that holds nothing else, and the bound of another ("maximum speed | m/s | min. | 400").

    That column is the first one, unless the row is written from its other end: "90 min. | % | chlorine".
    """
    cells = row.cells
    if not cells:
        return 0, "", ""
    units = [cell for cell in cells if _is_unit(cell.text, language)]
    if units == list(cells[:1]) and _LETTER.fullmatch(units[0].text):
        units = []  # class N is no newton
    last = cells[-1]
    if units and units[0].column < last.column and names_something(last.text):
        return last.column, f"{last.text}/{units[0].text}", ""
    name = next((cell.text for cell in cells if _WORD.search(cell.text)), "")
    if not name and cells[0] not in units:
        name = cells[0].text  # class A is no ampere
    stated = _ends_with_unit(name, language)  # "displacement, kN": a letter beside it is a code
    if stated and units and _SYMBOL_BEHIND.search(name):
        stated = False  # "heat transfer coefficient, K" beside a cell that holds the unit
    unit = "" if stated else next((cell.text for cell in units if cell.text != name), "")
    unit = "%" if _SHARE_OF.match(unit) else unit
    bound = next((cell.text for cell in cells[1:] if is_bound(cell.text, language)), "")
    # A comma where the name ends with a quantity: "leakage at 150 mbar, cm³/h".
    between = ", " if _QUANTITY_END.search(name) else "/"
    return 0, f"{name}{between}{unit}" if unit else name, bound


def _has_only_numbers(row: Row, readings: Sequence[Reading]) -> bool:
    """Whether no cell has words but such as make a number a bound or a range: "over 6 up to 12"."""
    return all(
        any(limit.shape in ("bound", "range") for limit in reading.quantities)
        for cell, reading in zip(row.cells, readings, strict=True)
        if _WORD.search(cell.text)
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def has_words(text: str) -> bool:
    """Whether a cell holds more than a number, a sign or a symbol."""
    return bool(_WORD.search(text))


def names_something(text: str) -> bool:
    """Whether a cell has words and no number."""
    return bool(_WORD.search(text)) and not any(character.isdecimal() for character in text)


def _key(value: BaseValue) -> object:
    """What a value says as the key of a row: "class 3" and a bare 3 are one key."""
    lo, hi, dimension = value
    is_class = lo == hi and dimension in (None, "1", "grade")
    return int(lo) if is_class and isinstance(lo, Fraction) and lo.denominator == 1 else value


def _is_unit(text: str, language: str) -> bool:
    """Whether a cell holds a unit and nothing else."""
    if not text or len(text) > _LONGEST_KEY or any(character.isdecimal() for character in text):
        return False
    if _SHARE_OF.match(text):
        return True
    quantities = read(f"1 {text}", language).quantities
    return (
        len(quantities) == 1
        and quantities[0].unit == text
        and quantities[0].unit_ucum not in ("1", "{grade}")
    )


@lru_cache(maxsize=4096)
def is_bound(text: str, language: str) -> bool:
    """Whether a cell says on which side the numbers of its row are bounds, and nothing else: "min."."""
    if not text or len(text) > _LONGEST_BOUND or any(character.isdecimal() for character in text):
        return False
    return says_only_bound(text, language)


def _is_physical(limit: Limit) -> bool:
    """Whether the unit is one of a physical quantity, not of counted things or grades."""
    return bool(limit.unit_ucum) and limit.unit_ucum != "1" and not (limit.unit_ucum or "").startswith("{")


def _columns_of_pointers(table: Table, numbers: frozenset[str]) -> frozenset[int]:
    """The columns whose cells are numbers of clauses ("6.2" under "requirement"), which are no quantities."""
    columns: dict[int, list[bool]] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.text and any(character.isdigit() for character in cell.text):
                columns.setdefault(cell.column, []).append("." in cell.text and cell.text in numbers)
    return frozenset(column for column, hits in columns.items() if sum(hits) > len(hits) / 2)


def _columns_of(thing: str, table: Table, language: str) -> frozenset[int]:
    """The columns whose headers name a ``thing`` of the vocabulary of columns."""
    return frozenset(
        column
        for column, header in enumerate(table.columns)
        if thing in named("columns", header.strip(), language)
    )


def _said_of(table: Table, language: str) -> tuple[str, ...]:
    """What the text says of all cells of a table: the sentence that cites it, its line of units, and its
    title where that ends with a unit ("Dimensions in millimetres", "Composition, in per cent, maximum").

    "The wall thickness shall not be less than the values given in Table 1" makes bare numbers limits.
    """
    around = table.clause.provisions if table.clause and table.label else ()
    citing = [
        other.text for other in around if other.kind is ProvisionKind.PARAGRAPH and table.label in other.text
    ]
    title = table.caption if _ends_with_unit(table.caption, language) else ""
    return tuple(text for text in (*citing, title, table.unit_line) if text)


def _ends_with_unit(title: str, language: str) -> bool:
    """Whether a title ends with a unit, and perhaps with the side on which the numbers are bounds."""
    quantities = read_cell("1", language, (title,)).quantities if title else ()
    before, _, last = title.replace("，", ",").rpartition(",")
    ends = [title, *([before] if before and is_bound(last.strip(), language) else [])]
    ends = [end.rstrip(" )）<>≤≥") for end in ends]
    return any(
        quantity.unit
        and (end := next((one for one in ends if one.endswith(quantity.unit)), ""))
        and _is_physical(quantity)
        and not end.removesuffix(quantity.unit).rstrip()[-1:].isdigit()  # "(168 h)" is a condition
        for quantity in quantities
    )


def prepare(standard: Standard, language: str) -> tuple[Unit, ...]:
    """The provisions of ``standard`` in document order; ``language`` where a provision states none."""
    numbers = frozenset(clause.number for clause in standard.walk(Clause))
    tables = {
        table.element: Surroundings(
            _said_of(table, language),
            _columns_of_pointers(table, numbers),
            _columns_of("serial", table, language),
            _columns_of("mark", table, language),
        )
        for table in standard.tables
    }
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
