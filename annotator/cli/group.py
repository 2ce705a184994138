"""The group ``annotator``: finds its commands only when they are called, and says what went wrong."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from typing import Any, NoReturn, TextIO

import click

from annotator import __version__
from annotator.errors import UserError

_COMMANDS = {
    "open": "open_",
    "new": "new",
    "import": "import_",
    "watch": "watch",
    "preannotate": "preannotate",
    "patterns": "patterns",
    "evaluate": "evaluate",
    "compare": "compare",
    "adjudicate": "adjudicate",
    "agreement": "agreement",
    "train": "train",
    "assign": "assign",
    "blind": "blind",
    "share": "share",
    "merge": "merge",
    "report": "report",
    "statistics": "statistics",
    "export": "export",
    "hub": "hub",
    "info": "info",
    "check": "check",
    "demo": "demo",
}
"""Name -> module of this package with the click command ``command``."""

_INTERRUPTED = 130


class Commands(click.Group):
    """Imports a command when it is called: the window must not wait for the rest of the program."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"annotator.cli.{module}").command
        return command

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run and end the process: 0, 1 for errors, 2 for a wrong call, 130 for Ctrl-C.

        A person's mistake is one sentence; a bug is a traceback in the log and a line that says where.
        """
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # titles may hold what the terminal can't show
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except UserError as error:
            _say(str(error))
            code = 1
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            _say("stopped; what was saved before stays.")
            code = _INTERRUPTED
        except Exception as error:  # noqa: BLE001  # the last net: whatever it is goes to the log
            _say(_unexpected(error))
            code = 1
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="annotator")
@click.pass_context
def cli(context: click.Context) -> int:
    """Highlight actors, claims and sentiment in news articles.

    Without a command the window opens.

    \b
    Examples:
      annotator
      annotator demo
      annotator new press.annotator
      annotator import press.annotator articles/
      annotator preannotate press.annotator
      annotator export press.annotator -o press.jsonl
    """
    if context.invoked_subcommand is not None:
        return 0
    from annotator.cli.open_ import show

    return show(None)


def _say(sentence: str) -> None:
    click.echo(f"annotator: {sentence}", err=True)


def _unexpected(error: Exception) -> str:
    """Write the traceback to the log; a sentence for the person."""
    where = _log(error)
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.filename}: " if error.filename else ""
        return f"The system refused: {what}{error.strerror}. ({where})"
    if type(error).__module__ == "sqlite3" and type(error).__name__ in ("DatabaseError", "OperationalError"):
        return (
            f"The project file can't be used ({error}): is it damaged, or the disk full? "
            f"“annotator check” looks at a project. ({where})"
        )
    return f"This is a fault of the program, not yours ({type(error).__name__}: {error}). {where}"


def _log(error: Exception) -> str:
    from annotator.model.clock import now
    from annotator.places import log_file

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            _write(error, now(), file)
    except OSError:
        _write(error, now(), sys.stderr)
        return "The details stand above, since the log can't be written."
    return f"The details are in {path}."


def _write(error: Exception, at: str, file: TextIO) -> None:
    call = " ".join(os.path.basename(part) for part in sys.argv[:2])
    file.write(f"{at} annotator {__version__}: {call}\n{''.join(traceback.format_exception(error))}\n")
