"""Two ways to state one limit: what is kept or lost, the whole or the excess, the range or the deviation.

"At least 96 % of the flux kept" and "a loss of at most 4 %" are one limit, as are "not more than 110 % of
the rated power" and "not more than 10 % above it", "90 % to 110 %" and "differing by at most 10 %", "-5 % to
+5 %" and "deviating by at most 5 %", "not below -5 %" and "at most 5 % less than declared", "at least 90 % of
the nominal thickness" and "at most 10 % less", "once a year" and "every twelve months", a diameter and a
radius.
"""

import re
from dataclasses import replace
from decimal import Decimal

from workbench.alignment import PlacedQuantity, Unit
from workbench.languages import Limit
from workbench.languages.lexicon import mentions
from workbench.sts import Row

Placed = tuple[Unit, PlacedQuantity]

_WHOLE = Decimal(100)
_PERCENT = re.compile("[%٪]")
_PER = "1/"
_BESIDE = 14
"""Characters around a length in which is said that it is a radius or a diameter."""
_PERIODS = frozenset({"d", "wk", "mo", "a"})


def in_one_frame(draft: Placed, reference: Placed) -> tuple[Limit, Limit]:
    """The two limits, one of them restated as the other one is where their texts state them differently."""
    mine, theirs = draft[1].limit, reference[1].limit
    if _is_rate(mine) != _is_rate(theirs):
        return as_interval(mine), as_interval(theirs)
    if _around_zero(mine) and is_deviation_bound(reference):
        return mine, _on_both_sides(theirs)
    if _around_zero(theirs) and is_deviation_bound(draft):
        return _on_both_sides(mine), theirs
    if _has_deviations(mine) and is_deviation_bound(reference) and _deviates_from_nominal(reference):
        return _from_nominal(mine), _on_both_sides(theirs)
    if _has_deviations(theirs) and is_deviation_bound(draft) and _deviates_from_nominal(draft):
        return _on_both_sides(mine), _from_nominal(theirs)
    if _is_radius(draft) != _is_radius(reference) and _is_diameter(draft) != _is_diameter(reference):
        return (_doubled(mine), theirs) if _is_radius(draft) else (mine, _doubled(theirs))
    if _is_least_deviation(mine) and _falls_short(reference):
        return mine, _from_below(theirs)
    if _is_least_deviation(theirs) and _falls_short(draft):
        return _from_below(mine), theirs
    if _is_above_only(mine) and _has_nothing_below(reference):
        return mine, replace(theirs, lo=mine.lo, lo_inc=mine.lo_inc, shape=mine.shape)
    if _is_above_only(theirs) and _has_nothing_below(draft):
        return replace(mine, lo=theirs.lo, lo_inc=theirs.lo_inc, shape=theirs.shape), theirs
    if mine.unit_ucum != "%" or theirs.unit_ucum != "%":
        return mine, theirs
    if _are_complements(draft, reference) or _is_excess(draft, reference) or _is_excess(reference, draft):
        return mine, mine
    restated = _as(mine, theirs, draft[0], reference[0])
    if restated:
        return mine, restated
    restated = _as(theirs, mine, reference[0], draft[0])
    return (restated, theirs) if restated else (mine, theirs)


def as_interval(limit: Limit) -> Limit:
    """How often something is done as the time between: twice a year is every half year."""
    if not _is_rate(limit) or not all(bound is None or bound > 0 for bound in (limit.lo, limit.hi)):
        return limit
    lo, hi = (None if bound is None else 1 / bound for bound in (limit.hi, limit.lo))
    period = (limit.unit_ucum or "").removeprefix(_PER)
    return replace(
        limit, lo=lo, hi=hi, lo_inc=limit.hi_inc, hi_inc=limit.lo_inc, unit=period, unit_ucum=period
    )


