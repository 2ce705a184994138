from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import UserError
from annotator.model.annotation import Annotation
from annotator.model.layer import Layer
from annotator.model.settlement import Proposal
from annotator.project.gold import gold_layer, settled_articles, settled_layers, settlements
from annotator.project.operations import actors, codebook, merging
from annotator.project.project import Project
from annotator.review import adjudicating, settling
from annotator.review.changed import changes
from annotator.review.comparing import ComparisonCancelledError, compare_article
from annotator.review.places import Adjudication, adjudication
from tests.support import colleagues
from tests.support.colleagues import layers_of, links, make_blind, marks, merged, says, takes_back
from tests.support.copies import everything, said
from tests.support.projects import TEXT, new_project

CLAIM, CUE, MIRA, TOLM = (17, 42), (10, 14), (0, 9), (48, 60)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "team.annotator", TEXT, TEXT.replace("levy", "tax")) as made:
        yield made


def look(project: Project, *names: str, article_id: int = 1) -> Adjudication:
    return adjudication(project, compare_article(project, article_id, layers_of(project, *names)))


def states(project: Project, *names: str) -> list[str]:
    return [place.state for place in look(project, *names).places]


def settle(project: Project, number: int, how: Any, *more: Any, **options: Any) -> None:
    """Settle one place of all layers of people."""
    found = look(project)
    place = found.places[number]
    settling.settle(project, found, place, how(place, *more), **options)


def by_rule(project: Project, rule: str, *trusted: str, **options: Any) -> list[settling.ArticlePlan]:
    plans = list(
        settling.plan_project(
            project,
            layers_of(project),
            rule,
            trusted=layers_of(project, *trusted) if trusted else (),
            **options,
        )
    )
    settling.carry_out(project, plans, f"Settle by {rule}")
    return plans


def gold(project: Project, article_id: int = 1) -> list[Annotation]:
    layer = gold_layer(project)
    return project.annotations(article_id, layer.id) if layer else []


def gold_links(project: Project) -> list[tuple[str, str, str]]:
    layer = gold_layer(project)
    assert layer is not None
    quotes = {annotation.id: annotation.quote for annotation in gold(project)}
    return [(link.label, quotes[link.head_id], quotes[link.child_id]) for link in project.links(1, layer.id)]


def state(project: Project) -> str | None:
    layer = gold_layer(project)
    return project.stored_states(layer.id).get(1) if layer else None


def everybody(project: Project, label: str, *segments: tuple[int, int], **said: Any) -> list[Annotation]:
    return [says(project, name, label, *segments, **said) for name in ("Kim", "Robin", "Ola")]


