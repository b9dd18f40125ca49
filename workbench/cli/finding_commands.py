"""The commands about findings: explain one, decide about them, see the way to a higher standard."""

from pathlib import Path
from typing import get_args

import rich_click as click

from workbench.cli.group import command, document, workbench
from workbench.cli.printing import console, print_left_out
from workbench.decisions import Category, ReasonType
from workbench.messages import translate

_by = click.option("--by", metavar="NAME", default="", help=translate("cli.link.by"))
_findings = click.argument(
    "findings", metavar="FINDING...", nargs=-1, required=True, help=translate("cli.finding.ids")
)


@command(workbench, "explain")
@document("draft", "cli.compare.draft")
@document("reference", "cli.compare.reference")
@click.argument("finding", metavar="FINDING", help=translate("cli.finding.id"))
def explain(draft: str, reference: str, finding: str) -> None:
    """Everything about one finding."""
    from workbench.cli.deciding import explain as explain_finding

    explain_finding(draft, reference, finding)
    print_left_out()


@command(workbench, "decide")
@document("draft", "cli.link.draft")
@click.argument("reference", metavar="[REFERENCE]", required=False, help=translate("cli.compare.reference"))
@click.argument("findings", metavar="[FINDING...]", nargs=-1, help=translate("cli.finding.ids"))
@click.option("--confirm", "status", flag_value="confirmed", help=translate("cli.decide.confirm"))
@click.option("--reject", "status", flag_value="rejected", help=translate("cli.decide.reject"))
@click.option("--reopen", "status", flag_value="open", help=translate("cli.decide.reopen"))
@click.option("--category", type=click.Choice(get_args(Category)), help=translate("cli.decide.category"))
@click.option("--sub", metavar="NAME", help=translate("cli.decide.sub"))
@click.option(
    "--nature", type=click.Choice(["T", "S", "ME", "EO", "TR", "L"]), help=translate("cli.decide.nature")
)
@click.option(
    "--severity",
    type=click.Choice(["blocker", "major", "minor", "info"]),
    help=translate("cli.decide.severity"),
)
@click.option("--reason", metavar="TEXT", help=translate("cli.decide.reason"))
@click.option(
    "--reason-type", type=click.Choice(get_args(ReasonType)), help=translate("cli.decide.reason-type")
)
@click.option("--take-back", is_flag=True, help=translate("cli.decide.take-back"))
@_by
def decide(
    draft: str,
    reference: str | None,
    findings: tuple[str, ...],
    status: str | None,
    category: str | None,
    sub: str | None,
    nature: str | None,
    severity: str | None,
    reason: str | None,
    reason_type: str | None,
    take_back: bool,
    by: str,
) -> None:
    """What a person says of findings."""
    from workbench.cli import deciding

    if reference is None or not findings:
        deciding.list_findings(draft)
        return
    if take_back:
        deciding.take_back(draft, reference, findings)
        return
    given = {
        "status": status,
        "as_category": category,
        "as_sub": sub,
        "as_nature": nature,
        "as_severity": severity,
        "reason": reason,
        "reason_type": reason_type,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    deciding.decide(draft, reference, findings, by, changes)


@command(workbench, "upgrade")
@document("draft", "cli.upgrade.draft")
@click.option(
    "--to", "target", type=click.Choice(["gb", "iso"]), required=True, help=translate("cli.upgrade.to")
)
@click.option("--against", metavar="REFERENCE", help=translate("cli.upgrade.against"))
@click.option("--json", "json_file", metavar="F", type=Path, help=translate("cli.compare.json"))
@click.option("--apply", "ids", metavar="STEP", multiple=True, help=translate("cli.upgrade.apply"))
@click.option("--output", "-o", metavar="F", type=Path, help=translate("cli.upgrade.output"))
def upgrade(
    draft: str,
    target: str,
    against: str | None,
    json_file: Path | None,
    ids: tuple[str, ...],
    output: Path | None,
) -> None:
    """The way to a national or international standard."""
    from workbench.cli.deciding import compared, print_path
    from workbench.divergence.upgrading import apply_steps
    from workbench.divergence.upgrading import upgrade as path_of
    from workbench.messages import UserError
    from workbench.sts import save, write_atomically
    from workbench.versioning import read

    standard = read(draft)
    comparison = compared(standard, read(against)) if against else None
    path = path_of(standard, "gb" if target == "gb" else "iso", comparison)
    if json_file:
        write_atomically(json_file, (path.model_dump_json(indent=1) + "\n").encode())
    if not ids:
        print_path(path, path.steps)
        print_left_out()
        return
    if output is None:
        raise UserError("cli.upgrade.no-output")
    wanted = [step.id for step in path.steps if step.changes] if "all" in ids else list(ids)
    taken = apply_steps(standard, path, wanted)
    save(standard, output)
    print_path(path, taken)
    console().print(translate("cli.written", file=output), markup=False)


@command(workbench, "merge-decisions", hidden=True)
@click.argument("base", metavar="BASE", type=Path)
@click.argument("ours", metavar="OURS", type=Path)
@click.argument("theirs", metavar="THEIRS", type=Path)
@click.argument("path", metavar="PATH")
def merge_decisions(base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Decisions of two people, for git merge."""
    from workbench.cli.merging import merge_for_git

    return merge_for_git(base, ours, theirs, path)
