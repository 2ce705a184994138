"""An annotation: one labelled piece of an article, made of one or more segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from annotator.errors import UserError

Segment = tuple[int, int]
"""``(start, end)`` in code points, end exclusive."""

Segments = tuple[Segment, ...]

Origin = Literal["person", "model", "import"]

SEGMENT_JOIN = " … "
"""Stands between the segments of a discontinuous annotation in its quote."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One labelled piece of an article in one layer.

    ``segments`` are sorted, do not overlap and are never empty; ``quote`` is the text they cover.
    ``derived_from`` is the id of the suggestion or colleague's annotation it was copied from.
    Times are ISO 8601 in UTC.
    """

    id: str
    layer_id: int
    article_id: int
    label: str
    segments: Segments
    quote: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    actor_id: str | None = None
    note: str = ""
    origin: Origin = "person"
    score: float | None = None
    reason: str = ""
    derived_from: str | None = None
    created_by: str = ""
    created_at: str = ""
    updated_at: str = ""

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]

    @property
    def key(self) -> tuple[str, Segments]:
        """What it says where: two annotations of one article with equal keys say the same."""
        return self.label, self.segments


def normalise_segments(segments: Iterable[Iterable[int]], length: int) -> Segments:
    """Sort segments and join those that touch or overlap.

    :param length: code points of the article.
    :raises UserError: if there is none, one is empty, or one lies outside ``[0, length]``.
    """
    ordered = sorted((int(start), int(end)) for start, end in segments)
    if not ordered:
        raise UserError("An annotation needs some text: select at least one character.")
    joined: list[Segment] = []
    for start, end in ordered:
        if not 0 <= start < end <= length:
            raise UserError(
                f"The piece from {start} to {end} does not fit an article of {length} characters: "
                "select at least one character inside the text."
            )
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def quote_of(text: str, segments: Iterable[Segment]) -> str:
    """The text that the segments cover, joined by an ellipsis where there are several."""
    return SEGMENT_JOIN.join(text[start:end] for start, end in segments)
