"""The result of :func:`workbench.divergence.compare`, and the JSON in which it leaves the library.

The JSON schema is generated from these classes (``workbench schema``) and carries ``FORMAT_VERSION``; the
lab extension's TypeScript types are generated from that schema.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workbench.alignment import Link
from workbench.decisions import FindingDecision, LinkDecision
from workbench.divergence.views import View

FORMAT_VERSION: Literal["1.0"] = "1.0"

Nature = Literal["T", "S", "ME", "EO", "TR", "L"]
Severity = Literal["blocker", "major", "minor", "info"]
Degree = Literal["IDT", "MOD", "NEQ", "UNDECIDED"]
Advanced = Literal["+1", "0", "-1", "?"]
KeyPart = Literal["characteristic", "class", "condition", "method", "statistic"]
Verdict = Literal[
    "equal", "stricter", "looser", "overlapping", "conflicting", "incomparable", "marginal", "new", "missing"
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Excerpt(_Frozen):
    """Evidence: a piece of a provision's text."""

    provision: str = Field(description="Id of the provision.")
    clause: str = Field(description="Number of the clause in which it stands, empty where it has none.")
    start: int = Field(description="Offset in the provision's text, in code points.")
    end: int
    text: str


class Effect(_Frozen):
    """What a divergence does, before anybody judges it for a purpose."""

    degree: Literal["IDT", "MOD", "UNDECIDED"] = Field(
        description="The best degree of correspondence that is left while it stands."
    )
    advanced: Advanced = Field(
        description="+1 more advanced than the reference, 0 neutral, -1 less, ? for a person to say."
    )


class Folded(_Frozen):
    """What follows from a divergence and is told with it."""

    category: str
    sub: str
    rule: str
    note: dict[str, str]


class Divergence(_Frozen):
    """One difference between the two documents, with its evidence on both sides."""

    id: str = Field(
        description="Category and a hash of the texts (QL-3f2a): the same as long as the texts are."
    )
    category: str = Field(description="Category of the taxonomy: QL, TO, TM, VF, NR, ...")
    sub: str = Field(default="", description="Sub-category, e.g. stricter, looser, weaker, replaced.")
    nature: Nature = Field(
        description="T technical, S structural, ME minimal and EO other editorial, TR translation, L layout."
    )
    severity: Severity = Field(
        description="blocker: no product can conform to both, or the law forbids it; "
        "major: changes pass or fail; minor: changes effort or evidence; info."
    )
    effect: Effect
    draft: tuple[str, ...] = Field(description="Ids of the draft's provisions; empty where it has none.")
    reference: tuple[str, ...]
    characteristic: str = Field(default="", description="What is regulated, in the draft's words.")
    draft_value: str = Field(default="", description="What the draft states, brought to one form.")
    reference_value: str = Field(default="", description="What the reference states.")
    key_differs: tuple[KeyPart, ...] = Field(
        default=(), description="Parts of the comparability key that differ: then values are not comparable."
    )
    safety: bool = Field(default=False, description="Whether it is about safety, health or environment.")
    rule: str = Field(description="Id of the rule that fired.")
    confidence: float = Field(ge=0, le=1)
    needs_review: bool = Field(
        default=False, description="Not sure enough to be relied on: for a person to look at."
    )
    note: dict[str, str] = Field(description="One sentence of explanation for each user language.")
    draft_evidence: tuple[Excerpt, ...] = ()
    reference_evidence: tuple[Excerpt, ...] = ()
    folded: tuple[Folded, ...] = Field(default=(), description="What follows from it.")
    identified: bool = Field(default=False, description="Whether the draft itself lists this deviation.")
    explained: bool = Field(default=False, description="Whether the draft gives a reason for it.")
    decision: FindingDecision | None = Field(
        default=None, description="What a person decided about it; null where nobody did."
    )


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


class Index(_Frozen):
    """One limit of the draft under its comparability key, and what the reference says of the same.

    Values are comparable where characteristic, class, condition, test method and statistic are the same.
    """

    characteristic: str = Field(description="In the draft's words.")
    item: str = Field(default="", description="Class, grade or size for which it holds.")
    draft: str = Field(description="Id of the draft's provision.")
    reference: str = Field(default="", description="Id of the reference's, empty where it has none.")
    clause: str = Field(default="", description="Number of the draft's clause.")
    reference_clause: str = ""
    draft_value: str
    reference_value: str = ""
    draft_method: str = Field(default="", description="Test method that the draft names.")
    reference_method: str = ""
    verdict: Verdict
    gap: float | None = Field(
        default=None, description="(Bound of the reference - bound of the draft) / bound of the reference."
    )
    key_differs: tuple[KeyPart, ...] = ()
    better: bool | None = Field(
        default=None, description="Whether the draft demands the better value; null where nobody can tell."
    )
    safety: bool = False
    core: bool = Field(default=False, description="Marked with a star in the draft.")


class Step(_Frozen):
    """One thing that stands between the draft and the next better degree."""

    id: str = Field(description="list-deviations, give-reasons, state-structure, fix-translation, ...")
    note: dict[str, str]
    findings: tuple[str, ...] = Field(default=(), description="Ids of the findings it is about.")


class Comparison(_Frozen):
    """What :func:`workbench.divergence.compare` says about two documents."""

    format_version: Literal["1.0"] = FORMAT_VERSION
    draft: DocumentIdentity
    reference: DocumentIdentity
    alignment: tuple[Link, ...] = Field(description="Every provision of both documents exactly once.")
    divergences: tuple[Divergence, ...]
    rejected: tuple[Divergence, ...] = Field(
        default=(), description="Findings that a person rejected, with the reason in their decision."
    )
    indices: tuple[Index, ...] = Field(default=(), description="Limits of the draft with their counterparts.")
    degree: Degree
    degree_reason: dict[str, str] = Field(description="Reason of the degree for each user language.")
    claimed: Literal["IDT", "MOD", "NEQ", ""] = Field(
        default="", description="The degree that the draft itself claims."
    )
    steps: tuple[Step, ...] = Field(
        default=(), description="What stands between the draft and the next better degree."
    )
    unavailable: tuple[str, ...] = Field(
        default=(),
        description="Standards that the draft cites and of which nothing says what they correspond to: "
        "never taken for equal to others.",
    )
    views: tuple[View, ...] = Field(default=(), description="The perspectives that were asked for.")
    encoders: tuple[str, ...] = Field(default=(), description="Encoders that were used.")
    stale_decisions: tuple[LinkDecision, ...] = Field(
        default=(),
        description="Decisions about links whose provisions have changed since or are no longer there.",
    )
    stale_findings: tuple[FindingDecision, ...] = Field(
        default=(),
        description="Decisions about findings whose texts have changed since or that are no longer found.",
    )
