"""A divergence while it is being found: in terms of units, before it becomes JSON."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

from workbench.alignment import Unit
from workbench.divergence.model import (
    Advanced,
    Divergence,
    Effect,
    Excerpt,
    Folded,
    KeyPart,
    Nature,
    Severity,
)
from workbench.messages import UI_LANGUAGES, Message

REVIEW = 0.8
"""Confidence below which a direction (stricter, looser, in conflict) is for a person to look at."""

_RELATIONS = frozenset({"stricter", "looser", "overlapping", "conflicting"})
"""What is said of two sets of accepted values, and is for a person to look at where it is not sure."""

_DIGITS = 4
"""Hexadecimal digits of an id, more where two findings would share them."""

_ADVANCED: dict[str, Advanced] = {
    "stricter": "+1", "looser": "-1", "conflicting": "?", "overlapping": "?", "incomparable": "?",
    "stronger": "+1", "weaker": "-1", "polarity": "?",
}  # fmt: skip
_FOR_A_PERSON = frozenset({"TM", "TC", "SA", "SC", "NR"})
"""Categories of which only a person can say whether the draft asks for more (taxonomy, clause 1)."""

Evidence = tuple[Unit, int, int]
"""A unit and a stretch of its text."""


@dataclass(frozen=True)
class Finding:
    """One difference. ``draft`` and ``reference`` are the units it concerns, ``()`` where one lacks it."""

    category: str
    rule: str
    message: Message
    draft: tuple[Unit, ...]
    reference: tuple[Unit, ...]
    sub: str = ""
    nature: Nature = "T"
    severity: Severity = "major"
    confidence: float = 0.9
    characteristic: str = ""
    draft_value: str = ""
    reference_value: str = ""
    draft_evidence: tuple[Evidence, ...] = field(default=())
    reference_evidence: tuple[Evidence, ...] = field(default=())
    key_differs: tuple[KeyPart, ...] = ()
    safety: bool = False
    folded: tuple["Finding", ...] = ()
    identified: bool = False
    explained: bool = False

    def but(self, **changes: object) -> "Finding":
        """The same finding with other fields."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def is_technical(self) -> bool:
        """Whether it is a technical deviation."""
        return self.nature == "T"

    @property
    def content(self) -> str:
        """Hash of category, texts and evidence: the same in every comparison of these texts."""
        parts = [self.category]
        for units, evidence in (
            (self.draft, self.draft_evidence),
            (self.reference, self.reference_evidence),
        ):
            parts += ["|", *(unit.text for unit in units)]
            parts += [unit.text[start:end] for unit, start, end in evidence]
        return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def divergence(self, name: str) -> Divergence:
        """The finding as it leaves the library, with the id ``name``."""
        unsure = self.confidence < REVIEW or bool(self.key_differs)
        return Divergence(
            id=name,
            category=self.category,
            sub=self.sub,
            nature=self.nature,
            severity=self.severity,
            effect=Effect(degree=_best_degree(self.nature), advanced=self._advanced()),
            draft=tuple(unit.id for unit in self.draft),
            reference=tuple(unit.id for unit in self.reference),
            characteristic=self.characteristic,
            draft_value=self.draft_value,
            reference_value=self.reference_value,
            key_differs=self.key_differs,
            safety=self.safety,
            rule=self.rule,
            confidence=self.confidence,
            needs_review=unsure and self.sub in _RELATIONS,
            note=self._note(),
            draft_evidence=_excerpts(self.draft_evidence, self.draft),
            reference_evidence=_excerpts(self.reference_evidence, self.reference),
            folded=tuple(
                Folded(category=one.category, sub=one.sub, rule=one.rule, note=_rendered(one.message))
                for one in self.folded
            ),
            identified=self.identified,
            explained=self.explained,
        )

    def _note(self) -> dict[str, str]:
        note = _rendered(self.message)
        if self.key_differs:
            parts = tuple(Message(f"divergence.key.{part}") for part in self.key_differs)
            also = _rendered(Message("divergence.note.key", {"parts": parts}))
            note = {language: f"{text}{also[language]}" for language, text in note.items()}
        return note

    def _advanced(self) -> Advanced:
        if self.nature not in ("T", "TR"):
            return "0"
        if self.category in ("QL", "TO", "VF"):
            return _ADVANCED.get(self.sub, "?")
        if self.category == "MI":
            return "-1"
        if self.category == "AD":
            measured = any(reading.limits for unit in self.draft for reading in unit.readings)
            return "+1" if measured and self.sub == "requirement" else "0"
        return "?" if self.category in _FOR_A_PERSON else "0"


def identified(findings: Sequence[Finding]) -> tuple[Divergence, ...]:
    """The findings as they leave the library, each with an id of its own."""
    contents = [finding.content for finding in findings]
    repeated: Counter[str] = Counter()
    names: set[str] = set()
    found = []
    for finding, content in zip(findings, contents, strict=True):
        repeated[content] += 1
        again = f".{repeated[content]}" if repeated[content] > 1 else ""
        digits = _DIGITS
        while (name := f"{finding.category}-{content[:digits]}{again}") in names:
            digits += 1
        names.add(name)
        found.append(finding.divergence(name))
    return tuple(found)


def _best_degree(nature: Nature) -> Literal["IDT", "MOD", "UNDECIDED"]:
    if nature == "TR":
        return "UNDECIDED"
    return "IDT" if nature in ("ME", "L") else "MOD"


def _rendered(message: Message) -> dict[str, str]:
    return {language: message.render(language) for language in UI_LANGUAGES}


def _excerpts(evidence: tuple[Evidence, ...], units: tuple[Unit, ...]) -> tuple[Excerpt, ...]:
    """The given stretches; the whole text of units for which none is given."""
    given = {unit.index for unit, _, _ in evidence}
    whole = [(unit, 0, len(unit.text)) for unit in units if unit.index not in given]
    return tuple(
        Excerpt(
            provision=unit.id,
            clause=unit.provision.clause_number,
            start=start,
            end=end,
            text=unit.text[start:end],
        )
        for unit, start, end in (*evidence, *whole)
    )
