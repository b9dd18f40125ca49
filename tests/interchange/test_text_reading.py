"""One text read: the record that leaves the library, and its HTML in a notebook."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import workbench as wb
from workbench.interchange import TextReading, read_text, text_reading_html
from workbench.messages import using_ui_language

SENTENCE = "按GB/T 2828.1抽样，在23 ℃下吸水率应不大于0.5 %。"


def test_quantities_are_sorted_by_what_they_are() -> None:
    reading = read_text(
        "Weigh to 0,1 g with a balance accurate to 0,01 g. The mass shall not exceed 5 kg at 20 °C.", "en"
    )
    assert [item.hi for item in reading.limits] == [5]
    assert [item.lo for item in reading.conditions] == [20]
    assert 0.01 in [bound for item in reading.apparatus for bound in (item.lo, item.hi)]


def test_the_record_survives_json() -> None:
    reading = read_text(SENTENCE)
    assert reading.lang == "zh"
    assert TextReading.model_validate_json(reading.model_dump_json()) == reading


def test_a_designation_that_is_none_is_told() -> None:
    reading = read_text("按TCVN6415-3:2016的规定试验。", "zh")
    assert reading.designations == ()
    assert [item.suggestion for item in reading.unparsed] == ["TCVN 6415-3:2016"]


@pytest.mark.parametrize(("ui", "word"), [("zh", "条件"), ("en", "condition")])
def test_a_notebook_shows_marks_and_a_legend_in_the_users_language(ui: str, word: str) -> None:
    with using_ui_language(ui):
        page = wb.read(SENTENCE)._repr_html_()
    tree = html.fromstring(page)
    marked = [mark.text_content() for mark in tree.iter("mark")]
    assert "GB/T 2828.1" in marked
    assert "不大于0.5 %" in marked
    assert word in tree.text_content()


@pytest.mark.parametrize("given_", [None, 5, b"x"])
def test_what_is_no_text_is_told(given_: object) -> None:
    with pytest.raises(wb.UserError, match=type(given_).__name__):
        wb.read(given_)  # type: ignore[arg-type]


@given(st.text(max_size=80))
def test_html_shows_the_text_and_nothing_of_it_is_markup(text: str) -> None:
    hostile = f"<script>alert('{text}')</script> & \"x\" ≤ 5 mm"
    page = text_reading_html(read_text(hostile, "en"))
    assert "<script" not in page
    assert page.count("<mark") == page.count("</mark>")
    shown = re.sub(r"<[^>]*>", "", page)
    assert "≤ 5 mm" in shown
