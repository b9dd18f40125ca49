"""Cells of tables, read with what stands above, beside and around them."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.languages import Limit, Reading, named, read, read_cell, says_only_bound
from workbench.sts import Cell, Provision, ProvisionKind, Row, Table

_WORD = re.compile(r"[^\W\d_]{3,}|[\u4e00-\u9fff]{2,}")
"""What makes a cell more than a number, a sign or a symbol."""
LONGEST_KEY = 20
"""Longest first cell, in characters, whose capital letters are taken for its key."""
_LETTER = re.compile(r"[A-Za-z]")
_SHARE_OF = re.compile(r"% ?\(?[^\W\d]")
"""A share with what it is one of: "% by mass", "% массы", "% (m/m)"."""
_QUANTITY_END = re.compile(r"\d\s?[^\W\d]{1,6}$")
_SYMBOL_BEHIND = re.compile(r"(?:[,，、]\s?|\s)[A-Z]$")
"""The symbol of a quantity behind its name."""
_LONGEST_BOUND = 24
"""Longest cell, in characters, that only says "at most"."""
_SIZE_AND_UNIT = re.compile(r"[A-Z]{2,3} ?\d+ (?P<unit>[^\W\d_]+)")
"""A header that names a size class and then the unit of what stands below: "PN 40 mm"."""
_SYMBOLS = 3
"""Letters from which a column of single letters holds symbols, and no units."""
_CLASS_AND_UNIT = re.compile(
    r"(?:[A-Z]?\d*(?:\.\d+)?[A-Z]?\s?\S{1,2}|\S+ [A-Z]?\d*(?:\.\d+)?[A-Z]?) ?/ ?[(（]?(?P<unit>[^)）]+)[)）]?"
)
"""A header of one class with the unit of what stands below: "class 0.5 S/%", "1级/%"."""
_CODES = re.compile(r"(?:(?:^|\s)[A-Z]{1,2}\d?(?:(?:,|\s+\w{1,3}(?=\s))?(?=\s)|$))+$")
"""What may be classes at the end of a header, or the symbol of a unit: "A", "B and C"."""


@dataclass(frozen=True)
class Surroundings:
    """What holds for all cells of a table: what the text says of them, and which columns only point or count.

    ``serials`` are the columns of serial numbers, ``marks`` those of what sizes and models are called, of
    which nothing that is said of the others holds. ``symbols`` are those of letters that stand for
    quantities, ``units`` those of units: min is a minute there.
    """

    said: tuple[str, ...] = ()
    pointers: frozenset[int] = frozenset()
    serials: frozenset[int] = frozenset()
    marks: frozenset[int] = frozenset()
    symbols: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()

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


def readings_of(
    provision: Provision, language: str, surroundings: Surroundings, origin: Origin = Origin()
) -> tuple[Reading, ...]:
    """Read a provision: running text as a whole, a table row cell by cell under its headers."""
    if not isinstance(provision, Row):
        return (read(provision.text, language, profile=origin.profile, decimal=origin.decimal),)
    name, header, bound = _row_header(provision, language, surroundings)
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
    if found:
        return (*cell.headers, found["unit"])
    of_class = _CLASS_AND_UNIT.fullmatch(last)
    if of_class and "class" in named("columns", last, language) and _is_unit(of_class["unit"], language):
        return (*above, of_class["unit"])
    return cell.headers


def _coded(header: str) -> tuple[str, str]:
    """What stands before the codes at the end of a header, and these: ("Categories", "B and C")."""
    found = _CODES.search(header)
    return (header[: found.start()].strip(), found.group().strip()) if found else (header, "")


def _row_header(row: Row, language: str, surroundings: Surroundings) -> tuple[int, str, str]:
    """The column that names a row and what its other cells are said to be: the name, with the unit of a cell
    that holds nothing else, and the bound of another ("maximum speed | m/s | min. | 400").

    That column is the first one, unless the row is written from its other end: "90 min. | % | chlorine".
    """
    cells = row.cells
    if not cells:
        return 0, "", ""
    units = [
        cell for cell in cells if cell.column not in surroundings.symbols and _is_unit(cell.text, language)
    ]
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
    bound = next(
        (
            cell.text
            for cell in cells[1:]
            if cell.column not in surroundings.units and is_bound(cell.text, language)
        ),
        "",
    )
    # A comma where the name ends with a quantity or a symbol: "leakage at 150 mbar, cm³/h", "vitamin A, µg".
    between = ", " if _QUANTITY_END.search(name) or _SYMBOL_BEHIND.search(name) else "/"
    return 0, f"{name}{between}{unit}" if unit else name, bound


def has_words(text: str) -> bool:
    """Whether a cell holds more than a number, a sign or a symbol."""
    return bool(_WORD.search(text))


def names_something(text: str) -> bool:
    """Whether a cell has words and no number."""
    return bool(_WORD.search(text)) and not any(character.isdecimal() for character in text)


def _is_unit(text: str, language: str) -> bool:
    """Whether a cell holds a unit and nothing else."""
    if not text or len(text) > LONGEST_KEY or any(character.isdecimal() for character in text):
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


def _columns_of_letters(table: Table) -> frozenset[int]:
    """The columns of letters alone: a, b, d are the symbols of dimensions, and h is no hour."""
    held: dict[int, set[str]] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.text:
                held.setdefault(cell.column, set()).add(cell.text)
    return frozenset(
        column
        for column, texts in held.items()
        if len(texts) >= _SYMBOLS and all(map(_LETTER.fullmatch, texts))
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


def surroundings_of(table: Table, numbers: frozenset[str], language: str) -> Surroundings:
    """What holds for all cells of ``table``; ``numbers`` are those of the clauses of its document."""
    return Surroundings(
        _said_of(table, language),
        _columns_of_pointers(table, numbers),
        _columns_of("serial", table, language),
        _columns_of("mark", table, language),
        _columns_of("symbol", table, language) | _columns_of_letters(table),
        _columns_of("unit", table, language),
    )
