"""The comparison in SARIF 2.1.0 (OASIS), in which other tools show findings: editors, code hosts."""

import json
import os
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from workbench.divergence import Comparison, Divergence, DocumentIdentity
from workbench.dossier.names import SEVERITIES, name_of
from workbench.messages import translate
from workbench.messages import ui_language as users_language
from workbench.sts import Standard, write_atomically

SARIF_VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS: dict[str, Literal["error", "warning", "note"]] = {
    "blocker": "error",
    "major": "error",
    "minor": "warning",
    "info": "note",
}
"""Level of a result by the severity of the finding."""

FINGERPRINT = "workbenchFinding/v1"
"""Name of the fingerprint: the id of the finding, which lasts as long as the texts do."""

_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_ROOT = "%SRCROOT%"
"""By custom the folder of the checkout, for a tool to fill in (SARIF 2.1.0, 3.14.14)."""

_REVISION = ".xml@"

_Json = dict[str, Any]


def as_sarif(
    comparison: Comparison,
    draft: Standard | None = None,
    reference: Standard | None = None,
    *,
    ui_language: str | None = None,
) -> str:
    """The comparison as a SARIF log of one run, in JSON.

    A finding is located in the draft, by clause and provision, and related to the reference. Lines are known
    of a standard that is given. What a person rejected is there as suppressed. ``ui_language`` is ``"zh"`` or
    ``"en"``, the user's where omitted.
    """
    log = {
        "$schema": SCHEMA,
        "version": SARIF_VERSION,
        "runs": [_Run(comparison, (draft, reference), ui_language or users_language()).run()],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def write_sarif(
    path: str | os.PathLike[str],
    comparison: Comparison,
    draft: Standard | None = None,
    reference: Standard | None = None,
    *,
    ui_language: str | None = None,
) -> Path:
    """Write :func:`as_sarif` to ``path``, the whole file or nothing; gives the path.

    Raises:
        StsError: where the file cannot be written.
    """
    target = Path(path)
    write_atomically(target, as_sarif(comparison, draft, reference, ui_language=ui_language).encode())
    return target


class _Run:
    def __init__(
        self, comparison: Comparison, standards: tuple[Standard | None, Standard | None], language: str
    ) -> None:
        self.comparison = comparison
        self.language = language
        self.rules: dict[str, list[Divergence]] = {}
        for found in sorted((*comparison.divergences, *comparison.rejected), key=_rule_id):
            self.rules.setdefault(_rule_id(found), []).append(found)
        self.numbers = {rule: number for number, rule in enumerate(self.rules)}
        draft = _Side(comparison.draft, standards[0], 0)
        reference = _Side(comparison.reference, standards[1], 1 if draft.uri else 0)
        self.sides = (draft, reference)

    def run(self) -> _Json:
        """The run object (SARIF 2.1.0, 3.14)."""
        comparison = self.comparison
        against = comparison.reference.designation or comparison.reference.path
        return {
            "tool": {
                "driver": {
                    "name": "workbench",
                    "version": _own_version(),
                    "language": _LANGUAGES[self.language],
                    "rules": [self._rule(rule, found) for rule, found in self.rules.items()],
                }
            },
            # A draft compared with several references has several runs, told apart by this.
            "automationDetails": {"id": f"workbench/{quote(against, safe='')}/"},
            "language": _LANGUAGES[self.language],
            "artifacts": [
                side.artifact(role)
                for side, role in zip(self.sides, ("analysisTarget", "referencedOnCommandLine"), strict=True)
                if side.uri
            ],
            "results": [
                *(self._result(found, []) for found in comparison.divergences),
                *(self._result(found, [_suppression(found)]) for found in comparison.rejected),
            ],
            "properties": {
                "degree": comparison.degree,
                "degree_reason": comparison.degree_reason.get(self.language, ""),
                "claimed": comparison.claimed,
                "draft": comparison.draft.designation,
                "reference": comparison.reference.designation,
                "unavailable": list(comparison.unavailable),
                "encoders": list(comparison.encoders),
            },
        }

    def _rule(self, rule: str, found: Sequence[Divergence]) -> _Json:
        """A reporting descriptor (3.49); its level is that of the gravest finding."""
        gravest = min((one.severity for one in found), key=SEVERITIES.index)
        return {
            "id": rule,
            "shortDescription": {"text": _escaped(self._kind(found[0]))},
            "defaultConfiguration": {"level": LEVELS[gravest]},
            "properties": {"category": found[0].category, "sub": found[0].sub},
        }

    def _kind(self, found: Divergence) -> str:
        category = name_of("category", found.category, self.language)
        if not found.sub:
            return category
        sub = name_of("sub", found.sub, self.language)
        return translate("spreadsheet.kind", self.language, category=category, sub=sub)

    def _result(self, found: Divergence, suppressions: list[_Json]) -> _Json:
        """A result (3.27). That one is not suppressed is said as well, by an empty list (3.27.23)."""
        rule = _rule_id(found)
        draft, reference = self.sides
        related = reference.locations(found.reference)
        result: _Json = {
            "ruleId": rule,
            "ruleIndex": self.numbers[rule],
            "kind": "fail",
            "level": LEVELS[found.severity],
            "message": {"text": _escaped(found.note.get(self.language) or self._kind(found))},
            # What the draft lacks is a finding about the draft as a whole.
            "locations": draft.locations(found.draft) or draft.whole(),
            "partialFingerprints": {FINGERPRINT: found.id},
            "suppressions": suppressions,
            "properties": _properties(found),
        }
        if related:
            result["relatedLocations"] = [
                {"id": number, **one} for number, one in enumerate(related, start=1)
            ]
        return result


def _rule_id(found: Divergence) -> str:
    return f"{found.category}.{found.sub}" if found.sub else found.category


def _suppression(found: Divergence) -> _Json:
    """That a person rejected it (3.35)."""
    suppression: _Json = {"kind": "external", "status": "accepted"}
    decision = found.decision
    if decision is not None:
        if decision.reason:
            suppression["justification"] = decision.reason
        who = {name: value for name, value in (("by", decision.by), ("at", decision.at)) if value}
        if who:
            suppression["properties"] = who
    return suppression


def _properties(found: Divergence) -> _Json:
    properties: _Json = {
        "id": found.id,
        "severity": found.severity,
        "nature": found.nature,
        "confidence": found.confidence,
        "needs_review": found.needs_review,
        "identified": found.identified,
        "explained": found.explained,
        "rule": found.rule,
        "draft_value": found.draft_value,
        "reference_value": found.reference_value,
        "key_differs": list(found.key_differs),
    }
    if found.decision is not None:
        properties["decision"] = found.decision.status
    return properties


class _Side:
    """One of the two documents, the one at ``index`` of the run's artifacts, and places in it."""

    def __init__(self, document: DocumentIdentity, standard: Standard | None, index: int) -> None:
        self.document = document
        self.index = index
        path, at_revision, self.revision = document.path.partition(_REVISION)
        self.uri = _uri(path + at_revision.removesuffix("@"))
        self.clauses = {one.id: (one.clause, one.heading) for one in document.provisions}
        self.lines: dict[str, int] = {}
        for provision in standard.provisions if standard else ():
            self.clauses.setdefault(provision.id, (provision.clause_number, provision.heading))
            self.lines[provision.id] = provision.line

    def artifact(self, role: str) -> _Json:
        """An artifact (3.24)."""
        artifact: _Json = {"location": self._file(), "mimeType": "application/xml", "roles": [role]}
        if self.document.designation:
            artifact["description"] = {"text": _escaped(self.document.designation)}
        if self.revision:
            artifact["properties"] = {"revision": self.revision}
        return artifact

    def locations(self, ids: Sequence[str]) -> list[_Json]:
        """Locations (3.28) of provisions."""
        return [self._location(one) for one in ids]

    def whole(self) -> list[_Json]:
        """The location of the document itself, none where nobody says where it lies."""
        return [{"physicalLocation": self._physical(0)}] if self.uri else []

    def _location(self, id_: str) -> _Json:
        clause, heading = self.clauses.get(id_, ("", ""))
        location: _Json = {"logicalLocations": list(_logical(id_, clause))}
        if self.uri:
            location["physicalLocation"] = self._physical(self.lines.get(id_, 0))
        said = " ".join(part for part in (self.document.designation, clause, heading) if part)
        if said:
            location["message"] = {"text": _escaped(said)}
        return location

    def _physical(self, line: int) -> _Json:
        physical: _Json = {"artifactLocation": {**self._file(), "index": self.index}}
        if line > 0:
            physical["region"] = {"startLine": line}
        return physical

    def _file(self) -> _Json:
        """An artifact location (3.4)."""
        return {"uri": self.uri} if self.uri.startswith("file:") else {"uri": self.uri, "uriBaseId": _ROOT}


def _uri(path: str) -> str:
    """A URI reference: relative to the folder of work where the file lies in it; ``""`` of no path."""
    if not path:
        return ""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links
    try:
        return quote(absolute.relative_to(Path.cwd()).as_posix())
    except ValueError:
        return absolute.as_uri()


def _logical(id_: str, clause: str) -> Iterable[_Json]:
    """The provision, an element of the document, and the clause in which it stands (3.33)."""
    yield {"name": id_, "fullyQualifiedName": f"{clause}/{id_}" if clause else id_, "kind": "element"}
    if clause:
        yield {"name": clause, "fullyQualifiedName": clause, "kind": "clause"}


def _escaped(text: str) -> str:
    """``text`` in a message, where braces hold places (3.11.5) and ``[…](…)`` is a link (3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _own_version() -> str:
    try:
        return version("standards-workbench")
    except PackageNotFoundError:  # run from a folder without being installed
        return "0"
