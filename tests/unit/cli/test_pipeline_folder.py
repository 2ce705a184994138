from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

from annotator.cli.preannotate import command
from annotator.project.knowledge import pipelines_of
from annotator.project.project import Project
from tests.support.projects import new_project


@pytest.mark.parametrize("choice", ["{}", "it={}"])
def test_a_relative_folder_is_remembered_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: str
) -> None:
    new_project(tmp_path / "a.annotator", "La nave va.").close()
    spacy.blank("it").to_disk(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    pipelines = ["en_core_web_sm"] if "=" in choice else []
    options = [part for each in (*pipelines, choice.format("mine")) for part in ("--pipeline", each)]
    result = CliRunner().invoke(command, ["a.annotator", *options])
    assert result.exception is None or result.exit_code == 0, result.output
    with Project.open(tmp_path / "a.annotator", read_only=True) as project:
        found = pipelines_of(project)["it"] if "=" in choice else project.about("pipeline")
        assert found == str(tmp_path / "mine")
