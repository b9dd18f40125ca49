"""What reading one sentence of a standard yields."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

Span = tuple[int, int]
"""Start and end offset in the text that was read, end exclusive, in code points."""


class Form(StrEnum):
    """Type and polarity of a verbal form (GB/T 1.1-2020 annex C; ISO/IEC Directives Part 2, clause 7)."""

    REQUIREMENT = "req+"
    PROHIBITION = "req-"
    RECOMMENDATION = "rec+"
    DISCOURAGEMENT = "rec-"
    PERMISSION = "perm+"
    EXEMPTION = "perm-"
    CAPABILITY = "cap+"
    INABILITY = "cap-"
    STATEMENT = "stmt"
    INSTRUCTION = "instr"
    EXTERNAL = "ext"
    FORBIDDEN = "forbidden"

    @property
    def strength(self) -> int:
        """Place on the scale requirement 4, recommendation 3, permission 2, possibility 1, statement 0."""
        return _STRENGTH[self]

    @property
    def negative(self) -> bool:
        """Whether the form denies (shall not, should not, need not, cannot)."""
        return self.value.endswith("-")


_STRENGTH = {
    Form.REQUIREMENT: 4,
    Form.PROHIBITION: 4,
    Form.INSTRUCTION: 4,
    Form.FORBIDDEN: 4,
    Form.EXTERNAL: 4,
    Form.RECOMMENDATION: 3,
    Form.DISCOURAGEMENT: 3,
    Form.PERMISSION: 2,
    Form.EXEMPTION: 2,
    Form.CAPABILITY: 1,
    Form.INABILITY: 1,
    Form.STATEMENT: 0,
}

Role = Literal["limit", "condition", "value", "apparatus"]
Shape = Literal["value", "bound", "range", "tolerance"]
Statistic = Literal["mean", "each", "median", "maximum", "minimum"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A set of accepted values read from text: an interval on one characteristic.

    ``lo`` and ``hi`` are in the stated unit, with the precision that the text stated; ``None`` is
    unbounded. ``lo_inc``/``hi_inc`` say whether the bound belongs to the set (``None`` where there is no
    bound or the language leaves it open). ``unit`` is as spelt, ``""`` without one; ``unit_ucum`` the
    same unit in UCUM notation, ``None`` where it is not known.

    ``shape`` tells a plain value (``lo == hi``) from a one-sided bound, a range and a tolerance around
    ``nominal``. ``role`` tells the requirement's own limit from the condition under which it holds
    (temperature, load, duration, cycles), from the accuracy of an apparatus, and from a bare value.
    """

    lo: Decimal | None
    lo_inc: bool | None
    hi: Decimal | None
    hi_inc: bool | None
    unit: str
    unit_ucum: str | None
    shape: Shape
    role: Role
    span: Span
    nominal: Decimal | None = None
    characteristic: str = ""
    statistic: Statistic | None = None
    count: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FormMark:
    """One verbal form found in a text."""

    form: Form
    span: Span
    low_confidence: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read: its verbal form and all its quantities in the order of the text."""

    text: str
    language: str
    form: Form
    low_confidence: bool
    forms: tuple[FormMark, ...]
    quantities: tuple[Limit, ...]
    negations: tuple[Span, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    qualifiers: tuple[str, ...] = ()

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The requirement's own limits."""
        return tuple(q for q in self.quantities if q.role == "limit")

    @property
    def conditions(self) -> tuple[Limit, ...]:
        """The quantities that say under which conditions the text holds."""
        return tuple(q for q in self.quantities if q.role == "condition")
