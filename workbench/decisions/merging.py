"""Merging the decisions of two people, as git asks for it: by what each decision is about, not by lines."""

from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from workbench.decisions.findings import FindingDecision
from workbench.decisions.links import LinkDecision
from workbench.decisions.sidecar import Decisions, read_decisions

One = TypeVar("One", LinkDecision, FindingDecision)
Key = tuple[str | tuple[str, ...], ...]


def merge_decisions(base: Path, ours: Path, theirs: Path) -> tuple[Decisions, tuple[str, ...]]:
    """What two people made of ``base``, and the ids about which they disagree.

    There ours is kept, or theirs where ours was taken back.

    Raises:
        DecisionsError: where one of the files cannot be read.
    """
    sides = [
        read_decisions(file) if file.read_bytes().strip() else Decisions() for file in (base, ours, theirs)
    ]
    links, contested = _merged(*(side.links for side in sides))
    findings, also = _merged(*(side.findings for side in sides))
    return Decisions(links=links, findings=findings), (*contested, *also)


def _merged(
    base: Iterable[One], ours: Iterable[One], theirs: Iterable[One]
) -> tuple[tuple[One, ...], tuple[str, ...]]:
    before = _by_key(base)
    mine = _by_key(ours)
    yours = _by_key(theirs)
    merged: list[One] = []
    contested = []
    for key in sorted(set(mine) | set(yours), key=str):
        old, one, other = before.get(key), mine.get(key), yours.get(key)
        if not _differ(one, other) or not _differ(other, old):
            chosen = one  # the same, or only ours has changed
        elif not _differ(one, old):
            chosen = other
        else:
            chosen = one or other
            contested.append(":".join(part if isinstance(part, str) else ",".join(part) for part in key[1:]))
        if chosen is not None:
            merged.append(chosen)
    return tuple(merged), tuple(contested)


def _by_key(decisions: Iterable[One]) -> dict[Key, One]:
    """Of two decisions about one thing, as a merge by hand can leave them, the later one."""
    return {one.key: one for one in sorted(decisions, key=attrgetter("at"))}


def _differ(one: One | None, other: One | None) -> bool:
    """Whether two decisions say different things, whoever made them when."""
    if one is None or other is None:
        return one is not other
    return one.model_dump(exclude={"by", "at"}) != other.model_dump(exclude={"by", "at"})
