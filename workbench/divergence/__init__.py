"""Find where two standards diverge, with evidence, and judge the degree of correspondence."""

from workbench.divergence.compare import compare
from workbench.divergence.model import (
    FORMAT_VERSION,
    Comparison,
    Degree,
    Divergence,
    DocumentIdentity,
    Excerpt,
    Folded,
    Index,
    Nature,
    ProvisionText,
    Severity,
    Step,
)

__all__ = [
    "FORMAT_VERSION",
    "Comparison",
    "Degree",
    "Divergence",
    "DocumentIdentity",
    "Excerpt",
    "Folded",
    "Index",
    "Nature",
    "ProvisionText",
    "Severity",
    "Step",
    "compare",
]
