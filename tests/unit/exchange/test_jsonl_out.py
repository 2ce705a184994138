from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import UserError
from annotator.exchange.export import (
    FORMATS,
    ExportCancelledError,
    ExportReport,
    chosen_layers,
    export,
)
from annotator.exchange.importing import Importer, read_all
from annotator.model.annotation import Annotation
from annotator.model.selection import Selection
from annotator.model.suggestion import ModelName, Suggestions
from annotator.project.operations import actors, annotations, articles, decisions, links, suggestions
from annotator.project.project import Project
from annotator.project.queries import reader
from tests.support.projects import MODEL, TEXT, new_project, suggested_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with suggested_project(tmp_path / "press.annotator") as opened:
        yield opened


def exported(project: Project, *names: str, **options: Any) -> tuple[list[dict[str, Any]], ExportReport]:
    path = project.path.with_name("out.jsonl")
    report = export(project, path, chosen_layers(project, names), **options)
    lines = path.read_text("utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines], report


def suggestion(project: Project, label: str) -> Annotation:
    return next(s for s in project.sheet(1).suggestions if s.label == label)


def test_a_record_has_the_fields_of_the_contract_in_their_order(project: Project) -> None:
    mira = actors.add(project, "Mira Sand", kind="person")
    claim = annotations.add(project, article_id=1, label="claim", segments=[(32, 41)], note="“short”\n")
    actor = annotations.add(
        project,
        article_id=1,
        label="actor",
        segments=[(5, 9)],
        actor_id=mira.id,
        attributes={"kind": "person"},
    )
    link = links.add(project, label="speaker", head_id=claim.id, child_id=actor.id)
    (record,), report = exported(project)
    assert list(record) == [
        *("id", "text", "meta", "offsets", "tokens", "spans", "relations", "cats"),
        *("state", "note", "answer", "_annotator_id", "_input_hash", "_task_hash", "_view_id"),
    ]
    assert (record["id"], record["text"], record["offsets"]) == (1, TEXT, "unicode code points")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert list(record["meta"]) == [
        *("title", "source", "author", "published", "url", "language", "sha256", "project")
    ]
    assert (record["meta"]["sha256"], record["meta"]["project"]) == (sha256, "press")
    first, second = record["spans"]
    assert list(first) == [
        *("id", "label", "start", "end", "segments", "text", "token_start", "token_end", "aligned"),
        *("attributes", "actor", "origin", "decision", "derived_from", "note", "created_by"),
        *("created_at", "updated_at"),
    ]
    assert first["actor"] == {"id": mira.id, "name": "Mira Sand", "kind": "person"}
    assert first["attributes"] == {"kind": "person"}
    assert second == {
        "id": claim.id,
        "label": "claim",
        "start": 32,
        "end": 41,
        "segments": [[32, 41]],
        "text": "will fail",
        "token_start": 8,
        "token_end": 9,
        "aligned": True,
        "attributes": {},
        "actor": None,
        "origin": "person",
        "decision": None,
        "derived_from": None,
        "note": "“short”\n",
        "created_by": "Robin",
        "created_at": claim.created_at,
        "updated_at": claim.updated_at,
    }
    (relation,) = record["relations"]
    assert relation == {
        "label": link.label,
        "head_id": claim.id,
        "child_id": actor.id,
        "head": 9,
        "child": 1,
        "head_span": {"start": 32, "end": 41, "token_start": 8, "token_end": 9, "label": "claim"},
        "child_span": {"start": 5, "end": 9, "token_start": 1, "token_end": 1, "label": "actor"},
    }
    assert list(relation) == ["label", "head_id", "child_id", "head", "child", "head_span", "child_span"]
    assert (record["cats"], record["answer"], record["_annotator_id"]) == ({}, "accept", "Robin")
    assert record["_input_hash"] == int.from_bytes(bytes.fromhex(sha256)[:4], "big", signed=True)
    assert -(2**31) <= record["_task_hash"] < 2**31
    assert record["_view_id"] == "relations"
    assert report == ExportReport(1, 1, 2, 2, 1, 1)


def test_tokens_give_the_text_back_and_carry_the_spans(project: Project) -> None:
    annotations.add(project, article_id=1, label="actor", segments=[(2, 7)])
    (record,), _ = exported(project)
    tokens = record["tokens"]
    assert "".join(t["text"] + (" " if t["ws"] else "") for t in tokens) == TEXT
    assert [t["id"] for t in tokens] == list(range(len(tokens)))
    assert all(TEXT[t["start"] : t["end"]] == t["text"] for t in tokens)
    (span,) = record["spans"]
    assert (span["token_start"], span["token_end"], span["aligned"]) == (0, 1, False)


def test_several_segments_show_the_text_from_first_to_last(project: Project) -> None:
    annotations.add(project, article_id=1, label="claim", segments=[(32, 36), (44, 47)])
    (record,), _ = exported(project)
    (span,) = record["spans"]
    assert span["segments"] == [[32, 36], [44, 47]]
    assert span["text"] == TEXT[32:47] == record["text"][span["start"] : span["end"]]


def test_what_came_of_a_suggestion_says_so(project: Project) -> None:
    cue, claim = suggestion(project, "cue"), suggestion(project, "claim")
    (accepted,) = decisions.accept(project, [cue.id])
    (corrected,) = decisions.accept(project, [claim.id])
    annotations.change(project, corrected.id, attributes={"kind": "denies"})
    (record,), _ = exported(project)
    spans = {span["id"]: span for span in record["spans"]}
    assert (spans[accepted.id]["decision"], spans[accepted.id]["derived_from"]) == ("accepted", cue.id)
    assert (spans[corrected.id]["decision"], spans[corrected.id]["origin"]) == ("corrected", "model")


def test_the_model_layer_is_whole_and_tells_the_verdicts(project: Project) -> None:
    decisions.accept(project, [suggestion(project, "cue").id])
    decisions.reject(project, [suggestion(project, "claim").id])
    (record,), report = exported(project, "model")
    assert record["_annotator_id"] == "small 1"
    assert [(s["label"], s["decision"]) for s in record["spans"]] == [
        ("actor", None),
        ("cue", "accepted"),
        ("claim", "rejected"),
        ("actor", None),
    ]
    assert (record["spans"][0]["score"], record["spans"][0]["reason"]) == (0.9, "a name")
    assert list(record["spans"][0])[-2:] == ["score", "reason"]
    assert (report.annotations_out, report.links_out) == (4, 2)


def test_suggestions_are_added_marked_and_counted_apart(project: Project) -> None:
    own = annotations.add(project, article_id=1, label="sentiment", segments=[(61, 67)])
    decisions.reject(project, [suggestion(project, "claim").id])
    (record,), report = exported(project, selection=Selection(undecided=True, rejected=True))
    assert [(s["label"], s["decision"], s.get("suggestion")) for s in record["spans"]] == [
        ("sentiment", None, None),
        ("actor", None, True),
        ("cue", None, True),
        ("claim", "rejected", True),
        ("actor", None, True),
    ]
    assert record["spans"][0]["id"] == own.id
    assert [relation["suggestion"] for relation in record["relations"]] == [True, True]
    assert (report.annotations_in, report.annotations_out, report.suggestions) == (5, 5, 4)
    assert (report.links_out, report.suggested_links, report.left_out) == (2, 2, ())


def test_what_is_decided_is_no_suggestion_any_more(project: Project) -> None:
    decisions.accept(project, [suggestion(project, "cue").id])
    (record,), report = exported(project, selection=Selection(undecided=True, rejected=True))
    assert [s["label"] for s in record["spans"] if s.get("suggestion")] == ["actor", "claim", "actor"]
    assert [r["label"] for r in record["relations"]] == ["speaker"]
    assert report.suggestions == 3


def test_a_rejection_outlives_the_model_that_was_wrong(project: Project) -> None:
    claim = suggestion(project, "claim")
    decisions.reject(project, [claim.id])
    suggestions.store(project, 1, MODEL, Suggestions())
    (record,), _ = exported(project, selection=Selection(undecided=True, rejected=True))
    (span,) = record["spans"]
    assert (span["id"], span["label"], span["decision"]) == (claim.id, "claim", "rejected")
    assert (span["text"], span["score"], span["created_by"]) == (claim.quote, 0.7, "small 1")


def test_rejections_that_were_not_asked_for_are_counted(project: Project) -> None:
    decisions.reject(project, [suggestion(project, "claim").id])
    _, report = exported(project)
    assert "1 rejected" in report.left_out[0]


def test_articles_and_layers_make_a_record_each(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.annotator", "One actor.", "Two actors.", "None.") as project:
        annotations.add(project, article_id=2, label="actor", segments=[(0, 3)])
        articles.set_state(project, 3, "done")
        suggestions.store(project, 1, ModelName("m", "1"), Suggestions())
        records, report = exported(project, "Robin", "model", "Robin")
    assert [(r["id"], r["_annotator_id"], r["answer"]) for r in records] == [
        (1, "Robin", "ignore"),
        (1, "m 1", "accept"),
        (2, "Robin", "accept"),
        (2, "m 1", "ignore"),
        (3, "Robin", "accept"),
        (3, "m 1", "ignore"),
    ]
    assert (report.articles, report.records) == (3, 6)


def test_hashes_follow_text_and_annotations_only(tmp_path: Path) -> None:
    records = []
    for number in range(3):
        with new_project(tmp_path / f"{number}.annotator", TEXT) as project:
            annotations.add(project, article_id=1, label="actor", segments=[(0, 9 if number < 2 else 4)])
            records += exported(project)[0]
    first, same, other = records
    assert first["_input_hash"] == same["_input_hash"] == other["_input_hash"]
    assert first["_task_hash"] == same["_task_hash"] != other["_task_hash"]


def test_without_a_layer_it_says_what_to_do(project: Project) -> None:
    with pytest.raises(UserError, match="Robin has no layer yet: annotate something"):
        chosen_layers(project, [])
    with pytest.raises(UserError, match="there is “small 1”"):
        chosen_layers(project, ["Kim"])


def test_reads_beside_the_window_and_in_a_snapshot(project: Project) -> None:
    annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    articles_seen = []

    def edit(done: int, in_all: int) -> None:
        articles_seen.append((done, in_all))
        annotations.add(project, article_id=1, label="cue", segments=[(10, 14)])

    path = project.path.with_name("out.jsonl")
    with reader(project.path, "Robin") as queries:
        report = export(queries, path, chosen_layers(queries, []), progress=edit)
        assert not queries.db.conn.in_transaction
    assert (report.annotations_in, report.annotations_out) == (1, 1)
    assert articles_seen == [(1, 1)]


def tamper(project: Project, *statements: str) -> None:
    for statement in statements:
        project.db.conn.execute(statement)
    project.db.conn.commit()


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ["UPDATE annotations SET quote = 'Mora' WHERE label = 'cue'"],
            "says “Mora”, but at 10–14 stands “said”",
        ),
        (
            ["UPDATE annotations SET segments = '[[10,12],[13,15]]' WHERE label = 'cue'"],
            "article 1 says “said”",
        ),
        (
            ["PRAGMA foreign_keys = OFF", "UPDATE annotations SET actor_id = 'x' WHERE label = 'cue'"],
            "actor who is not in the registry",
        ),
        (["UPDATE links SET layer_id = 2"], "has an end that is not among"),
        (
            ["PRAGMA foreign_keys = OFF", "UPDATE annotations SET article_id = 7 WHERE label = 'sentiment'"],
            "3 annotations and 0 links went in, but 2 and 0 came out",
        ),
    ],
)
def test_what_does_not_fit_stops_the_export_and_leaves_the_old_file(
    project: Project, statements: list[str], said: str
) -> None:
    annotations.add(project, article_id=1, label="cue", segments=[(10, 14)])
    annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    annotations.add(project, article_id=1, label="sentiment", segments=[(61, 67)])
    tamper(project, *statements)
    good = project.path.with_name("out.jsonl")
    good.write_text("good\n")
    with pytest.raises(UserError, match=said):
        export(project, good, chosen_layers(project, ["Robin"]))
    assert good.read_text() == "good\n"
    assert sorted(p.name for p in good.parent.iterdir() if "part" in p.name) == []


