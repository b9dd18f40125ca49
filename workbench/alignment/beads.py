"""Beads: runs of lines of two texts that say the same, by dynamic programming inside a band.

A bead joins one to six lines of one text with one to six of the other; a line may also stay alone. What is
scored is the meaning of the joined lines (Thompson and Koehn 2019, vecalign; Liu and Zhu 2022, bertalign), by
margin, their length, and the numbers and names that both sides spell alike.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from workbench.alignment.neighbours import Indices, Matrix

MOST = 6
"""Most lines on one side of a bead."""

STEPS = tuple(
    (a, b) for a in range(1, MOST + 1) for b in range(1, MOST + 1) if a + b <= MOST + 1 and min(a, b) <= 3
)
"""Lines of the source and of the target in a bead."""

MARGIN, LENGTH, SPELLING = 0.53, 0.23, 0.0027
"""Weights beside the cosine: of what is usual in the neighbourhood, of the ratio of lengths (natural
logarithm), of what both sides spell alike (its information in nats)."""

LINE, ALONE, SIZE = 0.054, 0.034, 0.55
"""What each line of a bead beyond the first two costs; a line that stays alone; the exponent with which the
size of a bead raises its score."""
# Origin of all weights: random search on the development sets of ../shared/gold/sentences, as they are and
# with neighbouring lines merged and lines left out at random; see docs/explanation/alignment.md.

_SLAB = 128
"""Lines of the source that are scored at a time."""


@dataclass(frozen=True)
class Bead:
    """Lines of the source and of the target, numbered from 0, that say the same; one side may be empty."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 0.0


@dataclass(frozen=True)
class Side:
    """One text as it is scored.

    ``joined[k - 1, i]`` is the unit vector of the k lines that end with line i, shape (MOST, n, dimensions),
    in half precision since it is what fills the memory; ``near`` what is usual for each of these, shape
    (MOST, n); ``length`` the bytes of each line.
    """

    joined: NDArray[np.float16]
    near: Matrix
    length: NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """The lines of the target that each line of the source is compared with: ``low`` up to ``high``.

    Both rise. ``start[j]`` is the first line of the block that line j of the target stands in: a bead does
    not reach over it.
    """

    low: Indices
    high: Indices
    start: Indices


def beads(source: Side, target: Side, alike: csr_array, band: Band, ratio: float) -> list[Bead]:
    """The beads of the largest total score.

    ``alike[i, j]`` is the information that two lines spell alike, ``ratio`` the length of a line of the
    target over that of its counterpart.
    """
    rows, columns = len(source.length), len(target.length)
    table = _Table(rows, columns, band)
    lengths = _windows(source.length * ratio), _windows(target.length)
    for first in range(0, rows, _SLAB):
        last = min(rows, first + _SLAB)
        left, right = int(band.low[first]), int(band.high[last - 1])
        scores = _scores(source, target, lengths, alike, (first, last), (left, right), band.start)
        for row in range(first, last):
            table.fill(row, scores[:, row - first], left)
    return table.path()


