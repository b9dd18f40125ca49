"""What `workbench explain`, `decide` and `upgrade` do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from workbench.cli.printing import category_of, console, indented, progress
from workbench.decisions import (
    Decisions,
    FindingDecision,
    change_decisions,
    decided_on,
    decisions_file,
    load_decisions,
    name_of,
    with_finding_decision,
)
from workbench.messages import UserError, translate, ui_language
from workbench.sts import Standard, load
from workbench.versioning import read

if TYPE_CHECKING:
    from workbench.divergence import Comparison, Divergence
    from workbench.divergence.upgrading import UpgradePath, UpgradeStep
    from workbench.divergence.views import Verdict


class FindingError(UserError):
    """A finding that there is not, or a decision that says nothing."""


def compared(draft: Standard, reference: Standard) -> Comparison:
    """The comparison of two standards with the decisions beside the draft, with a bar while it is made."""
    from workbench.divergence import compare

    with progress(translate("cli.comparing")) as report:
        return compare(draft, reference, decisions=load_decisions(draft), progress=report)


def finding(comparison: Comparison, name: str) -> Divergence:
    """The finding of an id, rejected or not; the beginning of an id will do where it is unique.

    Raises:
        FindingError: where there is none, or several begin like this.
    """
    everything = (*comparison.divergences, *comparison.rejected)
    exact = [one for one in everything if one.id.casefold() == name.casefold()]
    alike = exact or [one for one in everything if one.id.casefold().startswith(name.casefold())]
    if not alike:
        raise FindingError("cli.finding.none", id=name)
    if len(alike) > 1:
        raise FindingError("cli.finding.several", id=name, ids=", ".join(one.id for one in alike))
    return alike[0]


def explain(draft: str, reference: str, name: str) -> None:
    """Print everything that is known of one finding: evidence, rule, what each perspective makes of it."""
    from workbench.divergence.perspectives import judge

    comparison = compared(read(draft), read(reference))
    found = finding(comparison, name)
    language = ui_language()
    out = console()
    out.print(f"[bold]{escape(found.id)}[/]  {escape(category_of(found))}  {escape(found.characteristic)}")
    out.print(escape(found.note[language]))
    for key, ids, evidence, value in (
        ("draft", found.draft, found.draft_evidence, found.draft_value),
        ("reference", found.reference, found.reference_evidence, found.reference_value),
    ):
        texts = {one.id: one for one in getattr(comparison, key).provisions}
        out.print(f"[bold]{translate(f'cli.{key}')}[/] {escape(value)}")
        for one in (texts[i] for i in ids):
            indented(out, escape(f"{one.clause} {one.heading} [{one.id}]"), 2, "dim")
            indented(out, escape(one.text), 2)
        quoted = ", ".join(f"“{excerpt.text}”" for excerpt in evidence if excerpt.text)
        if quoted:
            indented(out, escape(translate("cli.finding.evidence", words=quoted)), 2)
    facts = {
        "severity": translate(f"divergence.severity.{found.severity}"),
        "nature": translate(f"divergence.nature.{found.nature}"),
        "rule": found.rule,
        "confidence": f"{round(100 * found.confidence)} %",
        "review": translate(f"cli.finding.{'yes' if found.needs_review else 'no'}"),
        "effect": found.effect.advanced,
    }
    for key, text in facts.items():
        out.print(escape(translate(f"cli.finding.{key}", value=text)))
    for folded in found.folded:
        out.print(escape(translate("cli.finding.folded", note=folded.note[language])))
    if found.decision:
        out.print(escape(described(found.decision)))
    _print_verdicts(
        {
            perspective: next(
                (one for one in judge(comparison, perspective).verdicts if one.finding == found.id), None
            )
            for perspective in ("revision", "adoption", "advanced", "iso-proposal")
        }
    )


def _print_verdicts(verdicts: Mapping[str, Verdict | None]) -> None:
    language = ui_language()
    for perspective, verdict in verdicts.items():
        if verdict is not None:
            title = translate(f"cli.perspective.{perspective}")
            console().print(
                f"[bold]{title}[/]: {escape(verdict.name[language])}  {escape(verdict.note[language])}"
            )


def decide(draft: str, reference: str, names: Sequence[str], by: str, changes: Mapping[str, str]) -> None:
    """Keep what a person decided about findings; nothing is written where one of them is wrong.

    ``changes`` are the fields of :class:`workbench.decisions.FindingDecision` to set.

    Raises:
        UserError: where a document, a finding or the file of decisions is wrong.
    """
    standard, other = _draft(draft), read(reference)
    if not changes:
        raise FindingError("cli.decide.nothing")
    comparison = compared(standard, other)
    found = [finding(comparison, name) for name in names]
    if changes.get("status") == "rejected":
        reasons = [changes.get("reason", one.decision.reason if one.decision else "") for one in found]
        if not all(reason.strip() for reason in reasons):
            raise FindingError("cli.decide.no-reason")

    def change(decisions: Decisions) -> Decisions:
        findings = decisions.findings
        for one in found:
            new = decided_on(one, standard, other, before=one.decision, by=by, changes=changes)
            findings = with_finding_decision(findings, new)
        return decisions.model_copy(update={"findings": findings})

    kept = change_decisions(Path(draft), change)
    file = decisions_file(Path(draft))
    console().print(translate("cli.decide.saved", file=file, count=len(kept.findings)), markup=False)


def take_back(draft: str, reference: str, names: Sequence[str]) -> None:
    """Take back the decisions about these findings, even about ones that are no longer found.

    Raises:
        FindingError: where nothing was decided about one of them.
    """
    standard, against = _draft(draft), name_of(read(reference))

    def change(decisions: Decisions) -> Decisions:
        findings = decisions.findings
        for name in names:
            kept = tuple(
                one
                for one in findings
                if one.against != against or not one.finding.casefold().startswith(name.casefold())
            )
            if len(kept) == len(findings):
                raise FindingError("cli.decide.none", id=name, file=decisions_file(Path(draft)))
            findings = kept
        return decisions.model_copy(update={"findings": findings})

    load_decisions(standard)  # refuses the decisions of another document
    kept = change_decisions(Path(draft), change)
    file = decisions_file(Path(draft))
    console().print(translate("cli.decide.saved", file=file, count=len(kept.findings)), markup=False)


def list_findings(draft: str) -> None:
    """Print the decisions about findings beside a draft, a line each."""
    decisions = load_decisions(_draft(draft)).findings
    if not decisions:
        console().print(translate("cli.link.empty", file=decisions_file(Path(draft))), markup=False)
    for one in decisions:
        console().print(escape(described(one)))


def described(one: FindingDecision) -> str:
    """A decision on one line."""
    parts = [one.finding, translate(f"cli.decide.{one.status}")]
    called = " ".join(filter(None, (one.as_category, one.as_sub, one.as_nature, one.as_severity)))
    if called:
        parts.append(f"→ {called}")
    if one.reason_type:
        parts.append(translate(f"divergence.reason-type.{one.reason_type}"))
    parts += [one.reason, one.against, " ".join(filter(None, (one.by, one.at[:10])))]
    return "  ".join(filter(None, parts))


def _draft(draft: str) -> Standard:
    if "@" in draft and not Path(draft).exists():
        raise FindingError("cli.link.revision", file=draft)
    return load(draft)


def print_path(path: UpgradePath, steps: Sequence[UpgradeStep]) -> None:
    """The steps, what blocks most first, each with the change that can be made."""
    language = ui_language()
    out = console()
    counts = {
        weight: sum(step.weight == weight for step in path.steps)
        for weight in ("blocker", "burden", "advice")
    }
    out.print(
        translate(
            "cli.upgrade.summary",
            draft=path.designation,
            target=translate(f"cli.upgrade.{path.target}"),
            **counts,
        ),
        markup=False,
    )
    for step in steps:
        weight = translate(f"cli.upgrade.{step.weight}")
        place = " ".join(filter(None, (step.clause, step.heading)))
        source = f"  ({escape(step.source)})" if step.source else ""
        out.print(f"[bold]{escape(step.id)}[/]  {weight}  {escape(place)}[dim]{source}[/]")
        indented(out, escape(step.note[language]), 2)
        for change in step.changes[:_CHANGES_SHOWN]:
            if change.kind == "text":
                indented(out, escape(f"- {change.old}"), 4, "red")
                indented(out, escape(f"+ {change.new}"), 4, "green")
            else:
                indented(out, escape(translate("cli.upgrade.deletes", what=change.old)), 4, "red")


_CHANGES_SHOWN = 3
