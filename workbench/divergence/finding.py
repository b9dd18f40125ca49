"""A divergence while it is being found: in terms of units, before it becomes JSON."""

from dataclasses import dataclass, field, replace

from workbench.alignment import Unit
from workbench.divergence.model import Divergence, Excerpt, Nature, Severity
from workbench.messages import UI_LANGUAGES, Message

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

    def as_nature(self, nature: Nature) -> "Finding":
        """The same finding with another nature."""
        return replace(self, nature=nature)

    def numbered(self, number: int) -> Divergence:
        """The finding as it leaves the library."""
        return Divergence(
            id=f"D{number:02d}",
            category=self.category,
            sub=self.sub,
            nature=self.nature,
            severity=self.severity,
            draft=tuple(unit.id for unit in self.draft),
            reference=tuple(unit.id for unit in self.reference),
            characteristic=self.characteristic,
            draft_value=self.draft_value,
            reference_value=self.reference_value,
            rule=self.rule,
            confidence=self.confidence,
            note={language: self.message.render(language) for language in UI_LANGUAGES},
            draft_evidence=_excerpts(self.draft_evidence, self.draft),
            reference_evidence=_excerpts(self.reference_evidence, self.reference),
        )


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