def test_cancelling_leaves_the_old_file(project: Project) -> None:
    annotations.add(project, article_id=1, label="cue", segments=[(10, 14)])
    good = project.path.with_name("out.jsonl")
    good.write_text("good\n")
    with pytest.raises(ExportCancelledError, match="nothing was written"):
        export(project, good, chosen_layers(project, []), cancelled=lambda: True)
    assert good.read_text() == "good\n"


def test_the_registry_of_formats_is_what_the_command_offers() -> None:
    assert FORMATS["jsonl"].name == "jsonl"


def test_a_merged_actor_is_written_as_the_one_it_counts_as(project: Project) -> None:
    full = actors.add(project, "Mira Sand-Holm", kind="person", wikidata="Q7")
    mira = actors.add(project, "Mira", kind="person")
    annotations.add(project, article_id=1, label="actor", segments=[(5, 9)], actor_id=mira.id)
    actors.merge(project, full.id, [mira.id])
    (record,), _ = exported(project)
    assert record["spans"][0]["actor"] == {
        "id": full.id,
        "name": "Mira Sand-Holm",
        "kind": "person",
        "wikidata": "Q7",
        "aliases": ["Mira"],
    }


def test_what_an_actor_is_known_as_comes_back(project: Project, tmp_path: Path) -> None:
    mira = actors.add(project, "Mira Sand", kind="person", aliases=["“Mimi”"], wikidata="Q7")
    annotations.add(project, article_id=1, label="actor", segments=[(5, 9)], actor_id=mira.id)
    exported(project)
    with new_project(tmp_path / "other.annotator", TEXT) as other:
        with Importer(other) as importer:
            for item in read_all([project.path.with_name("out.jsonl")]):
                importer.take(item)
        (there,) = other.actors()
        assert (there.id, there.name, there.kind) == (mira.id, "Mira Sand", "person")
        assert (there.aliases, there.wikidata) == (("“Mimi”",), "Q7")


def test_the_notes_on_actors_that_are_named_are_counted(project: Project) -> None:
    noted = actors.add(project, "Mira Sand", note="a pen name")
    actors.add(project, "Nobody", note="is mentioned nowhere")
    for start in (0, 5):
        annotations.add(
            project, article_id=1, label="actor", segments=[(start, start + 4)], actor_id=noted.id
        )
    _, report = exported(project)
    assert report.left_out == ("The note on 1 actor has no place in this format.",)
