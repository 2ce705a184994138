"""A stock of invented articles, written down shortly, for tests of what is counted."""

from __future__ import annotations

from dataclasses import replace

from annotator.analysis.counting import Stock, stock_of
from annotator.analysis.roles import roles_of
from annotator.model.actor import Actor
from annotator.model.article import State
from annotator.model.layer import Layer
from annotator.model.record import Record
from tests.support.said import said, shipped

MARN, HOLM = Actor("m", "Ilse Marn", "person"), Actor("h", "Holm", "state or place")
TEXT = "Marn said the reckless levy hurts Holm. Holm answered: Marn is wise."


def record(
    article: int,
    published: str,
    source: str,
    *,
    annotator: str = "Robin",
    layer: int = 1,
    state: State = "in progress",
) -> Record:
    """Marn says something bad about Holm, Holm something good about Marn: 8 annotations."""
    at = f"{layer}.{article}."
    made = said(
        TEXT,
        {
            f"{at}m": ("actor", "Marn", {"actor": "m"}),
            f"{at}c": ("claim", "the reckless levy hurts Holm"),
            f"{at}s": ("sentiment", "reckless", {"polarity": "negative"}),
            f"{at}h": ("actor", "Holm", {"actor": "h"}),
            f"{at}k": ("actor", "Holm. Holm", {"actor": "h"}),
            f"{at}d": ("claim", "Marn is wise"),
            f"{at}n": ("actor", "Marn is", {"actor": "m"}),
            f"{at}w": ("sentiment", "wise", {"polarity": "positive"}),
        },
        [
            ("speaker", f"{at}c", f"{at}m"),
            ("about", f"{at}c", f"{at}h"),
            ("target", f"{at}s", f"{at}h"),
            ("speaker", f"{at}d", f"{at}k"),
            ("target", f"{at}w", f"{at}n"),
        ],
        article=article,
        actors=[MARN, HOLM],
        annotator=annotator,
        title=f"Article {article}",
        source=source,
        published=published,
    )
    owner = Layer(layer, annotator, "person")
    annotations = tuple(replace(each, layer_id=layer) for each in made.annotations)
    return replace(made, layer=owner, state=state, annotations=annotations)


def stock(*records: Record) -> Stock:
    return stock_of(records or THREE, roles_of(shipped("actor-claim-sentiment")))


THREE = (
    record(1, "2025-03-03", "Island Post"),
    record(2, "2025-03-12", "Harbour News", state="done"),
    record(2, "2025-03-12", "Harbour News", annotator="Kim", layer=2, state="done"),
    record(3, "", "Island Post"),
)
"""Three articles, the second in two layers, the third without a date."""
