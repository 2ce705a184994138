"""The registry: what entries are called, which count as one, and what points to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation
from annotator.model.incoming import IncomingAnnotation, IncomingLayer
from annotator.model.name_index import NameIndex
from annotator.project.operations import actors, annotations, layers, naming
from annotator.project.project import Project
from tests.support.projects import new_project

TEXT = (
    "Ines Calloway-Roth spoke. Mrs Calloway-Roth left; she and the leader of Sarrow met. Calloway-Roth won."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "p.annotator", TEXT, "Roth was there.") as opened:
        yield opened


def tag(project: Project, words: str, article_id: int = 1, *, nth: int = 0) -> Annotation:
    text, start = project.article(article_id).text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return annotations.add(
        project, article_id=article_id, label="actor", segments=[(start, start + len(words))]
    )


def known(project: Project) -> NameIndex:
    return NameIndex(project.actors())


def who(project: Project, annotation: Annotation) -> str | None:
    stored = project.annotation(annotation.id)
    assert stored is not None
    actor = project.actor(stored.actor_id or "")
    return actor.name if actor else None


def colleague(project: Project, actor: Actor) -> Annotation:
    """A mention of the actor in somebody else's layer."""
    digest = project.article(2).sha256
    mention = IncomingAnnotation("c1", "actor", ((0, 4),), "Roth", {}, actor)
    layers.take(project, IncomingLayer("Kim", digest, (mention,), (), "kim.jsonl"))
    stored = project.annotation("c1")
    assert stored is not None
    return stored


def test_merging_lets_every_mention_follow_and_writes_none(project: Project) -> None:
    full = actors.add(project, "Ines Calloway-Roth", kind="person")
    roth = actors.add(project, "Roth", aliases=["the chief"], wikidata="q7")
    mine, theirs = tag(project, "Calloway-Roth"), colleague(project, roth)
    annotations.change(project, mine.id, actor_id=roth.id)
    before = [project.annotation(a.id) for a in (mine, theirs)]
    merged = actors.merge(project, full.id, [roth.id])
    assert (merged.aliases, merged.wikidata, merged.kind) == (("Roth", "the chief"), "Q7", "person")
    assert [project.annotation(a.id) for a in (mine, theirs)] == before
    assert who(project, mine) == who(project, theirs) == "Ines Calloway-Roth"
    assert [a.name for a in project.actors()] == ["Ines Calloway-Roth"]
    assert [a.name for a in project.merged_actors(full.id)] == ["Roth"]
    assert project.mention_counts() == {full.id: (2, 2)}
    assert [(m.id, m.actor_id) for m in project.mentions_of(full.id)] == [
        (mine.id, roth.id),
        ("c1", roth.id),
    ]
    assert project.undo() == "Merge actors"
    assert project.actor(roth.id) == roth
    assert project.actor(full.id) == full


def test_merges_never_chain(project: Project) -> None:
    one, two, three = (actors.add(project, name) for name in ("One", "Two", "Three"))
    actors.merge(project, two.id, [one.id])
    actors.merge(project, three.id, [two.id])
    assert {a.id for a in project.merged_actors(three.id)} == {one.id, two.id}
    assert project.actor(one.id) == project.actor(three.id)
    with pytest.raises(UserError, match="merged into “Three”"):
        actors.merge(project, two.id, [three.id])
    assert project.actor(three.id).aliases == ("Two", "One")  # type: ignore[union-attr]


def test_two_that_differ_on_wikidata_are_two(project: Project) -> None:
    one, two = actors.add(project, "One", wikidata="Q1"), actors.add(project, "Two", wikidata="Q2")
    with pytest.raises(UserError, match="Q1, Q2"):
        actors.merge(project, one.id, [two.id])
    with pytest.raises(UserError, match="Mark two"):
        actors.merge(project, one.id, [one.id])


def test_splitting_off_takes_back_what_was_brought(project: Project) -> None:
    full = actors.add(project, "Ines Calloway-Roth", aliases=["ICR"])
    roth = actors.add(project, "Roth", aliases=["the chief", "Madam"], wikidata="Q7")
    other = actors.add(project, "Calloway", aliases=["Madam"])
    actors.merge(project, full.id, [roth.id, other.id])
    (free,) = actors.split(project, [roth.id])
    assert (free.name, free.aliases, free.wikidata) == ("Roth", ("the chief", "Madam"), "Q7")
    left = project.actor(full.id)
    assert left is not None
    assert (left.aliases, left.wikidata) == (("ICR", "Madam", "Calloway"), "")
    assert project.undo_title == "Split off actor"
    with pytest.raises(UserError, match="not merged"):
        actors.split(project, [roth.id])


