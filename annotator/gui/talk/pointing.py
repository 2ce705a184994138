"""Bubbles beside the article: which there are, what the mouse is told of them, and where a click leads."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from annotator.gui.article_view import bubbles
from annotator.gui.article_view.bubbles import Bubble, Place
from annotator.gui.guards import guarded
from annotator.gui.said import short
from annotator.gui.talk.words import about

if TYPE_CHECKING:
    from annotator.gui.talk.desk import TalkDesk
    from annotator.model.comment import Thread

_LONGEST = 160


class Pointing(QObject):
    """Stands as an event filter before the article, whose clicks would move the caret."""

    _alive = False
    """Events still come when Qt takes the view down and what Python knew of it is gone."""

    def __init__(self, desk: TalkDesk) -> None:
        super().__init__(desk)
        self._alive = True
        self._desk = desk
        self._view = desk.window.workspace.view
        self._over = False
        self._pressed = False
        """Whether the mouse was pressed on a bubble: letting go of it is not for the article either."""
        self._view.viewport().installEventFilter(self)
        desk.changed.connect(self.show_bubbles)
        desk.window.commands.keys_changed.connect(self.show_bubbles)
        desk.window.workspace.header.talk_wanted.connect(self._from_header)

    def show_bubbles(self) -> None:
        """One for each open thread of the article that is about some place in it."""
        session = self._desk.session
        made = []
        for thread in self._desk.here.threads if session is not None else ():
            if thread.is_open and thread.anchor.start is not None:
                waits = session is not None and thread.waits_for(session.project.annotator) is not None
                made.append(Bubble(self._place(thread), thread.id, waits))
        bubbles.show(self._view, made)
        window, here = self._desk.window, self._desk.here
        opened, hidden = sum(thread.is_open for thread in here.threads), sum(here.hidden.values())
        window.workspace.header.show_talk(opened, hidden, window.commands.key("talk.next"))

    def _from_header(self) -> None:
        """To the next open thread; where all is hidden, to where that is said."""
        if any(thread.is_open for thread in self._desk.here.threads):
            self._desk.window.commands.run("talk.next")
        else:
            self._desk.open_here()

    def _place(self, thread: Thread) -> int:
        """Where the annotation stands now, or where it stood."""
        mark = self._view.article_layout.index.by_id.get(thread.anchor.annotation_id or "")
        return mark.start if mark is not None else thread.anchor.start or 0

    def _tip(self, place: Place) -> str:
        threads = {thread.id: thread for thread in self._desk.here.threads}
        lines = []
        for bubble in place.bubbles:
            thread = threads.get(bubble.thread_id)
            if thread is not None:
                said = f"{thread.last.created_by}: {short(thread.last.text, _LONGEST)}"
                lines += [f"<b>{escape(about(thread.anchor))}</b>", escape(said)]
        key = self._desk.window.commands.key("talk.answer")
        return "<br>".join([*lines, f"<i>Click to read, {escape(key)} to answer</i>"])

    def _open(self, place: Place) -> None:
        """Show the thread of a bubble; clicked again, the next of the same line."""
        target = self._desk.target
        ids = [bubble.thread_id for bubble in place.bubbles]
        now = ids.index(target.thread_id) if target is not None and target.thread_id in ids else -1
        thread = next((t for t in self._desk.here.threads if t.id == ids[(now + 1) % len(ids)]), None)
        if thread is not None:
            self._desk.show_list()
            self._desk.read(thread)
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._alive or not (self._view.painter.bubbles or self._pressed):
            return False
        match event.type():
            case QEvent.Type.ToolTip if isinstance(event, QHelpEvent):
                place = bubbles.at(self._view, event.pos().toPointF())
                if place is None:
                    return False
                QToolTip.showText(event.globalPos(), f"<qt>{self._tip(place)}</qt>", self._view.viewport())
                return True
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                over = not event.buttons() and bubbles.at(self._view, event.position()) is not None
                return self._hover(over)
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick if isinstance(
                event, QMouseEvent
            ):
                place = bubbles.at(self._view, event.position())
                self._pressed = place is not None and event.button() == Qt.MouseButton.LeftButton
                if self._pressed and place is not None:
                    self._desk.window.attempt(lambda: self._open(place))
                return self._pressed
            case QEvent.Type.MouseButtonRelease:
                pressed, self._pressed = self._pressed, False
                return pressed
        return False

    def _hover(self, over: bool) -> bool:
        """Whether the move is kept from the view, which would give the cursor its own shape."""
        if over and not self._over:
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif self._over and not over:
            self._view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._over = over
        return over
