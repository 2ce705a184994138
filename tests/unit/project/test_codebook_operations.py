"""Changing the codebook of a project that several annotate: what follows, is joined, is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.annotation import Annotation
from annotator.model.codebook import Attribute, Label, LinkKind
from annotator.model.codebook_toml import parse_codebook
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink
from annotator.places import resource
from annotator.project.operations import (
    actors,
    annotations,
    attributes,
    codebook,
    decisions,
    layers,
    links,
    suggestions,
)
from annotator.project.operations.codebook_import import compare, plan_import
from annotator.project.operations.relabelling import carry_out
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.projects import MODEL, SUGGESTED, suggested_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Robin has accepted the claim with its frame and rejected the other actor; Sam has a layer as well."""
    with suggested_project(tmp_path / "press.annotator") as opened:
        by_key = {(s.label, s.start): s for s in opened.sheet(1).suggestions}
        decisions.accept(opened, [by_key["claim", 17].id], with_linked=True)
        decisions.reject(opened, [by_key["actor", 48].id])
        layers.take(
            opened,
            IncomingLayer(
                article=opened.article(1).sha256,
                annotator="Sam",
                origin="a file",
                annotations=(
                    IncomingAnnotation(
                        "1", "claim", ((17, 42),), attributes={"kind": "states"}, note="unsure"
                    ),
                    IncomingAnnotation("2", "actor", ((48, 60),), attributes={"kind": "person"}),
                ),
                links=(IncomingLink("about", "1", "2"),),
            ),
        )
        yield opened
        assert check(opened.db) == []


def _all(project: Project, label: str) -> list[Annotation]:
    return [a for a in project.annotations(1, *(layer.id for layer in project.layers())) if a.label == label]


def test_a_renamed_label_is_followed_in_every_layer(project: Project) -> None:
    codebook.rename_label(project, "claim", "statement")
    assert project.undo_title == "Rename label claim to statement"
    assert {a.layer_id for a in _all(project, "statement")} == {layer.id for layer in project.layers()}
    assert _all(project, "claim") == []
    assert project.codebook.check_link("speaker", "statement", "actor")
    own = project.layer
    assert own is not None
    assert {d.label for d in project.decisions(1, own.id)} == {"actor", "cue", "statement"}
    assert project.sheet(1).suggestions == (), "what was decided stays decided"
    project.undo()
    assert project.codebook.label("claim") is not None
    assert len(_all(project, "claim")) == 3


def test_undo_of_a_rename_takes_along_what_a_model_wrote_since(project: Project) -> None:
    codebook.rename_label(project, "actor", "player")
    suggestions.store(project, 1, MODEL, SUGGESTED.__class__())
    project.undo()
    assert _all(project, "player") == []


def test_a_layer_written_before_a_rename_is_taken_in_todays_words(project: Project) -> None:
    codebook.rename_label(project, "claim", "statement")
    attributes.rename(project, "statement", "kind", "act")
    attributes.rename_option(project, "statement", "act", "states", "says")
    codebook.rename_link(project, "cue", "words")
    taken = IncomingLayer(
        "Kit",
        project.article(1).sha256,
        (
            IncomingAnnotation("1", "claim", ((17, 42),), attributes={"kind": "states"}),
            IncomingAnnotation("2", "cue", ((10, 14),)),
        ),
        (IncomingLink("cue", "1", "2"),),
    )
    assert layers.take(project, taken).annotations == 2
    assert layers.take(project, taken).already
    kit = project.find_layer("Kit").id
    assert [(a.label, dict(a.attributes)) for a in project.annotations(1, kit)] == [
        ("cue", {}),
        ("statement", {"act": "says"}),
    ]
    assert [link.label for link in project.links(1, kit)] == ["words"]


def test_undo_is_refused_where_an_import_needs_the_label(project: Project) -> None:
    codebook.add_label(project, Label("topic"))
    taken = IncomingLayer("Kit", project.article(1).sha256, (IncomingAnnotation("1", "topic", ((0, 4),)),))
    layers.take(project, taken)
    with pytest.raises(UserError, match="“Add label topic” can't be undone"):
        project.undo()
    assert project.codebook.label("topic") is not None
    assert project.undo_title == "Add label topic"


