"""Says in the status bar what a key press did, in the analyst's words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.gui.models.articles import title_of
from annotator.gui.models.sheet import reading_order
from annotator.gui.said import short

if TYPE_CHECKING:
    from annotator.gui.commands.command import Command
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_AFTER = 15
"""Milliseconds after which it is said, so that the article is painted before."""

_Place = tuple[int | None, str | None, datetime | None]


class Saying(QObject):
    """Follows the commands of a window, and the caret and mouse.

    What was saved is said by the presenter, for every commit.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last: _Place = (None, None, None)
        self._command: Command | None = None
        self._told = ""
        """What was said of an annotation that is current."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self._say)
        window.commands.ran.connect(self._on_end)
        window.session_changed.connect(self._set_session)

    @property
    def waits(self) -> bool:
        """Whether something is still to be said."""
        return self._timer.isActive()

    def _set_session(self, session: Session | None) -> None:
        self._last = (None, None, None)
        if session is not None:
            session.current_changed.connect(self._timer.start)
            session.committed.connect(self._timer.start)

    def _on_end(self, name: str) -> None:
        self._command = self._window.commands.command(name)
        self._timer.start()

    def _place(self) -> _Place:
        session = self._window.session
        if session is None:
            return None, None, None
        article = session.article
        return (article.id if article else None), session.current_id, session.saved_at

    def _say(self) -> None:
        """Of keys that follow each other at once, all of their way counts."""
        before, now = self._last, self._place()
        command, self._command, self._last = self._command, None, now
        session, status = self._window.session, self._window.status
        if now[2] != before[2]:
            return  # it was saved, and said so
        text = ""
        if session is not None and now[0] != before[0] is not None:
            text = self._article()
        elif session is not None and now[1] != before[1]:
            text = _current(session)
            if not text and self._told and status.says() == self._told:
                status.show_done("")
            self._told = text
        elif command is not None:
            text = _done(command)
        if text:
            status.show_done(text)

    def _article(self) -> str:
        session, model = self._window.session, self._window.workspace.articles.model
        if session is None or session.article is None:
            return ""
        index = model.index_of(session.article.id)
        if not index.isValid():
            return ""
        title = title_of(model.row(index.row()).summary)
        return f"Article {index.row() + 1} of {model.rowCount()}: {short(title)}"


def _current(session: Session) -> str:
    """The current annotation, and for a suggestion which of how many it is."""
    current, sheet = session.current, session.sheet
    if current is None or sheet is None:
        return ""
    text = f"{current.label} “{short(current.quote)}”"
    if not session.current_is_suggestion:
        return text[0].upper() + text[1:]
    place = reading_order(current)
    number = 1 + sum(reading_order(other) < place for other in sheet.suggestions.values())
    return f"Suggestion {number} of {len(sheet.suggestions)}: {text}"


def _done(command: Command) -> str:
    if command.says is not None:
        return command.says()
    if command.checked is None:
        return ""
    # “Theme: dark” is one of several: nothing is hidden there.
    if ":" in command.title:
        return command.title
    return f"{command.title} {'shown' if command.checked() else 'hidden'}"
