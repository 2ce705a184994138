"""Training by the command line, from a finished project to better suggestions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.preannotate.client import worker_environment
from annotator.project.project import Project
from annotator.project.training import trained_models
from tests.support.harbour_news import harbour_project
from tests.support.projects import new_project


def annotator(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "annotator", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=worker_environment(), check=False)


def test_too_little_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "p.annotator"
    new_project(path, "One article.").close()
    run = annotator("train", str(path), "-o", str(tmp_path / "model"))
    assert run.returncode == 1
    assert "has annotated nothing in this project yet" in run.stderr
    harbour_project(tmp_path / "few.annotator", 3).close()
    run = annotator("train", str(tmp_path / "few.annotator"), "-o", str(tmp_path / "model"))
    assert run.returncode == 1
    assert "Too little to train on: 3 of 20 articles done, actor 36 of 100" in run.stderr
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]
    run = annotator("train", str(tmp_path / "few.annotator"), "--needs", "--json")
    assert json.loads(run.stdout)[0] == {"label": "", "attribute": "", "have": 3, "need": 20}


@pytest.mark.slow
def test_a_trained_model_suggests_what_it_learned(tmp_path: Path) -> None:
    path, folder = tmp_path / "news.annotator", tmp_path / "models" / "news"
    harbour_project(path, 24).close()
    run = annotator("train", str(path), "-o", str(folder), "--json")
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    line = next(x for x in report["lines"] if (x["label"], x["attribute"]) == ("actor", ""))
    assert line["used"]
    assert line["new"]["f1"] > line["old"]["f1"]
    assert line["annotated"] == line["new"]["right"] + line["new"]["missed"]
    with Project.open(path) as project:
        (model,) = trained_models(project)
        assert model.folder == str(folder)
        assert model.report == report
        assert project.about("pipeline") == ""  # nobody chose it yet
        assert project.model_layer() is None
    run = annotator("preannotate", str(path), "--pipeline", str(folder))
    assert run.returncode == 0, run.stdout + run.stderr
    with Project.open(path) as project:
        layer = project.model_layer()
        assert layer is not None
        assert layer.name == report["model"]
        assert project.about("pipeline") == str(folder)
    again = annotator("train", str(path), "-o", str(folder))
    assert again.returncode == 1
    assert "name a new folder" in again.stderr


@pytest.mark.slow
def test_ctrl_c_leaves_nothing_half(tmp_path: Path) -> None:
    path = tmp_path / "news.annotator"
    harbour_project(path, 24).close()
    command = [sys.executable, "-m", "annotator", "train", str(path), "-o", str(tmp_path / "model")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=worker_environment())
    beside = tmp_path.glob(".model-*.part")
    while not (parts := list(beside)):
        assert process.poll() is None
        beside = tmp_path.glob(".model-*.part")
    assert len(parts) == 1
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]
    with Project.open(path) as project:
        assert trained_models(project) == []
