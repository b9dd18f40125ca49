"""From the phrases of the data files to compiled regular expressions.

A phrase is a regular expression in which a space stands for any space and ``…`` for a gap inside one
clause: up to 90 characters without clause punctuation and digits.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import groupby

GAP = r"[^.;:!?。；：，！？\d]{0,90}?"

FIRST = ("none", "doubt")
"""Groups of exceptions, tried before the phrases that they are exceptions to."""

_LEADING_LETTERS = re.compile(r"\[([^\W\d_]{2,40})\](?![?*+{])(.*)$")
_LEADING_LOOK_BEHIND = re.compile(r"\(\?<([!=])([^()|?*+{}]*)\)([^\W\d_])(?![?*+{])(.*)$")
_LOOK_BEHIND = re.compile(r"\(\?<[!=][^()]*\)")


class PhraseError(ValueError):
    """A phrase that is no regular expression."""

    def __init__(self, phrase: str, problem: str) -> None:
        super().__init__(problem)
        self.phrase = phrase


NEVER = re.compile(r"(?!)")
"""Matches nowhere; stands for an empty list of phrases."""


def phrase(source: str, *, word_boundaries: bool) -> str:
    """The regular expression of one phrase of a data file, without the boundary on its left."""
    # A look-behind needs a fixed width, so a space in it stands for one space.
    expression = _LOOK_BEHIND.sub(lambda found: found[0].replace(" ", r"\s"), source)
    expression = expression.replace(" ", r"\s+").replace("…", GAP)
    if not word_boundaries:
        return expression
    right = "" if source[-2:-1] == "\\" or source.endswith("'") else r"(?!\w)"
    return f"(?:{expression}){right}"


def compiled(
    phrases: Iterable[str], *, word_boundaries: bool, prefix: str = "", suffix: str = ""
) -> re.Pattern[str]:
    """One pattern for all ``phrases``, earlier ones first where two match at one place.

    Raises:
        PhraseError: where a phrase is no regular expression.
    """
    branches = _branches([(source, "") for source in _expanded(phrases)], word_boundaries)
    if not branches:
        return NEVER
    return re.compile(f"{prefix}(?:{_alternation(branches, word_boundaries)}){suffix}", re.IGNORECASE)


def compiled_groups(
    groups: Mapping[str, Iterable[str]], *, word_boundaries: bool, suffix: str = ""
) -> re.Pattern[str]:
    """One pattern with a named group for each entry of ``groups``; what can match more is tried first.

    Raises:
        PhraseError: where a phrase is no regular expression.
    """
    branches = _branches(_in_order(groups), word_boundaries)
    if not branches:
        return NEVER
    return re.compile(f"(?:{_alternation(branches, word_boundaries)}){suffix}", re.IGNORECASE)


def _in_order(groups: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Each phrase with the name of its group, exceptions first, then what can match more."""
    found = [(source, name) for name, sources in groups.items() for source in _expanded(sources)]
    return sorted(found, key=lambda item: (item[1] not in FIRST, -_reach(item[0]), -len(item[0])))


def _branches(found: list[tuple[str, str]], word_boundaries: bool) -> list[tuple[str, str]]:
    """Source and expression of each phrase, the latter in a group of its own where it has a name."""
    branches = []
    for index, (source, name) in enumerate(found):
        expression = phrase(source, word_boundaries=word_boundaries)
        check(expression, source)
        branches.append((source, f"(?P<{name}__{index}>{expression})" if name else expression))
    return branches


def _expanded(phrases: Iterable[str]) -> list[str]:
    """``phrases``, with those that begin with alternatives written out: each then begins with a letter.

    A look-behind in front of a letter moves behind it, for the same end.
    """
    result: list[str] = []
    for source in phrases:
        letters = _LEADING_LETTERS.match(source)
        behind = _LEADING_LOOK_BEHIND.match(source)
        if source.startswith("(?:") and (choices := _leading_choices(source)):
            result += _expanded(choices)
        elif letters:
            result += [one + letters[2] for one in letters[1]]
        elif behind and not behind[2].endswith("]"):
            kind, inside, letter, rest = behind.groups()
            result.append(f"{letter}(?<{kind}{inside}{letter}){rest}")
        else:
            result.append(source)
    return result


