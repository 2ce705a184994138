"""On which articles the owner of a layer has worked: what it lacks there was left out knowingly."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.store import annotations as annotation_store
from annotator.store import streams, working

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


@dataclass(frozen=True, slots=True)
class Work:
    """The work on one article, as ids of layers.

    ``begun`` are those with a state other than “to do”, with a decision, or of a model that has covered it;
    whoever has annotated it has begun it too, which is not looked up here.  ``done`` are those that marked it
    as done, ``marking`` those that mark any article so.
    """

    begun: frozenset[int]
    done: frozenset[int]
    marking: frozenset[int]

    def unfinished(self, layers: Container[int]) -> frozenset[int]:
        """Those of these layers that mark articles as done, but not this one."""
        return frozenset(layer for layer in self.marking - self.done if layer in layers)


def work_on(queries: Queries, article_id: int) -> Work:
    """Who has worked on an article; quick in a large project, unlike :func:`worked_on`."""
    states = working.states_on(queries.db, article_id)
    touched = {layer for layer, state in states.items() if state != "to do"}
    return Work(
        frozenset(
            touched | working.deciding_on(queries.db, article_id) | working.covering(queries.db, article_id)
        ),
        frozenset(layer for layer, state in states.items() if state == "done"),
        frozenset(working.marking_done(queries.db)),
    )
