"""A decision: what one annotator said of one suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from annotator.model.annotation import Segments

Verdict = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with a copy of what was suggested.

    The copy outlives the suggestion: a new run of a model may replace its layer, and still what was
    rejected does not come back and remains a negative example.  ``annotation_id`` is the annotation
    that came of it (none when rejected).
    ``model_layer_id`` is None where the decision was imported from elsewhere.
    """

    id: str
    layer_id: int
    article_id: int
    suggestion_id: str
    model_layer_id: int | None
    label: str
    segments: Segments
    attributes: Mapping[str, Any] = field(default_factory=dict)
    score: float | None = None
    verdict: Verdict = "accepted"
    annotation_id: str | None = None
    created_by: str = ""
    created_at: str = ""

    @property
    def key(self) -> tuple[str, Segments]:
        """Equal to the key of the suggestion it decided."""
        return self.label, self.segments
