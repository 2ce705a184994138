"""Layers with everything that a layer can have, for round trips through formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import actors, annotations, codebook, decisions, links, suggestions
from annotator.project.operations import articles as project_articles
from annotator.project.project import Project
from annotator.store import registry
from tests.support.projects import MODEL, new_project
from tests.support.texts import texts

MORE = """
[[labels]]
name = "time span é"
[[labels.attributes]]
name = "how sure"
kind = "number"
[[labels.attributes]]
name = "said of"
kind = "text"
[[labels.attributes]]
name = "topics"
kind = "several"
options = ["cost, all", "right|left"]
[[labels.attributes]]
name = "heard"
kind = "yes/no"
[[labels.attributes]]
name = "kind"
kind = "choice"
options = ["begin", "2nd ü"]

[[links]]
name = "same time"
heads = ["time span é", "claim"]
children = ["time span é"]

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
"""Besides the default codebook: names and answers of every kind, awkward ones among them."""

ANSWERS: dict[str, tuple[dict[str, Any], ...]] = {
    "actor": ({}, {"kind": "person"}, {"kind": "state or place"}),
    "claim": ({}, {"kind": "denies"}),
    "cue": ({},),
    "sentiment": ({"polarity": "negative"},),
    "time span é": (
        {},
        {"how sure": 3, "heard": True},
        {"how sure": -2.5, "heard": False, "kind": "2nd ü"},
        {"said of": "true", "topics": ["right|left", "cost, all"]},
        {"said of": " two\tlines\nof [it]; 5 * 3\\4 | _ ", "topics": [], "kind": "begin"},
        {"said of": "_", "topics": ["cost, all"]},
    ),
}
QUESTIONS: dict[str, tuple[Any, ...]] = {
    "tone": (None, "calm", "loud"),
    "about": (None, ["cost"], ["cost", "right"]),
    "relevant": (None, True, False),
}
METADATA = Metadata(
    "Levy: “will fail” 😀", "Harbour", "M. Sand", "2025-10-11", "https://example.org/a", "en", {"page": "3"}
)  # fmt: skip


def rich_project(path: Path, *articles: str, annotator: str = "Robin") -> Project:
    """A project with :data:`MORE` in its codebook, and articles with metadata."""
    project = new_project(path, annotator=annotator)
    codebook.replace(project, parse_codebook(write_codebook(project.codebook) + MORE))
    with project.transact("Import", undoable=False):
        for text in articles:
            project_articles.add(project, IncomingArticle(text, METADATA))
    return project


def say(project: Project, data: st.DataObject, article_id: int = 1, *, itself: bool = True) -> None:
    """Random overlapping annotations with segments, attributes, notes and actors; links; decisions.

    :param itself: whether an annotation may be linked to itself.
    """
    text = project.article(article_id).text
    position = st.integers(0, len(text) - 1)
    pieces = st.lists(
        position.flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text)))),
        min_size=1,
        max_size=3,
    )
    whole = SuggestedAnnotation("w", "actor", ((0, len(text)),), {"kind": "group"}, 0.5)
    some = SuggestedAnnotation("s", "cue", ((0, 1),))
    suggestions.store(project, article_id, MODEL, Suggestions((whole, some)))
    people = (("Kim 😀", "person", "Q42"), ("שלום  x", "", ""))
    known = [actors.add(project, name, kind=kind, wikidata=entry).id for name, kind, entry in people]
    made = []
    for label in data.draw(st.lists(st.sampled_from(tuple(ANSWERS)), max_size=8)):
        made.append(
            annotations.add(
                project,
                article_id=article_id,
                label=label,
                segments=data.draw(pieces),
                attributes=data.draw(st.sampled_from(ANSWERS[label])),
                actor_id=data.draw(st.sampled_from([None, *known])) if label == "actor" else None,
                note=data.draw(texts(max_size=3)),
            )
        )
    for _ in range(data.draw(st.integers(0, 6)) if made else 0):
        head, child = data.draw(st.sampled_from(made)), data.draw(st.sampled_from(made))
        if head.id == child.id and not itself:
            continue
        for kind in project.codebook.links_between(head.label, child.label):
            links.add(project, label=kind.name, head_id=head.id, child_id=child.id)
    for label in ("actor", "cue"):
        waiting = {each.label: each for each in project.sheet(article_id).suggestions}
        suggestion = waiting.get(label)
        if suggestion is None:  # accepted with the other
            continue
        match data.draw(st.sampled_from(("accept", "correct", "reject", "leave"))):
            case "accept":
                decisions.accept(project, [suggestion.id])
            case "correct":
                (accepted,) = decisions.accept(project, [suggestion.id])
                try:
                    annotations.change(
                        project, accepted.id, label=data.draw(st.sampled_from(("claim", "cue")))
                    )
                except UserError:
                    continue  # there is one on these words, or a link that it can't have
            case "reject":
                decisions.reject(project, [suggestion.id])
    project_articles.write_note(project, article_id, data.draw(texts(max_size=3)))
    for question, answers in QUESTIONS.items():
        project_articles.answer(project, article_id, question, data.draw(st.sampled_from(answers)))
    if data.draw(st.booleans()):
        project_articles.set_state(project, article_id, data.draw(st.sampled_from(("done", "in doubt"))))


Spoken = tuple[Any, ...]


def said(project: Project, article_id: int = 1, annotator: str = "Robin") -> Spoken:
    """All that a layer says of an article, in an order of its own, but for ids and times."""
    layer = project.find_layer(annotator)
    by_id = {a.id: (a.label, a.segments) for a in project.annotations(article_id, layer.id)}
    verdicts = {d.annotation_id: d.verdict for d in project.decisions(article_id, layer.id)}
    every = [
        (
            *(a.label, a.segments, a.quote, sorted(a.attributes.items()), a.note, a.origin, a.created_by),
            (found.name, found.kind, found.wikidata) if (found := project.actor(a.actor_id or "")) else None,
            verdicts.get(a.id),
        )
        for a in sorted(project.annotations(article_id, layer.id), key=lambda a: repr(a.key))
    ]
    joined = sorted(
        (link.label, by_id[link.head_id], by_id[link.child_id])
        for link in project.links(article_id, layer.id)
    )
    whole = registry.article_answers(project.db, layer.id, article_id)
    state = project.stored_states(layer.id).get(article_id)
    article = project.article(article_id)
    return article.text, article.metadata, every, joined, whole, state
