"""Which quantity of the draft answers to which of the reference, inside linked provisions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import numpy as np
from scipy.optimize import linear_sum_assignment

from workbench.alignment import PlacedQuantity, Unit
from workbench.divergence.categories import names_its_row
from workbench.divergence.context import Context, Pair
from workbench.divergence.frames import Placed, as_interval, in_one_frame
from workbench.languages import Form, Limit, Reading, compare_limits, to_base
from workbench.languages.lexicon import mentions
from workbench.sts import ProvisionKind, Row

_GRADE = "grade"
"""Dimension of grades and classes."""

_GRADES = "{grade}"
"""Their unit, in UCUM."""

_OWN_SCALES = frozenset({_GRADES, "{IP}", "{IPX}"})
"""Grades and degrees of protection, which are told with their numbers and not by a column."""

_MOST = 2
"""Beyond that a bare number is hardly a share."""

_TOGETHER = 30
"""Most characters between two bounds of one range: "for at least 1 h, but for no more than 4 h"."""


def counterparts(context: Context, pair: Pair) -> Iterator[tuple[Placed, Placed]]:
    """The quantities of a pair that answer to each other, equal or not, in the order of the draft."""
    by_dimension: dict[object, tuple[list[Placed], list[Placed]]] = defaultdict(lambda: ([], []))
    stated = [
        [(unit, placed) for unit in units for placed in unit.quantities if not _names_a_class(unit, placed)]
        for units in (pair.draft, pair.reference)
    ]
    for side, other in ((0, 1), (1, 0)):
        for one in stated[side]:
            placed = _with_unit_of_column(context, one, stated[other], swapped=side == 1)
            dimension = _dimension(placed[1])
            if dimension == _GRADE and isinstance(placed[0].provision, Row):
                dimension = "1"  # "3-4" under a header of one table, "3" under that of the other
            by_dimension[dimension][side].append(placed)
    _join_shares(by_dimension)
    _join_grades(by_dimension)
    for sides in by_dimension.values():
        _join_columns_of_bounds(*sides)
        _join_bounds(*sides)
        _join_nominals(*sides)
    several = _are_rows_of_one_table(pair.draft) or _are_rows_of_one_table(pair.reference)
    found = [
        (draft[i], reference[j])
        for draft, reference in by_dimension.values()
        for i, j in _assigned(context, draft, reference)
        if (several or context.same_column(draft[i], reference[j]))
        and not _share_of_things(draft[i], reference[j])
        and not (_is_serial(draft[i]) and _is_serial(reference[j]))
    ]
    yield from sorted(found, key=lambda item: (item[0][0].index, item[0][1].span))


def _names_a_class(unit: Unit, placed: PlacedQuantity) -> bool:
    """Whether a size stands in the words that name a row: "thickness of boards over 9.5 mm | ± 0.6"."""
    is_size = (
        unit.provision.kind is ProvisionKind.ROW and placed.limit.shape == "range" and _is_first(unit, placed)
    )
    if placed.limit.role != "limit" or not (is_size or names_its_row((unit, placed))):
        return False  # "corrosion (96 h)" says how it is tested
    limits = (other for other in unit.quantities if other.column != placed.column)
    return any(other.limit.role == "limit" for other in limits)


def _is_serial(placed: Placed) -> bool:
    """Whether a bare number is all that a row is called by: size 1 of one table is size 180 of the other."""
    unit, quantity = placed
    limit = quantity.limit
    plain = limit.shape == "value" and not limit.unit and limit.unit_ucum == "1"
    return plain and isinstance(unit.provision, Row) and _is_first(unit, quantity)


def _is_first(unit: Unit, placed: PlacedQuantity) -> bool:
    cells = unit.provision.cells if isinstance(unit.provision, Row) else ()
    return bool(cells) and placed.column == cells[0].column


def _are_rows_of_one_table(units: tuple[Unit, ...]) -> bool:
    """Whether several rows of a table say what is in several columns of another."""
    tables = [unit.provision.table for unit in units if isinstance(unit.provision, Row)]
    return len(tables) > len(set(tables))


def _join_shares(by_dimension: dict[object, tuple[list[Placed], list[Placed]]]) -> None:
    """A bare 0.85, or 1.5 times, as a share where only the other side states one: 85 %, 150 %."""
    shares, numbers = by_dimension["share"], by_dimension["1"]
    for side in (0, 1):
        if shares[side] or not shares[1 - side]:
            continue
        stated = [placed for placed in numbers[side] if _may_be_share(placed)]
        others = {_one_number(placed[1].limit) for placed in shares[1 - side]} - {None}
        for unit, quantity in stated:
            # "0,2" beside "0.2 %" is a share already, whose unit stands where nobody read it.
            is_percent = not quantity.limit.unit and _one_number(quantity.limit) in others
            limit = replace(quantity.limit, unit="%", unit_ucum="%") if is_percent else None
            limit = limit or _in_percent(quantity.limit)
            shares[side].append((unit, replace(quantity, limit=limit)))
        numbers[side][:] = [placed for placed in numbers[side] if placed not in stated]


def _join_grades(by_dimension: dict[object, tuple[list[Placed], list[Placed]]]) -> None:
    """A bare bound as a grade where only the other side says that its own is one: 4 against grade 3-4."""
    grades, numbers = by_dimension[_GRADE], by_dimension["1"]
    for side in (0, 1):
        bare = [
            placed
            for placed in numbers[side]
            if placed[1].limit.shape == "bound"
            and (not placed[1].limit.unit or placed[1].limit.unit_ucum == _GRADES)
        ]
        bounds = all(placed[1].limit.shape == "bound" for placed in grades[1 - side])
        if grades[side] or not bounds or len(bare) != len(grades[1 - side]):
            continue
        for unit, quantity in bare:
            grades[side].append((unit, replace(quantity, limit=replace(quantity.limit, unit_ucum=_GRADES))))
        numbers[side][:] = [placed for placed in numbers[side] if placed not in bare]


def _may_be_share(placed: Placed) -> bool:
    """Whether a number is a multiple of something, or a part of one."""
    unit, quantity = placed
    limit = quantity.limit
    if limit.unit:
        return limit.unit_ucum == "1" and mentions("multiple", limit.unit, unit.language)
    bounds = [bound for bound in (limit.lo, limit.hi) if bound is not None]
    return limit.unit_ucum == "1" and all(0 < bound < _MOST and bound % 1 for bound in bounds)


def _in_percent(limit: Limit) -> Limit:
    lo, hi, nominal = (
        None if one is None else (one * 100).normalize() for one in (limit.lo, limit.hi, limit.nominal)
    )
    return replace(limit, lo=lo, hi=hi, nominal=nominal, unit="%", unit_ucum="%")


def _has_no_decimals(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= 0


def _with_unit_of_column(context: Context, placed: Placed, others: list[Placed], *, swapped: bool) -> Placed:
    """A bare number of a table in the unit of the column that corresponds to its own.

    "Sound pressure level" may name the decibel in the title of the table, or nowhere.
    """
    unit, quantity = placed
    if quantity.limit.unit or quantity.limit.unit_ucum != "1" or not isinstance(unit.provision, Row):
        return placed
    for other in others:
        pair = (other, placed) if swapped else (placed, other)
        limit = other[1].limit
        ucum = limit.unit_ucum or "1"
        is_physical = limit.unit and ucum not in _OWN_SCALES and not ucum.endswith(("1", "%"))
        if is_physical and isinstance(other[0].provision, Row) and context.same_column(*pair):
            stated = replace(quantity.limit, unit=limit.unit, unit_ucum=limit.unit_ucum)
            return unit, replace(quantity, limit=stated)
    return placed


def _share_of_things(draft: Placed, reference: Placed) -> bool:
    """Whether one counts things and the other is a part of one: an element, two thirds of its height.

    A number with decimals counts nothing: an AQL of 1,0 is one as that of 0,65. "One" in words is an article
    beside such a number.
    """
    parts = [
        all(0 < bound < 1 for bound in (placed.limit.lo, placed.limit.hi) if bound is not None)
        for _, placed in (draft, reference)
    ]
    plain = all(placed.limit.unit_ucum in (None, "1") for _, placed in (draft, reference))
    whole = [
        all(bound is None or _has_no_decimals(bound) for bound in (placed.limit.lo, placed.limit.hi))
        for _, placed in (draft, reference)
    ]
    if plain and parts[0] != parts[1] and any(whole):
        return True
    articles = [is_article(placed) for placed in (draft, reference)]
    return plain and any(articles[i] and not whole[1 - i] for i in (0, 1))


def is_article(placed: Placed) -> bool:
    """Whether a number is the word for one, as in "the position of one part relative to another"."""
    unit, quantity = placed
    written = unit.text[slice(*quantity.span)]
    return quantity.limit.lo == quantity.limit.hi == 1 and not any(map(str.isdigit, written))


def compared(context: Context) -> Iterator[Pair]:
    """The pairs whose quantities are compared: not those of references, formulas, examples or forewords."""
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(unit.speaks for unit in units) or pair.draft[0].group in ("reference", "formula"):
            continue
        # Examples show what a requirement could look like; their numbers require nothing.
        if not any(unit.provision.kind is ProvisionKind.EXAMPLE for unit in units):
            yield pair


def agree(draft: Placed, reference: Placed) -> bool:
    """Whether two quantities say the same, in whichever way each is stated."""
    mine, theirs = (_as_most(limit) for limit in in_one_frame(draft, reference))
    if (
        say_the_same(mine, theirs)
        or _count_the_same(draft, reference)
        or _count_up_to_the_same(draft, reference)
    ):
        return True
    # In a table the comparator comes from a header or from the sentence about it, and can be read amiss.
    in_row = isinstance(draft[0].provision, Row) or isinstance(reference[0].provision, Row)
    # "Not lower than grade 1" and "not more than 1": on some scales the lowest grade is the best.
    # "If more than 10 % are invalid" and "where not more than 10 % are valid" begin to hold at one number.
    conditions = mine.role == theirs.role == "condition"
    may_turn = in_row or conditions or _dimension(draft[1]) == _GRADE or _denied_otherwise(draft, reference)
    opposed = {mine.shape, theirs.shape} == {"bound"} and (mine.lo is None) != (theirs.lo is None)
    return may_turn and opposed and _share_an_end(mine, theirs)


def _as_most(limit: Limit) -> Limit:
    """What may be nothing up to a number of things or on a scale as a bound: "0 or 1", "not more than 1"."""
    if limit.shape != "range" or limit.lo != 0 or limit.unit_ucum not in ("1", _GRADES):
        return limit
    return replace(limit, lo=None, lo_inc=None, shape="bound")


def _count_the_same(draft: Placed, reference: Placed) -> bool:
    """Whether two bounds of things that are counted are one: more than four, at least five."""
    least = [_least(placed) for placed in (draft, reference)]
    return least[0] is not None and least[0] == least[1]


def _count_up_to_the_same(draft: Placed, reference: Placed) -> bool:
    """Whether two ranges hold the same whole numbers of things: over 6 up to 10, 7 to 10."""
    limits = [placed[1].limit for placed in (draft, reference)]
    bare = [not limit.unit and limit.unit_ucum in (None, "1") for limit in limits]
    counted = [_counts_things(placed) for placed in (draft, reference)]
    if not any(counted) or not all(one or other for one, other in zip(counted, bare, strict=True)):
        return False
    ends = [_whole_ends(limit) for limit in limits]
    return ends[0] is not None and ends[0] == ends[1]


def _counts_things(placed: Placed) -> bool:
    """Whether a number has a unit of things that are counted, and none of how many times as much."""
    unit, quantity = placed
    limit = quantity.limit
    of_things = limit.unit_ucum in (None, "1") or (limit.unit_ucum or "").startswith("{")
    return bool(limit.unit) and of_things and not mentions("multiple", limit.unit or "", unit.language)


def _whole_ends(limit: Limit) -> tuple[int, int] | None:
    """The first and the last whole number that a range holds."""
    if limit.lo is None or limit.hi is None or limit.lo % 1 or limit.hi % 1:
        return None
    return int(limit.lo) + (not limit.lo_inc), int(limit.hi) - (not limit.hi_inc)


def _least(placed: Placed) -> int | None:
    """The least number of things that a bound from below accepts; nothing of any other quantity."""
    limit = placed[1].limit
    if not _counts_things(placed) or limit.lo is None or limit.hi is not None or limit.lo % 1:
        return None
    return int(limit.lo) + (not limit.lo_inc)


def _denied_otherwise(draft: Placed, reference: Placed) -> bool:
    """Whether one text forbids below a bound what the other asks for above it.

    "Shall not open under less than 10 N" and "the force of opening shall be at least 10 N" are one limit;
    so are "do not leave burning for more than 4 h" and "shall burn no longer than 4 h".
    """
    readings = [placed[0].readings[0] for placed in (draft, reference) if placed[0].readings]
    return len(readings) == len((draft, reference)) and _forbids(readings[0]) != _forbids(readings[1])


def _forbids(reading: Reading) -> bool:
    """Whether a sentence forbids something; an instruction does so by a mere negation: never leave alone."""
    if reading.form is Form.PROHIBITION:
        return True
    return reading.form in (Form.INSTRUCTION, Form.STATEMENT) and bool(reading.negations)


def say_the_same(draft: Limit, reference: Limit) -> bool:
    """Whether two limits say the same.

    A plain value agrees with a bound at that value: "withstand 30 000 cycles" and "not less than 30 000
    cycles", "for 24 h" and "for at least 24 h" are the same test. An accuracy "not lower than 0.1 mm" and
    one of "0,1 mm or better" are the same balance; "100 m", whose deviation follows, and "100 m ± 0,5 m" the
    same length.
    """
    if compare_limits(draft, reference).verdict == "equal":
        return True
    if _is_nominal_of(draft, reference) or _is_nominal_of(reference, draft):
        return True
    shapes = {draft.shape, reference.shape}
    of_apparatus = {draft.role, reference.role} == {"apparatus"}
    if shapes != {"value", "bound"} and not (of_apparatus and shapes == {"bound"}):
        return False
    return _share_an_end(draft, reference)


def _is_nominal_of(one: Limit, other: Limit) -> bool:
    """Whether one is the plain value to which the other adds a tolerance."""
    if one.shape != "value" or other.shape != "tolerance" or not other.nominal:
        return False
    nominal = replace(other, lo=other.nominal, hi=other.nominal, shape="value")
    return compare_limits(one, nominal).verdict == "equal"


def _share_an_end(draft: Limit, reference: Limit) -> bool:
    """Whether a bound or value of one is one of the other; a rise of 30 K is one of 30 °C."""
    if draft.difference or reference.difference:
        draft, reference = replace(draft, difference=True), replace(reference, difference=True)
    ends = [to_base(limit) for limit in (draft, reference)]
    values = [{end for end in base[:2] if end is not None} for base in ends]
    # A bare 4 in a text answers to grade 4 in a table.
    dimensions = {"1" if base[2] == _GRADE else base[2] for base in ends}
    return len(dimensions) == 1 and bool(values[0] & values[1])


def _join_bounds(draft: list[Placed], reference: list[Placed]) -> None:
    """Make one range of bounds or values that belong together, where the other side states a range."""
    for own, other in ((draft, reference), (reference, draft)):
        if not any(placed.limit.shape in ("range", "tolerance") for _, placed in other):
            continue
        for place in range(len(own) - 1):
            end = _end_of_series(own, place)
            joined = _range(own[place], own[end]) if end > place else None
            if joined and (not joined[1].left_out or any(placed.left_out for _, placed in other)):
                own[place : end + 1] = [joined]
                break


def _join_columns_of_bounds(draft: list[Placed], reference: list[Placed]) -> None:
    """Make one range of a row's bounds that are those of the other side: max. 3.3, min. 2.7 of 3 ± 0.3."""
    for own, other in ((draft, reference), (reference, draft)):
        for limit in [placed.limit for _, placed in other if placed.limit.shape in ("range", "tolerance")]:
            low = next((one for one in own if one[1].limit.hi is None and one[1].limit.lo == limit.lo), None)
            high = next((one for one in own if one[1].limit.lo is None and one[1].limit.hi == limit.hi), None)
            if low and high and low[0] is high[0] and isinstance(low[0].provision, Row):
                joined = _range(low, high)
                own[:] = [one for one in own if one not in (low, high)] + ([joined] if joined else [])


