"""One text, read: as the JSON that leaves the library, and as HTML with the words marked."""

from functools import cache
from html import escape
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workbench.designations import Found, LocalityKind, Relation, find, unparsed
from workbench.interchange.readings import (
    Mark,
    designation_marks,
    form_marks,
    kind_name,
    quantity_marks,
    without_overlaps,
)
from workbench.languages import Limit, Reading, Statistic, detect, read
from workbench.languages import language as language_of

Number = int | float


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class QuantityRecord(_Record):
    """A set of accepted values, or a quantity that is none."""

    text: str = Field(description="The words that were read.")
    start: int = Field(ge=0, description="Offset in the text, in code points.")
    end: int = Field(ge=0)
    lo: Number | None = Field(description="Lower bound in the stated unit; null is unbounded.")
    lo_inc: bool | None = Field(description="Whether it is accepted; null where the language leaves it open.")
    hi: Number | None
    hi_inc: bool | None
    unit: str = Field(description="As spelt.")
    unit_ucum: str | None = Field(description="The same in UCUM; null where it is not known.")
    shape: Literal["value", "bound", "range", "tolerance"]
    characteristic: str
    statistic: Statistic | None
    count: int | None = Field(description="Of how many specimens or readings the statistic is taken.")
    key: str = Field(description="The class, grade or size for which it holds.")
    confidence: float = Field(ge=0, le=1)


class PlaceRecord(_Record):
    """The clause, table, figure or part that is cited of a standard."""

    kind: LocalityKind
    number: str


class DesignationRecord(_Record):
    """A standard that the text names."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    canonical: str = Field(description="As its body writes it.")
    place: PlaceRecord | None
    counterpart: bool = Field(description="It only says what another one corresponds to.")
    confusable: bool = Field(description="Typed with letters of another script that look alike.")


class UnparsedRecord(_Record):
    """What looks like a designation and is none."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    hint: str = Field(description="What is wrong, in the user's language.")
    suggestion: str = Field(description="The one mending that makes a designation of it; empty without.")


class TextReading(_Record):
    """What was read in one text. In a notebook it shows the text with the words marked."""

    text: str
    lang: str = Field(description="Language as given, else as detected; empty where it cannot be told.")
    known: bool = Field(description="Whether there is data for the language; else only signs and units.")
    profile: str = Field(description="Family of documents as given.")
    country: str = Field(description="Whose designations, as given.")
    form: str = Field(description="The strongest verbal form: req+, req-, rec+, ..., stmt, instr, ext.")
    low_confidence: bool
    limits: tuple[QuantityRecord, ...] = Field(description="The requirement's own limits.")
    conditions: tuple[QuantityRecord, ...] = Field(description="Under what they hold.")
    apparatus: tuple[QuantityRecord, ...] = Field(description="What instruments must be able to do.")
    values: tuple[QuantityRecord, ...] = Field(description="Quantities that are none of these.")
    designations: tuple[DesignationRecord, ...]
    unparsed: tuple[UnparsedRecord, ...]

    @property
    def marks(self) -> list[Mark]:
        """What was read, in the order of the text, with notes in the user's language."""
        return _marks(*_read(self.text, self.lang, self.profile, self.country))

    def _repr_html_(self) -> str:
        return text_reading_html(self)


