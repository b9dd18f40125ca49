"""The limits of a draft, each under its comparability key beside the reference's, for the perspectives."""

from collections.abc import Iterator

from workbench.alignment import PlacedQuantity, Unit
from workbench.divergence.comparability import Comparability
from workbench.divergence.context import Context
from workbench.divergence.counterparts import compared, counterparts
from workbench.divergence.frames import Placed, in_one_frame
from workbench.divergence.methods import CORE, regulates_product
from workbench.divergence.model import Index
from workbench.languages import compare_limits, in_signs, polarity
from workbench.languages.lexicon import mentions
from workbench.sts import Row


def indices(context: Context, comparability: Comparability) -> Iterator[Index]:
    """Every limit that the draft sets, in its order."""
    matched = {
        (draft[0].index, draft[1].span): reference
        for pair in compared(context)
        for draft, reference in counterparts(context, pair)
    }
    for unit in context.alignment.draft:
        if not _regulates(context, unit):
            continue
        for quantity in unit.quantities:
            if quantity.limit.role == "limit" and not _is_key(unit, quantity):
                counterpart = matched.get((unit.index, quantity.span))
                yield _index(context, comparability, (unit, quantity), counterpart)


def _is_key(unit: Unit, quantity: PlacedQuantity) -> bool:
    """Whether a quantity is the size class that heads a table row, not a limit in it."""
    return isinstance(unit.provision, Row) and quantity.column == 0 and len(unit.provision.cells) > 1


def _regulates(context: Context, unit: Unit) -> bool:
    """Whether a provision sets requirements on the product: not scope, terms, tests or forewords."""
    silent = unit.role in ("scope", "references", "terms") or unit.group != "text"
    return unit.speaks and regulates_product(unit) and not silent


def _index(context: Context, comparability: Comparability, draft: Placed, reference: Placed | None) -> Index:
    unit, quantity = draft
    limit = quantity.limit
    alone = Index(
        characteristic=(limit.characteristic or unit.provision.heading).lstrip(CORE),
        item=limit.key,
        draft=unit.id,
        clause=unit.provision.clause_number,
        draft_value=in_signs(limit),
        draft_method=_method(comparability, 0, unit),
        verdict="new",
        safety=is_safety(unit),
        core=CORE in unit.text or CORE in unit.provision.heading,
    )
    if reference is None:
        return alone
    known = {
        polarity(f"{one.text} {one.provision.heading}", one.language) for one in (unit, reference[0])
    } - {None}
    better = known.pop() if len(known) == 1 else None
    found = compare_limits(*in_one_frame(draft, reference), polarity=better)
    differs = comparability.differs(draft, reference)
    return alone.model_copy(
        update={
            "reference": reference[0].id,
            "reference_clause": reference[0].provision.clause_number,
            "reference_value": in_signs(reference[1].limit),
            "reference_method": _method(comparability, 1, reference[0]),
            "verdict": "incomparable" if differs else found.verdict,
            "gap": None if found.gap is None else round(float(found.gap), 4),
            "key_differs": differs,
            "better": found.better,
        }
    )


def _method(comparability: Comparability, side: int, unit: Unit) -> str:
    """The standards that the tests of a requirement cite; else the clauses in which it is tested."""
    tests = comparability.tests(side, unit)
    cited = [found.text for one in (unit, *tests) for found in one.found if not found.counterpart]
    clauses = [one.provision.clause_number for one in tests if one.provision.clause_number]
    return ", ".join(dict.fromkeys(cited or clauses))


def is_safety(unit: Unit) -> bool:
    """Whether a provision is about safety, health or environment, by its words or its clause."""
    headings = [part.title for part in unit.provision.clause.path] if unit.provision.clause else []
    return mentions("safety", " ".join((*headings, unit.text)), unit.language)
