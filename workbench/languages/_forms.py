"""Verbal forms (drafting rules, clause 2): which stand in a text, and which of them governs it."""

import re
from dataclasses import dataclass, replace

from workbench.languages._language import Forms, Language
from workbench.languages._patterns import group_name
from workbench.languages.model import Form, FormMark, Span

_OPENING, _CLOSING = "\"“«‘„「『'", "\"”»’“」』'"
_PIECES = re.compile(r"[;；。!?！？]|(?<=\D)\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Marks:
    """The verbal forms of a text.

    ``doubtful``: a word was passed over that might have been one. ``yielding`` are those marks that a law
    named in the text makes external constraints: by law … must.
    """

    marks: tuple[FormMark, ...]
    doubtful: bool
    yielding: frozenset[Span] = frozenset()


def forms_for(language: Language, profile: str) -> Forms:
    """The forms of a profile, those of the language where it has none of that name."""
    return language.forms.get(profile) or language.forms[""]


def modal_marks(text: str, forms: Forms) -> Marks:
    """All modal forms of ``text`` (normalised), in order."""
    marks = []
    doubtful = False
    yielding = set()
    for match in forms.pattern.finditer(text):
        if _is_quoted(text, match):
            continue
        name = group_name(match)
        entry = forms.entries.get(name)
        if entry is None:
            doubtful = doubtful or name == "doubt"
            continue
        if entry.yields:
            yielding.add(match.span())
        negative = entry.form.negative if entry.negative is None else entry.negative
        marks.append(FormMark(entry.form, match.span(), entry.low_confidence, negative))
    return Marks(tuple(marks), doubtful, frozenset(yielding))


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Whether the text speaks of the word itself: the word "shall" is used."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before and after) and before in _OPENING and after in _CLOSING


def with_instructions(text: str, forms: Forms, marks: tuple[FormMark, ...]) -> tuple[FormMark, ...]:
    """``marks`` and an instruction for each part of the text that has none and is worded as one."""
    found = list(marks)
    if forms.never.match(text):
        return marks
    start = 0
    for end in [*(match.end() for match in _PIECES.finditer(text)), len(text)]:
        own = [mark for mark in marks if start <= mark.span[0] < end]
        piece = _before_weak_form(text, forms, start, own) if own else text[start:end]
        if piece.strip():
            mark = _instruction(piece, forms, start, certain_only=bool(own))
            if mark:
                found.append(mark)
        start = end
    return tuple(sorted(found, key=lambda mark: mark.span))


def _before_weak_form(text: str, forms: Forms, start: int, own: list[FormMark]) -> str:
    """The clauses before a permission or possibility: "assign the grade; half grades may be used".

    So is what stands before a clause about a noun: "measure with a calliper that can be read to 0,02 mm".
    """
    if any(mark.form.strength > Form.PERMISSION.strength for mark in own):
        return ""
    if relative := forms.relative.search(text, start, own[0].span[0]):
        return text[start : relative.start()]
    end = max(text.rfind(comma, start, own[0].span[0]) for comma in ",，")
    return text[start:end] if end > start else ""


def _instruction(piece: str, forms: Forms, offset: int, *, certain_only: bool) -> FormMark | None:
    if forms.never.search(piece):
        return None
    certain = forms.certain.search(piece)
    match = certain if certain or certain_only else forms.likely.search(piece)
    if match is None:
        return None
    span = (offset + match.start(), offset + match.end())
    return FormMark(Form.INSTRUCTION, span, low_confidence=certain is None)


def affirmed(marks: tuple[FormMark, ...], taken_up: set[Span]) -> tuple[FormMark, ...]:
    """``marks``, of which those at ``taken_up`` deny a comparator and so affirm the limit.

    "Shall not exceed 5 %" requires at most 5 %; it prohibits nothing.
    """
    return tuple(
        replace(mark, form=mark.form.affirmed, negative=False) if mark.span in taken_up else mark
        for mark in marks
    )


def governing(
    marks: tuple[FormMark, ...], *, doubtful: bool, yielding: frozenset[Span] = frozenset()
) -> tuple[Form, bool]:
    """The strongest form, the first of equals, and whether it is uncertain."""
    demanding = [
        mark
        for mark in marks
        if mark.form.strength > Form.PERMISSION.strength and mark.form is not Form.INSTRUCTION
    ]
    if any(mark.form is Form.EXTERNAL for mark in marks):
        if all(mark.form is Form.EXTERNAL or mark.span in yielding for mark in demanding):
            return Form.EXTERNAL, False
        # The document's own demand stays its own where it names a law.
        marks = tuple(mark for mark in marks if mark.form is not Form.EXTERNAL)
    if not marks:
        return Form.STATEMENT, doubtful
    strongest = max(mark.form.strength for mark in marks)
    first = [mark for mark in marks if mark.form.strength == strongest]
    # A modal says what an instruction only implies.
    chosen = next((mark for mark in first if mark.form is not Form.INSTRUCTION), first[0])
    return chosen.form, chosen.low_confidence


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """``spans`` in order, overlapping ones joined."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
