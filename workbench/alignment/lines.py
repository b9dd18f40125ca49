"""Align two texts of one sentence a line, in any order of their parts."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from workbench.alignment import beads as programme
from workbench.alignment.beads import MOST, Band, Bead, Side
from workbench.alignment.chaining import Anchor, Block, blocks
from workbench.alignment.encoders import Encoder, default_encoder_for
from workbench.alignment.model import Progress
from workbench.alignment.neighbours import Indices, Matrix, best_counterparts, closeness
from workbench.languages import language as language_of

NEIGHBOURHOOD = 4
"""How many nearest neighbours tell what is usual."""

SURE = 0.12
"""Margin of a pair of lines, each other's best, from which it is an anchor."""

REACH, WIDEST = 12, 300
"""Lines beside the way from anchor to anchor that are looked at; widest gap that is looked at whole."""

LEAST, AROUND, NEAR = 0.42, 0.35, 5
"""Cosine and margin together below which a bead may be chance, and their mean over the beads around it, this
many on either side, below which it is. Of right beads on the development sets one in fifty has less than the
first, of those between unrelated texts nine in ten."""

_FEW = 8
"""Lines that are too few to tell what all lines of a text share."""

_LONGER = 2.0
"""How much longer a text may be than its anchors say and still be taken for a whole translation."""

_COMMON = 50
"""Lines in which a spelling may occur and still tell something."""

_SPELLING = re.compile(r"\d+|[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]{3,}")
_STEM = 5
"""Letters of a word that are compared: names and words of one origin differ at their ends."""