def test_an_actor_with_mentions_stays(project: Project) -> None:
    full, roth = actors.add(project, "Ines Calloway-Roth"), actors.add(project, "Roth")
    mine = tag(project, "Calloway-Roth")
    annotations.change(project, mine.id, actor_id=roth.id)
    actors.merge(project, full.id, [roth.id])
    with pytest.raises(UserError, match=r"^1 mention points to “Ines Calloway-Roth”"):
        actors.remove(project, [full.id])
    annotations.change(project, mine.id, actor_id=None)
    assert actors.remove(project, [full.id]) == 1
    assert (project.actors(), project.actors_by_id()) == ([], {})
    project.undo()
    assert [a.name for a in project.actors()] == ["Ines Calloway-Roth"]
    assert project.actor(roth.id) is not None


@pytest.mark.parametrize(
    ("given", "stored"),
    [(" q42 ", "Q42"), ("https://www.wikidata.org/wiki/Q42", "Q42"), ("", ""), ("Q0", None), ("42", None)],
)
def test_a_wikidata_id_is_checked_by_its_pattern(project: Project, given: str, stored: str | None) -> None:
    one = actors.add(project, "One")
    if stored is None:
        with pytest.raises(UserError, match="such as Q42"):
            actors.change(project, one.id, wikidata=given)
    else:
        assert actors.change(project, one.id, wikidata=given).wikidata == stored


def test_changes_have_names(project: Project) -> None:
    one = actors.add(project, "One", kind="person")
    actors.add(project, "Two", kind="person")
    for what, title in (
        ({"name": "Uno"}, "Rename actor"),
        ({"kind": "group"}, "Set kind of actor"),
        ({"aliases": ["Eins", "eins ", "", "UNO"]}, "Change aliases of actor"),
        ({"note": "a note"}, "Write note on actor"),
    ):
        one = actors.change(project, one.id, **what)  # type: ignore[arg-type]
        assert project.undo_title == title
    assert one.aliases == ("Eins",)
    with pytest.raises(UserError, match="“Two” \\(person\\) already"):
        actors.change(project, one.id, name="Two", kind="person")
    with pytest.raises(UserError, match="needs a name"):
        actors.change(project, one.id, name=" ")


def test_naming_a_mention_learns_proper_names_only(project: Project) -> None:
    lady = actors.add(project, "Dame Ines", kind="person")
    named = naming.name(project, tag(project, "Ines Calloway-Roth").id, lady, known(project))
    assert named.alias == "Ines Calloway-Roth"
    assert project.actors()[0].aliases == ("Ines Calloway-Roth",)
    assert project.undo_title == "Set actor"


def test_a_description_is_for_this_mention_only(project: Project) -> None:
    mention = tag(project, "the leader of Sarrow")
    named = naming.name(project, mention.id, "Ines Calloway-Roth", known(project))
    assert (named.alias, named.actor and named.actor.aliases) == ("", ())
    sarrow = tag(project, "Sarrow")
    named = naming.name(project, sarrow.id, named.actor, known(project))
    assert named.alias == "Sarrow"
    assert project.undo() == "Set actor"
    assert (who(project, sarrow), project.actors()[0].aliases) == (None, ())
    assert naming.name(project, mention.id, None, known(project)).actor is None


def test_all_that_is_certain_is_set_in_one_step(project: Project) -> None:
    ines = actors.add(project, "Ines Calloway-Roth", kind="person")
    actors.add(project, "Sarrow", kind="state or place")
    pieces = ("Ines Calloway-Roth", "Mrs Calloway-Roth", "she", "Sarrow", "the leader")
    own = [tag(project, words) for words in pieces] + [tag(project, "Calloway-Roth", nth=2)]
    done = naming.resolve_article(project, 1, own, known(project))
    assert (done.done, done.left) == (4, ("she", "the leader"))
    assert [who(project, a) for a in own] == [ines.name, ines.name, None, "Sarrow", None, ines.name]
    assert project.undo() == "Set actors of 4 mentions"
    assert [who(project, a) for a in own] == [None] * 6
    assert naming.resolve_article(project, 2, [], known(project)).done == 0


def test_several_mentions_move_to_another_actor(project: Project) -> None:
    first, second = tag(project, "she"), tag(project, "Roth", 2)
    actor = naming.assign(project, [first.id, second.id], "Ines")
    assert project.undo_title == "Set actor of 2 mentions"
    assert who(project, first) == who(project, second) == actor.name == "Ines"
    theirs = colleague(project, actor)
    with pytest.raises(UserError, match="somebody else's"):
        naming.assign(project, [first.id, theirs.id], "Other")
    with pytest.raises(UserError, match="of yours"):
        naming.assign(project, [], actor)


def test_an_imported_actor_is_found_by_id_then_by_name_and_kind(project: Project) -> None:
    full, roth = actors.add(project, "Ines", kind="person"), actors.add(project, "Roth", kind="person")
    actors.merge(project, full.id, [roth.id])
    assert project.actor_known_as(roth.id, "x", "") == project.actor(full.id)
    assert project.actor_known_as("elsewhere", "Roth", "person") == project.actor(full.id)
    assert project.actor_known_as("elsewhere", "Roth", "group") is None
    theirs = colleague(project, Actor("elsewhere", "Roth", "person"))
    assert who(project, theirs) == "Ines"
    assert len(project.actors()) == 1
