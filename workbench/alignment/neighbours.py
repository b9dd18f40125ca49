"""Nearest neighbours of many vectors among many, in blocks: no matrix of all pairs is ever held.

Similarity is compared by margin (CSLS; Conneau et al. 2018, Artetxe and Schwenk 2019): twice the cosine less
the mean cosine of either side's nearest neighbours, so that what is similar to everything loses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Indices = NDArray[np.int64]

_BACKGROUND = 4096
"""Most vectors among which the nearest ones are looked for to tell what is usual."""

_PAIRS_A_BLOCK = 4_000_000
"""Similarities that are held at a time."""


@dataclass(frozen=True)
class Best:
    """The best counterpart of each vector of one side, with its margin."""

    place: Indices
    margin: Matrix


def blocks(rows: int, columns: int) -> Iterator[slice]:
    """Slices of the rows such that one slice by all columns is no more than can be held."""
    step = max(1, _PAIRS_A_BLOCK // max(1, columns))
    for start in range(0, rows, step):
        yield slice(start, min(rows, start + step))


def closeness(vectors: NDArray[np.floating[Any]], others: Matrix, k: int) -> Matrix:
    """Mean cosine of each of ``vectors`` with its ``k`` nearest ``others``, shape (n,).

    Of very many others every so many are looked at: all texts are measured against the same ones.
    """
    result = np.zeros(len(vectors), dtype=np.float32)
    others = others[:: -(-len(others) // _BACKGROUND) or 1]
    k = min(k, len(others))
    if k:
        for rows in blocks(len(vectors), len(others)):
            similar = vectors[rows].astype(np.float32, copy=False) @ others.T
            result[rows] = np.partition(similar, -k, axis=1)[:, -k:].mean(axis=1)
    return result


def best_counterparts(a: Matrix, b: Matrix, k: int) -> tuple[Best, Best]:
    """The counterpart of the largest margin of each vector of ``a`` among ``b``, and the other way round."""
    near = closeness(a, b, k), closeness(b, a, k)
    of_a = Best(np.zeros(len(a), dtype=np.int64), np.full(len(a), -np.inf, dtype=np.float32))
    of_b = Best(np.zeros(len(b), dtype=np.int64), np.full(len(b), -np.inf, dtype=np.float32))
    for rows in blocks(len(a), len(b)) if len(b) else ():
        margin = 2 * (a[rows] @ b.T) - near[0][rows, None] - near[1][None, :]
        of_a.place[rows] = margin.argmax(axis=1)
        of_a.margin[rows] = margin.max(axis=1)
        places, values = margin.argmax(axis=0), margin.max(axis=0)
        better = values > of_b.margin
        of_b.place[better] = places[better] + rows.start
        of_b.margin[better] = values[better]
    return of_a, of_b
