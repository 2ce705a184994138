"""Where else the same words stand that are not tagged so yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from annotator.model.annotation import Annotation, Segment
from annotator.project.concordance.lines import Line
from annotator.project.concordance.query import Query
from annotator.project.concordance.search import LIMIT, Batch, search
from annotator.project.concordance.standing import Standing
from annotator.project.queries import Queries
from annotator.store import concordance as store
from annotator.store.annotations import segments_json

TAGGED = "tagged"
"""Left out: an annotation of one's own with this label is or overlaps there."""
DECIDED = "decided"
"""Left out: this was suggested there before, and rejected or corrected."""

Reach = Literal["article", "project"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words, and how they are to be tagged; ``label`` is empty where that is not said yet.

    ``place`` is where the words were taken from (an article's id and ``[start, end)``): without a label it is
    found as well.
    """

    text: str
    place: tuple[int, Segment]
    label: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    actor_id: str | None = None
    case: bool = True
    whole: bool = True
    possessive: bool = True
    reach: Reach = "article"

    @property
    def query(self) -> Query:
        return Query(
            self.text,
            "exactly",
            case=self.case,
            whole=self.whole,
            possessive=self.possessive,
            article_id=self.place[0] if self.reach == "article" else None,
        )


def wanted_from(annotation: Annotation) -> Wanted:
    """An annotation of one piece, wanted wherever its words stand."""
    return Wanted(
        annotation.quote,
        (annotation.article_id, annotation.segments[0]),
        annotation.label,
        dict(annotation.attributes),
        annotation.actor_id,
    )


def elsewhere(
    queries: Queries,
    wanted: Wanted,
    *,
    limit: int = LIMIT,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Batch]:
    """The places, as :func:`annotator.project.concordance.search.search`; ``left_out`` counts by
    :data:`TAGGED` and :data:`DECIDED`."""
    own = queries.layer
    decided = store.decided(queries.db, own.id, wanted.label) if own is not None and wanted.label else set()

    def keep(line: Line, standing: Sequence[Standing]) -> str:
        if not wanted.label:
            return ""
        if (line.article_id, line.segments[0]) == wanted.place:
            return TAGGED
        for each in standing:
            same = each.kind == "own" and each.annotation.label == wanted.label
            if same and any(a < line.end and line.start < b for a, b in each.annotation.segments):
                return TAGGED
        return DECIDED if (line.article_id, segments_json(line.segments)) in decided else ""

    return search(queries, wanted.query, limit=limit, stopped=stopped, keep=keep)
