"""Align two standards: every provision of both, exactly once, with its counterpart or without."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.alignment import matching
from workbench.alignment.columns import Columns, align_columns
from workbench.alignment.encoders import Encoder, default_encoder_for
from workbench.alignment.model import Link, Progress, Relation
from workbench.alignment.neighbours import Matrix
from workbench.alignment.pairs import assign
from workbench.alignment.scoring import Scores, Vectors, score, total_of
from workbench.alignment.units import Unit, prepare
from workbench.languages import detect
from workbench.sts import Standard, StsError


@dataclass(frozen=True)
class Alignment:
    """The links of two documents and what they were made from.

    ``is_revision`` says that both are versions of one document.
    """

    links: tuple[Link, ...]
    draft: tuple[Unit, ...]
    reference: tuple[Unit, ...]
    languages: tuple[str, str]
    encoder: str
    columns: Columns
    is_revision: bool


def align(
    draft: Standard,
    reference: Standard,
    *,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align ``draft`` with ``reference``.

    ``encoder`` is chosen for the two languages where none is given.

    Raises:
        StsError: where a document has no provision.
        EncoderError: where no encoder knows one of the languages.
    """
    report = progress or (lambda share: None)
    languages = (language_of(draft), language_of(reference))
    chosen = encoder or default_encoder_for(*languages)
    units = (prepare(draft, languages[0]), prepare(reference, languages[1]))

    def encode(texts: Sequence[str], language: str) -> Matrix:
        return chosen.encode(texts, language=language)

    vectors = Vectors.of(*units, languages, encode, centre=chosen.needs_centring)
    report(0.6)
    scores = score(*units, vectors)
    report(0.7)
    is_revision = _is_revision(draft, reference)
    scores = _with_surroundings(units, scores, is_revision)
    report(0.8)
    sure = assign(scores.pairs, scores.total, matching.THRESHOLD)
    pairs = matching.add_lonely(sure, scores.pairs, units, scores.total, scores.parts["meaning"])
    groups = matching.grow(
        pairs, scores.pairs, units, scores.total, _joint_similarity(units, languages, encode)
    )
    report(0.9)
    links = _links(groups, units, scores)
    rows = ((units[0][i], units[1][j]) for group in groups for i in group.draft for j in group.reference)
    columns = align_columns(rows, languages, encode)
    report(1.0)
    return Alignment(links, *units, languages, chosen.name, columns, is_revision)


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
    parts["own-matters"] = matching.apart(pairs, units, same_document=is_revision)
    base = scores.total + parts["own-matters"]
    parts.update(matching.support(pairs, units, base))
    parts["citations"] = matching.citations(pairs, units, assign(pairs, total_of(parts), matching.THRESHOLD))
    return Scores(pairs, total_of(parts), parts)


def _joint_similarity(
    units: matching.Units, languages: tuple[str, str], encode: Callable[[Sequence[str], str], Matrix]
) -> matching.Joint:
    def joint(groups: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Matrix:
        if not groups:
            return np.zeros(0, dtype=np.float32)
        mine, theirs = (
            encode(
                [" ".join(units[side][index].meaning for index in group[side]) for group in groups], language
            )
            for side, language in enumerate(languages)
        )
        return np.asarray(np.einsum("ij,ij->i", mine, theirs), dtype=np.float32)

    return joint


def _links(
    groups: Sequence[matching.Group],
    units: tuple[tuple[Unit, ...], tuple[Unit, ...]],
    scores: Scores,
) -> tuple[Link, ...]:
    """One link a group and one for each unit that is left, in the order of the draft, then the reference."""
    draft, reference = units
    moved = matching.moved(groups, draft, reference)
    placed: list[tuple[tuple[int, int], Link]] = []
    for group, is_moved in zip(groups, moved, strict=True):
        first = (group.draft[0], group.reference[0])
        value = float(scores.pairs.block(scores.total, first[:1], first[1:], 0.0)[0, 0])
        placed.append(
            (
                (0, first[0]),
                Link(
                    draft=tuple(draft[i].id for i in group.draft),
                    reference=tuple(reference[j].id for j in group.reference),
                    relation=_relation(group),
                    moved=is_moved,
                    score=_confidence(value),
                    reasons=scores.reasons(*first),
                ),
            )
        )
    added = set(range(len(draft))) - {index for group in groups for index in group.draft}
    missing = set(range(len(reference))) - {index for group in groups for index in group.reference}
    placed += [((0, i), Link(draft=(draft[i].id,), reference=(), relation="added")) for i in added]
    placed += [((1, j), Link(draft=(), reference=(reference[j].id,), relation="missing")) for j in missing]
    return tuple(link for _, link in sorted(placed, key=lambda item: item[0]))


def _relation(group: matching.Group) -> Relation:
    if len(group.draft) > 1:
        return "split"
    return "merged" if len(group.reference) > 1 else "equivalent"


def _confidence(total: float) -> float:
    """A score as a number between 0 and 1; 0.5 at the threshold of a link."""
    return round(float(1 / (1 + np.exp(-4 * (total - matching.THRESHOLD)))), 3)
