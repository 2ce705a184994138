"""Comparing and settling where twenty people have annotated the same thousand articles."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.model.article import IncomingArticle, Metadata
from annotator.model.clock import now
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.review import adjudicating, settling
from annotator.review.comparing import compare_article
from annotator.review.places import adjudication
from annotator.store.annotations import segments_json
from tests.benchmarks import material
from tests.benchmarks.measure import Figure, percentile, seconds
from tests.support.projects import default_codebook

LAYERS, ARTICLES, ANNOTATIONS, LENGTH = 20, 1000, 60, 4000
LOOKED_AT = 30

AIM = 0.200
SETTLED = 0.050
"""It is written on the GUI thread."""

LABELS = ("claim", "actor", "cue", "actor", "sentiment")

Span = tuple[int, int, str]
"""Start, end (code points) and label."""


def run(folder: Path) -> Iterator[Figure]:
    path = folder / "team.annotator"
    team(path, ARTICLES)
    with Project.open(path, "Robin") as project:
        layers = [layer for layer in project.layers() if layer.annotator.startswith("annotator")]
        chosen = random.Random(1).sample(project.article_ids(), LOOKED_AT)
        compared = [seconds(lambda n=n: compare_article(project, n, layers)) for n in chosen]
        yield _figure("compare an article of 20 layers, median", percentile(compared, 0.5), AIM)
        yield _figure("compare an article of 20 layers, 95 %", percentile(compared, 0.95), AIM)
        settling.carry_out(
            project,
            settling.plan_project(project, layers, "agreed", articles=chosen),
            "Settle",
            undoable=False,
        )
        opened, settled = [], []
        for number in chosen:
            opened.append(
                seconds(lambda n=number: adjudication(project, compare_article(project, n, layers)))
            )
            found = adjudication(project, compare_article(project, number, layers))
            for place in found.open[:2]:
                ruling = adjudicating.both(place)
                settled.append(seconds(lambda f=found, p=place, r=ruling: settling.settle(project, f, p, r)))
        yield _figure("compare with what is settled, 95 %", percentile(opened, 0.95), AIM)
        yield _figure("settle one place, 95 %", percentile(settled, 0.95), SETTLED)


def team(path: Path, count: int) -> None:
    """``count`` articles on each of which 20 people say about the same 60 things, three in four alike."""
    with Project.create(path, default_codebook(), "Robin") as made:
        for first in range(0, count, 50):
            with made.transact("Import", undoable=False):
                layers = [made.need_layer(f"annotator {n:02}", "person").id for n in range(LAYERS)]
                for number in range(first, min(first + 50, count)):
                    body = material.text(LENGTH, number)
                    key, _ = articles.add(made, IncomingArticle(body, Metadata(title=f"Article {number}")))
                    chance = random.Random(number)
                    spans = [_span(chance) for _ in range(ANNOTATIONS)]
                    for layer in layers:
                        _say(made, chance, layer, key, body, spans)


def _span(chance: random.Random) -> Span:
    start = chance.randrange(LENGTH - 90)
    return (
        start,
        start + chance.randint(3, 80),
        chance.choice(("claim", "actor", "cue", "actor", "sentiment")),
    )


def _varied(chance: random.Random, span: Span) -> Span | None:
    start, end, label = span
    lot = chance.random()
    if lot < 0.75:
        return span
    if lot < 0.87:
        start = max(0, start + chance.randint(-6, 6))
        return start, max(start + 1, min(LENGTH, end + chance.randint(-6, 6))), label
    if lot < 0.9:
        return start, end, chance.choice(LABELS[:3])
    return None if lot < 0.96 else _span(chance)


def _say(
    made: Project, chance: random.Random, layer: int, article: int, body: str, spans: list[Span]
) -> None:
    at = now()
    said = list(dict.fromkeys(each for span in spans if (each := _varied(chance, span)) is not None))
    common = {"layer_id": layer, "article_id": article, "origin": "person", "derived_from": None}
    common |= {"created_by": "", "created_at": at, "updated_at": at, "score": None}
    rows: list[dict[str, Any]] = []
    links, claim = [], ""
    for start, end, label in said:
        key = str(uuid.UUID(int=chance.getrandbits(128)))
        rows.append(
            common
            | {"id": key, "label": label, "start": start, "end": end, "quote": body[start:end]}
            | {"segments": segments_json(((start, end),)), "actor_id": None, "note": "", "reason": ""}
            | {"attributes": '{"kind": "person"}' if label == "actor" else "{}"}
        )
        if label == "claim":
            claim = key
        elif label == "actor" and claim:
            ends = {"label": "speaker", "head_id": claim, "child_id": key}
            links.append(common | ends | {"id": str(uuid.UUID(int=chance.getrandbits(128)))})
            claim = ""
    made.rows.insert_many("annotations", rows)
    made.rows.insert_many("links", links)


def _figure(name: str, value: float, aim: float) -> Figure:
    return Figure(name, f"{value * 1000:.0f} ms", f"{aim * 1000:.0f} ms", value <= aim)
