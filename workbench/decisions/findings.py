"""What a person decided about findings: confirmed, rejected, called something else, given a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from workbench.decisions.binding import hashes, name_of, now, text_hash
from workbench.sts import Provision, Standard

Category = Literal[
    "QL", "UN", "TO", "TM", "TC", "SA", "VF", "SC", "TD", "NR", "CA", "MK", "SP", "DP", "MI", "AD", "MV",
    "SL", "MG", "RN", "ED", "TR", "FM", "FG", "NI", "EX", "LG", "DT",
]  # fmt: skip
"""Categories of the taxonomy of divergences."""

FindingStatus = Literal["open", "confirmed", "rejected"]

ReasonType = Literal["climate", "geography", "technology", "law", "protection", "infrastructure", "other"]
"""Kinds of reasons for a technical deviation, after WTO/TBT articles 2.2 and 2.4 and Guide 21-1: basic
climatic or geographical factors, fundamental technological problems, legal requirements, protection of
safety, health or environment, existing infrastructure."""


class FindingDecision(BaseModel):
    """All that was decided about one finding of a comparison of the draft with one reference.

    Fields that are empty leave what the workbench says. Whether it still holds is told by the texts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    finding: str = Field(description="Id of the finding.")
    against: str = Field(description="Designation of the reference; the name of its file where it has none.")
    category: str = Field(description="Category of the finding as the workbench found it.")
    draft: dict[str, str] = Field(description="Ids of the draft's provisions, hash of each text.")
    reference: dict[str, str] = Field(description="The same of the reference.")
    status: FindingStatus = "open"
    as_category: Literal[Category, ""] = Field(default="", description="The category that it is put into.")
    as_sub: str = Field(default="", description="The sub-category that it is put into.")
    as_nature: Literal["", "T", "S", "ME", "EO", "TR", "L"] = ""
    as_severity: Literal["", "blocker", "major", "minor", "info"] = ""
    reason: str = Field(default="", description="Why it is rejected, or why the draft deviates.")
    reason_type: Literal[ReasonType, ""] = ""
    by: str = Field(default="", description="Who decided.")
    at: str = Field(default="", description="When, ISO 8601.")

    @property
    def key(self) -> tuple[str, str]:
        """What it is about; the order of the file."""
        return self.against, self.finding


class Subject(Protocol):
    """What a decision can be about: a finding with its provisions."""

    @property
    def id(self) -> str:
        """Id of the finding."""

    @property
    def category(self) -> str:
        """Its category."""

    @property
    def draft(self) -> tuple[str, ...]:
        """Ids of the draft's provisions."""

    @property
    def reference(self) -> tuple[str, ...]:
        """Ids of the reference's."""


@dataclass(frozen=True)
class BoundFinding:
    """A decision and the id of the finding it is about, ``""`` where there is none any more.

    ``stale``: the text has changed since, or there is no such finding any more.
    """

    decision: FindingDecision
    finding: str
    stale: bool


def decided_on(
    finding: Subject,
    draft: Standard,
    reference: Standard,
    *,
    before: FindingDecision | None = None,
    by: str = "",
    changes: Mapping[str, str],
) -> FindingDecision:
    """A decision about a finding of two documents as they are now, beside what was decided ``before``.

    ``changes`` are the fields to set: ``status``, ``as_category``, ``as_sub``, ``as_nature``,
    ``as_severity``, ``reason``, ``reason_type``.

    Raises:
        DecisionsError: where a document has no provision of an id.
    """
    own = {
        "finding": finding.id,
        "against": name_of(reference),
        # A finding that was put into another category is still the one that was found.
        "category": before.category if before else finding.category,
        "draft": hashes(draft, finding.draft),
        "reference": hashes(reference, finding.reference),
    }
    kept = before.model_dump() if before else {}
    return FindingDecision.model_validate({**kept, **own, **changes, "by": by, "at": now()})


def with_finding_decision(
    decisions: Iterable[FindingDecision], new: FindingDecision
) -> tuple[FindingDecision, ...]:
    """``decisions`` with the new one in place of earlier ones about the same finding.

    One about the same provisions whose texts have changed since is about what the finding was before.
    """
    return (*(one for one in decisions if one.key != new.key and not _outdated_by(one, new)), new)


def _outdated_by(old: FindingDecision, new: FindingDecision) -> bool:
    same_matter = (old.against, old.category) == (new.against, new.category)
    sides = ((old.draft, new.draft), (old.reference, new.reference))
    same_ids = all(set(before) == set(after) for before, after in sides)
    return same_matter and same_ids and any(before != after for before, after in sides)


def bind_findings(
    decisions: Iterable[FindingDecision],
    against: str,
    findings: Sequence[Subject],
    draft: Sequence[Provision],
    reference: Sequence[Provision],
) -> tuple[BoundFinding, ...]:
    """The decisions about the reference called ``against``, each with the finding that it is about.

    The same id about the same texts is the same finding. Else it is the one of the same category about the
    same provisions, told by id or by text.
    """
    texts = (
        {provision.id: text_hash(provision.text) for provision in draft},
        {provision.id: text_hash(provision.text) for provision in reference},
    )
    by_id = {finding.id: finding for finding in findings}
    mine = [one for one in decisions if one.against == against]
    taken = {
        one.finding for one in mine if one.finding in by_id and not _changed(one, by_id[one.finding], texts)
    }
    bound = []
    for decision in mine:
        named = by_id.get(decision.finding)
        if named is not None and not _changed(decision, named, texts):
            bound.append(BoundFinding(decision, decision.finding, stale=False))
            continue
        rest = [finding for finding in findings if finding.id not in taken]
        alike = next((finding for finding in rest if _alike(decision, finding, texts)), None)
        if alike is None:
            bound.append(BoundFinding(decision, "", stale=True))
        else:
            taken.add(alike.id)
            bound.append(BoundFinding(decision, alike.id, stale=_changed(decision, alike, texts)))
    return tuple(bound)


def _alike(decision: FindingDecision, finding: Subject, texts: tuple[dict[str, str], ...]) -> bool:
    if finding.category != decision.category:
        return False
    sides = ((decision.draft, finding.draft), (decision.reference, finding.reference))
    for (decided, found), known in zip(sides, texts, strict=True):
        hashes = set(decided.values())
        same = any(one in decided or known.get(one) in hashes for one in found)
        if bool(decided) != bool(found) or (found and not same):
            return False
    return True


def _changed(decision: FindingDecision, finding: Subject, texts: tuple[dict[str, str], ...]) -> bool:
    sides = ((decision.draft, finding.draft), (decision.reference, finding.reference))
    return any(
        set(decided.values()) != {known.get(one) for one in found}
        for (decided, found), known in zip(sides, texts, strict=True)
    )
