"""``annotator export``, as somebody calls it who wants something that is not there, or a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import annotations, articles
from annotator.project.project import Project
from tests.support.blind import SECRET, blind_project
from tests.support.projects import TEXT, default_codebook


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "press.annotator"
    with Project.create(path, default_codebook(), "Robin") as project:
        with project.transact("Import", undoable=False):
            for title in ("../x", "../x", "CON", "=1+1", "😀", ""):
                metadata = Metadata(title, published="2026-03-01T23:30:00-05:00")
                articles.add(project, IncomingArticle(f"{TEXT} {title}{project.article_count()}", metadata))
        for article in range(1, 7):
            annotations.add(project, article_id=article, label="claim", segments=[(32, 41)])
    return path


def export(press: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", str(press), "--layer", "Robin", *arguments])


@pytest.mark.parametrize("what", [("--query", "nobodysaysso"), ("--state", "in doubt"), ("--since", "2027")])
def test_what_leaves_nothing_replaces_nothing(press: Path, tmp_path: Path, what: tuple[str, ...]) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("good")
    result = export(press, "-o", str(out), *what)
    assert result.exit_code == 1
    assert "Nothing that you asked for is there" in result.stderr
    assert out.read_text() == "good"
    folder = tmp_path / "set"
    result = export(press, "-o", str(folder), "--format", "spacy", *what)
    assert result.exit_code == 1
    assert not folder.exists()


@pytest.mark.parametrize("date", ["2026-13", "soon", "2026-3-1", "2026-03-01T00:00", "-1", "２０２６"])
def test_what_is_no_date_is_told(press: Path, tmp_path: Path, date: str) -> None:
    for option in ("--since", "--until"):
        result = export(press, "-o", str(tmp_path / "x"), f"{option}={date}")
        assert (result.exit_code, "is no date" in result.stderr) == (1, True)
        assert not (tmp_path / "x").exists()


def test_an_article_counts_on_the_day_that_its_own_clock_says(press: Path, tmp_path: Path) -> None:
    for since, until, code in (("2026-03-01", "2026-03-01", 0), ("2026-03-02", "2026-03-02", 1)):
        out = str(tmp_path / "day.jsonl")
        assert export(press, "-o", out, "--since", since, "--until", until).exit_code == code


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_through_a_pipe_comes_the_export_and_nothing_else(press: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    call = [sys.executable, "-m", "annotator", "export", str(press), "--layer", "Robin"]
    done = subprocess.run([*call, "-o", "/dev/stdout"], capture_output=True, env=environment, check=True)
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 6
    assert b"Wrote 6 records" in done.stderr
    shown = subprocess.run([*call, "-o", "x", "--dry-run"], capture_output=True, env=environment, check=True)
    assert b"claim" in shown.stdout
    assert not press.with_name("x").exists()


def test_names_of_files_stay_in_the_folder_and_are_safe_everywhere(press: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "set"
    folder.parent.mkdir()
    assert export(press, "-o", str(folder), "--format", "brat").exit_code == 0
    assert [file.name for file in folder.parent.iterdir()] == ["set"]
    files = sorted(file.stem for file in folder.rglob("*.ann"))
    assert files == ["1_1", "CON_", "article-5", "article-6", "x", "x-2"]


def test_the_card_of_a_blind_project_tells_no_name_and_no_number(tmp_path: Path) -> None:
    path = tmp_path / "blind.annotator"
    with blind_project(path) as project:
        for article in (1, 2):
            annotations.add(project, article_id=article, label="actor", segments=[(5, 9)])
    for name in ("jsonl", "conll2003", "spacy", "xlsx"):
        out = tmp_path / name
        call = ["export", str(path), "-o", str(out), "--format", name, "--split", "50/50", "--anonymous"]
        result = CliRunner().invoke(
            cli, [*call, "--layer", "Robin", "--layer", "Kim"], env={"ANNOTATOR_NAME": "Robin"}
        )
        assert result.exit_code == 0, result.output
        card = (out / "data-card.md").read_text("utf-8")
        assert "What annotator 1 said on 2 articles: the project is blind" in card
        assert "Kim" not in result.output + card
        assert not any(SECRET.encode() in file.read_bytes() for file in out.rglob("*") if file.is_file())


def test_who_is_called_as_others_are_hidden_behind(tmp_path: Path) -> None:
    path, out = tmp_path / "named.annotator", tmp_path / "out.jsonl"
    people = ("Kim", "annotator 1", "annotator 2")
    for who in people:
        opened = Project.open(path, who) if path.exists() else Project.create(path, default_codebook(), who)
        with opened as project:
            if not project.article_count():
                with project.transact("Import", undoable=False):
                    articles.add(project, IncomingArticle(TEXT))
            annotations.add(project, article_id=1, label="claim", segments=[(32, 41)])
    chosen = [f"--layer={who}" for who in people]
    result = CliRunner().invoke(cli, ["export", str(path), "-o", str(out), "--anonymous", *chosen])
    assert result.exit_code == 0
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [record["_annotator_id"] for record in found] == ["annotator 1", "annotator 2", "annotator 3"]
    assert [record["spans"][0]["created_by"] for record in found] == [
        "annotator 1",
        "annotator 2",
        "annotator 3",
    ]
