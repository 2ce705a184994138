"""``annotator preannotate`` that is ended in the middle goes on where it was; no worker is left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from annotator.preannotate.client import worker_environment
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.projects import new_project

ARTICLES = 120


def covered(path: Path) -> int:
    with Project.open(path, read_only=True) as project:
        layer = project.model_layer()
        return 0 if layer is None else len(project.models_run(layer.id))


def suggested(path: Path) -> list[tuple[int, str, int, int]]:
    """Article, label and place of all that the model suggests."""
    with Project.open(path, read_only=True) as project:
        assert not list(check(project.db))
        layer = project.model_layer()
        assert layer is not None
        return [
            (article.id, a.label, a.start, a.end)
            for article in project.articles()
            for a in project.annotations(article.id, layer.id)
        ]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_goes_on_and_leaves_no_worker(tmp_path: Path, how: signal.Signals) -> None:
    pipeline, path, whole = tmp_path / "pipeline", tmp_path / "a.annotator", tmp_path / "b.annotator"
    spacy.blank("en").to_disk(pipeline)
    texts = [f"“We will win vote {n},” said Ada Moor. " * 150 for n in range(ARTICLES)]
    for each in (path, whole):
        new_project(each, *texts).close()
    command = [
        sys.executable,
        "-m",
        "annotator",
        "preannotate",
        "--pipeline",
        str(pipeline),
        "--workers",
        "2",
    ]
    environment = worker_environment()
    run = subprocess.Popen(
        [*command, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    while covered(path) < 5:
        assert run.poll() is None
    tasks = Path(f"/proc/{run.pid}/task").glob("*/children")
    workers = [os.pidfd_open(int(pid)) for task in tasks for pid in task.read_text().split()]
    assert len(workers) == 2
    run.send_signal(how)
    _, said = run.communicate(timeout=60)
    if how == signal.SIGINT:
        assert said.decode().strip() == "annotator: stopped; what was saved before stays."
    for worker in workers:
        assert select.select([worker], [], [], 60)[0], "a worker is left behind"
        os.close(worker)
    done = covered(path)
    assert 5 <= done < ARTICLES
    for each in (path, whole):
        again = subprocess.run(
            [*command, str(each)], capture_output=True, text=True, env=environment, check=True
        )
        before = done if each == path else 0
        assert f"suggested: {ARTICLES - before} articles" in again.stdout
    assert suggested(path) == suggested(whole)
