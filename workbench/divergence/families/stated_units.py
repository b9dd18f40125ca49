"""Units in which something is to be stated, where the draft claims to be a translation (UN, FM).

"In g/(m²·d)" holds no number that could be compared: a result in another unit is another number, and so is
that of a formula whose symbol stands for another unit.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from workbench.alignment import Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.vocabulary import in_words
from workbench.languages import NamedUnit, units_named
from workbench.languages.lexicon import mentions
from workbench.messages import Message

_KEYS = ("formula-key", "symbol-entry")


def find(context: Context) -> Iterator[Finding]:
    """One finding where a translation names another unit of the same dimension."""
    if not context.is_translation:
        return
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if len(units) == len((pair.draft, pair.reference)) and all(unit.speaks for unit in units):
            yield from _compare(pair, *units)


def _compare(pair: Pair, draft: Unit, reference: Unit) -> Iterator[Finding]:
    mine, theirs = (units_named(unit.text, unit.language) for unit in (draft, reference))
    named = [Counter(map(_measure, side)) for side in (mine, theirs)]
    apart = named[0] - named[1], named[1] - named[0]
    if any(side.total() != 1 for side in apart):
        return
    (one,), (other,) = apart
    if one[1] != other[1]:
        return
    sides = _evidence(draft, mine, one), _evidence(reference, theirs, other)
    values = {"draft": in_words(sides[0]), "reference": in_words(sides[1])}
    in_key = all(any(mentions(key, unit.text, unit.language) for key in _KEYS) for unit in (draft, reference))
    yield Finding(
        category="FM" if in_key else "UN",
        sub="variable" if in_key else "other-unit",
        rule="formula-variable" if in_key else "unit-named",
        severity="major",
        confidence=0.8,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=draft.provision.heading,
        draft_value=values["draft"],
        reference_value=values["reference"],
        message=Message("divergence.note.UN.other-unit", values),
        draft_evidence=sides[0],
        reference_evidence=sides[1],
    )


def _measure(unit: NamedUnit) -> tuple[Fraction, str]:
    return unit.factor, unit.dimension


def _evidence(unit: Unit, named: Sequence[NamedUnit], measure: tuple[Fraction, str]) -> tuple[Evidence, ...]:
    return next(((unit, *one.span),) for one in named if _measure(one) == measure)
