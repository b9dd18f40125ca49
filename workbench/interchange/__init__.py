"""Documents in other forms: HTML to read, differences marked."""

from workbench.interchange.html import OutlineItem, RenderedStandard, render_standard, stylesheet
from workbench.interchange.marking import (
    MarkedPair,
    differing_spans,
    mark_differences,
    mark_spans,
    same_language,
)

__all__ = [
    "MarkedPair",
    "OutlineItem",
    "RenderedStandard",
    "differing_spans",
    "mark_differences",
    "mark_spans",
    "render_standard",
    "same_language",
    "stylesheet",
]
