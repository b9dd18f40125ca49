"""Normative against informative status of aligned provisions (NI)."""

from collections.abc import Iterator

from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Finding
from workbench.messages import Message
from workbench.sts import Clause

_BINDING = 3
"""Least strength of a verbal form whose loss of status, outside annexes, counts."""


def find(context: Context) -> Iterator[Finding]:
    """One finding where what one document requires stands in an informative part of the other.

    An annex that has another status as a whole is one finding.
    """
    annexes: dict[tuple[Clause | None, Clause | None], list[Pair]] = {}
    for pair in context.pairs:
        mine, theirs = pair.draft[0], pair.reference[0]
        if mine.provision.normative == theirs.provision.normative or mine.group == "formula":
            continue
        if not (mine.speaks and theirs.speaks):
            continue
        if mine.chapter and theirs.chapter and mine.chapter.normative != theirs.chapter.normative:
            annexes.setdefault((mine.chapter, theirs.chapter), []).append(pair)
        elif _binds(pair):
            yield _finding([pair])
    for pairs in annexes.values():
        yield _finding([pairs[0], *(pair for pair in pairs[1:] if _binds(pair))])


def _binds(pair: Pair) -> bool:
    """Whether the one of a pair that is normative requires or recommends something."""
    normative = next(unit for unit in (pair.draft[0], pair.reference[0]) if unit.provision.normative)
    return max((reading.form.strength for reading in normative.readings), default=0) >= _BINDING


def _finding(pairs: list[Pair]) -> Finding:
    sub = "normative" if pairs[0].draft[0].provision.normative else "informative"
    return Finding(
        category="NI",
        sub=sub,
        rule="status",
        confidence=0.8,
        draft=tuple(unit for pair in pairs for unit in pair.draft),
        reference=tuple(unit for pair in pairs for unit in pair.reference),
        characteristic=pairs[0].draft[0].provision.heading,
        message=Message(f"divergence.note.NI.{sub}"),
    )
