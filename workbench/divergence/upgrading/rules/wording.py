"""Words that drafting rules do not allow, and units outside of the SI.

GB/T 1.1-2020, annex C, and ISO/IEC Directives Part 2, clause 7 (verbal forms), 9.3 and annex B (units).
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from workbench.alignment import PlacedQuantity, Unit
from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import Change, UpgradeStep
from workbench.divergence.upgrading.rules.chapters import doomed
from workbench.languages import Form, to_base
from workbench.resources import read_data


@cache
def _data() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = read_data("workbench.divergence", "data", "upgrading.yaml")
    return data


def find(draft: Draft) -> Iterator[UpgradeStep]:
    """One step for each verb that is not allowed and each value in an old unit."""
    gone = doomed(draft)
    for unit in draft.speaking():
        if unit.chapter and unit.chapter.number in gone:
            continue
        yield from _verbs(draft, unit)
        yield from (
            step for placed in unit.quantities if (step := _old_unit(draft, unit, placed)) is not None
        )


def _verbs(draft: Draft, unit: Unit) -> Iterator[UpgradeStep]:
    language = unit.language.split("-")[0]
    for reading in unit.readings:
        for mark in reading.forms:
            if mark.form is not Form.FORBIDDEN or reading.text != unit.text:
                continue
            start, end = mark.span
            words = unit.text[start:end]
            right = _data()["verbs"].get(f"{language} {words}", "")
            new = unit.text[:start] + right + unit.text[end:]
            change = Change(kind="text", target=unit.id, old=unit.text, new=new)
            yield draft.step(
                "verb", "blocker", unit, source="GB/T 1.1—2020, annex C; ISO/IEC Directives Part 2, 7",
                changes=(change,) if right else (), words=words, right=right or "应 / shall",
            )  # fmt: skip


def _old_unit(draft: Draft, unit: Unit, placed: PlacedQuantity) -> UpgradeStep | None:
    limit = placed.limit
    row = _data()["units"].get(limit.unit_ucum or "")
    if row is None or limit.unit_span is None:
        return None
    written, factor = row.split()[0], Fraction(row.split()[1])
    start, end = (offset + placed.offset for offset in limit.unit_span)
    numbers = [bound for bound in (limit.lo, limit.hi) if bound is not None]
    if len(set(numbers)) != 1 or limit.shape == "tolerance" or not to_base(limit)[2]:
        return draft.step("unit", "burden", unit, source="ISO 80000-1", words=limit.unit, right=written)
    value = numbers[0]
    converted = _rounded(Fraction(value) * factor, value)
    before = unit.text[placed.span[0] : start]
    digits = next((text for text in _spellings(value) if text in before), "")
    if not digits:
        return draft.step("unit", "burden", unit, source="ISO 80000-1", words=limit.unit, right=written)
    place = placed.span[0] + before.rindex(digits)
    text = converted.replace(".", ",") if "," in digits else converted
    new = unit.text[:place] + text + unit.text[place + len(digits) : start] + written + unit.text[end:]
    return draft.step(
        "unit", "burden", unit, source="ISO 80000-1",
        changes=(Change(kind="text", target=unit.id, old=unit.text, new=new),),
        words=f"{digits} {limit.unit}", right=f"{text} {written}",
    )  # fmt: skip


def _spellings(value: Decimal) -> tuple[str, ...]:
    plain = f"{value:f}"
    return plain, plain.replace(".", ",")


def _rounded(value: Fraction, stated: Decimal) -> str:
    """A converted value with as many significant digits as the stated one has, two at least."""
    digits = max(2, len(stated.normalize().as_tuple().digits))
    return f"{Decimal(f'{float(value):.{digits}g}'):f}"
