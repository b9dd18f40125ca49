"""How well each provision of one document corresponds to each of the other, and why.

The meaning is judged by embeddings with margin scaling (CSLS; Conneau et al. 2018, Artetxe and Schwenk
2019); everything else is symbolic and does not depend on the language: quantities, designations, verbal form,
kind, normative status, headings and neighbourhood. A score explains itself: :attr:`Scores.parts` holds each
part's share.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.alignment.units import BaseValue, Unit, heading_paths
from workbench.designations import Designation, equivalence, same

Matrix = NDArray[np.float32]
Encode = Callable[[Sequence[str], str], Matrix]
"""Texts and their language to unit vectors, one a row."""

NEIGHBOURHOOD = 5
"""How many nearest neighbours the margin is taken over."""

UNRELATED = 0.3
"""Usual cosine of unrelated provisions of two standards, measured on the shared cases."""

WEIGHTS = {
    "segments": 0.35,
    "headings": 0.20,
    "quantities": 0.25,
    "designations": 0.35,
    "form": 0.05,
    "status": 0.05,
    "place": 0.10,
    "row-keys": 0.30,
}
"""Weight of each part beside the meaning, whose weight is 1. Origin: set by hand on the shared cases."""

KIND_PENALTY = 1.0
"""Taken off where a term entry, reference or formula is compared with running text."""


@dataclass(frozen=True)
class Scores:
    """Total score of every pair and the share of each part, all of shape (draft units, reference units)."""

    total: Matrix
    parts: dict[str, Matrix]

    def reasons(self, draft: int, reference: int) -> dict[str, float]:
        """Share of each part in the score of one pair, the parts that say nothing left out."""
        shares = {name: float(part[draft, reference]) for name, part in self.parts.items()}
        return {name: round(share, 3) for name, share in shares.items() if abs(share) >= 0.005}


def score(draft: Sequence[Unit], reference: Sequence[Unit], vectors: "Vectors") -> Scores:
    """Score every unit of ``draft`` against every unit of ``reference``."""
    parts = {
        "meaning": csls(vectors.draft @ vectors.reference.T),
        "segments": WEIGHTS["segments"] * _segments(draft, reference, vectors),
        "headings": WEIGHTS["headings"] * vectors.headings,
        "quantities": WEIGHTS["quantities"] * _quantities(draft, reference),
        "designations": WEIGHTS["designations"] * _designations(draft, reference),
        "form": WEIGHTS["form"] * _forms(draft, reference),
        "status": WEIGHTS["status"] * _status(draft, reference),
        "place": WEIGHTS["place"] * _place(draft, reference),
        "row-keys": WEIGHTS["row-keys"] * _row_keys(draft, reference),
        "kind": -KIND_PENALTY * _other_kind(draft, reference),
    }
    total = np.sum(np.stack(list(parts.values())), axis=0)
    return Scores(total.astype(np.float32), parts)


@dataclass(frozen=True)
class Vectors:
    """The embeddings of both documents."""

    draft: Matrix
    reference: Matrix
    draft_segments: tuple[Matrix, ...]
    reference_segments: tuple[Matrix, ...]
    headings: Matrix

    @classmethod
    def of(
        cls,
        draft: Sequence[Unit],
        reference: Sequence[Unit],
        languages: tuple[str, str],
        encode: Encode,
        *,
        centre: bool,
    ) -> "Vectors":
        """Encode both documents; ``centre`` takes the mean of each document's vectors off."""
        whole = [
            _centred(encode([unit.meaning for unit in units], language), centre)
            for units, language in zip((draft, reference), languages, strict=True)
        ]
        segments = [
            _split(encode([s for unit in units for s in unit.segments], language), units, centre)
            for units, language in zip((draft, reference), languages, strict=True)
        ]
        return cls(
            whole[0],
            whole[1],
            segments[0],
            segments[1],
            _headings(draft, reference, languages, encode, centre),
        )


def _centred(vectors: Matrix, centre: bool) -> Matrix:
    if not centre or len(vectors) < 8:
        return vectors
    moved = vectors - vectors.mean(axis=0, keepdims=True)
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(norms, 1e-9), dtype=np.float32)


def _split(vectors: Matrix, units: Sequence[Unit], centre: bool) -> tuple[Matrix, ...]:
    vectors = _centred(vectors, centre)
    ends = np.cumsum([len(unit.segments) for unit in units])[:-1]
    return tuple(np.split(vectors, ends))


def _headings(
    draft: Sequence[Unit],
    reference: Sequence[Unit],
    languages: tuple[str, str],
    encode: Encode,
    centre: bool,
) -> Matrix:
    """Similarity of the headings above each pair, 0 to 1."""
    paths = [heading_paths(units) for units in (draft, reference)]
    distinct = [list(dict.fromkeys(side)) for side in paths]
    vectors = [
        _centred(encode(side, language), centre) for side, language in zip(distinct, languages, strict=True)
    ]
    similar = np.clip(vectors[0] @ vectors[1].T, 0, 1)
    places = [{path: place for place, path in enumerate(side)} for side in distinct]
    rows = [places[0][path] for path in paths[0]]
    columns = [places[1][path] for path in paths[1]]
    return np.asarray(similar[np.ix_(rows, columns)], dtype=np.float32)


def csls(similarity: Matrix, k: int = NEIGHBOURHOOD) -> Matrix:
    """Cosine similarity less the mean similarity of either side's nearest neighbours.

    What is similar to everything (boilerplate) loses, so that one threshold fits all provisions. Where a
    side has fewer than ``k`` provisions, unrelated ones of the usual similarity stand in for the rest:
    otherwise a document of one sentence would be as close to its translation as to anything.
    """
    if not similarity.size:
        return similarity
    near_rows = _nearest(similarity, k).mean(axis=1, keepdims=True)
    near_columns = _nearest(similarity.T, k).mean(axis=1, keepdims=True).T
    return np.asarray(2 * similarity - near_rows - near_columns, dtype=np.float32)


