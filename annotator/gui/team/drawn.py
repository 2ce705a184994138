"""What is drawn on the page: how far a person is, and what a plan gives to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.guards import guarded
from annotator.gui.models.article_delegate import state_colour
from annotator.gui.theme import LIGHT, Theme
from annotator.model.article import State

ORDER: tuple[State, ...] = ("done", "in doubt", "in progress", "to do")
"""The states in a bar: what is finished first."""

_PATTERNS: dict[State, Qt.BrushStyle] = {
    "done": Qt.BrushStyle.SolidPattern,
    "in doubt": Qt.BrushStyle.BDiagPattern,
    "in progress": Qt.BrushStyle.Dense4Pattern,
    "to do": Qt.BrushStyle.NoBrush,
}
_HIGH = 12
_ROW = 26
_NAME = 130


class ProgressBar(QWidget):
    """A person's articles by state; each has its pattern, so that colour is not needed to tell them apart."""

    def __init__(self, name: str, counts: Sequence[tuple[State, int]], longest: int) -> None:
        """:param longest: articles that fill the whole width, so that the bars of people can be compared."""
        super().__init__()
        self._theme = LIGHT
        self._counts, self._longest = counts, max(longest, 1)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}: " + ", ".join(f"{number} {state}" for state, number in counts))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    @guarded(QSize(240, _HIGH + 6))
    def sizeHint(self) -> QSize:
        return QSize(240, _HIGH + 6)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, top = 0.5, (self.height() - _HIGH) / 2
        for state, number in self._counts:
            if number:
                width = max((self.width() - 1) * number / self._longest, 2.0)
                paint_part(painter, QRectF(left, top, width, _HIGH), state, self._theme)
                left += width


def paint_part(painter: QPainter, box: QRectF, state: State, theme: Theme) -> None:
    """A piece of a bar, or the sample in its legend."""
    colour = QColor(state_colour(theme, state))
    painter.setPen(QPen(colour, 1))
    painter.setBrush(QBrush(colour, _PATTERNS[state]))
    painter.drawRect(box)


@dataclass(frozen=True, slots=True)
class Portion:
    """What a plan gives to a person: how many articles, how many of them others read too, and in words."""

    name: str
    articles: int
    shared: int
    words: str


class PlanBars(QWidget):
    """Who would get how many articles; those that several read are hatched."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self.portions: Sequence[Portion] = ()
        self.setAccessibleName("Who gets how many articles")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_portions(self, portions: Sequence[Portion]) -> None:
        self.portions = portions
        self.setFixedHeight(_ROW * len(portions))
        self.setAccessibleDescription("; ".join(f"{each.name}: {each.words}" for each in portions))
        self.update()

    @guarded(QSize(480, 80))
    def sizeHint(self) -> QSize:
        return QSize(480, _ROW * len(self.portions))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        metrics = painter.fontMetrics()
        words = max((metrics.horizontalAdvance(each.words) for each in self.portions), default=0)
        room = max(self.width() - _NAME - words - 12, 40)
        longest = max((each.articles for each in self.portions), default=1) or 1
        accent = QColor(theme.accent)
        for number, each in enumerate(self.portions):
            top = number * _ROW
            painter.setPen(QColor(theme.text))
            middle = Qt.AlignmentFlag.AlignVCenter
            name = metrics.elidedText(each.name, Qt.TextElideMode.ElideRight, _NAME - 8)
            painter.drawText(QRectF(0, top, _NAME, _ROW), middle, name)
            left, high = float(_NAME), top + (_ROW - _HIGH) / 2
            painter.setPen(QPen(accent, 1))
            for articles, pattern in (
                (each.shared, Qt.BrushStyle.BDiagPattern),
                (each.articles - each.shared, Qt.BrushStyle.SolidPattern),
            ):
                if articles:
                    width = room * articles / longest
                    painter.setBrush(QBrush(accent, pattern))
                    painter.drawRect(QRectF(left + 0.5, high, width, _HIGH))
                    left += width
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(left + 10, top, self.width() - left - 10, _ROW), middle, each.words)
