from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.layer import Layer
from annotator.model.suggestion import Suggestions
from annotator.project.operations import suggestions
from annotator.project.project import Project
from annotator.review.comparing import (
    ComparisonCancelledError,
    compare_article,
    compare_project,
)
from tests.support.colleagues import layer_of, layers_of, links, make_blind, marks, says
from tests.support.projects import MODEL, SUGGESTED, TEXT, new_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "team.annotator", TEXT, "Nothing here.", "Kestria pays.") as made:
        yield made


def test_what_layers_say_of_an_article(project: Project) -> None:
    heads = [says(project, name, "claim", (17, 42)) for name in ("Kim", "Robin")]
    actors = [says(project, name, "actor", (0, 9)) for name in ("Kim", "Robin")]
    links(project, heads[0], "speaker", actors[0])
    says(project, "Kim", "actor", (48, 60))
    found = compare_article(project, 1, layers_of(project, "Kim", "Robin"))
    assert [layer.name for layer in found.layers] == ["Kim", "Robin"]
    assert len(found.clusters) == 3
    assert [cluster.id for cluster in found.agreed] == [min(each.id for each in actors)]
    assert [difference.kinds for difference in found.differences] == [("link",), ("missing",)]
    assert found.counts() == {"link": 1, "missing": 1}
    assert [len(some) for some in found.links.values()] == [1, 0]
    assert (found.absent, found.hidden, found.unfinished) == ((), (), ())


def test_a_layer_that_did_not_work_on_the_article_differs_in_nothing(project: Project) -> None:
    says(project, "Kim", "claim", (17, 42))
    says(project, "Robin", "claim", (17, 42))
    layer_of(project, "Ola")
    found = compare_article(project, 1, layers_of(project, "Kim", "Robin", "Ola"))
    assert [layer.name for layer in found.absent] == ["Ola"]
    assert not found.differences
    marks(project, "Ola", "done")
    found = compare_article(project, 1, layers_of(project, "Kim", "Robin", "Ola"))
    assert not found.absent
    assert [difference.text for difference in found.differences] == ["not in Ola"]


def test_who_marks_articles_as_done_and_not_this_one_is_unfinished(project: Project) -> None:
    says(project, "Kim", "claim", (17, 42))
    says(project, "Robin", "claim", (17, 42))
    marks(project, "Kim", "done", article_id=2)
    found = compare_article(project, 1, layers_of(project))
    assert [layer.name for layer in found.unfinished] == ["Kim"]
    marks(project, "Kim", "done")
    assert not compare_article(project, 1, layers_of(project)).unfinished


def test_a_single_layer_has_nothing_to_differ_from(project: Project) -> None:
    says(project, "Kim", "claim", (17, 42))
    found = compare_article(project, 1, [*layers_of(project, "Kim"), layer_of(project, "Ola")])
    assert (len(found.clusters), found.differences) == (1, ())


def test_the_layer_of_a_model_is_compared_like_a_persons(project: Project) -> None:
    suggestions.store(project, 1, MODEL, SUGGESTED)
    suggestions.store(project, 2, MODEL, Suggestions((), ()))
    says(project, "Kim", "actor", (0, 9), attributes={"kind": "person"})
    says(project, "Kim", "actor", (0, 7), article_id=2)
    found = compare_article(project, 1, [project.find_layer("Kim"), project.find_layer("model")])
    assert len(found.agreed) == 1
    assert [difference.text for difference in found.differences] == ["not in Kim"] * 3
    found = compare_article(project, 2, [project.find_layer("Kim"), project.find_layer("model")])
    assert [difference.text for difference in found.differences] == ["not in small 1"]


def test_what_is_hidden_is_left_out_and_named(project: Project) -> None:
    says(project, "Kim", "claim", (17, 42))
    says(project, "Robin", "cue", (10, 14))
    says(project, "Ola", "cue", (10, 14))
    make_blind(project, "Sam")
    layers = layers_of(project, "Kim", "Robin", "Ola")
    found = compare_article(project, 1, layers)
    assert [layer.name for layer in found.hidden] == ["Kim", "Ola"]
    assert [layer.name for layer in found.layers] == ["Robin"]
    assert not found.differences
    assert compare_project(project, layers).articles == ()
    assert compare_project(project, layers).hidden == 1
    marks(project, "Robin", "done")
    assert not compare_article(project, 1, layers).hidden
    assert compare_project(project, layers).differing == 2


def test_a_project_is_counted_article_by_article(project: Project) -> None:
    for name in ("Kim", "Robin"):
        says(project, name, "claim", (17, 42))
        says(project, name, "actor", (0, 7 if name == "Kim" else 5), article_id=3)
    says(project, "Kim", "actor", (0, 7), article_id=2)
    said: list[tuple[int, int]] = []
    found = compare_project(project, layers_of(project), lambda *done: said.append(done))
    assert said == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [(each.article_id, each.agreed, each.differing) for each in found.articles] == [
        (1, 1, 0),
        (3, 0, 1),
    ]
    assert (found.agreed, found.differing, found.not_compared, found.hidden) == (1, 1, 1, 0)
    assert {kind: count for kind, count in found.kinds.items() if count} == {"boundary": 1}
    only = compare_project(project, layers_of(project), articles=[3])
    assert [each.article_id for each in only.articles] == [3]


def test_it_can_be_stopped_and_refuses_what_can_not_be(project: Project) -> None:
    says(project, "Kim", "claim", (17, 42))
    kim = project.find_layer("Kim")
    with pytest.raises(ComparisonCancelledError):
        compare_project(project, [kim, Layer(99, "x", "person")], cancelled=lambda: True)
    for layers in ([kim], [kim, kim], []):
        with pytest.raises(UserError, match="at least two different layers"):
            compare_project(project, layers)
    with pytest.raises(UserError, match="no article 9"):
        compare_project(project, [kim, Layer(99, "x", "person")], articles=[9])
    with pytest.raises(UserError, match="no article 9"):
        compare_article(project, 9, [kim])
