"""What is read beside the window: the comparison of one article, and how far each article is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.gui.comparing.article_list import Count
from annotator.gui.comparing.spots import Spot, spots_of
from annotator.gui.comparing.standing import OPEN, Standing, standing_of
from annotator.gui.comparing.voices import Voice
from annotator.model.actor import Actor
from annotator.model.article import Article
from annotator.model.codebook import Codebook
from annotator.project.queries import Queries
from annotator.review.comparing import Comparison, compare_article
from annotator.review.places import Adjudication, adjudication


@dataclass(frozen=True, slots=True)
class Read:
    """An article and what the chosen layers say about it.

    ``locked`` says why nothing can be settled here; empty: it can.
    """

    article: Article
    codebook: Codebook
    voices: tuple[Voice, ...]
    """All chosen ones, also those that are absent or hidden here."""
    comparison: Comparison
    adjudication: Adjudication | None
    locked: str
    spots: tuple[Spot, ...]
    differing: tuple[Spot, ...]
    """The places that are listed."""
    standings: Mapping[str, Standing]

    @property
    def present(self) -> tuple[Voice, ...]:
        """The voices that are compared here."""
        there = {layer.id for layer in self.comparison.layers}
        return tuple(voice for voice in self.voices if voice.layer.id in there)

    def standing(self, spot: Spot) -> Standing:
        return self.standings.get(spot.id, OPEN)

    @property
    def count(self) -> Count:
        """How far this article is."""
        return _count(self.comparison, self.adjudication)


def read_article(queries: Queries, article_id: int, voices: Sequence[Voice]) -> Read:
    """:raises UserError: if the article is no longer there."""
    article = queries.article(article_id)
    comparison = compare_article(queries, article_id, [voice.layer for voice in voices])
    found, locked = _adjudication(queries, comparison)
    spots = spots_of(comparison, found, voices, article.text)
    differing = tuple(spot for spot in spots if spot.differs)
    return Read(
        article,
        queries.codebook,
        tuple(voices),
        comparison,
        found,
        locked,
        spots,
        differing,
        {spot.id: standing_of(spot.place, article.text) for spot in differing},
    )


def count_articles(
    queries: Queries, article_ids: Sequence[int], voices: Sequence[Voice], actors: Mapping[str, Actor]
) -> dict[int, Count]:
    """How far some articles are."""
    layers = [voice.layer for voice in voices]
    counts = {}
    for article_id in article_ids:
        comparison = compare_article(queries, article_id, layers, actors=actors)
        counts[article_id] = _count(comparison, _adjudication(queries, comparison)[0])
    return counts


def _adjudication(queries: Queries, comparison: Comparison) -> tuple[Adjudication | None, str]:
    """What was settled; or None, and why nothing can be settled here."""
    if len(comparison.layers) < 2:
        return None, "There is nothing to compare here."
    try:
        return adjudication(queries, comparison), ""
    except UserError as error:
        return None, str(error)


def _count(comparison: Comparison, found: Adjudication | None) -> Count:
    compared, hidden = len(comparison.layers) > 1, bool(comparison.hidden)
    if found is None:
        return Count(open=len(comparison.differences), compared=compared, hidden=hidden)
    listed = [place for place in found.places if place.difference is not None or place.state == "again"]
    settled = sum(place.state == "settled" for place in listed)
    return Count(len(listed) - settled, len(found.again), settled, compared, hidden)
