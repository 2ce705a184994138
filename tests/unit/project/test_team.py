from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.assigning import Wish
from annotator.project.changes import Changes
from annotator.project.history_lines import lines
from annotator.project.operations import annotations, articles, assigning
from annotator.project.project import Project
from annotator.project.team import (
    articles_of,
    assigned,
    assignees,
    assignments_by_article,
    begun,
    draw,
    people,
    progress,
)
from tests.support.projects import new_project

TEXTS = [f"Article {number}: Mira Sand spoke." for number in range(1, 11)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "press.annotator", *TEXTS) as opened:
        yield opened


def test_assign_and_unassign(project: Project) -> None:
    heard: list[Changes] = []
    project.on_change(heard.append)
    assert assigning.assign(project, [1, 2], ["Kim", " Robin", "Kim"]) == 4
    assert assigning.assign(project, [2, 3], ["Kim"]) == 1
    assert assigned(project, "Kim") == {1, 2, 3}
    assert assigned(project) == {1, 2}
    assert assignees(project, 2) == ["Kim", "Robin"]
    assert assignments_by_article(project) == {1: {"Kim", "Robin"}, 2: {"Kim", "Robin"}, 3: {"Kim"}}
    assert assigning.unassign(project, [2, 9], ["Kim"]) == 1
    assert assigned(project, "Kim") == {1, 3}
    titles = [changes.title for changes in heard]
    assert titles == ["Assign 2 articles", "Assign 2 articles", "Take away 1 article"]
    assert heard[0].touched("assignments") == {1, 2}


def test_each_is_one_step_to_undo(project: Project) -> None:
    assigning.carry_out(project, draw(project, Wish(("Robin", "Kim"), "overlap", 40)))
    there = assignments_by_article(project)
    assert sum(map(len, there.values())) == 14
    assert project.undo() == "Assign 10 articles"
    assert assignments_by_article(project) == {}
    project.redo()
    assert assignments_by_article(project) == there


def test_nothing_is_written_where_nothing_changes(project: Project) -> None:
    plan = draw(project, Wish(("Robin", "Kim"), "share"))
    assert assigning.carry_out(project, plan) == (10, 0)
    step = project.undo_title
    assert assigning.carry_out(project, plan) == (0, 0)
    assert assigning.unassign(project, [1], ["Nobody"]) == 0
    assert project.undo_title == step
    project.undo()
    assert project.undo_title is None


def test_a_second_plan_takes_the_place_of_the_first_and_leaves_others_alone(project: Project) -> None:
    assigning.assign(project, range(1, 11), ["Alex"])
    assigning.carry_out(project, draw(project, Wish(("Robin", "Kim"), "all")))
    plan = draw(project, Wish(("Robin", "Kim"), "share"), range(1, 7))
    assert assigning.carry_out(project, plan) == (0, 6)
    there = assignments_by_article(project)
    assert all("Alex" in names for names in there.values())
    assert {number: len(names) for number, names in there.items()} == {
        **dict.fromkeys(range(1, 7), 2),
        **dict.fromkeys(range(7, 11), 3),
    }


def test_what_is_begun_stays_with_who_began_it(project: Project) -> None:
    annotations.add(project, article_id=3, label="claim", segments=[(0, 7)])
    articles.set_state(project, 5, "in doubt")
    articles.set_state(project, 6, "to do")
    assert begun(project) == {3: {"Robin"}, 5: {"Robin"}}
    for seed in range(5):
        plan = draw(project, Wish(("Robin", "Kim"), "share", seed=seed))
        assert plan.readers[3] == plan.readers[5] == ("Robin",)
        assert len(plan.articles["Kim"]) == 5


def test_an_assignment_that_was_begun_may_be_taken_away_and_no_work_with_it(project: Project) -> None:
    assigning.assign(project, [3], ["Robin"])
    annotations.add(project, article_id=3, label="claim", segments=[(0, 7)])
    assigning.unassign(project, [3], ["Robin"])
    assert len(project.sheet(3).annotations) == 1


@pytest.mark.parametrize("names", [[], [" "], ["Kim", ""]])
def test_somebody_must_be_named(project: Project, names: list[str]) -> None:
    with pytest.raises(UserError, match="Name who"):
        assigning.assign(project, [1], names)


def test_an_article_must_be_there(project: Project) -> None:
    with pytest.raises(UserError, match="no article 99"):
        assigning.assign(project, [1, 99], ["Kim"])
    with pytest.raises(UserError, match="no article 99"):
        draw(project, Wish(("Robin", "Kim"), "share"), [99])
    assert assignments_by_article(project) == {}


def test_without_assignments_everybody_reads_all(project: Project) -> None:
    articles.set_state(project, 2, "done")
    annotations.add(project, article_id=3, label="claim", segments=[(0, 7)])
    articles.spend(project, 3, 90)
    (robin,) = progress(project)
    assert (robin.annotator, robin.assigned, robin.articles, robin.beyond) == ("Robin", None, 10, 0)
    assert (robin.to_do, robin.in_progress, robin.done, robin.in_doubt) == (8, 1, 1, 0)
    assert (robin.annotations, robin.seconds) == (1, 90)
    assert robin.last.startswith("20")
    assert robin.last.endswith("Z")


def test_progress_is_of_what_is_assigned_and_what_was_begun_besides(project: Project) -> None:
    assigning.assign(project, [1, 2, 3], ["kim", "Robin"])
    articles.set_state(project, 2, "done")
    articles.set_state(project, 9, "in doubt")
    kim, robin = progress(project)
    assert (kim.annotator, kim.assigned, kim.to_do, kim.annotations, kim.last) == ("kim", 3, 3, 0, "")
    assert (robin.assigned, robin.to_do, robin.done, robin.in_doubt, robin.beyond) == (3, 2, 1, 1, 1)
    assert articles_of(project, "Robin") == [1, 2, 3, 9]
    assert articles_of(project, "Robin", "to do") == [1, 3]
    assert articles_of(project, "Robin", "in doubt") == [9]


def test_who_is_known(project: Project) -> None:
    assert people(project) == ["Robin"]
    assigning.assign(project, [1], ["Zoe", "alex"])
    assert people(project) == ["alex", "Robin", "Zoe"]


def test_the_history_says_who_was_assigned(project: Project) -> None:
    assigning.assign(project, [1], ["Kim"])
    assert lines(project.history())[-1].words == "Kim"
