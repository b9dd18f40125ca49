"""Characters that mean the same are made the same, one for one, so that offsets stay those of the source."""

import re
import unicodedata
from functools import cache

_SAME = {
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2005": " ", "\u2006": " ", "\u2007": " ", "\u2008": " ",
    "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ", "\t": " ", "\n": " ", "\r": " ",
    "\u2212": "-", "\u2010": "-", "\u2011": "-", "\ufe63": "-", "\u301c": "~", "\u223c": "~", "\u2a7d": "≤",
    "\u2a7e": "≥", "\u2266": "≤", "\u2267": "≥", "\u00b5": "\u03bc", "\u2126": "\u03a9", "\u212a": "K",
    "\u2219": "·", "\u22c5": "·", "\u2022": "·", "\u30fb": "·", "\u066a": "%", "\u2019": "'",
}  # fmt: skip
_KEPT_FULLWIDTH = {0xFF0C, 0xFF1B, 0xFF01, 0xFF1F}
"""Fullwidth comma, semicolon and marks: never a decimal sign, so they must stay distinct."""


_MINUS_APART = re.compile("(?:^|(?<=[^\\W\\d_]{2} )|(?<=[(;,] ))\u2212[ \u00a0\u2009\u202f](?=\\d)")
"""A minus with a space behind it, as French typists set it, after a word: a sign, since nothing is subtracted
from a word. The space becomes :data:`SIGN_SPACE`, which no dash has."""

SIGN_SPACE = "\x1f"

_TANWIN = "\u064b\u0627"
"""The Arabic ending -an with its sign before the alif; others set it behind, and so do the data files."""


@cache
def _table() -> dict[int, str]:
    table = {ord(source): target for source, target in _SAME.items()}
    for code in range(0xFF01, 0xFF5F):
        if code not in _KEPT_FULLWIDTH:
            table[code] = chr(code - 0xFEE0)
    for start in (0x0660, 0x06F0):
        table.update({start + digit: str(digit) for digit in range(10)})
    table[0x066B] = "."
    table[0x066C] = ","
    return table


def normalised(text: str) -> str:
    """``text`` with fullwidth forms, odd spaces, minus signs and foreign digits replaced one for one."""
    if _TANWIN in text:
        text = text.replace(_TANWIN, _TANWIN[::-1])
    if "\u2212" in text:
        text = _MINUS_APART.sub(f"-{SIGN_SPACE}", text)
    return text.translate(_table())


def composed(text: str) -> tuple[str, list[int] | None]:
    """``text`` in Unicode form NFC and, where that changed its length, the offset of each character.

    The list has one entry more than the composed text, so that it maps ends of spans as well; ``None``
    means that offsets are unchanged.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        offsets.extend([start] * len(piece))
        start = end
    offsets.append(len(text))
    return "".join(pieces), offsets