def _join_nominals(draft: list[Placed], reference: list[Placed]) -> None:
    """Make one tolerance of a size and its deviations in two columns, where the other side states the range.

    "35 | 0/-0,2" of one table is "34,8 | 35,0" under "min." and "max." of another.
    """
    for own, other in ((draft, reference), (reference, draft)):
        ranges = [placed.limit for _, placed in other if placed.limit.shape in ("range", "tolerance")]
        for place in range(len(own) - 1):
            joined = _around(own[place], own[place + 1])
            nominal = joined[1].limit.nominal if joined else None
            if joined and (any(_encloses(limit, nominal) for limit in ranges) or _one_size_each(own, ranges)):
                own[place : place + 2] = [joined]
                other[:] = [placed for placed in other if not _is_the_size(placed, nominal)]
                break


def _one_size_each(stated: list[Placed], ranges: list[Limit]) -> bool:
    """Whether a row has one size and its deviations, and the other side one size with its tolerance."""
    return len(stated) == 1 + len(ranges) == 2 and bool(ranges[0].nominal)


def _is_the_size(placed: Placed, nominal: Decimal | None) -> bool:
    """Whether a number of a row is the size around which its range lies."""
    unit, quantity = placed
    return isinstance(unit.provision, Row) and _one_number(quantity.limit) == nominal


