"""What commands print: readable in 80 columns, plain when piped, in the user's language."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.box import SIMPLE, Box
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from workbench.messages import translate, ui_language
from workbench.sts import Clause, Provision, Standard
from workbench.sts.validation import Problem
from workbench.userdata import left_out

if TYPE_CHECKING:
    # The numeric libraries behind it take a second to load, which --help and git diff need not pay.
    from workbench.divergence import Comparison, Divergence
    from workbench.divergence.views import View

_SEVERITIES = ("blocker", "major", "minor", "info")
_STYLES = {"blocker": "bold red", "major": "red", "minor": "yellow", "info": "dim"}

SHOWN = 25
"""How many findings a comparison prints where not all are asked for."""

_COLUMNS = ("finding", "category", "clause", "draft", "reference")


def indented(out: Console, text: str, indent: int, style: str | None = None) -> None:
    """Print text some columns in: wrapped on a terminal, on one line where a program reads it."""
    if sys.stdout.isatty():
        out.print(Padding(text, (0, 0, 0, indent)), style=style)
    else:
        out.print(f"{' ' * indent}{text}", style=style)


def console() -> Console:
    """Where results go. Without a terminal there is no colour, and lines are as long as they are."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def box() -> Box | None:
    """Lines of tables: none where a program reads them."""
    return SIMPLE if sys.stdout.isatty() else None


