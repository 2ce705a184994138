"""Looks through the project and hands over what it finds, piece by piece; it can be stopped at any time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from annotator.model.annotation import quote_of
from annotator.project.concordance.lines import Line, around, shown_title
from annotator.project.concordance.pattern import Pattern
from annotator.project.concordance.query import Query
from annotator.project.concordance.standing import Annotations, Standing
from annotator.project.queries import Queries
from annotator.store import concordance as store
from annotator.store.concordance import TextRow

LIMIT = 5_000
"""Lines that are listed at most."""

_FIRST, _EACH = 0.03, 0.15
"""Seconds after which what has been found is handed over: at first, and from then on."""
_SLOW = 6
"""Articles on which a regular expression may take too long before it is given up."""

Ended = Literal["all", "limit", "slow", "stopped"]
"""Why a search is over: everything was looked through, there is more than is listed, the regular expression
takes too long, or a person stopped it."""


@dataclass(slots=True)
class Batch:
    """Lines that have been found since the one before; ``done`` of ``total`` articles are looked through.

    ``slow`` counts the articles that were left because the regular expression took too long there,
    ``left_out`` the lines that the caller did not want, by reason; both from the beginning on.
    ``ended`` is None while the search goes on.
    """

    lines: list[Line] = field(default_factory=list)
    done: int = 0
    total: int = 0
    slow: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    ended: Ended | None = None


def search(
    queries: Queries,
    query: Query,
    *,
    limit: int = LIMIT,
    stopped: Callable[[], bool] = lambda: False,
    keep: Callable[[Line, Sequence[Standing]], str] = lambda _line, _standing: "",
) -> Iterator[Batch]:
    """All lines in the order of the articles; the last batch says why there are no more.

    :param keep: is asked of each line that is not listed for an annotation; a word leaves it out, and is
        counted.
    :raises UserError: if the text is a regular expression that can't be read.
    """
    pattern = Pattern(query) if query.text.strip() else None
    annotations = Annotations(queries, query)
    wanted = None
    if query.about_annotations or pattern is None:
        wanted = store.articles_with(queries.db, annotations.layer_ids, query.label, annotations.actor_ids)
    states = queries.states(queries.layer.id if queries.layer else None) if query.state else {}
    batch = Batch(total=queries.article_count() if query.article_id is None else 1)
    count, next_at = 0, time.perf_counter() + _FIRST
    for row in _rows(queries, query, texts=pattern is not None):
        batch.done += 1
        due = time.perf_counter() > next_at
        if due:
            if stopped():
                batch.ended = "stopped"
                break
            yield batch
            batch = Batch([], batch.done, batch.total, batch.slow, Counter(batch.left_out))
            next_at = time.perf_counter() + _EACH
        if query.state and states.get(row.id, "to do") != query.state:
            continue
        if wanted is not None and row.id not in wanted:
            continue
        try:
            if pattern is None:
                found = _listed(annotations, row, queries)
            else:
                found = []
                for line, standing in _in_text(annotations, query, pattern, row):
                    reason = keep(line, standing)
                    if reason:
                        batch.left_out[reason] += 1
                    else:
                        found.append(line)
            room = limit - count
            batch.lines += found[:room]
            count += len(found)
        except TimeoutError:
            batch.slow += 1
        if count > limit or batch.slow >= _SLOW:
            batch.ended = "limit" if count > limit else "slow"
            break
    if batch.ended is None:
        batch.ended, batch.done = "all", batch.total
    yield batch


def sources(queries: Queries) -> list[str]:
    """All sources that articles name."""
    return store.sources(queries.db)


def _rows(queries: Queries, query: Query, *, texts: bool) -> Iterator[TextRow]:
    return store.rows(
        queries.db,
        texts=texts,
        article_id=query.article_id,
        source=query.source,
        since=query.since,
        until=query.until,
    )


def _in_text(
    annotations: Annotations, query: Query, pattern: Pattern, row: TextRow
) -> list[tuple[Line, list[Standing]]]:
    places = list(pattern.places(row.text))
    if not places or not annotations.may_admit(row.id, places):
        return []
    standing = annotations.on(row.id)
    if query.about_annotations or query.layers != "mine and suggested":
        asked = list(annotations.asked(standing))
        places = [place for place in places if annotations.admits(place, asked)]
    found = []
    for start, end in places:
        left, right = around(row.text, start, end)
        hit, segments = row.text[start:end], ((start, end),)
        line = Line(row.id, _title(row), row.source, row.published[:10], segments, left, hit, right)
        found.append((annotations.stated(line, standing), standing))
    return found


def _listed(annotations: Annotations, row: TextRow, queries: Queries) -> list[Line]:
    standing = annotations.on(row.id)
    asked = list(annotations.asked(standing))
    text = store.text(queries.db, row.id) if asked else ""
    return [annotations.stated(_line(row, each, text), [each]) for each in asked]


def _line(row: TextRow, standing: Standing, text: str) -> Line:
    annotation = standing.annotation
    left, right = around(text, annotation.start, annotation.end)
    hit = quote_of(text, annotation.segments)
    return Line(
        row.id,
        _title(row),
        row.source,
        row.published[:10],
        annotation.segments,
        left,
        hit,
        right,
        annotation_id=annotation.id,
        listed_as=annotation.label,
    )


def _title(row: TextRow) -> str:
    return shown_title(row.title, row.origin, row.id)
