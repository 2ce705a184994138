"""Many articles suggested for by two workers: the rate, and the memory of all processes along the way.

``ANNOTATOR_BENCH_ARTICLES`` says how many, 10,000 where it is not set.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from annotator.cli import suggesting
from annotator.cli.suggesting import How, SuggestReport
from annotator.model.article import IncomingArticle
from annotator.preannotate.workers import Workers
from annotator.project.operations import articles
from annotator.project.project import Project
from tests.benchmarks import material
from tests.benchmarks.measure import Figure
from tests.support.projects import default_codebook

LENGTH = 700
POINTS = 10
WORKERS = 2
GROWTH = 1.10


def resident(pid: int) -> float:
    """MB of a process (Linux); 0 of one that is gone."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0.0
    return int(pages) * 4096 / 1e6


def run(folder: Path) -> Iterator[Figure]:
    if not Path("/proc/self/statm").exists():
        return  # memory is told by Linux only
    count = int(os.environ.get("ANNOTATOR_BENCH_ARTICLES", "10000"))
    path = folder / "many.annotator"
    _make(path, count)
    curve: list[tuple[int, float, list[float]]] = []
    running: list[Workers] = []

    class Watched(Workers):
        def __enter__(self) -> Workers:
            running.append(self)
            return super().__enter__()

    def step(done: int, in_all: int) -> None:
        if done % (in_all // POINTS) == 0:
            curve.append((done, resident(os.getpid()), [resident(pid) for pid in running[0].pids]))

    plain, suggesting.Workers = suggesting.Workers, Watched  # type: ignore[misc]
    try:
        with Project.open(path) as project:
            began = time.perf_counter()
            report: SuggestReport = suggesting.suggest(project, How(workers=WORKERS), step)
            took = time.perf_counter() - began
    finally:
        suggesting.Workers = plain  # type: ignore[misc]
    for done, main, workers in curve:
        told = " + ".join(f"{mb:.0f}" for mb in workers)
        print(f"     after {done:>6,} articles: {main:.0f} MB here, {told} MB in the workers")
    rate = f"{report.articles:,} articles in {took:.0f} s, {report.words / took:,.0f} words/s"
    yield Figure("all articles are suggested for", rate, f"{count:,}", report.articles == count)
    # The first part is warming up: caches fill, SQLite takes the pages that it is allowed.
    early, late = (main + sum(workers) for _, main, workers in (curve[1], curve[-1]))
    value = f"{late:.0f} MB at the end, {early:.0f} MB after a fifth ({late / early:.2f})"
    yield Figure("memory of all processes", value, f"{GROWTH}", late / early <= GROWTH)


def _make(path: Path, count: int) -> None:
    """Articles whose names are all different, as in life: what is remembered of them would show."""
    with Project.create(path, default_codebook(), "Robin") as made:
        for first in range(0, count, 500):
            with made.transact("Import", undoable=False):
                for number in range(first, min(first + 500, count)):
                    chance = random.Random(number)
                    name = "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(4))
                    body = f"{name.title()} {name[::-1].title()} said that {material.text(LENGTH, number)}"
                    articles.add(made, IncomingArticle(body))
