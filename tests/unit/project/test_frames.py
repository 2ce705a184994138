"""Frames of pandas and Polars: rows, columns, kinds, and what the annotator may not see."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pandas
import polars
import pytest

from annotator.errors import UserError
from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import annotations, articles
from annotator.project.project import Project
from tests.support.projects import TEXT, new_project, suggested_project

FRAMES = ("spans_frame", "claims_frame", "links_frame", "decisions_frame")


def dated(path: Path) -> Project:
    project = new_project(path)
    with project.transact("Import", undoable=False):
        for published in ("2025-10-11T08:00:00+02:00", ""):
            articles.add(
                project, IncomingArticle(TEXT + published, Metadata("T", "Post", published=published))
            )
    for article in (1, 2):
        annotations.add(project, article_id=article, label="claim", segments=[(17, 42)])
    return project


def test_claims_in_pandas(tmp_path: Path) -> None:
    with dated(tmp_path / "a.annotator") as project:
        frame = project.claims_frame()
    assert frame["content"].tolist() == ["that the levy “will fail”"] * 2
    assert (str(frame["start"].dtype), frame["start"].tolist()) == ("Int64", [17, 17])
    assert str(frame["label"].dtype) == str(frame["source"].dtype) == "category"
    assert frame["published"][0] == pandas.Timestamp("2025-10-11")
    assert pandas.isna(frame["published"][1])
    assert str(frame["created_at"].dt.tz) == "UTC"


def test_claims_in_polars(tmp_path: Path) -> None:
    with dated(tmp_path / "a.annotator") as project:
        frame = project.claims_frame(library="polars")
    assert frame["content"].to_list() == ["that the levy “will fail”"] * 2
    assert (frame.schema["start"], frame.schema["published"]) == (polars.Int64, polars.Date)
    assert [str(day) for day in frame["published"].to_list()] == ["2025-10-11", "None"]
    assert frame["source"].to_list() == ["Post", "Post"]
    assert frame.schema["created_at"] == polars.Datetime("us", "UTC")


@pytest.mark.parametrize("name", FRAMES)
def test_an_empty_project_has_the_same_columns_and_kinds(tmp_path: Path, name: str) -> None:
    with new_project(tmp_path / "a.annotator") as empty, suggested_project(tmp_path / "b.annotator") as full:
        make: Callable[..., pandas.DataFrame] = getattr(empty, name)
        made = make()
        assert len(made) == 0
        assert list(made.columns) == list(getattr(full, name)().columns)
        assert "article_id" in made.columns
        assert getattr(empty, name)(library="polars").columns == list(made.columns)


def test_one_layer(tmp_path: Path) -> None:
    with suggested_project(tmp_path / "a.annotator") as project:
        annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
        assert project.spans_frame(layer="Robin")["quote"].tolist() == ["denied"]
        assert len(project.spans_frame(layer="model")) == 4
        with pytest.raises(UserError, match="no layer “Kim”"):
            project.spans_frame(layer="Kim")


def test_blind_mode_holds_for_frames(tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    with new_project(path, TEXT) as project:
        annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
    with Project.open(path, "Sam") as project:
        assert len(project.spans_frame()) == 1
        with project.transact("Blind", undoable=False):
            project.remember("blind", "yes")
        assert len(project.spans_frame()) == 0
        assert len(project.spans_frame(library="polars")) == 0


def test_without_the_library_the_sentence_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with (
        new_project(tmp_path / "a.annotator") as project,
        pytest.raises(UserError, match=r"annotator\[frames\]"),
    ):
        project.spans_frame(library="polars")
