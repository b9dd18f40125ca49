"""The quantities of a provision, with where they stand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from workbench.alignment.deviations import as_deviations
from workbench.languages import Limit, Reading, to_base
from workbench.languages.lexicon import found
from workbench.sts import Cell, Provision, Row

_PART_END = re.compile(r"[。；;，.!?](?!\d)")
"""Ends the reach of a denial. Not the Latin comma: "free from rust, burrs and scratches longer than 5 mm"."""
_SENTENCE_END = re.compile(r"[。；;.!?](?!\d)")
_PART_END_OR_COMMA = re.compile(rf"{_PART_END.pattern}|[,،]\s")
"""The same before "at least": "without a broken thread, and have at least 3 stitches"."""

_ONCE_A_DAY = Fraction(1, 86400)
"""Rate from which something turns or swings; slower ones say how often something is done."""

BaseValue = tuple[object, ...]
"""A quantity in base units: bounds, whether they are included, dimension."""


@dataclass(frozen=True)
class PlacedQuantity:
    """A quantity and where it stands: offset of its cell in the provision's text, number of its column.

    A range that is ``left_out`` is one of values that are not accepted.
    """

    limit: Limit
    offset: int = 0
    column: int = 0
    left_out: bool = False

    @property
    def base(self) -> BaseValue:
        """The quantity in base units."""
        return base_value(self.limit)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the provision's text."""
        return self.limit.span[0] + self.offset, self.limit.span[1] + self.offset


def placed_quantities(
    provision: Provision, readings: Sequence[Reading], language: str
) -> tuple[PlacedQuantity, ...]:
    """All quantities in the order of the text; of a row cell by cell, as read under its headers.

    What only restates another in a second unit, in a bracket, is left out.
    """
    placed = [
        [
            PlacedQuantity(accepted(quantity, reading), offset, column, is_left_out(quantity, reading))
            for quantity in _with_deviations(reading)
        ]
        for reading, offset, column in zip(readings, *cells_of(provision), strict=True)
    ]
    if isinstance(provision, Row):
        for (cell, its), (next_cell, next_its) in pairwise(zip(provision.cells, placed, strict=True)):
            joined = _one_tolerance(its, next_its)
            if joined and _are_deviations(cell, next_cell, language):
                its[:], next_its[:] = [joined], []
    return tuple(quantity for its in placed for quantity in its)


def _are_deviations(cell: Cell, beside: Cell, language: str) -> bool:
    """Whether two cells hold the upper and the lower limit deviation of one size."""
    if not (cell.headers and beside.headers) or cell.headers[:-1] != beside.headers[:-1]:
        return False
    names = []
    for header in (cell.headers[-1], beside.headers[-1]):
        span = found("limit-deviation", header, language)
        if span is None:
            return False
        names.append((header[: span[0]], header[span[1] :]))
    return names[0] == names[1]


def _one_tolerance(
    first: Sequence[PlacedQuantity], second: Sequence[PlacedQuantity]
) -> PlacedQuantity | None:
    """Two bounds in adjacent cells as the range between them, in the column of the lower one."""
    if len(first) != 1 or len(second) != 1 or first[0].limit.unit != second[0].limit.unit:
        return None
    (one,), (other,) = first, second
    lower, upper = (one, other) if one.limit.lo is not None else (other, one)
    lo, hi = lower.limit.lo, upper.limit.hi
    if lo is None or hi is None or lower.limit.hi is not None or upper.limit.lo is not None or lo >= hi:
        return None
    around = lo <= 0 <= hi
    limit = replace(
        one.limit,
        lo=lo,
        lo_inc=True,
        hi=hi,
        hi_inc=True,
        shape="tolerance" if around else "range",
        nominal=Decimal(0) if around else None,
        span=(one.limit.span[0], other.span[1] - one.offset),
        unit_span=None,
    )
    return replace(one, limit=limit, column=lower.column)


