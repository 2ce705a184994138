"""Comments in a project: say, answer, change, delete, resolve, undo; what waits; what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.project import comments as talk
from annotator.project.history_lines import lines
from annotator.project.operations import annotations, articles, codebook, comments
from annotator.project.project import Project
from annotator.project.visibility import BLIND, SUPERVISORS
from annotator.store import revisions
from annotator.store.check import check
from tests.support.projects import new_project

TEXT = "😀 Mira Kol said the levy helps."
PATH = "talk.annotator"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_project(tmp_path / PATH, TEXT, "Another article.").close()
    return tmp_path / PATH


def as_(path: Path, name: str) -> Project:
    return Project.open(path, name)


def told(project: Project, article: int = 1) -> list[list[str]]:
    return [[c.text for c in thread.said] for thread in talk.threads(project, article)]


def remember(path: Path, **facts: str) -> None:
    with as_(path, "Lee") as project, project.transact("Facts"):
        for name, value in facts.items():
            project.remember(name, value)


def test_a_thread_about_an_annotation_words_and_the_article(path: Path) -> None:
    with as_(path, "Robin") as project:
        actor = annotations.add(project, article_id=1, label="actor", segments=[(2, 10)])
        comments.say(project, 1, " Is she an actor? ", annotation_id=actor.id)
        comments.say(project, 1, "odd word", span=(11, 15))
        comments.say(project, 1, "good article")
        article, who, word = talk.threads(project, 1)
        assert (who.anchor.label, who.anchor.start, who.anchor.end, who.anchor.quote) == (
            "actor",
            2,
            10,
            "Mira Kol",
        )
        assert (word.anchor.quote, word.anchor.annotation_id) == ("said", None)
        assert article.anchor.is_article
        assert who.said[0].text == "Is she an actor?"
        assert not check(project.db)


@pytest.mark.parametrize("span", [(5, 5), (-1, 3), (30, 99)])
def test_what_is_not_in_the_article_can_not_be_commented_on(path: Path, span: tuple[int, int]) -> None:
    with as_(path, "Robin") as project:
        with pytest.raises(UserError, match="at least one character"):
            comments.say(project, 1, "x", span=span)
        with pytest.raises(UserError, match="no longer there"):
            comments.say(project, 1, "x", annotation_id="nobody")
        with pytest.raises(UserError, match="empty"):
            comments.say(project, 1, " \n ")
        with pytest.raises(UserError, match="no longer there"):
            comments.reply(project, "nothing", "x")
        assert told(project) == []


def test_only_the_author_changes_and_deletes(path: Path) -> None:
    with as_(path, "Robin") as project:
        said = comments.say(project, 1, "why?")
    with as_(path, "Sam") as project:
        with pytest.raises(UserError, match="Only Robin"):
            comments.change(project, said.id, "mine now")
        with pytest.raises(UserError, match="Only Robin"):
            comments.delete(project, said.id)
        comments.reply(project, said.id, "because")
        comments.resolve(project, said.id)
    with as_(path, "Robin") as project:
        assert told(project) == [["why?", "because"]]
        own = project.layer
        assert own is not None
        rows = {r.id: r.layer_id for r in revisions.load(project.db) if r.kind == "comment"}
        assert list(rows.values()).count(own.id) == 1
        assert len(rows) == 3


def test_the_first_comment_stays_as_deleted_while_others_answered(path: Path) -> None:
    with as_(path, "Robin") as project:
        said = comments.say(project, 1, "why?")
    with as_(path, "Sam") as project:
        answer = comments.reply(project, said.id, "because")
    with as_(path, "Robin") as project:
        comments.delete(project, said.id)
        assert told(project) == [["", "because"]]
        with pytest.raises(UserError, match="no longer there"):
            comments.change(project, said.id, "again")
        project.undo()
        assert told(project) == [["why?", "because"]]
        project.redo()
    with as_(path, "Sam") as project:
        comments.delete(project, answer.id)
        assert told(project) == []


def test_of_a_thread_of_ones_own_nothing_stays(path: Path) -> None:
    with as_(path, "Robin") as project:
        said = comments.say(project, 1, "note")
        comments.resolve(project, said.id)
        comments.delete(project, said.id)
        assert project.db.conn.execute("SELECT count(*) FROM comments").fetchone() == (0,)
        project.undo()
        assert not talk.threads(project, 1)[0].is_open


def test_each_step_can_be_undone(path: Path) -> None:
    with as_(path, "Robin") as project:
        said = comments.say(project, 1, "one")
        comments.change(project, said.id, "two")
        comments.resolve(project, said.id)
        comments.resolve(project, said.id)
        comments.reopen(project, said.id)
        comments.reply(project, said.id, "three")
        steps = []
        while (title := project.undo()) is not None:
            steps.append(title)
        assert steps == [
            *("Answer a comment", "Reopen a comment", "Resolve a comment"),
            *("Change a comment", "Comment on article"),
        ]
        assert told(project) == []


def test_an_answer_opens_a_thread_again_and_is_later_than_any_clock(path: Path) -> None:
    with as_(path, "Robin") as project:
        said = comments.say(project, 1, "why?")
        comments.resolve(project, said.id)
        with project.transact("From a clock ahead"):
            project.db.conn.execute(
                "UPDATE comments SET created_at = '2999-12-31T23:59:59.999Z' WHERE kind = 'resolve'"
            )
    with as_(path, "Sam") as project:
        answer = comments.reply(project, said.id, "no")
        assert answer.created_at == "3000-01-01T00:00:00.000Z"
        assert talk.threads(project, 1)[0].is_open


def test_what_waits_for_whom(path: Path) -> None:
    with as_(path, "Sam Lee") as project:
        comments.say(project, 2, "hello")
    with as_(path, "Robin") as project:
        said = comments.say(project, 1, "what do you think, @sam lee?")
        assert said.mentions == ("Sam Lee",)
        assert talk.waiting(project) == []
        assert [thread.id for thread in talk.begun(project)] == [said.id]
        assert [w.reason for w in talk.waiting(project, "Sam Lee")] == ["mentioned"]
    with as_(path, "Sam Lee") as project:
        assert [(w.thread.id, w.reason) for w in talk.waiting(project)] == [(said.id, "mentioned")]
        comments.reply(project, said.id, "yes")
        assert talk.waiting(project) == []
    with as_(path, "Robin") as project:
        assert [(w.thread.id, w.reason) for w in talk.waiting(project)] == [(said.id, "answered")]
        comments.resolve(project, said.id)
        assert talk.waiting(project) == []
        assert talk.counts(project) == {1: talk.Counts(0, 1), 2: talk.Counts(1, 0)}


def test_changing_the_words_changes_whom_they_name(path: Path) -> None:
    with as_(path, "Sam") as project:
        comments.say(project, 2, "hello")
    with as_(path, "Robin") as project:
        said = comments.say(project, 1, "@Sam?")
        assert comments.change(project, said.id, "nobody").mentions == ()
        assert (
            comments.change(project, said.id, "nobody").updated_at
            == talk.threads(project, 1)[0].said[0].updated_at
        )


def test_whom_a_comment_can_name(path: Path) -> None:
    with as_(path, "Zoe") as project, project.transact("Assign"):
        project.own_layer()
        row = {"article_id": 1, "annotator": "ann", "created_by": "Zoe", "created_at": "now"}
        project.rows.insert("assignments", row)
    remember(path, **{SUPERVISORS: '["Lee"]'})
    with as_(path, "Robin") as project:
        assert talk.annotators(project) == ["ann", "Lee", "Robin", "Zoe"]


def test_a_thread_says_what_became_of_its_annotation(path: Path) -> None:
    with as_(path, "Robin") as project:
        actor = annotations.add(project, article_id=1, label="actor", segments=[(2, 10)])
        comments.say(project, 1, "x", annotation_id=actor.id)

        def standing() -> str:
            return next(iter(talk.standings(project, talk.threads(project, 1)).values()))[0]

        assert standing() == "there"
        codebook.rename_label(project, "actor", "party")
        assert (standing(), talk.threads(project, 1)[0].anchor.label) == ("there", "party")
        annotations.change(project, actor.id, segments=[(2, 6)])
        assert standing() == "changed"
        annotations.delete(project, [actor.id])
        assert standing() == "gone"
        assert talk.threads(project, 1)[0].anchor.quote == "Mira Kol"


def test_what_colleagues_say_is_hidden_until_the_article_is_done(path: Path) -> None:
    with as_(path, "Sam") as project:
        actor = annotations.add(project, article_id=1, label="actor", segments=[(2, 10)])
        asked = comments.say(project, 1, "@Robin secret", annotation_id=actor.id)
        comments.reply(project, asked.id, "more")
        comments.resolve(project, comments.say(project, 2, "other").id)
    remember(path, **{BLIND: "yes", SUPERVISORS: '["Lee"]'})
    with as_(path, "Robin") as project:
        comments.say(project, 1, "mine")
        assert told(project) == [["mine"]]
        assert talk.waiting(project) == []
        assert talk.counts(project) == {1: talk.Counts(1, 0, 2), 2: talk.Counts(0, 0, 1)}
        with pytest.raises(UserError, match="hidden"):
            comments.say(project, 1, "x", annotation_id=actor.id)
        with pytest.raises(UserError, match="no longer there"):
            comments.reply(project, asked.id, "x")
        articles.set_state(project, 1, "done")
        assert told(project) == [["mine"], ["@Robin secret", "more"]]
        assert [w.reason for w in talk.waiting(project)] == ["mentioned"]
        assert talk.counts(project)[1] == talk.Counts(2, 0, 0)
    with as_(path, "Lee") as project:
        assert told(project, 2) == [["other"]]


def test_nothing_is_told_of_an_annotation_that_is_hidden(path: Path) -> None:
    with as_(path, "Sam") as project:
        actor = annotations.add(project, article_id=1, label="actor", segments=[(2, 10)])
    with as_(path, "Robin") as project:
        comments.say(project, 1, "why?", annotation_id=actor.id)
    with as_(path, "Sam") as project:
        annotations.change(project, actor.id, segments=[(2, 6)])
    remember(path, **{BLIND: "yes"})
    with as_(path, "Robin") as project:
        (found,) = talk.standings(project, talk.threads(project, 1)).values()
        assert found == ("there", None)
    remember(path, **{BLIND: ""})
    with as_(path, "Robin") as project:
        ((standing, annotation),) = talk.standings(project, talk.threads(project, 1)).values()
        assert annotation is not None
        assert (standing, annotation.quote) == ("changed", "Mira")


def test_the_history_tells_what_was_said(path: Path) -> None:
    with as_(path, "Robin") as project:
        actor = annotations.add(project, article_id=1, label="actor", segments=[(2, 10)])
        said = comments.say(project, 1, "why?", annotation_id=actor.id)
        comments.resolve(project, said.id)
        found = lines(project.history(1, newest=2), 1)
        assert [(line.title, line.words, line.annotation_id) for line in found] == [
            ("Resolve a comment", "Mira Kol", actor.id),
            ("Comment on actor", "why?", actor.id),
        ]
