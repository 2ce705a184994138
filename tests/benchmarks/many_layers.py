"""Twenty layers on a thousand articles: what their agreement takes, with intervals."""

from __future__ import annotations

import os
import random
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.model.article import IncomingArticle
from annotator.model.clock import now
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.project.queries import reader
from annotator.review.agreement.computing import compute
from annotator.store.annotations import segments_json
from tests.benchmarks import material
from tests.benchmarks.measure import Figure
from tests.support.projects import default_codebook

LAYERS, ARTICLES, MARKS, LENGTH = 20, 1000, 40, 4000
AIM = 30.0
LABELS = ("actor", "claim", "actor", "cue", "sentiment")
KINDS = {"actor": ("person", "group"), "claim": ("states", "denies", "demands")}
ACTORS = 300


def run(folder: Path) -> Iterator[Figure]:
    count = int(os.environ.get("ANNOTATOR_BENCH_ARTICLES", str(ARTICLES)))
    path = folder / "layers.annotator"
    make(path, count)
    with reader(path, "Robin") as queries:
        layers = [layer for layer in queries.layers() if layer.kind == "person"]
        began = time.perf_counter()
        found = compute(queries, layers)
        counted = time.perf_counter() - began
        began = time.perf_counter()
        found.table()
        told = time.perf_counter() - began
    what = f"{LAYERS} layers x {count:,} articles"
    value = f"{counted:.1f} s to count, {told:.1f} s for the table with its intervals"
    yield Figure(f"agreement of {what}", value, f"{AIM:.0f} s", counted + told <= AIM)


def make(path: Path, count: int) -> None:
    """Each layer says nearly the same: some is left out, some has other ends, another label or answer."""
    with Project.create(path, default_codebook(), "Robin") as made:
        texts = [material.text(LENGTH, number) for number in range(count)]
        with made.transact("Import", undoable=False):
            for text in texts:
                articles.add(made, IncomingArticle(text))
        db, at = made.db, now()
    with Project.open(path) as made, made.db.conn as connection:
        db = made.db
        stamps = {"created_by": "Robin", "created_at": at, "updated_at": at}
        db["actors"].insert_all({"id": f"actor {n}", "name": f"Name {n}", **stamps} for n in range(ACTORS))
        db["layers"].insert_all(
            {"annotator": f"analyst {n:02}", "kind": "person", "created_at": at, "updated_at": at}
            for n in range(LAYERS)
        )
        layers = [row[0] for row in db.execute("SELECT id FROM layers WHERE annotator LIKE 'analyst %'")]
        for number, text in enumerate(texts, 1):
            chance = random.Random(number)
            truth = [_mark(chance, text, n) for n in range(MARKS)]
            rows, links, states = [], [], []
            for layer in layers:
                mine = [_seen(chance, text, mark) for mark in truth if chance.random() < 0.85]
                mine += [_mark(chance, text, n) for n in range(MARKS // 10)]
                made_rows = [_row(chance, text, layer, number, at, mark) for mark in mine]
                rows += made_rows
                links += _links(chance, made_rows, at)
                states.append({"layer_id": layer, "article_id": number, "state": "done", "updated_at": at})
            db["annotations"].insert_all(rows)
            db["links"].insert_all(links)
            db["article_states"].insert_all(states)
        connection.commit()


def _mark(chance: random.Random, text: str, number: int) -> dict[str, Any]:
    label = LABELS[number % len(LABELS)]
    start = chance.randrange(len(text) - 200)
    long = chance.randint(60, 150) if label == "claim" else chance.randint(4, 24)
    options = KINDS.get(label)
    return {
        "label": label,
        "start": start,
        "end": start + long,
        "kind": chance.choice(options) if options else None,
        "actor": f"actor {chance.randrange(ACTORS)}" if label == "actor" else None,
    }


def _seen(chance: random.Random, text: str, mark: dict[str, Any]) -> dict[str, Any]:
    seen = dict(mark)
    if chance.random() < 0.25:
        seen["start"] = max(0, seen["start"] + chance.randint(-3, 3))
        seen["end"] = min(len(text), max(seen["start"] + 1, seen["end"] + chance.randint(-8, 8)))
    if chance.random() < 0.03:
        seen["label"] = chance.choice(LABELS)
    if chance.random() < 0.1 and seen["kind"]:
        seen["kind"] = chance.choice(KINDS[mark["label"]])
    return seen


def _row(
    chance: random.Random, text: str, layer: int, article: int, at: str, mark: dict[str, Any]
) -> dict[str, Any]:
    start, end = mark["start"], mark["end"]
    return {
        "id": str(uuid.UUID(int=chance.getrandbits(128))),
        "layer_id": layer,
        "article_id": article,
        "label": mark["label"],
        "start": start,
        "end": end,
        "segments": segments_json(((start, end),)),
        "quote": text[start:end],
        "attributes": f'{{"kind": "{mark["kind"]}"}}' if mark["kind"] else "{}",
        "actor_id": mark["actor"],
        "origin": "person",
        "created_by": "Robin",
        "created_at": at,
        "updated_at": at,
    }


def _links(chance: random.Random, rows: list[dict[str, Any]], at: str) -> list[dict[str, Any]]:
    claims, actors = ([row for row in rows if row["label"] == label] for label in ("claim", "actor"))
    return [
        {
            "id": str(uuid.UUID(int=chance.getrandbits(128))),
            "layer_id": claim["layer_id"],
            "article_id": claim["article_id"],
            "label": "speaker",
            "head_id": claim["id"],
            "child_id": actor["id"],
            "origin": "person",
            "created_by": "Robin",
            "created_at": at,
            "updated_at": at,
        }
        for claim, actor in zip(claims, actors, strict=False)
    ]
