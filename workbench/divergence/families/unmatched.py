"""Provisions that only one document has: added (AD), missing (MI), and what follows from them: conformity
assessment (CA) and exclusions from the scope (SC)."""

from collections.abc import Iterator
from typing import Literal

from workbench.alignment import Unit, leads
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.languages import Reading
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import ProvisionKind, Row

Side = Literal["AD", "MI"]

_BINDING = 1
"""Least strength of a verbal form, and of an instruction, from which a provision counts as one."""


def find(context: Context) -> Iterator[Finding]:
    """One finding for each provision without counterpart that an expert would list."""
    sides: tuple[tuple[Side, tuple[Unit, ...]], ...] = (("AD", context.added), ("MI", context.missing))
    for side, units in sides:
        absent = {unit.index for unit in units}
        everything = context.alignment.draft if side == "AD" else context.alignment.reference
        introduced = leads(everything)
        pointing = _pointing(everything, absent)
        introducing = {lead for item, lead in introduced.items() if item not in absent}
        if context.claim is not None:
            yield from _informative(context, side, units)
        for unit in units:
            if introduced.get(unit.index) in absent or not _counts(context, unit):
                continue  # items of a list that is absent as a whole are told with its lead-in
            lead = introduced.get(unit.index)
            if lead is not None and _is_formula_key(everything[lead]):
                continue  # what a symbol stands for requires nothing
            if unit.index in introducing or unit.index in pointing:
                continue  # the lead-in of a list or table that both have
            yield from _findings(context, unit, side)


def _pointing(units: tuple[Unit, ...], absent: set[int]) -> set[int]:
    """The provisions that only point to a table of which both documents have rows ("as given in Table 2")."""
    shared = {
        unit.provision.table.label
        for unit in units
        if isinstance(unit.provision, Row) and unit.index not in absent and unit.provision.table.label
    }
    return {
        unit.index
        for unit in units
        if unit.provision.kind is ProvisionKind.PARAGRAPH
        and any(label in unit.text for label in shared)
        and mentions("points", unit.text, unit.language)
        and not unit.found
        and not any(reading.limits or reading.negations for reading in unit.readings)
    }


def _informative(context: Context, side: Side, units: tuple[Unit, ...]) -> Iterator[Finding]:
    """Informative material that only one side has, where adoption is claimed: one finding a chapter.

    National additions are minimal (ME07); what the draft drops is not, but for the foreword (ME08).
    """
    by_chapter: dict[object, list[Unit]] = {}
    for unit in units:
        if not unit.provision.normative and unit.speaks and not _counts(context, unit):
            by_chapter.setdefault(unit.chapter, []).append(unit)
    for inside in by_chapter.values():
        yield Finding(
            category=side,
            sub="informative",
            rule="informative",
            nature="ME" if side == "AD" else "EO",
            severity="info",
            confidence=0.8,
            draft=tuple(inside) if side == "AD" else (),
            reference=tuple(inside) if side == "MI" else (),
            characteristic=inside[0].provision.heading,
            message=Message(
                "divergence.note.ED.national" if side == "AD" else "divergence.note.ED.informative"
            ),
        )


def _is_formula_key(unit: Unit) -> bool:
    return mentions("formula-key", unit.text.strip(), unit.language)


def _counts(context: Context, unit: Unit) -> bool:
    """Whether the text carries a requirement, recommendation, permission, definition, scope or reference."""
    provision = unit.provision
    if not unit.speaks:
        return False
    if provision.kind in (ProvisionKind.REFERENCE, ProvisionKind.TERM, ProvisionKind.DEFINITION):
        return provision.normative
    if provision.kind in (ProvisionKind.NOTE, ProvisionKind.EXAMPLE) and not provision.normative:
        return False
    if not provision.normative and not any(r.form.strength >= 3 for r in unit.readings):
        return False
    if unit.role == "scope":
        return True
    if unit.role in ("references", "terms"):
        return False  # the sentences that introduce the lists
    if provision.kind in (ProvisionKind.ROW, ProvisionKind.LIST_ITEM, ProvisionKind.FORMULA):
        return True
    return any(reading.form.strength >= _BINDING or _limits(reading) for reading in unit.readings)


def _limits(reading: Reading) -> bool:
    """Whether a statement limits something; the numbers of classes do not."""
    return any(limit.unit or limit.shape in ("bound", "tolerance") for limit in reading.limits)


def _findings(context: Context, unit: Unit, side: Side) -> Iterator[Finding]:
    sub = _sub(context, unit)
    yield _finding(unit, side, side, sub, _severity(unit, side, sub))
    if sub != "reference" and mentions("conformity-assessment", unit.text, unit.language):
        yield _finding(unit, side, "CA", "one-side-only", "minor")
    if sub == "scope" and mentions("exclusion", unit.text, unit.language):
        yield _finding(unit, side, "SC", "exclusion", "major")


def _sub(context: Context, unit: Unit) -> str:
    kind = unit.provision.kind
    if kind is ProvisionKind.REFERENCE:
        return "reference"
    if kind in (ProvisionKind.TERM, ProvisionKind.DEFINITION):
        return "term"
    if unit.role == "scope":
        return "scope"
    chapter = unit.chapter.title if unit.chapter else ""
    if mentions("marking", f"{chapter} {unit.provision.heading}", unit.language):
        return "marking"
    forms = {reading.form.strength for reading in unit.readings}
    return {3: "recommendation", 2: "permission"}.get(max(forms, default=4), "requirement")


def _severity(unit: Unit, side: Side, sub: str) -> Literal["major", "minor"]:
    if sub in ("reference", "marking", "recommendation", "permission"):
        return "minor"
    has_limit = any(reading.limits for reading in unit.readings)
    return "major" if side == "MI" or has_limit or sub in ("term", "scope") else "minor"


def _finding(unit: Unit, side: Side, category: str, sub: str, severity: Literal["major", "minor"]) -> Finding:
    return Finding(
        category=category,
        sub=sub,
        rule="unmatched",
        severity=severity,
        confidence=0.8,
        draft=(unit,) if side == "AD" else (),
        reference=(unit,) if side == "MI" else (),
        characteristic=unit.provision.heading,
        message=Message(
            f"divergence.note.{category}.{side}" if category != side else f"divergence.note.{side}"
        ),
    )
