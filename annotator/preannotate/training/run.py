"""What one training is given: the settings, the articles, and what of them is held out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime

from annotator.errors import UserError
from annotator.model.layer import Layer
from annotator.model.training import Told, refusal
from annotator.preannotate.training.place import Place
from annotator.preannotate.training.protocol import Begin, Go, Learn, Order
from annotator.project.knowledge import knowledge_of
from annotator.project.queries import Queries
from annotator.project.training import material, what_there_is


class Run:
    """One training of a layer's annotations.

    ``told`` becomes article -> annotations of the finished ones while :meth:`orders` is read.

    :raises UserError: if there is too little to train on; the sentence says what is missing.
    """

    def __init__(self, project: Queries, layer: Layer, place: Place, base: str) -> None:
        self.layer = layer
        self.place = place
        self.base = base
        self.told: dict[int, tuple[Told, ...]] = {}
        self._project = project
        check(project, layer)

    def orders(self) -> Iterator[Order]:
        """What the process that trains is told, one after the other."""
        knowledge = dataclasses.replace(knowledge_of(self._project), experience=(), pipelines={})
        codebook = self._project.codebook.to_json()
        yield Begin(self.base, str(self.place.beside), _version(), codebook, knowledge)
        for article in material(self._project, self.layer):
            if article.finished:
                self.told[article.id] = article.annotations
            yield Learn(article)
        yield Go()


def check(project: Queries, layer: Layer) -> None:
    """:raises UserError: if there is too little to train on; the sentence says what is missing."""
    why = refusal(what_there_is(project, layer))
    if why is not None:
        raise UserError(why)


def _version() -> str:
    """By the time, so that the suggestions of each trained model are a layer of their own."""
    return datetime.now(UTC).strftime("%Y%m%d.%H%M%S")
