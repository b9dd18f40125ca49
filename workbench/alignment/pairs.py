"""The pairs of units that are scored: all of small documents, of large ones those that can be links."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from workbench.alignment.neighbours import Indices, Matrix

_SMALL = 250_000
"""Pairs of two documents up to which an assignment is computed on the whole matrix."""


@dataclass(frozen=True)
class Pairs:
    """Pairs (draft, reference) of units, each once, ordered by draft and then reference.

    ``draft`` and ``reference`` are indices of units, shape (p,); ``shape`` is the number of units a side.
    """

    draft: Indices
    reference: Indices
    shape: tuple[int, int]

    @classmethod
    def of(cls, draft: Indices, reference: Indices, shape: tuple[int, int]) -> "Pairs":
        """Pairs in any order, with repetitions."""
        keys = np.unique(draft.astype(np.int64) * max(1, shape[1]) + reference)
        return cls(keys // max(1, shape[1]), keys % max(1, shape[1]), shape)

    @classmethod
    def all(cls, shape: tuple[int, int]) -> "Pairs":
        """Every unit of one side with every one of the other."""
        draft, reference = np.divmod(np.arange(shape[0] * shape[1], dtype=np.int64), max(1, shape[1]))
        return cls(draft, reference, shape)

    def __len__(self) -> int:
        return len(self.draft)

    @cached_property
    def _keys(self) -> Indices:
        return self.draft * max(1, self.shape[1]) + self.reference

    def find(self, draft: Indices, reference: Indices) -> Indices:
        """Places of the given pairs, -1 where one is not among these."""
        inside = (draft >= 0) & (draft < self.shape[0]) & (reference >= 0) & (reference < self.shape[1])
        keys = np.where(inside, draft * max(1, self.shape[1]) + reference, -1)
        places = np.searchsorted(self._keys, keys).clip(0, max(0, len(self) - 1))
        found = inside & (len(self) > 0)
        if len(self):
            found &= self._keys[places] == keys
        return np.where(found, places, -1)

    def at(self, values: Matrix, draft: Indices, reference: Indices, default: float) -> Matrix:
        """``values``, one a pair, at the given pairs; ``default`` where one is not among these."""
        places = self.find(draft, reference)
        if not len(self):
            return np.full(places.shape, default, dtype=np.float32)
        return np.where(places >= 0, values[places], np.float32(default)).astype(np.float32)

    def block(self, values: Matrix, rows: Sequence[int], columns: Sequence[int], default: float) -> Matrix:
        """``values`` of all pairs of ``rows`` and ``columns``, shape (rows, columns)."""
        grid = np.meshgrid(np.array(rows, np.int64), np.array(columns, np.int64), indexing="ij")
        return self.at(values, grid[0], grid[1], default)


def assign(pairs: Pairs, score: Matrix, threshold: float) -> list[tuple[int, int]]:
    """The one-to-one pairs of the largest sum of scores, those below ``threshold`` left out."""
    chosen = np.flatnonzero(score >= threshold)
    if not len(chosen):
        return []
    if pairs.shape[0] * pairs.shape[1] <= _SMALL:
        gain = np.full(pairs.shape, threshold, dtype=np.float64)
        gain[pairs.draft[chosen], pairs.reference[chosen]] = score[chosen]
        rows, columns = linear_sum_assignment(-gain)
        places = pairs.find(rows, columns)
        kept = [place for place in places if place >= 0 and score[place] >= threshold]
    else:
        kept = _assign_sparse(pairs, score, threshold, chosen)
    return [(int(pairs.draft[place]), int(pairs.reference[place])) for place in kept]


def assign_matrix(score: Matrix, threshold: float) -> list[tuple[int, int]]:
    """The same for all pairs of a few rows and columns, ``score`` of shape (rows, columns)."""
    rows, columns = linear_sum_assignment(-np.maximum(score, threshold))
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if score[i, j] >= threshold]


def _assign_sparse(pairs: Pairs, score: Matrix, threshold: float, chosen: Indices) -> list[int]:
    """The same over few pairs of many units: every unit of the draft may also stay alone, at no gain."""
    rows, inverse = np.unique(pairs.draft[chosen], return_inverse=True)
    columns, right = np.unique(pairs.reference[chosen], return_inverse=True)
    alone = np.arange(len(rows))
    # Weights must not be zero: an explicit zero is no edge.
    cost = np.concatenate([threshold - score[chosen] - 1.0, np.full(len(rows), -1.0)])
    edges = np.concatenate([inverse, alone]), np.concatenate([right, len(columns) + alone])
    graph = csr_array((cost, edges), shape=(len(rows), len(columns) + len(rows)))
    taken_rows, taken_columns = min_weight_full_bipartite_matching(graph)
    linked = taken_columns < len(columns)
    return list(pairs.find(rows[taken_rows[linked]], columns[taken_columns[linked]]))