def _leading_choices(source: str) -> list[str]:
    """The alternatives of a group at the beginning of ``source``, each with what follows the group.

    Empty where a quantifier stands behind the group: then it is no choice.
    """
    choices, depth, begin = [], 0, 3
    for index in range(3, len(source)):
        sign = source[index]
        if source[index - 1] == "\\":
            continue
        if sign in "([":
            depth += 1
        elif sign in ")]" and depth:
            depth -= 1
        elif sign in ")|" and not depth:
            choices.append(source[begin:index])
            begin = index + 1
            if sign == ")":
                rest = source[index + 1 :]
                return [] if rest[:1] in ("?", "*", "+", "{") else [choice + rest for choice in choices]
    return []


_GROUP = re.compile(r"\((?:\?:|\?-?i:|\?-i:)([^()]*)\)")
_LOOK_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")
_CLASS = re.compile(r"\[[^\]]*\]|\\.")
_REPEATED = re.compile(r"#(?:[*+]|\{\d*,?(\d*)\})")


def _reach(source: str) -> int:
    """About how many characters a phrase matches at most: "more than or equal to" goes before "more than"."""
    text = _CLASS.sub("#", _LOOK_AROUND.sub("", source.replace("…", "#{0,40}")))
    text = _REPEATED.sub(lambda found: "#" * min(int(found[1] or 5), 40), text)
    previous = ""
    while previous != text:
        previous = text
        text = _LOOK_AROUND.sub("", text)
        text = _GROUP.sub(lambda found: max(found[1].split("|"), key=len), text)
    return len(text.replace("?", ""))


def _alternation(branches: list[tuple[str, str]], word_boundaries: bool) -> str:
    """All branches in their order, each from the beginning of a word where words stand apart.

    Phrases with one initial stand together, so that a place is compared with them only.
    """
    edge = r"(?<!\w)" if word_boundaries else ""
    parts = []
    for plain, run in groupby(branches, key=lambda branch: branch[0][0].isalpha()):
        if plain:
            by_initial: dict[str, list[str]] = {}
            for source, expression in run:
                by_initial.setdefault(source[0].lower(), []).append(expression)
            groups = "|".join(f"(?={first})(?:{'|'.join(same)})" for first, same in by_initial.items())
            parts.append(f"{edge}(?=[{''.join(sorted(by_initial))}])(?:{groups})")
        else:
            parts += [
                expression if source.startswith("\\") else f"{edge}{expression}" for source, expression in run
            ]
    return "|".join(parts)


_WORD_START = re.compile(r"(?<!\w)[^\W\d_]{1,3}")
_KEY = 3
"""Letters by which phrases are looked up."""
_UNSEEN = re.compile(r"(?!)(?#not looked up)")
"""In the place of the phrases for a word that was not looked up yet."""
_LITERAL = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=16)
def _words(text: str, spaced: bool, clitics: str) -> list[tuple[int, str]]:
    """Where the words of a text begin, each with its first letters in small letters.

    The word behind one or two ``clitics`` is one too; in a script that writes no spaces a word may begin
    at every character. Several scanners look at the same text one after the other, so the last texts are
    kept.
    """
    if not spaced:
        return list(enumerate(text.lower())) if len(text.lower()) == len(text) else list(enumerate(text))
    words = [(match.start(), match[0].lower()) for match in _WORD_START.finditer(text)]
    if not clitics:
        return words
    found = []
    for start, word in words:
        found.append((start, word))
        for place in range(start + 1, start + 3):
            if text[place - 1 : place] not in clitics or not text[place : place + 1].isalpha():
                break
            found.append((place, text[place : place + _KEY]))
    return found