@contextmanager
def progress(text: str) -> Iterator[Callable[[float], None]]:
    """A bar on standard error while something takes its time; nothing where nobody looks.

    Gives a function to call with the share that is done, 0 to 1.
    """
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task(text, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def print_standard(standard: Standard) -> None:
    """Metadata and outline of a standard."""
    out = console()
    out.print(f"[bold]{escape(standard.designation)}[/]  {escape(standard.title(ui_language()))}")
    facts = Table(box=None, show_header=False, padding=(0, 1))
    for name, value in standard.metadata[1:]:
        facts.add_row(_field(name), escape(value))
    out.print(facts)
    counts = Counter(provision.kind.value for provision in standard.provisions)
    named = ", ".join(f"{translate(f'cli.kind.{kind}')} {count}" for kind, count in counts.items())
    out.print(translate("cli.provisions", count=len(standard.provisions), kinds=named))
    for clause in standard.clauses:
        _print_clause(out, clause, 0)


def _field(name: str) -> str:
    known = name.partition(".")
    try:
        shown = translate(f"cli.field.{known[0]}")
    except KeyError:
        return name
    return f"{shown} ({known[2]})" if known[2] else shown


def _print_clause(out: Console, clause: Clause, depth: int) -> None:
    number = f"{clause.number}  " if clause.number else ""
    informative = "" if clause.normative else f" [dim]({translate('cli.informative')})[/]"
    indented(out, f"{number}{escape(clause.title)}{informative}", 2 + 2 * depth)
    for inner in clause.clauses:
        _print_clause(out, inner, depth + 1)


def print_provisions(provisions: tuple[Provision, ...]) -> None:
    """Provisions with their ids, one after the other."""
    out = console()
    for provision in provisions:
        number = f"{provision.clause_number}  " if provision.clause_number else ""
        out.print(
            f"[dim]{escape(provision.id)}[/]  {number}{escape(provision.label)} {escape(provision.text)}"
        )


def print_problems(file: str, problems: tuple[Problem, ...]) -> None:
    """What is wrong with a document, where, and what would be right."""
    out = console()
    for problem in problems:
        where = translate("cli.where", line=problem.line, element=problem.element)
        clause = translate("cli.in-clause", clause=problem.clause) if problem.clause else ""
        severity = translate(f"cli.problem.{problem.severity.value}")
        out.print(f"[bold]{escape(file)}[/]{where}{clause} {severity}: {escape(problem.message.render())}")
        if problem.suggestion is not None:
            indented(out, escape(problem.suggestion.render()), 4)


def print_comparison(comparison: Comparison, *, every: bool = False) -> None:
    """Degree, counts, then the findings that matter most, or every one."""
    out = console()
    language = ui_language()
    for side in ("draft", "reference"):
        identity = getattr(comparison, side)
        title = identity.title.get(language) or next(iter(identity.title.values()), "")
        out.print(f"{translate(f'cli.{side}')}: [bold]{escape(identity.designation)}[/] {escape(title)}")
    out.print(
        f"{translate('cli.degree')}: [bold]{comparison.degree}[/]  {comparison.degree_reason[language]}"
    )
    out.print(_links(comparison))
    _print_steps(out, comparison)
    _print_for_a_person(out, comparison)
    counts: Counter[str] = Counter(divergence.severity for divergence in comparison.divergences)
    named = ", ".join(
        f"{translate(f'divergence.severity.{severity}')} {counts[severity]}"
        for severity in _SEVERITIES
        if counts[severity]
    )
    out.print(translate("cli.divergences", count=len(comparison.divergences), severities=named or "0"))
    ranked = sorted(comparison.divergences, key=_rank)
    shown = ranked if every else ranked[:SHOWN]
    if shown:
        out.print(_findings(comparison, shown))
    if len(shown) < len(ranked):
        out.print(translate("cli.more", count=len(ranked) - len(shown)))
    for view in comparison.views:
        _print_view(out, view)


def _links(comparison: Comparison) -> str:
    relations = Counter(link.relation for link in comparison.alignment)
    named = [f"{translate(f'divergence.relation.{name}')} {count}" for name, count in relations.items()]
    moved = sum(link.moved for link in comparison.alignment)
    return translate("cli.alignment", relations=", ".join(named), moved=moved)


def _print_steps(out: Console, comparison: Comparison) -> None:
    """What stands between the draft and the next better degree, where it claims one."""
    language = ui_language()
    if comparison.claimed:
        out.print(translate("cli.claimed", degree=comparison.claimed))
        for step in comparison.steps:
            named = "  ".join(step.findings[:SHOWN])
            indented(out, escape(f"{step.note[language]} {named}".strip()), 2)
    if comparison.unavailable:
        named = ", ".join(comparison.unavailable)
        out.print(
            escape(translate("cli.unavailable", count=len(comparison.unavailable), named=named)), style="dim"
        )
    if comparison.rejected:
        out.print(translate("cli.rejected", count=len(comparison.rejected)))


def _print_view(out: Console, view: View) -> None:
    """The conclusion of a perspective, its gates, and the verdicts that are more than the last one."""
    language = ui_language()
    out.print(f"[bold]{escape(view.title[language])}[/]")
    out.print(escape(view.conclusion[language]))
    for gate in view.gates:
        state = {True: "passed", False: "failed", None: "open"}[gate.passed]
        name = f"{gate.id} " if gate.id.startswith("G") else ""
        line = f"{name}{translate(f'cli.gate.{state}')}  {gate.note[language]}"
        indented(out, escape(line), 2)
    by_code: dict[str, list[str]] = {}
    for verdict in view.verdicts:
        by_code.setdefault(f"{verdict.name[language]}: {verdict.note[language]}", []).append(verdict.finding)
    for said, findings in by_code.items():
        named = " ".join(findings[:SHOWN]) + (" …" if len(findings) > SHOWN else "")
        indented(out, escape(f"{said}  ({len(findings)}) {named}"), 2)


def _print_for_a_person(out: Console, comparison: Comparison) -> None:
    """The links that a person has to decide about, and the decisions to be looked at again."""
    weak = [link for link in comparison.alignment if link.weak]
    for key, sides in (
        ("weak", [(link.draft, link.reference) for link in weak]),
        ("stale", [(tuple(one.draft), tuple(one.reference)) for one in comparison.stale_decisions]),
    ):
        if sides:
            named = "  ".join(f"{','.join(mine)}:{','.join(theirs)}" for mine, theirs in sides)
            out.print(escape(translate(f"cli.{key}", count=len(sides), links=named)), style="yellow")
    if comparison.stale_findings:
        named = "  ".join(one.finding for one in comparison.stale_findings)
        count = len(comparison.stale_findings)
        out.print(escape(translate("cli.stale-findings", count=count, findings=named)), style="yellow")


def _rank(found: Divergence) -> tuple[int, bool]:
    """By severity; what both documents regulate before what only one has."""
    return _SEVERITIES.index(found.severity), not (found.draft and found.reference)


def _findings(comparison: Comparison, shown: Sequence[Divergence]) -> Table:
    table = Table(box=box(), pad_edge=False)
    for name in _COLUMNS:
        table.add_column(translate(f"cli.column.{name}"), overflow="fold")
    clauses = {
        provision.id: provision
        for identity in (comparison.reference, comparison.draft)
        for provision in identity.provisions
    }
    for found in shown:
        first = (found.draft or found.reference)[0]
        place = clauses[first]
        table.add_row(
            f"[{_STYLES[found.severity]}]{found.id}[/]",
            category_of(found),
            escape(f"{place.clause} {_cut(found.characteristic, 12)}".strip()),
            escape(found.draft_value or _short(comparison, found.draft, "draft")),
            escape(found.reference_value or _short(comparison, found.reference, "reference")),
        )
    return table


def category_of(found: Divergence) -> str:
    """Category and sub-category in the user's language."""
    name = translate(f"divergence.category.{found.category}")
    try:
        return f"{name}: {translate(f'divergence.sub.{found.sub}')}" if found.sub else name
    except KeyError:
        return name


def _short(comparison: Comparison, ids: tuple[str, ...], side: str) -> str:
    if not ids:
        return "—"
    texts = {provision.id: provision.text for provision in getattr(comparison, side).provisions}
    return _cut(texts[ids[0]], 40)


def print_left_out() -> None:
    """Say on standard error which of the user's own knowledge files could not be used, and why."""
    for problem in left_out():
        print(problem.render(), file=sys.stderr)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
