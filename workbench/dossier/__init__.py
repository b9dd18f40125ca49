"""Documents to hand in, made from a comparison."""

from workbench.dossier.names import SEVERITIES, name_of
from workbench.dossier.reading import Finding, Pair, Reading, Side, read_comparison
from workbench.dossier.report import comparison_fragment, comparison_report, write_report
from workbench.dossier.sarif import as_sarif, write_sarif
from workbench.dossier.spreadsheet import comparison_spreadsheet, write_spreadsheet

__all__ = [
    "SEVERITIES",
    "Finding",
    "Pair",
    "Reading",
    "Side",
    "as_sarif",
    "comparison_fragment",
    "comparison_report",
    "comparison_spreadsheet",
    "name_of",
    "read_comparison",
    "write_report",
    "write_sarif",
    "write_spreadsheet",
]
