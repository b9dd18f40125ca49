"""Words in one form each, so that a glossary need not list every form of a word.

Most stemmers are those of Snowball (Porter 2001, https://snowballstem.org). Russian has a dictionary of
forms (pymorphy3; Korobov 2015): its endings change stems, and stemmers take stems for endings. Which one a
language has is data.
"""

import threading
from collections.abc import Callable
from functools import cache, lru_cache

import pymorphy3
import snowballstemmer

from workbench.languages._loading import language
from workbench.languages._schema import DICTIONARY

_MOST_WORDS = 1 << 16
"""Words whose stems are kept: those of some hundred standards."""


@lru_cache(maxsize=_MOST_WORDS)
def stem(word: str, language_code: str) -> str:
    """``word`` (small letters) in the form that all its forms share.

    In a language that has no stemmer the word itself.
    """
    known = language(language_code)
    if not known.stemmer:
        return word
    stemmed, lock = _stemmer(known.stemmer)
    # A stemmer keeps the word that it is at work on.
    with lock:
        return stemmed(known.written_together.sub("", word))


@cache
def _stemmer(algorithm: str) -> tuple[Callable[[str], str], threading.Lock]:
    if algorithm == DICTIONARY:
        analyser = pymorphy3.MorphAnalyzer()
        return lambda word: str(analyser.parse(word)[0].normal_form), threading.Lock()
    return snowballstemmer.stemmer(algorithm).stemWord, threading.Lock()
