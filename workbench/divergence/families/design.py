"""Design or material prescribed on one side, performance required on the other (DP).

ISO/IEC Directives Part 2, 5.4, and GB/T 1.1-2020, 5.3: requirements are expressed in terms of performance.
A material grade is what both writers recognise, whatever the language.
"""

import re
from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.alignment.prescriptions import asks, only_performs, prescribes, speaks_of_no_material
from workbench.alignment.termbase import termbase
from workbench.divergence.context import Context
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.vocabulary import named_in
from workbench.languages import Form
from workbench.languages.lexicon import found, mentions, places
from workbench.messages import Message

_GRADE = re.compile(r"\d{3,}")
"""The number of a grade, which is written alike in every language."""


def find(context: Context) -> Iterator[Finding]:
    """One finding where only one side names a material or its grade."""
    for pair in context.pairs:
        if not all(unit.speaks and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        mine, theirs = _grade(pair.draft), _grade(pair.reference)
        if mine is None and theirs is None and len(pair.draft) == len(pair.reference) == 1:
            mine, theirs = (
                _material(pair.draft[0], pair.reference[0]),
                _material(pair.reference[0], pair.draft[0]),
            )
        named = mine or theirs
        if named is None or (mine and theirs):
            continue
        if _is_named_too(named, pair.reference if mine else pair.draft):
            continue
        sub = "prescriptive" if mine else "performance"
        yield Finding(
            category="DP",
            sub=sub,
            rule="material-grade",
            severity="minor",
            confidence=0.7,
            draft=pair.draft,
            reference=pair.reference,
            characteristic=pair.draft[0].provision.heading,
            draft_value=_words(mine),
            reference_value=_words(theirs),
            message=Message(f"divergence.note.DP.{sub}", {"grade": _words(named)}),
            draft_evidence=(mine,) if mine else (),
            reference_evidence=(theirs,) if theirs else (),
        )


def _is_named_too(material: Evidence, others: tuple[Unit, ...]) -> bool:
    """Whether the other text names the material too: polyethylene is no grade, and both may say it."""
    unit, start, end = material
    named = termbase().concepts_in(unit.text[start:end], unit.language)
    grades = named_in("grades", (unit,)).keys() & named_in("grades", others).keys()
    grade = _GRADE.search(unit.text[start:end])
    return bool(grades) or any(
        (bool(named) and named <= other.concepts) or (grade is not None and grade[0] in other.text)
        for other in others
    )


def _grade(units: tuple[Unit, ...]) -> Evidence | None:
    for unit in units:
        span = found("material-grade", unit.text, unit.language)
        if span:
            return (unit, *span)
    return None


def _material(unit: Unit, other: Unit) -> Evidence | None:
    """The material that one text prescribes where the other says what the material or the part has to do."""
    is_prescribed = prescribes(unit) and any(
        reading.form.strength >= Form.REQUIREMENT.strength for reading in unit.readings
    )
    if not is_prescribed or unit.role == "scope":
        return None
    is_open = speaks_of_no_material(other) or only_performs(other) or (asks(other) and not asks(unit))
    if not is_open:
        return None
    if unit.chapter and mentions("marking", unit.chapter.title, unit.language):
        return None  # what packages are made of is no design of the product
    verb = unit.demand.span[0] if unit.demand else 0
    named = [*places("material", unit.text, unit.language)]
    if named and not unit.text[named[0][1] : verb].strip():
        return unit, *named[0]
    # "The steel band shall be made of …" names a part, "stainless steel shall be used" a material.
    return next(((unit, *span) for span in named if span[0] >= verb), None)


def _words(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    unit, start, end = evidence
    return unit.text[start:end]