class TestByAPerson:
    def test_what_one_says_is_taken_with_its_note_and_where_it_came_from(self, project: Project) -> None:
        kim = says(project, "Kim", "claim", CLAIM, attributes={"kind": "predicts"})
        says(project, "Robin", "claim", (17, 40))
        settle(project, 0, adjudicating.taken, project.find_layer("Kim"), why=" whole clause ")
        (made,) = gold(project)
        assert (made.key, made.attributes, made.derived_from) == (kim.key, kim.attributes, kim.id)
        assert (made.quote, made.created_by) == (kim.quote, "Robin")
        (settlement,) = settlements(project, 1)
        assert (settlement.rule, settlement.why, settlement.created_by) == ("taken", "whole clause", "Robin")
        assert settlement.created_at
        assert settlement.outcome == (made.id,)
        assert {member.annotator for member in settlement.members} == {"Kim", "Robin"}
        assert states(project) == ["settled"]
        assert state(project) == "done"
        assert project.undo_title == "Settle claim: Kim"

    def test_who_says_nothing_is_taken_at_their_word(self, project: Project) -> None:
        says(project, "Kim", "claim", CLAIM)
        marks(project, "Robin", "done")
        settle(project, 0, adjudicating.taken, project.find_layer("Robin"))
        assert (gold(project), states(project), state(project)) == ([], ["settled"], "done")

    def test_both_and_the_same_only_once(self, project: Project) -> None:
        for name, end in (("Kim", 42), ("Robin", 40), ("Ola", 42)):
            says(project, name, "claim", (17, end))
        settle(project, 0, adjudicating.both)
        assert sorted(annotation.end for annotation in gold(project)) == [40, 42]
        with pytest.raises(UserError, match="None of these layers"):
            adjudicating.both(look(project).places[0], [Layer(99, "x", "person")])

    def test_something_new(self, project: Project) -> None:
        kim = says(project, "Kim", "claim", CLAIM)
        says(project, "Robin", "claim", (17, 40))
        new = Proposal("claim", ((17, 38),), {"kind": "predicts"}, note="seen twice", derived_from=kim.id)
        settle(project, 0, adjudicating.third, new)
        (made,) = gold(project)
        assert (made.segments, made.note, made.quote) == (((17, 38),), "seen twice", TEXT[17:38])
        for wrong in (
            Proposal("x", ((0, 3),)),
            Proposal("claim", ((0, 999),)),
            Proposal("claim", ((0, 3),), {"q": 1}),
        ):
            with pytest.raises(UserError):
                settle(project, 0, adjudicating.third, wrong)
        assert gold(project) == [made]

    def test_nothing(self, project: Project) -> None:
        everybody(project, "claim", CLAIM)
        settle(project, 0, adjudicating.none)
        assert (gold(project), states(project)) == ([], ["settled"])

    def test_something_where_nobody_says_anything(self, project: Project) -> None:
        everybody(project, "claim", CLAIM)
        found = look(project)
        ruling = adjudicating.added(found, Proposal("cue", (CUE,)))
        settling.settle(project, found, None, ruling)
        assert project.undo_title == "Add cue to gold"
        assert states(project) == ["settled", "open"]
        assert state(project) == "in progress"
        settle(project, 0, adjudicating.none)
        assert (gold(project), states(project)) == ([], ["open"])

    def test_settled_anew_the_new_word_takes_the_place_of_the_old_one(self, project: Project) -> None:
        says(project, "Kim", "claim", CLAIM)
        says(project, "Robin", "claim", (17, 40))
        settle(project, 0, adjudicating.taken, project.find_layer("Kim"))
        (first,) = gold(project)
        settle(project, 0, adjudicating.taken, project.find_layer("Robin"), why="shorter")
        (second,) = gold(project)
        assert (second.id, second.end) == (first.id, 40)
        assert [settlement.why for settlement in settlements(project, 1)] == ["shorter"]
        settle(project, 0, adjudicating.none)
        assert not gold(project)
        project.undo()
        assert gold(project) == [second]
        project.undo()
        assert gold(project) == [first]
        project.redo()
        assert gold(project) == [second]

    def test_it_can_be_opened_again(self, project: Project) -> None:
        everybody(project, "claim", CLAIM)
        settle(project, 0, adjudicating.none)
        found = look(project)
        settling.reopen(project, found, found.places[0])
        assert (states(project), state(project), settlements(project, 1)) == (["open"], "in progress", [])
        with pytest.raises(UserError, match="settled anew meanwhile"):
            settling.reopen(project, found, found.places[0])


