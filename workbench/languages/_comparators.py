"""Comparators: words and signs before a number that make it a bound, with the negations that turn them."""

import re
from dataclasses import dataclass

from workbench.languages._language import Language
from workbench.languages._patterns import group_name
from workbench.languages.model import Span

Sense = str
"""at_least, at_most, more_than, less_than, up_to, better or better_than."""

_TURNED = {"more_than": "at_most", "less_than": "at_least", "at_least": "less_than", "at_most": "more_than"}


@dataclass(frozen=True, slots=True)
class Comparator:
    """A comparator with the negation that it took up, from ``start`` to ``word`` (equal where there is none).

    ``denied`` is that negation where it is a verbal form.
    """

    start: int
    word: int
    end: int
    sense: Sense
    denied: Span | None = None


def comparators_in(text: str, language: Language, denied: list[Span]) -> list[Comparator]:
    """Comparators of ``text`` that stand before what they compare with, with denials taken up.

    ``denied`` are the denying verbal forms of the text.
    """
    return [
        _denied_or_plain(text, language, match, denied)
        for match in language.comparators.before.finditer(text)
    ]


def _denied_or_plain(text: str, language: Language, match: re.Match[str], denied: list[Span]) -> Comparator:
    sense, start = group_name(match), match.start()
    form = _denying_form(text, language, start, denied)
    if form and sense in _TURNED:
        return Comparator(form[0], start, match.end(), _TURNED[sense], form)
    direct = language.comparators.denial.search(text, max(0, start - 20), start)
    if direct and sense in _TURNED:
        return Comparator(direct.start(), start, match.end(), _TURNED[sense])
    return Comparator(start, start, match.end(), sense)


def _denying_form(text: str, language: Language, start: int, denied: list[Span]) -> Span | None:
    """The denying form that reaches the comparator at ``start``: directly, over links or a verb of change."""
    for form in reversed(denied):
        if form[1] > start or start - form[1] > 120:
            continue
        between = text[form[1] : start]
        if not between.strip() or language.comparators.links.fullmatch(between):
            return form
        if re.search(r"[,;:。，；：]", between) is None and language.comparators.changes.search(between):
            return form
    return None
