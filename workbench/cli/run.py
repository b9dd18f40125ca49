"""Running the commands with messages of our own."""

from collections.abc import Sequence

import click

from workbench.cli import commands, finding_commands  # noqa: F401 - each adds its commands to the group
from workbench.cli.group import workbench
from workbench.messages import UserError


class UsageError(UserError):
    """A command line that cannot be understood."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code.

    Raises:
        UserError: for anything wrong with what the user gave.
    """
    try:
        result = workbench.main(args=list(arguments), prog_name="workbench", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return 0
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.exceptions.ClickException as error:
        raise _readable(error) from error
    return result if isinstance(result, int) else 0


def _readable(error: click.exceptions.ClickException) -> UsageError:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "workbench"
    if isinstance(error, click.exceptions.NoSuchOption):
        similar = ", ".join(error.possibilities or ())
        key = "cli.no-such-option-but" if similar else "cli.no-such-option"
        return UsageError(key, option=error.option_name, similar=similar, command=command)
    if isinstance(error, click.exceptions.MissingParameter):
        name = error.param.make_metavar(context) if error.param and context else ""
        return UsageError("cli.missing", name=name, command=command)
    if "No such command" in error.format_message():
        return UsageError("cli.no-such-command", name=error.format_message().split("'")[1], command=command)
    return UsageError("cli.usage", detail=error.format_message(), command=command)
