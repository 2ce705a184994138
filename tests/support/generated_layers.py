"""Layers as hypothesis makes them, for round trips through every format: overlaps, segments, links, notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.project.operations import actors, annotations, codebook, decisions, links
from annotator.project.operations import articles as project_articles
from annotator.project.project import Project
from annotator.store import registry
from tests.support.projects import new_project
from tests.support.texts import texts

LABELS = ("actor", "claim", "cue", "sentiment")
ANSWERS: dict[str, tuple[dict[str, Any], ...]] = {
    "actor": ({}, {"kind": "person"}, {"kind": "state or place"}),
    "claim": ({}, {"kind": "denies"}),
    "cue": ({},),
    "sentiment": ({"polarity": "negative"},),
}

QUESTIONS: dict[str, tuple[Any, ...]] = {
    "tone": (None, "calm", "loud"),
    "about": (None, ["cost"], ["cost", "right"]),
    "relevant": (None, True, False),
}
ASKING = """
[[questions]]
name = "tone"
kind = "choice"
options = ["calm", "loud"]
[[questions]]
name = "about"
kind = "several"
options = ["cost", "right"]
[[questions]]
name = "relevant"
kind = "yes/no"
"""


def asking_project(path: Path, *articles: str, annotator: str = "Robin") -> Project:
    """A project whose codebook asks questions about each article."""
    project = new_project(path, *articles, annotator=annotator)
    codebook.replace(project, parse_codebook(write_codebook(project.codebook) + ASKING))
    return project


def say_something(project: Project, text: str, data: st.DataObject) -> None:
    """Random overlapping annotations with segments, attributes, notes and actors; links; decisions."""
    position = st.integers(0, len(text) - 1)
    pieces = st.lists(
        position.flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text)))),
        min_size=1,
        max_size=3,
    )
    registry = [
        actors.add(project, name, kind=kind).id for name, kind in (("Kim 😀", "person"), ("שלום", ""))
    ]
    made = []
    for label in data.draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=8)):
        made.append(
            annotations.add(
                project,
                article_id=1,
                label=label,
                segments=data.draw(pieces),
                attributes=data.draw(st.sampled_from(ANSWERS[label])),
                actor_id=data.draw(st.sampled_from([None, *registry])) if label == "actor" else None,
                note=data.draw(texts(max_size=3)),
            )
        )
    for _ in range(data.draw(st.integers(0, 6))):
        head, child = data.draw(st.sampled_from(made)), data.draw(st.sampled_from(made))
        for kind in project.codebook.links_between(head.label, child.label):
            links.add(project, label=kind.name, head_id=head.id, child_id=child.id)
    for suggestion in project.sheet(1).suggestions:
        match data.draw(st.sampled_from(("accept", "correct", "reject", "leave"))):
            case "accept":
                decisions.accept(project, [suggestion.id])
            case "correct":
                (accepted,) = decisions.accept(project, [suggestion.id])
                other = data.draw(st.sampled_from(("claim", "cue")))
                try:
                    annotations.change(project, accepted.id, label=other)
                except UserError:
                    continue  # there is one on these words, or a link that it can't have
            case "reject":
                decisions.reject(project, [suggestion.id])

    project_articles.write_note(project, 1, data.draw(texts(max_size=3)))
    for question, answers in QUESTIONS.items():
        project_articles.answer(project, 1, question, data.draw(st.sampled_from(answers)))
    if data.draw(st.booleans()):
        project_articles.set_state(project, 1, data.draw(st.sampled_from(("done", "in doubt"))))


def said_of(project: Project, annotator: str = "Robin", article: int = 1) -> dict[str, Any]:
    """What a layer says of an article, but for ids and times: two projects can be held against each other."""
    layer = project.find_layer(annotator)
    places = {a.id: a.key for a in project.annotations(article, layer.id)}
    return {
        "annotations": sorted(
            (
                *(a.label, a.segments, a.quote, sorted(a.attributes.items()), a.note),
                (actor.name, actor.kind) if (actor := project.actor(a.actor_id or "")) else None,
            )
            for a in project.annotations(article, layer.id)
        ),
        "links": sorted(
            (link.label, places[link.head_id], places[link.child_id])
            for link in project.links(article, layer.id)
        ),
        "whole": registry.article_answers(project.db, layer.id, article),
        "state": project.stored_states(layer.id).get(article),
    }
