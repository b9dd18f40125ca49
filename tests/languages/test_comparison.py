"""Comparison of limits as sets (divergence taxonomy, clause 3)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.languages import Limit, compare_limits, polarity, read, to_base

MIRRORED = {
    "stricter": "looser",
    "looser": "stricter",
    "equal": "equal",
    "overlapping": "overlapping",
    "conflicting": "conflicting",
    "marginal": "marginal",
    "incomparable": "incomparable",
}


def limit(
    lo: str | None, hi: str | None, unit: str = "mm", *, lo_inc: bool = True, hi_inc: bool = True
) -> Limit:
    one_sided = lo is None or hi is None
    return Limit(
        lo=None if lo is None else Decimal(lo),
        lo_inc=None if lo is None else lo_inc,
        hi=None if hi is None else Decimal(hi),
        hi_inc=None if hi is None else hi_inc,
        unit=unit,
        unit_ucum=unit,
        shape="bound" if one_sided else "range",
        role="limit",
        span=(0, 0),
    )


def only(text: str, language: str) -> Limit:
    (found,) = [q for q in read(text, language).quantities if q.role == "limit"] or read(
        text, language
    ).quantities
    return found


@pytest.mark.parametrize(
    ("draft", "reference", "verdict"),
    [
        (("zh", "铅应不大于0.01 mg/kg。"), ("en", "Lead shall not exceed 0,010 mg/kg."), "equal"),
        (("zh", "铬应不大于2 mg/kg。"), ("fr", "Le chrome ne doit pas dépasser 0,000 2 %."), "equal"),
        (("zh", "氯应不大于0.1%。"), ("en", "Chloride shall not exceed 2 g/kg."), "stricter"),
        (("zh", "镍应不大于0.14 mg/kg。"), ("en", "Nickel shall be less than 0,14 mg/kg."), "marginal"),
        (("zh", "吸水率应不大于0.3%。"), ("en", "Absorption shall not exceed 0,35 %."), "stricter"),
        (("zh", "强度应不小于6.0 N/mm²。"), ("ru", "Прочность не менее 5,0 МПа."), "stricter"),
        (("zh", "电阻应不小于50 MΩ·km。"), ("ru", "Сопротивление не менее 50 МОм·км."), "equal"),
        (("zh", "破坏强度≥1 300 N"), ("vi", "Lực uốn không được nhỏ hơn 1,3 kN."), "equal"),
        (("zh", "保温效能的下降应不超过2 ℃。"), ("en", "It shall not have decreased by more than 3 K."), "stricter"),
        (("zh", "偏差应在±3%以内。"), ("en", "It shall not deviate from the nominal value by more than 5 %."), "stricter"),
        (("zh", "偏差应不大于5%。"), ("en", "The deviation shall be within ± 5 %."), "equal"),
        (("zh", "质保期为3年。"), ("en", "The warranty is 36 months."), "equal"),
        (("zh", "质保期为3年。"), ("ru", "Гарантийный срок — два года."), "stricter"),
        (("zh", "温度20 ℃±15 ℃"), ("ru", "Температура от 5 °С до 35 °С."), "equal"),
        (("zh", "压力应不大于0.21 MPa。"), ("en", "The pressure shall not exceed 30 psi."), "equal"),
        (("zh", "频率应为1次/s。"), ("en", "The frequency shall be 60 cycles per minute."), "equal"),
        (("zh", "应不少于30 000次。"), ("ru", "не менее 30 тыс. циклов"), "equal"),
        (("zh", "温度(25±5) ℃"), ("en", "Temperature (20 ± 5) °C"), "overlapping"),
        (("zh", "温度不低于50 ℃"), ("en", "temperature not exceeding 40 °C"), "conflicting"),
        (("zh", "质量不大于5 kg"), ("en", "length not exceeding 5 m"), "incomparable"),
        (("zh", "容积应不小于10 L。"), ("en", "The volume shall be at least 10 l."), "equal"),
        (("zh", "温度不高于60 ℃"), ("en", "temperature not exceeding 140 °F"), "equal"),
        (("zh", "温度不高于27 ℃"), ("en", "temperature not exceeding 300,15 K"), "equal"),
        (("ru", "Масса до 5 кг."), ("en", "The mass shall be at most 5 kg."), "equal"),
        (("zh", "型式检验应每12个月至少进行一次。"), ("en", "Testing shall be done at least once a year."), "equal"),
        (("en", "Testing shall be done at least once in 2 years."), ("fr", "au moins une fois par an"), "looser"),
        (("ru", "не реже одного раза в 6 мес"), ("vi", "ít nhất mỗi năm một lần"), "stricter"),
    ],
)  # fmt: skip
def test_verdict(draft: tuple[str, str], reference: tuple[str, str], verdict: str) -> None:
    a, b = only(draft[1], draft[0]), only(reference[1], reference[0])
    assert compare_limits(a, b).verdict == verdict
    assert compare_limits(b, a).verdict == MIRRORED[verdict]


def test_inclusion_alone_decides_direction() -> None:
    assert compare_limits(limit(None, "5"), limit(None, "6")).verdict == "stricter"
    assert compare_limits(limit("5", None), limit("6", None)).verdict == "looser"


def test_only_whether_the_bound_itself_is_accepted_is_marginal() -> None:
    compared = compare_limits(limit(None, "5"), limit(None, "5", hi_inc=False))
    assert (compared.verdict, compared.inclusion) == ("marginal", "looser")
    assert compare_limits(limit("90", None, lo_inc=False), limit("90", None)).verdict == "marginal"


def test_gap_is_the_share_of_the_reference_with_its_sign() -> None:
    assert compare_limits(limit(None, "0.3", "%"), limit(None, "0.5", "%")).gap == Fraction(2, 5)
    assert compare_limits(limit("40", None, "N"), limit("0.05", None, "kN")).gap == Fraction(1, 5)
    assert compare_limits(limit("60", None, "N"), limit("50", None, "N")).gap == Fraction(-1, 5)
    assert compare_limits(limit(None, "5"), limit("5", None)).gap is None


def test_better_needs_a_polarity() -> None:
    a, b = limit("60", None, "N"), limit("50", None, "N")
    assert compare_limits(a, b).better is None
    assert compare_limits(a, b, polarity="higher").better is True
    assert compare_limits(b, a, polarity="higher").better is False
    assert compare_limits(limit(None, "3"), limit(None, "5"), polarity="lower").better is True
    assert compare_limits(limit(None, "3"), limit(None, "5"), polarity="target").better is None


def test_what_both_accept_is_shown_in_the_unit_of_the_reference() -> None:
    common = compare_limits(limit("20", "30", "mm"), limit("2.5", "3.5", "cm")).common
    assert common is not None
    assert (common.lo, common.hi, common.unit) == (Decimal("2.5"), Decimal(3), "cm")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("绝缘电阻", "zh", "higher"), ("噪声", "zh", "lower"), ("pH值", "zh", "target"), ("颜色", "zh", "target"),
        ("breaking strength", "en", "higher"), ("Leakage current", "en", "lower"), ("colour", "en", "target"),
        ("водопоглощение", "ru", "lower"), ("tuổi thọ", "vi", "higher"), ("niveau de bruit", "fr", "lower"),
        ("consumo de energía", "es", "lower"), ("penyerapan air", "id", "lower"), ("متانة", "ar", "higher"),
        ("deviation of the strength", "en", None), ("the product", "en", None),
    ],
)  # fmt: skip
def test_polarity(text: str, language: str, expected: str | None) -> None:
    assert polarity(text, language) == expected


def test_rounding_is_forgiven_only_across_units() -> None:
    assert compare_limits(limit(None, "0.3", "MPa"), limit(None, "0.30001", "MPa")).verdict == "stricter"
    assert compare_limits(limit(None, "0.3", "MPa"), limit(None, "43.5", "[psi]")).verdict == "equal"
    assert compare_limits(limit(None, "0.3", "MPa"), limit(None, "50.0", "[psi]")).verdict == "stricter"


def test_unknown_unit_compares_with_its_own_spelling_only() -> None:
    known = limit(None, "5", "mm")
    odd = Limit(None, None, Decimal(5), True, "brix", None, "bound", "limit", (0, 0))
    tighter = Limit(None, None, Decimal(4), True, "brix", None, "bound", "limit", (0, 0))
    assert compare_limits(odd, known).verdict == "incomparable"
    assert compare_limits(tighter, odd).verdict == "stricter"


def test_base_units_are_exact() -> None:
    assert to_base(limit("0.3", "1", "MPa"))[:2] == (
        to_base(limit("3", "10", "bar"))[0],
        to_base(limit("3", "10", "bar"))[1],
    )
    lo, _, dimension = to_base(limit("1", None, "mm"))
    assert (lo, dimension) == (Fraction(1, 1000), "length^1")


numbers = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def limits(draw: st.DrawFn, unit: str = "mm") -> Limit:
    ends = sorted(draw(st.tuples(numbers, numbers)))
    kind = draw(st.sampled_from(("lower", "upper", "both")))
    lo = ends[0] if kind != "upper" else None
    hi = ends[1] if kind != "lower" else None
    included = draw(st.booleans()) or ends[0] == ends[1]
    return Limit(
        lo=lo,
        lo_inc=None if lo is None else included,
        hi=hi,
        hi_inc=None if hi is None else included,
        unit=unit,
        unit_ucum=unit,
        shape="range" if kind == "both" else "bound",
        role="limit",
        span=(0, 0),
    )


@given(limits(), limits())
def test_swapping_the_documents_mirrors_the_verdict(a: Limit, b: Limit) -> None:
    assert compare_limits(b, a).verdict == MIRRORED[compare_limits(a, b).verdict]


@given(limits())
def test_a_limit_equals_itself(a: Limit) -> None:
    assert compare_limits(a, a).verdict == "equal"


@given(limits(), limits(), limits())
def test_stricter_is_transitive(a: Limit, b: Limit, c: Limit) -> None:
    if compare_limits(a, b).verdict == compare_limits(b, c).verdict == "stricter":
        assert compare_limits(a, c).verdict == "stricter"


@given(limits(), limits())
def test_conversion_does_not_change_the_verdict(a: Limit, b: Limit) -> None:
    def in_metres(found: Limit) -> Limit:
        from dataclasses import replace

        def shift(bound: Decimal | None) -> Decimal | None:
            return None if bound is None else bound.scaleb(-3)

        return replace(found, lo=shift(found.lo), hi=shift(found.hi), unit="m", unit_ucum="m")

    assert (
        compare_limits(in_metres(a), b).verdict
        == compare_limits(a, b).verdict
        == compare_limits(a, in_metres(b)).verdict
    )


@given(limits(), limits(), numbers)
def test_verdict_says_which_values_are_accepted(a: Limit, b: Limit, value: Decimal) -> None:
    verdict = compare_limits(a, b).verdict
    in_a, in_b = accepts(a, value), accepts(b, value)
    if verdict == "equal":
        assert in_a == in_b
    if verdict == "stricter":
        assert not in_a or in_b
    if verdict == "looser":
        assert not in_b or in_a
    if verdict == "conflicting":
        assert not (in_a and in_b)


def accepts(found: Limit, value: Decimal) -> bool:
    above = found.lo is None or value > found.lo or (value == found.lo and bool(found.lo_inc))
    below = found.hi is None or value < found.hi or (value == found.hi and bool(found.hi_inc))
    return above and below


@pytest.mark.parametrize(
    ("draft", "reference", "verdict"),
    [
        ("IP65", "IP66", "looser"),
        ("IP66", "IP54", "stricter"),
        ("IP65", "IP65", "equal"),
        ("IPX5", "IPX4", "stricter"),
        ("IPX4", "IP44", "looser"),
        ("IPX7", "IP44", "incomparable"),
        ("IP57", "IP66", "incomparable"),  # better against water, worse against dust
    ],
)
def test_degrees_of_protection_are_compared_by_both_digits(draft: str, reference: str, verdict: str) -> None:
    (mine,), (theirs,) = (read(text, "en").quantities for text in (draft, reference))
    assert compare_limits(mine, theirs).verdict == verdict
