from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.project.operations import actors, articles, links, suggestions
from annotator.project.project import Project
from annotator.project.visibility import BLIND, SUPERVISORS
from annotator.review.agreement import course
from annotator.review.agreement.behind import behind, behind_confusion
from annotator.review.agreement.computing import AgreementCancelledError, compute
from annotator.review.agreement.course import drift, over_time
from annotator.review.agreement.results import Between
from annotator.review.scores import ALL_LABELS, ALL_LINKS, Subject
from tests.support.layers import Mark, annotate, project_of

TEXT = "Mira Sand said that the levy will fail, but Tolm Harbour denied it."
ACTOR, CLAIM = Subject("label", "actor"), Subject("label", "claim")
KIM: list[Mark] = [("actor", [(0, 9)]), ("claim", [(15, 38)]), ("cue", [(10, 14)])]
NOOR: list[Mark] = [("actor", [(0, 9)]), ("claim", [(20, 38)]), ("sentiment", [(10, 14)])]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    layers = {
        "Robin": {1: KIM, 2: KIM, 3: KIM},
        "Kim": {1: KIM, 2: KIM, 3: NOOR},
        "Noor": {1: NOOR, 2: KIM},
    }
    with project_of(tmp_path / "p.annotator", [f"{TEXT} {n}" for n in "abcd"], layers) as made:
        yield made


def named(project: Project, *names: str) -> list:  # type: ignore[type-arg]
    return [project.find_layer(name) for name in names]


def test_counts_what_both_have_worked_on(project: Project) -> None:
    found = compute(project, named(project, "Robin", "Kim", "Noor"))
    assert [pair.articles for pair in found.frame.pairs] == [(1, 2, 3), (1, 2), (1, 2)]
    assert found.frame.articles == (1, 2, 3)
    assert found.frame.pair(2, 0) is found.frame.pairs[1]
    figure = found.figure("f1_exact", CLAIM, Between(0, 2))
    assert (figure.value, figure.units, figure.unit, figure.articles) == (0.5, 4, "annotations", (1, 2))
    assert found.figure("f1_overlapping", CLAIM).value == 1
    assert found.figure("fleiss", CLAIM).articles == (1, 2, 3)
    with_each = found.figure("f1_exact", CLAIM, Between(0))
    assert with_each.value == pytest.approx((2 / 3 + 1 / 2) / 2), "the mean of Robin's two pairs"


def test_only_what_is_done(project: Project) -> None:
    articles.set_state(project, 2, "done")
    layers = named(project, "Robin", "Kim")
    assert compute(project, layers).frame.articles == (2,)
    assert compute(project, layers, all_states=True).frame.articles == (1, 2, 3)
    assert compute(project, layers, all_states=True, articles=[1, 4]).frame.articles == (1,)


def test_a_model_is_compared_like_a_person(project: Project) -> None:
    suggested = Suggestions((SuggestedAnnotation("a", "actor", ((0, 9),), {}, 0.9),))
    suggestions.store(project, 1, ModelName("small", "1"), suggested)
    suggestions.store(project, 2, ModelName("small", "1"), Suggestions())
    found = compute(project, named(project, "model", "Robin"))
    assert found.frame.articles == (1, 2), "also where it found nothing"
    assert found.figure("f1_exact", ACTOR).value == pytest.approx(2 / 3)


def test_what_is_hidden_does_not_count_and_is_told(project: Project) -> None:
    articles.set_state(project, 1, "done")
    project.close()
    path = project.path
    with Project.open(path, "Robin") as opened:
        opened.db["about"].upsert({"name": BLIND, "value": "yes"}, pk="name")
    with Project.open(path, "Robin") as opened:
        found = compute(opened, named(opened, "Robin", "Kim"), all_states=True)
        assert (found.frame.articles, found.frame.counted.hidden) == ((1,), (2, 3))
        assert found.frame.pairs[0].hidden == 2
        others = compute(opened, named(opened, "Kim", "Noor"))
        assert (others.frame.articles, others.frame.counted.hidden) == ((1,), (2,))
        only = compute(opened, named(opened, "Robin", "Kim"), all_states=True, articles=[2])
        why = only.figure("alpha", ALL_LABELS).undefined
        assert why.endswith("what was said about 1 article is hidden until your own work there is done")
        opened.db["about"].upsert({"name": SUPERVISORS, "value": json.dumps(["Robin"])}, pk="name")
    with Project.open(path, "Robin") as opened:
        found = compute(opened, named(opened, "Robin", "Kim"), all_states=True)
        assert (found.frame.articles, found.frame.counted.hidden) == ((1, 2, 3), ())


