"""Both deviations behind a nominal value: beside each other, in a bracket, above and below the line."""

import re
import unicodedata
from decimal import Decimal

_DEVIATION = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_ASYMMETRIC = re.compile(
    rf"\s*\+\s?{_DEVIATION}\s?(?:[/,;，；、]?\s?-\s?{_DEVIATION}|/\s?(0(?:[.,]0{{1,9}})?))(?![\d.,]?\d)"
    rf"|\s*-\s?{_DEVIATION}\s?/\s?\+\s?{_DEVIATION}(?![\d.,]?\d)"
)
"""Upper and lower deviation after a nominal value; its two numbers are read here, not as numbers."""
_BOTH_ABOVE_OR_BELOW = re.compile(rf"\s*([+-])\s?{_DEVIATION}\s?/\s?\1\s?{_DEVIATION}(?![\d.,]?\d)")
"""Both deviations on one side of the nominal value: 30 +0,021/+0,008 mm."""
_IN_BRACKET = re.compile(
    rf"\s*\(\s?([+-]?)\s?{_DEVIATION}\s?[/,;，；、]\s?([+-]?)\s?{_DEVIATION}\s?\)(?![\d.,]?\d)"
)
"""Both deviations in a bracket after the nominal value, either order, the sign of a zero left out."""
_PLAIN = r"\s?\d{1,9}(?:[.,]\d{1,9})?"
_RAISED = rf"(\^[+-]{_PLAIN}|[⁺⁻][⁰¹²³⁴-⁹]{{1,9}}|⁰)"
_LOWERED = rf"(_[+-]{_PLAIN}|[₊₋][₀-₉]{{1,9}}|₀)"
_STACKED = re.compile(rf"(?:{_RAISED} ?{_LOWERED}|{_LOWERED} ?{_RAISED})(?![\d.,]?\d)")
"""Both deviations above and below the line, as the text of a document has them: 35^+0,3_-0,1, 35⁰_-0.25."""

Deviations = tuple[int, Decimal, Decimal]
"""Where both deviations end, and how far they are below and above the nominal value."""


def deviations_at(text: str, start: int) -> Deviations | None:
    """The deviations that begin at ``start``, right behind the nominal value or its unit."""
    if match := _BOTH_ABOVE_OR_BELOW.match(text, start):
        first, second = sorted(_decimal(match[1] + match[part]) for part in (2, 3))
        return match.end(), -first, second
    if found := _in_bracket(text, start) or _stacked(text, start):
        return found
    if match := _ASYMMETRIC.match(text, start):
        above, below = match[1] or match[5] or "0", match[2] or match[4] or match[3] or "0"
        return match.end(), _decimal(below), _decimal(above)
    return None


def _in_bracket(text: str, start: int) -> Deviations | None:
    """``305 (+5, -10)``: what both deviations in the bracket at ``start`` are below and above."""
    match = _IN_BRACKET.match(text, start)
    if match is None:
        return None
    first, second = (_decimal(f"{match[part]}{match[part + 1]}") for part in (1, 3))
    signed = all(match[part] or not value for part, value in ((1, first), (3, second)))
    if not signed or first == second or min(first, second) > 0 or max(first, second) < 0:
        return None
    return match.end(), -min(first, second), max(first, second)


def _stacked(text: str, start: int) -> Deviations | None:
    """The same of deviations in superscript and subscript."""
    match = _STACKED.match(text, start)
    if match is None:
        return None
    stated = [_decimal(_on_the_line(number)) for number in match.groups() if number]
    return match.end(), -min(stated), max(stated)


def _on_the_line(number: str) -> str:
    """A number without what says that it stands above or below the line."""
    plain = unicodedata.normalize("NFKC", number).lstrip("^_")
    return plain.replace("\N{MINUS SIGN}", "-").replace(" ", "")


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))
