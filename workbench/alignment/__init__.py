"""Align the provisions of two documents."""

from workbench.alignment.align import Alignment, Progress, align, language_of
from workbench.alignment.model import Link, Relation
from workbench.alignment.units import PlacedQuantity, Unit, cells_of, leads, prepare

__all__ = [
    "Alignment",
    "Link",
    "PlacedQuantity",
    "Progress",
    "Relation",
    "Unit",
    "align",
    "cells_of",
    "language_of",
    "leads",
    "prepare",
]