class Scanner:
    """Phrases to be found where words begin.

    A regular expression would try all phrases at every place of a text. Here each word is looked up by its
    first letters, and only the phrases that begin like it are tried: several times as fast. What it gives
    is the same: the leftmost matches that do not overlap, the earlier phrase where two begin at one place.
    """

    def __init__(self, branches: list[tuple[str, str]], *, spaced: bool = True, clitics: str = "") -> None:
        """Take (source, expression) of each phrase, the expression without a boundary on its left.

        ``spaced`` says whether the script writes words apart. ``clitics`` are letters of words that are
        written together with the next one: a phrase may begin behind one or two of them.
        """
        self._spaced = spaced
        self._clitics = clitics
        self._table: dict[str, re.Pattern[str] | None] = {}
        self._keyed: list[tuple[str, str]] = []
        others = []
        for source, expression in branches:
            key = _key(source)[: None if spaced else 1]
            if key:
                self._keyed.append((key, expression))
            else:
                others.append((source, expression))
        self._others = (
            re.compile(_alternation(others, word_boundaries=spaced), re.IGNORECASE) if others else None
        )

    def _pattern_of(self, word: str) -> re.Pattern[str] | None:
        """The phrases that may begin with ``word``, the first letters of a word, in small letters."""
        fitting = dict.fromkeys(expression for key, expression in self._keyed if word.startswith(key))
        return _joined(tuple(fitting)) if fitting else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """All matches in ``text[start:end]``, in order."""
        end = len(text) if end is None else end
        pattern_of = self._table.get
        found: list[re.Match[str]] = []
        position = start
        for place, word in _words(text, self._spaced, self._clitics) if self._keyed else ():
            pattern = pattern_of(word, _UNSEEN)
            if pattern is None or place < position:
                continue
            if place >= end:
                break
            if pattern is _UNSEEN:
                pattern = self._table[word] = self._pattern_of(word)
            if pattern and (match := pattern.match(text, place, end)):
                found.append(match)
                position = match.end()
        if self._others is None:
            return found
        others = list(self._others.finditer(text, start, end))
        return _without_overlap(found, others) if others else found

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        return next(iter(self.finditer(text, start, end)), None)


Phrases = re.Pattern[str] | Scanner
"""What phrases of a data file compile to."""


@cache
def _joined(expressions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(expressions), re.IGNORECASE)


def _key(source: str) -> str:
    """The letters with which every match of a phrase begins, at most three; empty where there are none."""
    literal = _LITERAL.match(source)
    if literal is None or "|" in _top_level(source):
        return ""
    letters = literal[0]
    if source[literal.end() :][:1] in ("?", "*", "{"):
        letters = letters[:-1]
    return letters[:_KEY].lower()


def _top_level(source: str) -> str:
    """``source`` without what stands in brackets."""
    depth, kept = 0, []
    for index, sign in enumerate(source):
        escaped = index and source[index - 1] == "\\"
        if sign in "([" and not escaped:
            depth += 1
        elif sign in ")]" and not escaped:
            depth -= 1
        elif not depth:
            kept.append(sign)
    return "".join(kept)


def _without_overlap(first: list[re.Match[str]], second: list[re.Match[str]]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for match in sorted([*first, *second], key=re.Match.start):
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def scanning(phrases: Iterable[str], *, word_boundaries: bool, clitics: str = "") -> Phrases:
    """All ``phrases``, to be found anywhere in a text.

    Raises:
        PhraseError: where a phrase is no regular expression.
    """
    branches = _branches([(source, "") for source in _expanded(phrases)], word_boundaries)
    return _scanner(branches, word_boundaries, clitics)


def scanning_groups(
    groups: Mapping[str, Iterable[str]], *, word_boundaries: bool, clitics: str = ""
) -> Phrases:
    """The same with a named group for each entry of ``groups``; what can match more is tried first.

    Raises:
        PhraseError: where a phrase is no regular expression.
    """
    return _scanner(_branches(_in_order(groups), word_boundaries), word_boundaries, clitics)


def _scanner(branches: list[tuple[str, str]], word_boundaries: bool, clitics: str) -> Phrases:
    if not branches:
        return NEVER
    return Scanner(branches, spaced=word_boundaries or bool(clitics), clitics=clitics)


def group_name(match: re.Match[str]) -> str:
    """Which entry of ``compiled_groups`` matched."""
    name = match.lastgroup
    assert name is not None
    return name.rpartition("__")[0]


def check(expression: str, source: str) -> None:
    """Compile ``expression`` on trial.

    Raises:
        PhraseError: naming the phrase ``source``.
    """
    try:
        re.compile(expression)
    except re.error as error:
        raise PhraseError(source, str(error)) from error
