"""How long one works on each article, for pay and planning; it can be switched off.

Only time at work counts: of two keys or movements of the mouse in the window that are further apart than
:data:`IDLE` seconds, the time between is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.gui.guards import guarded
from annotator.project.operations import articles

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

IDLE = 60.0
_SAVE_EVERY = 20_000
_ACTIVE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
}
_SETTING = "timing"


class Timing(QObject):
    """:param clock: seconds that only grow."""

    def __init__(self, window: MainWindow, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window = window
        self.clock = clock
        self.on = window.settings.flag(_SETTING, True)
        self._session: Session | None = None
        self._article: int | None = None
        self._last: float | None = None
        self._gathered = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_SAVE_EVERY)
        self._timer.timeout.connect(self.flush)

    def switch(self) -> None:
        """On or off."""
        self.flush()
        self.on = not self.on
        self._window.settings.set_flag(_SETTING, self.on)
        self._last = None

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; what was gathered is saved first."""
        self.flush()
        self._session, self._article, self._last = session, None, None
        if session is None:
            self._timer.stop()
            return
        session.article_opened.connect(self._on_article)
        self._timer.start()
        # Keys and mouse come to the window's handle first; a filter on the program would see every event.
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def flush(self) -> None:
        """Save what was gathered."""
        session, article, seconds = self._session, self._article, self._gathered
        if session is not None and session.project.closed_to_others:
            return  # a merge is being saved: later
        self._gathered = 0.0
        if session is None or article is None or seconds < 1 or session.project.read_only:
            return
        articles.spend(session.project, article, seconds)

    def noticed(self) -> None:
        """Somebody is at work, now."""
        if not self.on:
            return
        now = self.clock()
        if self._last is not None and self._article is not None and now - self._last <= IDLE:
            self._gathered += now - self._last
        self._last = now

    # -- inside

    def _on_article(self) -> None:
        self.flush()
        article = self._session.article if self._session is not None else None
        self._article = article.id if article is not None else None

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._session is not None and event.type() in _ACTIVE:
            self.noticed()
        return False
