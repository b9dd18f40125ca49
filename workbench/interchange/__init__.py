"""Documents in other forms: HTML to read, differences marked."""

from workbench.interchange.html import OutlineItem, RenderedStandard, render_standard, stylesheet

__all__ = ["OutlineItem", "RenderedStandard", "render_standard", "stylesheet"]
