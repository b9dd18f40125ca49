"""What a person decided about links: accepted, rejected, drawn by hand. It binds the next comparison."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workbench.decisions.binding import Places, hashes, name_of, now
from workbench.sts import Provision, Standard

LinkKind = Literal["accepted", "rejected", "drawn"]


class LinkDecision(BaseModel):
    """One decision about a link between a draft and one reference.

    ``accepted``: the link is right; ``drawn``: a person made it; ``rejected``: these do not correspond.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision: LinkKind
    against: str = Field(description="Designation of the reference; the name of its file where it has none.")
    draft: dict[str, str] = Field(
        min_length=1, description="Ids of the draft's provisions, hash of each text."
    )
    reference: dict[str, str] = Field(min_length=1, description="The same of the reference.")
    by: str = Field(default="", description="Who decided.")
    at: str = Field(default="", description="When, ISO 8601.")

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What it is about; the order of the file."""
        return self.against, tuple(self.draft), tuple(self.reference)


@dataclass(frozen=True)
class BoundLink:
    """A decision with the places of its provisions in both documents.

    ``stale``: a text has changed since, or (both sides empty) a provision is no longer there or a later
    decision says otherwise.
    """

    decision: LinkDecision
    draft: tuple[int, ...]
    reference: tuple[int, ...]
    stale: bool


def decide_link(
    kind: LinkKind,
    draft: Standard,
    reference: Standard,
    draft_ids: Sequence[str],
    reference_ids: Sequence[str],
    *,
    by: str = "",
) -> LinkDecision:
    """A decision about provisions of two documents as they are now.

    Raises:
        DecisionsError: where a document has no provision of an id.
    """
    return LinkDecision(
        decision=kind,
        against=name_of(reference),
        draft=hashes(draft, draft_ids),
        reference=hashes(reference, reference_ids),
        by=by,
        at=now(),
    )


def with_link_decision(
    decisions: Iterable[LinkDecision], new: LinkDecision, draft: Standard, reference: Standard
) -> tuple[LinkDecision, ...]:
    """``decisions`` and the new one, which takes the place of those that it contradicts.

    Two links cannot share a provision, and what is linked is not rejected. What a decision is about is told
    by id and text, as :func:`bind_links` does.
    """
    return (*without_link_decisions_on(decisions, new, draft, reference), new)


def without_link_decisions_on(
    decisions: Iterable[LinkDecision], new: LinkDecision, draft: Standard, reference: Standard
) -> tuple[LinkDecision, ...]:
    """``decisions`` without those that ``new`` contradicts or repeats."""
    sides = draft.provisions, reference.provisions
    mine = _placed([new], name_of(reference), *sides)[0]
    others = {id(one.decision): one for one in _placed(decisions, name_of(reference), *sides)}
    return tuple(old for old in decisions if id(old) not in others or not _contradict(others[id(old)], mine))


def _contradict(old: BoundLink, new: BoundLink) -> bool:
    if not (old.draft and new.draft):  # about provisions that are gone: the same words are the same decision
        return old.decision.key == new.decision.key
    shared = set(old.draft) & set(new.draft), set(old.reference) & set(new.reference)
    if old.decision.decision == new.decision.decision == "rejected":
        return (old.draft, old.reference) == (new.draft, new.reference)
    if "rejected" in (old.decision.decision, new.decision.decision):
        return bool(shared[0] and shared[1])
    return bool(shared[0] or shared[1])


def bind_links(
    decisions: Iterable[LinkDecision],
    against: str,
    draft: Sequence[Provision],
    reference: Sequence[Provision],
) -> tuple[BoundLink, ...]:
    """The decisions about the reference called ``against``, each with the places of its provisions.

    A provision whose id is gone is looked for by its text, as derived ids change where a document is edited.
    Of two that contradict each other, as a merge can leave them, the later one holds, and the other is told
    to be stale.
    """
    placed = _placed(decisions, against, draft, reference)
    kept: list[BoundLink] = []
    overruled = set()
    for one in sorted(placed, key=lambda one: one.decision.at, reverse=True):
        if one.draft and any(_contradict(one, other) for other in kept):
            overruled.add(id(one))
        elif one.draft:
            kept.append(one)
    return tuple(
        BoundLink(one.decision, (), (), stale=True) if id(one) in overruled else one for one in placed
    )


def _placed(
    decisions: Iterable[LinkDecision],
    against: str,
    draft: Sequence[Provision],
    reference: Sequence[Provision],
) -> list[BoundLink]:
    places = Places(draft), Places(reference)
    found = []
    for decision in decisions:
        if decision.against != against:
            continue
        mine, theirs = places[0].find(decision.draft), places[1].find(decision.reference)
        if mine is None or theirs is None:
            found.append(BoundLink(decision, (), (), stale=True))
        else:
            found.append(BoundLink(decision, mine[0], theirs[0], stale=mine[1] or theirs[1]))
    return found
