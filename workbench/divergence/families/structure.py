"""Structure of a draft that claims to adopt the reference (MV, SL, MG, RN).

Only there does structure matter: between two independent standards other chapters are no divergence.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Finding
from workbench.messages import Message


def find(context: Context) -> Iterator[Finding]:
    """Findings of structure, those of one clause together."""
    if context.claim is None:
        return
    pairs = [pair for pair in context.pairs if _counts(context, pair)]
    for pair in pairs:
        if pair.link.relation == "split":
            yield _finding("SL", "split", [pair])
        elif pair.link.relation == "merged":
            yield _finding("MG", "merged", [pair])
    out_of_order = _displaced(pairs)
    yield from (_finding("MV", "moved", run) for run in _by_clause(out_of_order))
    in_place = [pair for pair in pairs if pair not in out_of_order and pair.link.relation == "equivalent"]
    renumbered = [pair for pair in in_place if _renumbered(pair)]
    yield from (_finding("RN", "renumbered", run) for run in _by_chapter(renumbered))


def _counts(context: Context, pair: Pair) -> bool:
    """The order of a list of references follows each body's own numbers."""
    return context.speaks(pair.draft[0]) and pair.draft[0].group != "reference"


def _displaced(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that are not in the longest chain that both documents have in the same order.

    Terms are left out: their order is alphabetical or systematic in each language of its own.
    """
    ordered = [pair for pair in pairs if pair.draft[0].group == "text"]
    kept = set(_longest_increasing([pair.reference[0].index for pair in ordered]))
    return [pair for place, pair in enumerate(ordered) if place not in kept and _renumbered(pair)]


def _longest_increasing(values: Sequence[int]) -> list[int]:
    """Places of a longest increasing subsequence (patience sorting)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        places[length : length + 1] = [place]
    chain: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]


def _numbers(pair: Pair) -> tuple[str, str]:
    """Numbers of the clauses in which the pair stands."""
    return pair.draft[0].provision.clause_number, pair.reference[0].provision.clause_number


def _renumbered(pair: Pair) -> bool:
    mine, theirs = _numbers(pair)
    return bool(mine and theirs and mine != theirs)


def _by_clause(pairs: Sequence[Pair]) -> list[list[Pair]]:
    runs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        runs[_numbers(pair)].append(pair)
    return list(runs.values())


def _by_chapter(pairs: Sequence[Pair]) -> list[list[Pair]]:
    runs: dict[object, list[Pair]] = defaultdict(list)
    for pair in pairs:
        runs[pair.draft[0].chapter].append(pair)
    return list(runs.values())


def _finding(category: str, sub: str, pairs: Sequence[Pair]) -> Finding:
    numbers = [
        ", ".join(dict.fromkeys(unit.provision.clause_number for unit in units))
        for units in (
            [unit for pair in pairs for unit in pair.draft],
            [unit for pair in pairs for unit in pair.reference],
        )
    ]
    return Finding(
        category=category,
        sub=sub,
        nature="S",
        severity="info",
        rule="structure",
        confidence=0.8,
        draft=tuple(unit for pair in pairs for unit in pair.draft),
        reference=tuple(unit for pair in pairs for unit in pair.reference),
        draft_value=numbers[0],
        reference_value=numbers[1],
        message=Message(f"divergence.note.{category}", {"draft": numbers[0], "reference": numbers[1]}),
    )
