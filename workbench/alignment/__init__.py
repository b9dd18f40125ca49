"""Align the provisions of two documents."""

from workbench.alignment.align import Alignment, align, language_of
from workbench.alignment.beads import Bead
from workbench.alignment.cells import has_words, is_bound
from workbench.alignment.lines import align_lines
from workbench.alignment.model import Link, Progress, Relation
from workbench.alignment.placed import PlacedQuantity, cells_of
from workbench.alignment.units import Unit, leads, prepare

__all__ = [
    "Alignment",
    "Bead",
    "Link",
    "PlacedQuantity",
    "Progress",
    "Relation",
    "Unit",
    "align",
    "align_lines",
    "cells_of",
    "has_words",
    "is_bound",
    "language_of",
    "leads",
    "prepare",
]
