"""Drawings below each other, each under its title; beside each other where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.guards import guarded
from annotator.gui.statistics.chart_view import ChartView
from annotator.gui.statistics.drawing import Drawing
from annotator.gui.theme import LIGHT, Theme
from annotator.gui.widgets.parts import label

_BESIDE = 1000
"""Pixels from which two stand beside each other."""


class ChartPage(QScrollArea):
    """Drawings that are ``wide`` have a line for themselves."""

    walked = Signal(object)
    entered = Signal(object)

    def __init__(self, wide: Sequence[bool]) -> None:
        super().__init__()
        self._wide = list(wide)
        self.views = [ChartView() for _ in wide]
        self._titles = [label("", "heading") for _ in wide]
        self._last = self.views[0]
        self._columns = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._inner.setObjectName("statistics-charts")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(16, 4, 16, 16)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(10)
        self._cells = []
        for view, title in zip(self.views, self._titles, strict=True):
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(title)
            cell.addWidget(view)
            cell.addStretch(1)
            self._cells.append(cell)
            view.walked.connect(self.walked)
            view.walked.connect(lambda mark, view=view: self._reveal(view))
            view.entered.connect(self.entered)
            view.focused.connect(lambda view=view: self._on_focus(view))
        self.setWidget(self._inner)
        self._arrange(1)

    @property
    def current(self) -> ChartView:
        """The drawing in which the keyboard is or was last."""
        return self._last

    def set_theme(self, theme: Theme = LIGHT) -> None:
        for view in self.views:
            view.set_theme(theme)

    def show_drawings(self, drawings: Sequence[Drawing]) -> None:
        for view, title, drawing in zip(self.views, self._titles, drawings, strict=True):
            title.setText(drawing.title)
            view.show_drawing(drawing)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= _BESIDE else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for cell in self._cells:
            self._grid.removeItem(cell)
        row = column = 0
        for cell, wide in zip(self._cells, self._wide, strict=True):
            if column and (wide or column >= columns):
                row, column = row + 1, 0
            self._grid.addLayout(cell, row, column, 1, columns if wide else 1)
            column += columns if wide else 1
        for each in range(2):
            self._grid.setColumnStretch(each, 1 if each < columns else 0)
        self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(row + 1, 1)

    def _on_focus(self, view: ChartView) -> None:
        self._last = view
        self._reveal(view)

    def _reveal(self, view: ChartView) -> None:
        """Scroll to where the keyboard is."""
        mark = view.mark
        if mark is None:
            self.ensureWidgetVisible(view, 0, 24)
        else:
            place = view.mapTo(self._inner, mark.box.center().toPoint())
            self.ensureVisible(place.x(), place.y(), 0, round(mark.box.height() / 2) + 30)
