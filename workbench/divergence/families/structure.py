"""Structure of a draft that claims to adopt the reference, or is a version of it (MV, SL, MG, RN).

Only there does structure matter: between two independent standards other chapters are no divergence.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Finding
from workbench.messages import Message

Clauses = tuple[str, str]
"""Number of a clause of the draft and of the clause of the reference that corresponds."""


def find(context: Context) -> Iterator[Finding]:
    """Findings of structure, those of one clause together."""
    if context.claim is None and not context.alignment.is_revision:
        return
    pairs = [pair for pair in context.pairs if _counts(context, pair)]
    for pair in pairs:
        if pair.link.relation == "split":
            yield _finding("SL", "split", [pair])
        elif pair.link.relation == "merged":
            yield _finding("MG", "merged", [pair])
    by_clauses: dict[Clauses, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_clauses[_numbers(pair)].append(pair)
    moved = _moved(by_clauses)
    yield from (_finding("MV", "moved", by_clauses[clauses]) for clauses in moved)
    renumbered: dict[object, list[Pair]] = defaultdict(list)
    for clauses, inside in by_clauses.items():
        if clauses not in moved and _renumbered(*clauses):
            renumbered[inside[0].draft[0].chapter] += inside
    yield from (_finding("RN", "renumbered", inside) for inside in renumbered.values())


def _counts(context: Context, pair: Pair) -> bool:
    """The order of references and of terms follows each language's own numbers and alphabet."""
    return pair.draft[0].speaks and pair.draft[0].group == "text" and all(_numbers(pair))


def _moved(by_clauses: Mapping[Clauses, Sequence[Pair]]) -> list[Clauses]:
    """Pairs of clauses that left their place: parts that went to another clause than the rest of theirs,
    and whole clauses that are out of the order that both documents share."""
    main: dict[str, Clauses] = {}
    for clauses, inside in by_clauses.items():
        held = main.get(clauses[0])
        if held is None or len(inside) > len(by_clauses[held]):
            main[clauses[0]] = clauses
    apart = [clauses for clauses in by_clauses if main[clauses[0]] != clauses]
    ordered = [clauses for clauses in by_clauses if main[clauses[0]] == clauses]
    places = [by_clauses[clauses][0].reference[0].index for clauses in ordered]
    kept = _in_every_longest_chain(places)
    out_of_order = [clauses for place, clauses in enumerate(ordered) if place not in kept]
    return [clauses for clauses in (*out_of_order, *apart) if _renumbered(*clauses)]


def _in_every_longest_chain(values: Sequence[int]) -> set[int]:
    """Places that belong to every longest increasing subsequence: of two swapped neighbours neither does."""
    before = _chain_lengths(values)
    after = _chain_lengths([-value for value in reversed(values)])[::-1]
    longest = max(before, default=0)
    central = [place for place in range(len(values)) if before[place] + after[place] - 1 == longest]
    at_length = Counter(before[place] for place in central)
    return {place for place in central if at_length[before[place]] == 1}


def _chain_lengths(values: Sequence[int]) -> list[int]:
    """Length of the longest increasing subsequence that ends at each place (patience sorting)."""
    ends: list[int] = []
    lengths = []
    for value in values:
        length = bisect_left(ends, value)
        ends[length : length + 1] = [value]
        lengths.append(length + 1)
    return lengths


def _numbers(pair: Pair) -> Clauses:
    """Numbers of the clauses in which the pair stands, in the draft and in the reference."""
    return pair.draft[0].provision.clause_number, pair.reference[0].provision.clause_number


def _renumbered(draft: str, reference: str) -> bool:
    """Another number, and not only one level more or less, as where a clause is split."""
    nested = draft.startswith(f"{reference}.") or reference.startswith(f"{draft}.")
    return draft != reference and not nested


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
