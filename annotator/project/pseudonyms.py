"""Names of annotators as they are to be written: as they are, or “annotator 1”, “annotator 2” ..."""

from __future__ import annotations

from annotator.model.layer import EVERYWHERE, Layer
from annotator.model.selection import Selection
from annotator.project.queries import Queries

_SOMEBODY = "annotator"


class Pseudonyms:
    """The same person has the same number in every export of a project; models and gold keep their names."""

    def __init__(self, queries: Queries, selection: Selection) -> None:
        self.hides = selection.anonymous
        self._names: dict[str, str] = {}
        for layer in sorted(queries.layers(), key=lambda layer: layer.id):
            if layer.kind == "person":
                self._names[layer.annotator] = f"{_SOMEBODY} {len(self._names) + 1}"
        for layer in queries.layers():
            if layer.kind == "gold" or (layer.kind == "model" and layer.annotator != EVERYWHERE):
                self._names.setdefault(layer.annotator, layer.annotator)
                self._names.setdefault(layer.name, layer.name)

    def layer(self, layer: Layer) -> str:
        """As whose a layer is written."""
        if not self.hides or layer.kind == "gold":
            return layer.name
        if layer.kind == "person":
            return self._names[layer.annotator]
        # Whoever asked for suggestions everywhere is named in the layer's version.
        return (
            f"{layer.annotator} {self.name(layer.version)}" if layer.annotator == EVERYWHERE else layer.name
        )

    def name(self, annotator: str) -> str:
        """As whom somebody is written; people without a layer have no number."""
        if not self.hides or not annotator:
            return annotator
        return self._names.get(annotator, _SOMEBODY)
