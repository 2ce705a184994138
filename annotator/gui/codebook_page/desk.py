"""What is done on the codebook page: every edit is one operation on the project, one step to undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import UserError
from annotator.gui.conditions import reading_only
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import counted
from annotator.model.codebook import Attribute, Codebook, Label, LinkKind
from annotator.model.label_colours import free_key, next_pair
from annotator.project.operations import attributes
from annotator.project.operations import codebook as operations
from annotator.project.operations.relabelling import Plan, carry_out
from annotator.project.queries import Queries, reader
from annotator.store.codebook_use import Use

if TYPE_CHECKING:
    from annotator.gui.codebook_page.items import Item, Kind
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project

_LONG = 20_000
"""Rows from which on a change takes long enough to say that it is going on."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to be confirmed in the page: what would happen, and what does it."""

    text: str
    action: str
    run: Callable[[], object]
    cancelled: Callable[[], object] = lambda: None


class CodebookDesk(QObject):
    """Lives with the page; the project may change under it."""

    troubled = Signal(str)
    """Why something could not be done; empty: nothing is wrong."""
    asked = Signal(object)
    """An :class:`Ask`."""
    reset = Signal()
    """Something was not done: the fields show again what is saved."""
    wanted = Signal(str, str)
    """Kind and name of what is to be shown from now on."""
    counted = Signal()
    """The counts are new."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.use = Use()

    @property
    def project(self) -> Project:
        session = self.window.session
        if session is None:
            raise UserError("Open a project first, or make a new one.")
        return session.project

    @property
    def codebook(self) -> Codebook:
        return self.project.codebook

    # -- doing

    def do(self, work: Callable[[Project], object]) -> bool:
        """Run an operation; whether it could be done."""
        try:
            project = self.project
            if project.read_only:
                raise UserError(reading_only(project, self.window.commands.how("project.reload")))
            work(project)
        except UserError as error:
            self.troubled.emit(str(error))
            return False
        self.troubled.emit("")
        return True

    def weigh(self, plan: Callable[[Queries], Plan], action: str, *, always: bool = False) -> None:
        """Find out beside the window what a change would do; ask where that is more than names.

        :param always: ask in any case.
        """
        try:
            project = self.project
            if project.read_only:
                raise UserError(reading_only(project, self.window.commands.how("project.reload")))
        except UserError as error:
            self.troubled.emit(str(error))
            return
        path, annotator, before = project.path, project.annotator, project.codebook

        def work() -> Plan:
            with reader(path, annotator) as queries:
                return plan(queries)

        def done(made: Plan) -> None:
            if self.window.session is None or self.project.codebook != before:
                return
            if always or made.unplaced or made.joined:
                self.asked.emit(Ask(consequences(made), action, lambda: self._carry(made), self.reset.emit))
            else:
                self._carry(made)

        def failed(error: Exception) -> None:
            self.troubled.emit(str(error))

        self.window.background.run(work, done, failed)

    def _carry(self, made: Plan) -> None:
        def run() -> None:
            done = self.do(lambda p: carry_out(p, made, keep_in_notes=True, initiator=INITIATOR))
            self.window.progress.end()
            if done:
                self.window.tell(f"{made.title}: {consequences(made, done=True)}")

        if made.annotations + made.links + made.decisions > _LONG:
            self.window.progress.begin(f"{made.title} …")
            QTimer.singleShot(50, run)
        else:
            run()

    def count(self) -> None:
        """Count beside the window how often everything is used."""
        session = self.window.session
        if session is None:
            return
        path, annotator = session.project.path, session.project.annotator

        def work() -> Use:
            with reader(path, annotator) as queries:
                return operations.use(queries)

        def done(use: Use) -> None:
            self.use = use
            self.counted.emit()

        self.window.background.run(work, done)

    # -- labels, links, questions

    def add(self, kind: Kind) -> None:
        """Something new of this kind, with a name to be written over."""
        try:
            book = self.codebook
        except UserError as error:
            self.troubled.emit(str(error))
            return
        if kind == "link":
            name = _free("new link", {link.name for link in book.links})
            offered = [label.name for label in book.offered]
            link = LinkKind(name, (offered[0],), (offered[-1],), guideline="")
            done = self.do(lambda p: operations.add_link(p, link, initiator=INITIATOR))
        elif kind == "question":
            name = _free("new question", {question.name for question in book.questions})
            question = Attribute(name, "yes/no")
            done = self.do(lambda p: attributes.add(p, "", question, initiator=INITIATOR))
        else:
            name = _free("new label", {label.name for label in book.labels})
            pair = next_pair(label.colour for label in book.labels)
            label = Label(name, free_key(book), pair.light, pair.dark)
            done = self.do(lambda p: operations.add_label(p, label, initiator=INITIATOR))
        if done:
            self.wanted.emit("label" if kind == "codebook" else kind, name)

    def add_attribute(self, owner: str) -> None:
        name = _free("new attribute", {a.name for a in self.codebook.attributes_of(owner)})
        self.do(lambda p: attributes.add(p, owner, Attribute(name), initiator=INITIATOR))

    def rename(self, item: Item, new: str) -> None:
        """Call a label, link or question otherwise; what is annotated follows."""
        match item.kind:
            case "label":
                done = self.do(lambda p: operations.rename_label(p, item.name, new, initiator=INITIATOR))
            case "link":
                done = self.do(lambda p: operations.rename_link(p, item.name, new, initiator=INITIATOR))
            case "question":
                done = self.do(lambda p: attributes.rename(p, "", item.name, new, initiator=INITIATOR))
            case _:
                done = self.do(lambda p: operations.change(p, name=new, initiator=INITIATOR))
        if done and item.kind is not None:
            self.wanted.emit(item.kind, new)

    def remove(self, item: Item) -> None:
        """Take away what nobody uses; else say how often it is used, and what can be done instead."""
        match item.kind:
            case "label":
                self.do(lambda p: operations.remove_label(p, item.name, initiator=INITIATOR))
            case "link":
                self.do(lambda p: operations.remove_link(p, item.name, initiator=INITIATOR))
            case "question":
                self.remove_attribute("", item.name)

    def move(self, item: Item, step: int) -> None:
        match item.kind:
            case "label":
                self.do(lambda p: operations.move_label(p, item.name, step, initiator=INITIATOR))
            case "link":
                self.do(lambda p: operations.move_link(p, item.name, step, initiator=INITIATOR))
            case "question":
                self.do(lambda p: attributes.move(p, "", item.name, step, initiator=INITIATOR))

    # -- attributes

    def remove_attribute(self, owner: str, name: str) -> None:
        self.weigh(lambda q: attributes.plan_remove(q, owner, name), "Keep in notes and remove")

    def change_attribute(self, owner: str, name: str, **fields: object) -> None:
        """Other fields; asks where answers would have no place."""
        self.weigh(lambda q: attributes.plan_change(q, owner, name, **fields), "Keep in notes and change")

    def change_kind(self, owner: str, attribute: Attribute, kind: str) -> None:
        """Another kind; a choice begins with the options that are answered already."""
        options = attribute.options
        if kind in ("choice", "several") and not options:
            answered = [o for (own, name, o) in self.use.options if (own, name) == (owner, attribute.name)]
            options = tuple(sorted(answered)[:24]) or ("first option", "second option")
        self.change_attribute(owner, attribute.name, kind=kind, options=options)

    def change_options(self, owner: str, attribute: Attribute, options: tuple[str, ...]) -> None:
        """Where one option was written over in its place, it is renamed and the answers follow."""
        old, name = attribute.options, attribute.name
        if len(options) == len(old):
            changed = [(a, b) for a, b in zip(old, options, strict=True) if a != b]
            if len(changed) == 1 and changed[0][1] not in old:
                before, after = changed[0]
                self.do(
                    lambda p: attributes.rename_option(p, owner, name, before, after, initiator=INITIATOR)
                )
                return
        self.change_attribute(owner, name, options=options)

    # -- going there

    def show_uses(self, kind: str, name: str) -> None:
        """Go to the annotations of a label in the concordance, else to the article list."""
        from annotator.gui.codebook_page.going import show_uses

        show_uses(self.window, kind, name)


def consequences(made: Plan, *, done: bool = False) -> str:
    """What a plan does, in sentences with its counts."""
    parts = []
    if made.annotations:
        parts.append(f"{counted(made.annotations, 'annotation')} {'followed' if done else 'will follow'}")
    if made.links:
        parts.append(f"{counted(made.links, 'link')} {'followed' if done else 'will follow'}")
    if made.articles:
        answers = f"answers about {counted(made.articles, 'article')}"
        parts.append(f"{answers} {'changed' if done else 'will change'}")
    if made.joined:
        verb = "were joined" if done else "will be joined"
        parts.append(f"{made.joined} that say the same on the same words {verb}, with all their links")
    if made.unplaced:
        names = ", ".join(f"{count} to {name}" for name, count in sorted(made.left.items()))
        verb = "were kept" if done else "will be kept"
        parts.append(f"answers without a place ({names}) {verb} in the notes")
    text = "; ".join(parts) or ("nothing annotated changed" if done else "nothing that is annotated changes")
    return text[:1].upper() + text[1:] + "."


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while (found := name if number == 1 else f"{name} {number}") in taken:
        number += 1
    return found
