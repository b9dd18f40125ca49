"""What the data files may say, checked on loading: the shipped ones and the user's alike."""

import datetime
import re
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from workbench.designations._errors import DesignationDataError
from workbench.designations._patterns import PLACEHOLDER, alternatives, expanded
from workbench.messages import Message
from workbench.resources import NotYamlError, line_of, parse_plain_yaml

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_GROUPS = ("pub", "num")
_DEGREE_NEEDED = {"dual": "dual_degree", "inner": "inner_degree", "nat": "inner_degree"}
"""Groups of a pattern that name an adopted standard, with the key that says to which degree."""
_WRITTEN = frozenset(
    "publisher stage type type_joint number part agency year year_separator month month_year supplements"
    " language product adopted".split()
)


Prefix = Annotated[str, Field(min_length=1)]
"""What a designation begins with: GB/T."""


class ValueProblemError(ValueError):
    """What is wrong with a value, as a message for the user."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.message = Message(f"designations.{key}", values)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Facts(_Strict):
    """What can be said of one publisher, or of all of a grammar."""

    countries: tuple[str, ...] = ()
    common: bool = Field(default=False, description="Also a word or a code: needs evidence in running text.")
    unit: bool = Field(default=False, description="Also a unit: none after a number.")
    year_separator: str = Field(default=":", description="Written before the year.")
    calendar: Literal["gregorian", "buddhist"] = "gregorian"
    inner_year: Literal["", "same"] = Field(
        default="", description="Whether the adopted standard has the same year."
    )
    bracket_degree: Literal["IDT", "MOD", "NEQ"] | None = Field(
        default=None, description="Degree meant by a bracket that states none."
    )


class PublisherData(_Facts):
    """A prefix."""

    means: str = Field(default="", description="The canonical spelling, where it is another.")


class NationalData(_Strict):
    """A prefix of a national edition."""

    country: str
    means: str = ""


class RenumberedData(_Strict):
    """Numbers below ``below`` that are now read with ``add`` more."""

    publisher: str
    below: int
    add: int


class SharedNumbersData(_Strict):
    """Numbers from ``first`` to ``last``: those of the standards of another body that are adopted."""

    publisher: str
    first: int
    last: int
    degree: Literal["IDT", "MOD"]
    modified: list[int] = Field(default=[], description="Those that are adopted with modifications.")


class GrammarData(_Facts):
    """One kind of designation."""

    scheme: str = Field(pattern=r"^[a-z0-9-]+$")
    order: int = Field(description="Lower ones are tried first.")
    publishers: dict[Prefix, PublisherData | None] = Field(min_length=1)
    national: dict[Prefix, NationalData] = {}
    inner_degree: Literal["IDT", "MOD", "NEQ"] | None = None
    dual_degree: Literal["IDT", "MOD", "NEQ"] | None = None
    pattern: str
    publisher: str = "{pub}"
    squeeze: bool = Field(default=False, description="Whether spaces inside the number are dropped.")
    number: str = ""
    write: str
    means: dict[str, str] = {}
    bracket_adopts: bool = False
    short_year_before: int = 0
    short_year_pivot: int = 0
    renumbered: RenumberedData | None = None
    old_years: list[str] = Field(
        default=[], description="Prefixes behind which a dash and two digits are a year of the last century."
    )
    shared_numbers: SharedNumbersData | None = None

    @field_validator("pattern")
    @classmethod
    def _pattern_compiles(cls, pattern: str, info: ValidationInfo) -> str:
        own = {name: alternatives(info.data.get(name, {})) for name in ("publishers", "national")}
        try:
            compiled = re.compile(expanded(pattern.strip(), own), re.ASCII)
        except KeyError as error:
            raise ValueProblemError("unknown-placeholder", name=error.args[0]) from error
        except re.error as error:
            raise ValueProblemError("bad-pattern", problem=str(error)) from error
        for name in _GROUPS:
            if name not in compiled.groupindex:
                raise ValueProblemError("missing-group", name=name)
        for group, key in _DEGREE_NEEDED.items():
            if group in compiled.groupindex and not info.data.get(key):
                raise ValueProblemError("missing-degree", name=group, degree=key)
        return pattern

    @field_validator("number")
    @classmethod
    def _number_compiles(cls, number: str) -> str:
        try:
            groups = re.compile(number, re.ASCII).groups
        except re.error as error:
            raise ValueProblemError("bad-pattern", problem=str(error)) from error
        if groups not in (0, 3):
            raise ValueProblemError("number-groups", count=groups)
        return number

    @field_validator("write")
    @classmethod
    def _write_is_known(cls, write: str) -> str:
        for name in PLACEHOLDER.findall(write):
            if name not in _WRITTEN:
                raise ValueProblemError("unknown-placeholder", name=name)
        return write


class BodyFile(_Strict):
    """``<body>.yaml``."""

    body: str
    country: str = ""
    sources: tuple[str, ...] = ()
    grammars: tuple[GrammarData, ...] = Field(min_length=1)


class SourceData(_Strict):
    """Where rows come from, and of when what it says is."""

    as_of: str

    @field_validator("as_of", mode="before")
    @classmethod
    def _a_date(cls, value: object) -> str:
        return date(value)


class EquivalenceData(_Strict):
    """One correspondence, one row an edition."""

    national: str
    international: str
    degree: Literal["IDT", "MOD", "NEQ"]
    source: str = Field(min_length=1)
    as_of: str = Field(default="", description="Where it is another than the source's.")

    @field_validator("as_of", mode="before")
    @classmethod
    def _a_date(cls, value: object) -> str:
        return date(value)


class EquivalencesFile(_Strict):
    """``equivalences.yaml``."""

    sources: dict[str, SourceData] = {}
    equivalences: tuple[EquivalenceData, ...]


def date(value: object) -> str:
    """A year, a month or a day as ISO 8601 writes it; spreadsheets' ``2026/11/1`` is understood.

    Raises:
        ValueProblemError: if there is no such date.
    """
    found = _DATE.fullmatch(str(value).strip())
    if not found:
        raise ValueProblemError("bad-date", text=str(value)[:40])
    year, month, day = (int(group) if group else None for group in found.groups())
    try:
        datetime.date(year or 1, month or 1, day or 1)
    except ValueError as error:
        raise ValueProblemError("bad-date", text=found[0]) from error
    return "-".join(f"{piece:0{width}d}" for piece, width in ((year, 4), (month, 2), (day, 2)) if piece)


Data = TypeVar("Data", bound=BaseModel)


def text_of(path: Path) -> str:
    """The text of a user's file.

    Raises:
        DesignationDataError: if it cannot be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DesignationDataError(
            "designations.unreadable", file=str(path), problem=error.strerror or str(error)
        ) from error
    except UnicodeDecodeError as error:
        raise DesignationDataError("designations.not-utf-8", file=str(path)) from error


def checked(schema: type[Data], source: str, file: str) -> Data:
    """``source`` (YAML) as ``schema`` says.

    Raises:
        DesignationDataError: naming the file, the line, the key and what is wrong with it.
    """
    content = loaded(source, file)
    try:
        return schema.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        cause = first.get("ctx", {}).get("error")
        raise DesignationDataError(
            "designations.bad-data",
            file=file,
            line=line_of(source, first["loc"]),
            key=".".join(map(str, first["loc"])) or Message("designations.whole-file"),
            problem=cause.message if isinstance(cause, ValueProblemError) else first["msg"],
        ) from error


def loaded(source: str, file: str | Message) -> Any:
    """What a YAML text holds; only plain data, never objects.

    Raises:
        DesignationDataError: if it is no YAML, naming the line.
    """
    try:
        return parse_plain_yaml(source)
    except NotYamlError as error:
        raise DesignationDataError(
            "designations.bad-yaml", file=file, line=error.line, problem=str(error)
        ) from error
