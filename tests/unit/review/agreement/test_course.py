"""Agreement over time, and one annotator who drifts away from the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.project.project import Project
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.computing import compute
from annotator.review.agreement.course import drift, over_time
from annotator.review.supervisor.gathering import gather
from tests.support.layers import Mark, project_of

TEXT = "Mira Sand said that the levy will fail, again and again, on day {:02}."
ARTICLES = range(1, 16)
SAME: list[Mark] = [("actor", [(0, 9)]), ("claim", [(20, 38)])]
OTHER: list[Mark] = [("actor", [(15, 19)]), ("claim", [(40, 45)])]


@pytest.fixture
def found(tmp_path: Path) -> Agreement:
    """Sam says the same as Robin and Kim in the first ten articles, and nothing like it in the last five."""
    layers = {
        "Robin": dict.fromkeys(ARTICLES, SAME),
        "Kim": dict.fromkeys(ARTICLES, SAME),
        "Sam": {article: SAME if article <= 10 else OTHER for article in ARTICLES},
    }
    path = tmp_path / "a.annotator"
    texts = [TEXT.format(article) for article in ARTICLES]
    project_of(path, texts, layers).close()
    for name in layers:
        with Project.open(path, name) as project, project.transact("Mark"):
            own = project.own_layer()
            for article in ARTICLES:
                done = {"state": "done", "updated_at": f"2026-10-{article:02}T12:00:00.000Z"}
                project.rows.insert("article_states", {"layer_id": own.id, "article_id": article, **done})
    with Project.open(path, "Robin") as project:
        people = [layer for layer in project.layers() if layer.kind == "person"]
        return compute(project, people)


def test_only_the_line_of_who_drifts_falls(found: Agreement) -> None:
    names = [layer.annotator for layer in found.frame.layers]
    sam = drift(found, names.index("Sam"))
    assert [point.figure.value for point in sam.points] == [1, 1, 0]
    assert [point.figure.value for point in sam.rest] == [1, 1, 1]
    assert [point.since for point in sam.points] == ["2026-10-01", "2026-10-06", "2026-10-11"]
    assert all(point.figure.units for point in sam.points)
    robin = drift(found, names.index("Robin"))
    assert [point.figure.value for point in robin.points] == [1, 1, 0.5]


@pytest.mark.parametrize("measure", ["f1_overlapping", "f1_exact", "percent", "cohen", "alpha"])
def test_every_measure_drifts(found: Agreement, measure: str) -> None:
    values = [point.figure.value for point in drift(found, 2, measure).points]  # type: ignore[arg-type]
    assert values[0] == values[1] == 1
    assert values[2] is not None
    assert values[2] < 1


def test_who_shares_no_article_has_no_points(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    project_of(
        path, [TEXT.format(1), TEXT.format(2)], {"Robin": {1: SAME}, "Kim": {1: SAME}, "Sam": {2: SAME}}
    ).close()
    with Project.open(path, "Robin") as project:
        people = [layer for layer in project.layers() if layer.kind == "person"]
        alone = compute(project, people)
        report = gather(project, "a")
    assert drift(alone, 2).points == drift(alone, 2).rest == ()
    assert [point.figure.value for point in drift(alone, 0).points] == [1]
    assert len(report.drifts) == 3


def test_over_time_there_is_a_point_for_each_day(found: Agreement) -> None:
    points = over_time(found)
    assert [point.since for point in points] == [f"2026-10-{day:02}" for day in ARTICLES]
    assert [point.figure.value for point in points][:10] == [1] * 10
    assert all((point.figure.value or 0) < 0.5 for point in points[10:])
