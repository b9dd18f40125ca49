"""What the server extension answers, and the JSON schema of it.

The lab extension's TypeScript types are generated from this schema:
``python -m workbench.jupyter.pages > extensions/jupyterlab-workbench/schema/pages.json``, then
``npm run types``.
"""

import json
import sys
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema

from workbench.decisions import ReasonType
from workbench.divergence import Comparison, Nature, Severity
from workbench.interchange import ReadingKind

MAX_REASON = 2000
"""Longest reason of a decision, in characters."""


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OutlineEntry(_Page):
    """One line of the outline beside a standard."""

    id: str = Field(description="The id attribute of the clause's element in the HTML.")
    number: str = Field(description="Number of the clause, e.g. 5.3 or A.1; empty where it has none.")
    title: str
    depth: int = Field(ge=1, description="1 for a clause, 2 for a subclause, ...")


class StandardPage(_Page):
    """A standard as a person reads it."""

    path: str = Field(description="As asked for: relative to the server's root, with @revision if any.")
    revision: str = Field(description="The git revision that was asked for, empty for the file as it is.")
    designation: str
    title: str
    language: str = Field(description="Language of the document's text (BCP 47), empty if not stated.")
    html: str = Field(description="Fragment; every text of the document in it is escaped.")
    outline: tuple[OutlineEntry, ...]


class ReadingMark(_Page):
    """Something that was read, and where it stands."""

    provision: str = Field(description="Id of the provision.")
    start: int = Field(ge=0, description="Offset in the provision's text, in code points.")
    end: int = Field(ge=1)
    kind: ReadingKind
    note: str = Field(description="What was understood, in the user's language.")


class LegendEntry(_Page):
    """A kind of readings and how many marks there are of it."""

    kind: ReadingKind
    name: str = Field(description="In the user's language.")
    count: int = Field(ge=0)


class ReadingsPage(_Page):
    """What was read in a standard."""

    provisions: dict[str, str] = Field(description="Plain text by id, for the provisions that have marks.")
    marks: tuple[ReadingMark, ...] = Field(description="In the order of the text; none overlaps another.")
    legend: tuple[LegendEntry, ...] = Field(description="Every kind, those without a mark too.")


class Names(_Page):
    """What the codes of a comparison are called in the user's language."""

    category: dict[str, str] = Field(description="By code, for the categories that occur.")
    sub: dict[str, str] = Field(description="By code, for the sub-categories that occur.")
    severity: dict[str, str] = Field(description="By code, for all severities.")
    nature: dict[str, str] = Field(description="By code, for all natures.")
    degree: str
    claimed: str = Field(description="The degree that the draft claims, empty where it claims none.")
    part: dict[str, str] = Field(description="By code, for the parts of a link's score.")
    key: dict[str, str] = Field(description="By code, for all parts of the comparability key.")
    reason_type: dict[str, str] = Field(description="By code, for all kinds of reasons.")


class Country(_Page):
    """A country for which a comparison can be read."""

    perspective: str = Field(description="What to ask for: export:RU.")
    name: str = Field(description="In the user's language.")


class Purpose(_Page):
    """A purpose for which a comparison can be read."""

    perspective: str = Field(description="What to ask for; empty where a country has to be named.")
    name: str = Field(description="In the user's language.")
    countries: tuple[Country, ...] = Field(description="Empty where none has to be named.")


class ComparisonPage(_Page):
    """Two standards and what was found between them."""

    comparison: Comparison
    names: Names
    purposes: tuple[Purpose, ...] = Field(description="What the comparison can be read as.")
    draft: StandardPage
    reference: StandardPage


class StandardFiles(_Page):
    """Standards below the server's root, for suggestions."""

    paths: tuple[str, ...]


class CompareRequest(_Page):
    """Body of a request for a comparison."""

    draft: str = Field(description="Path relative to the server's root; path@revision reads it from git.")
    reference: str
    perspectives: tuple[str, ...] = Field(default=(), description="Purposes to judge for, e.g. export:RU.")
    ui_language: str = Field(default="en", description="The lab's language tag, e.g. zh-CN.")


class DecideRequest(_Page):
    """Body of a request to keep a person's decision about a link beside the draft."""

    draft: str = Field(description="Path relative to the server's root.")
    reference: str
    decision: Literal["accepted", "rejected", "drawn", "none"] = Field(
        description="none takes back what was decided about these provisions."
    )
    draft_ids: tuple[str, ...] = Field(min_length=1)
    reference_ids: tuple[str, ...] = Field(min_length=1)
    ui_language: str = "en"


class DecideFindingRequest(_Page):
    """Body of a request to keep beside the draft what a person says of a finding.

    What is empty leaves what the workbench says.
    """

    draft: str = Field(description="Path relative to the server's root.")
    reference: str
    perspectives: tuple[str, ...] = Field(default=(), description="As asked for when it was found.")
    finding: str = Field(min_length=1, description="Id of the finding, or of the decision to be taken back.")
    status: Literal["open", "confirmed", "rejected", "none"] = Field(
        description="none takes back all that was decided about it; rejected needs a reason."
    )
    as_nature: Nature | Literal[""] = ""
    as_severity: Severity | Literal[""] = ""
    reason: str = Field(
        default="",
        max_length=MAX_REASON,
        description="Why it is rejected, or why the draft deviates.",
    )
    reason_type: ReasonType | Literal[""] = ""
    ui_language: str = "en"


class DecisionsPage(_Page):
    """The decisions beside a draft of the kind of which one was made."""

    count: int = Field(ge=0)


class Api(_Page):
    """Everything that travels between the server extension and the lab."""

    standard: StandardPage
    comparison: ComparisonPage
    files: StandardFiles
    readings: ReadingsPage
    request: CompareRequest
    decide: DecideRequest
    decide_finding: DecideFindingRequest
    decisions: DecisionsPage


class _SchemaOfAnswers(GenerateJsonSchema):
    """A schema from which good TypeScript comes."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True  # Defaults are sent, so nothing is optional for the reader.

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False  # Each title would become an exported type, one of them called Number.


def schema() -> str:
    """The JSON schema of :class:`Api`, as it is committed."""
    answers = Api.model_json_schema(mode="serialization", schema_generator=_SchemaOfAnswers)
    return json.dumps(answers, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema())
