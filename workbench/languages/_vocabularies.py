"""Things of the field by their names in every language, as data: ``data/vocabularies/<name>.yaml``."""

import re
from functools import cache
from typing import Literal

from workbench.languages._text import normalised
from workbench.languages.model import Span
from workbench.resources import read_data

Vocabulary = Literal[
    "columns", "date-parts", "documents", "drying", "elements", "extents", "grades", "handling",
    "instruments", "label-languages", "lots", "media", "particulars",
]  # fmt: skip
"""Columns of tables, how exactly a date is marked, the papers of a product, how specimens are dried, chemical
elements, how far a scope reaches, grades of metals, symbols for the handling of packages, by what is tested,
in which languages is marked, what makes one lot, in which is tested, what is marked."""


def named(vocabulary: Vocabulary, text: str, language_code: str) -> dict[str, Span]:
    """The things of a vocabulary that a text names, each with where it does first."""
    plain = normalised(text)
    found = {
        thing: words.search(plain) for thing, words in _words(vocabulary, _family(language_code)).items()
    }
    return {thing: match.span() for thing, match in found.items() if match}


def has_name(vocabulary: Vocabulary, thing: str, language_code: str) -> bool:
    """Whether a vocabulary says how ``thing`` is called in a language."""
    return thing in _words(vocabulary, _family(language_code))


@cache
def _words(vocabulary: Vocabulary, language: str) -> dict[str, re.Pattern[str]]:
    """The words for each thing in a language."""
    return {
        thing: re.compile(words, re.IGNORECASE)
        for thing, languages in _things(vocabulary).items()
        if (words := languages.get(language) or languages.get("any"))
    }


@cache
def _things(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    things: dict[str, dict[str, str]] = read_data(
        "workbench.languages", "data", "vocabularies", f"{vocabulary}.yaml"
    )
    return things


def _family(language_code: str) -> str:
    return language_code.split("-")[0].lower()
