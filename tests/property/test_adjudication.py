"""“Agreed” is exactly what all say; and after any steps gold is what the settlements say."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from annotator.model.annotation import Annotation
from annotator.model.settlement import Proposal, Ruling, Said
from annotator.project.gold import gold_layer, settlements
from annotator.project.project import Project
from annotator.review import adjudicating, settling
from annotator.review.changed import changes
from annotator.review.comparing import compare_article
from annotator.review.places import Adjudication, Place, adjudication
from annotator.store.check import check
from tests.support import colleagues
from tests.support.colleagues import layers_of, links, marks, says, takes_back
from tests.support.projects import new_project
from tests.support.undo_machine import Snapshot, UndoMachine

TEXT = "Mira said that it fails"
NAMES = ("Kim", "Ola", "Sam")
HOWS = ("taken", "both", "third", "none")

_spans = st.sampled_from([(0, 4), (0, 9), (5, 9), (15, 23), (18, 23)])
_one = st.tuples(st.sampled_from(["actor", "claim", "claim"]), _spans, st.sampled_from([None, "states"]))
_layer = st.lists(_one, max_size=4, unique_by=lambda each: each[:2])
_joined = st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=2)


def look(project: Project) -> Adjudication:
    return adjudication(project, compare_article(project, 1, layers_of(project, *NAMES)))


def unit(annotation: Annotation) -> tuple[Any, ...]:
    return *annotation.key, tuple(sorted(annotation.attributes.items())), annotation.actor_id


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(_layer, _joined), min_size=3, max_size=3))
def test_agreed_is_exactly_what_all_have(layers: list[tuple[list[Any], set[tuple[int, int]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder) / "p.annotator", TEXT) as project:
        units, joined = [], []
        for name, (items, ends) in zip(NAMES, layers, strict=True):
            marks(project, name, "done")
            made = [
                says(
                    project, name, label, span, attributes={"kind": kind} if kind and label == "claim" else {}
                )
                for label, span, kind in items
            ]
            units.append({unit(each) for each in made})
            there = [
                (made[a], made[b])
                for a, b in sorted(ends)
                if max(a, b) < len(made) and (made[a].label, made[b].label) == ("claim", "actor")
            ]
            for head, child in there:
                links(project, head, "speaker", child)
            joined.append({(head.key, child.key) for head, child in there})
        plans = list(settling.plan_project(project, layers_of(project, *NAMES), "agreed"))
        settling.carry_out(project, plans, "Settle what is agreed")
        layer = gold_layer(project)
        gold = project.annotations(1, layer.id) if layer else []
        keys = {annotation.id: annotation.key for annotation in gold}
        assert {unit(annotation) for annotation in gold} <= set.intersection(*units)
        assert len({annotation.key for annotation in gold}) == len(gold)
        # What all say is missing in gold only where not all link it to the same.
        missing = set.intersection(*units) - {unit(annotation) for annotation in gold}
        found = look(project)
        differing = [
            (place.difference, unit(next(iter(place.cluster.members.values()))))
            for place in found.places
            if place.cluster is not None and place.difference is not None
        ]
        for each in missing:
            assert [d.kinds for d, said in differing if said == each and len(d.cluster.members) == 3] == [
                ("link",)
            ]
        if not any(joined):
            assert not missing
        there = project.links(1, layer.id) if layer else []
        in_gold = {(keys[link.head_id], keys[link.child_id]) for link in there}
        both = {
            (head, child) for head, child in set.intersection(*joined) if {head, child} <= set(keys.values())
        }
        assert in_gold == both


class Settling(UndoMachine):
    """A person settles, takes back, does again and opens again, while colleagues go on with their layers."""

    tables = ("annotations", "links", "settlements", "article_states")

    def snapshot(self) -> Snapshot:
        layer = gold_layer(self.project)
        return {
            table: sorted(
                self.project.db.conn.execute(
                    f"SELECT * FROM {table} WHERE layer_id = ?", (layer.id if layer else 0,)
                ).fetchall(),
                key=repr,
            )
            for table in self.tables
        }

    @initialize(layers=st.lists(_layer.filter(bool), min_size=3, max_size=3))
    def begin(self, layers: list[list[Any]]) -> None:
        self.begin_with(new_project(self.make_folder() / "machine.annotator", TEXT))
        for name, items in zip(NAMES, layers, strict=True):
            marks(self.project, name, "done")
            for label, span, _ in items:
                says(self.project, name, label, span)

    def _said(self) -> list[Annotation]:
        ids = [layer.id for layer in layers_of(self.project, *NAMES)]
        found = self.project.annotations(1, *ids)
        return sorted(found, key=lambda each: (each.key, each.layer_id, sorted(each.attributes.items())))

    # -- colleagues

    @rule(name=st.sampled_from(NAMES), one=_one, other=st.booleans())
    def a_colleague_says(self, name: str, one: tuple[str, tuple[int, int], str | None], other: bool) -> None:
        label, span, kind = one
        for each in NAMES if other else (name,):
            key = (label, (span,))
            layer = self.project.find_layer(each)
            if all((said.layer_id, said.key) != (layer.id, key) for said in self._said()):
                asked = {"kind": kind} if kind and label == "claim" else {}
                says(self.project, each, label, span, attributes=asked)

    @precondition(lambda self: self._said())
    @rule(data=st.data(), span=_spans)
    def a_colleague_moves(self, data: st.DataObject, span: tuple[int, int]) -> None:
        chosen = data.draw(st.sampled_from(self._said()))
        if all((a.layer_id, a.key) != (chosen.layer_id, (chosen.label, (span,))) for a in self._said()):
            colleagues.changes(self.project, chosen, segments=(span,))

    @precondition(lambda self: self._said())
    @rule(data=st.data())
    def a_colleague_takes_back(self, data: st.DataObject) -> None:
        takes_back(self.project, data.draw(st.sampled_from(self._said())))

    @precondition(lambda self: self._said())
    @rule(data=st.data())
    def a_colleague_links(self, data: st.DataObject) -> None:
        head, child = (data.draw(st.sampled_from(self._said())) for _ in range(2))
        there = {(link.head_id, link.child_id) for link in self.project.links(1, head.layer_id)}
        fits = (head.layer_id, head.label, child.label) == (child.layer_id, "claim", "actor")
        if fits and (head.id, child.id) not in there:
            links(self.project, head, "speaker", child)

    # -- the one who settles

    @rule(data=st.data(), name=st.sampled_from(NAMES), hows=st.lists(st.sampled_from(HOWS), max_size=3))
    def settle(self, data: st.DataObject, name: str, hows: list[str]) -> None:
        """One place, or the same one several times."""
        number = data.draw(st.integers(0, 5))
        for how in hows:
            found = look(self.project)
            if number >= len(found.places):
                return
            place = found.places[number]
            settling.settle(self.project, found, place, self._ruling(place, name, how), why="so")
            self.step_done()

    def _ruling(self, place: Place, name: str, how: str) -> Ruling:
        if how == "taken":
            return adjudicating.taken(place, self.project.find_layer(name))
        if how == "both" and place.cluster is not None:
            return adjudicating.both(place)
        if how == "third":
            return adjudicating.third(place, Proposal("cue", ((place.start, place.start + 1),)))
        return adjudicating.none(place)

    @rule(which=st.sampled_from(["agreed", "majority"]), trusted=st.sampled_from([(), NAMES[:1]]))
    def settle_by_rule(self, which: str, trusted: tuple[str, ...]) -> None:
        layers = layers_of(self.project, *NAMES)
        plans = list(settling.plan_project(self.project, layers, which, trusted=layers[: len(trusted)]))
        settling.carry_out(self.project, plans, f"Settle by {which}")
        self.step_done()
        for each in look(self.project).open:
            assert each.difference is not None or any(
                s.rule not in ("agreed", "majority", "trust") for s in each.earlier
            )

    @rule(data=st.data())
    def open_again(self, data: st.DataObject) -> None:
        found = look(self.project)
        places = [place for place in found.places if place.replaces]
        if places:
            settling.reopen(self.project, found, places[data.draw(st.integers(0, len(places) - 1))])
            self.step_done()

    # -- what always holds

    @invariant()
    def gold_is_what_the_settlements_say(self) -> None:
        if not hasattr(self, "project"):
            return
        layer = gold_layer(self.project)
        there = settlements(self.project, 1)
        gold = {each.id: each for each in self.project.annotations(1, layer.id)} if layer else {}
        assert {key for each in there for key in each.outcome} == set(gold)
        for settlement in there:
            said = settlement.by_annotation()
            for key in settlement.outcome:
                if settlement.rule in ("taken", "both", "trust", "agreed"):
                    keys = {(each.label, each.segments) for each in said.values()}
                    assert gold[key].key in keys
                if settlement.rule == "agreed":
                    assert len({each.digest for each in map(_without_links, said.values())}) == 1
        for link in self.project.links(1, layer.id) if layer else ():
            assert {link.head_id, link.child_id} <= set(gold)

    @invariant()
    def a_place_is_settled_just_where_nothing_changed(self) -> None:
        if not hasattr(self, "project"):
            return
        found = look(self.project)
        now = {each.id: Said.of(each, self.project.links_of(each.id)).digest for each in self._said()}
        for place in found.places:
            if place.settlement is not None:
                assert all(now[m.annotation] == m.digest for m in place.settlement.members if m.annotation)
                assert place.settlement.created_by == "Robin"
            assert bool(changes(found, place)) <= (place.state == "again")

    def teardown(self) -> None:
        if hasattr(self, "project"):
            assert [each for each in check(self.project.db) if each.kind != "codebook"] == []
        super().teardown()


def _without_links(said: Said) -> Said:
    return Said(said.label, said.segments, said.attributes, said.actor_id)


Settling.TestCase.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSettling = Settling.TestCase
