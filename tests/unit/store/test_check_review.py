from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.comment import Anchor
from annotator.project.operations import comments
from annotator.project.project import Project
from annotator.review import settling
from annotator.review.changed import changes
from annotator.review.comparing import compare_article
from annotator.review.places import adjudication
from annotator.store.check import check
from tests.support.colleagues import layers_of, says
from tests.support.projects import TEXT, new_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "team.annotator", TEXT, "Another article.") as made:
        for name in ("Kim", "Robin"):
            says(made, name, "claim", (17, 42))
        plans = settling.plan_project(made, layers_of(made), "agreed")
        settling.carry_out(made, list(plans), "Settle")
        comments.say(made, 1, "Is it one?", span=(17, 42))
        yield made


def problems(project: Project, *statements: str) -> list[tuple[str, str]]:
    for statement in ("PRAGMA foreign_keys = OFF", *statements):
        project.db.conn.execute(statement)
    project.db.conn.commit()
    return [(each.kind, each.sentence) for each in check(project.db)]


def test_what_was_settled_and_said_is_sound(project: Project) -> None:
    assert problems(project) == []


def test_what_came_of_a_settlement_is_missing_and_the_place_is_open(project: Project) -> None:
    gold = project.annotations(1, project.find_layer("gold").id)[0].id
    found = problems(project, f"DELETE FROM annotations WHERE id = '{gold}'")
    assert (
        "settlement",
        f"The annotation {gold}, which came of it, is not in gold on this article.",
    ) in found
    again = adjudication(project, compare_article(project, 1, layers_of(project)))
    assert [place.state for place in again.places] == ["again"]
    assert changes(again, again.places[0]) == ("gold has not all that came of it",)


def test_a_settlement_of_somebody(project: Project) -> None:
    kim = project.find_layer("Kim").id
    found = problems(project, f"UPDATE settlements SET layer_id = {kim}")
    assert ("settlement", "It belongs to a layer that is not gold.") in found


def test_a_settlement_that_can_not_be_read(project: Project) -> None:
    found = problems(project, "UPDATE settlements SET members = '[{}]'")
    assert found == [("settlement", "The settlements of this article can't be read: KeyError 'kind'.")]


def test_a_comment_on_another_article_or_behind_the_end(project: Project) -> None:
    thread = comments.reply(project, project.db.conn.execute("SELECT id FROM comments").fetchone()[0], "Yes")
    assert isinstance(thread.anchor, Anchor)
    found = problems(project, f"UPDATE comments SET article_id = 2, end = 999 WHERE id = '{thread.id}'")
    assert found == [
        ("comment", "It answers a comment on article 1."),
        ("comment", f"It is about {thread.anchor.start}–999 in a text of 16 characters."),
    ]