class TestOpenAgain:
    def changed(self, project: Project, **values: Any) -> tuple[str, ...]:
        kim = says(project, "Kim", "actor", MIRA)
        says(project, "Robin", "actor", MIRA)
        by_rule(project, "agreed")
        assert states(project) == ["settled"]
        colleagues.changes(project, kim, **values)
        found = look(project)
        assert [place.state for place in found.places] == ["again"]
        return changes(found, found.places[0])

    def test_by_each_change_of_a_colleague(self, project: Project) -> None:
        said = self.changed(project, segments=((0, 7),), label="cue", attributes={"kind": "person"})
        assert said == (
            "Kim: cue now, was actor, end 2 characters earlier, kind person now, was not answered",
        )

    def test_by_another_actor(self, project: Project) -> None:
        with project.transact("Actor"):
            actor = actors.add(project, "Mira Sand")
        assert self.changed(project, actor_id=actor.id) == ("Kim: Mira Sand now, was no actor",)

    def test_not_by_a_note_or_by_merged_actors(self, project: Project) -> None:
        with project.transact("Actor"):
            one, other = actors.add(project, "Mira Sand"), actors.add(project, "M. Sand")
        kim = says(project, "Kim", "actor", MIRA, actor=one.id)
        says(project, "Robin", "actor", MIRA, actor=other.id)
        settle(project, 0, adjudicating.taken, project.find_layer("Kim"))
        merged(project, other.id, one.id)
        colleagues.changes(project, kim, note="sure")
        found = look(project)
        assert [(place.state, place.difference) for place in found.places] == [("settled", None)]

    def test_and_is_settled_again_where_the_change_is_taken_back(self, project: Project) -> None:
        self.changed(project, segments=((0, 4),))
        kim = next(a for a in project.annotations(1, project.find_layer("Kim").id))
        colleagues.changes(project, kim, segments=(MIRA,))
        assert states(project) == ["settled"]

    def test_by_somebody_who_takes_it_back_and_by_somebody_new(self, project: Project) -> None:
        kim = says(project, "Kim", "actor", MIRA)
        says(project, "Robin", "actor", MIRA)
        by_rule(project, "agreed")
        says(project, "Ola", "actor", MIRA)
        assert states(project, "Kim", "Robin") == ["settled"]
        takes_back(project, kim)
        marks(project, "Kim", "done")
        found = look(project)
        assert changes(found, found.places[0]) == (
            "Kim: says nothing here any more",
            "Ola: was not among the layers then",
        )

    def test_by_a_link(self, project: Project) -> None:
        heads, children = everybody(project, "claim", CLAIM), everybody(project, "actor", MIRA)
        by_rule(project, "agreed")
        links(project, heads[0], "speaker", children[0])
        found = look(project)
        assert [place.state for place in found.places] == ["settled", "again"]
        assert changes(found, found.places[1]) == ("Kim: another speaker link",)
        assert changes(found, found.places[0]) == ()

    def test_where_nobody_says_anything_any_more(self, project: Project) -> None:
        said = [says(project, name, "actor", MIRA) for name in ("Kim", "Robin")]
        everybody(project, "cue", CUE)
        settle(project, 0, adjudicating.taken, project.find_layer("Kim"))
        settle(project, 1, adjudicating.none)
        for each in said:
            takes_back(project, each)
        found = look(project)
        assert [(place.cluster is None, place.state) for place in found.places] == [
            (True, "again"),
            (False, "settled"),
        ]
        assert found.places[0].gold == tuple(gold(project))
        assert len(changes(found, found.places[0])) == 2
        settle(project, 0, adjudicating.none)
        assert (gold(project), states(project), state(project)) == ([], ["settled"], "done")

    def test_a_new_name_in_the_codebook_opens_nothing(self, project: Project) -> None:
        heads = everybody(project, "claim", CLAIM, attributes={"kind": "predicts"})
        for head, child in zip(heads, everybody(project, "actor", MIRA), strict=True):
            links(project, head, "speaker", child)
        by_rule(project, "agreed")
        codebook.rename_label(project, "claim", "statement")
        codebook.rename_link(project, "speaker", "said by")
        assert [annotation.label for annotation in gold(project)] == ["actor", "statement"]
        assert states(project) == ["settled", "settled"]
        settle(project, 0, adjudicating.taken, project.find_layer("Kim"))
        assert gold_links(project) == [("said by", TEXT[17:42], "Mira Sand")]


