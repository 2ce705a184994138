"""Tagging everywhere, or letting it be suggested."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.export import export
from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.concordance.elsewhere import DECIDED, TAGGED, Wanted, elsewhere, wanted_from
from annotator.project.concordance.lines import Line
from annotator.project.operations import actors, annotations, decisions, suggestions
from annotator.project.operations.everywhere import Spot, Tagging, suggest, tag
from annotator.project.project import Project
from tests.support.projects import MODEL, new_project

TEXTS = (
    "Kim spoke. Kim’s aide heard kim; Kimberley did not. KIM!",
    "Nobody saw Kim, or Kim\u00a0again.",
    "Not here.",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "press.annotator", *TEXTS) as made:
        yield made


@pytest.fixture
def wanted(project: Project) -> Wanted:
    """The first “Kim” is tagged, with an answer and an actor."""
    actor = actors.add(project, "Kim Jong-un")
    made = annotations.add(
        project,
        article_id=1,
        label="actor",
        segments=[(0, 3)],
        attributes={"kind": "person"},
        actor_id=actor.id,
    )
    return wanted_from(made)


def look(project: Project, wanted: Wanted) -> tuple[list[Line], Counter[str]]:
    batches = list(elsewhere(project, wanted))
    return [line for batch in batches for line in batch.lines], batches[-1].left_out


def spots(lines: list[Line]) -> list[Spot]:
    return [Spot(line.article_id, line.segments[0], line.hit) for line in lines]


def tagging(wanted: Wanted) -> Tagging:
    return Tagging(wanted.label, wanted.attributes, wanted.actor_id)


def with_(wanted: Wanted, **changes: object) -> Wanted:
    import dataclasses

    return dataclasses.replace(wanted, **changes)  # type: ignore[arg-type]


def own(project: Project) -> list[tuple[int, int, str]]:
    layer = project.layer
    assert layer is not None
    return [(a.article_id, a.start, a.label) for n in (1, 2, 3) for a in project.annotations(n, layer.id)]


def test_the_other_places_are_found(project: Project, wanted: Wanted) -> None:
    places = lambda w: [(line.article_id, line.start) for line in look(project, w)[0]]  # noqa: E731
    assert places(wanted) == [(1, 11)]
    assert places(with_(wanted, possessive=False)) == []
    assert places(with_(wanted, case=False)) == [(1, 11), (1, 28), (1, 52)]
    assert places(with_(wanted, whole=False)) == [(1, 11), (1, 33)]
    assert places(with_(wanted, reach="project")) == [(1, 11), (2, 11), (2, 19)]


def test_words_with_a_possessive_are_found_without_it(project: Project) -> None:
    made = annotations.add(project, article_id=1, label="actor", segments=[(11, 16)])
    lines, _ = look(project, wanted_from(made))
    assert [line.hit for line in lines] == ["Kim"]


def test_what_is_tagged_or_was_rejected_is_left_out(project: Project, wanted: Wanted) -> None:
    annotations.add(project, article_id=2, label="actor", segments=[(7, 14)])
    suggestions.store(project, 2, MODEL, Suggestions((SuggestedAnnotation("k", "actor", ((19, 22),)),)))
    (waiting,) = project.sheet(2).suggestions
    decisions.reject(project, [waiting.id])
    lines, left_out = look(project, with_(wanted, reach="project"))
    assert [(line.article_id, line.start) for line in lines] == [(1, 11)]
    assert left_out == {TAGGED: 2, DECIDED: 1}


def test_words_without_a_label_are_found_where_they_were_taken_from_too(project: Project) -> None:
    lines, left_out = look(project, Wanted("Kim", (1, (0, 3))))
    assert [line.start for line in lines] == [0, 11]
    assert not left_out


def test_all_are_tagged_alike_in_one_step(project: Project, wanted: Wanted) -> None:
    before = own(project)
    told: list[str] = []
    project.on_change(lambda changes: told.append(changes.title))
    lines, _ = look(project, with_(wanted, reach="project"))
    assert tag(project, tagging(wanted), spots(lines)) == 3
    assert told == ["Tag 3 × actor"] == [project.undo_title]
    assert own(project) == [(1, 0, "actor"), (1, 11, "actor"), (2, 11, "actor"), (2, 19, "actor")]
    layer = project.layer
    assert layer is not None
    for made in project.annotations(2, layer.id):
        assert (made.quote, dict(made.attributes), made.actor_id) == (
            "Kim",
            {"kind": "person"},
            wanted.actor_id,
        )
    assert tag(project, tagging(wanted), spots(lines)) == 0
    assert told == ["Tag 3 × actor"]
    project.undo()
    assert own(project) == before
    project.redo()
    assert len(own(project)) == 4


def test_a_suggestion_that_says_the_same_is_accepted(project: Project, wanted: Wanted) -> None:
    suggestions.store(project, 2, MODEL, Suggestions((SuggestedAnnotation("k", "actor", ((11, 14),)),)))
    (waiting,) = project.sheet(2).suggestions
    lines, _ = look(project, with_(wanted, reach="project"))
    tag(project, tagging(wanted), spots(lines))
    sheet = project.sheet(2)
    assert sheet.suggestions == ()
    assert [a.derived_from for a in sheet.annotations] == [waiting.id, None]
    project.undo()
    assert [s.id for s in project.sheet(2).suggestions] == [waiting.id]


def test_suggested_ones_wait_and_are_taken_back_in_one_step(project: Project, wanted: Wanted) -> None:
    lines, _ = look(project, with_(wanted, reach="project"))
    assert suggest(project, tagging(wanted), spots(lines), reason="same words as “Kim”") == 3
    assert project.undo_title == "Suggest 3 × actor"
    assert project.undecided_counts() == {1: 1, 2: 2}
    first, second = project.sheet(2).suggestions
    assert (first.reason, first.origin, first.actor_id) == ("same words as “Kim”", "model", wanted.actor_id)
    (made,) = decisions.accept(project, [first.id])
    assert (made.actor_id, dict(made.attributes)) == (wanted.actor_id, {"kind": "person"})
    decisions.reject(project, [second.id])
    assert project.undecided_counts() == {1: 1}
    assert suggest(project, tagging(wanted), spots(lines), reason="again") == 0, (
        "decided ones do not come back"
    )
    for _ in range(3):
        project.undo()
    assert project.undecided_counts() == {}
    assert project.redo() == "Suggest 3 × actor"
    assert project.undecided_counts() == {1: 1, 2: 2}


def test_suggested_ones_stay_beside_those_of_a_model(project: Project, wanted: Wanted) -> None:
    lines, _ = look(project, with_(wanted, reach="project"))
    suggest(project, tagging(wanted), spots(lines), reason="same words")
    mine = {s.id for s in project.sheet(2).suggestions}
    for _ in range(2):  # a model runs, and once more
        suggestions.store(
            project,
            2,
            MODEL,
            Suggestions(
                (SuggestedAnnotation("k", "actor", ((11, 14),)), SuggestedAnnotation("s", "cue", ((7, 10),)))
            ),
        )
        model = project.model_layer()
        assert model is not None
        assert model.name == "small 1", "what a person asked for is no model that reads"
        sheet = project.sheet(2)
        assert [(s.start, s.label) for s in sheet.suggestions] == [(7, "cue"), (11, "actor"), (19, "actor")]
        assert len(mine & {s.id for s in sheet.suggestions}) == 1, "what the model says too is shown once"
        assert project.undecided_counts() == {1: 1, 2: 3}
    decisions.reject(project, [s.id for s in project.sheet(2).suggestions if s.start == 11])
    assert project.undecided_counts() == {1: 1, 2: 2}, "the same suggested twice is decided once"


def test_a_colleague_does_not_see_what_somebody_else_asked_for(project: Project, wanted: Wanted) -> None:
    lines, _ = look(project, wanted)
    suggest(project, tagging(wanted), spots(lines), reason="same words")
    path = project.path
    project.close()
    with Project.open(path, "Noor") as other:
        assert other.undecided_counts() == {}
        assert other.sheet(1).suggestions == ()


def test_they_are_exported_as_suggestions(project: Project, wanted: Wanted, tmp_path: Path) -> None:
    lines, _ = look(project, with_(wanted, reach="project"))
    suggest(project, tagging(wanted), spots(lines), reason="same words")
    target = tmp_path / "out.jsonl"
    layer = project.layer
    assert layer is not None
    report = export(project, target, [layer], selection=Selection(undecided=True, rejected=True))
    assert report.suggestions == 3
    assert target.read_text("utf-8").count("same words") == 3


@pytest.mark.parametrize(
    ("what", "spot", "said"),
    [
        (Tagging("actor"), Spot(1, (1, 4), "Kim"), "does not stand"),
        (Tagging("actor"), Spot(2, (19, 400), "Kim"), "does not stand"),
        (Tagging("nothing"), Spot(1, (0, 3), "Kim"), "no label"),
        (Tagging("claim", None, "nobody"), Spot(1, (0, 3), "Kim"), "does not point to an actor"),
        (Tagging("actor", {"size": 1}), Spot(1, (0, 3), "Kim"), "no attribute"),
    ],
)
def test_what_does_not_fit_is_refused_as_a_whole(
    project: Project, what: Tagging, spot: Spot, said: str
) -> None:
    good = Spot(2, (11, 14), "Kim")
    for run in (
        lambda: tag(project, what, [good, spot]),
        lambda: suggest(project, what, [good, spot], reason=""),
    ):
        with pytest.raises(UserError, match=said):
            run()
    assert project.undo_title is None or project.undo_title == "New project"
