"""An export as it is asked for: the same in another process, and of the layers that were ticked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.job import Job, job_line
from annotator.model.selection import Selection
from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.support.projects import suggested_project


def test_a_job_says_the_same_in_another_process() -> None:
    selection = Selection(labels=frozenset(["a", "b"]), articles=frozenset([3, 1]), undecided=True)
    # A file's name on disk may have bytes that are no text: they are kept as lone surrogates.
    job = Job("out\udcff.jsonl", "hf", ("Kim",), selection, {"x": "y"}, "80/20", 7, "CC0", (3, 4))
    line = job_line("press\udcff.annotator", "Robin", job, preview=True)
    heard = json.loads(line)
    assert line.endswith(b"\n")
    assert (heard["project"], Job.from_json(heard["job"])) == ("press\udcff.annotator", job)


@pytest.mark.parametrize("name", ["gold", "model", "small 1", "small", "a/b", "-", "everywhere"])
def test_whoever_is_called_as_others_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / "press.annotator"
    suggested_project(path).close()
    with Project.open(path, name) as project:
        annotations.add(project, article_id=1, label="claim", segments=[(0, 4)])
        for layer in project.layers():
            assert Job("out", layer_ids=(layer.id, layer.id)).chosen(project) == [layer]
        assert Job("out").chosen(project) == [project.layer]
        if name != "model":
            assert project.find_layer(name) == project.layer
        assert project.find_layer("model").kind == "model"
        with pytest.raises(UserError, match="not there any more"):
            Job("out", layer_ids=(99,)).chosen(project)