class TestLinks:
    def test_links_come_when_both_ends_are_gold(self, project: Project) -> None:
        heads = everybody(project, "claim", CLAIM)
        children = [
            says(project, name, "actor", (0, end)) for name, end in (("Kim", 9), ("Robin", 4), ("Ola", 9))
        ]
        for head, child in zip(heads, children, strict=True):
            links(project, head, "speaker", child)
        by_rule(project, "agreed")
        assert [annotation.label for annotation in gold(project)] == ["claim"]
        assert gold_links(project) == []
        settle(project, 0, adjudicating.taken, project.find_layer("Robin"))
        assert gold_links(project) == [("speaker", TEXT[17:42], "Mira")]
        settle(project, 0, adjudicating.taken, project.find_layer("Kim"))
        assert gold_links(project) == [("speaker", TEXT[17:42], "Mira Sand")]
        settle(project, 0, adjudicating.none)
        assert gold_links(project) == []
        project.undo()
        assert gold_links(project) == [("speaker", TEXT[17:42], "Mira Sand")]

    def test_a_link_that_not_all_have_stays_open_and_the_majority_has_its_way(self, project: Project) -> None:
        heads, children = everybody(project, "claim", CLAIM), everybody(project, "actor", MIRA)
        others = everybody(project, "actor", TOLM)
        links(project, heads[0], "speaker", children[0])
        links(project, heads[1], "speaker", children[1])
        links(project, heads[2], "speaker", others[2])
        (article,) = by_rule(project, "agreed")
        assert [left.place.difference.kinds for left in article.left_open if left.place.difference] == [
            ("link",)
        ]
        by_rule(project, "majority")
        assert gold_links(project) == [("speaker", TEXT[17:42], "Mira Sand")]
        settle(project, 1, adjudicating.taken, project.find_layer("Ola"))
        assert gold_links(project) == [("speaker", TEXT[17:42], "Tolm Harbour")]

    def test_a_new_one_may_link_otherwise(self, project: Project) -> None:
        heads, children, others = (
            everybody(project, "claim", CLAIM),
            everybody(project, "actor", MIRA),
            everybody(project, "actor", TOLM),
        )
        links(project, heads[0], "speaker", children[0])
        by_rule(project, "agreed")
        new = Proposal.of(heads[1])
        settle(project, 1, adjudicating.third, new, [("speaker", others[0].id)])
        assert gold_links(project) == [("speaker", TEXT[17:42], "Tolm Harbour")]
        assert settlements(project, 1)[-1].own is not None
        settle(project, 1, adjudicating.third, Proposal.of(heads[0]))
        assert gold_links(project) == [("speaker", TEXT[17:42], "Mira Sand")]

    def test_of_both_each_has_its_own(self, project: Project) -> None:
        kim, robin = says(project, "Kim", "claim", CLAIM), says(project, "Robin", "claim", (17, 40))
        for head, name in ((kim, "Kim"), (robin, "Robin")):
            links(project, head, "speaker", says(project, name, "actor", MIRA if name == "Kim" else TOLM))
        settle(project, 1, adjudicating.both)
        settle(project, 0, adjudicating.taken, project.find_layer("Kim"))
        settle(project, 2, adjudicating.taken, project.find_layer("Robin"))
        assert sorted(gold_links(project)) == [
            ("speaker", TEXT[17:40], "Tolm Harbour"),
            ("speaker", TEXT[17:42], "Mira Sand"),
        ]


class TestMajority:
    def test_a_label_needs_more_than_half_and_boundaries_are_the_most_frequent(
        self, project: Project
    ) -> None:
        for name, label, end in (
            ("Kim", "claim", 42),
            ("Robin", "claim", 40),
            ("Ola", "claim", 42),
            ("Sam", "cue", 42),
        ):
            says(project, name, label, (17, end))
        says(project, "Kim", "actor", MIRA)
        by_rule(project, "majority")
        (made,) = gold(project)
        assert made.key == ("claim", (CLAIM,))
        assert [each.rule for each in settlements(project, 1)] == ["majority", "majority"]
        assert state(project) == "done"

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"Kim": "claim", "Robin": "cue", "Ola": "sentiment"}, "no majority for a label"),
            ({"Kim": "claim", "Robin": ""}, "no majority for a label: 1 claim, 1 nothing"),
            ({"Kim": (17, 42), "Robin": (17, 40)}, "two boundaries are equally frequent"),
            ({"Kim": "predicts", "Robin": "denies", "Ola": None}, "no majority for kind"),
        ],
    )  # fmt: skip
    def test_ties_stay_open(self, project: Project, said: dict[str, Any], why: str) -> None:
        for name, what in said.items():
            if what == "":
                marks(project, name, "done")
            elif isinstance(what, tuple):
                says(project, name, "claim", what)
            elif what in ("claim", "cue", "sentiment"):
                says(project, name, what, CLAIM)
            else:
                says(project, name, "claim", CLAIM, attributes={"kind": what} if what else {})
        (article,) = by_rule(project, "majority", all_states=True)
        assert [left.why for left in article.left_open] == [why] or article.left_open[0].why.startswith(why)
        assert not gold(project)
        assert state(project) == "in progress"

    def test_answers_and_actors_need_more_than_half_of_those_who_say_it(self, project: Project) -> None:
        with project.transact("Actor"):
            mira, tolm = actors.add(project, "Mira Sand"), actors.add(project, "Tolm Harbour")
        says(project, "Kim", "actor", MIRA, attributes={"kind": "person"}, actor=tolm.id)
        says(project, "Robin", "actor", MIRA, attributes={"kind": "group"}, actor=mira.id)
        says(project, "Ola", "actor", MIRA, attributes={"kind": "person"}, actor=mira.id)
        by_rule(project, "majority")
        (made,) = gold(project)
        assert (made.attributes, made.actor_id) == ({"kind": "person"}, mira.id)

    def test_half_of_the_links_stay_open(self, project: Project) -> None:
        heads = [says(project, name, "claim", CLAIM) for name in ("Kim", "Robin")]
        children = [says(project, name, "actor", MIRA) for name in ("Kim", "Robin")]
        links(project, heads[0], "speaker", children[0])
        (article,) = by_rule(project, "majority")
        assert [left.why for left in article.left_open] == ["no majority for a speaker link"]


