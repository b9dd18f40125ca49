"""The commands. Their help is in the user's language: this module is imported once that is known."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import EXIT_FINDINGS, EXIT_FINE
from workbench.cli.printing import (
    console,
    print_comparison,
    print_problems,
    print_provisions,
    print_standard,
    progress,
)
from workbench.messages import UI_LANGUAGES, translate

app = typer.Typer(
    name="workbench",
    help=translate("cli.help"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
git = typer.Typer(help=translate("cli.git.help"), no_args_is_help=True)
app.add_typer(git, name="git")


def _language(value: str | None) -> str | None:
    if value is not None and value not in UI_LANGUAGES:
        raise typer.BadParameter(translate("messages.unknown-ui-language", language=value))
    return value


UiLanguage = Annotated[
    str | None,
    typer.Option(
        "--ui-language", metavar="zh|en", callback=_language, help=translate("cli.option.ui-language")
    ),
]
Document = Annotated[str, typer.Argument(metavar="FILE", help=translate("cli.argument.document"))]
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help=translate("cli.argument.files"))]
Check = Annotated[bool, typer.Option("--check", help=translate("cli.option.check"))]


@app.callback()
def _main(ui_language: UiLanguage = None) -> None:
    pass


@app.command(help=translate("cli.show.help"))
def show(
    document: Document,
    clause: Annotated[str | None, typer.Option(help=translate("cli.show.clause"))] = None,
    provisions: Annotated[bool, typer.Option("--provisions", help=translate("cli.show.provisions"))] = False,
    ui_language: UiLanguage = None,
) -> None:
    """Show a standard: metadata and outline, one clause, or all provisions."""
    from workbench.versioning import read

    standard = read(document)
    if clause is not None:
        print_provisions(_below(standard.clause(clause)))
    elif provisions:
        print_provisions(standard.provisions)
    else:
        print_standard(standard)


def _below(clause):  # type: ignore[no-untyped-def]
    inner = tuple(provision for sub in clause.clauses for provision in _below(sub))
    return (*clause.provisions, *inner)


@app.command(help=translate("cli.validate.help"))
def validate(
    files: Files,
    schema: Annotated[Path | None, typer.Option(help=translate("cli.validate.schema"))] = None,
    check: Check = False,
    ui_language: UiLanguage = None,
) -> int:
    """Say what is wrong with documents."""
    from workbench.sts import load
    from workbench.sts.validation import validate as problems_of

    found = False
    for file in files:
        problems = problems_of(load(file), schema=schema)
        print_problems(str(file), problems)
        found = found or bool(problems)
        if not problems:
            console().print(translate("cli.validate.fine", file=file))
    return EXIT_FINDINGS if check and found else EXIT_FINE


@app.command("format", help=translate("cli.format.help"))
def format_(files: Files, check: Check = False, ui_language: UiLanguage = None) -> int:
    """Bring documents into the canonical form."""
    from workbench.sts.canonical import format_file

    changed = False
    for file in files:
        one = format_file(file, check=check)
        key = "cli.format.would" if one and check else "cli.format.done" if one else "cli.format.fine"
        console().print(translate(key, file=file))
        changed = changed or one
    return EXIT_FINDINGS if check and changed else EXIT_FINE


@app.command(help=translate("cli.compare.help"))
def compare(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help=translate("cli.compare.draft"))],
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help=translate("cli.compare.reference"))],
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="F", help=translate("cli.compare.json"))
    ] = None,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="F", help=translate("cli.compare.html"))
    ] = None,
    encoder: Annotated[
        str | None, typer.Option(metavar="NAME", help=translate("cli.compare.encoder"))
    ] = None,
    check: Check = False,
    ui_language: UiLanguage = None,
) -> int:
    """Compare a draft with a reference."""
    from workbench.alignment.encoders import get_encoder
    from workbench.divergence import compare as compare_standards
    from workbench.dossier import write_report
    from workbench.sts import write_atomically
    from workbench.versioning import read

    a, b = read(draft), read(reference)
    with progress(translate("cli.comparing")) as bar:
        comparison = compare_standards(
            a,
            b,
            encoder=get_encoder(encoder) if encoder else None,
            progress=lambda share: bar.update(bar.task_ids[0], completed=share),
        )
    if json_file:
        write_atomically(json_file, (comparison.model_dump_json(indent=1) + "\n").encode())
    if html_file:
        write_report(html_file, comparison, a, b)
    print_comparison(comparison)
    for written in (json_file, html_file):
        if written:
            console().print(translate("cli.written", file=written))
    return EXIT_FINDINGS if check and comparison.divergences else EXIT_FINE


@app.command(help=translate("cli.schema.help"))
def schema(ui_language: UiLanguage = None) -> None:
    """Print the JSON schema of a comparison."""
    from workbench.divergence import Comparison

    print(json.dumps(Comparison.model_json_schema(), indent=1, ensure_ascii=False))


@app.command(help=translate("cli.save.help"))
def save(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=translate("cli.argument.document"))],
    message: Annotated[
        str | None, typer.Option("--message", "-m", help=translate("cli.save.message"))
    ] = None,
    ui_language: UiLanguage = None,
) -> None:
    """Keep a draft as a version."""
    from workbench.versioning import save_version

    version = save_version(file, message=message)
    console().print(f"{version.revision}  {version.message}", markup=False)


@app.command(help=translate("cli.log.help"))
def log(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=translate("cli.argument.document"))],
    ui_language: UiLanguage = None,
) -> None:
    """List the versions of a draft."""
    from workbench.versioning import history

    for version in history(file):
        first_line = version.message.splitlines()[0] if version.message else ""
        console().print(
            f"{version.revision}  {version.date:%Y-%m-%d %H:%M}  {version.author}  {first_line}", markup=False
        )


@app.command(help=translate("cli.textconv.help"), hidden=True)
def textconv(file: Path, ui_language: UiLanguage = None) -> None:
    """Print a document as text, for git diff."""
    from workbench.versioning import textconv as as_text

    # Whatever the terminal's encoding is: git takes bytes, and its texts are UTF-8.
    sys.stdout.buffer.write(as_text(file).encode())


@git.command("enable", help=translate("cli.git.enable.help"))
def git_enable(
    folder: Annotated[Path, typer.Argument(help=translate("cli.git.folder"))] = Path(),
    ui_language: UiLanguage = None,
) -> None:
    """Let git diff show standards as text."""
    from workbench.versioning import enable

    enable(folder)
    console().print(translate("cli.git.enabled"))


@git.command("disable", help=translate("cli.git.disable.help"))
def git_disable(
    folder: Annotated[Path, typer.Argument(help=translate("cli.git.folder"))] = Path(),
    ui_language: UiLanguage = None,
) -> None:
    """Let git diff show XML again."""
    from workbench.versioning import disable

    disable(folder)
    console().print(translate("cli.git.disabled"))


@app.command(help=translate("cli.demo.help"))
def demo(
    folder: Annotated[Path, typer.Option(help=translate("cli.demo.folder"))] = Path(),
    lab: Annotated[bool, typer.Option("--lab/--no-lab", help=translate("cli.demo.lab"))] = True,
    ui_language: UiLanguage = None,
) -> None:
    """Compare a demonstration draft with two references and open the lab."""
    from workbench.cli.demo import run_demo

    run_demo(folder, with_lab=lab)
