"""Requirements that nobody can test, and indices that have to be offered as classes.

ISO/IEC Directives Part 2, 5.5, and GB/T 1.1-2020, 5.3: only what can be verified is required.
"""

from collections.abc import Iterator

from workbench.divergence.methods import regulates_product
from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import UpgradeStep
from workbench.divergence.upgrading.rules.chapters import doomed
from workbench.sts import ProvisionKind

_REQUIRED = 4
"""Strength of a requirement (:class:`workbench.languages.Form`)."""


def find(draft: Draft) -> Iterator[UpgradeStep]:
    """One step for each clause with a value that is required and for which no test method was found."""
    gone = doomed(draft)
    seen: set[str] = set()
    for unit in draft.speaking():
        number = unit.provision.clause_number
        plain = unit.group == "text" and regulates_product(unit) and unit.role not in ("scope", "terms")
        if not plain or number in seen or (unit.chapter and unit.chapter.number in gone):
            continue
        values = [
            quantity
            for reading in unit.readings
            for quantity in reading.quantities
            if quantity.unit and (reading.form.strength == _REQUIRED or quantity.role == "limit")
        ]
        if not values or unit.provision.kind is ProvisionKind.NOTE:
            continue
        if not draft.methods.of(unit) and not unit.found:
            seen.add(number)
            yield draft.step(
                "no-method", "burden", unit, source="ISO/IEC Directives Part 2, 5.5; GB/T 1.1—2020"
            )
