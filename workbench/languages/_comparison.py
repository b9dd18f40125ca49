"""Comparison of two limits as sets of accepted values (divergence taxonomy, clause 3)."""

from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from workbench.languages._loading import language
from workbench.languages._patterns import group_name
from workbench.languages._text import normalised
from workbench.languages._units import PROTECTION, Scale, scale
from workbench.languages.model import Limit

Verdict = Literal["equal", "stricter", "looser", "overlapping", "conflicting", "incomparable", "marginal"]

Polarity = Literal["higher", "lower", "target"]
"""Which values of a characteristic are better."""

_DIGITS = Context(prec=12)
_ABSOLUTE_FROM = 150
"""Below this many kelvins nobody states an ambient or process temperature in K: it is a difference."""

_ROUNDED = Fraction(3, 100)
"""Share that rounding after a conversion may change: nobody rounds 50 psi (0.345 MPa) to 0.3 MPa."""

_NUMBERS = {"1", "share", "grade"}
"""Dimensions that a bare number may stand for when the unit is left to the context."""


@dataclass(frozen=True, slots=True)
class _Set:
    lo: Fraction | None
    lo_inc: bool
    hi: Fraction | None
    hi_inc: bool


@lru_cache(maxsize=8192)
def to_base(limit: Limit) -> tuple[Fraction | None, Fraction | None, str]:
    """Bounds of ``limit`` in base units, exactly, and the dimension in which they are stated.

    Dimensions are texts that are equal exactly where values may be compared. A unit that is not known has
    a dimension of its own, made of its spelling, so it compares with the same spelling only.
    """
    return _converted(limit, difference=limit.difference)


def _converted(limit: Limit, *, difference: bool) -> tuple[Fraction | None, Fraction | None, str]:
    found = _scale(limit, difference)
    return _times(limit.lo, found), _times(limit.hi, found), found.dimension


def _scale(limit: Limit, difference: bool) -> Scale:
    found = scale(limit.unit_ucum, difference=difference) if limit.unit_ucum else None
    return found or Scale(Fraction(1), Fraction(0), f"unit {limit.unit}")


def _times(value: Decimal | None, found: Scale) -> Fraction | None:
    return None if value is None else Fraction(value) * found.factor + found.offset


@dataclass(frozen=True, slots=True)
class LimitComparison:
    """How the draft's limit stands to the reference's.

    ``inclusion`` is the verdict of the sets alone, in which an open bound is stricter than a closed one;
    ``verdict`` calls that marginal. ``gap`` is (bound of the reference - bound of the draft) / |bound of the
    reference| of the bound that differs, of the larger one where both do; ``None`` where no two bounds can be
    set against each other. ``better`` says whether the draft demands the better value, ``None`` where the
    polarity does not tell. ``common`` are the values that both accept, in the reference's unit, where the
    sets overlap.
    """

    verdict: Verdict
    inclusion: Verdict
    gap: Fraction | None = None
    better: bool | None = None
    common: Limit | None = None


def polarity(text: str, language_code: str) -> Polarity | None:
    """Whether more of what ``text`` names is better, or less, or a stated value; ``None`` if not known.

    A comparator says nothing about that: a bound from below may stand on what should be low by mistake.
    """
    found = {group_name(match) for match in language(language_code).polarity.finditer(normalised(text))}
    # "Deviation of the strength": two words that disagree decide nothing.
    return found.pop() if len(found) == 1 else None  # type: ignore[return-value]


