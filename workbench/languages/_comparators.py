"""Comparators: words and signs before a number that make it a bound, with the negations that turn them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.languages._language import Language, Split
from workbench.languages._patterns import group_name
from workbench.languages._units import unit_before
from workbench.languages.model import Span

Sense = str
"""at_least, at_most, more_than, less_than, up_to, from_, better or better_than."""

_TURNED = {"more_than": "at_most", "less_than": "at_least", "at_least": "less_than", "at_most": "more_than"}
_NUMBER = re.compile(r"(?<![\d.,])[-+±(]{0,2}\d")
_STOP = re.compile(r"[,;:。，；：\d]")
_REACH = 120
"""Characters over which a denial reaches its comparator, and a verb the word before its number."""
_SPLIT_REACH = 250
_WORD = re.compile(r"\S+")
_LAST = re.compile(r"[-+±(]{0,2}\d[\d.,]*(?:\s?[^\s\d.,;:]+){0,3}\s*[.]?\s*$")
"""A number with its unit at the end of a sentence."""
_NEAR = 25


@dataclass(frozen=True, slots=True)
class Comparator:
    """A comparator with the negation that it took up, from ``start`` to ``word`` (equal where there is none).

    ``denied`` is that negation where it is a verbal form. ``verb`` says that the comparator is the verb of
    its sentence, with the number somewhere behind; ``turned`` that its subject denies it (no value is below).
    """

    start: int
    word: int
    end: int
    sense: Sense
    denied: Span | None = None
    verb: bool = False
    turned: bool = False


def comparators_in(
    text: str,
    language: Language,
    denied: list[Span],
    blocked: list[Span] = (),  # type: ignore[assignment]
) -> list[Comparator]:
    """Comparators of ``text`` that stand before what they compare with, with denials taken up, in order.

    ``denied`` are the denying verbal forms of the text, in order; in ``blocked`` there are no numbers.
    """
    found = [
        _denied_or_plain(text, language, group_name(match), *match.span(), denied)
        for match in language.comparators.before.finditer(text)
    ]
    signs = [
        _denied_or_plain(text, language, group_name(match), *match.span(), denied)
        for match in language.comparators.symbols.finditer(text)
    ]
    split = [
        _denied_or_plain(text, language, part.sense, verb, link, denied, verb=True)
        for part in language.comparators.splits
        for verb, link in _split(text, language, part, blocked)
    ]
    more = [*signs, *split]
    return sorted([*found, *more], key=lambda item: (item.end, item.verb)) if more else found


def _split(text: str, language: Language, split: Split, blocked: list[Span]) -> Iterator[tuple[int, int]]:
    """Start of the verb and end of the word before the number, for each verb that has one.

    Other numbers may stand between: "the flow, tested at 3 bar, shall not fall below 6 l/min" has the verb
    at its beginning in Arabic. A verb that needs no word before its number and reaches none but one that
    looks like a condition has that one, where it ends the sentence: "exceed the current at operating
    temperature 250 µA" is no temperature.
    """
    for verb in split.verb.finditer(text):
        free = [
            number
            for number in _numbers(text, language, verb.end())
            if not any(start <= number < end for start, end in blocked)
        ]
        for number in free:
            near = (max(verb.end(), number - _NEAR), number)
            if split.link.search(text, *near) if split.link else not _other(text, language, *near):
                yield verb.start(), number
                break
        else:
            if not split.link and free and _is_object(text, language, free[-1]):
                yield verb.start(), free[-1]


def _is_object(text: str, language: Language, number: int) -> bool:
    """Whether a number ends its sentence and neither of the two words before says what it is a number of."""
    if _LAST.match(text, number) is None:
        return False
    words = [match.start() for match in _WORD.finditer(text, 0, number)][-2:]
    return bool(words) and not (
        _other(text, language, words[0], number)
        or any(language.comparators.glue.fullmatch(text, start, number) for start in words)
    )


def _numbers(text: str, language: Language, start: int) -> list[int]:
    """Where the next numbers begin, in digits or words, or the symbol that stands before one."""
    window = (start, start + _SPLIT_REACH)
    patterns = (_NUMBER, language.numerals.pattern)
    found = sorted(match.start() for pattern in patterns for match in pattern.finditer(text, *window))
    symbols = ((unit_before(text, number), number) for number in found)
    return [symbol.start if symbol and symbol.start >= start else number for symbol, number in symbols]


def _other(text: str, language: Language, start: int, end: int) -> bool:
    """Whether words directly before a number make it something else: tested at 3 bar, readable to 0,1 g."""
    roles = language.roles
    return any(
        pattern.search(text, start, end)
        for pattern in (roles.condition_before, roles.apparatus, roles.accuracy)
    )


def _denied_or_plain(
    text: str,
    language: Language,
    sense: Sense,
    start: int,
    end: int,
    denied: list[Span],
    *,
    verb: bool = False,
) -> Comparator:
    if sense not in _TURNED:
        return Comparator(start, start, end, sense, verb=verb)
    comparators = language.comparators
    form = _linked_form(text, language, start, denied)
    direct = comparators.denial.search(text, max(0, start - 20), start)
    if form is None and direct is None:
        form = _changing_form(text, language, start, denied)
    if form:
        return Comparator(form[0], start, end, _TURNED[sense], form, verb)
    if direct is None:
        direct = comparators.nobody.search(text, max(0, start - _REACH), start)
        turned = direct is not None
    else:
        turned = False
    if direct is None:
        return Comparator(start, start, end, sense, verb=verb)
    # "At no point shall it be thinner": the form that denies is affirmed with the comparator.
    taken = next((span for span in denied if span[0] < start and direct.start() < span[1]), None)
    return Comparator(direct.start(), start, end, _TURNED[sense], taken, verb, turned)


def _linked_form(text: str, language: Language, start: int, denied: list[Span]) -> Span | None:
    """The denying form directly before the comparator at ``start``, or with nothing but links between."""
    form = _last_before(start, denied)
    if form is None:
        return None
    between = text[form[1] : start]
    return form if not between.strip() or language.comparators.links.fullmatch(between) else None


def _changing_form(text: str, language: Language, start: int, denied: list[Span]) -> Span | None:
    """The denying form that reaches the comparator at ``start`` over a verb of change."""
    form = _last_before(start, denied)
    if form is None or _STOP.search(text, form[1], start):
        return None
    return form if language.comparators.changes.search(text, form[1], start) else None


def _last_before(start: int, denied: list[Span]) -> Span | None:
    index = bisect_right(denied, start, key=lambda span: span[1])
    return denied[index - 1] if index and start - denied[index - 1][1] <= _REACH else None
