"""The comparison as a spreadsheet (.xlsx): a summary, and tables to be sorted, filtered, worked through."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, Generic, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Stroke
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import DCTERMS_NS
from openpyxl.xml.functions import tostring

from workbench.decisions import FindingDecision
from workbench.divergence import Comparison, Divergence
from workbench.dossier.names import name_of
from workbench.dossier.reading import Finding, Pair, Reading, Side, read_comparison
from workbench.messages import translate
from workbench.sts import Standard, write_atomically

Value = str | int | float | None

_Row = TypeVar("_Row")

LONGEST = 32767
"""UTF-16 units that a cell can hold."""

SEVERITY_COLOURS = {"blocker": "8E1B3A", "major": "B4460A", "minor": "7A6200", "info": "4A5A6A"}
"""As in ``report.css``."""

_LINK, _SHADE, _RULE, _FAINT = "1A4F8B", "F2F4F7", "C4C8CE", "5A5F66"
_FONT = "Calibri"
_LINE, _TALLEST = 16.0, 409.0
"""Height of a line, and the most that a row can have, in points."""

_WIDE = 2.2
"""Width of a Chinese character, in digits."""

_A4, _A3 = 9, 8
_PERCENT, _SIGNED_PERCENT = "0%", "+0.0%;-0.0%;0.0%"
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
_CORE_PROPERTIES = "docProps/core.xml"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow."""

_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet takes for a character, such as ``_x000D_`` (ECMA-376, ST_Xstring)."""

_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def comparison_spreadsheet(
    comparison: Comparison, draft: Standard, reference: Standard, *, ui_language: str | None = None
) -> bytes:
    """The comparison as an Office Open XML workbook; the same bytes for the same comparison.

    Texts of the documents stay texts, whatever they begin with. ``ui_language`` is ``"zh"`` or ``"en"``, the
    user's where omitted.
    """
    reading = read_comparison(comparison, draft, reference, ui_language)
    # What was rejected is read in the same way, as if it stood.
    rejected = comparison.model_copy(update={"divergences": comparison.rejected})
    words = _Words(reading.ui_language, _verdicts(comparison))
    book = Workbook()
    summary = book.worksheets[0]
    summary.title = words.say("dossier.summary")
    findings = _table(book, words, "dossier.all-findings", _FINDINGS, reading.findings, paper=_A3)
    _table(book, words, "spreadsheet.limits", _LIMITS, comparison.indices)
    _table(book, words, "spreadsheet.alignment", _ALIGNMENT, reading.pairs)
    _table(
        book,
        words,
        "spreadsheet.rejected",
        _REJECTED,
        read_comparison(rejected, draft, reference, reading.ui_language).findings,
        paper=_A3,
    )
    _Summary(summary, words, comparison, reading, findings.title).write()
    book.properties.creator = "workbench"
    book.properties.title = _clean(_title(words, reading))
    return _packed(book)


def write_spreadsheet(
    path: str | os.PathLike[str],
    comparison: Comparison,
    draft: Standard,
    reference: Standard,
    *,
    ui_language: str | None = None,
) -> Path:
    """Write :func:`comparison_spreadsheet` to ``path``, the whole file or nothing; gives the path.

    Raises:
        StsError: where the file cannot be written.
    """
    target = Path(path)
    write_atomically(target, comparison_spreadsheet(comparison, draft, reference, ui_language=ui_language))
    return target


# Words


_IndexKey = tuple[str, str, str, str]


@dataclass(frozen=True)
class _Words:
    """What cells say in the user's language; ``verdicts`` and gaps of limits by provisions and values."""

    language: str
    verdicts: Mapping[_IndexKey, tuple[str, float | None]]

    def say(self, key: str, /, **values: object) -> str:
        return translate(key, self.language, **values)

    def name(self, group: str, code: str) -> str:
        return name_of(group, code, self.language) if code else ""

    def yes(self, what: bool | None) -> str:
        return "" if what is None else self.say("spreadsheet.yes" if what else "spreadsheet.no")

    def coded(self, group: str, code: str) -> str:
        return self.say("spreadsheet.code", code=code, name=self.name(group, code))

    def kind(self, category: str, sub: str) -> str:
        if not sub:
            return self.name("category", category)
        names = {"category": self.name("category", category), "sub": self.name("sub", sub)}
        return self.say("spreadsheet.kind", **names)

    def verdict(self, verdict: str) -> str:
        return self.say("spreadsheet.verdict.new") if verdict == "new" else self.name("sub", verdict)

    def parts(self, parts: Iterable[str]) -> str:
        return self.say("messages.separator").join(self.name("key", part) for part in parts)

    def decided(self, status: str | None) -> str:
        return self.say(f"spreadsheet.status.{status}") if status else ""

    def reason_type(self, decision: FindingDecision | None) -> str:
        known = decision.reason_type if decision else ""
        return self.say(f"divergence.reason-type.{known}") if known else ""

    def measured(self, found: Divergence) -> tuple[str, float | None]:
        """Verdict and gap of the limit that a finding is about."""
        for mine in found.draft:
            for theirs in found.reference:
                key = (mine, theirs, found.draft_value, found.reference_value)
                if key in self.verdicts:
                    return self.verdicts[key]
        return "", None


