"""Things of the field by their names in every language, as data: ``data/vocabularies/<name>.yaml``."""

import re
from functools import cache
from typing import Literal

from workbench.languages._text import normalised
from workbench.languages.model import Span
from workbench.resources import read_data

Vocabulary = Literal["columns", "elements", "instruments", "label-languages", "particulars", "uses"]
"""Columns of tables, chemical elements, by what is tested, in which languages is marked, what is marked, for
what a product is meant."""


def named(vocabulary: Vocabulary, text: str, language_code: str) -> dict[str, Span]:
    """The things of a vocabulary that a text names, each with where it does first."""
    plain = normalised(text)
    found = {
        thing: words.search(plain)
        for thing, words in _words(vocabulary).get(_family(language_code), {}).items()
    }
    return {thing: match.span() for thing, match in found.items() if match}


def has_name(vocabulary: Vocabulary, thing: str, language_code: str) -> bool:
    """Whether a vocabulary says how ``thing`` is called in a language."""
    return thing in _words(vocabulary).get(_family(language_code), {})


@cache
def _words(vocabulary: Vocabulary) -> dict[str, dict[str, re.Pattern[str]]]:
    """By language: the words for each thing."""
    by_language: dict[str, dict[str, re.Pattern[str]]] = {}
    things = read_data("workbench.languages", "data", "vocabularies", f"{vocabulary}.yaml")
    for thing, languages in things.items():
        for code, words in languages.items():
            by_language.setdefault(code, {})[thing] = re.compile(words, re.IGNORECASE)
    return by_language


def _family(language_code: str) -> str:
    return language_code.split("-")[0].lower()
