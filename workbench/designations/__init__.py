"""Designations of standards: read one, find them in text, compare them, know what they correspond to.

What each body writes is data, ``data/<body>.yaml``; a new body or prefix needs no code. Correspondences
known without a document that states them are data too, ``data/equivalences.yaml``.
"""

from workbench.designations.equivalence import Sameness, compose, equivalence, same
from workbench.designations.finding import find, relations
from workbench.designations.model import Adoption, Degree, Designation, Equivalence, Found, Relation
from workbench.designations.parsing import parse

__all__ = [
    "Adoption",
    "Degree",
    "Designation",
    "Equivalence",
    "Found",
    "Relation",
    "Sameness",
    "compose",
    "equivalence",
    "find",
    "parse",
    "relations",
    "same",
]