def align_lines(
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[str, str],
    *,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> list[Bead]:
    """The beads of two texts, each line of both in exactly one, in the order of the source.

    Lines that have no counterpart stand alone, those of the target after the bead in front of them. Blocks
    of either text may stand anywhere in the other; inside a block order holds.

    Args:
        source: lines of one text.
        target: lines of the other.
        languages: BCP 47 tags of the two.
        encoder: chosen for the languages where omitted.
        progress: called with the share of the work that is done, 0 to 1.

    Raises:
        EncoderError: where no encoder knows one of the languages.
    """
    if not (len(source) and len(target)):
        return [*(Bead((i,), ()) for i in range(len(source))), *(Bead((), (j,)) for j in range(len(target)))]
    report = progress or (lambda share: None)
    chosen = encoder or default_encoder_for(*languages)
    texts = (
        _Text(source, languages[0], chosen, _part(report, 0.0, 0.25)),
        _Text(target, languages[1], chosen, _part(report, 0.25, 0.5)),
    )
    found = _blocks(*texts)
    order, start = _reordered(found, *texts)
    texts[1].reorder(order)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    anchors = [replace(a, target=int(place[a.target])) for block in found for a in block.anchors]
    band = _band(anchors, len(texts[0]), len(texts[1]), start)
    alike = _alike(*texts)
    ratio = _length_ratio(anchors, *texts)
    rough = programme.beads(*_sides(*texts), alike, band, ratio)
    doubtful = _doubtful(rough)
    texts[0].encode_joined(doubtful[0], _part(report, 0.55, 0.75))
    texts[1].encode_joined(doubtful[1], _part(report, 0.75, 0.95))
    sides = _sides(*texts)
    result = _without_chance(programme.beads(*sides, alike, band, ratio), sides)
    report(1.0)
    return [replace(bead, target=tuple(int(order[j]) for j in bead.target)) for bead in result]


def _part(report: Progress, begin: float, end: float) -> Callable[[int, int], None]:
    """Progress of one part of the work, given as texts done and texts in all."""
    return lambda done, total: report(begin + (end - begin) * done / max(1, total))


class _Text:
    """The lines of one text with their vectors.

    Of lines that are joined the vector is at first the sum of theirs, weighted by the root of their length;
    where it matters it is that of the joined text.
    """

    def __init__(
        self, lines: Sequence[str], language: str, encoder: Encoder, progress: Callable[[int, int], None]
    ) -> None:
        self.lines = [line.strip() for line in lines]
        self._language, self._encoder = language, encoder
        self._glue = " " if language_of(language).sentence_spaced else ""
        vectors = encoder.encode(self.lines, language=language, progress=progress)
        # What a few lines share is what they say.
        few = len(vectors) < _FEW
        self._centre = np.float32(0) if few else vectors.mean(axis=0, dtype=np.float32)
        self.length = np.array([len(line.encode("utf-8", "replace")) + 1.0 for line in self.lines])
        self.vectors = self._centred(vectors)
        self.joined = self._summed()

    def __len__(self) -> int:
        return len(self.lines)

    def _centred(self, vectors: Matrix) -> Matrix:
        """Unit vectors without what all lines of the text share."""
        moved = vectors - self._centre
        norms = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.asarray(moved / np.maximum(norms, 1e-9), dtype=np.float32)

    def _summed(self) -> NDArray[np.float16]:
        joined = np.zeros((MOST, *self.vectors.shape), dtype=np.float16)
        weighted = self.vectors * np.sqrt(self.length)[:, None].astype(np.float32)
        total = np.zeros_like(weighted)
        for k in range(min(MOST, len(self))):
            total[k:] += weighted[: len(self) - k]
            joined[k] = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
        return joined

    def reorder(self, order: Indices) -> None:
        """Put the lines into another order."""
        self.lines = [self.lines[i] for i in order]
        self.length, self.vectors = self.length[order], self.vectors[order]
        self.joined = self._summed()

    def encode_joined(self, lines: set[int], progress: Callable[[int, int], None]) -> None:
        """Encode the text of every run of lines that holds one of ``lines``."""
        runs = [
            (k, end)
            for end in range(len(self))
            for k in range(2, min(MOST, end + 1) + 1)
            if not lines.isdisjoint(range(end - k + 1, end + 1))
        ]
        texts = [self._glue.join(self.lines[end - k + 1 : end + 1]) for k, end in runs]
        if not texts:
            return
        vectors = self._encoder.encode(texts, language=self._language, progress=progress)
        for (k, end), vector in zip(runs, self._centred(vectors), strict=True):
            self.joined[k - 1, end] = vector


def _sides(source: _Text, target: _Text) -> tuple[Side, Side]:
    first, second = (
        Side(
            mine.joined,
            np.stack([closeness(joined, other.vectors, NEIGHBOURHOOD) for joined in mine.joined]),
            mine.length,
        )
        for mine, other in ((source, target), (target, source))
    )
    return first, second


def _blocks(source: _Text, target: _Text) -> list[Block]:
    """The blocks that both texts have in common, found by lines that are each other's best counterpart."""
    mine, theirs = best_counterparts(source.vectors, target.vectors, NEIGHBOURHOOD)
    return blocks(
        [
            Anchor(i, int(j), float(margin))
            for i, (j, margin) in enumerate(zip(mine.place, mine.margin, strict=True))
            if margin >= SURE and theirs.place[j] == i
        ]
    )


def _reordered(found: Sequence[Block], source: _Text, target: _Text) -> tuple[Indices, Indices]:
    """The lines of the target in the order of the source's blocks, and where the block of each begins.

    The second is for the new order. Lines between two blocks of the target go with the one in front up to
    where those of the one behind are closer.
    """
    if len(found) < 2:
        return np.arange(len(target)), np.zeros(len(target), dtype=np.int64)
    in_target = sorted(range(len(found)), key=lambda number: found[number].target)
    cuts = [0]
    for before, behind in pairwise(in_target):
        gap = found[before].target[1] + 1, found[behind].target[0]
        cuts.append(gap[0] + _cut(gap, _after(found, before, source), _ahead(found, behind), source, target))
    cuts.append(len(target))
    pieces = {number: (cuts[k], cuts[k + 1]) for k, number in enumerate(in_target)}
    order = np.concatenate([np.arange(*pieces[number]) for number in range(len(found))])
    start = np.concatenate(
        [np.full(end - begin, fill) for fill, (begin, end) in _begins(pieces[n] for n in range(len(found)))]
    )
    return order, start


def _begins(pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    position = 0
    for begin, end in pieces:
        yield position, (begin, end)
        position += end - begin


def _after(found: Sequence[Block], number: int, source: _Text) -> range:
    """The source's lines from the last anchor of a block up to the next block."""
    end = found[number + 1].source[0] if number + 1 < len(found) else len(source)
    return range(found[number].source[1], end)


def _ahead(found: Sequence[Block], number: int) -> range:
    """The source's lines from the block in front up to the first anchor of a block."""
    begin = found[number - 1].source[1] + 1 if number else 0
    return range(begin, found[number].source[0] + 1)


def _cut(gap: tuple[int, int], after: range, ahead: range, source: _Text, target: _Text) -> int:
    """How many lines of a gap of the target go with the block in front of it."""
    lines = target.vectors[slice(*gap)]
    if not len(lines):
        return 0
    with_front, with_rear = (
        (lines @ source.vectors[context.start : context.stop].T).max(axis=1) for context in (after, ahead)
    )
    gain = np.concatenate([[0.0], np.cumsum(with_front - with_rear)])
    return int(gain.argmax())


def _band(anchors: Sequence[Anchor], rows: int, columns: int, start: Indices) -> Band:
    """The band around the way through the anchors: gaps between them whole unless they are very wide."""
    middle = np.interp(
        np.arange(rows),
        [-1, *(anchor.source for anchor in anchors), rows],
        [-1, *(anchor.target for anchor in anchors), columns],
    ).astype(np.int64)
    low, high = middle - REACH, middle + REACH + 1
    ends = [(-1, -1), *((a.source, a.target) for a in anchors), (rows, columns)]
    for (i, j), (k, m) in pairwise(ends):
        inside = slice(max(0, i), min(rows, k + 1))
        near = max(j, 0) - REACH, m + REACH
        if m - j <= WIDEST:
            low[inside] = np.minimum(low[inside], near[0])
            high[inside] = np.maximum(high[inside], near[1])
        else:
            # Where few lines face very many, a line's places reach to where the next one's begin.
            width = max(WIDEST, (m - j) // (k - i) + REACH + 1)
            low[inside] = np.minimum(low[inside], np.maximum(near[0], middle[inside] - width))
            high[inside] = np.maximum(high[inside], np.minimum(near[1], middle[inside] + width))
    low = np.minimum.accumulate(low[::-1])[::-1].clip(0, columns)
    high = np.maximum.accumulate(high).clip(0, columns)
    if rows:
        low[0], high[-1] = 0, columns
        low[1:] = np.minimum(low[1:], high[:-1])  # so that there is always a way through
    return Band(low, high, start)


def _length_ratio(anchors: Sequence[Anchor], source: _Text, target: _Text) -> float:
    """How much longer a line of the target is than its counterpart.

    That of the whole texts, unless one holds much that the other does not: then that of the anchors.
    """
    whole = target.length.sum() / source.length.sum()
    if not anchors:
        return float(np.clip(whole, 1 / _LONGER, _LONGER))
    pairs = np.array([(source.length[a.source], target.length[a.target]) for a in anchors])
    certain = pairs[:, 1].sum() / pairs[:, 0].sum()
    return float(whole if 1 / _LONGER < whole / certain < _LONGER else certain)


def _alike(source: _Text, target: _Text) -> csr_array:
    """Information, in nats, of the numbers and words that two lines spell alike, shape (source, target)."""
    counts = [[_spellings(line) for line in text.lines] for text in (source, target)]
    lines: list[dict[str, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, found in zip(counts, lines, strict=True):
        for number, spellings in enumerate(side):
            for spelling in spellings:
                found[spelling].append(number)
    total = len(source) + len(target)
    rows, columns, values = [], [], []
    for spelling, mine in lines[0].items():
        theirs = lines[1].get(spelling, ())
        if len(mine) > _COMMON or len(theirs) > _COMMON:
            continue
        information = log(total / (len(mine) + len(theirs)))
        for i in mine:
            for j in theirs:
                rows.append(i)
                columns.append(j)
                values.append(information * min(counts[0][i][spelling], counts[1][j][spelling]))
    shape = (len(source), len(target))
    return csr_array((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)


def _spellings(line: str) -> Counter[str]:
    return Counter(word[:_STEM] if word[0].isalpha() else word for word in _SPELLING.findall(line.lower()))


def _doubtful(found: Sequence[Bead]) -> tuple[set[int], set[int]]:
    """The lines of both sides that stand in or beside a bead of other than one line and one."""
    plain = [len(bead.source) == len(bead.target) == 1 for bead in found]
    result: tuple[set[int], set[int]] = (set(), set())
    for number in range(len(found)):
        if not all(plain[max(0, number - 1) : number + 2]):
            result[0].update(found[number].source)
            result[1].update(found[number].target)
    return result


def _without_chance(found: Sequence[Bead], sides: tuple[Side, Side]) -> list[Bead]:
    """The beads with their scores; those taken apart that are no better than chance and stand among such."""
    values = np.array([_closeness(bead, *sides) for bead in found])
    sums = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(len(values))
    begin, end = np.maximum(0, places - NEAR), np.minimum(len(values), places + NEAR + 1)
    around = (sums[end] - sums[begin] - values) / np.maximum(1, end - begin - 1)
    result: list[Bead] = []
    for bead, value, mean in zip(found, values, around, strict=True):
        if bead.source and bead.target and value < LEAST and mean < AROUND:
            result += [Bead((i,), ()) for i in bead.source] + [Bead((), (j,)) for j in bead.target]
        else:
            result.append(replace(bead, score=round(float(np.clip(value, 0, 1)), 3)))
    return result


def _closeness(bead: Bead, source: Side, target: Side) -> float:
    """Cosine and margin together of the joined lines of both sides; 0 where one side is empty."""
    if not (bead.source and bead.target):
        return 0.0
    mine, theirs = (len(bead.source) - 1, bead.source[-1]), (len(bead.target) - 1, bead.target[-1])
    cosine = float(source.joined[mine].astype(np.float32) @ target.joined[theirs].astype(np.float32))
    return 2 * cosine - float(source.near[mine] + target.near[theirs]) / 2
