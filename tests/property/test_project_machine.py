"""Random edits, undo, redo and reopening: the file always holds the same project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from annotator.errors import UserError
from annotator.model.annotation import Annotation, quote_of
from annotator.model.suggestion import SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.project.operations import actors, annotations, articles, decisions, links, suggestions
from annotator.project.project import Project
from tests.support.projects import MODEL, new_project
from tests.support.texts import texts
from tests.support.undo_machine import UndoMachine

LABELS = ("actor", "claim", "cue", "sentiment")


def picks(items: Iterable[Annotation]) -> st.SearchStrategy[Annotation]:
    """One of them, in an order that does not depend on their random ids."""
    return st.sampled_from(sorted(items, key=lambda item: (item.key, item.note, dict(item.attributes) != {})))


class Edits(UndoMachine):
    tables = ("annotations", "links", "decisions", "article_states", "actors")

    @initialize(text=texts(min_size=2), data=st.data())
    def begin(self, text: str, data: st.DataObject) -> None:
        self.path = self.make_folder() / "machine.annotator"
        self.text = text
        self.project = new_project(self.path, text)
        pieces = [self._piece(data) for _ in range(4)]
        made = tuple(
            SuggestedAnnotation(str(n), label, (piece,))
            for n, (label, piece) in enumerate(zip(LABELS, pieces, strict=True))
        )
        suggestions.store(
            self.project,
            1,
            MODEL,
            Suggestions(made, (SuggestedLink("speaker", "1", "0"), SuggestedLink("cue", "1", "2"))),
        )
        self.begin_with(self.project)

    def _piece(self, data: st.DataObject) -> tuple[int, int]:
        start = data.draw(st.integers(0, len(self.text) - 1))
        return start, data.draw(st.integers(start + 1, len(self.text)))

    def _suggested(self) -> list[Annotation]:
        layer = self.project.model_layer()
        return self.project.annotations(1, layer.id) if layer else []

    @rule(data=st.data(), label=st.sampled_from(LABELS), count=st.integers(1, 3))
    def tag(self, data: st.DataObject, label: str, count: int) -> None:
        pieces = [self._piece(data) for _ in range(count)]
        annotations.add(self.project, article_id=1, label=label, segments=pieces)
        self.step_done()

    @precondition(lambda self: self.project.sheet(1).suggestions)
    @rule(data=st.data(), linked=st.booleans())
    def accept(self, data: st.DataObject, linked: bool) -> None:
        chosen = data.draw(picks(self.project.sheet(1).suggestions))
        decisions.accept(self.project, [chosen.id], with_linked=linked)
        assert chosen.id not in {s.id for s in self.project.sheet(1).suggestions}
        self.step_done()

    @precondition(lambda self: self.project.sheet(1).suggestions)
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        chosen = data.draw(picks(self.project.sheet(1).suggestions))
        decisions.reject(self.project, [chosen.id])
        self.step_done()

    @precondition(lambda self: self.project.sheet(1).annotations)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        chosen = data.draw(picks(self.project.sheet(1).annotations))
        try:
            annotations.change(
                self.project,
                chosen.id,
                label=data.draw(st.sampled_from((None, *LABELS))),
                segments=data.draw(st.sampled_from((None, [self._piece(data)]))),
                note=data.draw(st.sampled_from((None, "a note", ""))),
            )
        except UserError:
            assert self.snapshot() == self.past[-1], "a refused change leaves nothing"
        self.step_done()

    @precondition(lambda self: self.project.sheet(1).annotations)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        chosen = data.draw(st.lists(picks(self.project.sheet(1).annotations), min_size=1, max_size=2))
        annotations.delete(self.project, [annotation.id for annotation in chosen])
        self.step_done()

    @precondition(lambda self: self.project.sheet(1).annotations)
    @rule(data=st.data(), label=st.sampled_from(("speaker", "cue", "about", "target")))
    def link(self, data: st.DataObject, label: str) -> None:
        there = picks(self.project.sheet(1).annotations)
        try:
            links.add(self.project, label=label, head_id=data.draw(there).id, child_id=data.draw(there).id)
        except UserError:
            assert self.snapshot() == self.past[-1]
        self.step_done()

    @precondition(lambda self: any(a.label == "actor" for a in self.project.sheet(1).annotations))
    @rule(data=st.data(), name=st.sampled_from(("Mira Sand", "Tolm Harbour")))
    def name_actor(self, data: st.DataObject, name: str) -> None:
        mentions = [a for a in self.project.sheet(1).annotations if a.label == "actor"]
        with self.project.transact("Set actor"):
            actor = actors.add(self.project, name)
            annotations.change(self.project, data.draw(picks(mentions)).id, actor_id=actor.id)
        self.step_done()

    @rule(state=st.sampled_from(("in progress", "done", "in doubt")))
    def mark(self, state: Any) -> None:
        articles.set_state(self.project, 1, state)
        self.step_done()

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.path, "Robin")
        assert self.snapshot() == self.past[-1]
        self.past, self.future = self.past[-1:], []

    @invariant()
    def every_quote_stands_in_the_text(self) -> None:
        if hasattr(self, "project"):
            sheet = self.project.sheet(1)
            assert sheet.article.text == self.text
            for annotation in (*sheet.annotations, *sheet.suggestions):
                assert annotation.quote == quote_of(self.text, annotation.segments)
            waiting = {suggestion.id for suggestion in sheet.suggestions}
            assert waiting == {s.id for s in self._suggested() if self.project.is_undecided(s)}
            assert self.project.undecided_counts().get(1, 0) == len(waiting)
            known = {annotation.id for annotation in sheet.annotations}
            assert all({link.head_id, link.child_id} <= known for link in sheet.links)


Edits.TestCase.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestEdits = Edits.TestCase
