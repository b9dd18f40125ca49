"""Quantities of aligned provisions: limits (QL), tolerances (TO), rounded units (UN), severity of tests (TM),
their conditions (TC), specimens, lots and intervals (SA), ranges of the scope (SC), definitions (TD), and
constants of formulas (FM)."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from workbench.divergence.categories import (
    TEMPERATURES,
    TIMES,
    category_of,
    is_endured,
    is_guarantee,
    is_supply,
    is_temperature,
    sampling,
    with_headers,
)
from workbench.divergence.context import Context, Pair
from workbench.divergence.counterparts import agree, compared, counterparts, is_article
from workbench.divergence.finding import Finding
from workbench.divergence.frames import Placed, in_one_frame
from workbench.divergence.indices import is_safety
from workbench.divergence.opposites import other_quantity
from workbench.languages import Limit, compare_limits, in_signs, polarity, to_base
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import ProvisionKind, Row

_EQUAL = "equal"
_OF_SCOPE = {"stricter": "narrower", "looser": "wider"}
"""A narrower scope is not a stricter one (taxonomy, SC)."""
_OWN_SENTENCE = {
    *((category, sub) for category in ("QL", "TO") for sub in
      ("stricter", "looser", "overlapping", "conflicting", "incomparable")),
    ("SA", "lot"), ("SA", "frequency"), ("SA", "tests"),
}  # fmt: skip
_FAR = 100
_DIGITS = Fraction(1, 2000)
"""Share by which two values differ that have four digits: every 3 years is 0.3333 a year."""
_MANY_DIGITS = 4
_OF_FORMULAS = "=＝×"
_UNLIKE = 0.75
"""Confidence of a limit against a condition or a mere value, of a least against a most, and of what stands in
a weak link: below that of what needs no review."""
_ONE_PROPERTY = (
    frozenset({"share", "length^-2·mass^1", "length^-3·mass^1"}),  # what a material holds or gives off
    frozenset({"luminosity^1", "length^-2·luminosity^1"}),  # light: flux or intensity, illuminance
    frozenset({"share", "length^2"}),  # retroreflection of an area, of an element
    frozenset({"length^1", "length^1·time^-1", "length^1·time^-2"}),  # vibration
    frozenset({"length^1·mass^1·time^-2", "length^2·mass^1·time^-2"}),  # what opens or turns: force, torque
    frozenset({"length^1·mass^1·time^-2", "length^-1·mass^1·time^-2"}),  # strength: force, stress
    frozenset(
        {"length^1·time^-1", "length^2·time^-1", "length^3·time^-1"}
    ),  # leakage: by area, length, alone
)
"""Dimensions of the quantities in which standards limit one property."""
_CONFIDENCE = {"QL": 0.9, "TO": 0.92, "TM": 0.8, "TC": 0.85, "SA": 0.75, "SC": 0.8, "TD": 0.75, "FM": 0.8}


def find(context: Context) -> Iterator[Finding]:
    """One finding for each quantity of the draft that differs from its counterpart."""
    for pair in compared(context):
        kinds = {unit.provision.kind for unit in (*pair.draft, *pair.reference)}
        if ProvisionKind.NOTE in kinds and len(kinds) > 1:
            continue  # told as a change of status
        found: list[Finding] = []
        told: dict[tuple[object, ...], int] = {}
        for draft, reference in counterparts(context, pair):
            if _is_bare(draft) and _is_bare(reference):
                continue  # the constants of a formula in the text
            if draft[0].group == "term" and (is_article(draft) or is_article(reference)):
                continue
            if not agree(draft, reference):
                finding = _finding(context, draft, reference)
                if finding.sub == _EQUAL:
                    continue  # only written in two ways
                if pair.link.weak or _are_opposed(draft[1].limit, reference[1].limit):
                    finding = finding.but(confidence=min(finding.confidence, _UNLIKE))
            elif _is_rounded(draft[1].limit, reference[1].limit):
                finding = _rounded(draft, reference)
            else:
                continue
            same = finding.category, finding.sub, draft[0].index, reference[0].index
            in_row = isinstance(draft[0].provision, Row)
            # One finding a column, and one for the classes of a row that differ in one way.
            keys = [(*same, draft[1].column), (*same, finding.draft_value, finding.reference_value)]
            keys += [(*same, "row", to_base(draft[1].limit)[2])] if in_row else []
            place = next((told[key] for key in keys if key in told), len(found))
            if place == len(found):
                found.append(finding)
            elif keys[1] not in told and in_row:
                found[place] = _with_class(found[place], finding)
            for key in keys:
                told.setdefault(key, place)
        yield from found
        if not found and (placed := _of_other_dimensions(pair)):
            finding = _finding(context, *placed)
            if finding.category == "QL" and finding.sub == "incomparable":
                yield finding


def _of_other_dimensions(pair: Pair) -> tuple[Placed, Placed] | None:
    """The only limits of two linked requirements where they limit one property by two quantities.

    What migrates from a kilogram of a material, and from a square decimetre of it; a torque and a force.
    """
    sides = pair.draft, pair.reference
    if pair.link.weak or any(len(units) != 1 or units[0].is_test for units in sides):
        return None
    limits = [
        [
            (units[0], quantity)
            for quantity in units[0].quantities
            if quantity.limit.role == "limit" and quantity.limit.shape == "bound"
        ]
        for units in sides
    ]
    if any(len(side) != 1 for side in limits):
        return None
    (mine,), (theirs,) = limits
    dimensions = frozenset(map(_dimension, (mine[1].limit, theirs[1].limit)))
    if len(dimensions) == 1 or not any(dimensions <= quantities for quantities in _ONE_PROPERTY):
        return None
    return None if _are_opposed(mine[1].limit, theirs[1].limit) else (mine, theirs)


def _dimension(limit: Limit) -> str | None:
    """The dimension in which a limit is stated; none of a plain share, since 5 % may be of anything."""
    dimension = to_base(limit)[2]
    return None if dimension == "share" and "/" not in (limit.unit_ucum or "") else dimension


def _are_opposed(draft: Limit, reference: Limit) -> bool:
    """Whether one is a least and the other a most: then they hardly limit the same thing."""
    return draft.shape == reference.shape == "bound" and (draft.lo is None) != (reference.lo is None)


def _with_class(first: Finding, other: Finding) -> Finding:
    """A finding about the limits of a row with those of one more class."""
    values = {
        "draft": f"{first.draft_value}, {other.draft_value}",
        "reference": f"{first.reference_value}, {other.reference_value}",
    }
    return first.but(
        draft_value=values["draft"],
        reference_value=values["reference"],
        message=Message(first.message.key, values),
        draft_evidence=(*first.draft_evidence, *other.draft_evidence),
        reference_evidence=(*first.reference_evidence, *other.reference_evidence),
    )


def _is_bare(placed: Placed) -> bool:
    """Whether a number without unit or bound stands in a text that writes down a formula."""
    unit, quantity = placed
    plain = not quantity.limit.unit and quantity.limit.role != "limit"
    return plain and any(sign in unit.text for sign in _OF_FORMULAS)


def _is_rounded(draft: Limit, reference: Limit) -> bool:
    """Whether two limits are equal only because a value in another unit was rounded."""
    if draft.unit_ucum == reference.unit_ucum or draft.shape != reference.shape:
        return False
    if TEMPERATURES & {draft.unit_ucum, reference.unit_ucum}:
        return False  # a rise of 75 K is one of 75 °C
    mine, theirs = to_base(draft), to_base(reference)
    one_sided = (mine[0] is None, mine[1] is None) == (theirs[0] is None, theirs[1] is None)
    exactness = _DIGITS if any(map(_has_four_digits, (draft, reference))) else 0
    written_alike = all(
        one is None or other is None or abs(one - other) <= exactness * abs(one)
        for one, other in zip(mine[:2], theirs[:2], strict=True)
    )
    return one_sided and mine[2] == theirs[2] and not written_alike


def _has_four_digits(limit: Limit) -> bool:
    """Whether a limit is stated with four digits, as 0.3333 is for a third; 10.2 kgf for 100 N is rounded."""
    bounds = (bound for bound in (limit.lo, limit.hi) if bound is not None)
    return any(len(bound.as_tuple().digits) >= _MANY_DIGITS for bound in bounds)


def _rounded(draft: Placed, reference: Placed) -> Finding:
    values = (in_signs(draft[1].limit), in_signs(reference[1].limit))
    return Finding(
        category="UN",
        sub="rounded",
        rule="unit-rounded",
        severity="minor",
        confidence=0.8,
        draft=(draft[0],),
        reference=(reference[0],),
        characteristic=draft[1].limit.characteristic or draft[0].provision.heading,
        draft_value=values[0],
        reference_value=values[1],
        message=Message("divergence.note.UN", {"draft": values[0], "reference": values[1]}),
        draft_evidence=((draft[0], *draft[1].span),),
        reference_evidence=((reference[0], *reference[1].span),),
    )


def _finding(context: Context, draft: Placed, reference: Placed) -> Finding:
    category = category_of(context, draft, reference)
    sub = _sub(category, draft, reference)
    values = (in_signs(draft[1].limit), in_signs(reference[1].limit))
    return Finding(
        category=category,
        sub=sub,
        rule=f"quantity-{category.lower()}",
        severity="blocker" if sub == "conflicting" and category == "QL" else "major",
        confidence=_confidence(category, draft[1].limit, reference[1].limit),
        draft=(draft[0],),
        reference=(reference[0],),
        characteristic=draft[1].limit.characteristic or draft[0].provision.heading,
        draft_value=values[0],
        reference_value=values[1],
        message=Message(
            f"divergence.note.{category}" + (f".{sub}" if (category, sub) in _OWN_SENTENCE else ""),
            {"draft": values[0], "reference": values[1]},
        ),
        draft_evidence=((draft[0], *draft[1].span),),
        reference_evidence=((reference[0], *reference[1].span),),
        safety=is_safety(draft[0]) or is_safety(reference[0]),
    )


def _confidence(category: str, draft: Limit, reference: Limit) -> float:
    """How often a finding of a category is right; less where the two play different parts.

    Less, too, where no word says on which side two values are bounds, and of conditions: which of two is
    stricter is then told by what they are values of.
    """
    usual = _CONFIDENCE[category]
    untold = category == "QL" and (
        draft.shape == reference.shape == "value" or draft.role == reference.role == "condition"
    )
    unlike = draft.role != reference.role or untold or _are_far_apart(draft, reference)
    return min(usual, _UNLIKE) if unlike else usual


def _are_far_apart(draft: Limit, reference: Limit) -> bool:
    """Whether one bound is a hundred times the other: more often another quantity, from another method, or an
    error of units than what two committees want (formaldehyde in a chamber, in a desiccator).
    """
    bounds = [[bound for bound in to_base(limit)[:2] if bound] for limit in (draft, reference)]
    if not all(bounds):
        return False
    mine, theirs = (abs(max(side, key=abs)) for side in bounds)
    return max(mine, theirs) >= _FAR * min(mine, theirs)


def _serves(placed: Placed) -> bool:
    """Whether temperatures are those under which a product serves, and not those of a test or a store."""
    unit, quantity = placed
    ranged = quantity.limit.shape == "range" and is_temperature(quantity)
    text = with_headers(unit)
    return (
        ranged and mentions("service", text, unit.language) and not mentions("keeping", text, unit.language)
    )


def _sub(category: str, draft: Placed, reference: Placed) -> str:
    if category == "QL" and other_quantity(draft, reference):
        return "incomparable"
    if category == "QL" and is_guarantee(draft, reference):
        return _longer(draft[1].limit, reference[1].limit)
    if category == "QL" and all(map(is_endured, (draft, reference))):
        bounds = [
            replace(placed[1].limit, hi=None, hi_inc=None, shape="bound") for placed in (draft, reference)
        ]
        return compare_limits(*bounds).inclusion
    if category in ("QL", "TO", "SC"):
        limits = _as_bounds(*in_one_frame(draft, reference))
        if (draft[1].left_out and reference[1].left_out) or all(map(_serves, (draft, reference))):
            limits = limits[1], limits[0]  # what accepts less leaves out more; what serves wider does more
        verdict = compare_limits(*limits).inclusion
        if verdict == "conflicting" and draft[1].limit.shape == reference[1].limit.shape == "value":
            return _by_polarity(draft, reference)
        return _OF_SCOPE.get(verdict, verdict) if category == "SC" else verdict
    if category == "TM":
        return "duration" if draft[1].limit.unit_ucum in TIMES else "severity"
    if category == "SA":
        return sampling(draft, reference)
    if category == "TC" and is_supply(draft, reference):
        return "supply"
    return {"TC": "conditions", "TD": "definition", "FM": "constant"}[category]


def _as_bounds(draft: Limit, reference: Limit) -> tuple[Limit, Limit]:
    """A plain value beside a bound as a bound on the same side: "1,2 mm" in a table beside "≤ 1.0 mm"."""
    if {draft.shape, reference.shape} != {"value", "bound"}:
        return draft, reference
    if draft.shape == "value":
        return _bounded_like(draft, reference), reference
    return draft, _bounded_like(reference, draft)


def _bounded_like(value: Limit, bound: Limit) -> Limit:
    if bound.lo is not None:
        return replace(value, hi=None, hi_inc=None, lo_inc=bound.lo_inc, shape="bound")
    return replace(value, lo=None, lo_inc=None, hi_inc=bound.hi_inc, shape="bound")


def _longer(draft: Limit, reference: Limit) -> str:
    """A longer guarantee promises more, whichever way it is worded: "within 36 months", "for 24 months"."""
    ends = [to_base(limit) for limit in (draft, reference)]
    mine, theirs = (max(end for end in base[:2] if end is not None) for base in ends)
    return "stricter" if mine > theirs else "looser" if mine < theirs else _EQUAL


def _by_polarity(draft: Placed, reference: Placed) -> str:
    """Two plain values: which is stricter depends on whether more or less of it is better."""
    known = {
        polarity(f"{unit.text} {unit.provision.heading}", unit.language) for unit in (draft[0], reference[0])
    } - {None, "target"}
    found = known.pop() if len(known) == 1 else None
    better = compare_limits(draft[1].limit, reference[1].limit, polarity=found).better
    return "conflicting" if better is None else "stricter" if better else "looser"
