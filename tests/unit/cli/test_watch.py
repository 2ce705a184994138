from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import watch
from annotator.cli.group import cli
from annotator.project.project import Project


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "press.annotator"
    assert run("new", path, "--annotator", "Kim").exit_code == 0
    (tmp_path / "in").mkdir()
    return path


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What happens while the command waits, one after the other; then Ctrl-C."""

    def plan(*events: Callable[[], object]) -> None:
        waiting = iter(events)

        def sleep(_seconds: float) -> None:
            event = next(waiting, None)
            if event is None:
                raise KeyboardInterrupt
            event()

        monkeypatch.setattr(watch.time, "sleep", sleep)

    return plan


def nothing() -> None:
    """Time goes by."""


def count(path: Path) -> int:
    with Project.open(path) as project:
        return len(project.article_ids())


def test_once_takes_what_is_new_and_the_bad_is_told_once(
    press: Path, tmp_path: Path, meanwhile: Callable[..., None]
) -> None:
    meanwhile(*[nothing] * 5)
    inbox = tmp_path / "in"
    (inbox / "good.txt").write_text("A quiet day in the harbour of Tolm.")
    (inbox / "bad.docx").write_text("no document")
    said = run("watch", press, inbox, "--once")
    assert said.exit_code == 1
    assert "1 article came in" in said.stdout
    assert f"failed: {inbox / 'bad.docx'}: " in said.stdout
    assert count(press) == 1
    again = run("watch", press, inbox, "--once")
    assert (again.exit_code, again.stdout) == (0, "")
    (inbox / "bad.docx").write_text("no document yet")
    assert run("watch", press, inbox, "--once").exit_code == 1


def test_a_file_that_still_grows_is_left_for_the_next_time(
    press: Path, tmp_path: Path, meanwhile: Callable[..., None]
) -> None:
    path = tmp_path / "in" / "a.txt"
    path.write_text("A quiet")
    meanwhile(lambda: path.write_text("A quiet day in the harbour"))
    said = run("watch", press, tmp_path / "in", "--once")
    assert said.exit_code == 0
    assert "still being written" in said.stdout
    assert count(press) == 0


def test_it_watches_until_ctrl_c(press: Path, tmp_path: Path, meanwhile: Callable[..., None]) -> None:
    inbox = tmp_path / "in"
    gone = tmp_path / "moved"
    meanwhile(
        nothing,
        lambda: (inbox / "a.txt").write_text("A quiet day in the harbour of Tolm."),
        nothing,
        nothing,
        lambda: inbox.rename(gone),
        nothing,
        lambda: gone.rename(inbox),
        lambda: (inbox / "b.txt").write_text("Another day on the river."),
        nothing,
        nothing,
    )
    said = run("watch", press, inbox)
    assert said.exit_code == 0
    assert said.stdout.count("1 article came in") == 2
    assert said.stdout.count("is not there") == 1
    assert said.stdout.endswith("stopped; what came in stays.\n")
    assert count(press) == 2


def test_it_says_who_has_the_project_and_goes_on_when_it_is_free(
    press: Path, tmp_path: Path, meanwhile: Callable[..., None]
) -> None:
    inbox = tmp_path / "in"
    held: list[Project] = []

    def take() -> None:
        held.append(Project.open(press, "Robin"))
        (inbox / "a.txt").write_text("A quiet day in the harbour of Tolm.")

    meanwhile(take, nothing, nothing, lambda: held[0].close(), nothing)
    said = run("watch", press, inbox)
    assert said.stdout.count("Robin") == 1
    assert "1 article came in" in said.stdout
    assert count(press) == 1


def test_a_project_that_somebody_has_is_told_at_once(press: Path, tmp_path: Path) -> None:
    with Project.open(press, "Robin"):
        said = run("watch", press, tmp_path / "in")
    assert said.exit_code == 1
    assert "Robin" in said.stderr


def test_a_folder_that_is_not_there(press: Path, tmp_path: Path) -> None:
    said = run("watch", press, tmp_path / "gone", "--once")
    assert said.exit_code == 1
    assert "is not there" in said.stderr
