"""Align two standards: every provision of both, exactly once, with its counterpart or without."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from workbench.alignment import matching
from workbench.alignment.columns import Columns, align_columns
from workbench.alignment.encoders import Encoder, default_encoder_for
from workbench.alignment.groups import Group, grow
from workbench.alignment.joining import Similar
from workbench.alignment.model import Link, Progress, Relation
from workbench.alignment.moves import moved
from workbench.alignment.neighbours import Matrix
from workbench.alignment.pairs import assign
from workbench.alignment.prescriptions import Alike
from workbench.alignment.remaining import add_remaining
from workbench.alignment.scoring import Scores, Vectors, score, total_of
from workbench.alignment.transposed import transposed
from workbench.alignment.units import Unit, prepare
from workbench.decisions import BoundLink, LinkDecision, bind_links, name_of
from workbench.languages import detect
from workbench.sts import Standard, StsError

WEAK = 0.6
"""Score (0 to 1) of a link below which a person has to decide. Of the links on the shared and our own cases
one in twenty-five is below, of the wrong ones two in three."""

COMMON, COMMON_TITLED = 0.42, 0.3
"""Sum of the scores of the best pairs, over the provisions of the shorter document, from which two documents
are about one thing; the second where their titles are alike. Of 170 pairs of standards of one product the
least has 0.46; of 550 of different products one has more than 0.41, two of things of rubber."""

WHOLE = 10
"""Provisions from which a text is a standard rather than a part of one, of which less has to be in common."""

SAME_THING = 0.45
"""Cosine of two titles from which they may name one thing. Alone it says nothing: titles of different
products that end in “requirements and test methods” reach 0.67."""

CERTAIN = 0.9
"""Score (0 to 1) of the links that are believed between documents about different things."""

_ENCODINGS = 8
"""Texts, parts of texts, headings and terms of both documents."""

_NEVER = -9.0
"""Score of a pair that is not to be linked."""

_KINDS: dict[str, Literal["accepted", "drawn"]] = {"accepted": "accepted", "drawn": "drawn"}


@dataclass(frozen=True)
class Alignment:
    """The links of two documents and what they were made from.

    ``is_revision`` says that both are versions of one document; ``decisions`` are those of a person that were
    followed, or could not be.
    """

    links: tuple[Link, ...]
    draft: tuple[Unit, ...]
    reference: tuple[Unit, ...]
    languages: tuple[str, str]
    encoder: str
    columns: Columns
    is_revision: bool
    decisions: tuple[BoundLink, ...] = ()


def align(
    draft: Standard,
    reference: Standard,
    *,
    encoder: Encoder | None = None,
    decisions: Iterable[LinkDecision] = (),
    progress: Progress | None = None,
) -> Alignment:
    """Align ``draft`` with ``reference``.

    ``encoder`` is chosen for the two languages where none is given. ``decisions`` of a person bind.

    Raises:
        StsError: where a document has no provision.
        EncoderError: where no encoder knows one of the languages.
    """
    report = progress or (lambda share: None)
    languages = (language_of(draft), language_of(reference))
    chosen = encoder or default_encoder_for(*languages)
    units = (prepare(draft, languages[0]), prepare(reference, languages[1]))

    steps = _Steps(report, 0.6, _ENCODINGS)

    def encode(texts: Sequence[str], language: str) -> Matrix:
        return chosen.encode(texts, language=language, progress=steps.next())

    vectors = Vectors.of(*units, languages, encode, centre=chosen.needs_centring)
    report(0.6)
    tables = transposed(*units)
    scores = score(*units, vectors, tables)
    report(0.7)
    is_revision = _is_revision(draft, reference)
    scores = _with_surroundings(units, scores, is_revision)
    report(0.8)
    related = _are_related(scores, lambda: _title_similarity((draft, reference), languages, chosen))
    bound = bind_links(decisions, name_of(reference), draft.provisions, reference.provisions)
    scores = _decided(scores, bound)
    whole = [Group(*rows) for rows in tables if not _are_decided(rows, bound)]
    left = _without(scores, [(group.draft, group.reference) for group in whole])
    sure = assign(left.pairs, left.total, matching.THRESHOLD)
    pairs = matching.add_lonely(sure, left.pairs, units, left.total, left.parts)
    groups = grow(pairs, left.pairs, units, left.total, _text_similarity(languages, encode))
    groups = add_remaining(groups, left.pairs, units, left.total, _cosines(languages, encode)) + whole
    if not related:  # boilerplate is all that two standards about different things share
        groups = [group for group in groups if _confidence(_score_of(group, scores)) >= CERTAIN]
    links = _links(groups, bound, units, scores)
    report(0.9)
    exchanged = [(set(group.draft), set(group.reference)) for group in whole]
    rows = (
        (mine, theirs)
        for mine, theirs in _linked_units(links, units)
        if not any(mine.index in one and theirs.index in other for one, other in exchanged)
    )
    columns = align_columns(rows, languages, encode)
    report(1.0)
    return Alignment(links, *units, languages, chosen.name, columns, is_revision, bound)


class _Steps:
    """Progress of several encodings one after the other, as shares of one part of the work."""

    def __init__(self, report: Progress, end: float, count: int) -> None:
        self._report, self._end, self._count, self._done = report, end, count, 0

    def next(self) -> Callable[[int, int], None] | None:
        """What the next encoding reports to; nothing after the last."""
        before = self._done
        self._done += 1
        if before >= self._count:
            return None
        return lambda done, total: self._report(self._end * (before + done / max(1, total)) / self._count)


def language_of(standard: Standard) -> str:
    """The language of a document: as stated, else detected from its text, ``""`` where neither says.

    Raises:
        StsError: where the document has no provision.
    """
    if not standard.provisions:
        raise StsError("sts.no-provision", file=standard.name)
    if standard.language:
        return standard.language
    return detect(" ".join(provision.text for provision in standard.provisions[:200]))


def _is_revision(draft: Standard, reference: Standard) -> bool:
    """Whether both are versions of one document, so that even their forewords correspond."""
    return bool(draft.designation) and draft.designation == reference.designation


def _with_surroundings(units: matching.Units, scores: Scores, is_revision: bool) -> Scores:
    pairs, parts = scores.pairs, dict(scores.parts)
    parts["own-matters"] = matching.apart(pairs, units, parts["meaning"], same_document=is_revision)
    base = scores.total + parts["own-matters"]
    parts.update(matching.support(pairs, units, base))
    anchors = assign(pairs, total_of(parts), matching.THRESHOLD)
    parts["citations"] = matching.citations(pairs, units, anchors)
    parts["tables"] = matching.tables(pairs, units, anchors)
    return Scores(pairs, total_of(parts), parts)


def _text_similarity(languages: tuple[str, str], encode: Callable[[Sequence[str], str], Matrix]) -> Similar:
    def similar(texts: Sequence[tuple[str, str]]) -> Matrix:
        if not texts:
            return np.zeros(0, dtype=np.float32)
        mine, theirs = (
            encode([pair[side] for pair in texts], language) for side, language in enumerate(languages)
        )
        return np.asarray(np.einsum("ij,ij->i", mine, theirs), dtype=np.float32)

    return similar


def _cosines(languages: tuple[str, str], encode: Callable[[Sequence[str], str], Matrix]) -> Alike:
    def alike(draft: Sequence[str], reference: Sequence[str]) -> Matrix:
        return np.asarray(encode(draft, languages[0]) @ encode(reference, languages[1]).T, dtype=np.float32)

    return alike


def _decided(scores: Scores, bound: Sequence[BoundLink]) -> Scores:
    """The scores without the pairs that a person rejected, and without what a person linked."""
    pairs = scores.pairs
    excluded = np.zeros(len(pairs), dtype=bool)
    for one in bound:
        if one.decision.decision == "rejected":
            grid = np.meshgrid(np.array(one.draft, np.int64), np.array(one.reference, np.int64))
            places = pairs.find(*grid)
            excluded[places[places >= 0]] = True
    kept = Scores(pairs, np.where(excluded, _NEVER, scores.total).astype(np.float32), scores.parts)
    return _without(
        kept, [(one.draft, one.reference) for one in bound if one.decision.decision != "rejected"]
    )


def _without(scores: Scores, settled: Iterable[tuple[Sequence[int], Sequence[int]]]) -> Scores:
    """The scores without the units whose counterparts are settled."""
    pairs = scores.pairs
    taken = [np.zeros(count, dtype=bool) for count in pairs.shape]
    for draft, reference in settled:
        taken[0][list(draft)] = True
        taken[1][list(reference)] = True
    excluded = taken[0][pairs.draft] | taken[1][pairs.reference]
    return Scores(pairs, np.where(excluded, _NEVER, scores.total).astype(np.float32), scores.parts)


def _are_decided(rows: tuple[Sequence[int], Sequence[int]], bound: Sequence[BoundLink]) -> bool:
    """Whether a person decided about single rows of two tables: they are then looked at one by one."""
    return any(
        not set(rows[0]).isdisjoint(one.draft) or not set(rows[1]).isdisjoint(one.reference) for one in bound
    )


def _are_related(scores: Scores, title_similarity: Callable[[], float | None]) -> bool:
    """Whether two documents are about one thing, whatever a person decided about their links."""
    pairs = assign(scores.pairs, scores.total, matching.THRESHOLD)
    found = sum(_confidence(_score_of(Group([i], [j]), scores)) for i, j in pairs)
    common = found / max(1, min(scores.pairs.shape))
    if common >= COMMON or common < COMMON_TITLED:
        return common >= COMMON
    if min(scores.pairs.shape) < WHOLE:
        return True
    titles = title_similarity()
    return titles is not None and titles >= SAME_THING


def _title_similarity(
    standards: tuple[Standard, Standard], languages: tuple[str, str], encoder: Encoder
) -> float | None:
    """Cosine of both titles, ``None`` where one has none or the encoder's cosine alone says nothing."""
    titles = [one.title(language) or one.title() for one, language in zip(standards, languages, strict=True)]
    if encoder.needs_centring or not all(titles):
        return None
    mine, theirs = (
        encoder.encode([title], language=language)[0]
        for title, language in zip(titles, languages, strict=True)
    )
    return float(mine @ theirs)


