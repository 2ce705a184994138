"""Projects in which several people have annotated the same articles."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.model.annotation import Annotation, Segment, normalise_segments, quote_of
from annotator.model.article import State
from annotator.model.clock import new_id, now
from annotator.model.layer import Layer, LayerKind
from annotator.model.link import Link
from annotator.project.project import Project
from annotator.project.visibility import BLIND, SUPERVISORS
from annotator.store.annotations import annotation_row, link_row


def layer_of(project: Project, annotator: str, kind: LayerKind = "person") -> Layer:
    """Somebody's layer, made where it is missing."""
    with project.transact("A layer", undoable=False):
        return project.need_layer(annotator, kind)


def says(
    project: Project,
    annotator: str,
    label: str,
    *segments: Segment,
    article_id: int = 1,
    attributes: Mapping[str, Any] | None = None,
    actor: str | None = None,
) -> Annotation:
    """An annotation in a colleague's layer, as a merge would bring it."""
    layer = layer_of(project, annotator)
    text = project.article(article_id).text
    pieces = normalise_segments(segments, len(text))
    at = now()
    made = Annotation(
        new_id(), layer.id, article_id, label, pieces, quote_of(text, pieces), attributes or {}, actor,
        created_by=annotator, created_at=at, updated_at=at,
    )  # fmt: skip
    with project.transact("Merge", layers=[layer], undoable=False):
        project.rows.insert("annotations", annotation_row(made))
    return made


def links(project: Project, head: Annotation, label: str, child: Annotation) -> Link:
    """A link in a colleague's layer."""
    at = now()
    made = Link(
        new_id(), head.layer_id, head.article_id, label, head.id, child.id, created_at=at, updated_at=at
    )
    layer = next(layer for layer in project.layers() if layer.id == head.layer_id)
    with project.transact("Merge", layers=[layer], undoable=False):
        project.rows.insert("links", link_row(made))
    return made


def changes(project: Project, annotation: Annotation, **values: Any) -> Annotation:
    """A colleague's annotation after the colleague changed it; given as of :class:`Annotation`."""
    text = project.article(annotation.article_id).text
    after = dataclasses.replace(annotation, **values)
    after = dataclasses.replace(after, quote=quote_of(text, after.segments), updated_at=now())
    layer = next(layer for layer in project.layers() if layer.id == annotation.layer_id)
    with project.transact("Merge", layers=[layer], undoable=False):
        row = {name: value for name, value in annotation_row(after).items() if name != "id"}
        project.rows.update("annotations", (annotation.id,), row)
    return after


def takes_back(project: Project, annotation: Annotation) -> None:
    """A colleague deletes an annotation, with its links."""
    layer = next(layer for layer in project.layers() if layer.id == annotation.layer_id)
    with project.transact("Merge", layers=[layer], undoable=False):
        for link in project.links_of(annotation.id):
            project.rows.delete("links", (link.id,))
        project.rows.delete("annotations", (annotation.id,))


def marks(project: Project, annotator: str, state: State, article_id: int = 1) -> None:
    """Somebody says how far they are with an article."""
    layer = layer_of(project, annotator, "gold" if annotator == "gold" else "person")
    with project.transact("Merge", layers=[layer], undoable=False):
        row = {"layer_id": layer.id, "article_id": article_id, "state": state, "updated_at": now()}
        project.rows.put("article_states", row)


def make_blind(project: Project, *supervisors: str) -> None:
    with project.transact("Blind", undoable=False):
        project.remember(BLIND, "yes")
        project.remember(SUPERVISORS, json.dumps(list(supervisors)))


def merged(project: Project, gone: str, into: str) -> None:
    """Two entries of the registry become one."""
    with project.transact("Merge", undoable=False):
        project.rows.update("actors", (gone,), {"merged_into": into})


def layers_of(project: Project, *names: str) -> list[Layer]:
    """The layers of people by name; all of them where none is named."""
    wanted: Iterable[str] = names or [each.annotator for each in project.layers() if each.kind == "person"]
    return [project.find_layer(name) for name in wanted]
