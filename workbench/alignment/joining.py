"""Whether a provision without counterpart is a part of what a linked one beside it stands for.

"The finish shall be even; edges shall be rounded" became two provisions in another document: one of them is
linked, and the other has to be found to belong there. No single sign tells: each weighs as much as it did in
the cases with an expert's answer (logistic regression).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.alignment.matters import is_matter_apart
from workbench.alignment.neighbours import Matrix
from workbench.alignment.units import Unit
from workbench.sts import Row

Similar = Callable[[Sequence[tuple[str, str]]], Matrix]
"""Cosines of a text of the draft and one of the reference, for many such pairs at a time."""

CONSTANT = -7.32
WEIGHTS = {
    "score": 3.94,
    "together": 5.78,
    "part": 3.46,
    "length": 3.00,
    "quantities": 0.91,
    "other-quantities": -1.94,
    "room": 3.63,
    "concepts": 3.78,
    "no-concepts": 1.20,
    "beside": 1.65,
    "clause": 1.78,
    "kind": 1.54,
}
"""What each sign weighs, in the order in which :func:`evidence` gives them.

Origin: fitted to the cases with an expert's answer by `benchmarks/weights.py`.
"""

_FARTHEST = 2.0
"""A text more than seven times as long as another says nothing more by its length."""

SAMPLE = 400
"""About how many links tell how close counterparts usually are."""

_FURTHER = 0.4
"""What brings two texts closer together, or farther apart, by more says nothing more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit without counterpart, and a link of one unit beside it that it could join.

    ``score`` is that of the unit and of the ``other`` side's unit of the link.
    """

    side: int
    own: Unit
    linked: Unit
    other: Unit
    score: float


def chances(
    offers: Sequence[Offer], linked: Sequence[tuple[Unit, Unit]], similar: Similar
) -> NDArray[np.float64]:
    """How likely each unit belongs to the link, from 0 to 1."""
    weighed = evidence(offers, linked, similar) @ np.array(list(WEIGHTS.values())) + CONSTANT
    return np.asarray(1 / (1 + np.exp(-weighed)), dtype=np.float64)


def evidence(
    offers: Sequence[Offer], linked: Sequence[tuple[Unit, Unit]], similar: Similar
) -> NDArray[np.float64]:
    """What speaks for and against each offer: one row an offer, one column for each of :data:`WEIGHTS`.

    ``linked`` are the units of all links: they tell how close and how long counterparts usually are.
    """
    if not offers:
        return np.zeros((0, len(WEIGHTS)))
    ratio = float(np.median([len(mine.text) / max(1, len(theirs.text)) for mine, theirs in linked]))
    closeness = _Closeness(linked, similar)
    together = closeness.gains(offers)
    parts = closeness.parts(offers)
    return np.array(
        [
            [
                max(-0.5, offer.score),
                gain,
                part,
                _length(offer, ratio),
                *_quantities(offer),
                *_concepts(offer),
                abs(offer.own.index - offer.linked.index) == 1,
                _clause(offer.own) is _clause(offer.linked),
                offer.own.provision.kind is offer.linked.provision.kind,
            ]
            for offer, gain, part in zip(offers, together, parts, strict=True)
        ],
        dtype=np.float64,
    )


class _Closeness:
    """Cosines as shares of what counterparts usually have beyond texts that are none.

    Of encoders some give two texts about anything 0.1, and some 0.8.
    """

    def __init__(self, linked: Sequence[tuple[Unit, Unit]], similar: Similar) -> None:
        self._similar = similar
        linked = linked[:: max(1, len(linked) // SAMPLE)]
        usual = float(np.median(similar([(mine.meaning, theirs.meaning) for mine, theirs in linked])))
        crossed = [(mine.meaning, linked[place - 1][1].meaning) for place, (mine, _) in enumerate(linked)]
        self._chance = float(np.median(similar(crossed))) if len(linked) > 1 else 0.0
        self._span = max(0.05, usual - self._chance)

    def _of(self, texts: Sequence[tuple[str, str]]) -> Matrix:
        return np.asarray((self._similar(texts) - self._chance) / self._span, dtype=np.float32)

    def gains(self, offers: Sequence[Offer]) -> Matrix:
        """How much closer the two units of one side are together to the other side than the linked alone."""
        without = self._of([_in_order(one.side, one.linked.meaning, one.other.meaning) for one in offers])
        joined = [
            " ".join(unit.meaning for unit in sorted((one.own, one.linked), key=lambda unit: unit.index))
            for one in offers
        ]
        both = [
            _in_order(one.side, text, one.other.meaning) for one, text in zip(offers, joined, strict=True)
        ]
        return np.asarray(np.clip(self._of(both) - without, -_FURTHER, _FURTHER), dtype=np.float32)

    def parts(self, offers: Sequence[Offer]) -> list[float]:
        """How much closer each unit is to a part of the other side's text than the linked one, at most.

        0 where that text has one part only.
        Parts are what semicolons divide, and what stands between commas and conjunctions; of a scope the
        latter only names things.
        """
        texts: list[tuple[str, str]] = []
        spans = []
        for offer in offers:
            pieces = () if offer.other.role == "scope" else offer.other.pieces
            parts = [part for some in (offer.other.sentences, pieces) if len(some) > 1 for part in some]
            spans.append((len(texts), len(parts)))
            for unit in (offer.own, offer.linked):
                texts += [_in_order(offer.side, unit.meaning, part) for part in parts]
        cosines = self._of(texts)
        return [
            float((cosines[start : start + count] - np.maximum(0, cosines[start + count :][:count])).max())
            if count
            else 0.0
            for start, count in spans
        ]


def _in_order(side: int, own: str, other: str) -> tuple[str, str]:
    """A text of one side and one of the other, that of the draft first."""
    return (other, own) if side else (own, other)


def _length(offer: Offer, ratio: float) -> float:
    """How much better the other side's length fits both units than the linked one alone, as a logarithm.

    That of a table row says nothing.
    ``ratio`` is the usual one of a text of the draft to its counterpart (Gale and Church 1993).
    """
    if any(isinstance(unit.provision, Row) for unit in (offer.own, offer.linked, offer.other)):
        return 0.0
    usual = ratio if offer.side else 1 / ratio
    alone, both = len(offer.linked.text), len(offer.linked.text) + len(offer.own.text)
    unlike = np.abs(np.log(len(offer.other.text) / (usual * np.array([alone, both]))))
    return float(np.subtract(*np.minimum(unlike, _FARTHEST)))


def _quantities(offer: Offer) -> tuple[bool, bool, bool]:
    """Whether the other side has all quantities of the unit, none of them, and as many of each kind as both.

    Of the first two those with a unit count.
    """
    own = {value for value in offer.own.values if value[-1]}
    kinds, linked, other = (
        Counter(placed.base[-1] for placed in unit.quantities)
        for unit in (offer.own, offer.linked, offer.other)
    )
    return (
        bool(own) and own <= set(offer.other.values),
        bool(own) and own.isdisjoint(offer.other.values),
        bool(kinds) and kinds + linked <= other,
    )


def _concepts(offer: Offer) -> tuple[float, bool]:
    """Share of the concepts of the unit that the other side names and the linked one does not; whether it has
    none that are known."""
    own = offer.own.concepts
    return len((own & offer.other.concepts) - offer.linked.concepts) / max(1, len(own)), not own


def _clause(unit: Unit) -> object:
    return unit.provision.clause.element if unit.provision.clause else None


def may_join(own: Unit, linked: Unit, other: Unit) -> bool:
    """Whether a unit may be a part of what a link is about: by their matters, status, and size classes."""
    if is_matter_apart(own, other) or own.provision.normative != linked.provision.normative:
        return False
    keyed = all(isinstance(unit.provision, Row) and unit.row_key for unit in (own, linked, other))
    return not (keyed and linked.row_key == other.row_key and own.row_key.isdisjoint(linked.row_key))
