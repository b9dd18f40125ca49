"""What follows what in the numbering of clauses, annexes, tables, figures and formulas."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from workbench.resources import read_data
from workbench.sts.validation.context import Document


@cache
def _alphabets() -> list[tuple[str, str]]:
    alphabets = read_data("workbench.sts.validation", "data", "annex-letters.yaml")
    return [(entry["letters"], entry["skipped"]) for entry in alphabets.values()]


def split(number: str) -> tuple[str, str]:
    """A number as what it shares with its neighbours and its own last part: ``5.3`` → ``5``, ``3``.

    An annex with two letters belongs to the series of its first one: ``NA`` → ``N``, ``A``.
    """
    series, dot, last = number.rpartition(".")
    if not dot and len(last) == 2 and last.isalpha():
        return last[0], last[1]
    return series, last


def kind(number: str) -> str:
    """Series that ``number`` is counted in: its first part, and whether digits or letters count."""
    series, last = split(number)
    return f"{series}/{'digits' if last.isdigit() else _alphabet(last)}"


def join(like: str, last: str) -> str:
    """The number of the same series as ``like`` that ends with ``last``."""
    series, _ = split(like)
    return f"{series}.{last}" if "." in like else f"{series}{last}"


def firsts(number: str) -> list[str]:
    """Last parts that may begin the series of ``number``."""
    _, last = split(number)
    if last.isdigit():
        return ["1", "0"]
    return [_alphabets()[_alphabet(last)][0][0]]


def nexts(number: str) -> list[str]:
    """Last parts that may follow ``number``, the usual one first."""
    _, last = split(number)
    if last.isdigit():
        return [str(int(last) + 1)]
    letters, skipped = _alphabets()[_alphabet(last)]
    following = letters[letters.index(last) + 1 :]
    usual = following[:1]
    after = following[1:2] if usual and usual in skipped else ""
    return [letter for letter in (usual, after) if letter]


def _alphabet(letter: str) -> int:
    # Cyrillic А looks like Latin A, but counts in another alphabet.
    return next((i for i, (letters, _) in enumerate(_alphabets()) if letter in letters), 0)


def is_countable(number: str) -> bool:
    """Whether the last part of ``number`` is a count or a letter of an alphabet that annexes use."""
    _, last = split(number)
    return last.isdigit() or any(last in letters for letters, _ in _alphabets())


def is_amendment(standard: etree._Element) -> bool:
    """Whether ``standard`` changes another one: its clauses then have the numbers of that one."""
    return next(standard.iterfind("front/*/std-ident/suppl-type"), None) is not None


def own_elements(
    document: Document, standard: etree._Element, tags: tuple[str, ...]
) -> Iterator[etree._Element]:
    """Elements of ``standard`` with one of ``tags``, without those of a standard nested in it."""
    for element in standard.iter(*tags):
        if next(element.iterancestors("standard", "adoption"), None) is standard:
            yield element
