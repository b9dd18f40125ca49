"""Rows of correspondences: the shipped registry and the user's own files."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench import userdata
from workbench.designations._data import EQUIVALENCES, remembered, shipped_text
from workbench.designations._errors import DesignationDataError
from workbench.designations._schema import (
    EquivalencesFile,
    ValueProblemError,
    checked,
    date,
    text_of,
)
from workbench.designations.model import Degree, Designation
from workbench.designations.parsing import degree_of, parse
from workbench.messages import UserError
from workbench.resources import line_of

_KIND = "equivalences"
_CSV = ".csv"
_YAML = (".yaml", ".yml")
_COLUMNS = ("national", "international", "degree", "source", "as_of")
_SIDES = _COLUMNS[:2]
_DELIMITERS = (",", ";", "\t")
# Excel says the delimiter in a first line of its own, where it is not the computer's.
_EXCEL_HINT = "sep="
_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class KnownEquivalence:
    """One row: that a national standard corresponds to an international one, who says so, and when.

    ``source`` is the name of the source, ``as_of`` the ISO 8601 date (year, month or day) of what it says.
    ``own`` says that the row is the user's.
    """

    national: Designation
    international: Designation
    degree: Degree
    source: str
    as_of: str
    own: bool = False


@remembered
def known_equivalences() -> tuple[KnownEquivalence, ...]:
    """All rows, the user's first.

    Raises:
        DesignationDataError: if the shipped registry is broken. A broken file of the user's is left out.
    """
    own: list[KnownEquivalence] = []
    for file in userdata.user_files(_KIND, _CSV, *_YAML):
        try:
            own += load_equivalences(file)
        except UserError as problem:
            userdata.leave_out(file, problem)
    return (*own, *_from_yaml(shipped_text(EQUIVALENCES), EQUIVALENCES, own=False))


def load_equivalences(path: Path | str) -> tuple[KnownEquivalence, ...]:
    """The rows of a file of the user's, CSV or YAML by the end of its name.

    A CSV file has the columns ``national``, ``international``, ``degree``, ``source`` and ``as_of``, in any
    order, others are passed over; it may come from a spreadsheet: with semicolons or tabs, in UTF-8, UTF-16
    or a Chinese code page (GB 18030). A YAML file is written as the shipped ``equivalences.yaml``.

    Raises:
        DesignationDataError: naming the file, the line, what is wrong and what to do.
    """
    file = Path(path)
    if file.suffix.lower() == _CSV:
        return tuple(_from_csv(_table_text(file), str(file)))
    return tuple(_from_yaml(text_of(file), str(file), own=True))


def _from_yaml(text: str, file: str, *, own: bool) -> Iterator[KnownEquivalence]:
    page = checked(EquivalencesFile, text, file)
    for index, row in enumerate(page.equivalences):
        try:
            source = page.sources.get(row.source)
            as_of = row.as_of or (source.as_of if source else "")
            if not as_of:
                raise ValueProblemError("no-date", source=row.source)
            yield _row(row.model_dump() | {"as_of": as_of}, own=own)
        except ValueProblemError as problem:
            line = line_of(text, (_KIND, index))
            raise _error(file, line, problem) from problem


def _from_csv(text: str, file: str) -> Iterator[KnownEquivalence]:
    lines = text.splitlines(keepends=True)
    skipped = int(bool(lines) and lines[0].lower().startswith(_EXCEL_HINT))
    header = lines[skipped] if len(lines) > skipped else ""
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO("".join(lines[skipped:]), newline=""), delimiter=delimiter)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        missing = [name for name in _COLUMNS if name not in names]
        if missing:
            raise ValueProblemError("missing-columns", missing=", ".join(missing), columns=",".join(_COLUMNS))
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names):
                raise ValueProblemError("too-many-cells", cells=len(cells), columns=len(names))
            row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            yield _row({name: row.get(name, "") for name in _COLUMNS}, own=True)
    except csv.Error as problem:
        raise _error(
            file, reader.line_num + skipped, ValueProblemError("bad-csv", problem=str(problem))
        ) from problem
    except ValueProblemError as problem:
        raise _error(file, max(reader.line_num, 1) + skipped, problem) from problem


def _row(row: dict[str, str], *, own: bool) -> KnownEquivalence:
    """One row, read.

    Raises:
        ValueProblemError: if a cell is empty or says what cannot be read.
    """
    empty = [name for name in _COLUMNS if not row[name]]
    if empty:
        raise ValueProblemError("empty-cells", names=", ".join(empty))
    sides: list[Designation] = []
    for name in _SIDES:
        designation = parse(row[name])
        if designation is None:
            raise ValueProblemError("unreadable-designation", column=name, text=row[name])
        sides.append(designation)
    if sides[0].key == sides[1].key:
        raise ValueProblemError("same-designation", text=row[_SIDES[0]])
    degree = degree_of(row["degree"]) or degree_of(row["degree"].upper())
    if degree is None:
        raise ValueProblemError("unknown-degree", text=row["degree"])
    return KnownEquivalence(sides[0], sides[1], degree, row["source"], date(row["as_of"]), own)


def _error(file: str, line: int, problem: ValueProblemError) -> DesignationDataError:
    return DesignationDataError("designations.bad-row", file=file, line=line, problem=problem.message)


def _table_text(file: Path) -> str:
    """The text of a table that a spreadsheet may have saved in any of its encodings.

    Raises:
        DesignationDataError: if the file cannot be read or is in none of them.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = error.strerror or str(error)
        raise DesignationDataError("designations.unreadable", file=str(file), problem=problem) from error
    marked = next((name for mark, name in _ENCODINGS.items() if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DesignationDataError("designations.unknown-encoding", file=str(file))
