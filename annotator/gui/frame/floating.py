"""Lays what is asked right after tagging over the article instead of below it, where nothing may move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QBoxLayout, QWidget

from annotator.gui.article_view import ArticleView
from annotator.gui.guards import guarded

_SIDE, _BELOW = 14, 12


class Floating(QObject):
    """Who tags with the mouse aims at the next words already: no line may jump as the box comes or goes.

    The box stands at the bottom of the article, or at its top where it would hide the current annotation;
    where neither has room the article gives way after all.
    """

    def __init__(self, box: QWidget, view: ArticleView, column: QWidget, home: QBoxLayout) -> None:
        """``home`` is the layout in which the box stands where it does not float."""
        super().__init__(box)
        self._box, self._view, self._column, self._home = box, view, column, home
        self.floats = False
        box.installEventFilter(self)
        column.installEventFilter(self)

    def place(self, *, floats: bool) -> None:
        """Let the box float from now on, if there is room, or stand below the article."""
        floats = floats and self._top() is not None
        if floats != self.floats:
            self.floats = floats
            if floats:
                self._home.removeWidget(self._box)
            else:
                self._home.addWidget(self._box)
        self._settle()

    def _settle(self) -> None:
        top = self._top() if self.floats else None
        if top is not None:
            self._box.setGeometry(QRect(_SIDE, top, self._width(), self._height()))
            self._box.raise_()

    def _width(self) -> int:
        return self._column.width() - 2 * _SIDE

    def _height(self) -> int:
        layout = self._box.layout()
        if layout is not None:
            layout.activate()
        height = self._box.heightForWidth(self._width())
        return height if height > 0 else self._box.sizeHint().height()

    def _top(self) -> int | None:
        """Where in the column it begins; None where it would hide the current annotation in any place."""
        ground, height = self._view.geometry(), self._height()
        upper, lower = (ground.top() + edge for edge in self._current())
        at_bottom, at_top = ground.bottom() + 1 - height - _BELOW, ground.top() + _BELOW
        if lower <= at_bottom:
            return at_bottom
        return at_top if at_top + height <= upper else None

    def _current(self) -> tuple[float, float]:
        """Where the first line of the current annotation begins and ends in the view, bars and all."""
        view = self._view
        mark = view.article_layout.index.by_id.get(view.current() or "")
        if mark is None:
            return 0, 0
        top, line = view.article_layout.place_of(mark.start)
        top -= view.verticalScrollBar().value()
        return top + line.top, top + line.bottom

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = QEvent.Type.LayoutRequest if watched is self._box else QEvent.Type.Resize
        if self.floats and event.type() == kind:
            self._settle()
        return False