def test_merging_joins_what_says_the_same_and_keeps_everything_said(project: Project) -> None:
    cue = annotations.add(project, article_id=1, label="cue", segments=[(17, 42)], note="a cue")
    claim = next(a for a in project.sheet(1).annotations if a.label == "claim")
    sentiment = annotations.add(
        project, article_id=1, label="sentiment", segments=[(17, 42)], attributes={"polarity": "negative"}
    )
    actor = next(a for a in project.sheet(1).annotations if a.label == "actor")
    links.add(project, label="target", head_id=sentiment.id, child_id=actor.id)
    before = [project.annotations(1, layer.id) for layer in project.layers()]
    made = codebook.plan_merge_labels(project, "sentiment", "claim")
    assert (made.annotations, made.joined, dict(made.left)) == (1, 1, {"polarity of sentiment": 1})
    codebook.merge_labels(project, "sentiment", "claim")
    joined = project.annotation(claim.id)
    assert joined is not None
    assert joined.note == "(sentiment) polarity: negative"
    assert joined.attributes == {"kind": "predicts"}
    assert project.annotation(sentiment.id) is None
    assert {(k.label, k.child_id) for k in project.links_of(claim.id) if k.head_id == claim.id} >= {
        ("target", actor.id),
        ("speaker", actor.id),
    }
    assert project.annotation(cue.id) == cue
    assert project.undo_title == "Merge label sentiment into claim"
    project.undo()
    assert [project.annotations(1, layer.id) for layer in project.layers()] == before


def test_a_link_between_two_that_become_one_is_kept_in_words(project: Project) -> None:
    cue = annotations.add(project, article_id=1, label="cue", segments=[(17, 42)])
    claim = next(a for a in project.sheet(1).annotations if a.label == "claim")
    links.add(project, label="cue", head_id=claim.id, child_id=cue.id)
    codebook.merge_labels(project, "cue", "claim")
    joined = project.annotation(claim.id)
    assert joined is not None
    assert joined.note == "was linked to its like: cue"


def test_mentions_do_not_lose_their_actor(project: Project) -> None:
    actor = actors.add(project, "Mira Sand")
    mention = next(a for a in project.sheet(1).annotations if a.label == "actor")
    annotations.change(project, mention.id, actor_id=actor.id)
    with pytest.raises(UserError, match="“actor” can point to actors and “cue” can't"):
        codebook.merge_labels(project, "actor", "cue")
    with pytest.raises(UserError, match="1 annotation: The label “actor” does not point to actors"):
        codebook.change_label(project, "actor", mention=False)


def test_what_is_used_is_retired_and_not_removed(project: Project) -> None:
    with pytest.raises(UserError, match="3 annotations use “claim”: rename it, merge it into another"):
        codebook.remove_label(project, "claim")
    codebook.retire_label(project, "claim")
    assert [label.name for label in project.codebook.offered] == ["actor", "cue", "sentiment"]
    with pytest.raises(UserError, match="retired"):
        annotations.add(project, article_id=1, label="claim", segments=[(0, 4)])
    own = next(a for a in project.sheet(1).annotations if a.label == "claim")
    annotations.change(project, own.id, note="still here")
    codebook.bring_back_label(project, "claim")
    annotations.add(project, article_id=1, label="claim", segments=[(0, 4)])


def test_decisions_count_as_use(project: Project) -> None:
    codebook.add_label(project, Label("other"))
    codebook.remove_label(project, "other")
    assert project.codebook.label("other") is None
    with pytest.raises(UserError, match="joins nothing but “sentiment”"):
        codebook.remove_label(project, "sentiment")


def test_answers_follow_their_attribute_and_its_options(project: Project) -> None:
    attributes.rename(project, "claim", "kind", "act")
    attributes.rename_option(project, "claim", "act", "predicts", "foretells")
    own = next(a for a in project.sheet(1).annotations if a.label == "claim")
    assert own.attributes == {"act": "foretells"}
    layer = project.layer
    assert layer is not None
    (decision,) = (d for d in project.decisions(1, layer.id) if d.label == "claim")
    assert decision.attributes == {"act": "foretells"}
    attributes.rename_option(project, "claim", "act", "foretells", "states")
    assert project.undo_title == "Merge option foretells into states"
    assert {str(a.attributes["act"]) for a in _all(project, "claim")} == {"states"}
    project.undo()
    assert sorted(str(a.attributes["act"]) for a in _all(project, "claim")) == [
        "foretells",
        "foretells",
        "states",
    ]


def test_an_answered_attribute_goes_only_into_the_notes(project: Project) -> None:
    with pytest.raises(UserError, match="no place for 3 answers to kind of claim: keep them in the notes"):
        attributes.remove(project, "claim", "kind")
    attributes.remove(project, "claim", "kind", keep_in_notes=True)
    assert sorted(a.note for a in _all(project, "claim")) == [
        "(claim) kind: predicts",
        "(claim) kind: predicts",
        "unsure\n(claim) kind: states",
    ]
    project.undo()
    assert sorted(a.note for a in _all(project, "claim")) == ["", "", "unsure"]