def _nearest(similarity: Matrix, k: int) -> Matrix:
    """The ``k`` largest values of each row."""
    lacking = max(0, k - similarity.shape[1])
    padded = np.pad(similarity, ((0, 0), (0, lacking)), constant_values=UNRELATED)
    return np.asarray(np.sort(padded, axis=1)[:, -k:], dtype=np.float32)


def _segments(draft: Sequence[Unit], reference: Sequence[Unit], vectors: Vectors) -> Matrix:
    """How much of the shorter side is found somewhere in the longer one, less what is usual."""
    result = np.zeros((len(draft), len(reference)), dtype=np.float32)
    all_reference = np.concatenate(vectors.reference_segments) if reference else np.zeros((0, 1), np.float32)
    starts = np.cumsum([0] + [len(part) for part in vectors.reference_segments])[:-1]
    for row, part in enumerate(vectors.draft_segments):
        similar = part @ all_reference.T
        best_of_draft = np.maximum.reduceat(similar, starts, axis=1).mean(axis=0)
        best_of_reference = _mean_at(similar.max(axis=0), starts)
        result[row] = np.maximum(best_of_draft, best_of_reference)
    return csls(result)


def _mean_at(values: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
    counts = np.diff(np.append(starts, len(values)))
    return np.asarray(np.add.reduceat(values, starts) / counts, dtype=np.float32)


def _quantities(draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """Shared quantities in [-0.3, 1]: rare ones count more.

    Negative where both have quantities, but not even of one kind: a limit that was changed keeps its unit.
    """
    places: list[dict[BaseValue, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, units in zip(places, (draft, reference), strict=True):
        for unit in units:
            for value in unit.values:
                side[value].append(unit.index)
    sizes = [np.array([len(unit.values) for unit in units], dtype=np.float32) for units in (draft, reference)]
    smaller = np.minimum(sizes[0][:, None], sizes[1][None, :])
    shared = np.zeros_like(smaller)
    for value, rows in places[0].items():
        columns = places[1].get(value)
        if columns:
            frequency = max(len(rows), len(columns))
            shared[np.ix_(rows, columns)] += frequency**-0.5
    share = np.minimum(1.0, shared / np.maximum(smaller, 1))
    unshared = np.where(_same_kind(draft, reference), 0.1, -0.3)
    return np.asarray(np.where(smaller == 0, 0, np.where(shared == 0, unshared, share)), dtype=np.float32)


def _same_kind(draft: Sequence[Unit], reference: Sequence[Unit]) -> NDArray[np.bool_]:
    """Whether both hold a quantity of the same dimension; bare numbers say too little."""
    places: list[dict[object, set[int]]] = [defaultdict(set), defaultdict(set)]
    for side, units in zip(places, (draft, reference), strict=True):
        for unit in units:
            for kind in unit.quantity_kinds:
                side[kind].add(unit.index)
    result = np.zeros((len(draft), len(reference)), dtype=np.bool_)
    for kind, rows in places[0].items():
        if kind in places[1]:
            result[np.ix_(sorted(rows), sorted(places[1][kind]))] = True
    return result


def _designations(draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """1 where both name the same standard, or one and its counterpart."""
    named = [{d for unit in units for d in unit.designations} for units in (draft, reference)]
    counterparts = {mine: {theirs for theirs in named[1] if correspond(mine, theirs)} for mine in named[0]}
    result = np.zeros((len(draft), len(reference)), dtype=np.float32)
    for one in draft:
        wanted = {theirs for mine in one.designations for theirs in counterparts[mine]}
        for other in reference if wanted else ():
            result[one.index, other.index] = float(not wanted.isdisjoint(other.designations))
    return result


def correspond(draft: Designation, reference: Designation) -> bool:
    """Whether two designations name the same standard, in whatever edition, or national and source."""
    return same(draft, reference) in ("same", "same-undated") or equivalence(draft, reference) is not None


def _forms(draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    strengths = [
        np.array([_strength(unit) for unit in units], dtype=np.float32) for units in (draft, reference)
    ]
    return np.asarray(-np.abs(strengths[0][:, None] - strengths[1][None, :]) / 4, dtype=np.float32)


def _strength(unit: Unit) -> int:
    return max((reading.form.strength for reading in unit.readings), default=0)


def _status(draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    sides = [
        np.array([unit.provision.normative for unit in units], dtype=bool) for units in (draft, reference)
    ]
    return np.asarray(np.where(sides[0][:, None] == sides[1][None, :], 0, -1), dtype=np.float32)


def _place(draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """0 for the same relative place in the document, -1 for opposite ends."""
    places = [np.linspace(0, 1, num=len(units), dtype=np.float32) for units in (draft, reference)]
    return np.asarray(-np.abs(places[0][:, None] - places[1][None, :]), dtype=np.float32)


def _row_keys(draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """For two table rows whether their keys agree in what is written alike in all languages.

    1 where symbols and numbers of the first cells agree (``Pb``, ``DN 50``, ``≤0.35``), -1 where both have
    some and they do not, 0 where there is nothing to compare.
    """
    result = np.zeros((len(draft), len(reference)), dtype=np.float32)
    keys = [{unit.index: unit.row_key for unit in units if unit.row_key} for units in (draft, reference)]
    for i, mine in keys[0].items():
        for j, theirs in keys[1].items():
            result[i, j] = 1 if mine == theirs else -1
    return result


def _other_kind(draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    groups = [np.array([unit.group for unit in units]) for units in (draft, reference)]
    return np.asarray(groups[0][:, None] != groups[1][None, :], dtype=np.float32)
