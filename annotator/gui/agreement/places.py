"""The lines of what is behind a figure of agreement: what disagrees before what agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from annotator.gui.agreement.views import Asked, Crossed
from annotator.gui.scores.place_rows import PlaceRow, from_outcomes
from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.behind import Behind, behind, behind_confusion
from annotator.review.scores import Verdict

MOST = 400
"""Lines that are listed; who wants more looks at one pair or one article."""

_ORDER: tuple[tuple[Verdict, ...], ...] = (("only a", "only b", "differ"), ("both",))


class Place(NamedTuple):
    """What two layers say at one place."""

    row: PlaceRow
    layers: tuple[Layer, Layer]

    @property
    def between(self) -> str:
        return " / ".join(layer.name for layer in self.layers)


def places(
    queries: Queries, found: Agreement, asked: Asked | Crossed, cancelled: Callable[[], bool]
) -> list[Place]:
    """At most :data:`MOST` places, those that disagree first.

    :raises AgreementCancelledError: if ``cancelled`` said so.
    """
    rows: list[Place] = []
    for thing in islice(_things(queries, found, asked, cancelled), MOST):
        layers = found.frame.layers[thing.one], found.frame.layers[thing.other]
        names = layers[0].name, layers[1].name
        with_label = isinstance(asked, Crossed) or not asked.subject.name
        read = from_outcomes(queries, [thing.outcome], names, with_label=with_label)
        rows += [Place(row, layers) for row in read]
    return rows


def _things(
    queries: Queries, found: Agreement, asked: Asked | Crossed, cancelled: Callable[[], bool]
) -> Iterator[Behind]:
    if isinstance(asked, Crossed):
        yield from behind_confusion(
            queries, found, asked.one, asked.other, asked.between, cancelled=cancelled
        )
        return
    articles = None if asked.article is None else (asked.article,)
    for verdicts in _ORDER:
        yield from behind(
            queries,
            found,
            asked.subject,
            asked.between,
            measure=asked.measure,
            verdicts=verdicts,
            articles=articles,
            cancelled=cancelled,
        )