def _are_complements(draft: Placed, reference: Placed) -> bool:
    """Whether one says how much of a whole is kept or used, and the other how much may be lacking or left.

    Texts that speak of neither can demand opposite things: humidity of at least 60 %, of at most 40 %.
    """
    (kept_of, kept), (lacking_of, lacking) = sorted(
        ((unit, quantity.limit) for unit, quantity in (draft, reference)),
        key=lambda one: not _only_low(one[1]),
    )
    if not _only_low(kept) or lacking.hi is None or lacking.lo not in (None, lacking.hi):
        return False
    of_nominal = all(mentions("nominal", unit.text, unit.language) for unit in (kept_of, lacking_of))
    is_climate = any(_names("humidity", unit) for unit in (kept_of, lacking_of))
    is_opposed = (
        (_known(kept.lo) > lacking.hi and not is_climate)
        or of_nominal
        or any(_names(topic, kept_of) != _names(topic, lacking_of) for topic in ("lost", "remainder"))
    )
    return is_opposed and _known(kept.lo) + lacking.hi == _WHOLE


def _is_excess(whole: Placed, more: Placed) -> bool:
    """Whether a multiple, told as one, exceeds the nominal value by the other: 1.6 times, 60 % more.

    Two percentages that happen to be a hundred apart are no such pair unless the text speaks of an excess.
    """
    unit, quantity = whole
    told_as_share = isinstance(unit.provision, Row) or _PERCENT.search(unit.text[slice(*quantity.span)])
    grows = _names("elongation", more[0]) and not _names("elongation", unit)
    if told_as_share and not (_exceeds(more[0]) or grows):
        return False
    ends = [
        {bound for bound in (placed[1].limit.lo, placed[1].limit.hi) if bound is not None}
        for placed in (whole, more)
    ]
    return len(ends[0]) == len(ends[1]) == 1 and ends[0] == {bound + _WHOLE for bound in ends[1]}


def _as(model: Limit, limit: Limit, model_unit: Unit, unit: Unit) -> Limit | None:
    """``limit`` stated in the way of ``model``; ``None`` where their texts state them in one way."""
    if _only_low(model) and _only_high(limit) and _loses(unit) and not _loses(model_unit):
        return replace(limit, lo=_WHOLE - _known(limit.hi), lo_inc=limit.hi_inc, hi=None, hi_inc=None)
    exceeds = _exceeds(unit) and not _exceeds(model_unit)
    if _only_high(model) and _known(model.hi) > _WHOLE and _only_high(limit) and exceeds:
        return replace(limit, hi=_WHOLE + _known(limit.hi))
    if model.shape == "range" and _is_around_the_whole(model) and _only_high(limit) and _deviates(unit):
        return replace(
            limit,
            lo=_WHOLE - _known(limit.hi), lo_inc=limit.hi_inc, hi=_WHOLE + _known(limit.hi), shape="range",
        )  # fmt: skip
    if model.shape == "range" and _is_deviation(limit) and _known(model.lo) > 0 and _deviates(unit):
        return replace(limit, lo=_WHOLE + _known(limit.lo), hi=_WHOLE + _known(limit.hi), shape="range")
    if model.shape == "range" and _is_around_the_whole(model) and limit.shape == "tolerance":
        return replace(limit, lo=_WHOLE + _known(limit.lo), hi=_WHOLE + _known(limit.hi), shape="range")
    return None


def _is_rate(limit: Limit) -> bool:
    """Whether a limit says how often something is done in a period of days or more."""
    ucum = limit.unit_ucum or ""
    return ucum.startswith(_PER) and ucum.removeprefix(_PER) in _PERIODS


def _around_zero(limit: Limit) -> bool:
    """Whether a range lies unevenly around zero: what is stated so is a deviation from something."""
    return limit.lo is not None and limit.hi is not None and limit.lo < 0 < limit.hi


def _has_deviations(limit: Limit) -> bool:
    """Whether a limit is a value with its tolerance: 50 Hz ± 1 Hz, (100 ± 2) %."""
    return (
        limit.shape == "tolerance" and bool(limit.nominal) and limit.lo is not None and limit.hi is not None
    )


def _deviates_from_nominal(placed: Placed) -> bool:
    """Whether a text says that something may deviate from a value that it does not state as a number."""
    return _names("nominal", placed[0])


def _from_nominal(limit: Limit) -> Limit:
    """A tolerance as the deviations that it allows."""
    nominal = _known(limit.nominal)
    return replace(
        limit, lo=_known(limit.lo) - nominal, hi=_known(limit.hi) - nominal, nominal=None, difference=True
    )


