"""Opening 10,000 articles with 1,000,000 annotations, and tagging in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.benchmarks import material
from tests.benchmarks.measure import Figure, median, percentile, seconds


def run(folder: Path) -> Iterator[Figure]:
    path = folder / "large.annotator"
    if not path.exists():
        material.project(path, count=10_000, length=3_000, annotations=100)

    def open_list_show() -> None:
        with Project.open(path, "Robin") as project:
            shown = project.articles()
            project.sheet(shown[0].id)

    took = median(open_list_show)
    yield Figure(
        "open 10,000 articles, 1,000,000 annotations", f"{took * 1000:.0f} ms", "300 ms", took <= 0.3
    )
    with Project.open(path, "Robin") as project:
        times = [
            seconds(lambda n=n: annotations.add(project, article_id=5, label="cue", segments=[(n, n + 4)]))
            for n in range(300)
        ]
        counting = median(lambda: project.states(project.layer.id if project.layer else None), 3)
    yield Figure(
        "save one tag in it, p95",
        f"{percentile(times, 0.95) * 1000:.1f} ms",
        "8 ms",
        percentile(times, 0.95) <= 0.008,
    )
    yield Figure("states of all articles", f"{counting * 1000:.0f} ms", "300 ms", counting <= 0.3)
