from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from annotator import __version__
from annotator.cli import group, open_
from annotator.cli.group import cli
from annotator.errors import UserError
from annotator.gui import display
from annotator.places import log_file

CONTRACT = {
    "open": {"[PROJECT]"},
    "new": {"PROJECT", "--codebook", "--annotator"},
    "import": {
        *("PROJECT", "PATH...", "--annotator", "--raw", "--format", "--language"),
        *("--mapping", "--write-mapping", "--repair", "--skip-misfits", "--dry-run"),
    },
    "watch": {"PROJECT", "FOLDER", "--once", "--every"},
    "preannotate": {"PROJECT", "--pipeline", "--article", "--force", "--preset", "--workers", "--scheduler"}
    | {"--order"},
    "compare": {"PROJECT", "--layers", "--articles", "--list", "--json"},
    "agreement": {"PROJECT", "--layers", "--label", "--articles", "--all-states", "--gamma", "--json"},
    "adjudicate": {"PROJECT", "--layers", "--rule", "--trust", "--articles", "--all-states", "--why", "-o"}
    | {"--dry-run", "--json"},
    "train": {"PROJECT", "-o", "--layer", "--pipeline", "--needs", "--json"},
    "report": {"PROJECT", "-o", "--layers"},
    "export": {"PROJECT", "-o", "--format", "--layer", "--with-suggestions", "--with-undecided"}
    | {"--with-rejected", "--label", "--state", "--query", "--since", "--until", "--source", "--anonymous"}
    | {"--split", "--seed", "--licence", "--set", "--dry-run"},
    "statistics": {"PROJECT", "-o", "--layer", "--source", "--label", "--since", "--until"},
    "assign": {"PROJECT", "--annotators", "--all", "--share", "--overlap", "--readers", "--seed"}
    | {"--by-length", "--articles", "--take-away", "--dry-run", "--json"},
    "blind": {"PROJECT", "[on|off]", "--supervisors", "--annotator", "--json"},
    "hub": {"init", "push", "pull", "sync", "invite", "dismiss", "members", "release", "URL"},
    "share": {"PROJECT", "-o", "--annotator", "--articles", "--with-articles", "--by-hash", "--json"},
    "merge": {"PROJECT", "FILE...", "--dry-run", "--map", "--add-labels", "--mapping", "--json"},
    "info": {"PROJECT", "--json"},
    "check": {"PROJECT", "--json"},
    "demo": {"[FOLDER]"},
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_the_help_lists_every_command() -> None:
    said = run("--help")
    assert said.exit_code == 0
    assert all(f"\n  {name} " in said.output for name in CONTRACT)
    assert "Examples:" in said.output


@pytest.mark.parametrize("name", CONTRACT)
def test_every_command_has_the_flags_of_the_contract_help_and_examples(name: str) -> None:
    said = run(name, "--help")
    assert said.exit_code == 0
    assert all(word in said.output for word in CONTRACT[name])
    assert f"  annotator {name}" in said.output.split("Examples:")[1]
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    flags = {flag for param in command.params if isinstance(param, click.Option) for flag in param.opts}
    wanted = {word for word in CONTRACT[name] if word.startswith("-")}
    assert flags - wanted <= {"--output"}
    assert all(p.help for p in command.params if isinstance(p, click.Option))


def test_the_version() -> None:
    assert __version__ in run("--version").output


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["info"], ["export", "p"], ["import", "p"], ["info", "p", "--yaml"]]
)
def test_a_wrong_call_ends_with_2(arguments: list[str]) -> None:
    said = run(*arguments)
    assert said.exit_code == 2
    assert "Usage: " in said.stderr


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Any:
    def with_error(error: BaseException) -> Result:
        @click.command()
        def command() -> None:
            raise error

        monkeypatch.setattr(group.Commands, "get_command", lambda *_: command)
        return run("info")

    return with_error


def test_a_mistake_is_one_sentence(failing: Any) -> None:
    said = failing(UserError("Choose another name."))
    assert (said.exit_code, said.stdout, said.stderr) == (1, "", "annotator: Choose another name.\n")
    assert not log_file().exists()


def test_a_bug_is_a_line_and_a_traceback_in_the_log(failing: Any) -> None:
    said = failing(ZeroDivisionError("division by zero"))
    assert said.exit_code == 1
    assert said.stderr.count("\n") == 1
    assert "ZeroDivisionError" in said.stderr
    assert str(log_file()) in said.stderr
    assert "Traceback (most recent call last)" in log_file().read_text("utf-8")


def test_a_bug_is_told_where_there_is_no_log(failing: Any) -> None:
    log_file().parent.parent.mkdir(parents=True)
    log_file().parent.write_text("in the way")
    said = failing(ZeroDivisionError("division by zero"))
    assert "Traceback (most recent call last)" in said.stderr
    assert "the log can't be written" in said.stderr


def test_the_system_refuses(failing: Any) -> None:
    said = failing(OSError(28, "No space left on device", "/x"))
    assert (said.exit_code, "/x: No space left on device" in said.stderr) == (1, True)


def test_ctrl_c_ends_with_130(failing: Any) -> None:
    said = failing(KeyboardInterrupt())
    assert said.exit_code == 130
    assert "stopped" in said.stderr


def test_without_a_command_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(open_, "show", lambda project: opened.append(project) or 7)
    assert run().exit_code == 7
    assert run("open").exit_code == 7
    assert run("open", "p.annotator").exit_code == 7
    assert opened == [None, None, Path("p.annotator")]


def test_no_window_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "problem", lambda: "There is no display.")
    said = run("open")
    assert (said.exit_code, said.stderr) == (1, "annotator: There is no display.\n")


def test_the_window_does_not_wait_for_the_rest_of_the_program() -> None:
    code = (
        "import sys, click; from annotator.cli.group import cli; cli.get_command(click.Context(cli), 'open');"
        "print([m for m in ('spacy', 'sqlite_utils', 'trafilatura', 'PySide6') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
