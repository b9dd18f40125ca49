"""The way from a group standard to a higher one, as steps that a person takes."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Target = Literal["gb", "iso"]
Weight = Literal["blocker", "burden", "advice"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Change(_Frozen):
    """A change that can be made as it is: a provision gets another text, or a clause or provision goes."""

    kind: Literal["text", "delete-provision", "delete-clause"]
    target: str = Field(description="Id of the provision; number of the clause.")
    old: str = ""
    new: str = ""


class UpgradeStep(_Frozen):
    """One thing to change."""

    id: str = Field(description="Rule and a hash of the text: the same as long as the text is.")
    rule: str
    weight: Weight = Field(description="blocker: the target body refuses it; burden: it asks why; advice.")
    clause: str = Field(default="", description="Number of the clause, empty for the document as a whole.")
    heading: str = ""
    provision: str = Field(default="", description="Id of the provision, empty for a clause or the document.")
    text: str = Field(default="", description="The text that it is about.")
    note: dict[str, str] = Field(description="What to change and why, in each user language.")
    source: str = Field(default="", description="The rule of drafting behind it.")
    changes: tuple[Change, ...] = Field(
        default=(), description="The change itself, where it can be computed; one for each provision."
    )


class UpgradePath(_Frozen):
    """All steps, what blocks most first."""

    designation: str
    target: Target
    against: str = Field(default="", description="The ISO or IEC counterpart that it was compared with.")
    degree: str = Field(default="", description="Degree of correspondence to it, where there is one.")
    steps: tuple[UpgradeStep, ...]
