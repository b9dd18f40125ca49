"""The command line, ``workbench ...``."""

import os
import sys
import traceback
from collections.abc import Sequence

from workbench.messages import UI_LANGUAGES, UserError, set_ui_language, translate

EXIT_FINE, EXIT_FINDINGS, EXIT_BAD_INPUT = 0, 1, 2
DEBUG_VARIABLE = "WORKBENCH_DEBUG"

_OPTION = "--ui-language"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 findings where asked with --check, 2 bad input.

    Nobody sees a traceback for an error in what they gave; ``WORKBENCH_DEBUG=1`` shows it all the same.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        set_ui_language(_chosen_language(given))
        # Imported only now: the texts of --help are in the language that was just chosen.
        from workbench.cli.run import run

        return run(given)
    except UserError as error:
        return _fail(error.render())
    except KeyboardInterrupt:
        return _fail(translate("cli.interrupted"))
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python would complain again while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FINE
    except MemoryError:
        return _fail(translate("cli.memory"))
    except OSError as error:
        return _fail(translate("cli.system", detail=error.strerror or error, file=error.filename or ""))


def _chosen_language(arguments: Sequence[str]) -> str | None:
    """The language given with ``--ui-language``, wherever it stands, and only a valid one."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == _OPTION:
            value = value or next(iter(arguments[place + 1 :]), "")
            return value if value in UI_LANGUAGES else None
    return None


def _fail(message: str) -> int:
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exc()
    print(message, file=sys.stderr)
    return EXIT_BAD_INPUT
