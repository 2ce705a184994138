from __future__ import annotations

from pathlib import Path

import pytest

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.importing import Importer, read_all
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.project.operations import suggestions
from annotator.project.project import Project
from tests.support.projects import new_project

MODEL = ModelName("some_model", "1")


def _judgements(*polarities: str) -> Suggestions:
    return Suggestions(
        tuple(
            SuggestedAnnotation(
                f"sentiment:{polarity}:0-4", "sentiment", ((0, 4),), {"polarity": polarity}, 0.8, "so", None
            )
            for polarity in polarities
        ),
        (),
    )


def test_a_layer_that_was_read_from_an_export_of_the_models_keeps_its_ids(tmp_path: Path) -> None:
    linked = Suggestions(
        (
            SuggestedAnnotation("a", "actor", ((0, 3),), {"kind": "person"}, 0.8, "so", None),
            SuggestedAnnotation("c", "claim", ((4, 11),), {}, 0.8, "so", None),
        ),
        (SuggestedLink("speaker", "c", "a", 0.8),),
    )
    exported = tmp_path / "model.jsonl"
    with new_project(tmp_path / "a.annotator", "Kim beat Li.") as project:
        suggestions.store(project, 1, MODEL, linked)
        export(project, exported, chosen_layers(project, ["model"]))
    with new_project(tmp_path / "b.annotator", "Kim beat Li.") as project:
        _read(project, exported)
        (person,) = [each for each in project.layers() if each.annotator == "Zoe"]
        before = {each.id for each in project.annotations(1, person.id)}
        assert len(before) == 2
        runs = []
        for _ in range(2):
            assert suggestions.store(project, 1, MODEL, linked) == 2
            (layer,) = [each for each in project.layers() if each.kind == "model"]
            runs.append({each.id for each in project.annotations(1, layer.id)})
            assert len(project.links(1, layer.id)) == len(project.links(1, person.id)) == 1
        assert runs[0] == runs[1]
        assert not runs[0] & before
        assert {each.id for each in project.annotations(1, person.id)} == before
    # The other way round: what is read when the model's layer is there.
    with new_project(tmp_path / "c.annotator", "Kim beat Li.") as project:
        suggestions.store(project, 1, MODEL, linked)
        _read(project, exported)
        (person,) = [each for each in project.layers() if each.annotator == "Zoe"]
        assert len(project.annotations(1, person.id)) == 2
        assert len(project.links(1, person.id)) == 1


def _read(project: Project, path: Path) -> None:
    with Importer(project, "Zoe") as importer:
        for item in read_all([path]):
            importer.take(item)
    assert (importer.report.layers, importer.report.failures) == (1, [])


def _ids(project: Project) -> dict[object, str]:
    (layer,) = [each for each in project.layers() if each.kind == "model"]
    return {each.attributes["polarity"]: each.id for each in project.annotations(1, layer.id)}


@pytest.mark.parametrize("again", [("negative", "positive"), ("positive", "negative")])
def test_two_judgements_in_the_same_words_keep_their_ids(tmp_path: Path, again: tuple[str, str]) -> None:
    with new_project(tmp_path / "a.annotator", "Kim beat Li.") as project:
        suggestions.store(project, 1, MODEL, _judgements("negative", "positive"))
        before = _ids(project)
        suggestions.store(project, 1, MODEL, _judgements(*again))
        assert len(set(before.values())) == 2
        assert _ids(project) == before
