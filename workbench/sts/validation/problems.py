"""What validation finds: one problem, with the place and the remedy."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.messages import Message, UserError


class Severity(StrEnum):
    """How grave a problem is."""

    ERROR = "error"
    """Not STS, or a reference, id or number that programs and readers cannot follow."""
    WARNING = "warning"
    """Allowed, but unusual: worth a look before the document is handed on."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a document.

    Attributes:
        severity: error or warning.
        line: line of the element in the source, counted from 1.
        element: name of the element as written, with its usual prefix (``sec``, ``tbx:term``).
        clause: number of the clause or annex that it stands in (``5.3``, ``A.1``), ``""`` outside any.
        message: what is wrong.
        suggestion: what would be right, where that can be said.
        rule: id of the rule that found it (``grammar.attribute-unknown``, ``references.unresolved``).
    """

    severity: Severity
    line: int
    element: str
    clause: str
    message: Message
    suggestion: Message | None
    rule: str


class ValidationError(UserError):
    """A schema that the user named cannot be used."""