def cells_of(provision: Provision) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Offset in the text and column of every cell of a row; of the text itself for any other provision."""
    if not isinstance(provision, Row):
        return (0,), (0,)
    offsets, position = [], 0
    for cell in provision.cells:
        position = max(provision.text.find(cell.text, position), 0)
        offsets.append(position)
        position += len(cell.text)
    return tuple(offsets), tuple(cell.column for cell in provision.cells)


def _with_deviations(reading: Reading) -> list[Limit]:
    """The quantities of a reading, those that make one tolerance put together."""
    limits = [quantity for quantity in reading.quantities if not quantity.restates]
    deviations = as_deviations(limits, reading.text, reading.language)
    joined = (deviations.get(place, limit) for place, limit in enumerate(limits))
    return [limit for limit in joined if limit is not None]


def accepted(limit: Limit, reading: Reading) -> Limit:
    """The values that are accepted, where the text names those that are not.

    "No scratches longer than 3 mm": the bound says what is forbidden, up to 3 mm is accepted. The same holds
    for "shall not be stacked in more than five layers" and "who weigh more than 15 kg shall not be carried".
    """
    beyond = limit.role == "limit" or (limit.role == "condition" and limit.lo_inc is False)
    is_upper_part = beyond and limit.lo is not None and limit.hi is None
    before = is_upper_part and any(
        _governs(negation, limit.span, reading, at_least=limit.lo_inc is True)
        for negation in reading.negations
    )
    if not before and not (is_upper_part and _is_denied_behind(limit, reading)):
        return limit
    return replace(limit, lo=None, lo_inc=None, hi=limit.lo, hi_inc=not limit.lo_inc)


def _is_denied_behind(limit: Limit, reading: Reading) -> bool:
    """Whether what is more than a number is the subject of a denial: the next verb, in the same part.

    Behind a comma only where it is the first verb of the sentence: "大于2 mm的，不应使用".
    """
    if limit.role != "limit" or limit.lo_inc is not False:
        return False
    start = limit.span[1]
    mark = next((mark for mark in reading.forms if mark.span[0] >= start), None)
    if mark is None or not mark.negative:
        return False
    ends = _SENTENCE_END if mark is reading.forms[0] else _PART_END_OR_COMMA
    return not ends.search(reading.text, start, mark.span[0])


def is_left_out(limit: Limit, reading: Reading) -> bool:
    """Whether a text denies a whole range: "no gaps of 7 mm to 18 mm"."""
    return limit.shape == "range" and any(
        _governs(negation, limit.span, reading, at_least=False) for negation in reading.negations
    )


def _governs(negation: tuple[int, int], span: tuple[int, int], reading: Reading, *, at_least: bool) -> bool:
    """Whether a negation stands before a quantity in the same part of the sentence, nothing affirmed between.

    Before ``at_least`` it has to be part of a verb, and a comma ends its reach.
    "Surfaces that are not painted shall be protected for at least one year" forbids nothing.
    """
    start, end = negation[1], span[0]
    if start > end or (_PART_END_OR_COMMA if at_least else _PART_END).search(reading.text, start, end):
        return False
    verbs = [mark for mark in reading.forms if mark.span[0] < start and negation[0] < mark.span[1]]
    if any(not mark.negative for mark in verbs):
        return False  # a denial that only turns the comparator: "shall not be less than"
    if at_least and not verbs:
        return False  # "without load, for a total of at least two hours"
    if not verbs and found("if", reading.text[start:end], reading.language):
        return False  # "a room free from corrosive gases; if the time of storage exceeds a year"
    # A verb can be part of the comparator: "harus tidak kurang dari".
    return not any(start <= mark.span[0] <= end and not mark.negative for mark in reading.forms)


def base_value(quantity: Limit) -> BaseValue:
    """The quantity as a value that equals that of the same quantity in another unit or language.

    A share is a number: 85 % of the rated voltage is 0.85 times the rated voltage.
    """
    base = to_base(quantity)
    if base is None:
        return (quantity.lo, quantity.hi, quantity.unit)
    lo, hi, dimension = base
    return (lo, hi, "1" if dimension == "share" else dimension)


def as_interval(value: BaseValue) -> BaseValue:
    """A rate of days or more as the time between two occurrences, any other value as it is.

    "At least once every two years" is "at intervals of not more than 24 months".
    """
    lo, hi, dimension = value
    bounds = [bound for bound in (lo, hi) if isinstance(bound, Fraction)]
    if dimension != "time^-1" or not bounds or not all(0 < bound <= _ONCE_A_DAY for bound in bounds):
        return value
    return (*(1 / bound if isinstance(bound, Fraction) else None for bound in (hi, lo)), "time^1")
