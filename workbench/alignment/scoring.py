"""How well each provision of one document corresponds to each of the other, and why.

The meaning is judged by embeddings with margin scaling (CSLS; Conneau et al. 2018, Artetxe and Schwenk
2019); everything else is symbolic and does not depend on the language: quantities, designations, kind,
keys of rows, headings and neighbourhood. A score explains itself: :attr:`Scores.parts` holds each
part's share.

Only pairs that can be links are scored (:class:`workbench.alignment.pairs.Pairs`): every unit has its nearest
neighbours by meaning among them, and whatever shares a rare quantity or a standard with it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from workbench.alignment.neighbours import Indices, Matrix, blocks, closeness
from workbench.alignment.pairs import Pairs
from workbench.alignment.units import Unit, heading_paths
from workbench.designations import Designation, counterparts, equivalence, same
from workbench.sts import Row

Encode = Callable[[Sequence[str], str], Matrix]
"""Texts and their language to unit vectors, one a row."""

NEIGHBOURHOOD = 5
"""How many nearest neighbours the margin is taken over."""

CANDIDATES = 64
"""How many counterparts of the nearest meaning are scored for each unit of a large document."""

NUMBERS = 0.6
"""What the same numbers with other units, or none, count for beside the same quantities."""

COMMON_CONCEPT = 0.5
"""Weight of a concept that four provisions name: less than that, and one shared concept says little."""

OTHER_CONCEPTS = 0.15
"""What is taken off, times the weight, where either names concepts that the other does not name."""

RARE = 8
"""Units in which a quantity may occur and still make candidates of those that share it."""

UNRELATED = 0.3
"""Usual cosine of unrelated provisions of two standards, measured on the shared cases."""

WEIGHTS = {
    "segments": 0.35,
    "headings": 0.20,
    "quantities": 0.25,
    "designations": 0.35,
    "terms": 0.40,
    "place": 0.10,
    "row-keys": 0.20,
}
"""Weight of each part beside the meaning, whose weight is 1. Origin: set by hand on the shared cases."""

KIND_PENALTY = 1.0
"""Taken off where a term entry, reference or formula is compared with running text, where two entries of
lists of references are known to be of different standards, where two items name other particulars, and two
rows other chemical elements."""

_WORLDWIDE = frozenset({"iso", "iec", "itu", "oiml", "en"})
"""Schemes of international and European standards: a national one that adopts one of them says so."""


@dataclass(frozen=True)
class Scores:
    """Total score of every pair and the share of each part, all of shape (pairs,)."""

    pairs: Pairs
    total: Matrix
    parts: dict[str, Matrix]

    def reasons(self, draft: int, reference: int) -> dict[str, float]:
        """Share of each part in the score of one pair, the parts that say nothing left out."""
        place = int(self.pairs.find(np.array([draft]), np.array([reference]))[0])
        shares = {name: float(part[place]) for name, part in self.parts.items()} if place >= 0 else {}
        return {name: round(share, 3) for name, share in shares.items() if abs(share) >= 0.005}


def score(
    draft: Sequence[Unit],
    reference: Sequence[Unit],
    vectors: "Vectors",
    tables: Sequence[tuple[Sequence[int], Sequence[int]]] = (),
) -> Scores:
    """Score the pairs of two documents that can be links; ``tables`` are the rows of transposed ones."""
    near = _closeness(vectors)
    pairs = _candidates(draft, reference, vectors, near, tables)
    parts: dict[str, Matrix] = {
        "meaning": _meaning(pairs, vectors, near),
        "segments": WEIGHTS["segments"] * _parts(pairs, vectors),
        "headings": WEIGHTS["headings"] * _headings(pairs, vectors),
        "quantities": WEIGHTS["quantities"] * _quantities(pairs, draft, reference),
        "designations": _designations(pairs, draft, reference),
        "terms": WEIGHTS["terms"] * _terms(pairs, draft, reference),
        "place": WEIGHTS["place"] * _place(pairs),
        "row-keys": WEIGHTS["row-keys"] * _row_keys(pairs, draft, reference, tables),
        "kind": -KIND_PENALTY * _other_kind(pairs, draft, reference),
    }
    return Scores(pairs, total_of(parts), parts)


def total_of(parts: dict[str, Matrix]) -> Matrix:
    """Sum of all parts."""
    return np.asarray(np.sum(np.stack(list(parts.values())), axis=0), dtype=np.float32)


@dataclass(frozen=True)
class Vectors:
    """The embeddings of both documents: of units, of their segments, of the headings above them.

    ``starts`` are the first segments of each unit, ``path`` the heading of each. ``terms`` are those of term
    entries, ``entries`` the places of each unit's, shape (units, most terms): -1 where it has none.
    """

    units: tuple[Matrix, Matrix]
    segments: tuple[Matrix, Matrix]
    starts: tuple[Indices, Indices]
    headings: tuple[Matrix, Matrix]
    path: tuple[Indices, Indices]
    terms: tuple[Matrix, Matrix]
    entries: tuple[Indices, Indices]

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
        first, second = (
            _encoded(units, language, encode, centre)
            for units, language in zip((draft, reference), languages, strict=True)
        )
        return cls(
            (first[0], second[0]),
            (first[1], second[1]),
            (first[2], second[2]),
            (first[3], second[3]),
            (first[4], second[4]),
            (first[5], second[5]),
            (first[6], second[6]),
        )


def _encoded(
    units: Sequence[Unit], language: str, encode: Encode, centre: bool
) -> tuple[Matrix, Matrix, Indices, Matrix, Indices, Matrix, Indices]:
    paths = heading_paths(units)
    place = {path: number for number, path in enumerate(dict.fromkeys(paths))}
    terms = [term for unit in units for term in unit.terms]
    return (
        _centred(encode([unit.meaning for unit in units], language), centre),
        _centred(encode([text for unit in units for text in unit.segments], language), centre),
        np.cumsum([0] + [len(unit.segments) for unit in units], dtype=np.int64)[:-1],
        _centred(encode(list(place), language), centre),
        np.array([place[path] for path in paths], dtype=np.int64),
        _centred(encode(terms or [" "], language), centre),
        _entries(units),
    )


def _entries(units: Sequence[Unit]) -> Indices:
    """For each unit the places of its terms among those of all; the preferred one fills the rest."""
    sizes = [len(unit.terms) for unit in units]
    starts = np.cumsum([0, *sizes], dtype=np.int64)[:-1, None]
    counts = np.array(sizes, dtype=np.int64)[:, None]
    numbers = np.arange(max(1, *sizes), dtype=np.int64)[None, :]
    return np.where(counts == 0, -1, starts + np.where(numbers < counts, numbers, 0))


def _centred(vectors: Matrix, centre: bool) -> Matrix:
    if not centre or len(vectors) < 8:
        return vectors
    moved = vectors - vectors.mean(axis=0, keepdims=True)
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(norms, 1e-9), dtype=np.float32)


Blocks = Iterator[tuple[slice, Matrix]]
"""Some rows at a time of a matrix of similarities, shape (rows, reference units)."""


def _of_units(vectors: Vectors) -> Blocks:
    mine, theirs = vectors.units
    for rows in blocks(len(mine), len(theirs)):
        yield rows, mine[rows] @ theirs.T


def _of_segments(vectors: Vectors) -> Blocks:
    """How much of the shorter side is found somewhere in the longer one."""
    mine, theirs = vectors.segments
    starts, others = vectors.starts
    ends = np.append(starts[1:], len(mine))
    counts = np.diff(np.append(others, len(theirs)))
    longest = int((ends - starts).max(initial=1))
    for rows in blocks(len(starts), len(theirs) * longest):
        first, last = starts[rows.start], ends[rows.stop - 1]
        similar = mine[first:last] @ theirs.T
        inside = starts[rows] - first
        sizes = (ends[rows] - starts[rows])[:, None]
        of_draft = np.add.reduceat(np.maximum.reduceat(similar, others, axis=1), inside, axis=0) / sizes
        of_reference = np.add.reduceat(np.maximum.reduceat(similar, inside, axis=0), others, axis=1) / counts
        yield rows, np.maximum(of_draft, of_reference)


class _Nearest:
    """Mean of the largest similarities of every row and every column, from rows that come bit by bit."""

    def __init__(self, rows: int, columns: int) -> None:
        # Where a side has fewer units, unrelated ones of the usual similarity stand in for the rest:
        # otherwise a document of one sentence would be as close to its translation as to anything.
        self.rows = np.zeros(rows, dtype=np.float32)
        lacking = max(0, NEIGHBOURHOOD - rows)
        self._columns = np.full((NEIGHBOURHOOD, columns), -np.inf, dtype=np.float32)
        self._columns[:lacking] = UNRELATED

    def add(self, rows: slice, similar: Matrix) -> None:
        """Take in the similarities of some rows."""
        lacking = max(0, NEIGHBOURHOOD - similar.shape[1])
        padded = np.pad(similar, ((0, 0), (0, lacking)), constant_values=UNRELATED)
        self.rows[rows] = np.partition(padded, -NEIGHBOURHOOD, axis=1)[:, -NEIGHBOURHOOD:].mean(axis=1)
        both = np.concatenate([self._columns, similar])
        self._columns = np.partition(both, -NEIGHBOURHOOD, axis=0)[-NEIGHBOURHOOD:]

    @property
    def columns(self) -> Matrix:
        """Of every column."""
        return np.asarray(self._columns.mean(axis=0), dtype=np.float32)


Closeness = tuple[Matrix, Matrix]
"""What is usual for every unit of the draft and of the reference: their mean similarity to the nearest."""


def _closeness(vectors: Vectors) -> Closeness:
    nearest = _Nearest(len(vectors.units[0]), len(vectors.units[1]))
    for rows, similar in _of_units(vectors):
        nearest.add(rows, similar)
    return nearest.rows, nearest.columns


def _candidates(
    draft: Sequence[Unit],
    reference: Sequence[Unit],
    vectors: Vectors,
    closeness: Closeness,
    tables: Sequence[tuple[Sequence[int], Sequence[int]]],
) -> Pairs:
    """The pairs that can be links; all of them where one document is small."""
    shape = len(draft), len(reference)
    if min(shape) <= CANDIDATES:
        return Pairs.all(shape)
    rows_of: list[Indices] = []
    columns_of: list[Indices] = []
    best = np.full((CANDIDATES, shape[1]), -np.inf, dtype=np.float32)
    best_row = np.zeros((CANDIDATES, shape[1]), dtype=np.int64)
    for rows, similar in _of_units(vectors):
        margin = 2 * similar - closeness[0][rows, None] - closeness[1][None, :]
        top = np.argpartition(margin, -CANDIDATES, axis=1)[:, -CANDIDATES:]
        rows_of.append(np.repeat(np.arange(rows.start, rows.stop), CANDIDATES))
        columns_of.append(top.ravel())
        both = np.concatenate([best, margin])
        names = np.broadcast_to(np.arange(rows.start, rows.stop)[:, None], margin.shape)
        both_names = np.concatenate([best_row, names])
        kept = np.argpartition(both, -CANDIDATES, axis=0)[-CANDIDATES:]
        best = np.take_along_axis(both, kept, axis=0)
        best_row = np.take_along_axis(both_names, kept, axis=0)
    exchanged = (pair for rows, others in tables for pair in product(rows, others))
    for i, j in (*_sharing(draft, reference), *exchanged):
        rows_of.append(np.array([i], dtype=np.int64))
        columns_of.append(np.array([j], dtype=np.int64))
    rows_of.append(best_row.ravel())
    columns_of.append(np.tile(np.arange(shape[1]), CANDIDATES))
    return Pairs.of(np.concatenate(rows_of), np.concatenate(columns_of), shape)


def _sharing(draft: Sequence[Unit], reference: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The pairs that share a quantity or the key of a row which few units have."""
    for facts in (lambda unit: unit.values, lambda unit: (unit.row_key,) if unit.row_key else ()):
        places = [_places(map(facts, units)) for units in (draft, reference)]
        for fact, rows in places[0].items():
            columns = places[1].get(fact, ())
            if len(rows) <= RARE and len(columns) <= RARE:
                yield from ((i, j) for i in rows for j in columns)


