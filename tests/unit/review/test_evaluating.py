from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.project.operations import annotations, articles, decisions, suggestions
from annotator.project.project import Project
from annotator.review.evaluating import (
    EvaluationCancelledError,
    Question,
    behind,
    behind_bin,
    evaluate,
)
from annotator.review.report import articles_as_json, as_json
from annotator.review.scores import ALL_LABELS, Counts, Subject
from tests.support.projects import MODEL, SUGGESTED, TEXT, new_project

ACTOR, CLAIM = Subject("label", "actor"), Subject("label", "claim")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Four articles; the model has covered the first three, Robin has done 1 and 2 and begun 3 and 4."""
    texts = [TEXT, f"Again. {TEXT}", f"Once more. {TEXT}", f"At last. {TEXT}"]
    with new_project(tmp_path / "press.annotator", *texts) as made:
        suggestions.store(made, 1, MODEL, SUGGESTED)
        suggestions.store(made, 2, MODEL, Suggestions())
        suggestions.store(
            made, 3, MODEL, Suggestions((SuggestedAnnotation("a", "actor", ((0, 4),), {}, 0.4),))
        )
        actor, _cue, claim, harbour = made.sheet(1).suggestions
        decisions.accept(made, [actor.id, claim.id])
        decisions.reject(made, [harbour.id])
        taken = next(a for a in made.sheet(1).annotations if a.label == "claim")
        annotations.change(made, taken.id, segments=[(18, 42)])
        for number in (2, 3, 4):
            annotations.add(made, article_id=number, label="actor", segments=[(0, 5)])
        for number in (1, 2):
            articles.set_state(made, number, "done")
        yield made


@pytest.fixture
def question(project: Project) -> Question:
    return Question(project.find_layer("model"), project.find_layer("Robin"))


def test_counts_the_articles_on_which_both_have_worked(project: Project, question: Question) -> None:
    found = evaluate(project, question)
    assert found.counted.articles == (1, 2)
    assert found.counted.not_done == 1, "article 4 was not covered, so that it would not count either"
    assert found.totals["exact"][ACTOR] == Counts(1, 1, 1)
    assert found.totals["exact"][CLAIM] == Counts(0, 1, 1)
    assert found.totals["overlapping"][CLAIM] == Counts(1, 0, 0)
    assert found.by_article["exact"][2][ACTOR] == Counts(0, 0, 1)


def test_all_states_counts_those_begun(project: Project, question: Question) -> None:
    found = evaluate(project, replace(question, all_states=True))
    assert found.counted.articles == (1, 2, 3)
    assert found.totals["overlapping"][ACTOR] == Counts(2, 1, 1)


def test_where_nothing_is_done_those_begun_count(project: Project, question: Question) -> None:
    for number in (1, 2):
        articles.set_state(project, number, "in progress")
    found = evaluate(project, question)
    assert found.counted.articles == (1, 2, 3)
    assert "begun by Robin" in as_json(found, project.codebook)["articles"]["because"]


def test_who_only_rejected_has_worked_there(project: Project, question: Question) -> None:
    for number in (1, 2):
        articles.set_state(project, number, "in progress")
    for each in project.annotations(3, question.against.id):
        annotations.delete(project, [each.id])
    decisions.reject(project, [project.sheet(3).suggestions[0].id])
    assert evaluate(project, question).counted.articles == (1, 2, 3)


def test_filters(project: Project, question: Question) -> None:
    least = evaluate(project, replace(question, least_score=0.7))
    assert least.totals["exact"][ACTOR] == Counts(1, 0, 1)
    labels = evaluate(project, replace(question, labels=frozenset({"claim"})))
    assert {s for s in labels.totals["overlapping"] if s.kind != "attribute"} == {CLAIM, ALL_LABELS}
    assert labels.reliability.decided == 1
    one = evaluate(project, replace(question, articles=frozenset({2, 3})))
    assert (one.counted.articles, one.counted.in_all) == ((2,), 2)
    assert one.reliability.decided == 0
    with pytest.raises(UserError, match="no article 9"):
        evaluate(project, replace(question, articles=frozenset({9})))


def test_reliability_is_of_the_decisions_on_this_model(project: Project, question: Question) -> None:
    found = evaluate(project, question)
    assert found.decided_by == question.against
    seen = found.reliability.bins
    assert (seen[9].accepted, seen[7].corrected, seen[6].rejected) == (1, 1, 1)
    assert [each.label for each in behind_bin(project, question, 7)] == ["claim"]
    turned = evaluate(project, Question(question.against, question.layer))
    assert (turned.decided_by, turned.reliability.decided) == (None, 0)


def test_decisions_on_another_model_do_not_count(project: Project, question: Question) -> None:
    other = ModelName("other", "2")
    suggestions.store(project, 2, other, Suggestions((SuggestedAnnotation("a", "cue", ((0, 2),), {}, 0.5),)))
    made = project.annotations(2, project.find_layer("other 2").id)
    decisions.accept(project, [made[0].id])
    assert evaluate(project, question).reliability.decided == 3
    of_other = evaluate(project, replace(question, layer=project.find_layer("other 2")))
    assert [each.accepted for each in of_other.reliability.bins if each.decided] == [1]


def test_what_is_behind_a_figure_adds_up_to_it(project: Project, question: Question) -> None:
    found = evaluate(project, question)
    for how, scores in found.totals.items():
        for subject, counts in scores.items():
            things = [
                outcome.verdict
                for outcome in behind(
                    project,
                    question,
                    found.counted.articles,
                    how,
                    subject,
                    ("both", "only a", "only b", "differ"),
                )
            ]
            differ = things.count("differ")
            assert (
                things.count("both"),
                things.count("only a") + differ,
                things.count("only b") + differ,
            ) == counts


def test_can_be_stopped_between_articles(project: Project, question: Question) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(EvaluationCancelledError):
        evaluate(project, question, progress=lambda *n: told.append(n), cancelled=lambda: bool(told))
    assert told == [(0, 3)]
    evaluate(project, question, progress=lambda *n: told.append(n))
    assert told[-1] == (3, 3)


def test_a_layer_agrees_with_itself(project: Project, question: Question) -> None:
    found = evaluate(project, Question(question.layer, question.layer))
    assert found.counted.articles == (1, 2, 3)
    assert all(counts.f1 == 1 for scores in found.totals.values() for counts in scores.values())


def test_the_document_says_what_is_undefined(project: Project, question: Question) -> None:
    found = evaluate(project, question)
    told = as_json(found, project.codebook)
    sentiment = told["exact"]["labels"]["sentiment"]
    assert sentiment["precision"] is None
    assert sentiment["undefined"]["precision"] == "no sentiment in either layer"
    assert told["exact"]["labels"]["actor"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "tp": 1, "fp": 1, "fn": 1
    }  # fmt: skip
    assert told["overlapping"]["attributes"]["claim"]["kind"]["tp"] == 1
    by_article = list(articles_as_json(found, project.codebook, {1: "One"}))
    assert [(each["id"], each["title"]) for each in by_article] == [(1, "One"), (2, "")]
    assert told["reliability"]["bins"][9]["share_kept"] == 1