def _verdicts(comparison: Comparison) -> dict[_IndexKey, tuple[str, float | None]]:
    return {
        (one.draft, one.reference, one.draft_value, one.reference_value): (one.verdict, one.gap)
        for one in comparison.indices
    }


def _title(words: _Words, reading: Reading) -> str:
    return words.say(
        "dossier.title", draft=reading.draft.designation, reference=reading.reference.designation
    )


# Columns


@dataclass(frozen=True)
class _Column(Generic[_Row]):
    """A column of a table: id of its heading, width in characters, what stands in it."""

    heading: str
    width: int
    value: Callable[[_Row, _Words], Value]
    form: str = "General"


_SEVERITY = "dossier.severity"


def _texts(sides: Sequence[Side]) -> str:
    return "\n".join(f"{side.label} {side.text}".strip() for side in sides)


def _value(value: str, sides: Sequence[Side]) -> str:
    """What a side states; nothing where its evidence is the whole text, which stands beside it."""
    return "" if value in {side.text for side in sides} else value


def _clause(number: str, heading: str) -> str:
    return f"{number} {heading}".strip()


def _clauses(sides: Sequence[Side]) -> str:
    return "\n".join(dict.fromkeys(_clause(side.clause, side.heading) for side in sides))


def _folded(found: Divergence, words: _Words) -> str:
    return "\n".join(
        f"{words.kind(one.category, one.sub)} — {one.note.get(words.language, '')}".strip(" —")
        for one in found.folded
    )


def _decision(found: Divergence, attribute: str) -> str:
    return str(getattr(found.decision, attribute)) if found.decision else ""


_NAMED: tuple[_Column[Finding], ...] = (
    _Column("spreadsheet.id", 10, lambda one, _: one.divergence.id),
    _Column(_SEVERITY, 10, lambda one, _: one.severity),
    _Column("dossier.category", 14, lambda one, _: one.category),
    _Column("spreadsheet.sub", 12, lambda one, _: one.sub),
    _Column("dossier.nature", 10, lambda one, _: one.nature),
)
_SIDES: tuple[_Column[Finding], ...] = (
    _Column("spreadsheet.draft-clause", 13, lambda one, _: _clause(one.clause, one.heading)),
    _Column("spreadsheet.draft-text", 36, lambda one, _: _texts(one.draft)),
    _Column(
        "spreadsheet.reference-clause", 13,
        lambda one, _: _clause(one.reference_clause, one.reference_heading),
    ),
    _Column("spreadsheet.reference-text", 36, lambda one, _: _texts(one.reference)),
    _Column("spreadsheet.characteristic", 14, lambda one, _: one.divergence.characteristic),
    _Column("spreadsheet.draft-value", 12, lambda one, _: _value(one.draft_value, one.draft)),
    _Column(
        "spreadsheet.reference-value", 12, lambda one, _: _value(one.reference_value, one.reference)
    ),
    _Column("spreadsheet.verdict", 11, lambda one, words: words.verdict(words.measured(one.divergence)[0])),
    _Column(
        "spreadsheet.gap", 12, lambda one, words: words.measured(one.divergence)[1], form=_SIGNED_PERCENT
    ),
    _Column("spreadsheet.key-differs", 13, lambda one, words: words.parts(one.divergence.key_differs)),
    _Column("dossier.explanation", 34, lambda one, _: one.sentence),
)  # fmt: skip
_JUDGED: tuple[_Column[Finding], ...] = (
    _Column("dossier.confidence", 11, lambda one, _: one.divergence.confidence, form=_PERCENT),
    _Column("spreadsheet.needs-review", 10, lambda one, words: words.yes(one.divergence.needs_review)),
    _Column("spreadsheet.identified", 10, lambda one, words: words.yes(one.divergence.identified)),
    _Column("spreadsheet.explained", 10, lambda one, words: words.yes(one.divergence.explained)),
)
_STATUS: tuple[_Column[Finding], ...] = (
    _Column("spreadsheet.decision", 10, lambda one, say: say.decided(_decision(one.divergence, "status"))),
)  # fmt: skip
_DECIDED: tuple[_Column[Finding], ...] = (
    _Column("spreadsheet.decision-reason", 20, lambda one, _: _decision(one.divergence, "reason")),
    _Column(
        "spreadsheet.decision-type", 13, lambda one, words: words.reason_type(one.divergence.decision)
    ),
    _Column("spreadsheet.decision-by", 10, lambda one, _: _decision(one.divergence, "by")),
    _Column("spreadsheet.decision-at", 11, lambda one, _: _decision(one.divergence, "at")),
)  # fmt: skip
_FOLDED: tuple[_Column[Finding], ...] = (
    _Column("spreadsheet.folded", 24, lambda one, words: _folded(one.divergence, words)),
)

