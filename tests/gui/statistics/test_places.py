"""The annotations behind a figure, read when somebody wants to see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.analysis.counting import Behind, Stock, by_annotator, stock_of
from annotator.analysis.roles import roles_of
from annotator.gui.statistics import places
from annotator.gui.statistics.places import lines_behind
from annotator.project.operations import annotations, blindness
from annotator.project.project import Project
from annotator.project.records import records
from annotator.review.stopping import StoppedError
from tests.support.dated import dated_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.open(dated_project(tmp_path / "press.annotator"), "Robin")


def counted(project: Project) -> Stock:
    return stock_of(records(project, project.layers()), roles_of(project.codebook))


def never() -> bool:
    return False


def test_each_annotation_stands_with_the_words_around_it(project: Project) -> None:
    stock = counted(project)
    found = lines_behind(project, Behind(frozenset({(1, 1), (2, 1)}), frozenset({"claim"})), stock, never)
    first = found.lines[0]
    owner = {line.annotator for line in found.lines}
    assert not found.more
    assert first.hit == "the reckless levy hurts Tolm Harbour"
    assert first.left.endswith("😀 said ")
    assert project.article(first.article_id).text[first.start : first.end] == first.hit
    assert len(owner) == 1


def test_what_was_hidden_since_is_not_shown(project: Project) -> None:
    stock = counted(project)
    kim = next(each for each in by_annotator(stock) if each.name == "Kim")
    claims = Behind(ids=tuple(each.claim_id for _, each in stock.statements))
    assert len(lines_behind(project, kim.behind, stock, never).lines) == 10
    assert len(lines_behind(project, claims, stock, never).lines) == 5
    blindness.switch(project, True)
    assert lines_behind(project, kim.behind, stock, never).lines == []
    shown = lines_behind(project, claims, stock, never).lines
    assert {line.annotator for line in shown} == {"Robin"}
    assert len(shown) == 3


def test_what_is_gone_is_left_out_and_many_are_cut(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = counted(project)
    robin = next(each for each in by_annotator(stock) if each.name == "Robin")
    gone = lines_behind(project, robin.behind, stock, never).lines[0]
    assert gone.annotation_id is not None
    annotations.delete(project, [gone.annotation_id])
    assert len(lines_behind(project, robin.behind, stock, never).lines) == 14
    monkeypatch.setattr(places, "MOST", 4)
    found = lines_behind(project, robin.behind, stock, never)
    assert (len(found.lines), found.more) == (4, True)


def test_it_can_be_stopped(project: Project) -> None:
    stock = counted(project)
    with pytest.raises(StoppedError):
        lines_behind(project, by_annotator(stock)[0].behind, stock, lambda: True)
