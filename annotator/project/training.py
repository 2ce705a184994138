"""What of a project a model can be trained on: a layer's annotations in finished articles, and decisions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from annotator.errors import UserError
from annotator.model.annotation import Segments
from annotator.model.layer import Layer
from annotator.model.training import Need, Told, TrainingArticle, needs
from annotator.project.queries import Queries
from annotator.store import articles, streams, trained
from annotator.store.trained import TrainedModel


def layer_to_learn_from(project: Queries, name: str | None = None) -> Layer:
    """The layer of this name (None: the annotator's own).

    :raises UserError: if there is none, or it is a model's: from itself a model learns nothing.
    """
    if name is None:
        own = project.layer
        if own is None:
            raise UserError(
                f"{project.annotator} has annotated nothing in this project yet: tag some articles and mark "
                "them as done, or name another layer to learn from."
            )
        return own
    layer = project.find_layer(name)
    if layer.kind == "model":
        raise UserError(f"“{layer.name}” is a model's layer: name a person's or gold to learn from.")
    return layer


def finished_articles(project: Queries, layer: Layer) -> set[int]:
    """The articles that a layer's owner marked as done; of the gold layer, all it has annotations in.

    Of somebody else's, those that the annotator may see: a model would tell of the others.
    """
    finished = streams.finished(project.db, layer)
    if layer.kind == "gold":
        finished |= set(project.states(layer.id))
    seen = project.seen_articles(layer)
    return finished if seen is None else finished & seen


def material(project: Queries, layer: Layer) -> Iterator[TrainingArticle]:
    """Finished articles with all their annotations, and others on which something was decided, by id."""
    finished, seen = finished_articles(project, layer), project.seen_articles(layer)
    annotations = streams.annotation_rows(project.db, layer)
    decisions = streams.decision_rows(project.db, layer)
    labels = {label.name for label in project.codebook.offered}
    for article in articles.every(project.db, project.article_ids()):
        number = article.id
        told = tuple(
            Told(row[2], _segments(row[5]), json.loads(row[7]))
            for row in annotations.take(number)
            if row[2] in labels
        )
        decided = [(row[2], _segments(row[3]), row[6]) for row in decisions.take(number)]
        if seen is not None and number not in seen:
            continue
        if number in finished:
            yield TrainingArticle(number, article.sha256, article.text, article.metadata.language, True, told)
        elif decided:
            there = {each.key for each in told}
            kept = {(label, segments) for label, segments, verdict in decided if verdict == "accepted"}
            rejected = {(label, segments) for label, segments, verdict in decided if verdict == "rejected"}
            yield TrainingArticle(
                number,
                article.sha256,
                article.text,
                article.metadata.language,
                False,
                (),
                frozenset(kept & there),
                frozenset(rejected),
            )


def what_there_is(project: Queries, layer: Layer) -> list[Need]:
    """How much there is to train on, and how much it takes."""
    finished = finished_articles(project, layer)
    spans, answers = Counter[str](), Counter[tuple[str, str]]()
    rows = streams.annotation_rows(project.db, layer)
    for number in sorted(project.article_ids()):
        for row in rows.take(number):
            if number in finished:
                spans[row[2]] += 1
                for name, value in json.loads(row[7]).items():
                    if value not in (None, ""):
                        answers[row[2], name] += 1
    return needs(project.codebook, len(finished), spans, answers)


def trained_models(project: Queries) -> list[TrainedModel]:
    """The models that were trained on this project, newest first."""
    return trained.models(project.db)


def _segments(text: str) -> Segments:
    return tuple((start, end) for start, end in json.loads(text))