def test_merged_actors_are_the_same(tmp_path: Path) -> None:
    with project_of(tmp_path / "p.annotator", [TEXT], {}) as made:
        first, second, third = (actors.add(made, name=name) for name in ("Mira Sand", "M. Sand", "Tolm"))
        path = made.path
    marks: dict[str, list[Mark]] = {
        "Kim": [("actor", [(0, 9)], {"actor": first.id}), ("actor", [(44, 56)], {"actor": third.id})],
        "Noor": [("actor", [(0, 9)], {"actor": second.id}), ("actor", [(44, 56)], {"actor": third.id})],
    }
    for name, theirs in marks.items():
        annotate(path, name, {1: theirs}, [TEXT])
    which = Subject("attribute", "actor", "which actor")
    with Project.open(path, "Robin") as made:
        assert compute(made, named(made, "Kim", "Noor")).figure("percent", which).value == 0.5
        actors.merge(made, first.id, [second.id])
        found = compute(made, named(made, "Kim", "Noor"))
        assert found.figure("percent", which).value == 1
        assert found.figure("alpha", which).value == 1
        told = behind(made, found, which, Between(0, 1))
        assert [each.outcome.verdict for each in told] == ["both", "both"]


def test_links_whose_ends_are_partners(tmp_path: Path) -> None:
    marks: list[Mark] = [*KIM, ("actor", [(44, 56)])]
    with project_of(
        tmp_path / "p.annotator", [TEXT], {"Kim": {1: marks}, "Noor": {1: [*NOOR, marks[-1]]}}
    ) as made:
        path = made.path
    for name in ("Kim", "Noor"):
        with Project.open(path, name) as opened:
            actor, claim, harbour = (f"{name}-1-{n}" for n in (0, 1, 3))
            links.add(opened, label="speaker", head_id=claim, child_id=actor)
            addressee = harbour if name == "Noor" else actor
            links.add(opened, label="addressee", head_id=claim, child_id=addressee)
    with Project.open(path, "Robin") as opened:
        found = compute(opened, named(opened, "Kim", "Noor"))
        assert found.figure("f1_overlapping", Subject("link", "speaker")).value == 1
        assert found.figure("f1_overlapping", Subject("link", "addressee")).value == 0, "to another actor"
        assert found.figure("f1_overlapping", ALL_LINKS).value == pytest.approx(1 / 2)
        figure = found.figure("f1_overlapping", Subject("link", "target"))
        assert figure.because == "none of the layers has any target link in this article"


def test_behind_a_figure(project: Project) -> None:
    found = compute(project, named(project, "Robin", "Kim", "Noor"))
    told = [*behind(project, found, CLAIM, Between(0, 2), measure="f1_exact", verdicts=["only a", "only b"])]
    assert [(each.article, each.one, each.other, each.outcome.verdict) for each in told] == [
        (1, 0, 2, "only a"),
        (1, 0, 2, "only b"),
    ]
    assert [each.outcome.verdict for each in behind(project, found, CLAIM, Between(2, 0))] == ["both"] * 2
    assert len([*behind(project, found, ALL_LABELS, articles=[2])]) == 9, "three pairs, three annotations"
    with pytest.raises(AgreementCancelledError):
        list(behind(project, found, CLAIM, cancelled=lambda: True))


def test_confusion_and_what_is_behind_it(project: Project) -> None:
    found = compute(project, named(project, "Robin", "Kim", "Noor"))
    assert found.confusion(Between(0, 2)).count("cue", "sentiment") == 1
    assert found.confusion(Between(2, 0)).count("sentiment", "cue") == 1
    assert found.confusion(Between(2)).count("sentiment", "cue") == 2, "beside Robin and beside Kim"
    whole = found.confusion()
    assert whole.count("cue", "sentiment") == whole.count("sentiment", "cue") == 3
    assert whole.count("claim", "claim") == 7
    assert whole.count("actor", None) == 0
    assert found.confusion(articles=[3]).count("cue", "sentiment") == 1
    told = [*behind_confusion(project, found, "cue", "sentiment")]
    assert [(each.article, each.one, each.other) for each in told] == [(1, 0, 2), (1, 1, 2), (3, 0, 1)]
    one = [*behind_confusion(project, found, "sentiment", "cue", Between(2, 0))]
    assert [(each.article, each.outcome.a.label, each.outcome.b.label) for each in one] == [  # type: ignore[union-attr]
        (1, "cue", "sentiment")
    ]


