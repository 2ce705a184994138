"""The concordance over 10,000 articles: first hits, all of them, and tagging everywhere with its undo."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from annotator.project.concordance.elsewhere import Wanted, elsewhere
from annotator.project.concordance.query import Query
from annotator.project.concordance.search import search
from annotator.project.operations.everywhere import Spot, Tagging, suggest, tag
from annotator.project.project import Project
from annotator.project.queries import reader
from tests.benchmarks import material
from tests.benchmarks.measure import Figure, percentile, seconds

ARTICLES, LENGTH, ANNOTATIONS = 10_000, 3_000, 20
CHUNK = 100
"""What the window saves at a time."""

_QUERIES = (
    ("a frequent phrase", Query("levy board")),
    ("a word that is nowhere", Query("zebra")),
    ("all actors", Query(label="actor")),
    ("a word in claims", Query("levy", label="claim")),
    ("a regular expression", Query(r"\bm\w+ \w+ farm", reading="expression")),
)


def run(folder: Path) -> Iterator[Figure]:
    path = folder / "concordance.annotator"
    material.project(path, count=ARTICLES, length=LENGTH, annotations=ANNOTATIONS)
    for name, query in _QUERIES:
        first, whole, hits = _timed(path, query)
        yield Figure(
            f"first hits of {name}, {ARTICLES:,} articles", f"{first * 1000:.0f} ms", "300 ms", first < 0.3
        )
        yield Figure(f"all {hits:,} listed hits of {name}", f"{whole * 1000:.0f} ms", "2 s", whole < 2)
    with Project.open(path, "Robin") as project:
        yield from _everywhere(project)


def _timed(path: Path, query: Query) -> tuple[float, float, int]:
    """Seconds to the first hits (or the end, where there are none) and to the end, and how many hits."""
    start, first, hits = time.perf_counter(), 0.0, 0
    with reader(path, "Robin") as queries:
        for batch in search(queries, query):
            hits += len(batch.lines)
            if hits and not first:
                first = time.perf_counter() - start
    whole = time.perf_counter() - start
    return first or whole, whole, hits


def _everywhere(project: Project) -> Iterator[Figure]:
    wanted = Wanted("Arno Velt", (1, (0, 1)), "actor", reach="project")
    spots: list[Spot] = []
    looking = seconds(
        lambda: spots.extend(
            Spot(line.article_id, line.segments[0], line.hit)
            for batch in elsewhere(project, wanted)
            for line in batch.lines
        )
    )
    yield Figure(f"find {len(spots):,} places elsewhere", f"{looking * 1000:.0f} ms", "2 s", looking < 2)
    for verb in ("tag", "suggest"):
        times = []
        for n in range(0, len(spots), CHUNK):
            chunk, how = spots[n : n + CHUNK], Tagging("actor")
            start = time.perf_counter()
            with project.transact(verb, joins=verb):
                if verb == "tag":
                    tag(project, how, chunk)
                else:
                    suggest(project, how, chunk, reason="same words")
            times.append(time.perf_counter() - start)
        high = percentile(times, 0.95) * 1000
        yield Figure(f"{verb} {CHUNK} places, p95 of {len(times)}", f"{high:.0f} ms", "50 ms", high < 50)
        undoing = seconds(project.undo) * 1000
        yield Figure(f"undo: {verb} {len(spots):,} places", f"{undoing:.0f} ms", "500 ms", undoing < 500)
