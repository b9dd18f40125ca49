"""What was read in a text, as marks with notes for a person: limits, conditions, verbal forms, designations.

Nothing is read here: see :mod:`workbench.languages` and :mod:`workbench.designations`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from workbench.designations import Counterpart, Found, Relation, counterparts
from workbench.languages import Form, FormMark, Limit, Reading, Role, Span, in_signs
from workbench.messages import translate

ReadingKind = Literal[
    "limit",
    "condition",
    "apparatus",
    "requirement",
    "recommendation",
    "permission",
    "capability",
    "instruction",
    "external",
    "forbidden",
    "designation",
]

MAX_COUNTERPARTS = 3
"""How many standards a note names to which one corresponds: ISO 9001 is adopted in every country."""

_KINDS_OF_ROLES: dict[Role, ReadingKind] = {
    "limit": "limit",
    "condition": "condition",
    "apparatus": "apparatus",
}
_KINDS_OF_FORMS: dict[Form, ReadingKind] = {
    Form.REQUIREMENT: "requirement",
    Form.RECOMMENDATION: "recommendation",
    Form.PERMISSION: "permission",
    Form.CAPABILITY: "capability",
    Form.INSTRUCTION: "instruction",
    Form.EXTERNAL: "external",
    Form.FORBIDDEN: "forbidden",
}
_BEFORE_WORDS = re.compile(r"\W*")


@dataclass
class Mark:
    """A stretch of a text and what it was read as; ``notes`` are its own and those of what it covers."""

    start: int
    end: int
    kind: ReadingKind
    notes: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        """All notes in one, each once."""
        note, *others = dict.fromkeys(self.notes)
        for other in others:
            note = translate("interchange.reading.note.also", note=note, other=other)
        return note


def kind_name(kind: ReadingKind) -> str:
    """What a kind is called in the user's language."""
    return translate(f"interchange.reading.kind.{kind}")


def without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """``marks`` in the order of the text, of which earlier ones take precedence.

    What a kept mark covers, even in part, is told in its note: "shall not exceed 3 ml" is marked as a limit
    and said to be a requirement as well.
    """
    kept: list[Mark] = []
    for mark in marks:
        place = bisect_left(kept, mark.start, key=lambda other: other.end - 1)
        if place < len(kept) and kept[place].start < mark.end:
            kept[place].notes += mark.notes
        elif mark.start < mark.end:
            kept.insert(place, mark)
    return kept


def quantity_marks(quantities: Iterable[tuple[Limit, Span]]) -> list[Mark]:
    """Limits, then conditions, then what apparatus must do; bare values are not marked."""
    marks = [
        Mark(*span, _KINDS_OF_ROLES[limit.role], [quantity_note(limit)])
        for limit, span in quantities
        if limit.role in _KINDS_OF_ROLES
    ]
    precedence = tuple(_KINDS_OF_ROLES.values())
    return sorted(marks, key=lambda mark: precedence.index(mark.kind))


def quantity_note(limit: Limit) -> str:
    """What is accepted, in signs, with what it is a limit of and for which class."""
    # A condition is seldom named; what stands before it is another part of the sentence.
    name = "" if limit.role == "condition" else limit.characteristic
    what = f"{name} {in_signs(limit)}".strip()
    if limit.key:
        what = translate("interchange.reading.note.class", what=what, key=limit.key)
    note = translate(f"interchange.reading.note.{limit.role}", what=what)
    return _qualified(note, uncertain=limit.confidence < 1)


def form_marks(reading: Reading, offset: int = 0) -> Iterator[Mark]:
    """The verbal forms of a reading whose text begins at ``offset``."""
    for mark in reading.forms:
        kind = _KINDS_OF_FORMS.get(mark.form.affirmed)
        if kind:
            start, end = mark.span
            # An instruction may be known by the comma before it.
            words = _BEFORE_WORDS.match(reading.text, start, end)
            start = words.end() if words else start
            note = form_note(mark, reading.text[start:end])
            yield Mark(offset + start, offset + end, kind, [note])


def form_note(mark: FormMark, words: str) -> str:
    """Which verbal form ``words`` are."""
    kind = _KINDS_OF_FORMS[mark.form.affirmed]
    key = f"{kind}-negative" if mark.form.negative else kind
    note = translate(f"interchange.reading.note.{key}", words=" ".join(words.split()))
    return _qualified(note, uncertain=mark.low_confidence)


def _qualified(note: str, *, uncertain: bool) -> str:
    return translate("interchange.reading.note.uncertain", note=note) if uncertain else note


def designation_marks(found: Iterable[Found], stated: tuple[Relation, ...] = ()) -> Iterator[Mark]:
    """The designations, with what they correspond to; ``stated`` is what the document itself says of that."""
    for item in found:
        yield Mark(item.start, item.end, "designation", designation_notes(item, stated))


def designation_notes(found: Found, stated: tuple[Relation, ...] = ()) -> list[str]:
    """What the standard corresponds to, as the document says or as is known; its name where nothing is."""
    of = found.designation.canonical
    if found.adopted:
        return [translate("interchange.reading.note.adopted", of=of, degree=found.adopted)]
    known = [
        _correspondence(of, counterpart)
        for counterpart in counterparts(found.designation, stated=stated)
        if counterpart.equivalence.editions != "other"
    ]
    return known[:MAX_COUNTERPARTS] or [translate("interchange.reading.note.designation", of=of)]


def _correspondence(of: str, counterpart: Counterpart) -> str:
    known = counterpart.equivalence
    note = translate(f"interchange.reading.note.{known.degree}", of=of, to=counterpart.designation.canonical)
    return translate("interchange.reading.note.undated", note=note) if known.editions == "undated" else note
