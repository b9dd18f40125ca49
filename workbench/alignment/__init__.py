"""Align the provisions of two documents."""

from workbench.alignment.align import Alignment, align, language_of
from workbench.alignment.beads import Bead
from workbench.alignment.decisions import (
    Decision,
    DecisionsError,
    change_decisions,
    decide,
    decisions_file,
    load_decisions,
    name_of,
    save_decisions,
    with_decision,
    without_decisions_on,
)
from workbench.alignment.lines import align_lines
from workbench.alignment.model import Link, Progress, Relation
from workbench.alignment.units import PlacedQuantity, Unit, cells_of, leads, prepare

__all__ = [
    "Alignment",
    "Bead",
    "Decision",
    "DecisionsError",
    "Link",
    "PlacedQuantity",
    "Progress",
    "Relation",
    "Unit",
    "align",
    "align_lines",
    "cells_of",
    "change_decisions",
    "decide",
    "decisions_file",
    "language_of",
    "leads",
    "load_decisions",
    "name_of",
    "prepare",
    "save_decisions",
    "with_decision",
    "without_decisions_on",
]
