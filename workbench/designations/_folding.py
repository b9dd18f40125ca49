"""Text with the typographic accidents removed, and the way back to the original offsets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workbench.designations._data import shared

# No space stands above the ideographic one.
_LAST_SPACE = 0x3000
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET = 0xFEE0


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; ``text[i]`` stood at ``offsets[i]`` of the original, ``offsets[-1]`` is its length."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of ``text[start:end]``, which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - _FULL_WIDTH_OFFSET) for code in _FULL_WIDTH}
    table.update((code, " ") for code in range(_LAST_SPACE + 1) if chr(code).isspace())
    for plain, variants in shared()["folding"].items():
        table.update((ord(variant), plain) for variant in variants)
    table.update((ord(ignored), "") for ignored in shared()["ignored"])
    return table


def fold(text: str) -> Folded:
    """``text`` with ASCII digits, letters and punctuation for full-width ones, "-" for every dash, and one
    space for every run of spaces and line breaks.

    Letters of other scripts are left alone; see :mod:`workbench.designations._lookalikes` for those.
    """
    plain = text.translate(_table())
    # Most texts lose no character: then the offsets are their own.
    if len(plain) == len(text) and "  " not in plain:
        return Folded(plain, range(len(text) + 1))
    return _fold_with_offsets(text)


def _fold_with_offsets(text: str) -> Folded:
    table = _table()
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        plain = table.get(ord(char), char)
        if not plain or (plain == " " and folded and folded[-1] == " "):
            continue
        folded.append(plain)
        offsets.append(offset)
    return Folded("".join(folded), (*offsets, len(text)))
