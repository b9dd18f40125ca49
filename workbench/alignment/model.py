"""The result of an alignment."""

from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Progress = Callable[[float], None]
"""Called with the share of the work that is done, 0 to 1."""

Relation = Literal["equivalent", "split", "merged", "added", "missing"]


class Link(BaseModel):
    """Provisions of the draft and of the reference that say the same thing, or one that stands alone.

    ``split``: one provision of the reference became several of the draft; ``merged``: several became
    one; ``added``: only the draft has it; ``missing``: only the reference has it. ``moved``: it stands
    in another clause, or crosses the order of its neighbours.
    """

    model_config = ConfigDict(frozen=True)

    draft: tuple[str, ...] = Field(description="Ids of provisions of the draft, in document order.")
    reference: tuple[str, ...] = Field(description="Ids of provisions of the reference, in document order.")
    relation: Relation
    moved: bool = False
    weak: bool = Field(default=False, description="Not sure enough: for a person to decide.")
    decision: Literal["accepted", "drawn"] | None = Field(
        default=None, description="What a person decided about it; null where nobody did."
    )
    score: float | None = Field(
        default=None, ge=0, le=1, description="How sure the link is, 0 to 1; null where nothing is linked."
    )
    reasons: dict[str, float] = Field(
        default_factory=dict, description="Share of each part of the score, by name."
    )