class TestByRule:
    def test_who_is_trusted_decides_on_what_stays_open(self, project: Project) -> None:
        says(project, "Kim", "claim", CLAIM)
        says(project, "Robin", "claim", (17, 40))
        says(project, "Robin", "cue", CUE)
        everybody(project, "actor", MIRA)
        by_rule(project, "majority", "Kim", "Robin")
        assert {annotation.key for annotation in gold(project)} == {("claim", (CLAIM,)), ("actor", (MIRA,))}
        assert {each.rule for each in settlements(project, 1)} == {"agreed", "trust", "majority"}

    def test_a_word_of_a_person_that_is_open_again_stays_with_a_person(self, project: Project) -> None:
        said = everybody(project, "claim", CLAIM)
        settle(project, 0, adjudicating.none)
        colleagues.changes(project, said[0], segments=((17, 41),))
        for rule in ("agreed", "majority"):
            (article,) = by_rule(project, rule, "Kim")
            assert [left.why for left in article.left_open] == ["settled by a person, and changed since"]
        assert not gold(project)

    def test_a_word_of_a_rule_follows_what_the_layers_say(self, project: Project) -> None:
        said = everybody(project, "claim", CLAIM)
        by_rule(project, "agreed")
        (first,) = gold(project)
        for each in said:
            colleagues.changes(project, each, segments=((17, 41),))
        by_rule(project, "agreed")
        (second,) = gold(project)
        assert (second.id, second.end) == (first.id, 41)
        for each in said:
            takes_back(project, each)
            marks(project, project.layers()[each.layer_id - 1].annotator, "done")
        by_rule(project, "agreed")
        assert (gold(project), settlements(project, 1), state(project)) == ([], [], "done")

    def test_a_place_that_came_apart_is_settled_anew_in_both(self, project: Project) -> None:
        said = everybody(project, "actor", MIRA)
        by_rule(project, "majority")
        colleagues.changes(project, said[0], segments=(TOLM,))
        assert states(project) == ["again", "again"]
        by_rule(project, "majority")
        assert states(project) == ["settled", "settled"]
        assert [annotation.key for annotation in gold(project)] == [("actor", (MIRA,))]

    def test_twice_is_as_good_as_once(self, project: Project) -> None:
        everybody(project, "claim", CLAIM)
        by_rule(project, "agreed")
        before = gold(project), settlements(project, 1), project.undo_title
        assert [each.settled for each in by_rule(project, "agreed")] == [1]
        assert (gold(project), settlements(project, 1), project.undo_title) == before

    def test_all_articles_are_one_step(self, project: Project) -> None:
        everybody(project, "claim", CLAIM)
        everybody(project, "claim", CLAIM, article_id=2)
        by_rule(project, "agreed")
        assert settled_articles(project) == {1: 1, 2: 1}
        assert [layer.name for layer in settled_layers(project)] == ["Kim", "Robin", "Ola"]
        project.undo()
        assert settled_articles(project) == {}
        project.redo()
        assert settled_articles(project) == {1: 1, 2: 1}

    def test_an_article_that_somebody_is_not_done_with_is_left(self, project: Project) -> None:
        everybody(project, "claim", CLAIM)
        marks(project, "Kim", "done", article_id=2)
        (article,) = by_rule(project, "agreed")
        assert article.skipped
        assert [layer.name for layer in article.unfinished] == ["Kim"]
        assert not gold(project)
        by_rule(project, "agreed", all_states=True)
        assert len(gold(project)) == 1

    def test_one_layer_alone_agrees_with_nobody(self, project: Project) -> None:
        says(project, "Kim", "claim", CLAIM)
        assert adjudicating.plan(look(project), "agreed") == adjudicating.Plan((), ())

    def test_what_can_not_be(self, project: Project) -> None:
        everybody(project, "claim", CLAIM)
        by_rule(project, "agreed")
        layers = layers_of(project)
        with pytest.raises(UserError, match="Gold is made out of the other layers"):
            list(settling.plan_project(project, [*layers, project.find_layer("gold")], "agreed"))
        with pytest.raises(UserError, match="Ola is trusted but not among the layers"):
            list(settling.plan_project(project, layers[:2], "agreed", trusted=[layers[2]]))
        with pytest.raises(ComparisonCancelledError):
            list(settling.plan_project(project, layers, "agreed", cancelled=lambda: True))
        make_blind(project)
        with pytest.raises(UserError, match=r"What Kim, Ola, gold said about this article is hidden"):
            look(project)
        with pytest.raises(UserError, match="What gold said about this article is hidden"):
            look(project, "Robin")
        (article,) = settling.plan_project(project, layers, "agreed")
        assert (article.skipped, [layer.name for layer in article.hidden]) == (True, ["Kim", "Ola", "gold"])


