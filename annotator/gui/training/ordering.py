"""The list of articles by what the model is least sure of: what is to do and most useful comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.project.queries import reader
from annotator.project.usefulness import choose_order, chosen_order, most_useful

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.project.changes import Changes

_AFTER = 400
"""Milliseconds after a model's suggestions came in, so that a run does not order the list at each article."""


class UsefulOrder(QObject):
    """Orders the list where the project says so; anew when a model has suggested, not while one decides."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.apply)

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self._timer.stop()
        self._window.workspace.articles.set_order(())
        if session is not None:
            session.committed.connect(self._on_commit)
            self.apply()

    @property
    def on(self) -> bool:
        """Whether the list is in this order."""
        return self._session is not None and chosen_order(self._session.project) is not None

    def toggle(self) -> None:
        """Order the list so, or by import again."""
        if self._session is not None:
            choose_order(self._session.project, None if self.on else "entropy")
            self.apply()

    def said(self) -> str:
        """What the status bar says of it."""
        return "Most useful articles first" if self.on else "Articles in the order of import"

    def apply(self) -> None:
        """Read the order anew beside the window, and show it."""
        session = self._session
        if session is None:
            return
        measure = chosen_order(session.project)
        if measure is None:
            self._window.workspace.articles.set_order(())
            return
        path, annotator = session.project.path, session.project.annotator

        def work() -> list[int]:
            with reader(path, annotator) as queries:
                return [useful.article_id for useful in most_useful(queries, measure)]

        def done(order: list[int]) -> None:
            if self._session is session and self.on:
                self._window.workspace.articles.set_order(order)

        self._window.background.run(work, done)

    def _on_commit(self, changes: Changes) -> None:
        if {"annotations", "articles", "about"} & changes.bulk and self.on:
            self._timer.start()
