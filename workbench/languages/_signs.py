"""A limit in signs, whatever words the text uses."""

from decimal import Decimal

from workbench.languages.model import Limit

_CODES = frozenset({"IP", "IPX"})
"""Symbols that are one word with their number."""
_BEFORE = frozenset({"DN", "PN", "NPS"})
"""Symbols that stand before their number."""
_CLOSE_UNITS = frozenset("°′″")
"""Units of angle follow their number without a space (SI Brochure, 9th edition, 5.4.3)."""


def in_signs(limit: Limit) -> str:
    """The accepted values as a person compares them: ``≤ 0.3 %``, ``23 ℃ ± 2 ℃``, ``30 mm +0.05/-0.02``."""
    lo, hi = limit.lo, limit.hi
    if lo is None or hi is None:
        bounds = ((lo, limit.lo_inc, ">≥"), (hi, limit.hi_inc, "<≤"))
        return ", ".join(
            f"{signs[included is not False]} {_with_unit(bound, limit.unit)}"
            for bound, included, signs in bounds
            if bound is not None
        )
    if lo == hi:
        return _with_unit(lo, limit.unit)
    if limit.shape == "tolerance" and limit.nominal is not None:
        return _tolerance(lo, hi, limit.nominal, limit.unit)
    if limit.lo_inc is False or limit.hi_inc is False:
        signs = ">≥"[limit.lo_inc is not False], "<≤"[limit.hi_inc is not False]
        return f"{signs[0]} {_with_unit(lo, limit.unit)}, {signs[1]} {_with_unit(hi, limit.unit)}"
    return f"{lo:f} … {_with_unit(hi, limit.unit)}"


def _tolerance(lo: Decimal, hi: Decimal, nominal: Decimal, unit: str) -> str:
    around = f"{_with_unit(nominal, unit)} " if nominal else ""
    if hi - nominal == nominal - lo:
        return f"{around}± {_with_unit(hi - nominal, unit)}"
    deviations = f"{hi - nominal:+f}/{lo - nominal:+f}"
    return f"{around}{deviations}" if around else f"{deviations} {unit}".strip()


def _with_unit(number: Decimal, unit: str) -> str:
    if not unit:
        return f"{number:f}"
    if unit.startswith("1/"):
        return f"{number:f}{unit[1:]}"
    if unit in _CODES:
        return f"{unit}{number:f}"
    if unit in _BEFORE:
        return f"{unit} {number:f}"
    return f"{number:f}{unit}" if unit in _CLOSE_UNITS else f"{number:f} {unit}"
