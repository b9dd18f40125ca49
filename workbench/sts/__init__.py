"""One standard in STS-XML: load it, walk through it, edit it, save it.

>>> from workbench import sts
>>> standard = sts.load("drafts/cup.sts.xml")
>>> standard.clause("5.3").title
"""

from workbench.sts import editing as edit
from workbench.sts.canonical import canonical_bytes, format_file
from workbench.sts.document import Level, Standard, load
from workbench.sts.errors import StsError
from workbench.sts.mathml import linear as linear_formula
from workbench.sts.provisions import (
    Cell,
    Clause,
    Figure,
    Formula,
    Note,
    Part,
    Provision,
    ProvisionKind,
    Reference,
    Row,
    Table,
    Term,
    text_hash,
)
from workbench.sts.saving import is_edited, save, to_bytes
from workbench.sts.writing import write_atomically

__all__ = [
    "Cell",
    "Clause",
    "Figure",
    "Formula",
    "Level",
    "Note",
    "Part",
    "Provision",
    "ProvisionKind",
    "Reference",
    "Row",
    "Standard",
    "StsError",
    "Table",
    "Term",
    "canonical_bytes",
    "edit",
    "format_file",
    "is_edited",
    "linear_formula",
    "load",
    "save",
    "text_hash",
    "to_bytes",
    "write_atomically",
]
