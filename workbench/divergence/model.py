"""The result of :func:`workbench.divergence.compare`, and the JSON in which it leaves the library.

The JSON schema is generated from these classes (``workbench schema``) and carries ``FORMAT_VERSION``; the
lab extension's TypeScript types are generated from that schema.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workbench.alignment import Decision, Link

FORMAT_VERSION: Literal["1.0"] = "1.0"

Nature = Literal["T", "S", "ME", "EO", "TR", "L"]
Severity = Literal["blocker", "major", "minor", "info"]
Degree = Literal["IDT", "MOD", "NEQ", "UNDECIDED"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Excerpt(_Frozen):
    """Evidence: a piece of a provision's text."""

    provision: str = Field(description="Id of the provision.")
    clause: str = Field(description="Number of the clause in which it stands, empty where it has none.")
    start: int = Field(description="Offset in the provision's text, in code points.")
    end: int
    text: str


class Divergence(_Frozen):
    """One difference between the two documents, with its evidence on both sides."""

    id: str = Field(description="D01, D02, ... in the order of the draft.")
    category: str = Field(description="Category of the taxonomy: QL, TO, TM, VF, NR, ...")
    sub: str = Field(default="", description="Sub-category, e.g. stricter, looser, weaker, replaced.")
    nature: Nature = Field(
        description="T technical, S structural, ME minimal and EO other editorial, TR translation, L layout."
    )
    severity: Severity = Field(
        description="blocker: no product can conform to both, or the law forbids it; "
        "major: changes pass or fail; minor: changes effort or evidence; info."
    )
    draft: tuple[str, ...] = Field(description="Ids of the draft's provisions; empty where it has none.")
    reference: tuple[str, ...]
    characteristic: str = Field(default="", description="What is regulated, in the draft's words.")
    draft_value: str = Field(default="", description="What the draft states, brought to one form.")
    reference_value: str = Field(default="", description="What the reference states.")
    rule: str = Field(description="Id of the rule that fired.")
    confidence: float = Field(ge=0, le=1)
    note: dict[str, str] = Field(description="One sentence of explanation for each user language.")
    draft_evidence: tuple[Excerpt, ...] = ()
    reference_evidence: tuple[Excerpt, ...] = ()


class ProvisionText(_Frozen):
    """A provision as the report shows it."""

    id: str = Field(description="Its own id, or one derived from its text.")
    kind: str = Field(description="paragraph, list-item, row, term, note, example, formula, reference, ...")
    clause: str = Field(description="Number of the clause in which it stands, empty where it has none.")
    heading: str = Field(description="Title of that clause.")
    text: str = Field(description="Plain text without the label.")
    normative: bool


class DocumentIdentity(_Frozen):
    """Which document was compared."""

    designation: str
    title: dict[str, str] = Field(description="Title by language.")
    language: str
    path: str = Field(default="", description="Where it was read from, with @revision if it was not today's.")
    provisions: tuple[ProvisionText, ...] = ()


class Comparison(_Frozen):
    """What :func:`workbench.divergence.compare` says about two documents."""

    format_version: Literal["1.0"] = FORMAT_VERSION
    draft: DocumentIdentity
    reference: DocumentIdentity
    alignment: tuple[Link, ...] = Field(description="Every provision of both documents exactly once.")
    divergences: tuple[Divergence, ...]
    degree: Degree
    degree_reason: dict[str, str] = Field(description="Reason of the degree for each user language.")
    encoders: tuple[str, ...] = Field(default=(), description="Encoders that were used.")
    stale_decisions: tuple[Decision, ...] = Field(
        default=(),
        description="Decisions about links whose provisions have changed since or are no longer there.",
    )