_VERDICTS: tuple[_Column[Finding], ...] = (
    _Column(
        "spreadsheet.verdicts", 24, lambda one, _: "\n".join(f"{name}: {note}" for name, note in one.verdicts)
    ),
)

_FINDINGS = (*_NAMED, *_SIDES, *_JUDGED, *_VERDICTS, *_STATUS, *_DECIDED, *_FOLDED)
_REJECTED = (*_NAMED, *_DECIDED, *_SIDES, *_JUDGED, *_FOLDED)

# The items of Comparison.indices.
_LIMITS: tuple[_Column[Any], ...] = (
    _Column("spreadsheet.characteristic", 26, lambda one, _: one.characteristic),
    _Column("spreadsheet.item", 16, lambda one, _: one.item),
    _Column("spreadsheet.draft-clause", 9, lambda one, _: one.clause),
    _Column("spreadsheet.draft-value", 20, lambda one, _: one.draft_value),
    _Column("spreadsheet.reference-value", 20, lambda one, _: one.reference_value),
    _Column("spreadsheet.reference-clause", 10, lambda one, _: one.reference_clause),
    _Column("spreadsheet.verdict", 14, lambda one, words: words.verdict(one.verdict)),
    _Column("spreadsheet.gap", 14, lambda one, _: one.gap, form=_SIGNED_PERCENT),
    _Column("spreadsheet.key-differs", 16, lambda one, words: words.parts(one.key_differs)),
    _Column("spreadsheet.better", 11, lambda one, words: words.yes(one.better)),
    _Column("spreadsheet.draft-method", 20, lambda one, _: one.draft_method),
    _Column("spreadsheet.reference-method", 20, lambda one, _: one.reference_method),
    _Column("spreadsheet.safety", 12, lambda one, words: words.yes(one.safety)),
    _Column("spreadsheet.core", 9, lambda one, words: words.yes(one.core)),
)

_ALIGNMENT: tuple[_Column[Pair], ...] = (
    _Column("dossier.number", 7, lambda one, _: one.number + 1),
    _Column("dossier.relation", 14, lambda one, _: one.relation),
    _Column("spreadsheet.draft-clause", 16, lambda one, _: _clauses(one.draft)),
    _Column("spreadsheet.draft-text", 50, lambda one, _: _texts(one.draft)),
    _Column("spreadsheet.reference-clause", 16, lambda one, _: _clauses(one.reference)),
    _Column("spreadsheet.reference-text", 50, lambda one, _: _texts(one.reference)),
    _Column("spreadsheet.moved", 9, lambda one, words: words.yes(one.link.moved)),
    _Column("spreadsheet.weak", 9, lambda one, words: words.yes(one.link.weak)),
    _Column("spreadsheet.link-decision", 11, lambda one, words: words.decided(one.link.decision)),
    _Column("dossier.score", 9, lambda one, _: one.link.score, form=_PERCENT),
    _Column("dossier.all-findings", 14, lambda one, _: "\n".join(found.id for found in one.findings)),
)


# Sheets


def _table(
    book: Workbook,
    words: _Words,
    title: str,
    columns: Sequence[_Column[_Row]],
    rows: Iterable[_Row],
    *,
    paper: int = _A4,
) -> Worksheet:
    sheet: Worksheet = book.create_sheet(words.say(title))
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        _head(_put(sheet, 1, number, words.say(column.heading)))
    place = 1
    for place, row in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            cell = _put(sheet, place, number, column.value(row, words))
            cell.border = _line()
            cell.number_format = column.form
            if column.heading == _SEVERITY and isinstance(row, Finding):
                _colour(cell, row.divergence.severity)
        if isinstance(row, Finding):
            sheet.cell(place, 1).border = _edge(row.divergence.severity)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{place}"
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    _fit_rows(sheet)
    _for_print(sheet, words, paper)
    return sheet


