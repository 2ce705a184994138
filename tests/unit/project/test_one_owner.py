"""A layer is written by its owner alone, whichever way one tries; the codebook's words follow in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import AnnotatorError, UserError
from annotator.model.annotation import Annotation
from annotator.model.incoming import IncomingAnnotation, IncomingLayer
from annotator.model.name_index import NameIndex
from annotator.project.operations import (
    actors,
    annotations,
    articles,
    codebook,
    decisions,
    layers,
    links,
    naming,
)
from annotator.project.project import Project
from annotator.store.rows import Rows
from tests.support.projects import TEXT, new_project, point


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Robin's, in which Kim has a claim that links to an actor."""
    path = tmp_path / "press.annotator"
    with new_project(path, TEXT, annotator="Kim") as opened:
        claim = annotations.add(opened, article_id=1, label="claim", segments=[(17, 42)], note="Kim's")
        who = annotations.add(opened, article_id=1, label="actor", segments=[(0, 9)])
        links.add(opened, label="speaker", head_id=claim.id, child_id=who.id)
        point(opened, who.id, "Mira Sand")
        articles.set_state(opened, 1, "done")
        articles.write_note(opened, 1, "Kim's note")
    with Project.open(path, "Robin") as opened:
        yield opened


def kims(project: Project) -> list[dict[str, Any]]:
    """All rows of Kim's layer as the file has them."""
    layer = project.find_layer("Kim").id
    found = []
    for table in ("annotations", "links", "decisions", "article_states", "article_answers", "article_times"):
        cursor = project.db.conn.execute(
            f"SELECT * FROM {table} WHERE layer_id = ? ORDER BY 1, 2, 3", (layer,)
        )
        names = [column[0] for column in cursor.description]
        found += [{"table": table, **dict(zip(names, row, strict=True))} for row in cursor]
    return found


def of_kim(project: Project, label: str) -> Annotation:
    layer = project.find_layer("Kim").id
    return next(a for a in project.annotations(1, layer) if a.label == label)


def mine(project: Project) -> Annotation:
    return annotations.add(project, article_id=1, label="claim", segments=[(48, 60)])


