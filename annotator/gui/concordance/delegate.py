"""Draws a line of the concordance: the hit in its place, the words to its left and right beside it."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.article_view.metrics import READING_FAMILIES
from annotator.gui.concordance.model import ARTICLE, LINE_ROLE, MARK, MARK_ROLE, TAGGED, TEXT, shown
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.model.codebook import Codebook
from annotator.project.concordance.lines import Line, plain

_SIZE = 13
_BEFORE, _HIT = 0.44, 0.34
"""Where the hit begins, and how much of the column it may take."""
_GAP, _PAD, _BOX = 5, 8, 13
_Index = QModelIndex | QPersistentModelIndex
_Align = Qt.AlignmentFlag


class LineDelegate(QStyledItemDelegate):
    """All lines are equally high.  ``has_keyboard`` is asked when the current line is drawn."""

    theme: Theme
    codebook: Codebook | None = None

    def __init__(self) -> None:
        super().__init__()
        self.reading = QFont(READING_FAMILIES)
        self.reading.setPixelSize(_SIZE)
        self.bold = QFont(self.reading)
        self.bold.setWeight(QFont.Weight.DemiBold)

    @property
    def height(self) -> int:
        return QFontMetrics(self.bold).height() + 8

    @guarded(QSize(100, 28))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, self.height)

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._background(painter, area, state, index.column())
        if index.column() == TEXT:
            self._line(painter, area.adjusted(4, 0, -4, 0), line)
        elif index.column() == MARK:
            self._mark(painter, area, bool(index.data(MARK_ROLE)))
        else:
            self._words(painter, area, line, index.column())
        painter.restore()

    # -- inside

    def _background(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, column: int) -> None:
        flags = QStyle.StateFlag
        selected, focused = bool(state & flags.State_Selected), bool(state & flags.State_Active)
        if selected:
            painter.fillRect(area, QColor(self.theme.selection))
            if (focused and state & flags.State_HasFocus) or self._held:
                painter.setPen(QPen(QColor(self.theme.focus), 1))
                painter.drawLine(area.topLeft(), area.topRight())
                painter.drawLine(area.bottomLeft(), area.bottomRight())
        elif state & flags.State_MouseOver:
            hover = QColor(self.theme.text)
            hover.setAlphaF(0.05)
            painter.fillRect(area, hover)

    _held = False

    def hold(self, held: bool) -> None:
        """Whether the list has the keyboard: the current line is framed then."""
        self._held = held

    def _line(self, painter: QPainter, area: QRect, line: Line) -> None:
        metrics, bold = QFontMetrics(self.reading), QFontMetrics(self.bold)
        backward = _is_backward(line.hit)
        hit = bold.elidedText(plain(line.hit), Qt.TextElideMode.ElideMiddle, int(area.width() * _HIT))
        width = bold.horizontalAdvance(hit)
        start = area.left() + int(area.width() * _BEFORE)
        if backward:
            start = min(start, area.right() - width - 40)
        left, right = plain(line.left), plain(line.right)
        before, after = line.left[-1:].isspace(), line.right[:1].isspace()
        if backward:
            left, right, before, after = right, left, after, before
        left_area = QRect(
            area.left(), area.top(), start - area.left() - (_GAP if before else 0), area.height()
        )
        right_start = start + width + (_GAP if after else 0)
        right_area = QRect(right_start, area.top(), area.right() - right_start, area.height())
        muted = line.kind == "gone"
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if backward else Qt.LayoutDirection.LeftToRight
        )
        ends = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideLeft
        painter.setFont(self.reading)
        painter.setPen(QColor(self.theme.muted))
        flags = _Align.AlignVCenter | _Align.AlignAbsolute
        painter.drawText(
            left_area,
            int(flags | _Align.AlignRight),
            metrics.elidedText(left, ends[0] if backward else ends[1], left_area.width()),
        )
        painter.drawText(
            right_area,
            int(flags | _Align.AlignLeft),
            metrics.elidedText(right, ends[1] if backward else ends[0], right_area.width()),
        )
        painter.setFont(self.bold)
        painter.setPen(QColor(self.theme.muted if muted else self.theme.text))
        painter.drawText(
            QRect(start, area.top(), width + 2, area.height()), int(flags | _Align.AlignLeft), hit
        )
        self._bar(painter, line, start, width, area.center().y() + bold.height() // 2 + 1)

    def _bar(self, painter: QPainter, line: Line, start: int, width: int, y: int) -> None:
        """The bar of the label below the hit, as in the article: dashed where it is only suggested."""
        colour = self._colour(line)
        if colour is None or line.kind == "gone":
            return
        styles = {"suggestion": Qt.PenStyle.DashLine, "colleague": Qt.PenStyle.DotLine}
        pen = QPen(colour, 2, styles.get(line.kind, Qt.PenStyle.SolidLine))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPoint(start, y), QPoint(start + width, y))

    def _mark(self, painter: QPainter, area: QRect, marked: bool) -> None:
        box = QRectF(0, 0, _BOX, _BOX)
        box.moveCenter(QRectF(area).center())
        painter.setPen(QPen(QColor(self.theme.accent if marked else self.theme.muted), 1))
        painter.setBrush(QColor(self.theme.accent) if marked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3.5, 3.5)
        if marked:
            painter.setPen(QPen(QColor(self.theme.accent_text), 1.8))
            x, y = box.left(), box.top()
            painter.drawPolyline([QPoint(int(x + 3), int(y + 7)), QPoint(int(x + 6), int(y + 10))])
            painter.drawPolyline([QPoint(int(x + 6), int(y + 10)), QPoint(int(x + 11), int(y + 4))])

    def _words(self, painter: QPainter, area: QRect, line: Line, column: int) -> None:
        inner = area.adjusted(_PAD, 0, -_PAD // 2, 0)
        colour = self._colour(line) if column == TAGGED else None
        if colour is not None:
            dot = QRectF(inner.left(), inner.center().y() - 3, 7, 7)
            filled = line.kind in ("own", "colleague")
            painter.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine))
            painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(dot, 2, 2)
            inner.setLeft(inner.left() + 13)
        own = column == TAGGED and line.kind == "own"
        painter.setPen(QColor(self.theme.text if own or column == ARTICLE else self.theme.muted))
        text = painter.fontMetrics().elidedText(
            shown(line, column), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(_Align.AlignVCenter | _Align.AlignLeft), text)

    def _colour(self, line: Line) -> QColor | None:
        label = self.codebook.label(line.label) if self.codebook is not None and line.label else None
        return self.theme.label_colour(label) if label is not None else None


def _is_backward(text: str) -> bool:
    """Whether a text runs from right to left: by its first character with a direction."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
