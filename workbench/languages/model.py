"""What reading one sentence of a standard yields."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
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
        """Whether the form denies by its kind (shall not, should not, need not, cannot)."""
        return self.value.endswith("-")

    @property
    def affirmed(self) -> "Form":
        """The form of the same strength without the denial."""
        return Form(self.value[:-1] + "+") if self.negative else self


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
class NamedUnit:
    """A unit that a text names without a number, at ``span``: ``factor`` base units of ``dimension``."""

    factor: Fraction
    dimension: str
    span: Span


@dataclass(frozen=True, slots=True)
class Limit:
    """A set of accepted values read from text: an interval on one characteristic.

    ``lo`` and ``hi`` are in the stated unit, with the precision that the text stated; ``None`` is
    unbounded. ``lo_inc``/``hi_inc`` say whether the bound belongs to the set (``None`` where there is no
    bound or the language leaves it open). ``unit`` is as spelt, ``""`` without one, in UCUM
    where no words of the text stand for it (once every two years is 0.5 1/a); ``unit_ucum`` the
    same unit in UCUM notation (``"1"`` for counts and bare numbers), ``None`` where it is not known.

    ``shape`` tells a plain value (``lo == hi``) from a one-sided bound, a range and a tolerance around
    ``nominal``. ``role`` tells the requirement's own limit from the condition under which it holds
    (temperature, load, duration, cycles), from the accuracy of an apparatus, and from a bare value.

    ``span`` covers the comparator, the numbers and the unit; ``unit_span`` the unit, ``None`` where it
    comes from a header. ``difference`` says that the text speaks of a difference (a decrease, a rise), so
    that 2 ℃ is 2 K. ``restates`` marks a quantity in brackets that gives the one before it in another
    unit: 12 bar (1 200 kPa). ``confidence`` (0 to 1) falls where the number may be no quantity (a numeral
    that also serves as an article) or its notation is ambiguous.

    ``key`` is the class, grade or size for which the limit holds, as the text names it. ``conditions``
    are the quantities of its sentence under which it holds; ``count`` is the number of specimens or
    readings of which ``statistic`` is taken.
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
    difference: bool = False
    restates: bool = False
    unit_span: Span | None = None
    key: str = ""
    conditions: "tuple[Limit, ...]" = ()


@dataclass(frozen=True, slots=True)
class FormMark:
    """One verbal form found in a text.

    ``negative`` says whether it denies what follows. A denied comparator does not: "shall not exceed" is
    the requirement to stay below, so its mark is REQUIREMENT and not negative.
    """

    form: Form
    span: Span
    low_confidence: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read: its verbal form and all its quantities in the order of the text.

    ``form`` is the strongest of ``forms``, STATEMENT where there is none. ``negations`` are the spans that
    deny something, whether by a modal (shall not) or in the content (no cracks, without, free from);
    denials inside a comparator (not exceeding) are not among them. ``statistics`` are those named in the
    text, ``qualifiers`` its words that select (each, all, only), both in order.
    """

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

    @property
    def negative(self) -> bool:
        """Whether the main verbal form denies (shall not be opened; must not)."""
        return any(mark.negative for mark in self.forms if mark.form is self.form)