OPERATIONS: dict[str, Callable[[Project], object]] = {
    "change a note": lambda p: annotations.change(p, of_kim(p, "claim").id, note="mine"),
    "relabel": lambda p: annotations.change(p, of_kim(p, "claim").id, label="cue"),
    "reshape": lambda p: annotations.change(p, of_kim(p, "claim").id, segments=[(17, 30)]),
    "delete": lambda p: annotations.delete(p, [of_kim(p, "claim").id]),
    "link from theirs": lambda p: links.add(
        p, label="speaker", head_id=of_kim(p, "claim").id, child_id=of_kim(p, "actor").id
    ),
    "link to theirs": lambda p: links.add(
        p, label="speaker", head_id=mine(p).id, child_id=of_kim(p, "actor").id
    ),
    "delete a link": lambda p: links.delete(p, p.links(1, p.find_layer("Kim").id)[0].id),
    "accept as if suggested": lambda p: decisions.accept(p, [of_kim(p, "claim").id]),
    "reject as if suggested": lambda p: decisions.reject(p, [of_kim(p, "claim").id]),
    "set an actor": lambda p: naming.name(p, of_kim(p, "actor").id, "Ada Lund", NameIndex(p.actors())),
    "remove the actor": lambda p: actors.remove(p, [p.actors()[0].id]),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_operation_changes_a_colleagues_row(project: Project, name: str) -> None:
    before = kims(project)
    with pytest.raises(AnnotatorError):
        OPERATIONS[name](project)
    assert kims(project) == before


ROWS: dict[str, Callable[[Rows, int, str], object]] = {
    "insert": lambda rows, layer, _key: rows.insert(
        "article_times", {"layer_id": layer, "article_id": 1, "sitting_id": 1, "seconds": 1, "updated_at": ""}
    ),
    "insert each": lambda rows, layer, _key: rows.insert_each(
        "article_answers",
        [{"layer_id": layer, "article_id": 1, "answers": "{}", "note": "", "updated_at": ""}],
    ),
    "insert many": lambda rows, layer, _key: rows.insert_many(
        "article_states", [{"layer_id": layer, "article_id": 1, "state": "done", "updated_at": ""}]
    ),
    "put": lambda rows, layer, _key: rows.put(
        "article_states", {"layer_id": layer, "article_id": 1, "state": "to do", "updated_at": ""}
    ),
    "update": lambda rows, _layer, key: rows.update("annotations", (key,), {"note": "mine"}),
    "delete": lambda rows, _layer, key: rows.delete("annotations", (key,)),
    "delete many": lambda rows, layer, key: rows.delete_many("annotations", layer, [key]),
    "touch": lambda rows, layer, _key: rows.touch_layer(layer, "2026-01-01T00:00:00.000Z"),
}


@pytest.mark.parametrize("name", ROWS)
def test_no_row_of_a_colleague_is_written(project: Project, name: str) -> None:
    before, kim, claim = kims(project), project.find_layer("Kim"), of_kim(project, "claim")
    with pytest.raises(AnnotatorError, match="belongs to somebody else"), project.transact("Try"):
        ROWS[name](project.rows, kim.id, claim.id)
    assert kims(project) == before
    assert project.find_layer("Kim") == kim


def test_a_row_can_not_be_given_to_a_colleague_or_taken_over(project: Project) -> None:
    own, kim = mine(project), project.find_layer("Kim").id
    for key, layer in ((own.id, kim), (of_kim(project, "claim").id, project.find_layer("Robin").id)):
        before = kims(project)
        with pytest.raises(AnnotatorError), project.transact("Try"):
            project.rows.update("annotations", (key,), {"layer_id": layer})
        assert kims(project) == before


def test_undo_and_redo_leave_colleagues_alone(project: Project) -> None:
    before = kims(project)
    made = mine(project)
    point(project, annotations.add(project, article_id=1, label="actor", segments=[(0, 9)]).id, "Mira Sand")
    actors.change(project, project.actors()[0].id, name="M. Sand")
    annotations.delete(project, [made.id])
    for _ in range(2):
        while project.undo() is not None:
            assert kims(project) == before
        while project.redo() is not None:
            assert kims(project) == before


def test_what_another_did_in_an_earlier_sitting_can_not_be_undone(project: Project) -> None:
    assert project.undo() is None


def incoming(project: Project, annotator: str, note: str = "other") -> IncomingLayer:
    said = IncomingAnnotation("x", "claim", ((17, 42),), note=note)
    return IncomingLayer(annotator, project.article(1).sha256, (said,), origin="kim.jsonl")


def test_an_import_never_writes_over_a_colleague(project: Project) -> None:
    before = kims(project)
    with pytest.raises(UserError, match="they were left as they are"):
        layers.take(project, incoming(project, "Kim"))
    assert kims(project) == before


def test_merging_actors_changes_nobodys_mention(project: Project) -> None:
    before = kims(project)
    ada = actors.add(project, "Ada Lund", kind="person")
    actors.merge(project, ada.id, [actor.id for actor in project.actors() if actor.id != ada.id])
    assert [actor.name for actor in project.actors()] == ["Ada Lund"]
    assert kims(project) == before


def test_a_label_that_gets_another_name_has_it_in_every_layer_and_nothing_else_changes(
    project: Project,
) -> None:
    before = kims(project)
    codebook.rename_label(project, "claim", "assertion")
    after = kims(project)
    assert [row["label"] for row in after if row["table"] == "annotations"].count("assertion") == 1
    told = [{k: v for k, v in row.items() if k != "label"} for row in after]
    assert told == [{k: v for k, v in row.items() if k != "label"} for row in before]
    project.undo()
    assert kims(project) == before
