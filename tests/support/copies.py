"""Copies of one project on several machines, edited at random; and what a copy says, whatever its numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator.errors import UserError
from annotator.model.annotation import Annotation
from annotator.model.layer import Layer
from annotator.model.revision import Entry
from annotator.project.operations import actors, annotations, articles, decisions, links, suggestions
from annotator.project.project import Project
from annotator.project.sending import entries
from tests.support.projects import MODEL, SUGGESTED, TEXT, new_project

TEXTS = (TEXT, "Tolm Harbour said the bridge is 🌉 safe.", "Nobody in Sand Bay knows why, Mira Sand says.")
LABELS = ("actor", "claim", "cue", "sentiment")
NAMES = ("Mira Sand", "MIRA SAND", "Tolm Harbour", "Sand Bay")
EDITS = ("tag", "tag", "accept", "reject", "change", "delete", "link", "unlink", "undo", "redo", "name",
         "mark", "note", "merge actors", "rename actor", "split actors")  # fmt: skip


def copy_of(path: Path, annotator: str, first: int = 0) -> Project:
    """A copy of the project with :data:`TEXTS`, in which their numbers begin elsewhere."""
    texts = [*TEXTS[first % 3 :], *TEXTS[: first % 3]]
    project = new_project(path, *texts, annotator=annotator)
    suggestions.store(project, texts.index(TEXT) + 1, MODEL, SUGGESTED)
    return project


def owned(project: Project) -> list[Entry]:
    """What the annotator of a copy shares."""
    own = project.layer
    return list(entries(project, [own])) if own else []


def everything(project: Project) -> list[Entry]:
    """What all people said, as this copy has it."""
    return list(entries(project, people(project)))


def people(project: Project) -> list[Layer]:
    return [layer for layer in project.layers() if layer.kind != "model"]


def edit(project: Project, kind: str, one: int, other: int) -> None:
    """An edit, chosen by numbers; what can't be done is left."""
    number = one % 2 + 1
    sheet = project.sheet(number)
    own = sorted(sheet.annotations, key=_place)
    waiting = sorted(sheet.suggestions, key=_place)
    registry = sorted(project.actors(), key=lambda actor: (actor.name, actor.created_at))
    chosen = own[other % len(own)] if own else None
    try:
        match kind:
            case "tag":
                length = len(sheet.article.text)
                start = other % length
                label = LABELS[one // 3 % 4]
                end = min(length, start + 1 + other % 5)
                annotations.add(project, article_id=number, label=label, segments=[(start, end)])
            case "accept" if waiting:
                decisions.accept(project, [waiting[other % len(waiting)].id], with_linked=one % 2 == 0)
            case "reject" if waiting:
                decisions.reject(project, [waiting[other % len(waiting)].id])
            case "change" if chosen:
                annotations.change(project, chosen.id, note=str(other))
            case "delete" if chosen:
                annotations.delete(project, [chosen.id])
            case "link":
                heads = [a for a in own if a.label == "claim"]
                children = [a for a in own if a.label == "actor"]
                if heads and children:
                    # Few to choose from, so that two machines often draw the same link.
                    head, child = heads[one % min(2, len(heads))], children[other % min(2, len(children))]
                    links.add(project, label="about", head_id=head.id, child_id=child.id)
            case "unlink" if own:
                drawn = sorted(project.links(number, own[0].layer_id), key=lambda link: link.created_at)
                if drawn:
                    links.delete(project, drawn[other % len(drawn)].id)
            case "undo":
                project.undo()
            case "redo":
                project.redo()
            case "name":
                mentions = [a for a in own if a.label == "actor"]
                if mentions:
                    with project.transact("Set actor"):
                        actor = actors.add(project, NAMES[other % len(NAMES)])
                        annotations.change(project, mentions[one % len(mentions)].id, actor_id=actor.id)
            case "merge actors" if len(registry) > 1:
                pair = registry[one % len(registry)], registry[other % len(registry)]
                actors.merge(project, pair[0].id, [pair[1].id])
            case "rename actor" if registry:
                actors.change(project, registry[one % len(registry)].id, note=str(other))
            case "split actors" if registry:
                merged = project.merged_actors(registry[one % len(registry)].id)
                if merged:
                    actors.split(project, [merged[0].id])
            case "mark":
                articles.set_state(project, number, ("done", "in doubt", "in progress")[other % 3])
            case "note":
                articles.write_note(project, number, str(other))
    except UserError:
        pass


def said(project: Project) -> dict[str, Any]:
    """All that a copy says, with nothing of the numbers that rows, layers and articles have in it."""
    db = project.db
    layers = {layer.id: (layer.annotator, layer.kind) for layer in project.layers() if layer.kind != "model"}
    hashes = {article.id: article.sha256 for article in project.articles()}
    found: dict[str, Any] = {}
    for table in ("annotations", "links", "decisions", "article_states", "article_answers", "comments",
                  "settlements", "assignments", "actors"):  # fmt: skip
        cursor = db.conn.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
        kept = [row for row in rows if row.get("layer_id") in layers or "layer_id" not in row]
        for row in kept:
            if "layer_id" in row:
                row["layer_id"] = layers[row["layer_id"]]
            if "article_id" in row:
                row["article_id"] = hashes[row["article_id"]]
            row.pop("model_layer_id", None)
        found[table] = sorted(kept, key=lambda row: json.dumps(row, sort_keys=True))
    found["revisions"] = sorted(
        (kind, "" if "/" in key else key, layers.get(layer), hashes.get(article), stamp, deleted)
        for kind, key, layer, article, stamp, deleted in db.conn.execute(
            "SELECT kind, id, layer_id, article_id, stamp, deleted FROM revisions"
        )
    )
    found["waiting"] = [
        (item["entry"]["kind"], item["entry"]["id"], item["entry"]["stamp"])
        for item in json.loads(project.about("waiting_rows", "[]"))
    ]
    return found


def _place(annotation: Annotation) -> tuple[Any, ...]:
    return annotation.start, annotation.end, annotation.label, annotation.created_at, annotation.note
