"""Put a model's suggestions into the model's own layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID, uuid5

from annotator.model.annotation import Annotation, Segments, normalise_segments, quote_of
from annotator.model.clock import now
from annotator.model.presets import BROAD
from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.model.threshold import at_least
from annotator.project.fit import fit
from annotator.project.project import Project
from annotator.store.annotations import attributes_json, segments_json

ModelFor = Callable[[str], ModelName]
"""The model that suggests for articles in a language (ISO 639-1; empty: not known)."""
_IDS = UUID("5f0c9a52-3f0e-4c5b-9f8e-0c6a6d1b7e21")


def pending(
    project: Project, model_for: ModelFor, articles: Iterable[int] | None, *, force: bool
) -> list[int]:
    """The articles on which their model has still to run: those it has not covered, or all if forced.

    Those of one model follow each other, so that no pipeline is loaded twice; the model of the first article
    comes first.

    :raises UserError: if there is no such article.
    """
    languages = project.languages()
    wanted = list(languages) if articles is None else [project.article(a).id for a in articles]
    models = {language: model_for(language) for language in dict.fromkeys(languages[a] for a in wanted)}
    covered = {
        ModelName(layer.annotator, layer.version): project.models_run(layer.id)
        for layer in project.layers()
        if layer.kind == "model" and not force
    }
    todo: dict[ModelName, list[int]] = {}
    for article in wanted:
        model = models[languages[article]]
        if article not in covered.get(model, ()):
            todo.setdefault(model, []).append(article)
    return [article for group in todo.values() for article in group]


def store(
    project: Project,
    article_id: int,
    model: ModelName,
    suggestions: Suggestions,
    *,
    least: float = BROAD,
) -> int:
    """Make the model's layer on one article exactly what it suggests now.

    What the codebook does not hold is left out (see :func:`annotator.project.fit.fit`), and what scores less
    than ``least`` (see :func:`annotator.model.threshold.at_least`).  What it suggested before in the same
    words keeps its id; the ids of the others follow from model, article and place, so that they are the same
    wherever and in whatever order the model runs.  People's layers and decisions are not touched.  Leaves no
    undo step.

    :returns: how many annotations the layer now has there.
    :raises UserError: if a segment lies outside the text.
    """
    article = project.article(article_id)
    text, suggestions = article.text, at_least(fit(suggestions, project.codebook), least)
    with project.transact("Suggest", article_id=article_id, undoable=False) as transaction:
        layer = project.need_layer(model.name, "model", model.version)
        old = project.annotations(article_id, layer.id)
        project.rows.delete_many("links", layer.id, [link.id for link in project.links(article_id, layer.id)])
        project.rows.delete_many("annotations", layer.id, [annotation.id for annotation in old])
        at = now()
        common = {"layer_id": layer.id, "article_id": article_id, "origin": "model"}
        common |= {"created_by": layer.name, "created_at": at, "updated_at": at}
        origin = f"{model.name} {model.version} {article.sha256}"
        ids = _ids(project, origin, suggestions.annotations, old, len(text))
        rows = []
        for item in suggestions.annotations:
            row = _row(item, text)
            if item.actor_id is not None:
                actor = project.actor(item.actor_id)  # it may be gone since the model was told of it
                row["actor_id"] = actor.id if actor is not None else None
            rows.append(row | common | {"id": ids[item.key]})
        project.rows.insert_many("annotations", rows)
        project.rows.insert_many(
            "links",
            [
                {
                    "id": str(uuid5(_IDS, f"{link.label} {ids[link.head]} {ids[link.child]}")),
                    "label": link.label,
                    "head_id": ids[link.head],
                    "child_id": ids[link.child],
                    "score": link.score,
                    "derived_from": None,
                }
                | common
                for link in suggestions.links
            ],
        )
        counts = {"annotations": len(rows), "links": len(suggestions.links)}
        project.rows.put(
            "model_runs", {"layer_id": layer.id, "article_id": article_id, **counts, "ran_at": at}
        )
        project.rows.touch_layer(layer.id, at)
        transaction.bulk.add("annotations")
        transaction.summary.append({"layer": layer.name, "replaced": len(old), **counts})
    return len(rows)


def _ids(
    project: Project,
    origin: str,
    items: Iterable[SuggestedAnnotation],
    old: Iterable[Annotation],
    length: int,
) -> dict[str, str]:
    """Key -> id of the suggestions for one article, in whose text of ``length`` they lie.

    The same words may carry two suggestions (praise of one, blame of another), and each keeps its own id.
    An id that another layer brought with it, such as one read from an export of this model's, is left to it.
    """
    places = {item.key: (item.label, normalise_segments(item.segments, length)) for item in items}
    own = {key: str(uuid5(_IDS, f"{origin} {place} {key}")) for key, place in places.items()}
    while taken := {annotation.id for annotation in project.some_annotations(own.values())}:
        own = {key: str(uuid5(_IDS, each)) if each in taken else each for key, each in own.items()}
    there: dict[tuple[str, Segments], list[str]] = {}
    for annotation in old:
        there.setdefault(annotation.key, []).append(annotation.id)
    ids: dict[str, str] = {}
    for key, place in places.items():
        if own[key] in there.get(place, ()):
            ids[key] = own[key]
            there[place].remove(own[key])
    for key, place in places.items():
        if key not in ids:
            ids[key] = there[place].pop() if there.get(place) else own[key]
    return ids


def _row(item: SuggestedAnnotation, text: str) -> dict[str, object]:
    segments = normalise_segments(item.segments, len(text))
    return {
        "label": item.label,
        "start": segments[0][0],
        "end": segments[-1][1],
        "segments": segments_json(segments),
        "quote": quote_of(text, segments),
        "attributes": attributes_json(item.attributes),
        "actor_id": None,
        "note": "",
        "score": item.score,
        "reason": item.reason,
        "derived_from": None,
    }
