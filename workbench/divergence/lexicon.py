"""Words by which a topic is recognised in a text, as data: ``data/lexicon.yaml``, one entry a topic."""

import re
from collections.abc import Iterator
from functools import cache

from workbench.languages import normalised
from workbench.resources import read_data


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    topics: dict[str, dict[str, list[str]]] = read_data("workbench.divergence", "data", "lexicon.yaml")
    return {
        topic: {language: re.compile("|".join(words), re.IGNORECASE) for language, words in languages.items()}
        for topic, languages in topics.items()
    }


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


def knows(topic: str, language: str) -> bool:
    """Whether there are words of ``language`` for ``topic``."""
    return language.split("-")[0].lower() in _patterns()[topic]


def mentions(topic: str, text: str, language: str) -> bool:
    """Whether ``text`` speaks of ``topic``; ``False`` for a language without words for it."""
    return found(topic, text, language) is not None


def found(topic: str, text: str, language: str) -> tuple[int, int] | None:
    """Where ``text`` first speaks of ``topic``."""
    plain = normalised(text)
    for words in _words(topic, language):
        match = words.search(plain)
        if match:
            return match.span()
    return None


def _words(topic: str, language: str) -> Iterator[re.Pattern[str]]:
    languages = _patterns()[topic]
    return (languages[key] for key in (language.split("-")[0].lower(), "any") if key in languages)
