"""Judging a comparison by the rules of a perspective."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import import_module, util
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.designations import Designation, parse
from workbench.divergence.model import Comparison, Divergence
from workbench.divergence.views import Verdict, View
from workbench.languages.lexicon import mentions
from workbench.messages import UI_LANGUAGES, Message, UserError
from workbench.resources import NotYamlError, data_files, parse_plain_yaml, read_data
from workbench.userdata import leave_out, left_out, user_files

_PACKAGE = "workbench.divergence.perspectives"
_FOLDER = "perspectives"


class PerspectiveError(UserError):
    """A perspective that does not exist, or needs something that it was not given."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class When(_Strict):
    """What a finding has to be for a rule to hold; what is not named does not matter."""

    category: tuple[str, ...] = ()
    sub: tuple[str, ...] = ()
    nature: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    only_in: str = Field(default="", pattern="^(draft|reference|)$")
    safety: bool | None = None
    mandatory: bool | None = Field(
        default=None, description="Whether the reference is law where it is in force."
    )
    needs_review: bool | None = None
    identified: bool | None = None
    explained: bool | None = None

    def holds(self, found: Divergence, *, mandatory: bool) -> bool:
        """Whether a finding is like this."""
        side = "reference" if not found.draft else "draft" if not found.reference else ""
        texts = (
            (self.category, found.category),
            (self.sub, found.sub),
            (self.nature, found.nature),
            (self.severity, found.severity),
        )
        facts = (
            (self.safety, found.safety),
            (self.mandatory, mandatory),
            (self.needs_review, found.needs_review),
            (self.identified, found.identified),
            (self.explained, found.explained),
        )
        return (
            all(not wanted or value in wanted for wanted, value in texts)
            and all(wanted is None or wanted == value for wanted, value in facts)
            and (not self.only_in or self.only_in == side)
        )


class Rule(_Strict):
    """A verdict for the findings that are like ``when``."""

    when: When = When()
    verdict: str
    note: dict[str, str]


class Perspective(_Strict):
    """One file of rules."""

    title: dict[str, str]
    needs: str = Field(default="", description="What has to be named behind a colon: country.")
    verdicts: dict[str, dict[str, str]] = Field(description="Names of the verdicts, the gravest first.")
    rules: tuple[Rule, ...]

    def verdict(self, found: Divergence, *, mandatory: bool) -> Verdict:
        """The verdict of the first rule that holds; the last verdict where none does."""
        for rule in self.rules:
            if rule.when.holds(found, mandatory=mandatory):
                return Verdict(
                    finding=found.id, code=rule.verdict, name=self.verdicts[rule.verdict], note=rule.note
                )
        last = list(self.verdicts)[-1]
        return Verdict(finding=found.id, code=last, name=self.verdicts[last], note=self.verdicts[last])


def names() -> tuple[str, ...]:
    """Names of all perspectives, the user's own among them."""
    return tuple(sorted(_all()))


def check(name: str) -> Perspective:
    """The perspective of a name.

    Raises:
        PerspectiveError: where there is no such perspective, or it needs a country.
    """
    key, _, asked = name.partition(":")
    perspective = _all().get(key)
    if perspective is None:
        for problem in left_out():
            if Path(str(problem.message.values.get("file", ""))).stem == key:
                raise problem  # there is one of that name, and this is what is wrong with it
        raise PerspectiveError("divergence.perspective.unknown", name=key, known=", ".join(names()))
    if bool(perspective.needs) != bool(asked):
        wrong = "needs" if perspective.needs else "needs-nothing"
        raise PerspectiveError(f"divergence.perspective.{wrong}", name=key)
    return perspective


def judge(comparison: Comparison, name: str) -> View:
    """Read a comparison as ``name`` (``adoption``, ``advanced``, ``iso-proposal``, ``export:RU``, ...).

    Raises:
        PerspectiveError: where there is no such perspective, or it needs a country.
    """
    perspective = check(name)
    key, _, asked = name.partition(":")
    mandatory = mentions("mandatory", comparison.reference.designation, "")
    verdicts = [perspective.verdict(found, mandatory=mandatory) for found in comparison.divergences]
    order = list(perspective.verdicts)
    verdicts.sort(key=lambda verdict: order.index(verdict.code))
    view = View(
        perspective=name,
        title=perspective.title,
        conclusion=_counted(perspective, verdicts),
        verdicts=tuple(verdicts),
    )
    module = f"{_PACKAGE}.{key.replace('-', '_')}"
    if perspective is not _shipped().get(key) or util.find_spec(module) is None:
        return view  # a user's own has rules only
    concluded: View = import_module(module).conclude(comparison, view, asked)
    return concluded


def _counted(perspective: Perspective, verdicts: list[Verdict]) -> dict[str, str]:
    """How many findings have which verdict."""
    counts = Counter(verdict.code for verdict in verdicts)
    said = {}
    for language in UI_LANGUAGES:
        parts = tuple(
            Message("divergence.perspective.count", {"name": named[language], "count": counts[code]})
            for code, named in perspective.verdicts.items()
            if counts[code]
        )
        key = "divergence.perspective.counts" if parts else "divergence.perspective.nothing"
        said[language] = Message(key, {"parts": parts}).render(language)
    return said


def designation_of(text: str) -> Designation | None:
    """The designation of a document, read."""
    return parse(text) if text else None


def _all() -> Mapping[str, Perspective]:
    return {**_shipped(), **_users()}


@cache
def _shipped() -> Mapping[str, Perspective]:
    return {
        name.removesuffix(".yaml"): Perspective.model_validate(read_data(_PACKAGE, "data", name))
        for name in data_files(_PACKAGE, "data")
    }


def _users() -> Mapping[str, Perspective]:
    """The user's own perspectives; a file that is wrong is left out and told."""
    found = {}
    for file in user_files(_FOLDER, ".yaml"):
        perspective = _user_perspective(file)
        if perspective is not None:
            found[file.stem] = perspective
    return found


def _user_perspective(file: Path) -> Perspective | None:
    try:
        perspective = Perspective.model_validate(parse_plain_yaml(file.read_text(encoding="utf-8")))
    except NotYamlError as error:
        problem = PerspectiveError(
            "divergence.perspective.no-yaml", file=file, line=error.line, problem=str(error)
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        problem = PerspectiveError("divergence.perspective.bad", file=file, where=where, problem=first["msg"])
    except (OSError, UnicodeDecodeError) as error:
        problem = PerspectiveError("divergence.perspective.unreadable", file=file, problem=str(error))
    else:
        unknown = {rule.verdict for rule in perspective.rules} - set(perspective.verdicts)
        texts = [
            perspective.title,
            *perspective.verdicts.values(),
            *(rule.note for rule in perspective.rules),
        ]
        if not unknown and all(set(UI_LANGUAGES) <= set(text) for text in texts):
            return perspective
        what = ", ".join(sorted(unknown)) or " / ".join(UI_LANGUAGES)
        problem = PerspectiveError("divergence.perspective.incomplete", file=file, what=what)
    leave_out(file, problem)
    return None
