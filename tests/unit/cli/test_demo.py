from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from annotator.cli import demo
from annotator.cli.group import cli
from annotator.cli.suggesting import SuggestReport
from annotator.errors import UserError
from annotator.project.project import Project
from annotator.store.check import check_file


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model and no display, in a folder of its own."""

    def no_model(*_: object, **__: object) -> SuggestReport:
        raise UserError("There is no model.")

    def no_window(*_: object, **__: object) -> int:
        raise UserError("There is no display.")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo, "suggest", no_model)
    monkeypatch.setattr(demo, "show", no_window)
    monkeypatch.setenv("ANNOTATOR_NAME", "Kim")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["demo", *arguments])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_makes_everything_and_says_where_it_is() -> None:
    said = run()
    assert (said.exit_code, said.stderr) == (0, "")
    folder = Path("annotator-demo")
    assert names(folder) >= {"demo.annotator", "demo.jsonl", "articles"}
    assert names(Path()) == {"annotator-demo"}
    lines = said.stdout.splitlines()
    assert lines[-1] == f"No window: There is no display. The files are in {folder.resolve()}."
    assert "No suggestions: There is no model." in lines
    assert check_file(folder / "demo.annotator") == []
    with Project.open(folder / "demo.annotator", read_only=True) as project:
        assert project.annotator == "Kim"
        assert project.layer is None
        assert [layer.annotator for layer in project.layers()] == ["Robin", "Lou"]


def test_opens_it_again_and_never_writes_over_it() -> None:
    run()
    with Project.open("annotator-demo/demo.annotator") as project, project.transact("Mark"):
        project.remember("mark", "mine")
    assert run().stdout.startswith("Opening the demo in annotator-demo again.")
    assert run("annotator-demo").exit_code == 0
    with Project.open("annotator-demo/demo.annotator", read_only=True) as project:
        assert project.about("mark") == "mine"


def test_takes_a_free_name_beside_other_files() -> None:
    Path("annotator-demo").mkdir()
    Path("annotator-demo/thesis.txt").write_text("precious")
    assert run().exit_code == 0
    assert names(Path()) == {"annotator-demo", "annotator-demo-2"}
    assert names(Path("annotator-demo")) == {"thesis.txt"}
    said = run("annotator-demo")
    assert (said.exit_code, "holds other files" in said.stderr) == (1, True)


def test_fills_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert run(str(tmp_path / "mine")).exit_code == 0
    assert names(tmp_path / "mine") >= {"demo.annotator", "demo.jsonl"}
    assert not any(name.endswith(".part") for name in names(tmp_path / "mine"))


def test_a_place_that_cannot_be_is_said() -> None:
    Path("file").write_text("in the way")
    said = run("file/demo")
    assert said.exit_code == 1
    assert "can't be made at file/demo" in said.stderr


def test_leaves_nothing_behind_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "export", broken)
    assert run().exit_code == 130
    assert names(Path()) == set()


def test_opens_the_window_in_ones_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(demo, "show", lambda path, *, annotator: shown.append((path, annotator)) or 0)
    assert run("here").exit_code == 0
    assert shown == [(Path("here/demo.annotator"), "Kim")]
