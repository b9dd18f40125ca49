"""Letters of one script that were typed for those of another: ISО with a Cyrillic О, ГOCT with Latin ones."""

import re
from collections.abc import Mapping

from workbench.designations._data import remembered, shared
from workbench.designations._grammar import by_prefix
from workbench.designations._patterns import LETTER, alternatives

_LATIN = "A-Z"
_OTHER = r"\u0386-\u03AB\u03F9\u0400-\u042F"
# A prefix that is wholly of the wrong script must be this long and be followed by a year.
_LONG = 4
_DATED = re.compile(r"[^\n]{0,20}?[/:-] ?(?:19|20)\d{2}(?!\d)", re.ASCII)
_IS_LATIN, _IS_OTHER = re.compile(rf"[{_LATIN}]"), re.compile(rf"[{_OTHER}]")

NOTHING: frozenset[int] = frozenset()


def cleaned(text: str) -> tuple[str, frozenset[int]]:
    """Folded ``text`` with the letters of prefixes in the script of their body, and where they were not.

    Letter stands for letter, so that no offset moves. What could be read as two bodies is left alone.
    """
    if not _suspect().search(text):
        return text, NOTHING
    clean = list(text)
    skeleton = text.translate(_latin())
    for found in _skeletons().finditer(skeleton):
        start, end = found.span()
        prefix = _meant(text[start:end])
        if prefix and (_is_mixed(text[start:end]) or _DATED.match(text, end)):
            clean[start:end] = prefix
    for letter in _part_letter().finditer(text):
        clean[letter.start()] = skeleton[letter.start()]
    changed = frozenset(i for i, (old, new) in enumerate(zip(text, clean, strict=True)) if old != new)
    return ("".join(clean), changed) if changed else (text, NOTHING)


@remembered
def _meant(written: str) -> str:
    """The prefix for which ``written``, which looks like one, must be read; ``""`` where it needs no other.

    Nor does it get one where two bodies' are as near, or where a short word is wholly of one script.
    """
    prefixes = _by_skeleton()[written.translate(_latin())]
    if written in prefixes or not (_is_mixed(written) or _letters(written) >= _LONG):
        return ""
    distances = sorted((sum(a != b for a, b in zip(written, name, strict=True)), name) for name in prefixes)
    tied = len(distances) > 1 and distances[0][0] == distances[1][0]
    return "" if tied else distances[0][1]


def _is_mixed(text: str) -> bool:
    return bool(_IS_LATIN.search(text) and _IS_OTHER.search(text))


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


@remembered
def _latin() -> Mapping[int, str]:
    """From each letter that looks like a Latin capital to that capital."""
    return {ord(letter): latin for latin, letters in shared()["lookalikes"].items() for letter in letters}


@remembered
def _by_skeleton() -> Mapping[str, tuple[str, ...]]:
    """The prefixes that look alike."""
    found: dict[str, list[str]] = {}
    for prefix in sorted(by_prefix()):
        found.setdefault(prefix.translate(_latin()), []).append(prefix)
    return {skeleton: tuple(prefixes) for skeleton, prefixes in found.items()}


@remembered
def _skeletons() -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTER}]){alternatives(_by_skeleton())}(?![{LETTER}])")


@remembered
def _suspect() -> re.Pattern[str]:
    """Two scripts side by side, or a prefix that is typed in the wrong one."""
    disguised = [
        skeleton
        for skeleton, prefixes in _by_skeleton().items()
        if skeleton not in prefixes and not _IS_OTHER.search(skeleton) and _letters(skeleton) >= _LONG
    ]
    return re.compile(
        rf"[{_LATIN}][ /]?[{_OTHER}]|[{_OTHER}][ /]?[{_LATIN}]|{_part_letter().pattern}"
        rf"|(?<![{LETTER}]){alternatives(disguised)} \d"
    )


@remembered
def _part_letter() -> re.Pattern[str]:
    """The letter of a part: ISO 105-А02."""
    alike = "".join(map(chr, _latin()))
    return re.compile(rf"(?<=\d-)[{alike}](?=\d)", re.ASCII)
