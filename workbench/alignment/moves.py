"""What moved: links that stand in another clause than those around them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from workbench.alignment.chaining import LargestBefore
from workbench.alignment.groups import Group
from workbench.alignment.units import Unit


def moved(groups: Sequence[Group], draft: Sequence[Unit], reference: Sequence[Unit]) -> list[bool]:
    """For each group whether its provisions stand in another chapter than their neighbours' counterparts.

    What leads from one chapter to another is looked at together. It has moved where most of it stands out of
    the common order and the chapter's counterpart is another one; a chapter's counterpart is the one that
    most of its links lead to, so that chapters may be divided, joined, and stand in another order. What went
    into an annex or came out of one has moved even if all of the annex did. A single provision is no chapter:
    out of order, it has moved. Order inside a chapter is free.
    """
    chapters = [
        (_chapter(draft[group.draft[0]]), _chapter(reference[group.reference[0]])) for group in groups
    ]
    annexed = {
        pair
        for pair, group in zip(chapters, groups, strict=True)
        if _is_annex(draft[group.draft[0]]) != _is_annex(reference[group.reference[0]])
    }
    counts = Counter(chapters)
    # Of two chapters that cross, the smaller one has moved.
    weights = [1 + counts[pair] / (len(groups) + 1) for pair in chapters]
    in_order = _in_order([(group.draft[0], group.reference[0]) for group in groups], weights)
    out_of_order = Counter(pair for place, pair in enumerate(chapters) if place not in in_order)
    rivals: dict[object, list[int]] = defaultdict(list)
    for pair, count in counts.items():
        for chapter in pair:
            rivals[chapter].append(count)

    def is_elsewhere(pair: tuple[object, object], chapter: object) -> bool:
        others = sorted(rivals[chapter], reverse=True)
        return len(others) > 1 and (counts[pair] < others[0] or others[0] == others[1])

    def has_moved(pair: tuple[object, object]) -> bool:
        if 2 * out_of_order[pair] <= counts[pair]:
            return False
        if counts[pair] == 1 and len(rivals[pair[0]]) == len(rivals[pair[1]]) == 1:
            return True
        return is_elsewhere(pair, pair[0]) and (pair in annexed or is_elsewhere(pair, pair[1]))

    return [has_moved(pair) for pair in chapters]


def _in_order(links: Sequence[tuple[int, int]], weights: Sequence[float]) -> set[int]:
    """Places of the heaviest links that stand in one order on both sides."""
    best = LargestBefore(max((target for _, target in links), default=0) + 2)
    before: dict[int, int] = {}
    for place in sorted(range(len(links)), key=lambda place: links[place]):
        target = links[place][1]
        reached, before[place] = best.largest(target + 1)
        best.add(target, reached + weights[place], place)
    kept = set()
    here = best.largest(len(best))[1]
    while here >= 0:
        kept.add(here)
        here = before[here]
    return kept


def _chapter(unit: Unit) -> object:
    return unit.chapter.element if unit.chapter else None


def _is_annex(unit: Unit) -> bool:
    return unit.chapter is not None and unit.chapter.element.tag == "app"
