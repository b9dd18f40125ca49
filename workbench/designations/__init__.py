"""Designations of standards: read one, find them in text, compare them, know what they correspond to.

What each body writes is data, ``data/<body>.yaml``; a new body or prefix needs no code. Correspondences
known without a document that states them are data too, ``data/equivalences.yaml``. Users add both in files
of their own, see :mod:`workbench.userdata`.
"""

from workbench.designations._data import reload
from workbench.designations._errors import DesignationDataError
from workbench.designations._registry import KnownEquivalence, load_equivalences
from workbench.designations.equivalence import Sameness, compose, counterparts, equivalence, same
from workbench.designations.finding import find, relations
from workbench.designations.model import (
    Adoption,
    Counterpart,
    Degree,
    Designation,
    Direction,
    Equivalence,
    Found,
    Locality,
    LocalityKind,
    Relation,
    Unparsed,
)
from workbench.designations.parsing import parse
from workbench.designations.relaton import (
    Date,
    Document,
    DocumentId,
    DocumentRelation,
    Link,
    Status,
    Title,
    read_relaton,
    write_relaton,
)
from workbench.designations.unreadable import unparsed

__all__ = [
    "Adoption",
    "Counterpart",
    "Date",
    "Degree",
    "Designation",
    "DesignationDataError",
    "Direction",
    "Document",
    "DocumentId",
    "DocumentRelation",
    "Equivalence",
    "Found",
    "KnownEquivalence",
    "Link",
    "Locality",
    "LocalityKind",
    "Relation",
    "Sameness",
    "Status",
    "Title",
    "Unparsed",
    "compose",
    "counterparts",
    "equivalence",
    "find",
    "load_equivalences",
    "parse",
    "read_relaton",
    "relations",
    "reload",
    "same",
    "unparsed",
    "write_relaton",
]
