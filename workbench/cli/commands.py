"""The commands. Their help is in the user's language: this module is imported once that is known."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from workbench.cli import EXIT_BAD_INPUT, EXIT_FINDINGS, EXIT_FINE
from workbench.cli.group import SETTINGS, command, document, with_help, workbench
from workbench.cli.printing import (
    console,
    print_comparison,
    print_left_out,
    print_problems,
    print_provisions,
    print_standard,
    progress,
)
from workbench.messages import UserError, translate
from workbench.sts import Clause, Provision

if TYPE_CHECKING:
    from workbench.decisions import LinkKind

_files = click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=Path, help=translate("cli.argument.files")
)
_file = click.argument("file", metavar="FILE", type=Path, help=translate("cli.argument.document"))
_check = click.option("--check", is_flag=True, help=translate("cli.option.check"))


@workbench.group(name="git", help=translate("cli.git.help"), context_settings=SETTINGS)
@with_help
def git() -> None:
    """How git shows standards."""


@command(workbench, "show")
@document("file")
@click.option("--clause", metavar="5.3", help=translate("cli.show.clause"))
@click.option("--provisions", is_flag=True, help=translate("cli.show.provisions"))
def show(file: str, clause: str | None, provisions: bool) -> None:
    """Metadata and outline, one clause, or all provisions."""
    from workbench.versioning import read

    standard = read(file)
    if clause is not None:
        print_provisions(_whole(standard.clause(clause)))
    elif provisions:
        print_provisions(standard.provisions)
    else:
        print_standard(standard)


def _whole(clause: Clause) -> tuple[Provision, ...]:
    """The provisions of a clause and of its subclauses."""
    inner = [provision for part in clause.clauses for provision in _whole(part)]
    return (*clause.provisions, *inner)


@command(workbench, "validate")
@_files
@click.option("--schema", metavar="F", type=Path, help=translate("cli.validate.schema"))
@_check
def validate(files: tuple[Path, ...], schema: Path | None, check: bool) -> int:
    """What is wrong with documents."""
    from workbench.sts import load
    from workbench.sts.validation import validate as problems_of

    found = False
    for file in files:
        problems = problems_of(load(file), schema=schema)
        print_problems(str(file), problems)
        found = found or bool(problems)
        if not problems:
            console().print(translate("cli.validate.fine", file=file), markup=False)
    return EXIT_FINDINGS if check and found else EXIT_FINE


@command(workbench, "format")
@_files
@_check
def format_(files: tuple[Path, ...], check: bool) -> int:
    """The canonical form."""
    from workbench.sts import format_file

    changed = False
    for file in files:
        one = format_file(file, check=check)
        key = "cli.format.would" if one and check else "cli.format.done" if one else "cli.format.fine"
        console().print(translate(key, file=file), markup=False)
        changed = changed or one
    return EXIT_FINDINGS if check and changed else EXIT_FINE


@command(workbench, "compare")
@document("draft", "cli.compare.draft")
@document("reference", "cli.compare.reference")
@click.option("--json", "json_file", metavar="F", type=Path, help=translate("cli.compare.json"))
@click.option("--html", "html_file", metavar="F", type=Path, help=translate("cli.compare.html"))
@click.option("--xlsx", "xlsx_file", metavar="F", type=Path, help=translate("cli.compare.xlsx"))
@click.option("--sarif", "sarif_file", metavar="F", type=Path, help=translate("cli.compare.sarif"))
@click.option("--as", "perspectives", metavar="NAME", multiple=True, help=translate("cli.compare.as"))
@click.option("--encoder", metavar="NAME", help=translate("cli.compare.encoder"))
@click.option("--all", "every", is_flag=True, help=translate("cli.compare.all"))
@_check
def compare(
    draft: str,
    reference: str,
    json_file: Path | None,
    html_file: Path | None,
    xlsx_file: Path | None,
    sarif_file: Path | None,
    perspectives: tuple[str, ...],
    encoder: str | None,
    every: bool,
    check: bool,
) -> int:
    """A draft against a reference."""
    from workbench.alignment.encoders import default_encoder_for, get_encoder
    from workbench.decisions import load_decisions
    from workbench.divergence import compare as compare_standards
    from workbench.divergence.claims import rivals
    from workbench.dossier import write_report, write_sarif, write_spreadsheet
    from workbench.sts import write_atomically
    from workbench.versioning import read

    a, b = read(draft), read(reference)
    chosen = get_encoder(encoder) if encoder else None
    with progress(translate("cli.comparing")) as report:
        comparison = compare_standards(
            a,
            b,
            encoder=chosen,
            decisions=load_decisions(a),
            perspectives=perspectives,
            progress=report,
        )
    if json_file:
        write_atomically(json_file, (comparison.model_dump_json(indent=1) + "\n").encode())
    if html_file:
        write_report(html_file, comparison, a, b)
    if xlsx_file:
        write_spreadsheet(xlsx_file, comparison, a, b)
    if sarif_file:
        write_sarif(sarif_file, comparison, a, b)
    print_comparison(comparison, every=every)
    if comparison.claimed:
        others = rivals(a, b)
        if others:
            told = translate("cli.rivals", reference=b.designation, files=", ".join(others))
            console().print(told, markup=False, style="yellow")
    used = chosen or default_encoder_for(comparison.draft.language, comparison.reference.language)
    console().print(used.reason.render(), style="dim")
    for written in (json_file, html_file, xlsx_file, sarif_file):
        if written:
            console().print(translate("cli.written", file=written), markup=False)
    print_left_out()
    return EXIT_FINDINGS if check and comparison.divergences else EXIT_FINE


@command(workbench, "align")
@document("a", "cli.align.a")
@document("b", "cli.align.b")
@click.option("--lines", is_flag=True, help=translate("cli.align.lines"))
@click.option("--languages", metavar="de,fr", default="", help=translate("cli.align.languages"))
@click.option("--json", "json_file", metavar="F", type=Path, help=translate("cli.align.json"))
@click.option("--encoder", metavar="NAME", help=translate("cli.compare.encoder"))
def align_(a: str, b: str, lines: bool, languages: str, json_file: Path | None, encoder: str | None) -> None:
    """What corresponds in two standards, or in two files of one sentence a line."""
    from workbench.alignment import align
    from workbench.alignment.encoders import get_encoder
    from workbench.cli.aligning import align_files_of_lines, print_links, two_languages, write_links
    from workbench.decisions import load_decisions
    from workbench.versioning import read

    chosen = get_encoder(encoder) if encoder else None
    if lines:
        align_files_of_lines((Path(a), Path(b)), two_languages(languages), chosen, json_file)
        return
    if languages:
        raise UserError("cli.align.languages-of-lines")
    draft = read(a)
    with progress(translate("cli.align.aligning")) as report:
        decisions = load_decisions(draft).links
        links = align(draft, read(b), encoder=chosen, decisions=decisions, progress=report).links
    print_links(links)
    if json_file:
        write_links(json_file, links)
    print_left_out()


@workbench.group(name="link", help=translate("cli.link.help"), context_settings=SETTINGS)
@with_help
def link() -> None:
    """A person's decisions about links."""


