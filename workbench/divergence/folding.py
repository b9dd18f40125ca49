"""One finding for one difference: what follows from another finding is told with it (taxonomy, clause 1)."""

from collections import defaultdict
from collections.abc import Sequence

from workbench.divergence.finding import Evidence, Finding

_PRECEDENCE = ("SP", "QL", "TO", "UN", "VF", "TM", "TC", "SA", "NR")
"""Categories from the most to the least telling; all others follow."""

_LAST = frozenset({"ED", "TR"})
"""What only says that the wording differs: it follows from whatever else is found there."""


def fold(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each with those folded into it that tell the same difference once more."""
    by_pair: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.draft and finding.reference:
            by_pair[finding.draft[0].index, finding.reference[0].index].append(number)
    under: dict[int, int] = {}
    for numbers in by_pair.values():
        ranked = sorted(numbers, key=lambda number: _rank(findings[number]))
        for place, number in enumerate(ranked):
            above = next(
                (
                    one
                    for one in ranked[:place]
                    if one not in under and _tells(findings[one], findings[number])
                ),
                None,
            )
            if above is not None:
                under[number] = above
    inside: dict[int, list[Finding]] = defaultdict(list)
    for number, above in under.items():
        inside[above].append(findings[number])
    return tuple(
        finding.but(folded=tuple(inside[number])) if number in inside else finding
        for number, finding in enumerate(findings)
        if number not in under
    )


def _rank(finding: Finding) -> tuple[bool, int]:
    if finding.rule == "special-condition":
        return finding.severity != "blocker", -1
    known = finding.category in _PRECEDENCE
    place = _PRECEDENCE.index(finding.category) if known else len(_PRECEDENCE)
    return finding.severity != "blocker", place + (finding.category in _LAST)


def _tells(one: Finding, other: Finding) -> bool:
    """Whether ``one`` already tells the difference that ``other`` is about."""
    if other.category in _LAST and one.category not in _LAST:
        return other.category == "ED" or not _apart(one, other)
    if other.category == one.category and other.rule.startswith("wording"):
        return True  # a definition that differs is one difference, however many words of it do
    if one.category == other.category == "SA" and "retest" in (one.sub, other.sub):
        return True  # how many are tested once more
    if one.rule == "special-condition" and other.category == "TC":
        return True  # for the climate of a country another range of temperatures
    if (one.category, one.sub, other.category, other.sub) == ("TM", "method", "NR", "no-counterpart"):
        return True  # the standard that only one text cites is that of its method
    if other.nature in ("S", "L") or one.nature in ("S", "L"):
        return False
    return (
        one.category != other.category
        and _meet(one.draft_evidence, other.draft_evidence)
        and _meet(one.reference_evidence, other.reference_evidence)
    )


def _apart(one: Finding, other: Finding) -> bool:
    """Whether both say on which words they rest, and these are other words on either side."""
    if not all(finding.draft_evidence or finding.reference_evidence for finding in (one, other)):
        return False
    return not (
        _meet(one.draft_evidence, other.draft_evidence)
        or _meet(one.reference_evidence, other.reference_evidence)
    )


def _meet(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    return any(
        mine[0].index == theirs[0].index and mine[1] < theirs[2] and theirs[1] < mine[2]
        for mine in one
        for theirs in other
    )
