"""Six annotators' files of a real corpus are compared and settled, and gold is what their layers say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from annotator.cli.group import cli
from annotator.model.annotation import Annotation
from annotator.project.project import Project
from tests.support.shared import shared


def run(*arguments: str) -> str:
    said = CliRunner().invoke(cli, arguments)
    assert said.exit_code == 0, said.stderr
    return said.stdout


@pytest.mark.slow
def test_six_layers_become_gold(tmp_path: Path) -> None:
    path = str(tmp_path / "team.annotator")
    run("new", path)
    run("import", path, str(shared("corpora", "polnear", "annotator-training")), "--format", "brat")
    with Project.open(path, read_only=True) as project:
        people = [layer for layer in project.layers() if layer.kind == "person"]
        layers = [layer for layer in people if any(project.states(layer.id).values())]
        articles = project.article_ids()
    assert (len(layers), len(articles)) == (6, 4)
    names = ",".join(layer.name for layer in layers)
    compared: dict[str, Any] = json.loads(run("compare", path, "--layers", names, "--json", "--list"))
    agreed = json.loads(run("adjudicate", path, "--layers", names, "--rule", "agreed", "--json"))
    assert (agreed["taken"], agreed["left_open"]) == (compared["agreed"], compared["differing"])

    def gold() -> list[Annotation]:
        with Project.open(path, read_only=True) as opened:
            layer = opened.find_layer("gold").id
            return [each for article in articles for each in opened.annotations(article, layer)]

    def says(annotation: Annotation) -> int:
        """How many layers say just this."""
        with Project.open(path, read_only=True) as opened:
            return sum(
                opened.find_annotation(layer.id, annotation.article_id, *annotation.key) is not None
                for layer in layers
            )

    assert {says(annotation) for annotation in gold()} == {6}
    result = json.loads(run("adjudicate", path, "--layers", names, "--rule", "majority", "--json"))
    assert result["settled_before"] == agreed["taken"]
    assert result["taken"] + result["nothing"] + result["left_open"] == agreed["left_open"]
    assert len(gold()) == agreed["taken"] + result["taken"]
    assert all(annotation.derived_from for annotation in gold())
    assert "is sound" in run("check", path)
    compared = json.loads(run("compare", path, "--layers", f"{names},gold", "--json"))
    assert len(compared["layers"]) == 7
