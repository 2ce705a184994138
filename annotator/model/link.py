"""A link: a directed, typed edge between two annotations of one layer and article."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.annotation import Origin


@dataclass(frozen=True, slots=True)
class Link:
    """``head`` is the claim or the sentiment, ``child`` what it points to (claim -speaker-> actor)."""

    id: str
    layer_id: int
    article_id: int
    label: str
    head_id: str
    child_id: str
    origin: Origin = "person"
    score: float | None = None
    derived_from: str | None = None
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""