@dataclass
class _Summary:
    """The first sheet: three columns, one block below the other."""

    sheet: Worksheet
    words: _Words
    comparison: Comparison
    reading: Reading
    findings: str
    row: int = 0

    def write(self) -> None:
        """Write all blocks."""
        say = self.words.say
        for letter, width in (("A", 34), ("B", 58), ("C", 70)):
            self.sheet.column_dimensions[letter].width = width
        title = self._line(_title(self.words, self.reading))[0]
        title.font = _font(bold=True, size=14)
        title.alignment = Alignment(vertical="top")  # over the columns beside it
        self._identity()
        self._degree()
        self._steps()
        for heading, counts in (
            ("dossier.by-severity", self.reading.severities),
            ("dossier.by-category", self.reading.categories),
        ):
            self._block(heading, "spreadsheet.number")
            for count in counts:
                label = self._line(count.name, count.number)[0]
                if heading == "dossier.by-severity":
                    _colour(label, count.code)
            if heading == "dossier.by-severity":
                self._line(say("dossier.all"), len(self.reading.findings))
        self._for_a_person()
        for purpose in self.reading.purposes:
            self.row += 1
            for cell in self._line(purpose.title, "", ""):
                _head(cell)
            self._line(say("spreadsheet.conclusion"), purpose.conclusion)
            for name, state, sentence in purpose.gates:
                self._line(name, say(f"dossier.gate.{state}"), sentence)
        self._top()
        self.row += 1
        encoders = say("messages.separator").join(self.reading.encoders) or say("dossier.no-encoder")
        note = self._line(say("dossier.note", encoders=encoders))[0]
        note.font = _font(color=_FAINT, italic=True)
        note.alignment = Alignment(vertical="top")
        _fit_rows(self.sheet)
        _for_print(self.sheet, self.words, _A4)

    def _line(self, *values: Value) -> list[Cell]:
        self.row += 1
        cells = [_put(self.sheet, self.row, number, value) for number, value in enumerate(values, start=1)]
        for cell, value in zip(cells, values, strict=True):
            if not isinstance(value, str):
                cell.alignment = _top_of_cell("left", 0)  # numbers under and beside words
        return cells

    def _block(self, *headings: str) -> None:
        self.row += 1
        for cell in self._line(*(self.words.say(heading) if heading else "" for heading in headings)):
            _head(cell)

    def _identity(self) -> None:
        draft, reference = self.reading.draft, self.reading.reference
        self._block("", "dossier.draft", "dossier.reference")
        for heading, attribute in (
            ("designation", "designation"),
            ("name", "title"),
            ("language", "language"),
            ("file", "path"),
            ("provisions", "provisions"),
        ):
            values = (getattr(document, attribute) for document in (draft, reference))
            self._line(self.words.say(f"dossier.{heading}"), *values)

    def _degree(self) -> None:
        words, degree, claimed = self.words, self.comparison.degree, self.comparison.claimed
        self.row += 1
        for cell in self._line(words.say("dossier.degree"), words.coded("degree", degree), ""):
            _head(cell)
        self._line(
            words.say("spreadsheet.reason"), self.reading.degree_reason or words.say("dossier.no-reason")
        )
        claim = words.coded("degree", claimed) if claimed else words.say("spreadsheet.claims-none")
        self._line(words.say("spreadsheet.claimed"), claim)

    def _steps(self) -> None:
        if not self.comparison.steps:
            return
        self._block("spreadsheet.steps", "spreadsheet.step", "dossier.all-findings")
        for number, step in enumerate(self.comparison.steps, start=1):
            self._line(number, step.note.get(self.words.language, ""), len(step.findings) or None)

    def _for_a_person(self) -> None:
        comparison, say = self.comparison, self.words.say
        self._block("spreadsheet.for-a-person", "spreadsheet.number", "")
        unsure = sum(found.needs_review for found in comparison.divergences)
        stale = len(comparison.stale_findings) + len(comparison.stale_decisions)
        self._line(say("spreadsheet.count-review"), unsure)
        self._line(say("spreadsheet.count-rejected"), len(comparison.rejected))
        self._line(say("spreadsheet.count-stale"), stale)
        cited = say("messages.separator").join(comparison.unavailable)
        self._line(say("spreadsheet.unavailable"), len(comparison.unavailable), cited)

    def _top(self) -> None:
        self._block("dossier.top", "spreadsheet.what", "dossier.explanation")
        rows = {finding.divergence.id: row for row, finding in enumerate(self.reading.findings, start=2)}
        for finding in self.reading.top:
            found = finding.divergence
            place = finding.clause or finding.reference_clause
            what = f"{place} {self.words.kind(found.category, found.sub)}".strip()
            graded = self.words.say("dossier.labelled", name=finding.severity, value=what)
            cells = self._line(found.id, f"{graded}\n{found.characteristic}".strip(), finding.sentence)
            for cell in cells:
                cell.border = _line()
            cells[0].border = _edge(found.severity)
            cells[0].hyperlink = Hyperlink(ref="", location=f"'{self.findings}'!A{rows[found.id]}")
            cells[0].font = _font(color=_LINK, underline="single")


