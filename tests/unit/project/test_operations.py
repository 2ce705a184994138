from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.annotation import Annotation
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.project.changes import Changes
from annotator.project.operations import (
    actors,
    annotations,
    articles,
    codebook,
    decisions,
    links,
    suggestions,
)
from annotator.project.project import Project
from tests.support.projects import MODEL, SUGGESTED, TEXT, default_codebook, suggested_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with suggested_project(tmp_path / "press.annotator") as opened:
        yield opened


def _suggestion(project: Project, label: str) -> Annotation:
    return next(s for s in project.sheet(1).suggestions if s.label == label)


def test_tagging_keeps_the_words(project: Project) -> None:
    made = annotations.add(project, article_id=1, label="sentiment", segments=[(31, 41)])
    assert made.quote == TEXT[31:41] == "“will fail"
    assert project.sheet(1).annotations == (made,)
    assert project.undo_title == "Tag sentiment"


def test_tagging_the_same_again_writes_nothing(project: Project) -> None:
    first = annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
    again = annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
    assert again == first
    project.undo()
    assert project.undo_title is None


def test_tagging_what_was_suggested_accepts_it(project: Project) -> None:
    suggestion = _suggestion(project, "cue")
    made = annotations.add(project, article_id=1, label="cue", segments=suggestion.segments)
    assert made.derived_from == suggestion.id
    assert suggestion.id not in {s.id for s in project.sheet(1).suggestions}
    own = project.layer
    assert own is not None
    assert [d.verdict for d in project.decisions(1, own.id)] == ["accepted"]


def test_accepting_copies_and_links_once_both_ends_are_there(project: Project) -> None:
    claim, cue = _suggestion(project, "claim"), _suggestion(project, "cue")
    (mine,) = decisions.accept(project, [claim.id])
    assert (mine.derived_from, mine.attributes, mine.segments) == (
        claim.id,
        {"kind": "predicts"},
        claim.segments,
    )
    assert project.sheet(1).links == ()
    (my_cue,) = decisions.accept(project, [cue.id])
    (link,) = project.sheet(1).links
    assert (link.label, link.head_id, link.child_id) == ("cue", mine.id, my_cue.id)


def test_accepting_a_claim_with_what_it_links_to_is_one_step(project: Project) -> None:
    claim, *linked = decisions.accept(project, [_suggestion(project, "claim").id], with_linked=True)
    assert claim.label == "claim"
    assert [a.label for a in linked] == ["actor", "cue"], "in reading order"
    sheet = project.sheet(1)
    assert sorted(a.label for a in sheet.annotations) == ["actor", "claim", "cue"]
    assert sorted(link.label for link in sheet.links) == ["cue", "speaker"]
    project.undo()
    assert len(project.sheet(1).suggestions) == 4
    assert project.sheet(1).annotations == ()


def test_what_a_model_suggests_twice_is_decided_once(project: Project) -> None:
    twice = Suggestions(
        (
            SuggestedAnnotation("a", "actor", ((0, 9),)),
            SuggestedAnnotation("b", "actor", ((0, 9),)),
            SuggestedAnnotation("c", "claim", ((17, 42),)),
        ),
        (SuggestedLink("speaker", "c", "b"),),
    )
    suggestions.store(project, 1, MODEL, twice)
    both = [s.id for s in project.sheet(1).suggestions]
    made = decisions.accept(project, both)
    assert len(project.sheet(1).annotations) == 2
    assert len({annotation.id for annotation in made}) == 2
    assert [link.label for link in project.sheet(1).links] == ["speaker"]
    assert project.sheet(1).suggestions == ()
    project.undo()
    decisions.reject(project, both)
    assert project.sheet(1).suggestions == ()


def test_a_rejected_suggestion_never_comes_back(project: Project) -> None:
    actor = _suggestion(project, "actor")
    decisions.reject(project, [actor.id])
    suggestions.store(project, 1, MODEL, Suggestions())
    suggestions.store(project, 1, MODEL, SUGGESTED)
    other = type(MODEL)("other", "2")
    suggestions.store(project, 1, other, SUGGESTED)
    assert project.model_layer() is not None
    assert actor.key not in {s.key for s in project.sheet(1).suggestions}
    assert 1 in project.undecided_counts()
    assert project.undecided_counts()[1] == len(project.sheet(1).suggestions) == 3


def test_a_decided_suggestion_can_not_be_decided_again(project: Project) -> None:
    actor = _suggestion(project, "actor")
    decisions.reject(project, [actor.id])
    with pytest.raises(UserError, match="decided already"):
        decisions.accept(project, [actor.id])


def test_a_new_run_keeps_ids_and_leaves_people_alone(project: Project) -> None:
    before = {s.key: s.id for s in project.sheet(1).suggestions}
    mine = annotations.add(project, article_id=1, label="actor", segments=[(0, 4)])
    smaller = Suggestions((*SUGGESTED.annotations[:2], SuggestedAnnotation("n", "cue", ((61, 67),))))
    suggestions.store(project, 1, MODEL, smaller)
    sheet = project.sheet(1)
    assert sheet.annotations == (mine,)
    after = {s.key: s.id for s in sheet.suggestions}
    assert len(after) == 3
    assert all(after[key] == before[key] for key in after if key in before)