def is_deviation_bound(placed: Placed) -> bool:
    """Whether a limit is the most by which something may deviate, whichever way."""
    unit, quantity = placed
    limit = quantity.limit
    return limit.lo is None and limit.hi is not None and limit.hi > 0 and _deviates(unit)


def _is_radius(placed: Placed) -> bool:
    return _is_said_of("radius", placed)


def _is_diameter(placed: Placed) -> bool:
    return _is_said_of("diameter", placed)


def _is_said_of(topic: str, placed: Placed) -> bool:
    """Whether words of a topic stand beside a length, or a multiple of one."""
    unit, quantity = placed
    start, end = quantity.span
    in_row = isinstance(unit.provision, Row)  # what names a row stands far from its last cell
    around = unit.text if in_row else unit.text[max(0, start - _BESIDE) : end + _BESIDE]
    is_length = (quantity.limit.unit_ucum or "1").endswith(("m", "1"))
    return is_length and mentions(topic, around, unit.language)


def _doubled(limit: Limit) -> Limit:
    lo, hi, nominal = (None if value is None else 2 * value for value in (limit.lo, limit.hi, limit.nominal))
    return replace(limit, lo=lo, hi=hi, nominal=nominal)


def _is_least_deviation(limit: Limit) -> bool:
    """Whether a limit says from where on something is too little: at least -5 %."""
    return limit.hi is None and limit.lo is not None and limit.lo < 0


def _is_above_only(limit: Limit) -> bool:
    """Whether a limit lets something be more than it is said to be and not less: 0 to +3 %."""
    return limit.lo == 0 and limit.hi is not None and limit.hi > 0


def _has_nothing_below(placed: Placed) -> bool:
    """Whether a limit is the most by which something may be more that, so the text says, is not less."""
    unit, quantity = placed
    limit = quantity.limit
    is_most = limit.lo is None and limit.hi is not None and limit.hi > 0
    return is_most and mentions("nothing-below", unit.text, unit.language)


def _falls_short(placed: Placed) -> bool:
    """Whether a limit is the most by which something may be less than it is said to be."""
    unit, quantity = placed
    limit = quantity.limit
    is_most = limit.lo is None and limit.hi is not None and limit.hi > 0
    return is_most and mentions("too-little", unit.text, unit.language)


def _from_below(limit: Limit) -> Limit:
    return replace(limit, lo=-_known(limit.hi), lo_inc=limit.hi_inc, hi=None, hi_inc=None)


def _on_both_sides(limit: Limit) -> Limit:
    return replace(limit, lo=-_known(limit.hi), lo_inc=limit.hi_inc, shape="tolerance")


def _only_low(limit: Limit) -> bool:
    return limit.lo is not None and limit.hi is None


def _only_high(limit: Limit) -> bool:
    return limit.hi is not None and limit.lo is None and limit.hi < _WHOLE * 2


def _known(value: Decimal | None) -> Decimal:
    return value if value is not None else Decimal(0)


def _is_around_the_whole(limit: Limit) -> bool:
    return (
        limit.lo is not None and limit.hi is not None and limit.lo > 0 and limit.lo + limit.hi == 2 * _WHOLE
    )


def _is_deviation(limit: Limit) -> bool:
    """Whether a limit lies around zero: -10 % to +5 % of a rated value."""
    return _known(limit.lo) < 0 < _known(limit.hi) < _WHOLE


def _loses(unit: Unit) -> bool:
    return mentions("lost", unit.text, unit.language)


def _exceeds(unit: Unit) -> bool:
    return mentions("excess", unit.text, unit.language)


def _deviates(unit: Unit) -> bool:
    return _names("deviation", unit)


def _names(topic: str, unit: Unit) -> bool:
    """Whether a text speaks of a matter, or the title or a header of the table that it is a row of."""
    provision = unit.provision
    table = (provision.table.caption, *provision.table.columns) if isinstance(provision, Row) else ()
    return any(mentions(topic, text, unit.language) for text in (unit.text, *table))
