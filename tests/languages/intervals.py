"""Limits in the notation of ISO 31-11: "(,10] °C" is at most 10 °C."""

from workbench.languages import Limit


def interval(limit: Limit) -> str:
    """``limit`` as an interval with its unit."""
    left = "[" if limit.lo_inc else "("
    right = {True: "]", False: ")", None: "?"}[limit.hi_inc] if limit.hi is not None else ")"
    low, high = ("" if bound is None else f"{bound.normalize():f}" for bound in (limit.lo, limit.hi))
    return f"{left}{low},{high}{right} {limit.unit}".strip()
