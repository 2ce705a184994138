"""Blind mode: what a colleague said about an article stays hidden until one's own work on it is done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator.model.layer import EVERYWHERE, Layer
from annotator.store import registry
from annotator.store.hiding import NOTHING, Hidden

if TYPE_CHECKING:
    from sqlite_utils import Database

BLIND = "blind"
"""The fact that says whether the project is blind: "yes" or nothing."""

SUPERVISORS = "supervisors"
"""The fact that names who sees everything: a list of annotators as JSON."""


RELEASED = "released"
"""The fact with the ids of the articles (JSON) on which everybody sees everything: the hub released them."""


class Visibility:
    """A part of :class:`annotator.project.queries.Queries`.

    Whoever shows, counts, compares or exports what others said asks here first; a model is no colleague.
    What somebody asked to be suggested wherever the same words stand is theirs, though it stands in a layer
    of a model's kind.
    """

    db: Database
    annotator: str

    @property
    def blind(self) -> bool:
        return registry.about(self.db, BLIND) == "yes"

    @property
    def supervisors(self) -> tuple[str, ...]:
        """Who sees everything even in a blind project, and may say who is blind."""
        return tuple(json.loads(registry.about(self.db, SUPERVISORS, "[]")))

    @property
    def sees_all(self) -> bool:
        """Whether nothing at all is hidden from the annotator."""
        return not self.blind or self.annotator in self.supervisors

    @property
    def hidden(self) -> Hidden:
        """What is hidden from the annotator, for queries over many layers."""
        if self.sees_all:
            return NOTHING
        layers = frozenset(layer.id for layer in registry.layers(self.db) if self._of_another(layer))
        return Hidden(layers, self._uncovered()) if layers else NOTHING

    def seen_articles(self, layer: Layer) -> frozenset[int] | None:
        """The articles on which the annotator may see what a layer says; None: all.

        In a blind project those of which the annotator has said that they are done, and those released.
        """
        if not self._of_another(layer) or self.sees_all:
            return None
        return self._uncovered()

    def sees(self, layer: Layer, article_id: int) -> bool:
        """Whether the annotator may see what a layer says about an article."""
        seen = self.seen_articles(layer)
        return seen is None or article_id in seen

    # -- inside

    def _of_another(self, layer: Layer) -> bool:
        if layer.kind == "model":
            return layer.annotator == EVERYWHERE and layer.version != self.annotator
        return layer.kind == "gold" or layer.annotator != self.annotator

    def _uncovered(self) -> frozenset[int]:
        mine = registry.find_layer(self.db, self.annotator, "person")
        states = registry.states(self.db, mine.id) if mine else {}
        released = json.loads(registry.about(self.db, RELEASED, "[]"))
        return frozenset(article for article, state in states.items() if state == "done") | frozenset(
            released
        )
