import re
import time
import zipfile
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from workbench import sts
from workbench.decisions import FindingDecision
from workbench.divergence import Comparison
from workbench.dossier import comparison_spreadsheet, write_spreadsheet
from workbench.dossier.spreadsheet import LONGEST, SEVERITY_COLOURS
from workbench.messages import UI_LANGUAGES

FORMULA = '=HYPERLINK("http://example.org","x")'


def _open(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


def _rows(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _row(sheet: Any, id_: str) -> dict[str, Any]:
    (found,) = [row for row in _rows(sheet) if row["Id"] == id_]
    return found


def _texts(sheet: Any) -> list[str]:
    return [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


def _beside(sheet: Any, label: str) -> list[Any]:
    (row,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == label]
    return list(row[1:])


@pytest.fixture
def full(comparison: Comparison) -> Comparison:
    """The comparison with all that can be said about findings."""
    first, second, third, fourth, *others = comparison.divergences
    decision = FindingDecision(
        finding="D02", against="ISO 1:2025", category="VF", draft={}, reference={}, status="rejected",
        reason="Both bind.", reason_type="law", by="Wang", at="2026-05-04T10:00:00Z",
    )  # fmt: skip
    index = {
        "characteristic": "吸水率", "draft": "p2", "reference": "q2", "clause": "5", "reference_clause": "4",
        "draft_value": "≤ 0.3 %", "reference_value": "≤ 0,5 %", "verdict": "stricter", "gap": 0.4,
        "better": True, "core": True,
    }  # fmt: skip
    alone = {"characteristic": "容量", "item": "A", "draft": "r1", "draft_value": "≥ 50", "verdict": "new"}
    folded = {"category": "TR", "sub": "number", "rule": "r", "note": {"en": "Numbers.", "zh": "数。"}}
    changed = {
        "divergences": (
            first,
            third.model_copy(update={"identified": True}).model_dump() | {"folded": [folded]},
            fourth.model_copy(update={"needs_review": True, "key_differs": ("method", "class")}),
            *others,
        ),
        "rejected": (second.model_copy(update={"decision": decision}),),
        "indices": (index, alone),
        "claimed": "MOD",
        "steps": (
            {"id": "claim", "note": {"en": "Say what it adopts.", "zh": "写明。"}},
            {"id": "list", "note": {"en": "List them.", "zh": "列出。"}, "findings": ["D03", "D04"]},
        ),
        "unavailable": ("GB/T 1", "GB/T 2"),
    }
    plain = {name: getattr(comparison, name) for name in Comparison.model_fields}
    return Comparison.model_validate(plain | changed)


@pytest.fixture
def book(full: Comparison, draft: sts.Standard, reference: sts.Standard) -> Any:
    return _open(comparison_spreadsheet(full, draft, reference, ui_language="en"))


def _with_text(comparison: Comparison, reference: sts.Standard, text: str) -> Any:
    """A workbook of a comparison whose finding D01 says ``text`` in its sentence, and says it in both."""
    found = comparison.divergences[0].model_copy(
        update={"note": {"en": text, "zh": text}, "characteristic": text, "draft_value": text}
    )
    changed = comparison.model_copy(update={"divergences": (found,)})
    return _open(comparison_spreadsheet(changed, reference, reference, ui_language="en"))


def _explanation(book: Any) -> Any:
    sheet = book["Findings"]
    (column,) = [cell.column for cell in sheet[1] if cell.value == "Explanation"]
    return sheet.cell(2, column)


def test_sheets_are_in_the_users_language(
    book: Any, full: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    assert book.sheetnames == ["Summary", "Findings", "Limits", "Alignment", "Rejected"]
    chinese = _open(comparison_spreadsheet(full, draft, reference, ui_language="zh"))
    assert chinese.sheetnames == ["摘要", "差异", "指标", "条款对应", "已否决"]
    for sheet in chinese.worksheets:
        for cell in sheet[1]:
            assert re.search("[\u4e00-\u9fff]", cell.value or "条"), cell.value
    assert "写明。" in _texts(chinese["摘要"])


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_headings_of_a_sheet_differ(
    language: str, full: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    book = _open(comparison_spreadsheet(full, draft, reference, ui_language=language))
    for sheet in book.worksheets[1:]:
        headings = [cell.value for cell in sheet[1]]
        assert None not in headings
        assert len(headings) == len(set(headings))


def test_summary_says_what_a_reader_asks_first(book: Any) -> None:
    summary = book["Summary"]
    assert _beside(summary, "Designation") == ["T/ZZB 1—2026", "ISO 1:2025"]
    assert _beside(summary, "File")[0] == "drafts/a.sts.xml@v1"
    assert _beside(summary, "Degree of correspondence")[0] == "NEQ (not equivalent)"
    assert _beside(summary, "Reason")[0] == "No adoption is claimed."
    assert _beside(summary, "Degree that the draft claims")[0] == "MOD (modified)"
    texts = _texts(summary)
    assert {"Say what it adopts.", "List them."} <= set(texts)
    assert _beside(summary, "Blocker")[0] == 1
    assert _beside(summary, "All")[0] == 6
    assert _beside(summary, "Quantity or limit")[0] == 2
    assert _beside(summary, "Findings to be reviewed")[0] == 1
    assert _beside(summary, "Rejected findings")[0] == 1
    assert _beside(summary, "Cited standards of which no counterpart is known") == [2, "GB/T 1, GB/T 2"]
    assert [text for text in texts if re.fullmatch(r"D\d\d", text)] == ["D04", "D03", "D05", "D06", "D01"]


def test_a_top_finding_leads_to_its_row(book: Any) -> None:
    (cell,) = [row[0] for row in book["Summary"].iter_rows() if row[0].value == "D04"]
    target = re.fullmatch(r"'Findings'!(A\d+)", cell.hyperlink.location)
    assert target
    assert book["Findings"][target[1]].value == "D04"


def test_a_finding_has_one_row_with_all_that_is_known(book: Any) -> None:
    sheet = book["Findings"]
    assert len(_rows(sheet)) == 6
    row = _row(sheet, "D03")
    assert row == {
        "Id": "D03",
        "Severity": "Major",
        "Category": "Quantity or limit",
        "Kind": "stricter",
        "Nature": "technical",
        "Draft, clause": "5 要求<script>alert('x')</script>",
        "Draft, text": "吸水率应不大于0.3 %。",
        "Reference, clause": "4 Requirements",
        "Reference, text": "Water absorption shall not exceed 0,5 %.",
        "Characteristic": "吸水率",
        "Draft, value": "≤ 0.3 %",
        "Reference, value": "≤ 0,5 %",
        "The draft’s limit": "stricter",
        "Gap: (reference − draft) / reference": 0.4,
        "Not comparable, as these differ": None,
        "Explanation": "Sentence 3 <script>alert('x')</script>",
        "Confidence": 0.8,
        "To be reviewed": "no",
        "Listed in the draft": "yes",
        "Explained in the draft": "no",
        "Verdicts by purpose": None,
        "Decision": None,
        "Decision, reason": None,
        "Kind of reason": None,
        "Decided by": None,
        "Decided at": None,
        "What follows from it": "Translation drift · number — Numbers.",
    }
    unsure = _row(sheet, "D04")
    assert unsure["To be reviewed"] == "yes"
    assert unsure["Not comparable, as these differ"] == "test method, class"
    assert unsure["The draft’s limit"] is None


def test_a_decided_finding_says_who_decided_what(
    full: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    (rejected,) = full.rejected
    assert rejected.decision
    confirmed = rejected.model_copy(
        update={"decision": rejected.decision.model_copy(update={"status": "confirmed"})}
    )
    book = _open(
        comparison_spreadsheet(
            full.model_copy(update={"divergences": (confirmed,)}), draft, reference, ui_language="en"
        )
    )
    row = _row(book["Findings"], "D02")
    assert [row[name] for name in ("Decision", "Decision, reason", "Kind of reason", "Decided by")] == [
        "confirmed", "Both bind.", "national legal requirements", "Wang",
    ]  # fmt: skip
    assert row["Decided at"] == "2026-05-04T10:00:00Z"


def test_what_was_rejected_stands_apart_with_its_reason(book: Any) -> None:
    (row,) = _rows(book["Rejected"])
    assert (row["Id"], row["Decision, reason"], row["Decided by"]) == ("D02", "Both bind.", "Wang")
    assert row["Reference, text"] == "It shall be clean."
    assert "D02" not in {row["Id"] for row in _rows(book["Findings"])}


def test_limits_stand_beside_their_counterparts(book: Any) -> None:
    first, second = _rows(book["Limits"])
    assert first["Gap: (reference − draft) / reference"] == 0.4
    assert first["The draft’s value is the better one"] == "yes"
    assert first["Core index"] == "yes"
    assert second["The draft’s limit"] == "no counterpart"
    assert second["Reference, value"] is None


def test_all_links_are_listed_with_their_findings(book: Any, full: Comparison) -> None:
    rows = _rows(book["Alignment"])
    assert len(rows) == len(full.alignment)
    moved = next(row for row in rows if row["Draft, text"] == "宜清洁。")
    assert (moved["Relation"], moved["Moved"], moved["Score"]) == ("corresponds", "yes", 0.7)
    assert [row["Findings"] for row in rows if row["Draft, text"] == "容量 | ≥50"] == ["D04"]


def test_tables_can_be_filtered_and_printed(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


def test_rows_are_as_high_as_their_texts_need(
    comparison: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    short = _with_text(comparison, reference, "word")["Findings"].row_dimensions[2].height
    long = _with_text(comparison, reference, "word " * 100)["Findings"].row_dimensions[2].height
    assert short < long <= 409
    assert _with_text(comparison, reference, "字" * 5000)["Findings"].row_dimensions[2].height == 409


def test_severities_have_the_colours_of_the_report(book: Any) -> None:
    style = (files("workbench.dossier") / "templates" / "report.css").read_text(encoding="utf-8")
    for severity, colour in SEVERITY_COLOURS.items():
        assert f"--wb-{severity}: #{colour.lower()}" in style
    colours = {
        row[1].value: (row[1].fill.fgColor.rgb, row[1].font.color.rgb)
        for row in book["Findings"].iter_rows(min_row=2)
    }
    assert colours["Blocker"] == ("008E1B3A", "00FFFFFF")
    assert colours["Major"][1] == "00B4460A"


@pytest.mark.parametrize(
    "text", [FORMULA, "+1 | 2", "-1", "@SUM(1)", "\t=1+1", "#N/A", "1.10", "2026-01-01", "TRUE"]
)
def test_a_text_stays_a_text(text: str, comparison: Comparison, reference: sts.Standard) -> None:
    cell = _explanation(_with_text(comparison, reference, text))
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@\t")


def test_no_sheet_holds_a_formula(tmp_path: Path) -> None:
    def standard(name: str) -> sts.Standard:
        return sts.load(
            f'<standard xml:lang="en"><front><std-meta><title-wrap xml:lang="en"><main>{FORMULA}</main>'
            f'</title-wrap><std-ref type="dated">={name}</std-ref></std-meta></front><body><sec id="s">'
            f"<label>=1</label><title>{FORMULA}</title>"
            f'<p id="p">{FORMULA}</p></sec></body></standard>'.encode(),
            "=a.xml",
        )

    comparison = Comparison.model_validate(
        {
            "draft": {"designation": "=a", "title": {}, "language": "en", "path": FORMULA},
            "reference": {"designation": "=b", "title": {}, "language": "en", "path": FORMULA},
            "alignment": [{"draft": ["p"], "reference": ["p"], "relation": "equivalent"}],
            "divergences": [
                {
                    "id": "=D1", "category": "=C", "sub": "=S", "nature": "T", "severity": "major",
                    "effect": {"degree": "MOD", "advanced": "?"}, "draft": ["p"], "reference": ["p"],
                    "rule": "r", "confidence": 1, "note": {"en": FORMULA}, "characteristic": FORMULA,
                    "draft_value": FORMULA, "reference_value": FORMULA,
                }
            ],
            "indices": [
                {"characteristic": FORMULA, "draft": "p", "draft_value": FORMULA, "verdict": "equal",
                 "item": FORMULA, "draft_method": FORMULA}
            ],
            "degree": "NEQ",
            "degree_reason": {"en": FORMULA},
            "steps": [{"id": "s", "note": {"en": FORMULA}}],
            "unavailable": [FORMULA],
            "encoders": [FORMULA],
        }
    )  # fmt: skip
    content = comparison_spreadsheet(comparison, standard("a"), standard("b"), ui_language="en")
    with zipfile.ZipFile(BytesIO(content)) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 5
        for name in sheets:
            assert b"<f>" not in packed.read(name)
    book = _open(content)
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    guarded = [
        cell.quotePrefix
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]
    assert len(guarded) > 20
    assert all(guarded)


def test_what_a_cell_cannot_hold_is_replaced_or_cut(comparison: Comparison, reference: sts.Standard) -> None:
    assert _explanation(_with_text(comparison, reference, "a\x00b\x1fc\ufffed\ud800")).value == "a�b�c�d�"
    assert _explanation(_with_text(comparison, reference, "a\r\nb\rc\td")).value == "a\nb\nc\td"
    # Excel reads the escape back; openpyxl shows it.
    assert _explanation(_with_text(comparison, reference, "_x000D_")).value == "_x005F_x000D_"
    for text in ("长" * 40000, "𠀀" * 20000):
        value = _explanation(_with_text(comparison, reference, text)).value
        assert value.endswith("…")
        assert text.startswith(value[:-1])
        assert LONGEST - 1 <= len(value.encode("utf-16-le")) // 2 <= LONGEST
    whole = "x" * LONGEST
    assert _explanation(_with_text(comparison, reference, whole)).value == whole


@pytest.mark.parametrize(
    ("text", "order", "horizontal"),
    [
        ("يجب ألا يتجاوز امتصاص الماء 0.5 %.", 2, "right"),
        ("GSO 1: يجب ألا يتجاوز امتصاص الماء", 2, "right"),
        ("The word الماء is Arabic", 0, None),
        ("吸水率", 0, None),
    ],
)
def test_arabic_runs_from_the_right(
    text: str, order: int, horizontal: str | None, comparison: Comparison, reference: sts.Standard
) -> None:
    alignment = _explanation(_with_text(comparison, reference, text)).alignment
    assert (alignment.readingOrder, alignment.horizontal) == (order, horizontal)


def test_two_identical_documents_have_empty_tables(draft: sts.Standard) -> None:
    comparison = Comparison.model_validate(
        {
            "draft": {"designation": "a", "title": {}, "language": "zh"},
            "reference": {"designation": "a", "title": {}, "language": "zh"},
            "alignment": [],
            "divergences": [],
            "degree": "IDT",
            "degree_reason": {},
        }
    )
    book = _open(comparison_spreadsheet(comparison, draft, draft, ui_language="en"))
    assert _beside(book["Summary"], "Degree of correspondence")[0] == "IDT (identical)"
    assert _beside(book["Summary"], "Degree that the draft claims")[0] == "none"
    assert [sheet.max_row for sheet in book.worksheets[1:]] == [1, 1, 1, 1]


def test_is_the_same_every_time(
    full: Comparison, draft: sts.Standard, reference: sts.Standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = comparison_spreadsheet(full, draft, reference, ui_language="en")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 1e6)
    assert comparison_spreadsheet(full, draft, reference, ui_language="en") == first
    with zipfile.ZipFile(BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in packed.read("docProps/core.xml")


def test_write_spreadsheet_writes_the_whole_file(
    tmp_path: Path, full: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    path = write_spreadsheet(tmp_path / "c.xlsx", full, draft, reference, ui_language="en")
    assert path.read_bytes() == comparison_spreadsheet(full, draft, reference, ui_language="en")
    with pytest.raises(sts.StsError):
        write_spreadsheet(tmp_path / "no" / "c.xlsx", full, draft, reference)
    assert [found.name for found in tmp_path.iterdir()] == ["c.xlsx"]
