"""Layers on articles, written down shortly, for tests of what several say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.model.annotation import Segments, normalise_segments, quote_of
from annotator.model.clock import now
from annotator.model.layer import Layer
from annotator.project.project import Project
from annotator.store import registry
from annotator.store.annotations import attributes_json, segments_json
from annotator.store.compared import AnnotationRow
from tests.support.projects import new_project

Mark = tuple[str, Sequence[tuple[int, int]]] | tuple[str, Sequence[tuple[int, int]], Mapping[str, Any]]
"""``(label, segments)`` or ``(label, segments, attributes)``."""


def row(key: str, layer: int, mark: Mark, length: int = 1 << 30) -> AnnotationRow:
    """A mark as it stands in the project file."""
    label, pieces, *rest = mark
    segments = normalise_segments(pieces, length)
    answers = dict(rest[0]) if rest else {}
    actor = answers.pop("actor", None)
    start, end = segments[0][0], segments[-1][1]
    return layer, key, label, start, end, segments_json(segments), attributes_json(answers), actor


def project_of(
    path: Path, texts: Sequence[str], layers: Mapping[str, Mapping[int, Iterable[Mark]]]
) -> Project:
    """A project of Robin's, with these layers: name -> article (from 1) -> marks.

    An article that a layer names without marks is marked as begun there.
    """
    new_project(path, *texts).close()
    for name, articles in layers.items():
        annotate(path, name, articles, texts)
    return Project.open(path, "Robin")


def annotate(
    path: Path, annotator: str, articles: Mapping[int, Iterable[Mark]], texts: Sequence[str]
) -> None:
    """More of one annotator in a project that is not open: article (from 1) -> marks."""
    with Project.open(path, annotator) as made, made.transact("Annotate"):
        layer = made.own_layer()
        for article, marks in articles.items():
            _write(made, layer, article, texts[article - 1], list(marks))


def _write(project: Project, layer: Layer, article: int, text: str, marks: Sequence[Mark]) -> None:
    at = now()
    rows = []
    for number, mark in enumerate(marks):
        key = f"{layer.annotator}-{article}-{number}"
        _layer, _id, label, start, end, segments, attributes, actor = row(key, layer.id, mark, len(text))
        pieces: Segments = normalise_segments(mark[1], len(text))
        rows.append(
            {
                "id": key,
                "layer_id": layer.id,
                "article_id": article,
                "label": label,
                "start": start,
                "end": end,
                "segments": segments,
                "quote": quote_of(text, pieces),
                "attributes": attributes,
                "actor_id": actor,
                "note": "",
                "origin": "person",
                "score": None,
                "reason": "",
                "derived_from": None,
                "created_by": layer.annotator,
                "created_at": at,
                "updated_at": at,
            }
        )
    project.rows.insert_many("annotations", rows)
    if not rows and registry.states(project.db, layer.id).get(article) is None:
        project.rows.insert(
            "article_states",
            {"layer_id": layer.id, "article_id": article, "state": "in progress", "updated_at": at},
        )
