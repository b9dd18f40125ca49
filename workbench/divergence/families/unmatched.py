"""Provisions that only one document has: added (AD), missing (MI), and what follows from them: conformity
assessment (CA) and exclusions from the scope (SC)."""

from collections.abc import Iterator
from typing import Literal

from workbench.alignment import Unit, leads
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.lexicon import mentions
from workbench.languages import Form
from workbench.messages import Message
from workbench.sts import ProvisionKind

Side = Literal["AD", "MI"]

_BINDING = 1
"""Least strength of a verbal form, and of an instruction, from which a provision counts as one."""


def find(context: Context) -> Iterator[Finding]:
    """One finding for each provision without counterpart that an expert would list."""
    for side, units in (("AD", context.added), ("MI", context.missing)):
        absent = {unit.index for unit in units}
        everything = context.alignment.draft if side == "AD" else context.alignment.reference
        introduced = leads(everything)
        for unit in units:
            if introduced.get(unit.index) in absent or not _counts(context, unit):
                continue  # items of a list that is absent as a whole are told with its lead-in
            yield from _findings(context, unit, "AD" if side == "AD" else "MI")


def _counts(context: Context, unit: Unit) -> bool:
    """Whether the text carries a requirement, recommendation, permission, definition, scope or reference."""
    provision = unit.provision
    if not context.speaks(unit):
        return False
    if provision.kind in (ProvisionKind.REFERENCE, ProvisionKind.TERM, ProvisionKind.DEFINITION):
        return provision.normative
    if provision.kind in (ProvisionKind.NOTE, ProvisionKind.EXAMPLE) and not provision.normative:
        return False
    if not provision.normative and not any(r.form.strength >= 3 for r in unit.readings):
        return False
    if context.role(unit) == "scope":
        return True
    if context.role(unit) in ("references", "terms"):
        return False  # the sentences that introduce the lists
    if provision.kind in (ProvisionKind.ROW, ProvisionKind.LIST_ITEM, ProvisionKind.FORMULA):
        return True
    return any(_binds(reading.form, bool(reading.limits)) for reading in unit.readings)


def _binds(form: Form, has_limits: bool) -> bool:
    return form.strength >= _BINDING or has_limits


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
    if context.role(unit) == "scope":
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
