"""Documents in other forms: HTML to read, differences marked, what was read in a text."""

from workbench.interchange.html import OutlineItem, RenderedStandard, render_standard, stylesheet
from workbench.interchange.marking import (
    MarkedPair,
    differing_spans,
    mark_differences,
    mark_spans,
    same_language,
)
from workbench.interchange.readings import (
    Mark,
    ReadingKind,
    designation_marks,
    form_marks,
    kind_name,
    quantity_marks,
    without_overlaps,
)
from workbench.interchange.text_reading import TextReading, read_text, text_reading_html

__all__ = [
    "Mark",
    "MarkedPair",
    "OutlineItem",
    "ReadingKind",
    "RenderedStandard",
    "TextReading",
    "designation_marks",
    "differing_spans",
    "form_marks",
    "kind_name",
    "mark_differences",
    "mark_spans",
    "quantity_marks",
    "read_text",
    "render_standard",
    "same_language",
    "stylesheet",
    "text_reading_html",
    "without_overlaps",
]
