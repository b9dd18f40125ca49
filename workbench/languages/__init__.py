"""Reading of sentences of standards: verbal forms, quantities and limits, in any language there is data for.

What is known about a language stands in ``data/<code>.yaml``; a language is added by adding a file. No
code of this package knows a word of any language. The traps that it minds are those of the divergence
taxonomy, clause 2.
"""

from workbench.languages._comparison import (
    LimitComparison,
    Polarity,
    Verdict,
    compare_limits,
    polarity,
    to_base,
)
from workbench.languages._detection import detect
from workbench.languages._errors import LanguageDataError
from workbench.languages._language import Language
from workbench.languages._loading import available, language
from workbench.languages._reading import (
    decimal_sign,
    profile_for,
    read,
    read_cell,
    says_only_bound,
    units_named,
)
from workbench.languages._segmentation import segment
from workbench.languages._signs import in_signs
from workbench.languages._stems import stem
from workbench.languages._text import normalised
from workbench.languages._vocabularies import Vocabulary, has_name, named
from workbench.languages.model import Form, FormMark, Limit, NamedUnit, Reading, Role, Shape, Span, Statistic

__all__ = [
    "Form",
    "FormMark",
    "Language",
    "LanguageDataError",
    "Limit",
    "LimitComparison",
    "NamedUnit",
    "Polarity",
    "Reading",
    "Role",
    "Shape",
    "Span",
    "Statistic",
    "Verdict",
    "Vocabulary",
    "available",
    "compare_limits",
    "decimal_sign",
    "detect",
    "has_name",
    "in_signs",
    "language",
    "named",
    "normalised",
    "polarity",
    "profile_for",
    "read",
    "read_cell",
    "says_only_bound",
    "segment",
    "stem",
    "to_base",
    "units_named",
]
