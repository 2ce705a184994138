"""What a pipeline suggests for one article, before it becomes a layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.annotation import Segments


@dataclass(frozen=True, slots=True)
class SuggestedAnnotation:
    """``key`` is unique within the article and is what the links refer to.

    ``score`` is in [0, 1] or None where the method has none; ``reason`` says in words why.
    ``actor_id`` is the actor of the registry that a mention means, None where that is not certain.
    """

    key: str
    label: str
    segments: Segments
    attributes: Mapping[str, Any] = field(default_factory=dict)
    score: float | None = None
    reason: str = ""
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestedLink:
    label: str
    head: str
    child: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestions:
    annotations: tuple[SuggestedAnnotation, ...] = ()
    links: tuple[SuggestedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelName:
    """Which model made a layer: ``en_core_web_sm`` and ``3.8.0+rules.1``."""

    name: str
    version: str
