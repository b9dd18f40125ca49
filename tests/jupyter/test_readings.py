"""What was read, as marks: where they stand, what they say, and that none overlaps another."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import sts
from workbench.jupyter import pages, readings
from workbench.messages import using_ui_language

REPOSITORY = Path(__file__).parents[2]


def standard(body: str, language: str = "en") -> sts.Standard:
    return sts.load(
        f'<standard xml:lang="{language}"><body><sec id="s1"><label>1</label><title>T</title>{body}</sec>'
        "</body></standard>".encode()
    )


def read(body: str, language: str = "en", ui_language: str = "en") -> pages.ReadingsPage:
    with using_ui_language(ui_language):
        return readings.readings_page(standard(body, language))


def marked(page: pages.ReadingsPage) -> list[tuple[str, str, str]]:
    """Kind, marked words and note of each mark."""
    return [
        (mark.kind, page.provisions[mark.provision][mark.start : mark.end], mark.note) for mark in page.marks
    ]


def paragraph(text: str, language: str = "en", ui_language: str = "en") -> list[tuple[str, str, str]]:
    return marked(read(f'<p id="p1">{text}</p>', language, ui_language))


def test_a_limit_and_its_condition_are_told_in_the_users_language():
    text = "吸水率应不大于0.3 %，试验温度为23 ℃±2 ℃。"
    assert paragraph(text, "zh", "zh") == [
        ("requirement", "应", "要求（应）"),
        ("limit", "不大于0.3 %", "极限值：吸水率 ≤ 0.3 %"),
        ("condition", "23 ℃±2 ℃", "条件：23 ℃ ± 2 ℃"),
    ]
    assert paragraph(text, "zh", "en") == [
        ("requirement", "应", "requirement (应)"),
        ("limit", "不大于0.3 %", "limit: 吸水率 ≤ 0.3 %"),
        ("condition", "23 ℃±2 ℃", "condition: 23 ℃ ± 2 ℃"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "words", "note"),
    [
        ("The cup shall be clean.", "requirement", "shall", "requirement (shall)"),
        ("The cup shall not leak.", "requirement", "shall not", "requirement: prohibition (shall not)"),
        ("The cup should be red.", "recommendation", "should", "recommendation (should)"),
        ("The cup should not be red.", "recommendation", "should not", "recommendation against something (should not)"),
        ("The cup may be red.", "permission", "may", "permission (may)"),
        ("The cup need not be red.", "permission", "need not", "permission: no obligation (need not)"),
        ("The cup can be red.", "capability", "can", "possibility or capability (can)"),
        ("The cup cannot be red.", "capability", "cannot", "impossibility or inability (cannot)"),
        ("Fill the cup.", "instruction", "Fill", "instruction (Fill)"),
        ("The cup must be red.", "forbidden", "must", "requirement in a form that drafting rules do not allow (must)"),
    ],
)  # fmt: skip
def test_every_verbal_form_has_its_kind(text, kind, words, note):
    assert (kind, words, note) in paragraph(text)


def test_what_a_limit_covers_is_told_with_it():
    assert paragraph("The leakage shall not exceed 3 ml.") == [
        ("limit", "shall not exceed 3 ml", "limit: leakage ≤ 3 ml; requirement (shall not)")
    ]


def test_a_designation_inside_an_instruction_is_told_with_it():
    assert paragraph("附着力按GB/T 9286—2021的规定测定。", "zh", "zh") == [
        (
            "instruction",
            "按GB/T 9286—2021的规定",
            "指示（按GB/T 9286—2021的规定）；GB/T 9286—2021 ≈ ISO 2409:2020（MOD）",
        )
    ]


def test_bare_values_are_not_marked():
    assert not [each for each in paragraph("公称容量为0.50 L，标记为X。", "zh") if "0.50" in each[1]]


def test_an_apparatus_is_told_from_a_limit():
    (mark,) = [
        each
        for each in paragraph("Use a balance with a resolution of 0,1 g or better.")
        if each[0] == "apparatus"
    ]
    assert mark[1:] == ("0,1 g or better", "apparatus: resolution ≤ 0.1 g")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Its mass shall be at least 1 500 g.", "≥ 1500 g"),
        ("Its mass shall be less than 2 g.", "< 2 g"),
        ("Its mass shall be (20 ± 2) g.", "20 g ± 2 g"),
        ("Its mass shall be between 1 g and 2 g.", "1 … 2 g"),
        ("Its deviation shall be within ± 3 %.", "± 3 %"),
        ("Its angle shall be at most 10°.", "≤ 10°"),
    ],
)
def test_values_are_told_in_signs(text, value):
    (note,) = [note for kind, _, note in paragraph(text) if kind == "limit"]
    assert note.partition(";")[0].endswith(f" {value}")


def notes_of_designations(body: str) -> dict[tuple[str, str], str]:
    page = read(body, "zh", "zh")
    return {
        (mark.provision, page.provisions[mark.provision][mark.start : mark.end]): mark.note
        for mark in page.marks
        if mark.kind == "designation"
    }


def test_an_equivalence_that_the_document_states_is_told_wherever_a_side_is_named():
    body = (
        '<p id="p1">应符合GB/T 99528—2009（ISO 99037:2005，MOD）的规定。</p><p id="p2">见GB/T 99528。</p>'
        '<p id="p3">见GB/T 99528—1998。</p>'
    )
    assert notes_of_designations(body) == {
        ("p1", "GB/T 99528—2009"): "GB/T 99528—2009 ≈ ISO 99037:2005（MOD）",
        ("p1", "ISO 99037:2005"): "ISO 99037:2005 ≈ GB/T 99528—2009（MOD）",
        ("p2", "GB/T 99528"): "GB/T 99528 ≈ ISO 99037:2005（MOD），未注明版本",
        ("p3", "GB/T 99528—1998"): "标准：GB/T 99528—1998",
    }


def test_an_equivalence_that_the_registry_knows_is_told():
    body = '<p id="p1">应符合GB/T 528—2009的规定。</p><p id="p2">应符合GB/T 528—1992的规定。</p>'
    assert notes_of_designations(body) == {
        ("p1", "GB/T 528—2009"): "GB/T 528—2009 = ISO 37:2005（IDT）",
        ("p2", "GB/T 528—1992"): "标准：GB/T 528—1992",
    }


TABLE = (
    '<p id="p1">The requirements of Table 1 shall be met.</p>'
    '<table-wrap id="t1"><label>Table 1</label><table>'
    "<thead><tr><th>Property</th><th>Limit/%, max.</th><th>Limit/N, min.</th></tr></thead>"
    '<tbody><tr id="r1"><td>Water absorption</td><td>0,5</td><td>5</td></tr>'
    '<tr id="r2"><td>Crazing</td><td>shall not be visible</td><td>—</td></tr></tbody></table></table-wrap>'
)


def test_a_table_row_is_read_cell_by_cell_under_its_headers():
    page = read(TABLE)
    row = [mark for mark in page.marks if mark.provision == "r1"]
    text = page.provisions["r1"]
    assert text == "Water absorption | 0,5 | 5"
    assert [(text[mark.start : mark.end], mark.start, mark.note) for mark in row] == [
        ("0,5", text.index("0,5"), "limit: Water absorption ≤ 0.5 %"),
        ("5", len(text) - 1, "limit: Water absorption ≥ 5 N"),
    ]


def test_a_cell_that_spans_rows_is_marked_in_the_first_only():
    table = (
        '<table-wrap id="t1"><table><thead><tr><th>Class, min.</th><th>Mass/g, min.</th></tr></thead><tbody>'
        '<tr id="r1"><td rowspan="2">5</td><td>5</td></tr><tr id="r2"><td>5</td></tr></tbody></table></table-wrap>'
    )
    page = read(table)
    assert page.provisions == {"r1": "5 | 5", "r2": "5 | 5"}
    assert [(mark.provision, mark.start) for mark in page.marks] == [("r1", 0), ("r1", 4), ("r2", 4)]


def test_verbal_forms_of_a_cell_stand_where_the_cell_stands():
    page = read(TABLE)
    (mark,) = [mark for mark in page.marks if mark.provision == "r2"]
    assert page.provisions["r2"][mark.start : mark.end] == "shall not"
    assert mark.kind == "requirement"


def test_the_legend_names_every_kind_and_counts_its_marks():
    page = read(TABLE, ui_language="zh")
    assert [entry.kind for entry in page.legend] == list(get_args(pages.ReadingKind))
    counts = Counter(mark.kind for mark in page.marks)
    assert {entry.kind: entry.count for entry in page.legend if entry.count} == counts
    assert all(re.search(r"[\u4e00-\u9fff]", entry.name) for entry in page.legend)


def assert_sound(page: pages.ReadingsPage, document: sts.Standard) -> None:
    """Marks are in order, inside the texts, beside each other, and only provisions with marks are sent."""
    texts = {provision.id: provision.text for provision in document.provisions}
    assert set(page.provisions) == {mark.provision for mark in page.marks}
    assert all(texts[id_] == text for id_, text in page.provisions.items())
    order = {id_: index for index, id_ in enumerate(texts)}
    last = (-1, 0)
    for mark in page.marks:
        assert (order[mark.provision], mark.start) >= last
        assert mark.start < mark.end <= len(texts[mark.provision])
        words = texts[mark.provision][mark.start : mark.end]
        assert words == words.strip()
        assert mark.note
        last = (order[mark.provision], mark.end)


@pytest.mark.parametrize(
    "path",
    sorted(
        str(path.relative_to(REPOSITORY))
        for folder in ("drafts", "corpora")
        for path in (REPOSITORY / folder).rglob("*.sts.xml")
    ),
)
def test_the_demonstration_standards_are_marked_soundly(path):
    document = sts.load(REPOSITORY / path)
    page = readings.readings_page(document)
    assert_sound(page, document)
    assert sum(entry.count for entry in page.legend) == len(page.marks) > 10


PHRASES = [
    "应", "不应", "不大于5 mm", "23 ℃±2 ℃", "按GB/T 9286—2021的规定", "GB/T 528", "，", "。", "宜", "可", "\U0001f600", "用分度值1 g的天平",
    "e\u0301", " ", "shall not exceed 3 ml", "ISO 37:2005", "must", "12 bar (1 200 kPa)",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=12).map("".join), st.sampled_from(["zh", "en"])
)
def test_marks_never_overlap(text, language):
    document = standard(f'<p id="p1">x{text}</p>', language)
    assert_sound(readings.readings_page(document), document)
