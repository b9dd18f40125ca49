"""In which language a text is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from workbench.languages._loading import NEUTRAL, available, language
from workbench.languages._schema import DetectionFile, checked
from workbench.languages._text import normalised

_LETTER = re.compile(r"[^\W\d_]")
_SYMBOL = re.compile(r"(?<![A-Za-z\d])(?:[A-Za-z]*\d[A-Za-z\d]*|[A-Z]+|[A-Za-z])(?![A-Za-z\d\u00c0-\u1eff])")
"""Codes, abbreviations and single letters, which belong to no language."""

_MIN_LETTERS = 3
_ENOUGH_LETTERS = 20
_SURE = 0.75
_POSSIBLE = 0.1


@dataclass(frozen=True)
class _Knowledge:
    scripts: Mapping[str, re.Pattern[str]]
    weights: Mapping[str, int]
    decisive: tuple[str, ...]
    alone: Mapping[str, str]
    letters: tuple[tuple[str, str, re.Pattern[str]], ...]
    profiles: Mapping[str, tuple[str, ...]]


@cache
def _knowledge() -> _Knowledge:
    source = (files("workbench.languages") / "data" / "detection.yaml").read_text(encoding="utf-8")
    data = checked(DetectionFile, source, "detection.yaml")
    return _Knowledge(
        scripts={name: re.compile(f"[{entry.characters}]") for name, entry in data.scripts.items()},
        weights={name: entry.weight for name, entry in data.scripts.items()},
        decisive=tuple(name for name, entry in data.scripts.items() if entry.decisive),
        alone=data.alone,
        letters=tuple((e.code, e.script, re.compile(f"[{e.characters}]")) for e in data.letters),
        profiles=data.profiles,
    )


def detect(text: str, *, stated: str = "", context: str = "") -> str:
    """The primary subtag (BCP 47) of the language of ``text``, ``""`` where it cannot be told.

    The same arguments always give the same answer.

    Args:
        text: any text. Designations, codes and numbers in it are passed over.
        stated: language that the document states for it (xml:lang); believed unless the script
            contradicts it.
        context: language of the texts around it; taken for texts too short to tell, and preferred where
            the text does not clearly speak against it.
    """
    return _detect(text, _primary(stated), _primary(context))


def _primary(tag: str) -> str:
    return re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]


@lru_cache(maxsize=16384)
def _detect(text: str, stated: str, context: str) -> str:
    words = normalised(text)
    for kind in language(NEUTRAL).designations:
        words = kind.sub(" ", words)
    words = _SYMBOL.sub(" ", words)
    script, letters = _script(words)
    if letters < _MIN_LETTERS:
        return stated or context
    if stated and _writes(stated, script):
        return stated
    knowledge = _knowledge()
    fitting = context if _writes(context, script) else ""
    if script in knowledge.alone:
        return fitting or knowledge.alone[script]
    for code, its_script, characters in knowledge.letters:
        if its_script == script and characters.search(words):
            return code
    return _by_profile(words, letters, knowledge.profiles.get(script, ()), fitting)


def _script(text: str) -> tuple[str, int]:
    """The script of most of ``text`` and how many letters there are, a Han character counting for several."""
    knowledge = _knowledge()
    counts = {
        name: len(pattern.findall(text)) * knowledge.weights[name]
        for name, pattern in knowledge.scripts.items()
    }
    total = sum(counts.values())
    for name in knowledge.decisive:
        if counts[name]:
            return name, total
    name = max(counts, key=lambda key: counts[key])
    return (name, total) if counts[name] else ("", len(_LETTER.findall(text)))


def _writes(code: str, script: str) -> bool:
    """Whether ``code`` is written in ``script``, as far as is known."""
    scripts = _scripts_of(code) if code else frozenset[str]()
    if scripts:
        # Japanese and Korean use Han characters too.
        return script in scripts or (script == "Han" and code in ("ja", "ko"))
    return bool(code) and script not in _knowledge().alone


@cache
def _scripts_of(code: str) -> frozenset[str]:
    knowledge = _knowledge()
    found = {script for script, own in knowledge.alone.items() if own == code}
    found |= {script for own, script, _ in knowledge.letters if own == code}
    found |= {script for script, codes in knowledge.profiles.items() if code in codes}
    if code in available():
        found.add(language(code).script)
    return frozenset(found)


def _by_profile(text: str, letters: int, candidates: tuple[str, ...], context: str) -> str:
    chances = {code: chance for code, chance in _chances(text) if code in candidates}
    if not chances:
        return context
    if context and (letters < _ENOUGH_LETTERS or chances.get(context, 0) >= _POSSIBLE):
        return context
    best = max(chances, key=lambda code: chances[code])
    return best if chances[best] >= _SURE else context


def _chances(text: str) -> list[tuple[str, float]]:
    factory, failure = _factory()
    detector = factory.create()
    detector.append(text)
    try:
        return [(item.lang, item.prob) for item in detector.get_probabilities()]
    except failure:
        return []


@cache
def _factory() -> tuple[Any, type[Exception]]:
    # Imported on first use: the profiles take a second to load. langdetect draws at random unless seeded.
    from langdetect import detector_factory
    from langdetect.lang_detect_exception import LangDetectException

    detector_factory.DetectorFactory.seed = 0
    detector_factory.init_factory()
    return detector_factory._factory, LangDetectException
