"""Formulas (FM): corresponding formulas that are not the same but for the names of their symbols, and symbols
that stand for opposite things."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workbench.alignment import Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.expressions import factor_between
from workbench.divergence.finding import Finding
from workbench.divergence.opposites import Opposition, opposites_between
from workbench.divergence.vocabulary import in_words
from workbench.languages import Span, read_cell
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import ProvisionKind

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0\u2009]\d{3})*(?:[.,]\d+(?:[ \u00a0\u2009]\d{1,3})*)?")
_UNIT_FACTORS = frozenset({"1", "6", "36", "24", "864", "144"})
"""Significant digits of the factors between units: 10, 60, 3 600, 24, 86 400, 1 440."""

_RULES = {
    "structure": "formula-terms",
    "constant": "formula-constants",
    "variable": "formula-variable",
}
_SUM = re.compile(r"(?<=[\w)\]}])\s?[+−–-]\s?(?=[\w(\[{])")
_ENTRY_END = re.compile(r"[;；]")
_INDEXED = re.compile(
    r"(?<![^\W\d_\u4e00-\u9fff])[^\W\d_\u4e00-\u9fff]_?([\d₀-₉]{1,4}|[ₐ-ₜᵢ-ᵪⱼ]{1,4})(?![^\W\u4e00-\u9fff]|[.,])"
)
"""A symbol with its index."""
_ONE_OVER = re.compile(r"(?<![\w.,/)])1\s?/")
_SPACES = str.maketrans("", "", " \u00a0\u2009")


def find(context: Context) -> Iterator[Finding]:
    """One finding where two corresponding formulas are not the same but for the names of their symbols, and
    one where corresponding symbols stand for other things.
    """
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if len(units) == 2:
            yield from _variable(pair)
        if len(units) != 2 or any(unit.provision.kind is not ProvisionKind.FORMULA for unit in units):
            continue
        lines = [_line(unit) for unit in units]
        constants = [_constants(line) for line in lines]
        sub = _difference(units, lines, constants)
        if not sub and context.is_translation and constants[0] != constants[1] and _are_alike(lines):
            sub = "constant"  # a translation keeps the units of the symbols
        if sub == "constant":
            said = [
                ", ".join(f"{value:f}" for value in sorted((one - other).elements()))
                for one, other in (constants, constants[::-1])
            ]
            yield _finding(pair, sub, said, Message("divergence.note.FM", _named(lines)))
        elif sub:
            yield _finding(pair, sub, lines, Message("divergence.note.FM.structure", _named(lines)))


def _variable(pair: Pair) -> Iterator[Finding]:
    """Where a symbol stands for the mean of something, and the other one for the largest of it."""
    units = pair.draft[0], pair.reference[0]
    if all(mentions("symbol-entry", unit.text, unit.language) for unit in units):
        opposite = opposites_between(*units)
    elif all(mentions("formula-key", unit.text, unit.language) for unit in units):
        opposite = _opposite_entries(*units)
    else:
        return
    if opposite:
        said = [in_words(side) for side in opposite]
        message = Message("divergence.note.FM.variable", {"draft": said[0], "reference": said[1]})
        yield _finding(pair, "variable", said, message).but(
            draft_evidence=opposite[0], reference_evidence=opposite[1]
        )


def _opposite_entries(draft: Unit, reference: Unit) -> Opposition | None:
    """The first opposition between what two keys say of symbols with one index, or of the only other ones.

    Not that of states: m₀ may be the mass before drying in one formula, and m₁ in the other.
    """
    mine, theirs = _entries(draft.text), _entries(reference.text)
    left = [list(mine.keys() - theirs.keys()), list(theirs.keys() - mine.keys())]
    pairs = [(index, index) for index in mine if index in theirs]
    if [len(side) for side in left] == [1, 1]:
        pairs.append((left[0][0], left[1][0]))
    elif any(left):
        return None
    found = (
        opposites_between(draft, reference, states=False, within=(mine[here], theirs[there]))
        for here, there in pairs
    )
    return next(filter(None, found), None)


def _entries(text: str) -> dict[str, Span]:
    """Where a key to symbols explains each that has an index, by its index: W₀ of one, E₀ of the other."""
    symbols = list(_INDEXED.finditer(text))
    found: dict[str, Span] = {}
    for place, symbol in enumerate(symbols):
        end = symbols[place + 1].start() if place + 1 < len(symbols) else len(text)
        index = unicodedata.normalize("NFKC", symbol[1])
        found[index] = (symbol.start(), end) if index not in found else (0, 0)
    return {index: span for index, span in found.items() if span != (0, 0)}


def _difference(units: Sequence[Unit], lines: Sequence[str], constants: Sequence[Counter[Decimal]]) -> str:
    """How two formulas differ: ``structure``, ``constant``, or ``""`` where they do not."""
    if lines[0] == lines[1]:
        return ""
    try:
        factor = factor_between(*lines)
    except ValueError:
        # A sum or a root: what is written down is compared.
        if _terms(lines[0]) != _terms(lines[1]):
            return "structure"
        only_units = _only_units_differ(*constants) and _may_be_in_other_units(units)
        return "" if constants[0] == constants[1] or only_units else "constant"
    if factor is not None:
        is_of_units = _is_of_units(factor) and _may_be_in_other_units(units)
        if math.isclose(factor, 1) or is_of_units:
            return ""
    other_terms = _terms(lines[0]) != _terms(lines[1])
    return "structure" if other_terms or constants[0] == constants[1] else "constant"


def _are_alike(lines: Sequence[str]) -> bool:
    """Whether two formulas are written with the same symbols and signs but for their numbers."""
    bare = [_NUMBER.sub("", line).translate(_SPACES) for line in lines]
    return bare[0] == bare[1]


def _may_be_in_other_units(units: Sequence[Unit]) -> bool:
    """Whether the keys of two formulas do not say that their symbols are in the same units."""
    mine, theirs = map(_units, units)
    return not mine or mine != theirs


def _named(lines: Sequence[str]) -> dict[str, str]:
    return {"draft": lines[0], "reference": lines[1]}


def _finding(pair: Pair, sub: str, values: Sequence[str], message: Message) -> Finding:
    return Finding(
        category="FM",
        sub=sub,
        rule=_RULES[sub],
        confidence=0.7,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        draft_value=values[0],
        reference_value=values[1],
        message=message,
    )


def _terms(line: str) -> int:
    """How many terms are added or subtracted: with one more it is another formula, whatever its symbols."""
    return len(_SUM.findall(line))


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
    return _is_of_units(float(first / second))


def _is_of_units(factor: float) -> bool:
    """Whether a factor, or one over it, is one between units."""
    digits = f"{max(factor, 1 / factor):.8e}".partition("e")[0].replace(".", "").rstrip("0")
    return digits in _UNIT_FACTORS


def _line(unit: Unit) -> str:
    """The formula itself on one line, without the key to its symbols."""
    return unit.provision.standard.reader.read(unit.provision.element, skip=frozenset()).text


def _constants(line: str) -> Counter[Decimal]:
    """The numbers of a formula but for a 1 above a fraction line: 1/n of a sum is the sum over n."""
    line = _ONE_OVER.sub("/", line)
    numbers = (found.translate(_SPACES).replace(",", ".") for found in _NUMBER.findall(line))
    return Counter(Decimal(number).normalize() for number in numbers)