_ids = click.argument("ids", metavar="LINK...", nargs=-1, required=True, help=translate("cli.link.ids"))
_by = click.option("--by", metavar="NAME", default="", help=translate("cli.link.by"))


def _deciding(name: str, kind: "LinkKind") -> None:
    """A command that keeps decisions of one kind."""

    @command(link, name)
    @document("draft", "cli.link.draft")
    @document("reference", "cli.compare.reference")
    @_ids
    @_by
    def decide(draft: str, reference: str, ids: tuple[str, ...], by: str) -> None:
        from workbench.cli.linking import decide_links

        decide_links(kind, draft, reference, ids, by)


_deciding("accept", "accepted")
_deciding("reject", "rejected")
_deciding("add", "drawn")


@command(link, "remove")
@document("draft", "cli.link.draft")
@document("reference", "cli.compare.reference")
@_ids
def link_remove(draft: str, reference: str, ids: tuple[str, ...]) -> None:
    """Take decisions back."""
    from workbench.cli.linking import remove_links

    remove_links(draft, reference, ids)


@command(link, "list")
@document("draft", "cli.link.draft")
def link_list(draft: str) -> None:
    """The decisions beside a draft."""
    from workbench.cli.linking import list_links

    list_links(draft)


@command(workbench, "schema")
def schema() -> None:
    """The JSON schema of a comparison."""
    from workbench.divergence import Comparison

    print(json.dumps(Comparison.model_json_schema(), indent=1, ensure_ascii=False))