def _one_number(limit: Limit) -> Decimal | None:
    """The only number of a value, or of what its name makes a bound: "lowest height | 85"."""
    bounds = {bound for bound in (limit.lo, limit.hi) if bound is not None}
    return bounds.pop() if len(bounds) == 1 else None


def _around(stated: Placed, deviations: Placed) -> Placed | None:
    (unit, first), (second_unit, second) = stated, deviations
    nominal, spread = first.limit, second.limit
    in_columns = unit is second_unit and isinstance(unit.provision, Row) and first.column != second.column
    size = _one_number(nominal)
    if not in_columns or size is None or size <= 0:
        return None
    if spread.lo is None or spread.hi is None or not spread.lo <= 0 <= spread.hi or spread.lo == spread.hi:
        return None
    limit = replace(spread, lo=size + spread.lo, hi=size + spread.hi, nominal=size, shape="tolerance")
    return unit, replace(second, limit=limit)


def _encloses(limit: Limit, nominal: Decimal | None) -> bool:
    if limit.lo is None or limit.hi is None or nominal is None:
        return False
    return 0 < limit.lo <= nominal <= limit.hi and 2 * (limit.hi - limit.lo) <= nominal


def _end_of_series(placed: list[Placed], start: int) -> int:
    """Where numbers that count up by one end, "sizes 2, 3, 4, 5 and 6", else the next that stands with it."""
    end = start
    while end + 1 < len(placed) and _stand_together(placed[end], placed[end + 1]):
        if end > start and not all(_is_next(placed[i], placed[i + 1]) for i in (end - 1, end)):
            break
        end += 1
    return end


