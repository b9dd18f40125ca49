"""Quantities of aligned provisions: limits (QL), tolerances (TO), test severity (TM), test conditions (TC),
numbers of specimens (SA), ranges of the scope (SC), definitions (TD)."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from scipy.optimize import linear_sum_assignment

from workbench.alignment import PlacedQuantity, Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Finding
from workbench.divergence.lexicon import mentions
from workbench.languages import compare_limits, in_signs, polarity, to_base
from workbench.messages import Message
from workbench.sts import ProvisionKind

Placed = tuple[Unit, PlacedQuantity]

_TIMES = frozenset({"s", "min", "h", "d"})
_CONFIDENCE = {"QL": 0.9, "TO": 0.92, "TM": 0.8, "TC": 0.85, "SA": 0.75, "SC": 0.8, "TD": 0.75}


def find(context: Context) -> Iterator[Finding]:
    """One finding for each quantity of the draft that differs from its counterpart."""
    for pair in context.pairs:
        if not all(context.speaks(unit) for unit in (*pair.draft, *pair.reference)):
            continue
        if pair.draft[0].group in ("reference", "formula") or _is_example(pair):
            continue
        seen: set[tuple[object, ...]] = set()
        for draft, reference in _different(context, pair):
            finding = _finding(context, draft, reference)
            key = (finding.category, finding.sub, draft[0].index, draft[1].column, reference[0].index)
            if key not in seen:
                seen.add(key)
                yield finding


def _is_example(pair: Pair) -> bool:
    """Examples show what a requirement could look like; their numbers require nothing."""
    return any(unit.provision.kind is ProvisionKind.EXAMPLE for unit in (*pair.draft, *pair.reference))


def _different(context: Context, pair: Pair) -> Iterator[tuple[Placed, Placed]]:
    """Counterparts among the quantities of a pair that are not equal."""
    by_dimension: dict[object, tuple[list[Placed], list[Placed]]] = defaultdict(lambda: ([], []))
    for side, units in enumerate((pair.draft, pair.reference)):
        for unit in units:
            for placed in unit.quantities:
                by_dimension[_dimension(placed)][side].append((unit, placed))
    found = []
    for draft, reference in by_dimension.values():
        found += [
            (draft[i], reference[j])
            for i, j in _counterparts(context, draft, reference)
            if not agree(draft[i][1], reference[j][1]) and context.same_column(draft[i], reference[j])
        ]
    yield from sorted(found, key=lambda item: (item[0][0].index, item[0][1].span))


def _dimension(placed: PlacedQuantity) -> object:
    base = to_base(placed.limit)
    return base[2] if base else placed.limit.unit.casefold()


def agree(draft: PlacedQuantity, reference: PlacedQuantity) -> bool:
    """Whether two quantities say the same.

    A plain value agrees with a bound at that value: "withstand 30 000 cycles" and "not less than 30 000
    cycles", "for 24 h" and "for at least 24 h" are the same test. An accuracy "not lower than 0.1 mm" and
    one of "0,1 mm or better" are the same balance.
    """
    if compare_limits(draft.limit, reference.limit).verdict == "equal":
        return True
    shapes = {draft.limit.shape, reference.limit.shape}
    of_apparatus = {draft.limit.role, reference.limit.role} == {"apparatus"}
    if shapes != {"value", "bound"} and not (of_apparatus and shapes == {"bound"}):
        return False
    ends = [to_base(limit) for limit in (draft.limit, reference.limit)]
    if ends[0] is None or ends[1] is None:
        return False
    values = [{end for end in base[:2] if end is not None} for base in ends]
    return bool(values[0] & values[1])


def _counterparts(context: Context, draft: list[Placed], reference: list[Placed]) -> list[tuple[int, int]]:
    """The cheapest pairing: same column first, then equal ones, then the same statistic, role and order."""
    if not draft or not reference:
        return []
    cost = np.zeros((len(draft), len(reference)))
    for i, (_, mine) in enumerate(draft):
        for j, (_, theirs) in enumerate(reference):
            cost[i, j] = (
                3.0 * (not context.same_column(draft[i], reference[j]))
                + 1.0 * (not agree(mine, theirs))
                + 0.3 * (mine.limit.statistic != theirs.limit.statistic)
                + 0.4 * (mine.limit.role != theirs.limit.role)
                + 0.2 * (mine.limit.shape != theirs.limit.shape)
                + 0.5 * abs(i / len(draft) - j / len(reference))
            )
    rows, columns = linear_sum_assignment(cost)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True)]


def _finding(context: Context, draft: Placed, reference: Placed) -> Finding:
    category = _category(context, draft, reference)
    sub = _sub(category, draft, reference)
    values = (in_signs(draft[1].limit), in_signs(reference[1].limit))
    return Finding(
        category=category,
        sub=sub,
        rule=f"quantity-{category.lower()}",
        severity="blocker" if sub == "conflicting" and category == "QL" else "major",
        confidence=_CONFIDENCE[category],
        draft=(draft[0],),
        reference=(reference[0],),
        characteristic=draft[1].limit.characteristic or draft[0].provision.heading,
        draft_value=values[0],
        reference_value=values[1],
        message=Message(
            f"divergence.note.{category}" + (f".{sub}" if category in ("QL", "TO") else ""),
            {"draft": values[0], "reference": values[1]},
        ),
        draft_evidence=((draft[0], *draft[1].span),),
        reference_evidence=((reference[0], *reference[1].span),),
    )


def _category(context: Context, draft: Placed, reference: Placed) -> str:
    mine, theirs = draft[1].limit, reference[1].limit
    roles = {mine.role, theirs.role}
    if context.role(draft[0]) == "scope":
        return "SC"
    if draft[0].group == "term":
        return "TD"
    if _is_count(mine.unit) and _about("specimens", draft, reference):
        return "SA"
    is_climate = _is_temperature(draft[1]) or (mine.unit_ucum == "%" and _about("humidity", draft, reference))
    around = {mine.shape, theirs.shape} <= {"tolerance", "range"}
    if is_climate and around and ("condition" in roles or _about("environment", draft, reference)):
        return "TC"
    if _is_toleranced(draft) and _is_toleranced(reference):
        return "TO"
    if roles == {"limit"} or {mine.shape, theirs.shape} == {"bound"}:
        return "QL"
    if draft[0].provision.kind is reference[0].provision.kind is ProvisionKind.ROW:
        return "TM" if mine.unit_ucum in _TIMES and _in_tests(draft[0]) and _in_tests(reference[0]) else "QL"
    if "condition" in roles:
        return "TC" if is_climate and _about("environment", draft, reference) else "TM"
    if "apparatus" in roles:
        return "TM"
    return "QL"


def _in_tests(unit: Unit) -> bool:
    """Whether the provision stands in a chapter of test methods."""
    chapter = unit.chapter.title if unit.chapter else ""
    return mentions("testing", chapter, unit.language)


def _is_toleranced(placed: Placed) -> bool:
    """Whether the text itself writes a tolerance with its sign."""
    unit, quantity = placed
    return quantity.limit.shape == "tolerance" and "±" in unit.text[slice(*quantity.span)]


def _is_count(unit: str) -> bool:
    return not any((character.isascii() and character.isalpha()) or character in "%°℃Ω" for character in unit)


def _about(topic: str, draft: Placed, reference: Placed) -> bool:
    return any(
        mentions(topic, unit.text + " " + unit.provision.heading, unit.language)
        for unit in (draft[0], reference[0])
    )


def _is_temperature(placed: PlacedQuantity) -> bool:
    return placed.limit.unit_ucum in ("Cel", "K", "[degF]")


def _sub(category: str, draft: Placed, reference: Placed) -> str:
    if category in ("QL", "TO", "SC"):
        verdict = compare_limits(draft[1].limit, reference[1].limit).inclusion
        if verdict == "conflicting" and draft[1].limit.shape == reference[1].limit.shape == "value":
            return _by_polarity(draft, reference)
        return verdict
    if category == "TM":
        return "duration" if draft[1].limit.unit_ucum in _TIMES else "severity"
    return {"TC": "conditions", "SA": "specimens", "TD": "definition"}[category]


def _by_polarity(draft: Placed, reference: Placed) -> str:
    """Two plain values: which is stricter depends on whether more or less of it is better."""
    known = {
        polarity(f"{unit.text} {unit.provision.heading}", unit.language) for unit in (draft[0], reference[0])
    } - {None, "target"}
    found = known.pop() if len(known) == 1 else None
    better = compare_limits(draft[1].limit, reference[1].limit, polarity=found).better
    return "conflicting" if better is None else "stricter" if better else "looser"
