"""Random merging, splitting, renaming, removing, undo: mentions keep an actor, other layers their rows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.errors import UserError
from annotator.model.actor import Actor
from annotator.model.incoming import IncomingAnnotation, IncomingLayer
from annotator.model.name_index import NameIndex
from annotator.project.operations import actors, annotations, layers, naming
from annotator.store.check import check
from tests.support.projects import new_project

NAMES = ("Mira Sand", "Sand", "Tolm", "the Harbour", "Ylva Strand", "Strand")
WORDS = " ".join(NAMES)
_INDEX = st.integers(0, 50)


class Registry(RuleBasedStateMachine):
    """A colleague mentions two actors; their rows are compared after each step."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "actors.annotator"
        self.project = new_project(path, WORDS, annotator="Robin")
        theirs = tuple(
            IncomingAnnotation(
                f"c{n}", "actor", ((WORDS.index(name), WORDS.index(name) + len(name)),), name, {},
                Actor(f"k{n}", name),
            )
            for n, name in enumerate(NAMES[:2])
        )  # fmt: skip
        layers.take(self.project, IncomingLayer("Kim", self.project.article(1).sha256, theirs, (), "kim"))
        self.theirs = self._rows_of_others()
        self.past = [self._registry()]

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            self.folder.cleanup()

    def _rows_of_others(self) -> list[Any]:
        own = self.project.layer
        return self.project.db.conn.execute(
            "SELECT * FROM annotations WHERE layer_id <> ? ORDER BY id", (own.id if own else -1,)
        ).fetchall()

    def _registry(self) -> list[Any]:
        tables = ("SELECT * FROM actors ORDER BY id", "SELECT id, actor_id FROM annotations ORDER BY id")
        return [row for query in tables for row in self.project.db.conn.execute(query).fetchall()]

    def _pick(self, number: int) -> Actor | None:
        there = self.project.actors()
        return there[number % len(there)] if there else None

    def _done(self) -> None:
        now = self._registry()
        if now != self.past[-1]:
            self.past.append(now)

    @rule(name=st.sampled_from(NAMES), kind=st.sampled_from(("", "person")))
    def add(self, name: str, kind: str) -> None:
        actors.add(self.project, name, kind=kind)
        self._done()

    @rule(name=st.sampled_from(NAMES), number=_INDEX)
    def mention(self, name: str, number: int) -> None:
        start = WORDS.index(name)
        with self.project.transact("Tag actor"):
            made = annotations.add(
                self.project, article_id=1, label="actor", segments=[(start, start + len(name))]
            )
            actor = self._pick(number)
            known = NameIndex(self.project.actors())
            naming.name(self.project, made.id, actor if actor is not None else name, known)
        self._done()

    @rule(into=_INDEX, others=st.lists(_INDEX, min_size=1, max_size=3))
    def merge(self, into: int, others: list[int]) -> None:
        target, chosen = self._pick(into), [self._pick(n) for n in others]
        mentions = self.project.mention_counts()
        assert target is not None
        ids = {actor.id for actor in chosen if actor is not None} - {target.id}
        if not ids:
            return
        made = actors.merge(self.project, target.id, ids)
        expected = sum(mentions.get(key, (0, 0))[0] for key in ids | {target.id})
        assert self.project.mention_counts().get(target.id, (0, 0))[0] == expected
        called = {actor.name for actor in chosen if actor is not None} - {target.name}
        assert called <= {made.name, *made.aliases}
        self._done()

    @precondition(lambda self: any(self.project.merged_actors(a.id) for a in self.project.actors()))
    @rule(number=_INDEX)
    def split(self, number: int) -> None:
        merged = [e for a in self.project.actors() for e in self.project.merged_actors(a.id)]
        entry = merged[number % len(merged)]
        own = self.project.mentions_by_entry(entry.id).get(entry.id, 0)
        (free,) = actors.split(self.project, [entry.id])
        assert self.project.actor(entry.id) == free
        assert self.project.mention_counts().get(entry.id, (0, 0))[0] == own
        self._done()

    @rule(number=_INDEX, name=st.sampled_from(NAMES))
    def rename(self, number: int, name: str) -> None:
        actor = self._pick(number)
        assert actor is not None
        namesakes = [a for a in self.project.actors() if (a.name, a.kind) == (name, actor.kind)]
        if namesakes and actor not in namesakes:
            with pytest.raises(UserError, match="already"):
                actors.change(self.project, actor.id, name=name)
        else:
            actors.change(self.project, actor.id, name=name)
        self._done()

    @rule(number=_INDEX)
    def remove(self, number: int) -> None:
        actor = self._pick(number)
        assert actor is not None
        mentioned = actor.id in self.project.mention_counts()
        try:
            actors.remove(self.project, [actor.id])
            assert not mentioned
        except UserError:
            assert mentioned
        self._done()

    @rule()
    def resolve_all(self) -> None:
        known = NameIndex(self.project.actors())
        naming.resolve_article(self.project, 1, self.project.sheet(1).annotations, known)
        self._done()

    @rule()
    def undo(self) -> None:
        title = self.project.undo()
        assert (title is None) == (len(self.past) == 1)
        if title is not None:
            self.past.pop()
        assert self._registry() == self.past[-1]

    @invariant()
    def every_mention_counts_for_an_actor_that_is_listed(self) -> None:
        if not hasattr(self, "project"):
            return
        listed = {actor.id for actor in self.project.actors()}
        by_id = self.project.actors_by_id()
        rows = self.project.db.conn.execute("SELECT actor_id FROM annotations").fetchall()
        pointed = [row[0] for row in rows]
        for actor_id in pointed:
            if actor_id is not None:
                assert by_id[actor_id].id in listed
                assert self.project.actor(actor_id) == by_id[actor_id]
        counted = sum(mentions for mentions, _ in self.project.mention_counts().values())
        assert counted == sum(actor_id is not None for actor_id in pointed)
        assert self._rows_of_others() == self.theirs
        assert check(self.project.db) == []


Registry.TestCase.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestRegistry = Registry.TestCase
