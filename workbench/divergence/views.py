"""What a perspective says about a comparison."""

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Verdict(_Frozen):
    """What a finding means here."""

    finding: str = Field(description="Id of the finding.")
    code: str = Field(description="Verdict, e.g. blocker, asset, list-and-explain, burden.")
    name: dict[str, str] = Field(description="What the verdict is called in each user language.")
    note: dict[str, str] = Field(description="What it means and what to do.")


class IndexVerdict(_Frozen):
    """How advanced one limit of the draft is."""

    index: int = Field(description="Place among the comparison's indices, from 0.")
    code: str = Field(description="leading, par-int, domestic-lead, par-dom, behind, new, incomparable.")
    name: dict[str, str]


class Gate(_Frozen):
    """A condition that has to be met."""

    id: str = Field(description="G1, G2, ...")
    passed: bool | None = Field(description="null where this comparison cannot tell.")
    note: dict[str, str]


class View(_Frozen):
    """A comparison read for a purpose: what stops comes first."""

    perspective: str = Field(description="Name, with what it was asked for: export:RU.")
    title: dict[str, str]
    conclusion: dict[str, str] = Field(description="One sentence that answers the question.")
    verdicts: tuple[Verdict, ...] = Field(description="One for each finding, the gravest first.")
    indices: tuple[IndexVerdict, ...] = ()
    gates: tuple[Gate, ...] = ()
