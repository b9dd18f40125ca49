"""Which words of two texts differ, marked for HTML."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

Span = tuple[int, int]

_TOKEN = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff]"  # a Chinese character is a word
    r"|\d+(?:[.,\u00a0\u202f ]\d+)*"  # a number with its decimal mark and group spaces
    r"|[^\W\d_\u2e80-\u9fff\uf900-\ufaff]+(?:['\u2019-][^\W\d_\u2e80-\u9fff\uf900-\ufaff]+)*"
    r"|\s+|."
    , re.DOTALL,
)  # fmt: skip
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
_MAX_PAIRS = 4_000_000
"""Above this product of token counts the middle of two texts is marked as a whole: time is bounded."""


@dataclass(frozen=True)
class MarkedPair:
    """Two texts as HTML in which ``mark`` elements stand around what differs."""

    draft: str
    reference: str


def mark_differences(
    draft: str,
    reference: str,
    draft_language: str,
    reference_language: str,
    *,
    draft_evidence: Iterable[Span] = (),
    reference_evidence: Iterable[Span] = (),
) -> MarkedPair:
    """Mark what differs: words where both texts are in one language, else the evidence of findings.

    Languages are BCP 47 tags of which only the first part counts; evidence is given as start and end
    offsets in code points, end exclusive.
    """
    if same_language(draft_language, reference_language):
        spans = differing_spans(draft, reference)
    else:
        spans = (list(draft_evidence), list(reference_evidence))
    return MarkedPair(mark_spans(draft, spans[0]), mark_spans(reference, spans[1]))


def same_language(first: str, second: str) -> bool:
    """Whether two BCP 47 tags name one language, whatever the script or region; unknown ones do not."""
    return bool(first) and first.casefold().split("-")[0] == second.casefold().split("-")[0]


def differing_spans(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """The spans of each text that the other has not, as word differences.

    Words and numbers are compared as wholes, Chinese by the character. The width of punctuation does not
    count, nor does whitespace. One Chinese character between two differing ones is marked with them.
    """
    a, b = _tokens(first), _tokens(second)
    matcher = [(op[1:3], op[3:5]) for op in _opcodes([_key(first[s:e]) for s, e in a],
                                                     [_key(second[s:e]) for s, e in b])]  # fmt: skip
    spans_a = [(a[lo][0], a[hi - 1][1]) for (lo, hi), _ in matcher if hi > lo]
    spans_b = [(b[lo][0], b[hi - 1][1]) for _, (lo, hi) in matcher if hi > lo]
    return _joined(first, spans_a), _joined(second, spans_b)


def mark_spans(text: str, spans: Iterable[Span], css: str = "wb-differs") -> str:
    """``text`` as escaped HTML with a ``mark`` around each span; overlapping spans become one."""
    pieces: list[str] = []
    position = 0
    for start, end in _merged(spans, len(text)):
        pieces.append(escape(text[position:start]))
        pieces.append(f'<mark class="{css}">{escape(text[start:end])}</mark>')
        position = end
    pieces.append(escape(text[position:]))
    return "".join(pieces)


def _tokens(text: str) -> list[Span]:
    return [found.span() for found in _TOKEN.finditer(text) if not found.group().isspace()]


def _key(token: str) -> str:
    """Fullwidth forms count as their halfwidth ones."""
    return "".join(chr(ord(sign) - 0xFEE0) if 0xFF01 <= ord(sign) <= 0xFF5E else sign for sign in token)


Opcode = tuple[str, int, int, int, int]


def _opcodes(a: Sequence[str], b: Sequence[str]) -> list[Opcode]:
    """The differing stretches of two lists of words."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    if not middle_a and not middle_b:
        return []
    if len(middle_a) * len(middle_b) > _MAX_PAIRS:
        return [("replace", start, len(a) - end, start, len(b) - end)]
    found = SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_opcodes()
    return [
        (name, lo_a + start, hi_a + start, lo_b + start, hi_b + start)
        for name, lo_a, hi_a, lo_b, hi_b in found
        if name != "equal"
    ]


def _joined(text: str, spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in spans:
        between = text[result[-1][1] : start] if result else ""
        if result and (not between.strip() or (len(between) == 1 and _CHINESE.match(between))):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _merged(spans: Iterable[Span], length: int) -> list[Span]:
    result: list[Span] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result
