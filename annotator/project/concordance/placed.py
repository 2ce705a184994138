"""Lines of the concordance for places that are known already, such as where a pattern was found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from annotator.project.concordance.lines import Line, around, shown_title
from annotator.project.queries import Queries

Place = tuple[int, int, int]
"""An article, and code points ``[start, end)`` of its text."""


def lines_at(queries: Queries, places: Sequence[Place], label: str) -> list[Line]:
    """A line for each place, in their order; ``label`` is what the words there would be suggested as."""
    lines = []
    for article_id, group in groupby(places, itemgetter(0)):
        article = queries.article(article_id)
        title = shown_title(article.metadata.title, article.origin, article_id)
        date = article.metadata.published[:10]
        for _, start, end in group:
            left, right = around(article.text, start, end)
            hit = article.text[start:end]
            segments = ((start, end),)
            lines.append(
                Line(
                    article_id, title, article.metadata.source, date, segments, left, hit, right,
                    "suggestion" if label else "text", label=label,
                )
            )  # fmt: skip
    return lines
