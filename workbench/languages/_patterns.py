"""From the phrases of the data files to compiled regular expressions.

A phrase is a regular expression in which a space stands for any space and ``…`` for a gap inside one
clause: up to 90 characters without clause punctuation and digits.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from workbench.languages._errors import LanguageDataError

GAP = r"[^.;:!?。；：，！？\d]{0,90}?"

FIRST = ("none", "doubt")
"""Groups of exceptions, tried before the phrases that they are exceptions to."""

_LEADING_CHOICE = re.compile(r"\(\?:((?:[^\W_][^()\[\]]*)(?:\|[^\W_][^()\[\]|]*)+)\)(?![?*+{])(.*)$")
_LEADING_LETTERS = re.compile(r"\[([^\W\d_]{2,40})\](?![?*+{])(.*)$")
_LOOK_BEHIND = re.compile(r"\(\?<[!=][^()]*\)")

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
    phrases: Iterable[str], *, word_boundaries: bool, file: str, prefix: str = "", suffix: str = ""
) -> re.Pattern[str]:
    """One pattern for all ``phrases``, earlier ones first where two match at one place.

    Raises:
        LanguageDataError: where a phrase is no regular expression.
    """
    branches = []
    for source in _expanded(phrases):
        expression = phrase(source, word_boundaries=word_boundaries)
        check(expression, source, file)
        branches.append((source, expression))
    if not branches:
        return NEVER
    return re.compile(f"{prefix}(?:{_alternation(branches, word_boundaries)}){suffix}", re.IGNORECASE)


def compiled_groups(
    groups: Mapping[str, Iterable[str]], *, word_boundaries: bool, file: str, suffix: str = ""
) -> re.Pattern[str]:
    """One pattern with a named group for each entry of ``groups``; what can match more is tried first.

    Raises:
        LanguageDataError: where a phrase is no regular expression.
    """
    found = [(source, name) for name, sources in groups.items() for source in _expanded(sources)]
    if not found:
        return NEVER
    found.sort(key=lambda item: (item[1] not in FIRST, -_reach(item[0]), -len(item[0])))
    branches = []
    for index, (source, name) in enumerate(found):
        expression = phrase(source, word_boundaries=word_boundaries)
        check(expression, source, file)
        branches.append((source, f"(?P<{name}__{index}>{expression})"))
    return re.compile(f"(?:{_alternation(branches, word_boundaries)}){suffix}", re.IGNORECASE)


def _expanded(phrases: Iterable[str]) -> list[str]:
    """``phrases``, with those that begin with alternatives written out: each then begins with a letter."""
    result: list[str] = []
    for source in phrases:
        choice = _LEADING_CHOICE.match(source)
        letters = _LEADING_LETTERS.match(source)
        if choice:
            result += [one + choice[2] for one in choice[1].split("|")]
        elif letters:
            result += [one + letters[2] for one in letters[1]]
        else:
            result.append(source)
    return result


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
    """All branches in their order; the check for the beginning of a word is made once for many of them.

    At most places of a text no word begins with a letter that any phrase begins with, so this check
    saves nearly all of the work. Phrases with one initial stand together: a place is compared with them
    only.
    """
    edge = r"(?<!\w)" if word_boundaries else ""
    parts = []
    for plain, run in groupby(branches, key=lambda branch: branch[0][0].isalpha()):
        members = list(run)
        if plain:
            by_initial: dict[str, list[str]] = {}
            for source, expression in members:
                by_initial.setdefault(source[0].lower(), []).append(expression)
            groups = "|".join(f"(?={first})(?:{'|'.join(same)})" for first, same in by_initial.items())
            parts.append(f"{edge}(?=[{''.join(sorted(by_initial))}])(?:{groups})")
        else:
            parts += [
                expression if source.startswith("\\") else f"{edge}{expression}"
                for source, expression in members
            ]
    return "|".join(parts)


def group_name(match: re.Match[str]) -> str:
    """Which entry of ``compiled_groups`` matched."""
    name = match.lastgroup
    assert name is not None
    return name.rpartition("__")[0]


def check(expression: str, source: str, file: str) -> None:
    """Compile ``expression`` on trial.

    Raises:
        LanguageDataError: naming ``file`` and the phrase ``source``.
    """
    try:
        re.compile(expression)
    except re.error as error:
        raise LanguageDataError(
            "languages.bad-phrase", file=file, phrase=source, problem=str(error)
        ) from error