def _windows(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum of the k values that end with each one, shape (MOST, n)."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(1, len(values) + 1)
    return np.stack([sums[places] - sums[np.maximum(0, places - k)] for k in range(1, MOST + 1)])


def _scores(
    source: Side,
    target: Side,
    lengths: tuple[NDArray[np.float64], NDArray[np.float64]],
    alike: csr_array,
    rows: tuple[int, int],
    columns: tuple[int, int],
    start: Indices,
) -> Matrix:
    """Score of every bead that ends with one of these lines on both sides, shape (steps, rows, columns)."""
    mine, theirs = slice(*rows), slice(*columns)
    shared = _alike_windows(alike, rows, columns)
    joined = source.joined[:, mine].astype(np.float32), target.joined[:, theirs].astype(np.float32)
    room = np.arange(*columns) - start[theirs] + 1
    result = np.empty((len(STEPS), rows[1] - rows[0], columns[1] - columns[0]), dtype=np.float32)
    for number, (a, b) in enumerate(STEPS):
        cosine = joined[0][a - 1] @ joined[1][b - 1].T
        usual = (source.near[a - 1, mine, None] + target.near[b - 1, None, theirs]) / 2
        ratio = np.abs(np.log(lengths[0][a - 1, mine, None] / lengths[1][b - 1, None, theirs]))
        quality = cosine - MARGIN * usual - LENGTH * ratio + SPELLING * shared(a, b)
        result[number] = ((a + b) / 2) ** SIZE * quality - LINE * (a + b - 2)
        result[number][:, room < b] = -np.inf
        if a > rows[0] + 1:
            result[number, : a - rows[0] - 1] = -np.inf
    return result


def _alike_windows(alike: csr_array, rows: tuple[int, int], columns: tuple[int, int]):  # type: ignore[no-untyped-def]
    """A function of (a, b): what the a and b lines that end at each place spell alike."""
    top, left = max(0, rows[0] - MOST), max(0, columns[0] - MOST)
    part = alike[top : rows[1], left : columns[1]].toarray()
    sums = np.zeros((part.shape[0] + 1, part.shape[1] + 1), dtype=np.float32)
    sums[1:, 1:] = part.cumsum(0).cumsum(1)
    ends = np.arange(rows[0] - top, rows[1] - top) + 1, np.arange(columns[0] - left, columns[1] - left) + 1

    def shared(a: int, b: int) -> Matrix:
        begins = np.maximum(0, ends[0] - a), np.maximum(0, ends[1] - b)
        return np.asarray(
            sums[np.ix_(ends[0], ends[1])]
            - sums[np.ix_(begins[0], ends[1])]
            - sums[np.ix_(ends[0], begins[1])]
            + sums[np.ix_(begins[0], begins[1])],
            dtype=np.float32,
        )

    return shared


class _Table:
    """The dynamic programme: best total up to each pair of lines inside the band, and how it was reached."""

    _SKIP_SOURCE, _SKIP_TARGET = -1, -2

    def __init__(self, rows: int, columns: int, band: Band) -> None:
        self._rows, self._columns, self._band = rows, columns, band
        # Row 0 stands before all lines, and so does column 0 of each row: row i + 1 holds the columns from
        # band.low[i] (the place before that line) to band.high[i].
        self._low = np.concatenate([[0], band.low])
        self._high = np.concatenate([[band.high[0] if rows else columns], band.high])
        first = -ALONE * np.arange(self._low[0], self._high[0] + 1, dtype=np.float64)
        self._totals = [first]
        self._steps = [np.full(len(first), self._SKIP_TARGET, dtype=np.int8)]

    def fill(self, row: int, scores: Matrix, left: int) -> None:
        """Row ``row`` of the source, with the scores of the beads that end there, from column ``left``."""
        low, high = int(self._low[row + 1]), int(self._high[row + 1])
        width = high - low + 1
        reached = np.full((len(STEPS) + 1, width), -np.inf)
        reached[-1] = self._before(row, 1, 0, low, high) - ALONE
        for number, (a, b) in enumerate(STEPS):
            if a > row + 1:
                continue
            reached[number] = self._before(row, a, b, low, high)
            reached[number, 1:] += scores[number, low - left : high - left]
            reached[number, 0] = -np.inf  # this column stands before the first line of the band
        steps = reached.argmax(axis=0)
        totals = reached[steps, np.arange(width)]
        # A line of the target that stays alone: the best total on the left, less the price of the way.
        price = ALONE * np.arange(width)
        alone = np.maximum.accumulate(totals + price) - price
        skipped = alone > totals + 1e-9
        self._totals.append(np.where(skipped, alone, totals))
        self._steps.append(
            np.where(
                skipped, self._SKIP_TARGET, np.where(steps == len(STEPS), self._SKIP_SOURCE, steps)
            ).astype(np.int8)
        )
        if row >= MOST:
            self._totals[row - MOST] = np.empty(0)

    def _before(self, row: int, a: int, b: int, low: int, high: int) -> NDArray[np.float64]:
        """Totals ``a`` rows and ``b`` columns back from row ``row + 1`` and the columns low to high."""
        place = row + 1 - a
        totals, begin = self._totals[place], int(self._low[place])
        result = np.full(high - low + 1, -np.inf)
        first, last = max(low - b, begin), min(high - b, begin + len(totals) - 1)
        if first <= last:
            result[first + b - low : last + b - low + 1] = totals[first - begin : last - begin + 1]
        return result

    def path(self) -> list[Bead]:
        """The beads on the best way, in order."""
        found: list[Bead] = []
        row, column = self._rows, self._columns
        while row or column:
            step = int(self._steps[row][column - int(self._low[row])])
            if step == self._SKIP_SOURCE:
                row -= 1
                found.append(Bead((row,), ()))
            elif step == self._SKIP_TARGET:
                column -= 1
                found.append(Bead((), (column,)))
            else:
                a, b = STEPS[step]
                found.append(Bead(tuple(range(row - a, row)), tuple(range(column - b, column))))
                row, column = row - a, column - b
        return found[::-1]
