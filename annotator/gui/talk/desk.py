"""What the commands about comments do: keep the threads of the open article, walk them, write, resolve."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import UserError
from annotator.gui.commands.command import HintError
from annotator.gui.conditions import reading_only
from annotator.gui.talk.drafts import Drafts
from annotator.gui.talk.pointing import Pointing
from annotator.gui.talk.target import Target
from annotator.gui.talk.walking import Walking
from annotator.gui.talk.writing import Writing
from annotator.project import comments as talk
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.gui.session import Session
    from annotator.gui.talk.conversation import Conversation
    from annotator.gui.talk.listing import Which
    from annotator.gui.talk.page import TalkPage
    from annotator.model.comment import Thread
    from annotator.project.changes import Changes

NAME = "comments"
_AFTER = 60
"""Milliseconds after a change; the article is painted before."""

_NOTHING = talk.Talk((), Counter())
_SAID = ("comments", "article_states", "codebooks", "layers")
"""Tables on which it depends what is listed; of annotations that is told in the open article only."""


class TalkDesk(QObject):
    changed = Signal()
    """The threads of the open article are others now, or something else that is shown of them."""
    said = Signal()
    """What was said about any article may be something else now."""
    target_changed = Signal()
    """Something else is to be written or read."""
    walked = Signal()
    """The person is shown a thread; the list follows."""
    drafted = Signal()
    """There is a draft more or less."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.session: Session | None = None
        self.here = _NOTHING
        """What was said about the open article."""
        self.target: Target | None = None
        """What is read, and what a text would be written for."""
        self.drafts = Drafts(self)
        self.conversations: list[Conversation] = []
        """Where threads are read: below the article, or over a page."""
        self._is_said = False
        self.writing = Writing(self)
        self.walking = Walking(self)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self.look)
        self._pointing = Pointing(self)
        window.workspace.drawer.add(NAME, "Comments", self._make)

    def _make(self) -> Page:
        from annotator.gui.talk.page import TalkPage

        return TalkPage(self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._timer.stop()
        self.session, self.here, self.target = session, _NOTHING, None
        self.drafts.set_session(session)
        self.changed.emit()
        if session is not None:
            session.article_opened.connect(self._on_article)
            session.current_changed.connect(self._on_current)
            session.committed.connect(self._on_commit)
            self._timer.start()

    # -- what there is

    @property
    def project(self) -> Project:
        if self.session is None:
            raise HintError("Open a project first.")
        return self.session.project

    @property
    def page(self) -> TalkPage:
        return cast("TalkPage", self.window.workspace.drawer.page(NAME))

    def shown(self) -> bool:
        """Whether the list is."""
        return self.window.moving.list_shown(NAME)

    def visible(self) -> Conversation | None:
        """Where a thread is read now."""
        return next((each for each in reversed(self.conversations) if each.isVisible()), None)

    def reading(self) -> Thread | None:
        """The thread that is read; None where one would be begun."""
        target = self.target
        if target is None or target.thread_id is None or self.session is None:
            return None
        return talk.thread(self.session.project, target.thread_id)

    def look(self) -> None:
        """Read the threads of the open article, now."""
        self._timer.stop()
        article = self.session.article if self.session is not None else None
        self.here = talk.talk(self.project, article.id) if article is not None else _NOTHING
        self.changed.emit()
        if self._is_said:
            self._is_said = False
            self.said.emit()

    # -- reading

    def aim(self, target: Target | None) -> None:
        """Read, or be about to write, something else."""
        if target != self.target:
            self.target = target
            self.target_changed.emit()

    def read(self, thread: Thread) -> None:
        """Show a thread in the list and its place in the article; the keyboard stays where it is."""
        self.aim(Target(thread.article_id, thread.id))
        self.show_place(thread)
        self.walked.emit()

    def show_place(self, thread: Thread) -> None:
        """Open the article of a thread and show what it is about."""
        session, view, anchor = self.need(), self.window.workspace.view, thread.anchor
        session.open_article(thread.article_id)
        view.clear_selection()  # else the key of a label would tag what was selected before
        session.set_current(anchor.annotation_id)
        if session.current_id is None and session.sheet is not None and anchor.annotation_id is not None:
            own = session.sheet.own.values()  # a suggestion that became one's own
            session.set_current(next((a.id for a in own if a.derived_from == anchor.annotation_id), None))
        shown = session.current_id
        if anchor.start is not None and anchor.end is not None and shown is None:
            view.select_span(anchor.start, anchor.start)
            view.reveal(anchor.start, anchor.end)

    # -- the list

    def toggle(self) -> None:
        """Open the list, or go to it; where the keyboard is in it already, close it."""
        self.look()
        self.window.moving.toggle_list(NAME)

    def open_waiting(self) -> None:
        """List what waits for the annotator."""
        self._list("waiting")

    def open_here(self) -> None:
        """List what was said about the open article."""
        self._list("here")

    def show_list(self) -> None:
        """Show the list, as it was last."""
        self.look()
        if not self.shown():
            self.window.moving.open_list(NAME)
        self.window.moving.leave_page()

    def _list(self, which: Which) -> None:
        self.show_list()
        self.page.filters.choose(which)
        self.page.begin()

    # -- inside

    def meant(self) -> Thread:
        """The thread that is read, or else the one about what is current in the article.

        :raises HintError: if there is none.
        """
        self.look()
        read, there = self.reading(), self._at_place()
        found = next(iter(there), None)
        if read is not None and (
            self.visible() is not None or read in there or (not there and self._is_here(read))
        ):
            found = read
        if found is None:
            key = self.window.commands.key("talk.next")
            raise HintError(f"No comment is shown: {key} goes to the next one.")
        return found

    def _is_here(self, thread: Thread) -> bool:
        article = self.session.article if self.session is not None else None
        return article is not None and article.id == thread.article_id

    def _at_place(self) -> list[Thread]:
        """The threads about the current annotation, or the words at the caret; open ones before others."""
        session = self.need()
        caret, current = self.window.workspace.view.caret(), session.current
        same = {current.id, current.derived_from or ""} if current is not None else set()
        found = [
            thread
            for thread in self.here.threads
            if (thread.anchor.annotation_id in same if same else _covers(thread, caret))
        ]
        return sorted(found, key=lambda thread: not thread.is_open)

    def _on_article(self) -> None:
        self.drafts.save()
        self.here = _NOTHING
        self._pointing.show_bubbles()  # those of the article before must not stand in this one
        self._timer.start()

    def _on_current(self) -> None:
        """While the list is shown, it follows the article to what something was said about."""
        if not self.shown() or self.window.workspace.drawer.holds_keyboard():
            return
        found = self._at_place() if self.session and self.session.current_id else []
        if found:
            self.aim(Target(found[0].article_id, found[0].id))
            self.walked.emit()

    def _on_commit(self, changes: Changes) -> None:
        said = bool(changes.bulk) or any(changes.touched(table) for table in _SAID)
        if said or changes.touched("annotations"):
            self._timer.start()
        self._is_said = self._is_said or said

    def check_writable(self) -> None:
        project = self.project
        if project.read_only:
            raise UserError(reading_only(project, self.window.commands.how("project.reload")))

    def need(self) -> Session:
        if self.session is None:
            raise HintError("Open a project first.")
        return self.session


def _covers(thread: Thread, caret: int) -> bool:
    anchor = thread.anchor
    return anchor.start is not None and anchor.end is not None and anchor.start <= caret <= anchor.end
