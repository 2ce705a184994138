"""A layer: all that one annotator has said about the articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LayerKind = Literal["person", "model", "gold"]

EVERYWHERE = "everywhere"
"""The annotator name of the layers with what people asked to be suggested: the same words elsewhere.

Such a layer is a model's whose version is the name of the person who asked."""

GOLD = "gold"
"""The annotator name of the gold layer."""

MODEL = "model"
"""What ``--layer model`` means: the newest layer of a model."""


@dataclass(frozen=True, slots=True)
class Layer:
    """``annotator`` is a person's or a model's name; ``version`` is empty for people and gold."""

    id: int
    annotator: str
    kind: LayerKind
    version: str = ""
    created_at: str = ""
    updated_at: str = ""

    @property
    def name(self) -> str:
        """As shown and as given to ``--layer``."""
        return f"{self.annotator} {self.version}" if self.version else self.annotator
