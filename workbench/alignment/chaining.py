"""From anchors to blocks: what stands in the same order on both sides, wherever it stands.

As in the alignment of genomes (Li 2018, minimap2; Darling et al. 2004, Mauve): pairs that are sure are
chained where both sides go on in the same order, the heaviest chains are kept, and what is left of each is
cut into blocks at the places where the order breaks. Inside a block order holds; between blocks it is free.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LOOK_BACK = 40
"""Anchors before one that may be the one before it in its chain."""

FARTHEST = 60
"""Lines, on either side, over which a chain may go on without an anchor."""

GAP = 0.004
"""What a line costs by which the two sides of a gap differ."""

LIGHTEST = 0.9
"""Weight of a chain that stands out of order, below which it is taken for chance."""


@dataclass(frozen=True)
class Anchor:
    """Two lines that surely correspond, and how surely."""

    source: int
    target: int
    weight: float


@dataclass(frozen=True)
class Block:
    """Anchors that follow each other on both sides without another block between them."""

    anchors: tuple[Anchor, ...]

    @property
    def source(self) -> tuple[int, int]:
        """First and last line of the anchors."""
        return self.anchors[0].source, self.anchors[-1].source

    @property
    def target(self) -> tuple[int, int]:
        """First and last line of the anchors."""
        return self.anchors[0].target, self.anchors[-1].target


def chains(anchors: Sequence[Anchor]) -> list[tuple[Anchor, ...]]:
    """The heaviest chains that share no anchor, the heaviest first.

    ``anchors`` share no line; a chain's lines rise on both sides.
    """
    ordered = sorted(anchors, key=lambda anchor: anchor.source)
    source = np.array([anchor.source for anchor in ordered], dtype=np.int64)
    target = np.array([anchor.target for anchor in ordered], dtype=np.int64)
    best = np.array([anchor.weight for anchor in ordered], dtype=np.float64)
    before = np.full(len(ordered), -1, dtype=np.int64)
    for here in range(1, len(ordered)):
        start = max(0, here - LOOK_BACK)
        steps = source[here] - source[start:here], target[here] - target[start:here]
        fits = (steps[1] > 0) & (steps[1] <= FARTHEST) & (steps[0] <= FARTHEST)
        reached = np.where(fits, best[start:here] - GAP * np.abs(steps[0] - steps[1]), -np.inf)
        place = int(reached.argmax())
        if reached[place] > 0:
            best[here] += reached[place]
            before[here] = start + place
    taken = np.zeros(len(ordered), dtype=bool)
    found = []
    for last in np.argsort(-best, kind="stable"):
        chain = []
        place = int(last)
        while place >= 0 and not taken[place]:
            taken[place] = True
            chain.append(ordered[place])
            place = int(before[place])
        if chain:
            found.append(tuple(reversed(chain)))
    return sorted(found, key=lambda chain: -_weight(chain))


def blocks(anchors: Sequence[Anchor]) -> list[Block]:
    """The blocks of ``anchors``, in the order of the source.

    Chains that keep the common order are kept whatever they weigh; of those out of order only the ones that
    chance does not make.
    """
    found = chains(anchors)
    in_order = _heaviest_in_order(found)
    kept = [chain for chain in found if chain in in_order or _weight(chain) >= LIGHTEST]
    ordered = sorted((anchor for chain in kept for anchor in chain), key=lambda anchor: anchor.source)
    rank = {anchor.target: place for place, anchor in enumerate(sorted(ordered, key=lambda a: a.target))}
    runs: list[list[Anchor]] = []
    for anchor in ordered:
        if runs and rank[anchor.target] == rank[runs[-1][-1].target] + 1:
            runs[-1].append(anchor)
        else:
            runs.append([anchor])
    return [Block(tuple(run)) for run in runs]


def _weight(chain: Sequence[Anchor]) -> float:
    return sum(anchor.weight for anchor in chain)


def _heaviest_in_order(found: Sequence[tuple[Anchor, ...]]) -> set[tuple[Anchor, ...]]:
    """The chains of the largest common weight that stand one after the other on both sides."""
    ordered = sorted(found, key=lambda chain: chain[0].source)
    ended = sorted(range(len(ordered)), key=lambda here: ordered[here][-1].source)
    ends = sorted(chain[-1].target for chain in ordered)
    best = LargestBefore(len(ends))
    total = [0.0] * len(ordered)
    before = [-1] * len(ordered)
    waiting = 0
    for here, chain in enumerate(ordered):
        while ordered[ended[waiting]][-1].source < chain[0].source:
            other = ended[waiting]
            best.add(bisect_left(ends, ordered[other][-1].target), total[other], other)
            waiting += 1
        reached, before[here] = best.largest(bisect_left(ends, chain[0].target))
        total[here] = reached + _weight(chain)
    kept = set()
    place = int(np.argmax(total)) if total else -1
    while place >= 0:
        kept.add(ordered[place])
        place = before[place]
    return kept


class LargestBefore:
    """The largest value in front of a place, among values that are added one by one (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)

    def __len__(self) -> int:
        return len(self._tree) - 1

    def add(self, place: int, value: float, name: int) -> None:
        """Put ``value``, called ``name``, at ``place`` (from 0)."""
        place += 1
        while place < len(self._tree):
            self._tree[place] = max(self._tree[place], (value, name))
            place += place & -place

    def largest(self, end: int) -> tuple[float, int]:
        """The largest value at a place below ``end`` with its name; 0 and -1 where there is none."""
        found = (0.0, -1)
        while end > 0:
            found = max(found, self._tree[end])
            end -= end & -end
        return found
