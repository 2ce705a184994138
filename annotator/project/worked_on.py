"""On which articles the owner of a layer has worked: what it lacks there was left out knowingly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.store import annotations as annotation_store
from annotator.store import streams

Because = Literal["covered", "done", "begun"]


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """``begun`` has the articles that count where it is enough to have begun; it holds ``articles``."""

    articles: frozenset[int]
    begun: frozenset[int]
    because: Because


def worked_on(queries: Queries, layer: Layer, *, all_states: bool = False) -> WorkedOn:
    """The articles of a layer that may be compared.

    Of a model those that it has covered, found it something or not.  Of a person and of gold those that are
    marked as done: in another, what has no annotation may only not have been reached.  Where nothing at all
    is marked as done, or with ``all_states``, those that are begun: with an annotation, a decision or a
    state other than “to do”.
    """
    there = frozenset(annotation_store.counts_by_article(queries.db, layer.id))
    if layer.kind == "model":
        covered = there | queries.models_run(layer.id)
        return WorkedOn(covered, covered, "covered")
    states = queries.stored_states(layer.id)
    done = frozenset(article for article, state in states.items() if state == "done")
    touched = {article for article, state in states.items() if state != "to do"}
    begun = there | touched | decided_articles(queries, layer)
    if done and not all_states:
        return WorkedOn(done, begun, "done")
    return WorkedOn(begun, begun, "begun")


def decided_articles(queries: Queries, layer: Layer) -> frozenset[int]:
    """The articles on which the owner of a layer has decided on suggestions."""
    return frozenset(streams.decided(queries.db, layer))
