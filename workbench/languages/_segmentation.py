"""Sentences of a text."""

import re

from workbench.languages._language import Language
from workbench.languages._loading import language
from workbench.languages._text import normalised
from workbench.languages.model import Span

_CLOSERS = "\"')]»”’）」』"


def segment(text: str, language_code: str) -> tuple[Span, ...]:
    """Spans of the sentences of ``text``, without the spaces around them.

    A full stop inside a number or after an abbreviation of the language ends no sentence. For a language
    without data, full stops, exclamation and question marks followed by a space end sentences.
    """
    known = language(language_code)
    source = normalised(text)
    spans: list[Span] = []
    start = 0
    for match in re.finditer(f"[{re.escape(known.sentence_end)}]+[{re.escape(_CLOSERS)}]*", source):
        if _ends(source, match, known):
            _append(spans, text, start, match.end())
            start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _ends(text: str, match: re.Match[str], known: Language) -> bool:
    before, after = match.start(), match.end()
    if text[before] != ".":
        return True
    following = text[after : after + 1]
    if known.sentence_spaced and following and not following.isspace():
        return False
    if known.abbreviations.search(text, max(0, before - 20), before):
        return False
    rest = text[after:].lstrip()
    # After "т. е." or "Fig. 3" the sentence goes on: a small letter never begins one.
    return not (rest and rest[0].islower())


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        spans.append((start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))))
