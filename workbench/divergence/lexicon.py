"""Words by which a topic is recognised in a text, as data: ``data/lexicon.yaml``, one entry a topic."""

import re
from functools import cache

from workbench.resources import read_data


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    topics: dict[str, dict[str, list[str]]] = read_data("workbench.divergence", "data", "lexicon.yaml")
    return {
        topic: {language: re.compile("|".join(words), re.IGNORECASE) for language, words in languages.items()}
        for topic, languages in topics.items()
    }


def mentions(topic: str, text: str, language: str) -> bool:
    """Whether ``text`` speaks of ``topic``; ``False`` for a language without words for it."""
    return found(topic, text, language) is not None


def found(topic: str, text: str, language: str) -> tuple[int, int] | None:
    """Where ``text`` first speaks of ``topic``."""
    languages = _patterns()[topic]
    for key in (language.split("-")[0].lower(), "any"):
        match = languages[key].search(text) if key in languages else None
        if match:
            return match.span()
    return None
