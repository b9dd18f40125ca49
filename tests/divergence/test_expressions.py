"""Formulas under other names of their symbols."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.divergence.expressions import factor_between


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("δ = (p₁ − p₀)/p₀ × 100", "d = 100 × (Pₘ/Pₙ − 1)"),
        ("R = (c₀ − c₁)/c₀ × 100%", "R = (1 − cₚ/c_f) × 100%"),
        ("η = c⋅m⋅Δt/V⋅Hᵢ × 100", "E = (m × c × ΔT)/(V_g × H_b) × 100"),
        ("M = FL", "M = F · l"),
        ("D = (L₁ − L₀)/L₀ × 100", "V = 100(L_f − Lᵢ)/Lᵢ"),
        ("V = πr²", "W = πs^2"),
        ("v = √(2·g·h)", "u = (2·g·h)^0.5"),
        ("x = √(a/b)", "y = √(m/n)"),
        ("L = 20 lg(p/p₀)", "L = 20 × lg(q/q₀)"),
        ("k = ln(x/y)/t", "r = ln(u/v)/s"),
        ("k = 1/(τ₂ − τ₁)ln(θ₁ − θₐ)/(θ₂ − θₐ)", "m = 1/(t₂ − t₁)ln(T₁ − T_g)/(T₂ − T_g)"),
        ("F = a/b", "P = k/m"),
    ],
)
def test_formulas_that_are_the_same_but_for_names(one, other):
    assert math.isclose(factor_between(one, other), 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D = (K₀ - K₁)/K₀ × 100", "d = (k₀ - k₁)/k₁ × 100"),
        ("e = (L − Lₛ)/Lₛ × 100%", "d = (lₐ − lₙ)/lₐ × 100"),
        ("R = (m₁ − m₂)/t", "q = (m₁ − m₂ − m₃)/t"),
        ("x = √(a/b)", "y = √(m·n)"),
        ("q = V/(t × [1 + 0.03 × (θ − 25)])", "q = V/(t[1 + 0,025(θ − 25)])"),
    ],
)
def test_formulas_that_no_renaming_brings_together(one, other):
    assert factor_between(one, other) is None


def test_a_constant_factor_is_told():
    assert math.isclose(factor_between("p = 2 × S/(d − 1)", "q = 20 × M/(s − 1)"), 0.1)
    assert math.isclose(factor_between("k = ln(x/y)/t", "k = lg(x/y)/t"), math.log(10))


@pytest.mark.parametrize(
    "line", ["Q = 60∑Aᵢvᵢ", "a = ", "x = √y", "x = (a", "x = 1", "x = a; rm -rf", "x" * 500]
)
def test_what_cannot_be_read_is_said(line):
    with pytest.raises(ValueError):  # noqa: PT011  (it says which line)
        factor_between(line, "R = U/I")


@given(st.text(alphabet="abxyΔ₁₂²0123456789.,+-−×·/()[]^%= ", max_size=60))
def test_any_line_is_read_or_refused(line):
    try:
        factor = factor_between(line, line)
    except ValueError:
        return
    assert factor is None or factor > 0
