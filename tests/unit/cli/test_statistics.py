"""The tables of the command line; what is behind them is tested where it is counted."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.analysis.counting_tables import TABLES
from annotator.project.operations import blindness
from annotator.project.project import Project
from tests.support.dated import dated_project
from tests.unit.cli.test_commands import run


@pytest.fixture
def press(tmp_path: Path) -> Path:
    return dated_project(tmp_path / "press.annotator")


def rows(folder: Path, name: str) -> list[list[str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_prints_what_ones_own_layer_says(press: Path) -> None:
    said = run("statistics", press)
    assert (said.exit_code, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[0] == "statistics of Robin"
    assert "annotations: 15" in lines
    assert "labels:" in lines


def test_writes_every_table_as_csv_in_which_no_cell_is_a_formula(press: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    said = run("statistics", press, "-o", folder, "--layer", "Robin,Kim")
    assert said.exit_code == 0, said.stderr
    assert {file.stem for file in folder.iterdir()} == set(TABLES)
    assert rows(folder, "labels")[1:] == [
        ["actor", "10", "4"],
        ["claim", "5", "4"],
        ["cue", "5", "4"],
        ["sentiment", "5", "4"],
    ]
    assert ["'=Island Post", "5", "1"] in rows(folder, "sources")
    assert rows(folder, "who-about-whom")[1] == ["Mira Sand", "Tolm Harbour", "5", "0", "0", "5"]
    assert sum(int(row[1]) for row in rows(folder, "time")[1:]) == 20, "an article has no date"


def test_a_period_a_source_and_a_label(press: Path, tmp_path: Path) -> None:
    arguments = ("--since", "2025-03", "--until", "2025-03", "--label", "claim", "--source", "Harbour News")
    said = run("statistics", press, "-o", tmp_path / "t", *arguments)
    assert said.exit_code == 0, said.stderr
    assert rows(tmp_path / "t", "labels")[1:] == [["claim", "1", "1"]]
    wrong = run("statistics", press, "--since", "spring")
    assert wrong.exit_code == 1
    assert "no day" in wrong.stderr


def test_what_a_colleague_said_is_hidden_in_a_blind_project(press: Path, tmp_path: Path) -> None:
    with Project.open(press, "Robin") as project:
        blindness.switch(project, True)
    said = run("statistics", press, "--layer", "Kim")
    assert said.exit_code == 0
    assert "annotations: 0" in said.stdout
    with Project.open(press, "Kim") as project:
        assert project.counts()["annotations"]


def test_a_project_where_nothing_is_tagged(tmp_path: Path) -> None:
    said = run("statistics", dated_project(tmp_path / "bare.annotator", claims=False), "-o", tmp_path / "t")
    assert said.exit_code == 0, said.stderr
    assert "no layer says anything yet" in said.stdout
    assert rows(tmp_path / "t", "labels") == [["label", "annotations", "articles"]]


def test_it_needs_no_window(press: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from annotator.cli.group import cli\n"
        f"cli(['statistics', {str(press)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "annotations: 15" in done.stdout
