"""What an export takes of a project, by label, state, words, date and source; and whose names it writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.export import chosen_layers, export
from annotator.exchange.writing import ExportReport
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.selection import Selection
from annotator.project.operations import annotations, articles, links
from annotator.project.project import Project
from annotator.project.records import records
from tests.support.projects import TEXT, default_codebook

OTHER = "The levy on ferries 😀 is a\r\nmistake, said Ilse Marn of Kelsk."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "press.annotator", default_codebook(), "Robin") as made:
        with made.transact("Import", undoable=False):
            first = Metadata("One", "Tolm News", published="2026-02-27T08:00:00Z")
            articles.add(made, IncomingArticle(TEXT, first))
            articles.add(made, IncomingArticle(OTHER, Metadata("Two", "Kelsk Post", published="2026-03-31")))
            articles.add(made, IncomingArticle("Undated harbour news.", Metadata("Three")))
        claim = annotations.add(made, article_id=1, label="claim", segments=[(32, 41)])
        actor = annotations.add(made, article_id=1, label="actor", segments=[(0, 9)])
        links.add(made, label="speaker", head_id=claim.id, child_id=actor.id)
        annotations.add(made, article_id=2, label="actor", segments=[(43, 52)])
        articles.set_state(made, 2, "done")
        yield made


def taken(project: Project, **selection: Any) -> tuple[list[dict[str, Any]], ExportReport]:
    path = project.path.with_name("out.jsonl")
    report = export(project, path, chosen_layers(project, []), selection=Selection(**selection))
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()], report


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        ({}, [1, 2, 3]),
        ({"since": "2026-03"}, [2]),
        ({"until": "2026-02-27"}, [1]),
        ({"until": "2026-03"}, [1, 2]),
        ({"since": "2026-02", "until": "2026-02"}, [1]),
        ({"sources": frozenset(["Kelsk Post", "nobody"])}, [2]),
        ({"words": "harbour"}, [1, 3]),
        ({"words": "harbour", "since": "2026"}, [1]),
        ({"states": frozenset(["done"])}, [2]),
        ({"states": frozenset(["to do", "in progress"])}, [1, 3]),
        ({"articles": frozenset([3, 99])}, [3]),
    ],
)
def test_articles(project: Project, selection: dict[str, Any], ids: list[int]) -> None:
    found, report = taken(project, **selection)
    assert [record["id"] for record in found] == ids
    assert report.annotations_in == report.annotations_out == sum(len(record["spans"]) for record in found)
    assert report.links_in == report.links_out == sum(len(record["relations"]) for record in found)
    same = records(project, chosen_layers(project, []), Selection(**selection))
    assert [record.article.id for record in same] == ids


def test_labels_and_the_links_between_them(project: Project) -> None:
    found, report = taken(project, labels=frozenset(["claim"]))
    assert [[span["label"] for span in record["spans"]] for record in found] == [["claim"], [], []]
    assert (report.annotations_in, report.links_in) == (1, 0)
    found, report = taken(project, labels=frozenset(["claim", "actor"]))
    assert (report.annotations_in, report.links_in) == (3, 1)


def test_names_can_be_hidden(project: Project) -> None:
    found, _ = taken(project, anonymous=True)
    written = json.dumps(found)
    assert "Robin" not in written
    assert {record["_annotator_id"] for record in found} == {"annotator 1"}
    assert {span["created_by"] for record in found for span in record["spans"]} == {"annotator 1"}
    for record in records(project, project.layers(), Selection(anonymous=True)):
        assert record.annotator == "annotator 1"
        assert {annotation.created_by for annotation in record.annotations} <= {"annotator 1"}


def test_a_record_says_what_the_project_says(project: Project) -> None:
    first, *_ = records(project, chosen_layers(project, []))
    assert first.article == project.article(1)
    assert list(first.annotations) == project.annotations(1, first.layer.id)
    assert list(first.links) == project.links(1, first.layer.id)