def test_stops_when_asked(project: Project) -> None:
    asked: list[tuple[int, int]] = []
    with pytest.raises(AgreementCancelledError):
        compute(
            project,
            named(project, "Robin", "Kim"),
            progress=lambda done, in_all: asked.append((done, in_all)),
            cancelled=lambda: len(asked) == 2,
        )
    assert asked == [(0, 3), (1, 3)]


def test_what_can_not_be_asked(project: Project) -> None:
    for layers, label in ((["Kim"], None), (["Kim", "Kim"], None), (["Kim", "Noor"], "frame")):
        with pytest.raises(UserError):
            compute(project, named(project, *layers), label=label)


def test_one_label_with_its_attributes_and_links(project: Project) -> None:
    found = compute(project, named(project, "Robin", "Kim"), label="claim")
    assert found.subjects[0] == CLAIM
    assert {subject.kind for subject in found.subjects[1:]} <= {"link", "attribute"}
    whole = compute(project, named(project, "Robin", "Kim"))
    assert found.figure("alpha", CLAIM) == whole.figure("alpha", CLAIM)


# -- over time


def finish(project: Project, days: dict[tuple[str, int], str]) -> None:
    for (name, article), day in days.items():
        layer = project.find_layer(name)
        row = {"layer_id": layer.id, "article_id": article, "state": "done", "updated_at": f"{day}T10:00:00Z"}
        project.db["article_states"].upsert(row, pk=("layer_id", "article_id"))


def test_over_time(project: Project) -> None:
    days = {("Robin", n): "2026-03-02" for n in (1, 2, 3)}
    finish(project, days | {("Kim", 1): "2026-03-03", ("Kim", 2): "2026-03-01", ("Kim", 3): "2026-03-03"})
    found = compute(project, named(project, "Robin", "Kim"))
    points = over_time(found, "f1_exact")
    assert [(p.since, p.until, p.figure.articles) for p in points] == [
        ("2026-03-02", "2026-03-02", (2,)),
        ("2026-03-03", "2026-03-03", (1, 3)),
    ]
    assert [p.figure.value for p in points] == [1, pytest.approx(4 / 6)]
    finish(project, {("Kim", 1): "2026-04-03", ("Kim", 3): "2026-12-31"})
    weeks = over_time(compute(project, named(project, "Robin", "Kim")), "f1_exact")
    assert [(p.since, p.until) for p in weeks] == [
        ("2026-03-01", "2026-03-31"),
        ("2026-04-01", "2026-04-30"),
        ("2026-12-01", "2026-12-31"),
    ]
    assert over_time(compute(project, named(project, "Robin", "Kim"), articles=[4])) == ()


def test_drift_against_the_rest(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "GROUP", 1)
    finish(
        project,
        {
            (name, n): f"2026-03-0{n}"
            for name in ("Robin", "Kim", "Noor")
            for n in (1, 2, 3)
            if (name, n) != ("Noor", 3)
        },
    )
    found = compute(project, named(project, "Robin", "Kim", "Noor"))
    noor = drift(found, 2, "f1_exact")
    assert [(p.since, p.figure.value) for p in noor.points] == [
        ("2026-03-01", pytest.approx(1 / 3)),
        ("2026-03-02", 1),
    ]
    assert [p.figure.value for p in noor.rest] == [1, 1], "Robin and Kim agree, so it is Noor who drifts"
    assert drift(compute(project, named(project, "Robin", "Kim")), 0).rest == ()


def test_options_in_order_are_kept_in_the_codebook(project: Project) -> None:
    written = write_codebook(project.codebook)
    polarity = parse_codebook(written).check_label("sentiment").attribute("polarity")
    assert polarity is not None
    assert polarity.ordered
    assert written.count("ordered") == 1
