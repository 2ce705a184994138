"""Suggested actors beside the bare pipeline's entities, on the gold layer of the example project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.preannotate import models
from annotator.preannotate.pipeline import Suggester
from tests.benchmarks.measure import Figure
from tests.support.actor_scores import example_gold, of_entities, of_suggestions, score

AIM = 0.05


def run(folder: Path) -> Iterator[Figure]:
    del folder
    texts, gold = zip(*example_gold(), strict=True)
    bare = [of_entities(doc) for doc in models.load(None).pipe(texts)]
    ours = [of_suggestions(found) for found in Suggester().suggest_many(texts)]
    for typed, name in ((True, "spans and kinds"), (False, "spans")):
        before = score(zip(bare, gold, strict=True), typed=typed)
        after = score(zip(ours, gold, strict=True), typed=typed)
        gain = after.f1 - before.f1
        yield Figure(
            f"actors of the example, exact {name}",
            f"{after}; bare pipeline {before}",
            f"F at least {AIM:.0%} above the bare pipeline",
            gain >= AIM,
        )
