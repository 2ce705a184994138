"""What the models of a project are told."""

from __future__ import annotations

from pathlib import Path

from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.knowledge import knowledge_of
from annotator.project.operations import actors, suggestions
from tests.support.projects import MODEL, TEXT, new_project


def test_a_merged_actors_names_are_those_of_the_one_it_counts_as(tmp_path: Path) -> None:
    project = new_project(tmp_path / "p.annotator")
    kim = actors.add(project, "Kim Roe", kind="person", aliases=("Roe",))
    other = actors.add(project, "K. Roe", kind="person", aliases=("Minister Roe",))
    actors.merge(project, kim.id, [other.id])
    (known,) = knowledge_of(project).actors
    assert (known.id, known.name, known.kind) == (kim.id, "Kim Roe", "person")
    project.close()
    assert {"Roe", "K. Roe", "Minister Roe"} <= set(known.aliases)


def test_a_suggested_mention_points_to_the_actor_it_means(tmp_path: Path) -> None:
    project = new_project(tmp_path / "p.annotator", TEXT)
    kim = actors.add(project, "Kim Roe", kind="person")
    found = tuple(
        SuggestedAnnotation(str(i), "actor", ((i, i + 1),), {}, 0.9, "", actor)
        for i, actor in enumerate((kim.id, "gone", None))
    )
    suggestions.store(project, 1, MODEL, Suggestions(found))
    layer = next(layer for layer in project.layers() if layer.kind == "model")
    assert [a.actor_id for a in project.annotations(1, layer.id)] == [kim.id, None, None]
    project.close()