def _stand_together(one: Placed, other: Placed) -> bool:
    (unit, first), (second_unit, second) = one, other
    return (
        unit is second_unit
        and 0 <= second.span[0] - first.span[1] <= _TOGETHER
        and first.limit.unit == second.limit.unit
    )


def _is_next(one: Placed, other: Placed) -> bool:
    """Whether a value is one more than that before it."""
    first, second = one[1].limit, other[1].limit
    return first.shape == second.shape == "value" and first.lo is not None and second.lo == first.lo + 1


def _range(low: Placed, high: Placed) -> Placed | None:
    """Two bounds, or the first and last of some values ("class 0 or class 1"), as one range.

    Bounds that leave a range out, "less than 7 mm or more than 18 mm", are that range, left out.
    """
    (unit, first), (_, second) = low, high
    below, above = first.limit, second.limit
    left_out = below.lo is None and above.hi is None
    if left_out:
        lo, lo_inc, hi, hi_inc = below.hi, not below.hi_inc, above.lo, not above.lo_inc
    elif (below.hi is None and above.lo is None) or _are_values(first, second):
        lo, lo_inc, hi, hi_inc = below.lo, bool(below.lo_inc), above.hi, bool(above.hi_inc)
    else:
        return None
    if lo is None or hi is None or lo >= hi:
        return None
    span = (below.span[0], above.span[1])
    limit = replace(below, lo=lo, lo_inc=lo_inc, hi=hi, hi_inc=hi_inc, shape="range", span=span)
    return unit, replace(first, limit=limit, left_out=left_out)


def _are_values(first: PlacedQuantity, second: PlacedQuantity) -> bool:
    return first.limit.shape == second.limit.shape == "value" and first.column == second.column


def _dimension(placed: PlacedQuantity) -> object:
    return to_base(as_interval(placed.limit))[2]


def _assigned(context: Context, draft: list[Placed], reference: list[Placed]) -> list[tuple[int, int]]:
    """The cheapest pairing: same column first, then equal ones, then the same statistic, role and order."""
    if not draft or not reference:
        return []
    cost = np.zeros((len(draft), len(reference)))
    for i, (_, mine) in enumerate(draft):
        for j, (_, theirs) in enumerate(reference):
            same = agree(draft[i], reference[j])
            cost[i, j] = (
                3.0 * (not context.same_column(draft[i], reference[j]))
                + 1.0 * (not same)
                + 0.3 * (mine.limit.statistic != theirs.limit.statistic)
                + 0.4 * (mine.limit.role != theirs.limit.role)
                + 0.2 * (mine.limit.shape != theirs.limit.shape)
                + 0.5 * abs(i / len(draft) - j / len(reference))
            )
    rows, columns = linear_sum_assignment(cost)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True)]
