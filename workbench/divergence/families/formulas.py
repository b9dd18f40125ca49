"""Formulas (FM): other constants in corresponding formulas."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.languages import read_cell
from workbench.messages import Message
from workbench.sts import ProvisionKind

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u2009]\d{3})*(?:[.,]\d+)?")
_UNIT_FACTORS = frozenset({"1", "6", "36", "24", "864", "144"})
"""Significant digits of the factors between units: 10, 60, 3 600, 24, 86 400, 1 440."""

_SUM = re.compile(r"(?<=[\w)\]}])\s?[+−–-]\s?(?=[\w(\[{])")
_ENTRY_END = re.compile(r"[;；]")
_ONE_OVER = re.compile(r"(?<![\w.,/)])1\s?/")
_SPACES = str.maketrans("", "", " \u00a0\u2009")


def find(context: Context) -> Iterator[Finding]:
    """One finding where the constants of two corresponding formulas differ.

    Symbols differ by language and house style and say nothing by themselves.
    """
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if len(units) != 2 or any(unit.provision.kind is not ProvisionKind.FORMULA for unit in units):
            continue
        lines = [_line(unit) for unit in units]
        if _terms(lines[0]) != _terms(lines[1]):
            yield Finding(
                category="FM",
                sub="structure",
                rule="formula-terms",
                confidence=0.7,
                draft=pair.draft,
                reference=pair.reference,
                characteristic=pair.draft[0].provision.heading,
                draft_value=lines[0],
                reference_value=lines[1],
                message=Message("divergence.note.FM.structure", {"draft": lines[0], "reference": lines[1]}),
            )
            continue
        constants = [_constants(line) for line in lines]
        if constants[0] != constants[1] and not (_other_units(*units) and _only_units_differ(*constants)):
            values = [
                ", ".join(f"{value:f}" for value in sorted((one - other).elements()))
                for one, other in (constants, constants[::-1])
            ]
            yield Finding(
                category="FM",
                sub="constant",
                rule="formula-constants",
                confidence=0.7,
                draft=pair.draft,
                reference=pair.reference,
                characteristic=pair.draft[0].provision.heading,
                draft_value=values[0],
                reference_value=values[1],
                message=Message("divergence.note.FM", {"draft": lines[0], "reference": lines[1]}),
            )


def _terms(line: str) -> int:
    """How many terms are added or subtracted: with one more it is another formula, whatever its symbols."""
    return len(_SUM.findall(line))


def _other_units(draft: Unit, reference: Unit) -> bool:
    """Whether the keys of both formulas name units, and not the same ones."""
    mine, theirs = _units(draft), _units(reference)
    return bool(mine) and bool(theirs) and mine != theirs


def _units(unit: Unit) -> set[str]:
    """The units (UCUM) that the key to a formula's symbols names: "(mm)", "in metres"."""
    units = set()
    for entry in _ENTRY_END.split(unit.text)[1:]:
        read_as = read_cell("1", unit.language, (entry.strip(" .。"),)).quantities
        units |= {quantity.unit_ucum for quantity in read_as if quantity.unit and quantity.unit_ucum}
    return units


def _only_units_differ(one: Counter[Decimal], other: Counter[Decimal]) -> bool:
    """Whether the one constant that differs does so by a factor between units: 60 and 3 600, 1 and 1 000."""
    mine, theirs = list((one - other).elements()), list((other - one).elements())
    if len(mine) > 1 or len(theirs) > 1:
        return False
    first, second = mine[0] if mine else Decimal(1), theirs[0] if theirs else Decimal(1)
    if not first or not second:
        return False
    ratio = max(first / second, second / first)
    digits = "".join(map(str, ratio.normalize().as_tuple().digits))
    return digits in _UNIT_FACTORS


def _line(unit: Unit) -> str:
    """The formula itself on one line, without the key to its symbols."""
    return unit.provision.standard.reader.read(unit.provision.element, skip=frozenset()).text


def _constants(line: str) -> Counter[Decimal]:
    """The numbers of a formula but for a 1 above a fraction line: 1/n of a sum is the sum over n."""
    line = _ONE_OVER.sub("/", line)
    numbers = (found.translate(_SPACES).replace(",", ".") for found in _NUMBER.findall(line))
    return Counter(Decimal(number).normalize() for number in numbers)