def test_answers_are_turned_into_another_kind_where_nothing_is_lost(project: Project) -> None:
    attributes.change(project, "claim", "kind", kind="several")
    assert {tuple(a.attributes["kind"]) for a in _all(project, "claim")} == {("predicts",), ("states",)}
    with pytest.raises(UserError, match="no place for 3 answers"):
        attributes.change(project, "claim", "kind", kind="number")
    attributes.change(project, "claim", "kind", kind="text")
    assert {a.attributes["kind"] for a in _all(project, "claim")} == {"predicts", "states"}


def test_links_are_renamed_and_merged_and_keep_their_ends(project: Project) -> None:
    with pytest.raises(UserError, match="2 links use “speaker”"):
        codebook.remove_link(project, "speaker")
    with pytest.raises(UserError, match="goes from claim to cue, not from claim to actor"):
        codebook.change_link(project, "speaker", children=("cue",))
    codebook.rename_link(project, "speaker", "said by")
    claim = next(a for a in project.sheet(1).annotations if a.label == "claim")
    actor = next(a for a in project.sheet(1).annotations if a.label == "actor")
    links.add(project, label="about", head_id=claim.id, child_id=actor.id)
    codebook.merge_links(project, "said by", "about")
    assert [k.label for k in project.links_of(claim.id) if k.child_id == actor.id] == ["about"]
    project.undo()
    assert {k.label for k in project.links_of(claim.id) if k.child_id == actor.id} == {"about", "said by"}


def test_a_new_codebook_says_what_it_lacks_and_loses_nothing(project: Project) -> None:
    new = parse_codebook(
        """
        name = "Statements"
        [[labels]]
        name = "statement"
        key = "1"
        [[labels]]
        name = "actor"
        key = "2"
        mention = true
        [[links]]
        name = "speaker"
        heads = ["statement"]
        children = ["actor"]
        """
    )
    found = compare(project, new)
    assert found.added == ("label statement",)
    assert found.gone == ("label sentiment", "link addressee", "link holder", "link target")
    assert [(m.what, m.name, m.count) for m in found.missing] == [
        ("label", "claim", 3),
        ("label", "cue", 2),
        ("link", "about", 1),
        ("link", "cue", 2),
    ]
    made = plan_import(project, new, {("label", "claim"): "statement"})
    assert (made.annotations, made.left) == (7, {"kind of claim": 3, "kind of actor": 4})
    carry_out(project, made, keep_in_notes=True)
    assert project.undo_title == "Import codebook Statements"
    book = project.codebook
    assert [(label.name, label.retired) for label in book.labels] == [
        ("statement", False),
        ("actor", False),
        ("cue", True),
    ]
    assert book.link("cue") is not None
    assert "(actor) kind: person" in {a.note for a in _all(project, "actor")}


def test_what_the_new_codebook_knows_by_the_old_name_is_proposed(project: Project) -> None:
    new = parse_codebook(resource("codebooks", "discourse-network.toml").read_text("utf-8"))
    found = {(item.what, item.name): item.proposed for item in compare(project, new).missing}
    assert found["label", "claim"] == "statement"
    assert found["label", "actor"] == "", "a person here, an organisation there: a person has to say"


def test_questions_about_articles_follow(project: Project) -> None:
    attributes.add(project, "", Attribute("tone", "choice", ("bad", "good")))
    with project.transact("Answer", article_id=1):
        layer = project.own_layer()
        row = {"layer_id": layer.id, "article_id": 1, "answers": '{"tone": "bad"}', "note": ""}
        project.rows.insert("article_answers", row | {"updated_at": ""})
    attributes.rename(project, "", "tone", "mood")
    attributes.rename_option(project, "", "mood", "bad", "gloomy")
    assert project.article_answers(1) == ({"mood": "gloomy"}, "")
    attributes.remove(project, "", "mood", keep_in_notes=True)
    assert project.article_answers(1) == ({}, "mood: gloomy")
    project.undo()
    assert project.article_answers(1) == ({"mood": "gloomy"}, "")


def test_a_name_of_an_earlier_codebook_is_not_taken(project: Project) -> None:
    with pytest.raises(UserError, match="twice as a label"):
        codebook.rename_label(project, "claim", "actor")
    with pytest.raises(UserError, match="can't be the name"):
        codebook.rename_label(project, "claim", "1!")
    with pytest.raises(UserError, match="twice as a key of a link"):
        codebook.add_link(project, LinkKind("again", ("claim",), ("actor",), "S"))


def test_a_change_to_the_same_writes_nothing(project: Project) -> None:
    title = project.undo_title
    codebook.change_label(project, "claim", key="2")
    assert project.undo_title == title