_country = click.option("--country", metavar="CN", default="", help=translate("cli.option.country"))


@command(workbench, "read")
@click.argument("texts", metavar="TEXT...", nargs=-1, help=translate("cli.read.texts"))
@click.option("--lang", metavar="zh", default="", help=translate("cli.read.lang"))
@click.option("--profile", metavar="NAME", default="", help=translate("cli.read.profile"))
@_country
@click.option("--jsonl", metavar="FILE", type=Path, help=translate("cli.read.jsonl"))
def read_(texts: tuple[str, ...], lang: str, profile: str, country: str, jsonl: Path | None) -> int:
    """What is read in sentences."""
    from workbench.cli.reading import check_options, print_reading, read_lines
    from workbench.interchange import read_text

    if jsonl is None and not any(map(str.strip, texts)):
        raise UserError("cli.read.nothing")
    check_options(lang=lang, profile=profile, country=country)
    for text in texts:
        print_reading(read_text(text, lang, profile=profile, country=country))
    fine = read_lines(jsonl, lang, profile=profile, country=country) if jsonl else True
    print_left_out()
    return EXIT_FINE if fine else EXIT_BAD_INPUT


@command(workbench, "designation")
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True, help=translate("cli.designation.texts"))
@_country
@click.option("--json", "as_json", is_flag=True, help=translate("cli.designation.json"))
def designation(texts: tuple[str, ...], country: str, as_json: bool) -> int:
    """What designations say, and what they correspond to."""
    from workbench.cli.reading import check_options, print_designation

    check_options(country=country)
    fine = [print_designation(text, country=country, as_json=as_json) for text in texts]
    print_left_out()
    return EXIT_FINE if all(fine) else EXIT_BAD_INPUT


@command(workbench, "save")
@_file
@click.option("--message", "-m", help=translate("cli.save.message"))
@click.option("--author", metavar="NAME <MAIL>", help=translate("cli.save.author"))
def save(file: Path, message: str | None, author: str | None) -> None:
    """A draft as a version."""
    from workbench.versioning import save_version

    version = save_version(file, message=message, author=author)
    console().print(f"{version.revision}  {version.message}", markup=False)


@command(workbench, "log")
@_file
def log(file: Path) -> None:
    """The versions of a draft."""
    from workbench.versioning import history

    for version in history(file):
        title = next(iter(version.message.splitlines()), "")
        line = f"{version.revision}  {version.date:%Y-%m-%d %H:%M}  {version.author}  {title}"
        console().print(line, markup=False)


@command(workbench, "textconv", hidden=True)
@_file
def textconv(file: Path) -> None:
    """A document as text, for git diff."""
    from workbench.versioning import textconv as as_text

    # Bytes: git reads UTF-8, whatever the terminal's encoding is.
    sys.stdout.buffer.write(as_text(file).encode())


_folder = click.argument(
    "folder", metavar="[FOLDER]", type=Path, default=Path(), help=translate("cli.git.folder")
)


@command(git, "enable")
@_folder
@click.option("--shared", is_flag=True, help=translate("cli.git.shared"))
def git_enable(folder: Path, shared: bool) -> None:
    """Text in git diff."""
    from workbench.versioning import enable

    enable(folder, shared=shared)
    console().print(translate("cli.git.enabled"))


@command(git, "disable")
@_folder
def git_disable(folder: Path) -> None:
    """XML in git diff."""
    from workbench.versioning import disable

    disable(folder)
    console().print(translate("cli.git.disabled"))


@command(workbench, "demo")
@click.option("--folder", type=Path, default=Path(), help=translate("cli.demo.folder"))
@click.option("--lab/--no-lab", default=True, help=translate("cli.demo.lab"))
def demo(folder: Path, lab: bool) -> None:
    """One draft against two references, then the lab."""
    from workbench.cli.demo import run_demo

    run_demo(folder, with_lab=lab)
