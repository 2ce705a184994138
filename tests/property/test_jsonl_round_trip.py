"""JSONL out and in again: the same layer, whatever the text and the annotations are."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.exchange.export import chosen_layers, export
from annotator.exchange.importing import Importer, read_file
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import actors, annotations, codebook, decisions, links, suggestions
from annotator.project.operations import articles as project_articles
from annotator.project.project import Project
from annotator.store import registry
from annotator.store.check import check
from tests.support.projects import MODEL, new_project
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


def layer_of(project: Project) -> tuple[Any, ...]:
    """All that a layer says, but for what only its own project knows."""
    layer = project.find_layer("Robin")
    said = [
        (
            *(a.id, a.label, a.segments, a.quote, dict(a.attributes), a.note, a.origin, a.derived_from),
            *(a.created_by, a.created_at, a.updated_at),
            (actor.id, actor.name, actor.kind) if (actor := project.actor(a.actor_id or "")) else None,
        )
        for a in project.annotations(1, layer.id)
    ]
    joined = {(link.label, link.head_id, link.child_id) for link in project.links(1, layer.id)}
    verdicts = {
        d.annotation_id: d.verdict for d in project.decisions(1, layer.id) if d.annotation_id is not None
    }
    whole = registry.article_answers(project.db, layer.id, 1)
    return said, joined, verdicts, whole, project.stored_states(layer.id)


def out(project: Project, path: Path, **options: Any) -> dict[str, Any]:
    report = export(project, path, chosen_layers(project, ["Robin"]), **options)
    assert (report.annotations_in, report.links_in) == (report.annotations_out, report.links_out)
    (line,) = path.read_text("utf-8").split("\n")[:-1]
    record: dict[str, Any] = json.loads(line)
    return record


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts(min_size=1).filter(str.strip), with_suggestions=st.booleans(), data=st.data())
def test_a_layer_comes_back_as_it_went(text: str, with_suggestions: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first.jsonl"), Path(folder, "second.jsonl")
        with asking_project(Path(folder, "a.annotator"), text) as project:
            whole = SuggestedAnnotation("w", "actor", ((0, len(text)),), {"kind": "group"}, 0.5)
            some = SuggestedAnnotation("s", "cue", ((0, 1),))
            suggestions.store(project, 1, MODEL, Suggestions((whole, some)))
            say_something(project, text, data)
            record = out(
                project, first, selection=Selection(undecided=with_suggestions, rejected=with_suggestions)
            )
            before = layer_of(project)
        assert all(record["text"][s["start"] : s["end"]] == s["text"] for s in record["spans"])
        assert "".join(t["text"] + (" " if t["ws"] else "") for t in record["tokens"]) == text
        with asking_project(Path(folder, "b.annotator"), annotator="Kim") as project:
            with Importer(project) as importer:
                for item in read_file(first):
                    importer.take(item)
            assert importer.report.failures == []
            assert layer_of(project) == before
            assert check(project.db) == []
            again = out(project, second)
        mine = [span for span in record["spans"] if not span.get("suggestion")]
        assert again["spans"] == mine
        assert [again[key] for key in ("cats", "state", "note")] == [
            record[key] for key in ("cats", "state", "note")
        ]
        assert again["_input_hash"] == record["_input_hash"]
