"""Gives the article view what is read of the open article: at once what it shows, and the rest bit by bit.

A portion takes some milliseconds, so that between two of them the window answers keys.  Where the view needs
a place that was not read yet, all up to there is read at once: what is shown is always the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from annotator.gui.article_view import ArticleView
from annotator.gui.marks import arcs_of, marks_of
from annotator.gui.models.portions import PORTION
from annotator.gui.models.sheet import LiveSheet
from annotator.gui.session import Session
from annotator.model.annotation import Annotation


class Loading(QObject):
    """:param finished: called when all of a large article was read."""

    def __init__(self, session: Session, view: ArticleView, finished: Callable[[], object]) -> None:
        super().__init__(session)
        self._session = session
        self._view = view
        self._finished = finished
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Show what was read of the open article, and go on reading."""
        self._timer.stop()
        sheet = self._session.sheet
        if sheet is None:
            return
        self._set_marks(sheet, sheet.take_unshown())
        if not sheet.complete:
            self._view.article_layout.index.supply_by(self._supply, sheet.read_to)
            self._timer.start()

    def show_anew(self) -> None:
        """Show all with another codebook."""
        sheet = self._session.sheet
        if sheet is not None:
            self._set_marks(sheet, (*sheet.own.values(), *sheet.suggestions.values()))

    def show_read(self, most: int | None = None) -> None:
        """Let the view know what was read meanwhile."""
        sheet = self._session.sheet
        if sheet is not None and self._timer.isActive():
            found = sheet.take_unshown(most)
            self._view.article_layout.index.add(marks_of(found, sheet, self._session.project.codebook))

    def stop(self) -> None:
        """Read no more: the project is being closed."""
        self._timer.stop()

    # -- inside

    def _set_marks(self, sheet: LiveSheet, shown: Iterable[Annotation]) -> None:
        self._view.set_marks(marks_of(shown, sheet, self._session.project.codebook))
        self._view.set_arcs(arcs_of(sheet))

    def _step(self) -> None:
        sheet = self._session.sheet
        if sheet is None:
            self._timer.stop()
            return
        sheet.read_on()
        self.show_read(2 * PORTION)
        if sheet.complete and not sheet.has_unshown:
            self._supply(sheet.read_to)
            self._timer.stop()
            self._finished()

    def _supply(self, position: int) -> None:
        """See :meth:`MarkIndex.supply_by`."""
        sheet, index = self._session.sheet, self._view.article_layout.index
        assert sheet is not None
        while sheet.read_to < position:
            sheet.read_on()
        self.show_read()
        if sheet.suggests_links:
            index.replace_arcs(arcs_of(sheet))
        index.supply_by(None if sheet.complete else self._supply, sheet.read_to)
