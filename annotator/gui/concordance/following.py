"""Keeps the list and the article together: shows the place of a line, and follows what is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from annotator.project.changes import Changes
from annotator.project.concordance.lines import Line
from annotator.project.concordance.standing import restated
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.concordance.page import ConcordancePage
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_AT_ONCE = 20
"""Lines that are looked up at once; more are looked up beside the window."""
_LATER = 60
_TABLES = {"annotations", "decisions", "actors"}


class Following(QObject):
    def __init__(self, window: MainWindow, page: ConcordancePage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page
        self._session: Session | None = None
        self._touched: set[int] | None = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATER)
        self._timer.timeout.connect(self._look_up)
        self._origin: tuple[int, str | None, tuple[int, int] | None, bool] | None = None

    def set_session(self, session: Session | None) -> None:
        self._timer.stop()
        self._session, self._touched, self._origin = session, set(), None
        if session is not None:
            session.committed.connect(self._on_commit)

    # -- to the article

    def show_place(self, line: Line) -> None:
        """Open the article and show the place of a line; the keyboard stays where it is."""
        session, view = self._session, self._window.workspace.view
        if session is None:
            return
        session.open_article(line.article_id)
        view.clear_selection()
        if line.kind in ("own", "suggestion") and line.annotation_id is not None:
            session.set_current(None, reveal=False)
            session.set_current(line.annotation_id)
        if session.current_id is None or session.current_id != line.annotation_id:
            session.set_current(None, reveal=False)
            view.select_span(line.start, line.end)
            view.reveal(line.start, line.end)

    def leave_from(self, *, was_open: bool) -> None:
        """Remember where “Everywhere” was asked for, to go back there."""
        session, view = self._session, self._window.workspace.view
        if session is not None and session.article is not None:
            self._origin = session.article.id, session.current_id, view.selected_span(), was_open

    def back(self) -> None:
        """Go back to where “Everywhere” was asked for."""
        session, view = self._session, self._window.workspace.view
        origin, self._origin = self._origin, None
        self._page.end_spreading()
        if session is None or origin is None:
            return
        article_id, annotation_id, span, was_open = origin
        session.open_article(article_id)
        view.clear_selection()
        if annotation_id is not None:
            session.set_current(annotation_id)
        elif span is not None:
            view.select_span(span[1], span[1])
            view.reveal(*span)
        if not was_open:
            self._window.workspace.drawer.fold()
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- from the project

    def _on_commit(self, changes: Changes) -> None:
        if not self._page.lines.lines:
            return
        if changes.bulk & _TABLES or changes.touched("actors"):
            self._touched = None
        elif any(row.table in _TABLES for row in changes.rows):
            if self._touched is not None:
                self._touched |= changes.article_ids
        else:
            return
        lines = self._lines()
        if len(lines) <= _AT_ONCE and self._session is not None:
            self._touched = set()
            self._page.lines.take(restated(self._session.project, self._page.query, lines))
        else:
            self._timer.start()

    def _lines(self) -> list[Line]:
        touched, lines = self._touched, self._page.lines.lines
        return list(lines) if touched is None else [line for line in lines if line.article_id in touched]

    def _look_up(self) -> None:
        session, query, lines = self._session, self._page.query, self._lines()
        self._touched = set()
        if session is None:
            return
        path, annotator = session.project.path, session.project.annotator

        def work() -> list[Line]:
            with reader(path, annotator) as queries:
                return restated(queries, query, lines)

        self._window.background.run(work, self._page.lines.take)