def test_what_is_settled_alike_has_the_same_ids(project: Project) -> None:
    everybody(project, "claim", CLAIM)
    settle(project, 0, adjudicating.taken, project.find_layer("Kim"))
    first = gold(project)[0].id, settlements(project, 1)[0].id
    project.undo()
    settle(project, 0, adjudicating.taken, project.find_layer("Robin"))
    assert (gold(project)[0].id, settlements(project, 1)[0].id) == first


# -- settled apart, in two copies


@pytest.fixture
def elsewhere(project: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy of the project, in which Ann and Cem disagree as they do here."""
    says(project, "Ann", "claim", CLAIM)
    says(project, "Bob", "claim", CLAIM)
    says(project, "Cem", "claim", (17, 40))
    project.db.conn.execute("VACUUM INTO ?", (str(tmp_path / "other.annotator"),))
    with Project.open(tmp_path / "other.annotator", annotator="Yves") as made:
        yield made


def came_together(project: Project, elsewhere: Project) -> list[Annotation]:
    """Each takes in what the other says; what gold says then, which is the same in both."""
    merging.take_in(project, everything(elsewhere))
    merging.take_in(elsewhere, everything(project))
    assert said(project) == said(elsewhere)
    gold = gold_layer(project)
    assert gold is not None
    return project.annotations(1, gold.id)


def test_what_two_settled_out_of_other_layers_is_open_again_until_it_is_settled_anew(
    project: Project, elsewhere: Project
) -> None:
    settle(project, 0, adjudicating.taken, project.find_layer("Ann"))
    found = look(elsewhere, "Ann", "Cem")
    ruling = adjudicating.taken(found.places[0], elsewhere.find_layer("Cem"))
    settling.settle(elsewhere, found, found.places[0], ruling)
    assert len(came_together(project, elsewhere)) == 2
    (place,) = look(project).places
    assert (place.state, len(place.gold)) == ("again", 2)
    by_rule(project, "majority")
    assert states(project) == ["again"], "what a person settled, only a person settles anew"
    settle(project, 0, adjudicating.taken, project.find_layer("Cem"))
    (one,) = came_together(project, elsewhere)
    assert one.segments == ((17, 40),)
    assert states(project) == states(elsewhere) == ["settled"]


def test_what_the_one_took_more_of_than_the_other_is_open_again(project: Project, elsewhere: Project) -> None:
    settle(project, 0, adjudicating.both)
    settle(elsewhere, 0, adjudicating.taken, elsewhere.find_layer("Ann"))
    assert len(came_together(project, elsewhere)) == 2
    (place,) = look(project).places
    assert (place.state, len(place.gold)) == ("again", 2)
    settle(elsewhere, 0, adjudicating.taken, elsewhere.find_layer("Cem"))
    (one,) = came_together(project, elsewhere)
    assert one.segments == ((17, 40),)
    assert states(project) == ["settled"]
