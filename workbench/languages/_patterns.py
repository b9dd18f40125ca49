"""From the phrases of the data files to compiled regular expressions.

A phrase is a regular expression in which a space stands for any space and ``…`` for a gap inside one
clause: up to 90 characters without clause punctuation and digits.
"""

import re
from collections.abc import Iterable, Mapping

from workbench.languages._errors import LanguageDataError

CLAUSE_END = r".;:,!?。；：，！？、()"
"""Characters that end the clause in which a phrase with a gap is sought."""

GAP = r"[^.;:!?。；：，！？\d]{0,90}?"

FIRST = ("none", "doubt")
"""Groups of exceptions, tried before the phrases that they are exceptions to."""

_LOOK_BEHIND = re.compile(r"\(\?<[!=][^()]*\)")

NEVER = re.compile(r"(?!)")
"""Matches nowhere; stands for an empty list of phrases."""


def phrase(source: str, *, word_boundaries: bool) -> str:
    """The regular expression of one phrase of a data file."""
    # A look-behind needs a fixed width, so a space in it stands for one space.
    expression = _LOOK_BEHIND.sub(lambda found: found[0].replace(" ", r"\s"), source)
    expression = expression.replace(" ", r"\s+").replace("…", GAP)
    if not word_boundaries:
        return expression
    left = "" if source.startswith("\\") else r"(?<!\w)"
    right = "" if source[-2:-1] == "\\" else r"(?!\w)"
    return f"{left}(?:{expression}){right}"


def compiled(
    phrases: Iterable[str], *, word_boundaries: bool, file: str, prefix: str = "", suffix: str = ""
) -> re.Pattern[str]:
    """One pattern for all ``phrases``, earlier ones first where two match at one place.

    Raises:
        LanguageDataError: where a phrase is no regular expression.
    """
    expressions = []
    for source in phrases:
        expression = phrase(source, word_boundaries=word_boundaries)
        check(expression, source, file)
        expressions.append(expression)
    if not expressions:
        return NEVER
    return re.compile(f"{prefix}(?:{'|'.join(expressions)}){suffix}", re.IGNORECASE)


def compiled_groups(
    groups: Mapping[str, Iterable[str]], *, word_boundaries: bool, file: str
) -> re.Pattern[str]:
    """One pattern with a named group for each entry of ``groups``; longer phrases are tried first.

    Raises:
        LanguageDataError: where a phrase is no regular expression.
    """
    found = [(source, name) for name, sources in groups.items() for source in sources]
    if not found:
        return NEVER
    found.sort(key=lambda item: (item[1] not in FIRST, -len(item[0])))
    branches = []
    for index, (source, name) in enumerate(found):
        expression = phrase(source, word_boundaries=word_boundaries)
        check(expression, source, file)
        branches.append(f"(?P<{name}__{index}>{expression})")
    return re.compile("|".join(branches), re.IGNORECASE)


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