def test_pending_is_what_the_model_has_not_seen(project: Project) -> None:
    def by(model: ModelName) -> Callable[[str], ModelName]:
        return lambda _language: model

    assert suggestions.pending(project, by(MODEL), None, force=False) == []
    assert suggestions.pending(project, by(MODEL), None, force=True) == [1]
    assert suggestions.pending(project, by(ModelName("small", "2")), None, force=False) == [1]
    with pytest.raises(UserError, match="no article 7"):
        suggestions.pending(project, by(MODEL), [7], force=False)


def test_changing_an_accepted_one_is_a_correction(project: Project) -> None:
    (mine,) = decisions.accept(project, [_suggestion(project, "actor").id])
    annotations.change(project, mine.id, note="as in the headline")
    own = project.layer
    assert own is not None
    assert [d.verdict for d in project.decisions(1, own.id)] == ["accepted"], "a note corrects nothing"
    changed = annotations.change(project, mine.id, segments=[(0, 4)])
    assert changed.quote == "Mira"
    assert [d.verdict for d in project.decisions(1, own.id)] == ["corrected"]
    assert project.undo_title == "Move actor"
    project.undo()
    assert [d.verdict for d in project.decisions(1, own.id)] == ["accepted"]


def test_deleting_an_accepted_one_rejects_it(project: Project) -> None:
    suggestion = _suggestion(project, "claim")
    (mine, *_) = decisions.accept(project, [suggestion.id], with_linked=True)
    annotations.delete(project, [mine.id])
    sheet = project.sheet(1)
    assert sheet.links == ()
    assert suggestion.key not in {s.key for s in sheet.suggestions}
    project.undo()
    assert len(project.sheet(1).links) == 2


def test_a_new_label_keeps_what_it_has_as_well(project: Project) -> None:
    made = annotations.add(
        project, article_id=1, label="claim", segments=[(0, 4)], attributes={"kind": "denies"}
    )
    changed = annotations.change(project, made.id, label="sentiment")
    assert changed.attributes == {}
    with pytest.raises(UserError, match="no label"):
        annotations.change(project, made.id, label="topic")


def test_a_label_with_unsuitable_links_is_refused(project: Project) -> None:
    (claim, *_) = decisions.accept(project, [_suggestion(project, "claim").id], with_linked=True)
    with pytest.raises(UserError, match="delete the link first"):
        annotations.change(project, claim.id, label="actor")


def test_links_obey_the_codebook(project: Project) -> None:
    claim = annotations.add(project, article_id=1, label="claim", segments=[(17, 42)])
    actor = annotations.add(project, article_id=1, label="actor", segments=[(48, 60)])
    link = links.add(project, label="about", head_id=claim.id, child_id=actor.id)
    assert links.add(project, label="about", head_id=claim.id, child_id=actor.id) == link
    with pytest.raises(UserError, match="goes from claim"):
        links.add(project, label="about", head_id=actor.id, child_id=claim.id)
    links.delete(project, link.id)
    assert project.sheet(1).links == ()


def test_mentions_point_to_the_registry(project: Project) -> None:
    harbour = actors.add(project, "Tolm Harbour", kind="organisation", aliases=["the harbour"])
    assert actors.add(project, "Tolm Harbour", kind="organisation") == harbour
    made = annotations.add(project, article_id=1, label="actor", segments=[(48, 60)], actor_id=harbour.id)
    assert made.actor_id == harbour.id
    assert annotations.change(project, made.id, actor_id=None).actor_id is None
    with pytest.raises(UserError, match="does not point"):
        annotations.add(project, article_id=1, label="cue", segments=[(10, 14)], actor_id=harbour.id)
    assert actors.change(project, harbour.id, name="Port of Tolm").name == "Port of Tolm"


def test_states_follow_the_work(project: Project) -> None:
    assert project.states(None) == {}
    annotations.add(project, article_id=1, label="cue", segments=[(61, 67)])
    own = project.layer
    assert own is not None
    assert project.states(own.id) == {1: "in progress"}
    articles.set_state(project, 1, "done")
    articles.set_state(project, 1, "in doubt")
    assert project.states(own.id) == {1: "in doubt"}
    project.undo()
    assert project.states(own.id) == {1: "done"}


def test_a_codebook_in_use_keeps_its_labels(project: Project) -> None:
    whole = default_codebook()
    with pytest.raises(UserError, match="annotations use “actor”"):
        codebook.replace(project, type(whole)(whole.name, whole.labels[1:], ()))
    new = codebook.replace(project, dataclasses.replace(whole, guideline="Read the whole article first."))
    assert project.codebook.version == new.version == 2
    project.undo()
    assert project.codebook.version == 1


def test_listeners_hear_of_each_commit_once(project: Project) -> None:
    heard: list[Changes] = []
    stop = project.on_change(heard.append)
    made = annotations.add(project, article_id=1, label="cue", segments=[(61, 67)], initiator="view")
    project.undo()
    project.redo()
    stop()
    annotations.delete(project, [made.id])
    assert [(c.title, c.kind, c.initiator) for c in heard] == [
        ("Tag cue", "do", "view"),
        ("Tag cue", "undo", ""),
        ("Tag cue", "redo", ""),
    ]
    assert all(c.touched("annotations") == {made.id} and c.article_ids == {1} for c in heard)


def test_a_cue_stands_for_its_claim(project: Project) -> None:
    decisions.accept(project, [_suggestion(project, "cue").id], with_linked=True)
    sheet = project.sheet(1)
    assert sorted(a.label for a in sheet.annotations) == ["actor", "claim", "cue"]
    assert sorted(link.label for link in sheet.links) == ["cue", "speaker"]
    assert project.undo_title == "Accept cue"
