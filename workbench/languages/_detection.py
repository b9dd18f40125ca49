"""In which language a text is written."""

import re
from functools import cache, lru_cache
from typing import Any

from workbench.languages._language import available, language

_SCRIPTS = {
    "Han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "Kana": re.compile(r"[\u3041-\u30ff]"),
    "Hangul": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "Cyrillic": re.compile(r"[\u0400-\u052f]"),
    "Arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_OTHER_LETTER = re.compile(r"[^\W\d_]")
_PROFILES_BY_SCRIPT = {
    "Cyrillic": ("ru", "uk", "bg", "mk"),
    "Arabic": ("ar", "fa", "ur"),
    "Latin": ("en", "fr", "es", "vi", "id", "de", "it", "pt", "tr", "pl", "nl", "sw", "tl", "ro", "cs", "hu"),
}
_LETTERS_OF = {
    "kk": re.compile("[\u04d9\u04d8\u049b\u049a\u0493\u0492\u04b1\u04b0\u04bb\u04ba]"),
    "uk": re.compile("[\u0456\u0406\u0457\u0407\u0454\u0404\u0491\u0490]"),
    "mn": re.compile("[\u04e9\u04e8\u04af\u04ae]"),
    "fa": re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]"),
    "ur": re.compile("[\u0679\u0688\u0691\u06ba\u06d2]"),
    "vi": re.compile("[\u1ea0-\u1ef9\u0110\u0111\u01a0\u01a1\u01af\u01b0]"),
}
"""Letters that tell a language from its neighbours of the same script, the rarer language first."""

_MIN_LETTERS = 3
_SURE = 0.75
_ENOUGH_LETTERS = 20


def detect(text: str, *, stated: str = "", context: str = "") -> str:
    """The BCP 47 primary subtag of the language of ``text``, ``""`` where it cannot be told.

    Args:
        text: any text.
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
    script, letters = _script(text)
    expected = stated or context
    if letters < _MIN_LETTERS and script not in ("Han", "Kana", "Hangul"):
        return expected
    if stated and _writes(stated, script):
        return stated
    if script in ("Kana", "Hangul", "Han"):
        return _east_asian(script, context)
    told = next((code for code, pattern in _LETTERS_OF.items() if _tells(code, script, pattern, text)), "")
    if told:
        return told
    candidates = _PROFILES_BY_SCRIPT.get(script, ())
    if not candidates:
        return context if _writes(context, script) else ""
    return _by_profile(text, letters, candidates, context if _writes(context, script) else "")


def _east_asian(script: str, context: str) -> str:
    if script == "Han":
        return context if context == "ja" else "zh"
    return {"Kana": "ja", "Hangul": "ko"}[script]


def _script(text: str) -> tuple[str, int]:
    """The script of most letters, and how many letters there are; kana and hangul outvote Han."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    total = len(_OTHER_LETTER.findall(text))
    for name in ("Kana", "Hangul"):
        if counts[name]:
            return name, total
    # A Han character is a word; a designation in Latin letters does not make the sentence English.
    counts["Han"] *= 3
    name = max(counts, key=lambda key: counts[key])
    return (name if counts[name] else "", total)


def _writes(code: str, script: str) -> bool:
    """Whether ``code`` is written in ``script``, as far as is known."""
    if not code:
        return False
    own = _script_of(code)
    return own == script or (own == "" and script not in ("Han", "Kana", "Hangul"))


@cache
def _script_of(code: str) -> str:
    if code in available():
        return language(code).script
    if code == "ja":
        return "Kana"
    if code == "ko":
        return "Hangul"
    return next((script for script, codes in _PROFILES_BY_SCRIPT.items() if code in codes), "")


def _tells(code: str, script: str, pattern: re.Pattern[str], text: str) -> bool:
    return _SCRIPTS.get(script, _OTHER_LETTER) is _SCRIPTS[_OWN_SCRIPT[code]] and bool(pattern.search(text))


_OWN_SCRIPT = {
    "kk": "Cyrillic",
    "uk": "Cyrillic",
    "mn": "Cyrillic",
    "fa": "Arabic",
    "ur": "Arabic",
    "vi": "Latin",
}


def _by_profile(text: str, letters: int, candidates: tuple[str, ...], context: str) -> str:
    chances = {code: chance for code, chance in _chances(text) if code in candidates}
    if not chances:
        return context
    best = max(chances, key=lambda code: chances[code])
    if context and (letters < _ENOUGH_LETTERS or chances.get(context, 0) >= 0.1):
        return context
    if chances[best] >= _SURE or letters >= _ENOUGH_LETTERS:
        return best
    return context


def _chances(text: str) -> list[tuple[str, float]]:
    factory, failure = _factory()
    detector = factory.create()
    detector.seed = 0
    detector.append(text)
    try:
        return [(item.lang, item.prob) for item in detector.get_probabilities()]
    except failure:
        return []


@cache
def _factory() -> tuple[Any, type[Exception]]:
    # langdetect draws at random unless seeded; its profiles take a second to load.
    from langdetect import detector_factory
    from langdetect.lang_detect_exception import LangDetectException

    detector_factory.DetectorFactory.seed = 0
    detector_factory.init_factory()
    return detector_factory._factory, LangDetectException
