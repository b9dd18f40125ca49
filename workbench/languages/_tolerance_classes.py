"""Tolerance classes by lookup: what js12 or H7 allows at a nominal size (ISO 286-1)."""

from decimal import Decimal
from functools import cache
from importlib.resources import files

from workbench.languages._schema import ToleranceClassesFile, checked


@cache
def _table() -> ToleranceClassesFile:
    file = files("workbench.languages") / "data" / "tolerance-classes.yaml"
    return checked(ToleranceClassesFile, file.read_text(encoding="utf-8"), "tolerance-classes.yaml")


def limits_of_class(nominal: Decimal, letter: str, grade: int) -> tuple[Decimal, Decimal] | None:
    """Lower and upper limit deviation in mm of a class such as ``js12`` or ``H7``.

    Args:
        nominal: nominal size in mm.
        letter: fundamental deviation, small for shafts and capital for holes.
        grade: number of the standard tolerance grade.

    Returns:
        ``None`` where the table does not hold the class or the size (ISO 286-1:2010, tables 1 to 5).
    """
    table = _table()
    row = _row(nominal, table.sizes)
    widths = table.grades.get(grade)
    if row is None or widths is None:
        return None
    width = widths[row]
    if letter in ("js", "JS"):
        return -width / 2000, width / 2000
    hole = letter.isupper()
    offsets = table.shafts.get(letter.lower())
    if offsets is None or (hole and letter.lower() not in table.holes):
        return None
    offset = offsets[row]
    # The deviation nearest to the zero line: of shafts a to h the upper, of the others the lower one.
    upper = offset if letter.lower() in table.holes else offset + width
    if hole:
        return -upper / 1000, (width - upper) / 1000
    return (upper - width) / 1000, upper / 1000


def _row(nominal: Decimal, sizes: tuple[int, ...]) -> int | None:
    """Which range of sizes ``nominal`` is in: each goes up to and includes its bound."""
    if nominal <= 0:
        return None
    return next((index for index, bound in enumerate(sizes) if nominal <= bound), None)
