"""Counts the open differences of all articles beside the window, a few at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.gui.comparing.article_list import Count
from annotator.gui.comparing.reading import count_articles
from annotator.gui.comparing.voices import Voice
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_AT_ONCE = 4
"""Articles of one reading: between two of them the window's other readings have their turn."""


class Counting(QObject):
    counted = Signal(object)
    """Article id -> :class:`Count` of some articles."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._session: Session | None = None
        self._voices: tuple[Voice, ...] = ()
        self._waiting: dict[int, None] = {}
        self._number = 0
        self._running = False

    def start(self, session: Session, voices: Sequence[Voice], article_ids: Sequence[int]) -> None:
        """Count all these anew; what was on its way is dropped."""
        self.stop()
        self._session, self._voices = session, tuple(voices)
        self._waiting = dict.fromkeys(article_ids)
        self._go_on()

    def again(self, article_ids: Collection[int]) -> None:
        """Count some articles anew, before all that still waits."""
        first = dict.fromkeys(article_ids)
        self._waiting = first | {key: None for key in self._waiting if key not in first}
        if not self._running:
            self._go_on()

    def stop(self) -> None:
        self._number += 1
        self._waiting.clear()
        self._running = False

    @property
    def ready(self) -> bool:
        """Whether nothing waits to be counted."""
        return not self._waiting and not self._running

    def _go_on(self) -> None:
        session, voices, number = self._session, self._voices, self._number
        ids = list(self._waiting)[:_AT_ONCE]
        if session is None or len(voices) < 2 or not ids:
            return
        for key in ids:
            del self._waiting[key]
        self._running = True
        path, annotator = session.project.path, session.project.annotator

        def work() -> dict[int, Count]:
            with reader(path, annotator) as queries:
                there = set(queries.article_ids())
                return count_articles(
                    queries, [key for key in ids if key in there], voices, queries.actors_by_id()
                )

        def done(found: dict[int, Count]) -> None:
            if number == self._number:
                self._running = False
                self.counted.emit(found)
                self._go_on()

        def failed(_error: Exception) -> None:
            if number == self._number:
                self._running = False
                self._go_on()

        self._window.background.run(work, done, failed)
