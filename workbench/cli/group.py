"""The group of all commands, and how a command gets its help, in the user's language, and its options.

Imported once that language is known.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import rich_click as click

from workbench.messages import UI_LANGUAGES, translate

F = TypeVar("F", bound=Callable[..., Any])

SETTINGS = {
    "help_option_names": ["--help", "-h"],
    "rich_help_config": click.RichHelpConfiguration(
        text_markup="rich",
        width=80,
        options_panel_title=translate("cli.panel.options"),
        arguments_panel_title=translate("cli.panel.arguments"),
        commands_panel_title=translate("cli.panel.commands"),
        required_long_string=f"[{translate('cli.required')}]",
    ),
}


def with_help(function: F) -> F:
    """The option --help, described in the user's language."""
    decorate = click.option(
        "--help",
        "-h",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=translate("cli.option.help"),
    )
    return decorate(function)


def _show_help(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        print(context.get_help())
        context.exit()


def command(group: click.RichGroup, name: str, **settings: Any) -> Callable[[F], F]:
    """A command with help from the catalogue and the options that all commands have."""
    key = f"cli.{name}" if group is workbench else f"cli.{group.name}.{name}"

    def decorate(function: F) -> F:
        shown = click.option(
            "--ui-language",
            type=click.Choice(UI_LANGUAGES),
            expose_value=False,
            help=translate("cli.option.ui-language"),
        )(function)
        shown = with_help(shown)
        register: Callable[[F], object] = group.command(
            name, help=translate(f"{key}.help"), context_settings=SETTINGS, **settings
        )
        register(shown)
        return function

    return decorate


def document(name: str, key: str = "cli.argument.document") -> Callable[[F], F]:
    """An argument that names a document."""
    return click.argument(name, metavar=name.upper(), help=translate(key))


@click.group(name="workbench", help=translate("cli.help"), context_settings=SETTINGS)
@click.version_option(
    None, "--version", package_name="standards-workbench", help=translate("cli.option.version")
)
@click.option(
    "--ui-language",
    type=click.Choice(UI_LANGUAGES),
    expose_value=False,
    help=translate("cli.option.ui-language"),
)
@with_help
def workbench() -> None:
    """All commands."""
