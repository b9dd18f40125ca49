"""Text with the typographic accidents removed, and the way back to the original offsets."""

from dataclasses import dataclass
from functools import cache

from workbench.designations._data import shared

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET = 0xFEE0


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; ``text[i]`` stood at ``offsets[i]`` of the original, ``offsets[-1]`` is its length."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of ``text[start:end]``, which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _table() -> dict[str, str]:
    table = {chr(code): chr(code - _FULL_WIDTH_OFFSET) for code in _FULL_WIDTH}
    for plain, variants in shared()["folding"].items():
        table.update(dict.fromkeys(variants, plain))
    table.update(dict.fromkeys(shared()["ignored"], ""))
    return table


def fold(text: str) -> Folded:
    """``text`` with ASCII digits, letters and punctuation for full-width ones, "-" for every dash, and one
    space for every run of spaces and line breaks.

    Letters of other scripts are left alone: a Cyrillic С is never taken for a Latin C.
    """
    table = _table()
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        plain = " " if char.isspace() else table.get(char, char)
        if not plain or (plain == " " and folded and folded[-1] == " "):
            continue
        folded.append(plain)
        offsets.append(offset)
    return Folded("".join(folded), (*offsets, len(text)))
