"""The grid of a table in the XHTML model: which cell stands under which header, spans resolved."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True)
class Spot:
    """A cell as it appears in one row."""

    element: etree._Element
    text: str
    column: int
    spanned: bool


_NUMBER = re.compile(r"([-−+±]?\d+(?:[.,\s]\d+)*)")
_DITTO = re.compile(r"[»″〃\"“”]|''|то же", re.IGNORECASE)
"""Marks that repeat the words above them, as in Russian tables (GOST 2.105-95, 4.4)."""

Rows = list[tuple[etree._Element, list[Spot]]]


def grid(
    table: etree._Element, text_of: Callable[[etree._Element], str]
) -> tuple[tuple[tuple[str, ...], ...], Rows]:
    """Headers by column, outermost first, and the body rows with their cells from left to right.

    A table without ``thead`` has as header the rows at its top that hold ``th`` only.
    """
    head = list(table.iterfind("thead/tr"))
    body = [*table.iterfind("tbody/tr"), *table.iterfind("tr")]
    if not head:
        while len(body) > 1 and len(body[0]) and all(cell.tag == "th" for cell in body[0]):
            head.append(body.pop(0))
    levels = [spots for _, spots in _laid_out(head, text_of)]
    width = max((spot.column + 1 for spots in levels for spot in spots), default=0)
    headers: list[list[str]] = [[] for _ in range(width)]
    for spots in levels:
        for spot in spots:
            if spot.text and spot.text not in headers[spot.column]:
                headers[spot.column].append(spot.text)
    return tuple(tuple(column) for column in headers), _once(_laid_out(body, text_of))


def _laid_out(rows: list[etree._Element], text_of: Callable[[etree._Element], str]) -> Rows:
    """Every column of every row filled: a cell that spans several is repeated in each."""
    reaching: dict[int, tuple[int, etree._Element, str]] = {}
    result: Rows = []
    for row in rows:
        spots: list[Spot] = []
        column = 0
        for cell in [child for child in row if child.tag in ("td", "th")]:
            column = _carry(reaching, column, spots)
            text = text_of(cell)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for _ in range(across):
                spots.append(Spot(cell, text, column, False))
                if down > 1:
                    reaching[column] = (down - 1, cell, text)
                column += 1
        _carry(reaching, column, spots)
        result.append((row, spots))
    return result


def _carry(reaching: dict[int, tuple[int, etree._Element, str]], column: int, spots: list[Spot]) -> int:
    while column in reaching:
        left, cell, text = reaching.pop(column)
        spots.append(Spot(cell, text, column, True))
        if left > 1:
            reaching[column] = (left - 1, cell, text)
        column += 1
    return column


def _once(rows: Rows) -> Rows:
    """A cell that spans several columns stands once in its row, under the first of them."""
    result: Rows = []
    for row, spots in rows:
        kept: list[Spot] = []
        for spot in spots:
            if not kept or kept[-1].element is not spot.element:
                kept.append(spot)
        result.append((row, kept))
    return result


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 1000) if value.isdigit() else 1


def in_full(text: str, above: str) -> str:
    """``text`` of a cell with the words of the cell ``above`` in place of its ditto marks.

    Between numbers each mark stands for the words at its place: under "over 50 up to 80 incl." the cell
    "» 80 » 120 »" says "over 80 up to 120 incl.". Text that does not fit stays as it is.
    """
    own, words = _NUMBER.split(text), _NUMBER.split(above)
    gaps = own[::2]
    if not any(_DITTO.fullmatch(gap.strip()) for gap in gaps) or not above:
        return text
    if len(own) == 1:
        return above
    if len(own) != len(words):
        return text
    own[::2] = [
        there if _DITTO.fullmatch(here.strip()) else here
        for here, there in zip(gaps, words[::2], strict=True)
    ]
    return "".join(own)
