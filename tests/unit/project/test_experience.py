"""What decisions say about suggestions to come."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from annotator.model.annotation import Segments
from annotator.model.codebook import Alias
from annotator.model.knowledge import Experience
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.project.experience import experience_of
from annotator.project.operations import annotations, articles, decisions, suggestions
from annotator.project.project import Project
from tests.support.projects import new_project

MODEL = ModelName("small", "1")


def project_with(
    tmp_path: Path, text: str, *found: SuggestedAnnotation, links: tuple[SuggestedLink, ...] = ()
) -> Project:
    project = new_project(tmp_path / "p.annotator", text)
    suggestions.store(project, 1, MODEL, Suggestions(found, links))
    return project


def actor(key: str, *segments: tuple[int, int], kind: str = "person") -> SuggestedAnnotation:
    return SuggestedAnnotation(key, "actor", segments, {"kind": kind}, 0.8, "a name")


def decide(project: Project, *accepted: Segments) -> None:
    """Accept the suggestions with these segments, reject the others."""
    layer = project.model_layer()
    assert layer is not None
    for suggestion in project.annotations(1, layer.id):
        (decisions.accept if suggestion.segments in accepted else decisions.reject)(project, [suggestion.id])


def test_nothing_is_known_before_the_first_decision(tmp_path: Path) -> None:
    with project_with(tmp_path, "Tolm and Tolm", actor("a", (0, 4))) as project:
        assert experience_of(project) == ()


def test_decisions_are_counted_by_the_words(tmp_path: Path) -> None:
    found = [actor("a", (0, 4)), actor("b", (5, 9)), actor("c", (10, 14))]
    with project_with(tmp_path, "Tolm TOLM Tolm", *found) as project:
        decide(project, ((0, 4),))
        assert experience_of(project) == (Experience("actor", "", "tolm", 1, 2),)


def test_what_was_decided_once_says_nothing(tmp_path: Path) -> None:
    with project_with(tmp_path, "Tolm Kelsk", actor("a", (0, 4)), actor("b", (5, 10))) as project:
        decide(project)
        assert experience_of(project) == ()


def test_other_borders_or_another_label_mean_that_it_was_not_right(tmp_path: Path) -> None:
    found = [actor("a", (0, 8)), actor("b", (9, 17))]
    with project_with(tmp_path, "Big Tolm Big Tolm", *found) as project:
        decide(project, ((0, 8),), ((9, 17),))
        own = project.layer
        assert own is not None
        first, second = project.annotations(1, own.id)
        annotations.change(project, first.id, segments=[(4, 8)])
        annotations.change(project, second.id, label="cue")
        told = {e.words: (e.kept, e.rejected) for e in experience_of(project)}
        assert told["big tolm"] == (0, 2)


def test_answers_that_are_always_given_are_taken_over(tmp_path: Path) -> None:
    found = [actor("a", (0, 4)), actor("b", (5, 9)), actor("c", (10, 15))]
    with project_with(tmp_path, "Tolm Tolm Kelsk", *found) as project:
        decide(project, ((0, 4),), ((5, 9),), ((10, 15),))
        own = project.layer
        assert own is not None
        for annotation in project.annotations(1, own.id)[:2]:
            annotations.change(project, annotation.id, attributes={"kind": "organisation"})
        (known,) = experience_of(project)
        assert known == Experience("actor", "", "tolm", 2, 0, {"kind": "organisation"})


def test_claims_are_remembered_by_their_cue_and_not_by_their_speaker(tmp_path: Path) -> None:
    text = "Kim hinted it rains. Kim hinted it snows."
    found = [
        actor("k", (0, 3)),
        SuggestedAnnotation("q", "cue", ((4, 10),), {}, 0.8, ""),
        SuggestedAnnotation("c", "claim", ((11, 19),), {"kind": "states"}, 0.7, ""),
        SuggestedAnnotation("r", "cue", ((25, 31),), {}, 0.8, ""),
        SuggestedAnnotation("d", "claim", ((32, 40),), {"kind": "states"}, 0.7, ""),
    ]
    links = (
        SuggestedLink("cue", "c", "q"),
        SuggestedLink("cue", "d", "r"),
        SuggestedLink("speaker", "c", "k"),
    )
    with project_with(tmp_path, text, *found, links=links) as project:
        decide(project, ((0, 3),), ((4, 10),), ((25, 31),))
        told = {(e.label, e.by, e.words): (e.kept, e.rejected) for e in experience_of(project)}
        assert told == {("claim", "cue", "hinted"): (0, 2), ("cue", "", "hinted"): (2, 0)}


def test_what_was_passed_over_in_a_finished_article_counts_as_rejected(tmp_path: Path) -> None:
    with project_with(tmp_path, "Tolm Tolm", actor("a", (0, 4)), actor("b", (5, 9))) as project:
        decided = project.annotations(1, project.find_layer("model").id)[0]
        decisions.reject(project, [decided.id])
        assert experience_of(project) == ()
        articles.set_state(project, 1, "done")
        assert experience_of(project) == (Experience("actor", "", "tolm", 0, 2),)


def test_a_model_is_told_under_the_name_it_uses(tmp_path: Path) -> None:
    with project_with(tmp_path, "Tolm Tolm", actor("a", (0, 4)), actor("b", (5, 9))) as project:
        decide(project)
        book = project.codebook
        changed = dataclasses.replace(book, aliases=(*book.aliases, Alias("label", "PERSON", "actor")))
        with project.transact("Alias"):
            project.rows.put(
                "codebooks",
                {
                    "version": 2,
                    "name": book.name,
                    "body": changed.to_json(),
                    "created_by": "x",
                    "created_at": "",
                },
            )
        project.__dict__.pop("codebook", None)
        assert {e.label for e in experience_of(project)} == {"actor", "PERSON"}
        assert json.dumps([e.rejected for e in experience_of(project)]) == "[2, 2]"


def test_decisions_of_colleagues_do_not_count(tmp_path: Path) -> None:
    with project_with(tmp_path, "Tolm Tolm", actor("a", (0, 4)), actor("b", (5, 9))) as project:
        decide(project)
    with Project.open(tmp_path / "p.annotator", "Alex") as project:
        assert experience_of(project) == ()