def compare_limits(a: Limit, b: Limit, *, polarity: Polarity | None = None) -> LimitComparison:
    """What the draft's limit ``a`` is, seen from the reference's limit ``b`` (divergence taxonomy, clause 3).

    ``stricter``: everything that ``a`` accepts, ``b`` accepts too, and not the reverse. ``marginal``: only
    whether the bounds themselves are accepted differs (>= 5 and > 5). Where units were converted, bounds are
    equal after rounding to the coarser stated precision (30 psi and 0.21 MPa). Temperatures are compared as
    differences where either limit speaks of one. A bound on a deviation (at most 5 %) is compared with a
    tolerance (± 5 %) by magnitude.
    """
    if a.unit_ucum in PROTECTION and b.unit_ucum in PROTECTION:
        a, b = _or_higher(a), _or_higher(b)
        if not _are_comparable_degrees(a, b):
            return LimitComparison("incomparable", "incomparable")
    a, b = _same_kind(a, b)
    difference = _difference(a, b)
    alo, ahi, adim = _converted(a, difference=difference)
    blo, bhi, bdim = _converted(b, difference=difference)
    if adim != bdim and not _bare(a, adim, b, bdim):
        return LimitComparison("incomparable", "incomparable")
    if adim != bdim:
        alo, ahi = _plain(a.lo), _plain(a.hi)
        blo, bhi = _plain(b.lo), _plain(b.hi)
    if a.unit_ucum != b.unit_ucum and _equal_when_rounded(a, b, difference):
        return LimitComparison("equal", "equal", gap=Fraction(0))
    first = _Set(alo, _included(a.lo_inc, b.lo_inc), ahi, _included(a.hi_inc, b.hi_inc))
    second = _Set(blo, _included(b.lo_inc, a.lo_inc), bhi, _included(b.hi_inc, a.hi_inc))
    inclusion = _inclusion(first, second)
    only_bounds = inclusion != "equal" and (first.lo, first.hi) == (second.lo, second.hi)
    return LimitComparison(
        "marginal" if only_bounds else inclusion,
        inclusion,
        _gap(first, second),
        _better(first, second, polarity),
        _common(first, second, b, difference) if inclusion == "overlapping" else None,
    )


def _or_higher(degree: Limit) -> Limit:
    """A degree of protection asked for: what is better protected may be supplied too.

    One against water alone is one that asks for nothing against solids: IPX4 is IP04.
    """
    degree = replace(degree, unit_ucum="{IP}")
    return replace(degree, hi=None, hi_inc=None) if degree.shape == "value" else degree


def _are_comparable_degrees(a: Limit, b: Limit) -> bool:
    """Whether no digit of one degree of protection is better and the other worse (IEC 60529)."""
    if a.lo is None or b.lo is None:
        return True
    solids, water = (mine - theirs for mine, theirs in zip(divmod(a.lo, 10), divmod(b.lo, 10), strict=True))
    return solids * water >= 0


def _gap(a: _Set, b: _Set) -> Fraction | None:
    gaps = [
        (theirs - mine) / abs(theirs)
        for mine, theirs in ((a.lo, b.lo), (a.hi, b.hi))
        if mine is not None and theirs  # no share of zero
    ]
    return max(gaps, key=abs, default=None)


def _better(a: _Set, b: _Set, polarity: Polarity | None) -> bool | None:
    """Whether ``a`` demands the better value: "stricter" needs only sets, "better" needs a polarity."""
    mine, theirs = (a.lo, b.lo) if polarity == "higher" else (a.hi, b.hi)
    if polarity not in ("higher", "lower") or mine is None or theirs is None or mine == theirs:
        return None
    return (mine > theirs) == (polarity == "higher")


def _common(a: _Set, b: _Set, reference: Limit, difference: bool) -> Limit:
    """The values that both sets accept, in the unit of ``reference``."""
    lo, lo_inc = max(((s.lo, not s.lo_inc) for s in (a, b) if s.lo is not None), default=(None, False))
    hi, hi_inc = min(((s.hi, s.hi_inc) for s in (a, b) if s.hi is not None), default=(None, True))
    found = _scale(reference, difference)
    return replace(
        reference,
        lo=_stated(lo, found), lo_inc=None if lo is None else not lo_inc,
        hi=_stated(hi, found), hi_inc=None if hi is None else hi_inc,
        shape="bound" if lo is None or hi is None else "range", nominal=None,
    )  # fmt: skip


def _stated(value: Fraction | None, found: Scale) -> Decimal | None:
    """A value in base units as a decimal in the unit of ``found``."""
    if value is None:
        return None
    converted = (value - found.offset) / found.factor
    return _DIGITS.divide(Decimal(converted.numerator), Decimal(converted.denominator))


