"""The whole path on the command line, through the real program in processes of their own."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.project.project import Project

TEXTS = {
    "levy.txt": "Mira Sand said on Monday that the levy “will fail”. Tolm Harbour denied it.",
    "strike.txt": "“We will not move,” said Anna Verlin of the dockers' union. 😀 The port agreed.",
}


def annotator(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it where there is no display."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    inherited = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**inherited, **environment},
        timeout=300,
        check=False,
    )


@pytest.mark.slow
def test_from_articles_to_a_training_set(tmp_path: Path) -> None:
    project, out = tmp_path / "press.annotator", tmp_path / "model.jsonl"
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert annotator("new", project).returncode == 0
    assert annotator("import", project, folder, "--raw").stdout.startswith("imported: 2\n")
    first = annotator("preannotate", project)
    assert first.returncode == 0, first.stderr
    assert "suggested: 2 articles" in first.stdout
    assert "suggested: 0 articles" in annotator("preannotate", project).stdout
    said = annotator("export", project, "-o", out, "--layer", "model")
    assert said.returncode == 0, said.stderr
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {record["text"] for record in records} == set(TEXTS.values())
    assert all(r["text"][s["start"] : s["end"]] == s["text"] for r in records for s in r["spans"])
    assert sum(len(record["spans"]) for record in records) > 0
    assert annotator("check", project).returncode == 0
    facts = json.loads(annotator("info", project, "--json").stdout)
    assert facts["annotator"] == "Robin"
    assert len(facts["articles"]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "model.jsonl", "press.annotator"]
    with sqlite3.connect(project) as plain:
        assert plain.execute("SELECT count(*) FROM articles").fetchone() == (2,)


@pytest.mark.slow
def test_the_demo_without_a_display(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    said = annotator("demo", folder, ANNOTATOR_NAME="Kim")
    assert said.returncode == 0, said.stderr
    assert said.stderr == ""
    assert said.stdout.splitlines()[-1].startswith("No window: There is no display")
    records = [json.loads(line) for line in (folder / "demo.jsonl").read_text("utf-8").splitlines()]
    facts = json.loads(annotator("info", folder / "demo.annotator", "--json").stdout)
    assert {record["_annotator_id"] for record in records} == {"Robin", *facts["versions"]["models"]}
    assert all(r["text"][s["start"] : s["end"]] == s["text"] for r in records for s in r["spans"])
    again = annotator("demo", folder, DISPLAY=":987")
    assert again.returncode == 0
    assert "No window: " in again.stdout


def test_the_window_without_a_display_is_a_sentence() -> None:
    said = annotator()
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("annotator: There is no display")
    assert said.stderr.count("\n") == 1


def test_what_a_terminal_cannot_show_does_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Some text.", "title": "A 😀"}), encoding="utf-8")
    assert annotator("new", tmp_path / "p", PYTHONIOENCODING="latin-1").returncode == 0
    assert (
        annotator("import", tmp_path / "p", tmp_path / "a.jsonl", PYTHONIOENCODING="latin-1").returncode == 0
    )
    assert "A ?" in annotator("info", tmp_path / "p", PYTHONIOENCODING="latin-1").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_ctrl_c_leaves_a_sound_project_with_what_was_read(tmp_path: Path) -> None:
    project, pipe = tmp_path / "p.annotator", tmp_path / "articles"
    pipe.mkdir()
    for number in range(3000):
        (pipe / f"{number:04}.txt").write_text(f"Article {number} says this and that about a levy. " * 40)
    assert annotator("new", project).returncode == 0
    child = subprocess.Popen(
        [sys.executable, "-m", "annotator", "import", str(project), str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while count(project) < 100:
        assert child.poll() is None, "it ended before it was interrupted"
        time.sleep(0.02)  # waits for the other process; nothing is timed
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.strip().endswith("annotator: stopped; what was saved before stays.")
    with Project.open(project) as opened:
        assert 100 <= opened.article_count() < 3000
        assert f"imported: {opened.article_count()}\n" in out
    assert annotator("check", project).returncode == 0


def count(project: Path) -> int:
    with Project.open(project, read_only=True) as opened:
        return opened.article_count()
