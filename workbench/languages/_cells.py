"""Units and comparators that table headers give to the cells under them."""

import re
from dataclasses import dataclass, replace

from workbench.languages._characteristics import characteristic
from workbench.languages._comparators import Sense, comparators_in
from workbench.languages._forms import forms_for, modal_marks
from workbench.languages._language import Language
from workbench.languages._patterns import group_name
from workbench.languages._quantities import as_bound
from workbench.languages._units import Unit, unit_at
from workbench.languages.model import Limit

_UNIT_MARK = re.compile(r"[/,，(]\s?|\s(?=\S)")
_NUMBER_NEXT = re.compile(r"\s*[±(]?\s*\d")
_SYMBOL_END = re.compile(r"\s*[<>≤≥]*\s*$|\s*[,)(]|\s")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says about the numbers under it."""

    units: tuple[Unit, ...]
    sense: Sense | None
    characteristic: str
    implied: Sense | None


def header(text: str, language: Language) -> Header:
    """Read a column or row header: "water absorption/% ≤", "heat retention (6 h)/℃", "length, mm, max."."""
    units = _units(text, language)
    implied = language.comparators.implied.search(text)
    return Header(
        units=units,
        sense=_sense(text, language),
        characteristic=characteristic(_before_unit(text, units), language),
        implied=group_name(implied) if implied else None,
    )


def _sense(text: str, language: Language) -> Sense | None:
    """The comparator of a header, with the denial that turns it ("shall not be less than the values given").

    One that stands before a number has it for itself: "up to 120 °C" says which column this is.
    """
    denied = [mark.span for mark in modal_marks(text, forms_for(language, "")).marks if mark.negative]
    for comparator in comparators_in(text, language, denied):
        if not _NUMBER_NEXT.match(text, comparator.end):
            return comparator.sense
    found = language.comparators.header.search(text)
    return group_name(found) if found and not _NUMBER_NEXT.match(text, found.end()) else None


def _units(text: str, language: Language) -> tuple[Unit, ...]:
    """Units after a solidus, comma or bracket, or at the end; the last in the text, with its bracketed twin.

    A unit after a number belongs to that number: "(6 h)" in a header is a condition.
    """
    found: list[Unit] = []
    # In Chinese headers "V/L" is symbol over unit; a unit after a mere space is then no unit.
    solidus_only = not language.word_boundaries and "/" in text
    for match in _UNIT_MARK.finditer(text):
        if solidus_only and match[0].isspace():
            continue
        if found and match.end() <= found[-1].end:
            continue
        unit = unit_at(text, match.end())
        if unit is None or unit.start != match.end() or re.search(r"\d\s?$", text[: match.start() + 1]):
            continue
        if unit.is_count and len(unit.parts) == 1 and match[0] == " ":
            continue
        if unit.end == len(text) or _SYMBOL_END.match(text, unit.end):
            found.append(unit)
    if not found:
        leads = [unit_at(text, lead.end()) for lead in language.unit_leads.finditer(text)]
        found += [unit for unit in leads if unit and _SYMBOL_END.match(text, unit.end)][-1:]
    whole = unit_at(text, 0)
    if whole and not found and whole.end >= len(text.rstrip()):
        found.append(whole)
    if len(found) >= 2 and text[found[-2].end : found[-1].start].strip() == "(":
        return found[-2], found[-1]
    return (found[-1],) if found else ()


def _before_unit(text: str, units: tuple[Unit, ...]) -> str:
    return text[: units[0].start].rstrip(" /,(（") if units else text


def completed(limit: Limit, above: list[Header], beside: Header) -> Limit:
    """``limit`` with what its headers add; what the cell itself states stays."""
    headers = [*reversed(above), beside]
    own_sense = limit.shape != "value"
    if not limit.unit and limit.unit_ucum == "1":
        limit = _with_unit(limit, headers)
    if not own_sense:
        sense = next((h.sense for h in headers if h.sense), None) or next(
            (h.implied for h in headers if h.implied), None
        )
        if sense:
            limit = replace(as_bound(limit, sense), role="limit")
    return replace(limit, characteristic=_name(limit, above, beside))


def _name(limit: Limit, above: list[Header], beside: Header) -> str:
    """The row's name, unless the row is named by a value (a size class): then the column's."""
    if beside.characteristic and not any(char.isdigit() for char in beside.characteristic):
        return beside.characteristic
    column = next((h.characteristic for h in reversed(above) if h.characteristic), "")
    return column or limit.characteristic


def _with_unit(limit: Limit, headers: list[Header]) -> Limit:
    units = next((h.units for h in headers if h.units), ())
    if not units:
        return limit
    unit = units[1] if len(units) > 1 and limit.restates else units[0]
    return replace(limit, unit=unit.text, unit_ucum=unit.ucum)
