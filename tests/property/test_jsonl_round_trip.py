"""JSONL out and in again: the same layer, whatever the text and the annotations are."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.importing import Importer, read_file
from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from annotator.project.project import Project
from annotator.store import registry
from annotator.store.check import check
from tests.support.generated_layers import asking_project, say_something
from tests.support.projects import MODEL
from tests.support.texts import texts


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
