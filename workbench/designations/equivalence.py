"""Whether two designations name the same standard, and what corresponds to what with which degree."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from workbench.designations import _grammar
from workbench.designations._data import also_forget, remembered
from workbench.designations._registry import KnownEquivalence, known_equivalences
from workbench.designations.model import Counterpart, Degree, Designation, Direction, Equivalence, Relation
from workbench.messages import Message

Sameness = Literal["same", "same-undated", "same-family", "different"]
Basis = Literal["stated", "number", "registry", "composed"]
Editions = Literal["exact", "undated", "other"]

_LONGEST_CHAIN = 3
_EDITION_RANK: dict[Editions, int] = {"exact": 0, "undated": 1, "other": 2}
_BASIS_RANK: dict[Basis, int] = {"stated": 0, "number": 1, "registry": 2, "composed": 3}


@dataclass(frozen=True, slots=True)
class _Edge:
    """One known correspondence, usable in both directions."""

    start: Designation
    end: Designation
    degree: Degree
    basis: Basis
    source: Message
    source_name: str = ""
    as_of: str = ""
    own: bool = False
    backwards: bool = False

    def reversed(self) -> "_Edge":
        return replace(self, start=self.end, end=self.start, backwards=True)


_Steps = Mapping[str, list[_Edge]]
# Better is lower: editions, basis, whose row, length, age; of equal ones the first source by name.
_Rank = tuple[int, int, bool, int, int, tuple[str, ...]]

_LAST_AMENDMENT = re.compile(r"\+.*:(\d{4})")


def same(a: Designation, b: Designation) -> Sameness:
    """How far two designations name the same thing.

    ``same``: the same document, whatever its language version and spelling (IEC 60529:2013 is the edition
    IEC 60529:1989+AMD1:1999+AMD2:2013); ``same-undated``: the same
    number, with another date, another state of amendment or without one; ``same-family``: another part, or
    the whole series. A prefix shared by two countries is the same only where both can mean the same one.
    """
    if a.countries and b.countries and not set(a.countries) & set(b.countries):
        return "different"
    if _consolidated(a).key == _consolidated(b).key and a.all_parts == b.all_parts:
        return "same"
    if _undated_key(a) == _undated_key(b):
        return "same-undated" if a.all_parts == b.all_parts else "same-family"
    return "same-family" if _family_key(a) == _family_key(b) else "different"


def compose(first: Degree, second: Degree) -> Degree | None:
    """The degree of A to C, where A corresponds to B with ``first`` and B to C with ``second``.

    Identical passes the other degree on; two modifications may cancel or add up, so their sum is unknown
    (ISO/IEC Guide 21-1: the degree is not transitive).
    """
    if first == "IDT":
        return second
    return first if second == "IDT" else None


def equivalence(a: Designation, b: Designation, *, stated: Iterable[Relation] = ()) -> Equivalence | None:
    """What is known about the correspondence of two standards, ``None`` where nothing is.

    Known is what the documents state (``stated``, as :func:`~workbench.designations.relations` reads it),
    what the numbers themselves say (``GB/T 19001—2016/ISO 9001:2015``, ``ГОСТ IEC 60811-401``), the user's
    own rows, and the open registry ``data/equivalences.yaml``; also through up to two standards between
    them, where the degrees compose. The best answer is the one for the editions asked about, then the one
    stated nearest to the text, then the user's, then the newest. Two spellings of one standard are no
    equivalence: see :func:`same`.
    """
    if same(a, b) in ("same", "same-undated"):
        return None
    known_here = _steps((*_stated(stated), *_numbered(a, b)))
    goal = _undated_key(b)
    chains = (chain for chain in _chains(known_here, a, goal) if _undated_key(chain[-1].end) == goal)
    known = [answer for chain in chains if (answer := _answer(chain, a, b)) is not None]
    return min(known, key=lambda pair: pair[0])[1] if known else None


def counterparts(designation: Designation, *, stated: Iterable[Relation] = ()) -> tuple[Counterpart, ...]:
    """The standards to which one corresponds, as far as :func:`equivalence` knows, best first.

    An undated designation has the counterparts of all its editions, those of the newest first. For a dated
    one the counterparts of its other editions come last, ``editions="other"``.
    """
    known_here = _steps((*_stated(stated), *_numbered(designation)))
    best: dict[Designation, tuple[_Rank, Counterpart]] = {}
    for chain in _chains(known_here, designation):
        end = chain[-1].end
        answer = _answer(chain, designation, end)
        if answer is None or (end in best and best[end][0] <= answer[0]):
            continue
        best[end] = (answer[0], Counterpart(end, answer[1], _direction(chain)))
    ranked = sorted(best.values(), key=lambda pair: (pair[0], pair[1].designation.canonical))
    return tuple(counterpart for _, counterpart in ranked)


def _direction(chain: list[_Edge]) -> Direction:
    if any(edge.backwards != chain[0].backwards for edge in chain):
        return "parallel"
    return "adopted-by" if chain[0].backwards else "adopts"


@lru_cache(maxsize=4096)
def _undated_key(designation: Designation) -> str:
    return _grammar.key(_bare(designation))


@lru_cache(maxsize=4096)
def _family_key(designation: Designation) -> str:
    return _grammar.key(replace(_bare(designation), part=""))


also_forget(_undated_key)
also_forget(_family_key)


def _bare(designation: Designation) -> Designation:
    return replace(designation, year=None, month=None, supplements=(), product="")


def _consolidated(designation: Designation) -> Designation:
    """A consolidated edition under the year of its last amendment, as it is cited for short."""
    last = _LAST_AMENDMENT.fullmatch(designation.supplements[-1]) if designation.supplements else None
    if last is None or not all(one.startswith("+") for one in designation.supplements):
        return designation
    return replace(designation, year=int(last[1]), supplements=())


def _stated(relations: Iterable[Relation]) -> Iterator[_Edge]:
    for relation in relations:
        text = f"{relation.of.canonical} ({relation.to.canonical}, {relation.degree})"
        source = Message("designations.source-stated", {"text": text})
        yield _Edge(relation.of, relation.to, relation.degree, "stated", source)
        yield from _numbered(relation.of, relation.to)


def _numbered(*designations: Designation) -> Iterator[_Edge]:
    """What the numbers say: DIN EN ISO is EN ISO, which is ISO."""
    for designation in designations:
        adopts = designation.adopts
        if adopts:
            if adopts.degree:
                source = Message("designations.source-number", {"text": designation.canonical})
                yield _Edge(designation, adopts.designation, adopts.degree, "number", source)
            yield from _numbered(adopts.designation)


def _edge(row: KnownEquivalence) -> _Edge:
    values = {"as_of": row.as_of, "name": row.source}
    key = "designations.source-own" if row.own else f"designations.source-{row.source}"
    source = Message(key, values)
    return _Edge(
        row.national, row.international, row.degree, "registry", source, row.source, row.as_of, row.own
    )


def _steps(edges: Iterable[_Edge]) -> _Steps:
    """From each standard, what it corresponds to, in both directions."""
    steps: dict[str, list[_Edge]] = {}
    for edge in edges:
        for step in (edge, edge.reversed()):
            steps.setdefault(_undated_key(step.start), []).append(step)
    return steps


@remembered
def _registered_steps() -> _Steps:
    return _steps(map(_edge, known_equivalences()))


def _chains(known_here: _Steps, a: Designation, goal: str = "") -> Iterator[list[_Edge]]:
    """Every way from ``a`` to another standard, beyond ``goal`` none, none through one standard twice."""

    def steps_from(key: str) -> list[_Edge]:
        return [*known_here.get(key, ()), *_registered_steps().get(key, ())]

    unfinished = [[edge] for edge in steps_from(_undated_key(a))]
    while unfinished:
        chain = unfinished.pop()
        yield chain
        here = _undated_key(chain[-1].end)
        if here != goal and len(chain) < _LONGEST_CHAIN:
            passed = {_undated_key(edge.start) for edge in chain}
            unfinished += [
                [*chain, edge] for edge in steps_from(here) if _undated_key(edge.end) not in passed
            ]


def _answer(chain: list[_Edge], a: Designation, b: Designation) -> tuple[_Rank, Equivalence] | None:
    """What a chain says, with its rank (lower is better); ``None`` where its degrees do not compose."""
    degree: Degree | None = "IDT"
    for edge in chain:
        degree = compose(degree, edge.degree) if degree else None
    if degree is None:
        return None
    basis: Basis = chain[0].basis if len(chain) == 1 else "composed"
    editions = _editions(chain, a, b)
    newest = max((edge.start.year or 0) + (edge.end.year or 0) for edge in chain)
    as_of = min((edge.as_of for edge in chain if edge.as_of), default="")
    names = dict.fromkeys(edge.source_name for edge in chain if edge.source_name)
    answer = Equivalence(degree, basis, editions, _source(chain), as_of, tuple(names))
    shipped = not any(edge.own for edge in chain)
    rank = (_EDITION_RANK[editions], _BASIS_RANK[basis], shipped, len(chain), -newest, tuple(names))
    return rank, answer


def _source(chain: list[_Edge]) -> Message:
    source = chain[0].source
    for edge in chain[1:]:
        if edge.source != chain[0].source:
            source = Message("designations.source-chain", {"first": source, "then": edge.source})
    return source


def _editions(chain: list[_Edge], a: Designation, b: Designation) -> Editions:
    """Whether the links of the chain speak of the same editions."""
    outward = [_consolidated(one) for one in (a, *(edge.end for edge in chain))]
    inward = [_consolidated(one) for one in (*(edge.start for edge in chain), b)]
    years = [(left.year, right.year) for left, right in zip(outward, inward, strict=True)]
    # An edition with its amendment is another text than the edition alone.
    amended = any(left.supplements != right.supplements for left, right in zip(outward, inward, strict=True))
    if amended or any(left and right and left != right for left, right in years):
        return "other"
    return "exact" if all(left and right for left, right in years) else "undated"
