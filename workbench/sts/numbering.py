"""How labels are numbered: what is the number in a label, which number comes at which position."""

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree

from workbench.resources import read_data

_LETTERS = "[A-Z\u0410-\u042f]{1,2}"
_NO_LETTER_BEFORE = "(?<![A-Za-z\u0400-\u04ff])"
_CLAUSE = re.compile(
    rf"\D*?{_NO_LETTER_BEFORE}(?P<number>(?:{_LETTERS}\.)?\d+(?:\.\d+)*)(?:[^\w]*|[^\dA-Za-z]*)"
)
_ANNEX = re.compile(rf".*?{_NO_LETTER_BEFORE}(?P<number>{_LETTERS})(?!\w).*", re.DOTALL)
_OBJECT = re.compile(rf"\D*?{_NO_LETTER_BEFORE}(?P<number>(?:{_LETTERS}\.)?\d+)(?![\w-]|\.\w).*", re.DOTALL)
_ITEM = re.compile(r"\W*(?P<number>\d+|[^\W\d_]{1,4})[.)\uff09\u3001]+\s*")
_COUNT = re.compile(r"\d+(?!\w)")
_CJK_END = re.compile(r"[\u2e80-\u9fff]$")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@cache
def label_words() -> dict[str, dict[str, str]]:
    """Labels of notes and examples by language; ``alphabets`` of annexes and lists."""
    words: dict[str, dict[str, str]] = read_data("workbench.sts", "data", "labels.yaml")
    return words


@dataclass(frozen=True)
class Numbered:
    """A label taken apart: what stands before its number, the number, what stands behind."""

    before: str
    number: str
    behind: str

    def with_number(self, number: str) -> str:
        """The label with another number."""
        return f"{self.before}{number}{self.behind}"


def _taken_apart(pattern: re.Pattern[str], label: str) -> Numbered | None:
    found = pattern.fullmatch(label)
    if found is None:
        return None
    return Numbered(label[: found.start("number")], found.group("number"), label[found.end("number") :])


def clause_number(label: str) -> Numbered | None:
    """``5.3`` in ``5.3``, ``A.1`` in ``A.1``; ``None`` for a label that is no number."""
    return _taken_apart(_CLAUSE, label)


def annex_letter(label: str) -> Numbered | None:
    """``A`` in ``Annex A``, ``NA`` in the label of a national annex."""
    return _taken_apart(_ANNEX, label)


def object_number(label: str) -> Numbered | None:
    """``1`` in ``Table 1``, ``A.1`` in ``(A.1)``; ``None`` for a part such as ``Table 1a`` or ``5-1``."""
    return _taken_apart(_OBJECT, label)


def item_number(label: str) -> Numbered | None:
    """``a`` in ``a)``; ``None`` for a dash."""
    return _taken_apart(_ITEM, label)


def counted(label: str, position: int | None) -> str:
    """The label of a note or example with its position, or without any number where it is the only one."""
    found = _COUNT.search(label)
    if found:
        if position is not None:
            return f"{label[: found.start()]}{position}{label[found.end() :]}"
        return label[: found.start()].rstrip() + label[found.end() :]
    if position is None:
        return label
    word = re.match(r"[^\W\d_]+(?:\s+[^\W\d_]+)*", label)
    if word is None:
        return label
    space = "" if _CJK_END.search(word.group()) else " "
    return f"{word.group()}{space}{position}{label[word.end() :]}"


def count_in(label: str) -> str:
    """The number of a note or example, ``""`` without one."""
    found = _COUNT.search(label)
    return found.group() if found else ""


def always_counted(label: str) -> bool:
    """Whether words follow the number (``Note 1 to entry``): then even the only one has it."""
    found = _COUNT.search(label)
    return found is not None and re.search(r"\w", label[found.end() :]) is not None


# Positions


def _alphabet(like: str) -> str:
    """The alphabet in which the letter ``like`` is, the Latin one for any other."""
    alphabets = tuple(label_words()["alphabets"])
    return next((letters for letters in alphabets if like[0].upper() in letters), alphabets[0])


def letter_at(position: int, like: str) -> str:
    """The letter for a position counted from 0, from the alphabet of ``like`` and in its case."""
    alphabet = _alphabet(like)
    letter = alphabet[position % len(alphabet)] * (position // len(alphabet) + 1)
    return letter if like[0].isupper() else letter.lower()


def annex_at(position: int, like: str) -> str:
    """The annex for a position counted from 0; national annexes (``NA``) count in their second letter."""
    return like[:-1] + letter_at(position, like[-1])


def items(list_type: str, numbers: list[str]) -> list[str]:
    """The numbers that the items of a list should have, in the manner of those that they have."""
    first = numbers[0]
    if first.isdigit():
        return [str(position + 1) for position in range(len(numbers))]
    if _is_roman(list_type, numbers):
        romans = [_roman(position + 1) for position in range(len(numbers))]
        return [number.upper() for number in romans] if first.isupper() else romans
    return [letter_at(position, first) for position in range(len(numbers))]


def next_item(label: str) -> str:
    """The label of the list item after the one with ``label``: ``b)`` after ``a)``, a dash after a dash."""
    numbered = item_number(label)
    if numbered is None:
        return label
    if numbered.number.isdigit():
        return numbered.with_number(str(int(numbered.number) + 1))
    alphabet = _alphabet(numbered.number)
    position = alphabet.find(numbered.number.upper())
    if position < 0:
        return label
    return numbered.with_number(letter_at(position + 1, numbered.number))


def follows(last: str, first: str) -> bool:
    """Whether a list that begins with ``first`` goes on where another ended with ``last``."""
    if not last or last.isdigit() != first.isdigit():
        return False
    if last.isdigit():
        return int(first) == int(last) + 1
    alphabet = _alphabet(last)
    after = alphabet[alphabet.find(last.upper()) + 1 :][:1] if len(last) == 1 else ""
    return bool(after) and first.upper() == after


def _is_roman(list_type: str, numbers: list[str]) -> bool:
    if "roman" in list_type or "alpha" in list_type:
        return "roman" in list_type
    lowered = {number.lower() for number in numbers}
    return all(set(number) <= set("ivx") for number in lowered) and "i" in lowered


def _roman(value: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            written, value = written + letters, value - worth
    return written


# Labels in the tree


def replace_in(element: etree._Element, old: str, new: str) -> bool:
    """Replace the first ``old`` in the text nodes of ``element``; whether it was found in one of them."""
    if old == new:
        return True
    for node in element.iter(etree.Element):
        for where in ("text", "tail"):
            text = getattr(node, where) or ""
            if old in text and not (where == "tail" and node is element):
                setattr(node, where, text.replace(old, new, 1))
                return True
    return False
