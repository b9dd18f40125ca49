"""Deviations from a stated value that are told side by side, as the one tolerance that they make.

"Not more than 10 % below or more than 5 % above the rated power" is -10 % to +5 %, "not less than the nominal
width, and not exceeding it by more than 2 %" is 0 to +2 %.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.languages import Limit
from workbench.languages.lexicon import mentions, places

_NEAR = 40
"""Most characters between a number and the word that says on which side of the nominal value it lies."""

_BOTH = 2
_FEW = 6
"""A text with more quantities than that is no sentence about one deviation."""
_PART_END = re.compile(r"[,，、;；،؛](?!\d)")
"""A mark that ends the part of a sentence in which a word and its number stand."""


def as_deviations(limits: Sequence[Limit], text: str, language: str) -> dict[int, Limit | None]:
    """What becomes of some of the ``limits`` of a text, by their places: a tolerance, or nothing.

    The limits are those of one sentence or cell. Nothing is returned where none of them is a deviation.
    """
    if len(limits) > _FEW or not mentions("nominal", text, language):
        return {}
    stated = [place for place, limit in enumerate(limits) if _is_magnitude(limit)]
    sides = {place: _side(limits[place], limits, text, language) for place in stated}
    sided = [place for place in stated if sides[place]]
    if len(sided) == _BOTH:
        first, second = sorted(sided, key=lambda place: sides[place])
        opposed = (sides[first], sides[second]) == ("too-little", "too-much")
        if opposed and _in_one_unit(limits[first], limits[second]):
            united = next((limits[place] for place in sided if limits[place].unit), limits[min(sided)])
            tolerance = _tolerance(united, -_size(limits[first]), _size(limits[second]))
            span = limits[min(sided)].span[0], limits[max(sided)].span[1]
            return {min(sided): replace(tolerance, span=span), max(sided): None}
    if len(sided) == 1:
        (place,) = sided
        size = _size(limits[place])
        if sides[place] == "too-much" and mentions("nothing-below", text, language):
            return {place: _tolerance(limits[place], Decimal(0), size)}
        if sides[place] == "too-little" and mentions("nothing-above", text, language):
            return {place: _tolerance(limits[place], -size, Decimal(0))}
    return {}


def _in_one_unit(one: Limit, other: Limit) -> bool:
    """Whether two deviations have one unit; a zero needs none."""
    return one.unit_ucum == other.unit_ucum or any(
        not _size(limit) and not limit.unit for limit in (one, other)
    )


def _is_magnitude(limit: Limit) -> bool:
    """Whether a limit is the size of a deviation on one side: a single number that is no condition."""
    bounds = {bound for bound in (limit.lo, limit.hi) if bound is not None}
    return limit.role != "condition" and len(bounds) == 1


def _size(limit: Limit) -> Decimal:
    found = limit.hi if limit.hi is not None else limit.lo
    return abs(found) if found is not None else Decimal(0)


def _tolerance(limit: Limit, lo: Decimal, hi: Decimal) -> Limit:
    return replace(limit, lo=lo, lo_inc=True, hi=hi, hi_inc=True, shape="tolerance", role="limit")


def _side(limit: Limit, limits: Sequence[Limit], text: str, language: str) -> str:
    """The side on which a deviation lies: that of the nearest word, if the word is nearest to it too."""
    if any(bound is not None and bound < 0 for bound in (limit.lo, limit.hi)):
        return "too-little"
    found = [
        (_apart(text, words, limit), topic)
        for topic in ("too-little", "too-much")
        for words in places(topic, text, language)
        if _apart(text, words, limit) <= min(_apart(text, words, other) for other in limits)
    ]
    distance, side = min(found, default=(_NEAR + 1, ""))
    return side if distance <= _NEAR else ""


def _apart(text: str, words: tuple[int, int], limit: Limit) -> int:
    """Characters between words and a limit; more than any where they stand in two parts of the sentence."""
    start, end = min(words[1], limit.span[1]), max(words[0], limit.span[0])
    return max(end - start, 0) if not _PART_END.search(text, start, end) else len(text)
