"""Documents to hand in, made from a comparison."""

from workbench.dossier.names import SEVERITIES, name_of
from workbench.dossier.reading import Finding, Pair, Reading, Side, read_comparison
from workbench.dossier.report import comparison_fragment, comparison_report, write_report

__all__ = [
    "SEVERITIES",
    "Finding",
    "Pair",
    "Reading",
    "Side",
    "comparison_fragment",
    "comparison_report",
    "name_of",
    "read_comparison",
    "write_report",
]
