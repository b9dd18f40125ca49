"""Words by which a topic is recognised in a text, as data: ``data/lexicon.yaml``, one entry a topic."""

import re
from collections.abc import Iterator
from functools import cache

from workbench.languages._text import normalised
from workbench.resources import read_data


@cache
def _topics() -> dict[str, dict[str, list[str]]]:
    topics: dict[str, dict[str, list[str]]] = read_data("workbench.languages", "data", "lexicon.yaml")
    return topics


@cache
def _pattern(topic: str, language: str) -> re.Pattern[str] | None:
    """The words of a topic in a language; compiled when first looked for, as there are a thousand of them."""
    words = _topics()[topic].get(language)
    return re.compile("|".join(words), re.IGNORECASE) if words else None


def without(topic: str, text: str, language: str) -> str:
    """``text`` with a space in place of every word of ``topic``."""
    for words in _words(topic, language):
        text = words.sub(" ", text)
    return text


def parts(topic: str, text: str, language: str) -> list[str]:
    """The pieces of ``text`` between the words of ``topic``."""
    pieces = [text]
    for words in _words(topic, language):
        pieces = [piece for one in pieces for piece in words.split(one)]
    return pieces


def items(text: str, language: str) -> list[str]:
    """The pieces of an enumeration: what stands between commas and conjunctions."""
    return [
        item for piece in parts("commas", text, language) for item in parts("conjunctions", piece, language)
    ]


def knows(topic: str, language: str) -> bool:
    """Whether there are words of ``language`` for ``topic``."""
    return language.split("-")[0].lower() in _topics()[topic]


def mentions(topic: str, text: str, language: str) -> bool:
    """Whether ``text`` speaks of ``topic``; ``False`` for a language without words for it."""
    return found(topic, text, language) is not None


def found(topic: str, text: str, language: str) -> tuple[int, int] | None:
    """Where ``text`` first speaks of ``topic``."""
    return next(places(topic, text, language), None)


def places(topic: str, text: str, language: str) -> Iterator[tuple[int, int]]:
    """Everywhere that ``text`` speaks of ``topic``."""
    plain = normalised(text)
    for words in _words(topic, language):
        yield from (match.span() for match in words.finditer(plain))


def _words(topic: str, language: str) -> Iterator[re.Pattern[str]]:
    for key in (language.split("-")[0].lower(), "any"):
        words = _pattern(topic, key)
        if words is not None:
            yield words
