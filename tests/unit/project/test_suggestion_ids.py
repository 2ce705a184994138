from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
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
