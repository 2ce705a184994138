from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.articles.failure import ReadFailure
from annotator.errors import ReadOnlyError
from annotator.exchange.import_report import ImportReport, Twin
from annotator.exchange.importing import Importer, read_all
from annotator.model.article import IncomingArticle, Metadata, Removed
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink
from annotator.project.operations import annotations
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.projects import TEXT, new_project

LONG = " ".join(f"word{number} of the long report" for number in range(200))


@pytest.fixture
def project(tmp_path: Path) -> Any:
    with new_project(tmp_path / "p.annotator") as opened:
        yield opened


def take(project: Project, *paths: Path, annotator: str | None = None, **options: Any) -> ImportReport:
    with Importer(project, annotator, **options) as importer:
        for item in read_all(paths, raw=True):
            importer.take(item)
    return importer.report


def test_good_ones_stay_whatever_the_others_are(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("A first article about a levy.")
    (folder / "b.txt").write_text("")
    (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "d.txt").write_text("A second article about a strike.")
    report = take(project, folder, tmp_path / "nothing.txt")
    assert [Path(done.origin).name for done in report.imported] == ["a.txt", "d.txt"]
    assert [done.id for done in report.imported] == [1, 2] == project.article_ids()
    assert [Path(failure.origin).name for failure in report.failures] == ["b.txt", "c.png", "nothing.txt"]


def test_the_same_text_twice_is_imported_once_and_said(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The same words.")
    (tmp_path / "b.txt").write_text("The same words.")
    report = take(project, tmp_path / "a.txt", tmp_path / "b.txt")
    assert report.already == [Twin(1, str(tmp_path / "b.txt"))]
    assert take(project, tmp_path / "a.txt").already == [Twin(1, str(tmp_path / "a.txt"))]
    assert project.article_count() == 1


@pytest.mark.parametrize("batch", [1, 50])
def test_a_near_duplicate_is_imported_and_said(project: Project, tmp_path: Path, batch: int) -> None:
    (tmp_path / "a.txt").write_text(LONG)
    (tmp_path / "b.txt").write_text(LONG.replace("word7 ", "word seven "))
    (tmp_path / "c.txt").write_text("Something else entirely, and much shorter.")
    report = take(project, *(tmp_path / f"{name}.txt" for name in "abc"), batch=batch)
    assert [done.id for done in report.imported] == [1, 2, 3]
    assert report.near_duplicates == [Twin(1, str(tmp_path / "b.txt"))]
    (tmp_path / "d.txt").write_text(LONG.replace("word9 ", "word nine "))
    assert take(project, tmp_path / "d.txt").near_duplicates[0].id in (1, 2)


def test_what_the_project_cannot_hold_is_a_failure_of_its_own(project: Project) -> None:
    with Importer(project) as importer:
        for text in ("First.", "Bad \ud800.", "Last."):
            importer.take(IncomingArticle(text, origin=text[:3]))
        importer.take(IncomingArticle("Title.", Metadata(title="\udfff"), origin="title"))
        half = (Removed(0, 1, "\udfff", "stray"),)  # refused when its title is written already
        importer.take(IncomingArticle("Half.", removed=half, origin="half"))
    assert [done.origin for done in importer.report.imported] == ["Fir", "Las"]
    assert [failure.origin for failure in importer.report.failures] == ["Bad", "title", "half"]
    assert project.article_count() == 2
    assert check(project.db) == []


def test_articles_are_saved_in_batches(project: Project) -> None:
    told: list[frozenset[int]] = []
    project.on_change(lambda changes: told.append(changes.article_ids))
    with Importer(project, batch=2) as importer:
        for number in range(5):
            importer.take(IncomingArticle(f"Article {number}."))
    assert told == [{1, 2}, {3, 4}, {5}]
    titles = [entry.operation for entry in project.history()]
    assert titles[-3:] == ["Import articles"] * 3  # no number: some may be there already


def test_who_breaks_off_keeps_what_was_read(project: Project) -> None:
    def broken_off() -> None:
        with Importer(project) as importer:
            importer.take(IncomingArticle("Before."))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert project.article_count() == 1


def test_a_read_only_project_is_said(project: Project) -> None:
    with Project.open(project.path) as second:
        importer = Importer(second, batch=1)
        with pytest.raises(ReadOnlyError, match="Robin"):
            importer.take(IncomingArticle("Text."))


def record(text: str, *spans: dict[str, Any], annotator: str = "Kim", **more: Any) -> str:
    return json.dumps({"text": text, "spans": list(spans), "_annotator_id": annotator, **more})


def test_layers_come_in_with_their_articles(project: Project, tmp_path: Path) -> None:
    actor = {"id": "a", "start": 0, "end": 9, "label": "actor", "text": TEXT[:9]}
    claim = {"id": "c", "start": 32, "end": 41, "label": "claim"}
    bad = {"id": "z", "start": 0, "end": 4, "label": "no such label"}
    path = tmp_path / "in.jsonl"
    path.write_text(
        "\n".join(
            [
                record(TEXT, actor, claim, relations=[{"label": "speaker", "head_id": "c", "child_id": "a"}]),
                record("Another article.", bad),
                "{broken",
            ]
        )
    )
    report = take(project, path)
    assert (len(report.imported), report.layers, report.annotations, report.links) == (2, 1, 2, 1)
    reasons = {failure.origin.rsplit(", ", 1)[1]: failure.reason for failure in report.failures}
    assert reasons.keys() == {"line 2", "line 3"}
    assert "has no label “no such label”" in reasons["line 2"]
    layer = project.find_layer("Kim")
    assert [a.id for a in project.annotations(1, layer.id)] == ["a", "c"]
    again = take(project, path)
    assert (again.layers, again.layers_already, len(again.already)) == (0, 1, 2)
    assert check(project.db) == []


def test_a_layer_can_be_taken_in_under_another_name(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(record(TEXT, {"start": 0, "end": 9, "label": "actor"}, annotator=""))
    assert take(project, path, annotator="Alex").annotations == 1
    assert project.find_layer("Alex").kind == "person"


def test_a_layer_without_a_name_is_the_persons_who_imports(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(record(TEXT, {"start": 0, "end": 9, "label": "actor"}, annotator=""))
    take(project, path)
    assert project.find_layer("Robin").kind == "person"


def test_a_colleagues_layer_is_never_changed(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(record(TEXT, {"start": 0, "end": 9, "label": "actor"}, annotator="Robin"))
    take(project, path)
    made = annotations.add(project, article_id=1, label="cue", segments=[(10, 14)])
    report = take(project, path)
    assert "has other annotations on this article already" in report.failures[0].reason
    layer = project.find_layer("Robin")
    assert made.id in [a.id for a in project.annotations(1, layer.id)]


def test_a_layer_that_the_tables_refuse_is_a_failure(project: Project) -> None:
    with Importer(project) as importer:
        article = IncomingArticle("Some text.")
        importer.take(article)
        annotation = IncomingAnnotation("a", "actor", ((0, 4),), note="\ud800")
        importer.take(IncomingLayer("Kim", article.sha256, (annotation,), origin="here"))
        missing = IncomingLayer("Kim", article.sha256, (), (IncomingLink("speaker", "x", "y"),), "there")
        importer.take(missing)
        importer.take(ReadFailure("file", "It is bad."))
    assert [failure.origin for failure in importer.report.failures] == ["here", "there", "file"]
    assert check(project.db) == []
    assert project.layers() == []
