"""What only one of two linked provisions names: law (LG), conditions of some countries and exceptions (EX),
assessment of conformity (CA).

ISO/IEC Directives Part 2, clauses 4 and 33, and GB/T 1.1-2020 keep statutory requirements and certification
out of product standards: they differ from country to country.
"""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.vocabulary import in_words
from workbench.languages import Form
from workbench.languages.lexicon import found, places
from workbench.messages import Message

_TOPICS = (
    ("LG", "law"),
    ("EX", "special-condition"),
    ("EX", "exception"),
    ("CA", "conformity-assessment"),
)
_OTHERWISE = ("unless", "left-out", "only", "the-others")
"""By which the other text may say an exception in another way."""


def find(context: Context) -> Iterator[Finding]:
    """One finding for each linked pair of which only one side names such a thing."""
    for pair in context.pairs:
        if not all(unit.speaks and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        told: set[str] = set()
        for category, topic in _TOPICS:
            mine, theirs = _said(topic, pair.draft), _said(topic, pair.reference)
            if category == "CA" and mine and theirs and (parties := _parties(pair)):
                yield _by_other_party(pair, *parties)
            if (mine is None) == (theirs is None) or category in told:
                continue
            if topic == "exception" and not _excepts(context, pair, mine):
                continue
            if category == "CA" and (
                context.is_translation or any(unit.is_test for unit in (*pair.draft, *pair.reference))
            ):
                continue  # what is certified there is a reference material or an instrument
            told.add(category)
            side = "draft" if mine else "reference"
            yield Finding(
                category=category,
                sub="one-side-only" if category == "CA" else topic,
                rule=topic,
                severity="minor",
                confidence=0.7,
                draft=pair.draft,
                reference=pair.reference,
                characteristic=pair.draft[0].provision.heading,
                message=Message(_note(category, topic, side)),
                draft_evidence=(mine,) if mine else (),
                reference_evidence=(theirs,) if theirs else (),
            )


def _parties(pair: Pair) -> tuple[Evidence, Evidence] | None:
    """Where one text has a third party say that a product conforms, and the other its maker."""
    said = [
        [_said(topic, units) for topic in ("third-party", "own-declaration")]
        for units in (pair.draft, pair.reference)
    ]
    for mine, theirs in ((0, 1), (1, 0)):
        one, other = said[0][mine], said[1][theirs]
        if one and other and not said[0][theirs] and not said[1][mine]:
            return one, other
    return None


def _by_other_party(pair: Pair, mine: Evidence, theirs: Evidence) -> Finding:
    said = [in_words((side,)) for side in (mine, theirs)]
    return Finding(
        category="CA",
        sub="third-party",
        rule="conformity-assessment",
        severity="minor",
        confidence=0.7,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        draft_value=said[0],
        reference_value=said[1],
        message=Message("divergence.note.CA.party", {"draft": said[0], "reference": said[1]}),
        draft_evidence=(mine,),
        reference_evidence=(theirs,),
    )


def _note(category: str, topic: str, side: str) -> str:
    """The key of the sentence for the user."""
    if category == "CA":
        return f"divergence.note.CA.{'AD' if side == 'draft' else 'MI'}"
    return f"divergence.note.{category}.{'exception.' if topic == 'exception' else ''}{side}"


def _excepts(context: Context, pair: Pair, mine: Evidence | None) -> bool:
    """Whether one text makes an exception from what both demand; a translation is judged apart.

    The other knows none, in whichever words. "No machine shall be sold unless it was tested" makes none: it
    says that every machine shall be tested. What a scope leaves out is no exception from a requirement.
    """
    if context.is_translation or any(unit.role == "scope" for unit in (*pair.draft, *pair.reference)):
        return False
    excepting, others = (pair.draft, pair.reference) if mine else (pair.reference, pair.draft)
    known = any(found(topic, unit.text, unit.language) for topic in _OTHERWISE for unit in others)
    # "Unless the composition is known" says what "if the composition is not known" says.
    turned = any(found("if", unit.text, unit.language) for unit in others)
    known = known or (turned and _denials(others) > _denials(excepting))
    return not known and _denials(excepting) <= _denials(others)


def _denials(units: tuple[Unit, ...]) -> int:
    """How often texts deny something before they come to an exception, which denies for itself."""
    count = 0
    for unit in units:
        exception = found("exception", unit.text, unit.language) or (len(unit.text), 0)
        read = sum(start < exception[0] for reading in unit.readings for start, _ in reading.negations)
        said = sum(
            start < exception[0] and not any(low <= start < high for low, high in _bounds(unit))
            for start, _ in places("denial", unit.text, unit.language)
        )
        count += max(read, said)
    return count


def _bounds(unit: Unit) -> list[tuple[int, int]]:
    """Where bounds stand, with the denial that makes them: "shall not differ by more than 15 %"."""
    return [limit.span for reading in unit.readings for limit in reading.limits if limit.shape == "bound"]


def _said(topic: str, units: tuple[Unit, ...]) -> Evidence | None:
    for unit in units:
        span = found(topic, unit.text, unit.language)
        if span:
            return (unit, *span)
        external = [
            mark.span for reading in unit.readings for mark in reading.forms if mark.form is Form.EXTERNAL
        ]
        if topic == "law" and external:
            return (unit, *external[0])
    return None
