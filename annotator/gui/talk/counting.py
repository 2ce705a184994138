"""How many threads wait for the annotator, counted beside the window and said in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.widgets.parts import button
from annotator.project import comments as talk
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.project.changes import Changes

_AFTER = 250
_TABLES = ("comments", "article_states", "layers")
COMMAND = "talk.waiting"
_PLACE = 2
"""In the status bar: behind what was done, before the counts of the article."""


class WaitingCount(QObject):
    counted = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._asked = 0
        self.count = 0
        self.button = button("", lambda: window.commands.run(COMMAND), "quiet-accent")
        self.button.setObjectName("waiting-comments")
        self.button.hide()
        window.status.insertPermanentWidget(_PLACE, self.button)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._look)
        window.commands.keys_changed.connect(lambda: self._say(self.count))

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._timer.stop()
        self._session = session
        self._asked += 1
        self._say(0)
        if session is not None:
            session.committed.connect(self._on_commit)
            self._timer.start()

    def _on_commit(self, changes: Changes) -> None:
        if changes.bulk or any(changes.touched(table) for table in _TABLES):
            self._timer.start()

    def _look(self) -> None:
        session = self._session
        if session is None:
            return
        self._asked += 1
        asked = self._asked
        path, annotator = session.project.path, session.project.annotator

        def work() -> int:
            with reader(path, annotator) as queries:
                return len(talk.waiting(queries))

        def done(count: int) -> None:
            if asked == self._asked:
                self._say(count)

        self._window.background.run(work, done)

    def _say(self, count: int) -> None:
        self.count = count
        waits = "1 comment waits for you" if count == 1 else f"{count} comments wait for you"
        self.button.setText(self._window.commands.with_key(waits, COMMAND))
        self.button.setToolTip("Open, and somebody names you or answered you since")
        self.button.setVisible(count > 0)
        self._window.commands.set_title(
            COMMAND, waits[0].upper() + waits[1:] if count else "What waits for me"
        )
        self.counted.emit(count)