def _places(facts: Iterable[Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    """For each fact the units that have it."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index, own in enumerate(facts):
        for fact in own:
            found[fact].append(index)
    return found


def _dot(a: Matrix, b: Matrix, rows: Indices, columns: Indices) -> Matrix:
    """Cosines of the given rows of ``a`` with the given rows of ``b``."""
    result = np.empty(len(rows), dtype=np.float32)
    for part in blocks(len(rows), a.shape[1]):
        result[part] = np.einsum("ij,ij->i", a[rows[part]], b[columns[part]])
    return result


def _meaning(pairs: Pairs, vectors: Vectors, closeness: Closeness) -> Matrix:
    """Cosine less the mean cosine of either side's nearest neighbours.

    What is similar to everything (boilerplate) loses, so that one threshold fits all provisions.
    """
    cosine = _dot(*vectors.units, pairs.draft, pairs.reference)
    return 2 * cosine - closeness[0][pairs.draft] - closeness[1][pairs.reference]


def _segments(pairs: Pairs, vectors: Vectors) -> Matrix:
    """How much of the shorter side is found somewhere in the longer one, less what is usual."""
    result = np.zeros(len(pairs), dtype=np.float32)
    nearest = _Nearest(*pairs.shape)
    for rows, similar in _of_segments(vectors):
        nearest.add(rows, similar)
        inside = slice(*np.searchsorted(pairs.draft, [rows.start, rows.stop]))
        result[inside] = similar[pairs.draft[inside] - rows.start, pairs.reference[inside]]
    return 2 * result - nearest.rows[pairs.draft] - nearest.columns[pairs.reference]


def _parts(pairs: Pairs, vectors: Vectors) -> Matrix:
    """How well parts of either text agree: sentences and clauses, of term entries also the terms."""
    return np.asarray(np.maximum(_segments(pairs, vectors), _heads(pairs, vectors)), dtype=np.float32)


def _heads(pairs: Pairs, vectors: Vectors) -> Matrix:
    """Similarity of the terms of two term entries, less what is usual; -1 for anything else.

    Two entries for one term may define it otherwise: that is a divergence of the definitions, not two terms.
    Terms of few letters are encoded less surely than sentences, so that unlike ones say nothing against a
    pair: this only ever raises the part of which it is the larger one.
    """
    result = np.full(len(pairs), -1, dtype=np.float32)
    mine, theirs = vectors.entries[0][pairs.draft], vectors.entries[1][pairs.reference]
    both = np.flatnonzero((mine[:, 0] >= 0) & (theirs[:, 0] >= 0))
    if not len(both):
        return result
    usual = _usual(*vectors.terms), _usual(*reversed(vectors.terms))
    for one, other in product(mine[both].T, theirs[both].T):
        margin = 2 * _dot(*vectors.terms, one, other) - usual[0][one] - usual[1][other]
        result[both] = np.maximum(result[both], margin)
    return result


def _usual(vectors: Matrix, others: Matrix) -> Matrix:
    """Mean similarity of each vector to the nearest of the other side; see :class:`_Nearest`."""
    lacking = max(0, NEIGHBOURHOOD - len(others))
    found = closeness(vectors, others, NEIGHBOURHOOD)
    share = np.float32(lacking / NEIGHBOURHOOD)
    return np.asarray((1 - share) * found + share * np.float32(UNRELATED), dtype=np.float32)


def _headings(pairs: Pairs, vectors: Vectors) -> Matrix:
    """Similarity of the headings above each pair, 0 to 1."""
    count = max(1, len(vectors.headings[1]))
    keys = vectors.path[0][pairs.draft] * count + vectors.path[1][pairs.reference]
    distinct, inverse = np.unique(keys, return_inverse=True)
    similar = _dot(*vectors.headings, distinct // count, distinct % count)
    return np.asarray(np.clip(similar, 0, 1)[inverse], dtype=np.float32)


def _quantities(pairs: Pairs, draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """Shared quantities in [-0.3, 1]: rare ones count more.

    Where units differ or are not read, the same numbers count, for less. Negative where both have quantities,
    but not even of one kind: a limit that was changed keeps its unit.
    """
    shared = _shared(pairs, [[unit.values for unit in units] for units in (draft, reference)], rare=True)
    alike = _shared(pairs, [[unit.quantity_kinds for unit in units] for units in (draft, reference)])
    sizes = [np.array([len(unit.values) for unit in units], np.float32) for units in (draft, reference)]
    smaller = np.minimum(sizes[0][pairs.draft], sizes[1][pairs.reference])
    share = np.minimum(1.0, shared / np.maximum(smaller, 1))
    bare = [[unit.numbers for unit in units] for units in (draft, reference)]
    counts = [np.array([len(numbers) for numbers in side], np.float32) for side in bare]
    fewer = np.minimum(counts[0][pairs.draft], counts[1][pairs.reference])
    alike_numbers = _shared(pairs, bare, rare=True) / np.maximum(fewer, 1)
    share = np.maximum(share, NUMBERS * np.minimum(1.0, alike_numbers))
    shared = np.maximum(shared, share)
    unshared = np.where(alike > 0, 0.1, -0.3)
    return np.asarray(np.where(smaller == 0, 0, np.where(shared == 0, unshared, share)), dtype=np.float32)


def _shared(pairs: Pairs, facts: Sequence[Sequence[Iterable[Hashable]]], *, rare: bool = False) -> Matrix:
    """How many facts both units of each pair have; ``rare`` ones count more, common ones less than one."""
    places = [_places(side) for side in facts]
    common = [fact for fact in places[0] if fact in places[1]]
    rarity = _rarity(places)
    weights = [rarity[fact] if rare else 1.0 for fact in common]
    sides = [
        _incidence([place[fact] for fact in common], count)
        for place, count in zip(places, pairs.shape, strict=True)
    ]
    weighted = sides[0] * np.array(weights, dtype=np.float32)[None, :] if common else sides[0]
    result = np.zeros(len(pairs), dtype=np.float32)
    for part in blocks(len(pairs), 64):
        both = weighted[pairs.draft[part]].multiply(sides[1][pairs.reference[part]])
        result[part] = both.sum(axis=1)
    return result


def _rarity(places: Sequence[dict[Hashable, list[int]]]) -> dict[Hashable, float]:
    """Weight of each fact: 1 where one unit a side has it, less the more have it."""
    count = {fact: max(len(side.get(fact, ())) for side in places) for side in places for fact in side}
    return {fact: float(most**-0.5) for fact, most in count.items()}


def _incidence(units: Sequence[Sequence[int]], count: int) -> csr_array:
    """Which of ``count`` units (rows) have which facts (columns), given the units of each fact."""
    columns = np.repeat(np.arange(len(units)), [len(having) for having in units])
    rows = np.array([index for having in units for index in having], dtype=np.int64)
    return csr_array(
        (np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(count, max(1, len(units)))
    )


def _designations(pairs: Pairs, draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """Weighted, for two units that name the same standard, or one and its counterpart.

    Negative for two entries of lists of references that are known to be of others.
    """
    named = {theirs for unit in reference for theirs in unit.designations}
    mine = {own for unit in draft for own in unit.designations}
    counterparts = {own: [theirs for theirs in named if correspond(own, theirs)] for own in mine}
    facts = [
        [{theirs for own in unit.designations for theirs in counterparts[own]} for unit in draft],
        [set(unit.designations) for unit in reference],
    ]
    agree = _shared(pairs, facts) > 0
    differ = ~agree & _other_standards(pairs, draft, reference)
    return (WEIGHTS["designations"] * agree - KIND_PENALTY * differ).astype(np.float32)


def _other_standards(pairs: Pairs, draft: Sequence[Unit], reference: Sequence[Unit]) -> NDArray[np.bool_]:
    """Whether two units are entries of lists of references whose numbers are of different standards.

    What an entry is of is known of international and European standards and of what adopts one: EN 16955 is
    no ISO 8191-1, however alike their titles, and two entries in the same list have nothing else to tell them
    apart. Of two national standards, or a national one and an international one, the numbers say nothing. An
    entry that keeps its title to the letter is the old one with another number.
    """
    result = np.zeros(len(pairs), dtype=bool)
    known = [
        {unit.index: _sources(unit) for unit in units if unit.group == "reference"}
        for units in (draft, reference)
    ]
    for i, mine in known[0].items():
        others = [
            j
            for j, theirs in known[1].items()
            if mine
            and theirs
            and draft[i].meaning != reference[j].meaning
            and not any(_may_be_same(one, other) for one, other in product(mine, theirs))
        ]
        places = pairs.find(np.full(len(others), i, dtype=np.int64), np.array(others, dtype=np.int64))
        result[places[places >= 0]] = True
    return result


def _sources(unit: Unit) -> frozenset[Designation]:
    """The international and European standards that an entry is of, or that what it is of adopts."""
    found = set()
    for designation in unit.designations:
        source = designation
        while source.adopts:
            source = source.adopts.designation
        if source.scheme in _WORLDWIDE:
            found.add(source)
        else:
            # What is known of one part says nothing against the other parts of the series.
            known = (one.designation for one in counterparts(source))
            found |= {replace(one, part="") for one in known if one.scheme in _WORLDWIDE}
    return frozenset(found)


def _may_be_same(one: Designation, other: Designation) -> bool:
    """Whether two designations are of one standard, or of a series and a part of it."""
    sameness = same(one, other)
    return sameness != "different" and not (sameness == "same-family" and one.part and other.part)


def _terms(pairs: Pairs, draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """Share of the concepts that both name in those that either names, rare ones more, 0 to 1.

    Slightly negative where both name some, and none is the same.
    """
    facts = [[unit.concepts for unit in units] for units in (draft, reference)]
    weights = _rarity([_places(side) for side in facts])
    named = [
        np.array([sum(weights[concept] for concept in own) for own in side], np.float32) for side in facts
    ]
    # The mean is geometric: of a long text and a short one neither decides alone.
    either = np.sqrt(named[0][pairs.draft] * named[1][pairs.reference])
    share = _shared(pairs, facts, rare=True) / np.maximum(either, COMMON_CONCEPT)
    share = np.where((share == 0) & (either > 0), -OTHER_CONCEPTS, np.minimum(1, share))
    return np.asarray(share, dtype=np.float32)


def correspond(draft: Designation, reference: Designation) -> bool:
    """Whether two designations name the same standard, in whatever edition, or national and source."""
    return same(draft, reference) in ("same", "same-undated") or equivalence(draft, reference) is not None


def _place(pairs: Pairs) -> Matrix:
    """0 for the same relative place in the document, -1 for opposite ends."""
    mine, theirs = (np.linspace(0, 1, num=count, dtype=np.float32) for count in pairs.shape)
    return np.asarray(-np.abs(mine[pairs.draft] - theirs[pairs.reference]), dtype=np.float32)


def _row_keys(
    pairs: Pairs,
    draft: Sequence[Unit],
    reference: Sequence[Unit],
    tables: Sequence[tuple[Sequence[int], Sequence[int]]],
) -> Matrix:
    """Whether the keys of table rows agree in what is written alike in all languages.

    1 where symbols and numbers of the first cells agree (``Pb``, ``DN 50``, ``≤0.35``), else 0. 1 too for a
    row and a text that states its size class, and for all rows of two ``tables`` of which one is the other
    transposed: keys of rows there are heads of columns here.
    """
    numbers: dict[Hashable, int] = {frozenset(): 0}
    keys = [
        np.array([numbers.setdefault(unit.row_key, len(numbers)) for unit in units], dtype=np.int64)
        for units in (draft, reference)
    ]
    mine, theirs = keys[0][pairs.draft], keys[1][pairs.reference]
    agree = (mine == theirs) & (mine > 0)
    agree |= _shared(pairs, [[_size_class(unit) for unit in draft], [unit.values for unit in reference]]) > 0
    agree |= _shared(pairs, [[unit.values for unit in draft], [_size_class(unit) for unit in reference]]) > 0
    for rows, others in tables:
        agree |= np.isin(pairs.draft, rows) & np.isin(pairs.reference, others)
    return np.asarray(agree, dtype=np.float32)


def _size_class(unit: Unit) -> tuple[Hashable, ...]:
    """The key of a row that is a range or a bound of sizes; nothing of any other unit."""
    if len(unit.row_key) != 1:
        return ()
    (key,) = unit.row_key
    bounded = isinstance(key, tuple) and len(key) == len(("lo", "hi", "unit")) and key[0] != key[1]
    return (key,) if bounded else ()


def _other_kind(pairs: Pairs, draft: Sequence[Unit], reference: Sequence[Unit]) -> Matrix:
    """1 for provisions of two groups, items of lists that name other particulars, rows of other elements."""
    mine, theirs = (np.array([unit.group for unit in units]) for units in (draft, reference))
    other = mine[pairs.draft] != theirs[pairs.reference]
    for facts in (lambda unit: unit.particulars, _row_elements):
        named = [[facts(unit) for unit in units] for units in (draft, reference)]
        some = [np.array([bool(own) for own in side]) for side in named]
        other |= some[0][pairs.draft] & some[1][pairs.reference] & (_shared(pairs, named) == 0)
    return np.asarray(other, dtype=np.float32)


def _row_elements(unit: Unit) -> frozenset[str]:
    """The chemical elements that the first cell of a table row names; none of anything else."""
    return unit.elements if isinstance(unit.provision, Row) else frozenset()
