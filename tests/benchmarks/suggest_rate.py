"""Suggestions beside bare ``nlp.pipe`` with the same pipeline, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.preannotate import models
from annotator.preannotate.pipeline import Suggester
from tests.benchmarks import material
from tests.benchmarks.measure import Figure, seconds

COUNT = 60


def run(folder: Path) -> Iterator[Figure]:
    del folder
    texts = [material.text(4_000, number) for number in range(COUNT)]
    words = sum(len(text.split()) for text in texts)
    bare, suggester = models.load(None), Suggester()
    list(bare.pipe(texts[:5]))
    list(suggester.suggest_many(texts[:5]))
    rounds = [
        (
            seconds(lambda: list(bare.pipe(texts))),
            seconds(lambda: list(bare.pipe(texts, batch_size=8))),
            seconds(lambda: list(suggester.suggest_many(texts))),
        )
        for _ in range(3)
    ]
    default, small, took = (min(times) for times in zip(*rounds, strict=True))
    plain = min(default, small)  # small batches, as ours, are the faster ones
    ratio = plain / took
    value = f"{words / took:,.0f} words/s, {ratio:.2f} of bare spaCy's rate"
    yield Figure("suggest actors, claims and sentiment", value, "0.85", ratio >= 0.85)