def _score_of(group: Group, scores: Scores) -> float:
    """The score of the best pair of a group, which the others joined."""
    return float(scores.pairs.block(scores.total, group.draft, group.reference, _NEVER).max())


def _core(group: Group, scores: Scores) -> tuple[int, int]:
    """The best pair of a group."""
    values = scores.pairs.block(scores.total, group.draft, group.reference, _NEVER)
    row, column = np.unravel_index(int(values.argmax()), values.shape)
    return group.draft[int(row)], group.reference[int(column)]


def _links(
    groups: Sequence[Group], bound: Sequence[BoundLink], units: matching.Units, scores: Scores
) -> tuple[Link, ...]:
    """One link a group and one for each unit that is left, in the order of the draft, then the reference."""
    draft, reference = units
    decided = [one for one in bound if one.draft and one.decision.decision != "rejected"]
    every = [*groups, *(Group(list(one.draft), list(one.reference)) for one in decided)]
    has_moved = moved(every, draft, reference)
    placed: list[tuple[tuple[int, int], Link]] = []
    for number, (group, is_moved) in enumerate(zip(every, has_moved, strict=True)):
        by_person = number >= len(groups)
        confidence = 1.0 if by_person else _confidence(_score_of(group, scores))
        link = Link(
            draft=tuple(draft[i].id for i in group.draft),
            reference=tuple(reference[j].id for j in group.reference),
            relation=_relation(group),
            moved=is_moved,
            weak=confidence < WEAK,
            decision=_KINDS[decided[number - len(groups)].decision.decision] if by_person else None,
            score=confidence,
            reasons=scores.reasons(*_core(group, scores)),
        )
        placed.append(((0, group.draft[0]), link))
    added = set(range(len(draft))) - {index for group in every for index in group.draft}
    missing = set(range(len(reference))) - {index for group in every for index in group.reference}
    placed += [((0, i), Link(draft=(draft[i].id,), reference=(), relation="added")) for i in added]
    placed += [((1, j), Link(draft=(), reference=(reference[j].id,), relation="missing")) for j in missing]
    return tuple(link for _, link in sorted(placed, key=lambda item: item[0]))


def _linked_units(links: Sequence[Link], units: matching.Units) -> Iterator[tuple[Unit, Unit]]:
    mine, theirs = ({unit.id: unit for unit in side} for side in units)
    for link in links:
        yield from ((mine[i], theirs[j]) for i in link.draft for j in link.reference)


def _relation(group: Group) -> Relation:
    if len(group.draft) > 1 and len(group.reference) == 1:
        return "split"
    return "merged" if len(group.draft) == 1 and len(group.reference) > 1 else "equivalent"


def _confidence(total: float) -> float:
    """A score as a number between 0 and 1; 0.5 at the threshold of a link."""
    return round(float(1 / (1 + np.exp(-4 * (total - matching.THRESHOLD)))), 3)
