"""Blind mode, place by place: what Kim said of article 1 reaches Robin only once Robin is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.layer import EVERYWHERE
from annotator.project.concordance.query import Query
from annotator.project.concordance.search import search
from annotator.project.experience import experience_of
from annotator.project.history_lines import lines
from annotator.project.operations import actors, articles, blindness, codebook
from annotator.project.project import Project
from annotator.project.queries import reader
from annotator.project.team import begun, progress
from annotator.project.training import finished_articles, material, what_there_is
from annotator.review.evaluating import Question, behind_bin, evaluate
from annotator.store.hiding import NOTHING
from tests.support.blind import OPEN, SECRET, blind_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with blind_project(tmp_path / "press.annotator") as opened:
        yield opened


def test_a_layer_is_seen_where_ones_own_is_done(project: Project) -> None:
    kim, robin = project.find_layer("Kim"), project.find_layer("Robin")
    assert project.seen_articles(kim) == {2}
    assert not project.sees(kim, 1)
    assert project.sees(kim, 2)
    assert project.seen_articles(robin) is None
    assert project.seen_articles(project.find_layer("model")) is None
    articles.set_state(project, 1, "done")
    assert project.sees(kim, 1)
    articles.set_state(project, 1, "in progress")
    assert not project.sees(kim, 1)


def test_gold_and_what_others_asked_to_be_suggested_are_hidden_too(project: Project) -> None:
    with project.transact("Make layers"):
        gold = project.need_layer("gold", "gold")
        theirs = project.need_layer(EVERYWHERE, "model", "Kim")
        mine = project.need_layer(EVERYWHERE, "model", "Robin")
    assert project.seen_articles(gold) == {2}
    assert project.seen_articles(theirs) == {2}
    assert project.seen_articles(mine) is None
    assert project.hidden.layers == {project.find_layer("Kim").id, gold.id, theirs.id}


def test_the_header_names_who_and_not_how_much(project: Project) -> None:
    assert project.colleagues(1) == {"Kim": None}
    assert project.colleagues(2) == {"Kim": 2}


def test_the_history_leaves_out_what_would_tell(project: Project) -> None:
    told = lines(project.history())
    of_kim = [line for line in told if line.annotator == "Kim" and line.article_id == 1]
    # Progress is no secret, and a model is no colleague.
    assert {line.title for line in of_kim} == {"Mark as done", "Suggest"}
    assert any(line.annotator == "Kim" and line.article_id == 2 for line in told)
    assert SECRET not in str(project.history())
    assert OPEN in str(project.history())
    assert any(line.title == "Switch blind mode on" and line.annotator == "Robin" for line in told)


def test_the_history_of_ones_own_relabelling_shows_only_ones_own_words(project: Project) -> None:
    codebook.rename_label(project, "claim", "assertion")
    assert SECRET not in str(project.history())
    assert lines(project.history())[-1].annotator == "Robin"


def test_counts_are_of_what_one_may_see(project: Project) -> None:
    kim = project.find_layer("Kim").id
    counts = project.counts()
    assert [row for row in counts["annotations"] if row[0] == kim] == [(kim, "actor", 1), (kim, "claim", 1)]
    assert [row for row in counts["links"] if row[0] == kim] == [(kim, "speaker", 1)]
    assert [row for row in counts["decisions"] if row[0] == kim] == []
    assert [row for row in counts["states"] if row[0] == kim] == [(kim, "done", 2)]


def test_mentions_are_of_what_one_may_see(project: Project) -> None:
    (mira,) = project.actors()
    assert project.mention_counts() == {mira.id: (1, 1)}
    assert [mention.article_id for mention in project.mentions_of(mira.id)] == [2]
    assert project.mentions_by_entry(mira.id) == {mira.id: 1}
    with pytest.raises(UserError, match="A colleague's mentions point"):
        actors.remove(project, [mira.id])


def test_the_concordance_finds_only_what_one_may_see(project: Project) -> None:
    for query in (
        Query(layers="everyone's"),
        Query(label="claim", layers="everyone's"),
        Query("Mira", layers="everyone's"),
        Query("Mira", label="actor", layers="everyone's"),
    ):
        found = [line for batch in search(project, query) for line in batch.lines]
        assert not [line for line in found if line.annotator and line.article_id == 1]
        assert not [line for line in found if line.kind == "text" and line.around == "actor"]
    everything = [line for batch in search(project, Query(layers="everyone's")) for line in batch.lines]
    assert [line.article_id for line in everything if line.annotator == "Kim"] == [2, 2]


def test_scores_count_only_what_one_may_see(project: Project) -> None:
    kim, robin = project.find_layer("Kim"), project.find_layer("Robin")
    found = evaluate(project, Question(kim, robin, all_states=True))
    assert found.counted.articles == (2,)
    assert found.counted.hidden == 1
    assert found.counted.not_done == 0
    blindness.switch(project, False)
    assert evaluate(project, Question(kim, robin, all_states=True)).counted.articles == (1, 2)


def test_a_model_is_not_told_by_a_colleagues_decisions(project: Project) -> None:
    model, kim = project.find_layer("model"), project.find_layer("Kim")
    assert evaluate(project, Question(model, kim)).reliability.decided == 0
    assert not [d for number in range(10) for d in behind_bin(project, Question(model, kim), number)]
    blindness.switch(project, False)
    assert evaluate(project, Question(model, kim)).reliability.decided == 1


def test_training_learns_only_from_what_one_may_see(project: Project) -> None:
    kim = project.find_layer("Kim")
    assert finished_articles(project, kim) == {2}
    assert [article.id for article in material(project, kim)] == [2]
    assert next(need.have for need in what_there_is(project, kim) if need.shown == "claim") == 1


def test_nothing_is_learned_for_suggestions_from_others(project: Project) -> None:
    blindness.switch(project, False)
    with_all = experience_of(project)
    blindness.switch(project, True)
    assert experience_of(project) == with_all == ()


def test_the_codebook_counts_all_for_nobody_must_delete_a_label_in_use(project: Project) -> None:
    use = codebook.use(project)
    assert (use.own_labels["actor"], use.labels["actor"]) == (0, 2 + 2)  # the suggestions count too


def test_progress_is_no_secret_but_how_much_is(project: Project) -> None:
    kim, robin = progress(project)
    assert (kim.annotator, kim.done, kim.to_do, kim.annotations, kim.seconds) == ("Kim", 2, 1, None, None)
    assert (robin.done, robin.in_progress, robin.annotations) == (1, 1, 2)
    assert begun(project) == {1: {"Kim", "Robin"}, 2: {"Kim", "Robin"}}


def test_a_supervisor_sees_all(project: Project) -> None:
    assert project.hidden != NOTHING
    blindness.name_supervisors(project, ["Robin"])
    assert project.hidden == NOTHING
    assert project.seen_articles(project.find_layer("Kim")) is None
    assert project.colleagues(1) == {"Kim": 2}


def test_where_nobody_supervises_anybody_may_switch(project: Project) -> None:
    assert blindness.switch(project, False)
    assert not project.blind
    assert not blindness.switch(project, False)


def test_only_a_supervisor_may_change_it(project: Project) -> None:
    blindness.name_supervisors(project, ["Kim", " ", "Kim "])
    assert project.supervisors == ("Kim",)
    for change in (
        lambda: blindness.switch(project, False),
        lambda: blindness.name_supervisors(project, ["Robin"]),
        lambda: blindness.name_supervisors(project, []),
    ):
        with pytest.raises(UserError, match="Only Kim may change this"):
            change()
    project.close()
    with Project.open(project.path, "Kim") as as_kim:
        assert blindness.switch(as_kim, False)


def test_blindness_leaves_no_undo_step(project: Project) -> None:
    before = project.undo_title
    blindness.switch(project, False)
    blindness.name_supervisors(project, ["Robin"])
    assert project.undo_title == before
    assert [entry.operation for entry in project.history()][-2:] == [
        "Switch blind mode off",
        "Name Robin to supervise",
    ]


def test_a_reader_beside_the_window_is_as_blind(project: Project) -> None:
    with reader(project.path, "Robin") as queries:
        assert queries.colleagues(1) == {"Kim": None}
    with reader(project.path, "Kim") as queries:
        assert queries.seen_articles(queries.find_layer("Robin")) == {1, 2}
