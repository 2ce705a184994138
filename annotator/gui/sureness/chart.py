"""Draws how many suggestions have which score, and which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.guards import guarded
from annotator.gui.theme import Theme

STEP = 5
"""Hundredths of a score that a column stands for."""

_HEIGHT = 30
_MARK = 2


class ScoreChart(QWidget):
    """A column for each step of the score; those of what is not shown are hollow, so that no colour tells it.

    :param lowest: in hundredths, the left edge; the right edge is 100.
    :param inset: pixels left and right that a slider below keeps for its handle.
    """

    def __init__(self, lowest: int, inset: int) -> None:
        super().__init__()
        self._lowest, self._inset = lowest, inset
        self._theme: Theme | None = None
        self._columns: list[int] = [0] * (-(-(100 - lowest) // STEP))
        self._least = lowest
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @guarded(QSize(120, _HEIGHT))
    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_scores(self, scores: Sequence[float], least: int) -> None:
        """:param least: in hundredths; what scores less is not shown."""
        columns = [0] * len(self._columns)
        for score in scores:
            column = (round(score * 100) - self._lowest) // STEP
            columns[min(max(column, 0), len(columns) - 1)] += 1
        self._columns, self._least = columns, least
        self.update()

    @property
    def columns(self) -> list[int]:
        """How many suggestions each column stands for, from the lowest score."""
        return list(self._columns)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        room = self.width() - 2 * self._inset
        width = room * STEP / (100 - self._lowest)
        most = max(*self._columns, 1)
        base = self.height() - 1
        painter.fillRect(QRectF(self._inset, base, room, 1), QColor(self._theme.faint))
        for number, count in enumerate(self._columns):
            if count == 0:
                continue
            height = max((base - 2) * count / most, _MARK)
            bar = QRectF(self._inset + number * width + 0.5, base - height, max(width - 2, 1), height)
            if self._lowest + number * STEP >= self._least:
                painter.fillRect(bar, QColor(self._theme.accent))
            else:
                painter.setPen(QColor(self._theme.muted))
                painter.drawRect(bar.adjusted(0, 0, -1, 0))
        painter.end()
