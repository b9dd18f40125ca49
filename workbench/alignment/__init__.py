"""Align the provisions of two documents."""

from workbench.alignment.align import Alignment, Progress, align, language_of
from workbench.alignment.model import Link, Relation
from workbench.alignment.units import PlacedQuantity, Unit, leads

__all__ = [
    "Alignment",
    "Link",
    "PlacedQuantity",
    "Progress",
    "Relation",
    "Unit",
    "align",
    "language_of",
    "leads",
]
