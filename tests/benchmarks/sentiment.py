"""Sentiment towards the targets of NewsMTSC that were held out from training, from suggesting to macro-F1.

Needs the shared material; counts as the shared scorer does: targets without a found mention are neutral.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.model.presets import BROAD
from annotator.model.suggestion import Suggestions
from annotator.preannotate.pipeline import Suggester
from tests.benchmarks.measure import Figure
from tests.support.shared import find_shared
from tests.support.training import training_script

DATA = ("corpora", "newsmtsc", "train.jsonl")
_SIGNS = {"negative": -1, "neutral": 0, "positive": 1}


def said(suggestions: Suggestions, start: int, end: int) -> int:
    """The sign of all sentiment towards a place: 0 negative, 1 neutral, 2 positive."""
    annotations = {annotation.key: annotation for annotation in suggestions.annotations}
    total = 0
    for link in suggestions.links:
        head, child = annotations[link.head], annotations[link.child]
        if link.label != "target" or head.label != "sentiment" or (head.score or 0) < BROAD:
            continue
        if any(first < end and start < last for first, last in child.segments):
            total += _SIGNS[head.attributes["polarity"]]
    return (total > 0) - (total < 0) + 1


def measure(records: list[dict[str, Any]]) -> tuple[float, list[float]]:
    """Macro-F1 of the records, and that of negative, neutral and positive."""
    script = training_script()
    wanted, found = [], []
    suggested = Suggester().suggest_many(record["sentence_normalized"] for record in records)
    for record, suggestions in zip(records, suggested, strict=True):
        for target in record["targets"]:
            wanted.append(script.POLARITIES[target["polarity"]])
            found.append(said(suggestions, target["from"], target["to"]))
    score, each = script.macro_f1(wanted, found)
    return float(score), [float(value) for value in each]


def held_out() -> list[dict[str, Any]]:
    lines = find_shared(*DATA).read_text("utf-8").splitlines()
    _, held = training_script().split([json.loads(line) for line in lines])
    return list(held)


def run(folder: Path) -> Iterator[Figure]:
    del folder
    if not find_shared(*DATA).is_file():
        yield Figure("sentiment towards a target", "not measured, the corpus is not here", "0.66", True)
        return
    score, each = measure(held_out())
    value = f"macro-F1 {score:.3f} (negative, neutral, positive {', '.join(f'{f:.2f}' for f in each)})"
    yield Figure("sentiment towards a target", value, "0.66", score >= 0.66)