def _fit_rows(sheet: Worksheet) -> None:
    """Make rows as high as their texts need. Not every program does so by itself when it opens a file."""
    widths = [
        sheet.column_dimensions[get_column_letter(number + 1)].width for number in range(sheet.max_column)
    ]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        lines = max(
            _lines(cell.value, width) if isinstance(cell.value, str) and cell.alignment.wrap_text else 1
            for cell, width in zip(row, widths, strict=True)
        )
        size = max(cell.font.size or 11 for cell in row)
        sheet.row_dimensions[number].height = min(lines * _LINE * size / 11 + 3, _TALLEST)


def _lines(text: str, width: float) -> int:
    """About how many lines ``text`` takes in a column of ``width`` digits."""
    room = max(width - 0.5, 1)
    most = int(_TALLEST / _LINE) + 1
    lines = 0
    for paragraph in text.split("\n")[:most]:
        shown = paragraph[: int(room * most)]
        wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in shown)
        lines += max(1, ceil((len(shown) - wide + _WIDE * wide) / room))
    return min(lines, most)


def _for_print(sheet: Worksheet, words: _Words, paper: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    footer = sheet.oddFooter
    assert footer is not None
    footer.left.text = "&A"
    footer.right.text = words.say("spreadsheet.pages", page="&P", pages="&N")


# Cells


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write ``value`` into a cell: a number as a number, a text as a text whatever it looks like."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # not one of several that were merged: none are
    if not isinstance(value, str):
        cell.value = value
        cell.alignment = _top_of_cell(None, 0)
        return cell
    text = _clean(value)
    if text:
        cell.value = text
        cell.data_type = "s"  # openpyxl would make a formula or an error of some
        cell.quotePrefix = text.startswith(_LIKE_A_FORMULA)
    right_to_left = _runs_from_the_right(text)
    cell.alignment = _top_of_cell("right" if right_to_left else None, 2 if right_to_left else 0)
    return cell


def _clean(text: str) -> str:
    """``text`` as a cell can hold it; what is cut off is shown by an ellipsis."""
    text = _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _runs_from_the_right(text: str) -> bool:
    """Whether most letters of ``text`` are of a script that is written from right to left."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def _font(**more: Any) -> Font:
    return Font(name=_FONT, size=more.pop("size", 11), **more)


def _head(cell: Cell) -> None:
    cell.font = _font(bold=True)
    cell.fill = PatternFill("solid", fgColor=_SHADE)
    cell.border = Border(bottom=Stroke(style="medium", color=_FAINT))


def _colour(cell: Cell, severity: str) -> None:
    colour = SEVERITY_COLOURS.get(severity, _FAINT)
    cell.font = _font(bold=True, color="FFFFFF" if severity == "blocker" else colour)
    if severity == "blocker":
        cell.fill = PatternFill("solid", fgColor=colour)


@cache
def _top_of_cell(horizontal: str | None, reading_order: int) -> Alignment:
    return Alignment(horizontal=horizontal, vertical="top", wrap_text=True, readingOrder=reading_order)


@cache
def _line() -> Border:
    rule = Stroke(style="thin", color=_RULE)
    return Border(bottom=rule, right=rule)


@cache
def _edge(severity: str) -> Border:
    rule = Stroke(style="thin", color=_RULE)
    edge = Stroke(style="thick", color=SEVERITY_COLOURS.get(severity, _FAINT))
    return Border(bottom=rule, right=rule, left=edge)


# The file


def _packed(book: Workbook) -> bytes:
    """The workbook's bytes without any time of day: openpyxl writes that of saving, in two places."""
    saved, packed = BytesIO(), BytesIO()
    book.save(saved)
    properties = book.properties.to_tree()
    for node in [node for node in properties if node.tag.startswith(f"{{{DCTERMS_NS}}}")]:
        properties.remove(node)
    with ZipFile(saved) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _ENTRY_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, tostring(properties) if name == _CORE_PROPERTIES else source.read(name))
    return packed.getvalue()