def read_text(
    text: str, language: str = "", *, profile: str = "", country: str = "", context: str = ""
) -> TextReading:
    """Read one sentence or provision: verbal form, limits, conditions, designations.

    Args:
        text: any text; what cannot be read is left out, nothing is refused.
        language: BCP 47 tag; detected where omitted, with ``context`` as the language of what stands around.
        profile: family of documents, as :func:`workbench.languages.read` takes it.
        country: ISO 3166 code that decides ambiguous prefixes of designations.
    """
    lang = language or detect(text, context=context)
    reading, found = _read(text, lang, profile, country)
    by_role: dict[str, list[QuantityRecord]] = {"limit": [], "condition": [], "apparatus": [], "value": []}
    for quantity in reading.quantities:
        by_role[quantity.role].append(_quantity(text, quantity))
    return TextReading(
        text=text,
        lang=lang,
        known=language_of(lang).known,
        profile=profile,
        country=country,
        form=reading.form.value,
        low_confidence=reading.low_confidence,
        limits=tuple(by_role["limit"]),
        conditions=tuple(by_role["condition"]),
        apparatus=tuple(by_role["apparatus"]),
        values=tuple(by_role["value"]),
        designations=tuple(map(_designation, found)),
        unparsed=tuple(
            UnparsedRecord(
                text=item.text,
                start=item.start,
                end=item.end,
                hint=item.hint.render(),
                suggestion=item.suggestion,
            )
            for item in unparsed(text, country=country)
        ),
    )


def _read(text: str, lang: str, profile: str, country: str) -> tuple[Reading, tuple[Found, ...]]:
    return read(text, lang, profile=profile), find(text, country=country)


def _quantity(text: str, limit: Limit) -> QuantityRecord:
    start, end = limit.span
    return QuantityRecord(
        text=text[start:end],
        start=start,
        end=end,
        lo=_number(limit.lo),
        lo_inc=limit.lo_inc,
        hi=_number(limit.hi),
        hi_inc=limit.hi_inc,
        unit=limit.unit,
        unit_ucum=limit.unit_ucum,
        shape=limit.shape,
        characteristic=limit.characteristic,
        statistic=limit.statistic,
        count=limit.count,
        key=limit.key,
        confidence=limit.confidence,
    )


def _number(value: object) -> Number | None:
    """A decimal as JSON has numbers; the precision that the text stated is in the record's own text."""
    if value is None:
        return None
    number = float(str(value))
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _designation(found: Found) -> DesignationRecord:
    place = found.locality
    return DesignationRecord(
        text=found.text,
        start=found.start,
        end=found.end,
        canonical=found.designation.canonical,
        place=PlaceRecord(kind=place.kind, number=place.number) if place else None,
        counterpart=found.counterpart,
        confusable=found.designation.confusable,
    )


def _marks(reading: Reading, found: tuple[Found, ...]) -> list[Mark]:
    stated: tuple[Relation, ...] = tuple(item.relation for item in found if item.relation)
    quantities = quantity_marks((limit, limit.span) for limit in reading.quantities)
    return without_overlaps((*quantities, *form_marks(reading), *designation_marks(found, stated)))


@cache
def reading_style() -> str:
    """The CSS of :func:`text_reading_html`."""
    return (files("workbench.interchange") / "data" / "reading.css").read_text(encoding="utf-8")


def text_reading_html(reading: TextReading) -> str:
    """The text with what was read marked, and the legend of the kinds that occur below it.

    The fragment carries its own style; every text in it is escaped.
    """
    marks = reading.marks
    pieces: list[str] = []
    position = 0
    for mark in marks:
        pieces.append(escape(reading.text[position : mark.start]))
        pieces.append(
            f'<mark class="wb-read wb-read-{mark.kind}" title="{escape(mark.note)}">'
            f"{escape(reading.text[mark.start : mark.end])}</mark>"
        )
        position = mark.end
    pieces.append(escape(reading.text[position:]))
    kinds = dict.fromkeys(mark.kind for mark in marks)
    legend = "".join(
        f'<li><mark class="wb-read wb-read-{kind}">{escape(kind_name(kind))}</mark> '
        f"{'; '.join(escape(mark.note) for mark in marks if mark.kind == kind)}</li>"
        for kind in kinds
    )
    return (
        f"<style>{reading_style()}</style>"
        f'<div class="wb-reading"><p dir="auto" lang="{escape(reading.lang)}">{"".join(pieces)}</p>'
        f'<ul class="wb-reading-legend">{legend}</ul></div>'
    )
