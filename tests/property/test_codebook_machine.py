"""Random changes of the codebook between random annotating: undo gives the file back, and it stays sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from annotator.errors import UserError
from annotator.exchange.export import export
from annotator.model.codebook import ATTRIBUTE_KINDS, Attribute, Label, LinkKind
from annotator.model.codebook_toml import codebook_from_json, parse_codebook, write_codebook
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink
from annotator.project.operations import annotations as annotating
from annotator.project.operations import attributes, codebook, decisions, layers, links
from annotator.project.operations.codebook_import import compare, plan_import
from annotator.project.operations.relabelling import carry_out
from annotator.store.check import check
from tests.support.projects import TEXT, default_codebook, suggested_project
from tests.support.undo_machine import Snapshot, UndoMachine

NAMES = ("actor", "claim", "cue", "sentiment", "speaker", "other", "kind", "polarity")
WORDS = ("person", "negative", "positive", "states", "other", "yes", "12")

names = st.sampled_from(NAMES)
words = st.sampled_from(WORDS)


class CodebookEdits(UndoMachine):
    tables = ("annotations", "links", "decisions", "article_answers", "actors", "codebooks")

    def snapshot(self) -> Snapshot:
        """Every row of what people said, and the codebook without its times."""
        found = super().snapshot()
        return found | {"codebooks": [row[:3] for row in found["codebooks"]]}

    @initialize()
    def begin(self) -> None:
        self.project = suggested_project(self.make_folder() / "machine.annotator")
        text = self.project.article(1)
        colleague = IncomingLayer(
            article=text.sha256,
            annotator="Sam",
            origin="import",
            annotations=(
                IncomingAnnotation("1", "actor", ((0, 9),), attributes={"kind": "person"}),
                IncomingAnnotation("2", "claim", ((0, 9),), attributes={"kind": "states"}, note="sure"),
                IncomingAnnotation("3", "cue", ((0, 9),)),
            ),
            links=(IncomingLink("speaker", "2", "1"), IncomingLink("cue", "2", "3")),
        )
        layers.take(self.project, colleague)
        self.begin_with(self.project)

    def _try(self, work: Any) -> None:
        try:
            work()
        except UserError:
            assert self.snapshot() == self.past[-1], "what is refused leaves nothing"
        self.step_done()

    def _label(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([label.name for label in self.project.codebook.labels]))

    def _link(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([link.name for link in self.project.codebook.links]))

    def _attribute(self, data: st.DataObject) -> tuple[str, Attribute] | None:
        book = self.project.codebook
        there = [(label.name, a) for label in book.labels for a in label.attributes]
        there += [("", a) for a in book.questions]
        return data.draw(st.sampled_from(there)) if there else None

    # -- annotating

    @rule(data=st.data(), start=st.integers(0, 3), length=st.integers(1, 3))
    def tag(self, data: st.DataObject, start: int, length: int) -> None:
        label = self._label(data)
        self._try(
            lambda: annotating.add(
                self.project, article_id=1, label=label, segments=[(start, start + length)]
            )
        )

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        own = self.project.sheet(1).annotations
        if not own:
            return
        chosen = own[data.draw(st.integers(0, len(own) - 1))]
        for attribute in self.project.codebook.check_label(chosen.label).attributes:
            value: Any = {"yes/no": True, "number": 12, "text": "12"}.get(attribute.kind)
            if attribute.options:
                option = data.draw(st.sampled_from(attribute.options))
                value = [option] if attribute.kind == "several" else option
            answers = {**chosen.attributes, attribute.name: value}
            self._try(lambda a=answers: annotating.change(self.project, chosen.id, attributes=a))

    @rule(data=st.data(), reject=st.booleans())
    def decide(self, data: st.DataObject, reject: bool) -> None:
        waiting = self.project.sheet(1).suggestions
        if not waiting:
            return
        chosen = waiting[data.draw(st.integers(0, len(waiting) - 1))].id
        if reject:
            self._try(lambda: decisions.reject(self.project, [chosen]))
        else:
            self._try(lambda: decisions.accept(self.project, [chosen], with_linked=True))

    @rule(data=st.data())
    def link(self, data: st.DataObject) -> None:
        own = self.project.sheet(1).annotations
        if len(own) < 2 or not self.project.codebook.links:
            return
        head, child = (own[data.draw(st.integers(0, len(own) - 1))] for _ in range(2))
        kinds = self.project.codebook.links_between(head.label, child.label)
        if kinds and head.id != child.id:
            name = data.draw(st.sampled_from([kind.name for kind in kinds]))
            self._try(lambda: links.add(self.project, label=name, head_id=head.id, child_id=child.id))

    # -- the codebook

    @rule(data=st.data(), new=names)
    def rename_label(self, data: st.DataObject, new: str) -> None:
        name = self._label(data)
        self._try(lambda: codebook.rename_label(self.project, name, new))

    @rule(data=st.data())
    def merge_labels(self, data: st.DataObject) -> None:
        name, into = self._label(data), self._label(data)
        self._try(lambda: codebook.merge_labels(self.project, name, into))

    @rule(data=st.data())
    def retire_remove_and_move(self, data: st.DataObject) -> None:
        name = self._label(data)
        what = data.draw(
            st.sampled_from([codebook.retire_label, codebook.bring_back_label, codebook.remove_label])
        )
        self._try(lambda: what(self.project, name))
        other = self._label(data)
        self._try(lambda: codebook.move_label(self.project, other, data.draw(st.sampled_from((-1, 1)))))

    @rule(new=names, mention=st.booleans(), data=st.data())
    def add_and_change_label(self, new: str, mention: bool, data: st.DataObject) -> None:
        self._try(lambda: codebook.add_label(self.project, Label(new)))
        name = self._label(data)
        self._try(lambda: codebook.change_label(self.project, name, mention=mention, guideline="Read on."))

    @rule(data=st.data(), new=names)
    def add_link(self, data: st.DataObject, new: str) -> None:
        kind = LinkKind(new, (self._label(data),), (self._label(data),))
        self._try(lambda: codebook.add_link(self.project, kind))

    @precondition(lambda self: self.project.codebook.links)
    @rule(data=st.data(), new=names, what=st.sampled_from(("rename", "merge", "remove", "narrow")))
    def change_links(self, data: st.DataObject, new: str, what: str) -> None:
        name, other, label = self._link(data), self._link(data), self._label(data)
        match what:
            case "rename":
                self._try(lambda: codebook.rename_link(self.project, name, new))
            case "merge":
                self._try(lambda: codebook.merge_links(self.project, name, other))
            case "remove":
                self._try(lambda: codebook.remove_link(self.project, name))
            case _:
                self._try(lambda: codebook.change_link(self.project, name, children=(label,)))

    @rule(data=st.data(), new=names, kind=st.sampled_from(ATTRIBUTE_KINDS), question=st.booleans())
    def add_attribute(self, data: st.DataObject, new: str, kind: Any, question: bool) -> None:
        owner = "" if question else self._label(data)
        options = WORDS[:3] if kind in ("choice", "several") else ()
        self._try(lambda: attributes.add(self.project, owner, Attribute(new, kind, options)))

    @rule(data=st.data(), new=names, word=words, keep=st.booleans(), kind=st.sampled_from(ATTRIBUTE_KINDS))
    def change_attributes(self, data: st.DataObject, new: str, word: str, keep: bool, kind: Any) -> None:
        found = self._attribute(data)
        if found is None:
            return
        owner, attribute = found
        project = self.project
        match data.draw(st.sampled_from(("rename", "kind", "remove", "option", "options"))):
            case "rename":
                self._try(lambda: attributes.rename(project, owner, attribute.name, new))
            case "remove":
                self._try(lambda: attributes.remove(project, owner, attribute.name, keep_in_notes=keep))
            case "kind":
                options = attribute.options or WORDS
                self._try(
                    lambda: attributes.change(
                        project, owner, attribute.name, kind=kind, options=options, keep_in_notes=keep
                    )
                )
            case "option" if attribute.options:
                option = data.draw(st.sampled_from(attribute.options))
                self._try(lambda: attributes.rename_option(project, owner, attribute.name, option, word))
            case "options" if attribute.options:
                self._try(
                    lambda: attributes.change(
                        project, owner, attribute.name, options=attribute.options[1:], keep_in_notes=keep
                    )
                )

    @rule(data=st.data())
    def import_codebook(self, data: st.DataObject) -> None:
        new = default_codebook()
        mapped: dict[tuple[str, str], str] = {}
        for item in compare(self.project, new).missing:
            choice = data.draw(st.sampled_from(("", *item.options)))
            if choice:
                mapped[item.what, item.name] = choice
        self._try(lambda: carry_out(self.project, plan_import(self.project, new, mapped), keep_in_notes=True))

    @rule()
    def export_all(self) -> None:
        export(self.project, Path(self.folder.name) / "out.jsonl", self.project.layers())

    @invariant()
    def the_file_is_sound(self) -> None:
        if hasattr(self, "project"):
            assert check(self.project.db) == []
            assert self.project.article(1).text == TEXT
            book = self.project.codebook
            assert codebook_from_json(book.to_json()) == book
            written = parse_codebook(write_codebook(book))
            assert written == book


CodebookEdits.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestCodebookEdits = CodebookEdits.TestCase