def _plain(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _bare(a: Limit, adim: str, b: Limit, bdim: str) -> bool:
    """Whether one is a bare number and the other a share, a grade or a count."""
    return {adim, bdim} <= _NUMBERS and not (a.unit and b.unit)


def _included(own: bool | None, other: bool | None) -> bool:
    """Inclusion where the language leaves it open: as the other side has it."""
    if own is not None:
        return own
    return True if other is None else other


def _same_kind(a: Limit, b: Limit) -> tuple[Limit, Limit]:
    """An upper bound on a magnitude beside a tolerance around zero becomes such a tolerance."""

    def as_tolerance(limit: Limit) -> Limit:
        assert limit.hi is not None
        return replace(limit, lo=-limit.hi, lo_inc=limit.hi_inc)

    if _around_zero(a) and _upper_only(b):
        return a, as_tolerance(b)
    if _around_zero(b) and _upper_only(a):
        return as_tolerance(a), b
    return a, b


def _around_zero(limit: Limit) -> bool:
    return limit.shape == "tolerance" and limit.nominal == 0 and limit.lo == -(limit.hi or 0)


def _upper_only(limit: Limit) -> bool:
    return limit.lo is None and limit.hi is not None and limit.hi > 0


def _difference(a: Limit, b: Limit) -> bool:
    return (
        a.difference
        or b.difference
        or any(
            one.unit_ucum == "K" and other.unit_ucum != "K" and _small(one) for one, other in ((a, b), (b, a))
        )
    )


def _small(limit: Limit) -> bool:
    return all(abs(bound) < _ABSOLUTE_FROM for bound in (limit.lo, limit.hi) if bound is not None)


def _inclusion(a: _Set, b: _Set) -> Verdict:
    within_b, within_a = _inside(a, b), _inside(b, a)
    if within_b and within_a:
        return "equal"
    if within_b:
        return "stricter"
    if within_a:
        return "looser"
    return "overlapping" if _meet(a, b) else "conflicting"


def _inside(inner: _Set, outer: _Set) -> bool:
    return _low_holds(inner, outer) and _high_holds(inner, outer)


def _low_holds(inner: _Set, outer: _Set) -> bool:
    if outer.lo is None:
        return True
    if inner.lo is None:
        return False
    return inner.lo > outer.lo or (inner.lo == outer.lo and (outer.lo_inc or not inner.lo_inc))


def _high_holds(inner: _Set, outer: _Set) -> bool:
    if outer.hi is None:
        return True
    if inner.hi is None:
        return False
    return inner.hi < outer.hi or (inner.hi == outer.hi and (outer.hi_inc or not inner.hi_inc))


def _meet(a: _Set, b: _Set) -> bool:
    return _reaches(a, b) and _reaches(b, a)


def _reaches(a: _Set, b: _Set) -> bool:
    """Whether the upper end of ``a`` is not below the lower end of ``b``."""
    if a.hi is None or b.lo is None:
        return True
    return a.hi > b.lo or (a.hi == b.lo and a.hi_inc and b.lo_inc)


def _equal_when_rounded(a: Limit, b: Limit, difference: bool) -> bool:
    """Whether each bound of one is the other's, converted and rounded to the precision there stated."""
    if _included(a.lo_inc, b.lo_inc) != _included(b.lo_inc, a.lo_inc):
        return False
    if _included(a.hi_inc, b.hi_inc) != _included(b.hi_inc, a.hi_inc):
        return False
    pairs = ((a.lo, b.lo), (a.hi, b.hi))
    return _rounds(a, b, pairs, difference) or _rounds(b, a, tuple((y, x) for x, y in pairs), difference)


def _rounds(
    fine: Limit, coarse: Limit, pairs: tuple[tuple[Decimal | None, Decimal | None], ...], difference: bool
) -> bool:
    source, target = _scale(fine, difference), _scale(coarse, difference)
    for one, other in pairs:
        if (one is None) != (other is None):
            return False
        if one is None or other is None:
            continue
        converted = (Fraction(one) * source.factor + source.offset - target.offset) / target.factor
        exponent = other.as_tuple().exponent
        assert isinstance(exponent, int)
        difference_left = abs(converted - Fraction(other))
        if difference_left > Fraction(10) ** exponent / 2 or difference_left > abs(converted) * _ROUNDED:
            return False
    return True
