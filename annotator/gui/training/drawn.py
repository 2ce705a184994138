"""What is drawn on the page: how much there is, how the training goes, and how old and new differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.guards import guarded
from annotator.gui.theme import LIGHT, Theme
from annotator.gui.training.figures import ARROW
from annotator.model.training import Need

_ROW = 26
_NAME = 170
_BAR = 220
_INDENT = 16
_NARROW = 190
"""Pixels, in which a change is said and not drawn."""


class NeedBars(QWidget):
    """How much there is of each label beside how much it takes; said in words as well."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._needs: Sequence[Need] = ()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_needs(self, needs: Sequence[Need]) -> None:
        self._needs = needs
        self.setFixedHeight(_ROW * len(needs))
        said = "; ".join(f"{need.shown}: {in_words(need)}" for need in needs)
        self.setAccessibleName("What there is to train on")
        self.setAccessibleDescription(said)
        self.setToolTip("")
        self.update()

    @guarded(QSize(560, 80))
    def sizeHint(self) -> QSize:
        return QSize(560, _ROW * len(self._needs))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        for number, need in enumerate(self._needs):
            top = number * _ROW
            indent = _INDENT if need.attribute else 0
            painter.setPen(QColor(theme.muted if need.attribute else theme.text))
            name = need.attribute or need.shown
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME - indent - 8)
            painter.drawText(QRectF(indent, top, _NAME - indent, _ROW), flags, shown)
            bar = QRectF(_NAME, top + _ROW / 2 - 4, _BAR, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.faint))
            painter.drawRoundedRect(bar, 4, 4)
            share = min(need.have / need.need, 1.0)
            if share > 0:
                painter.setBrush(QColor(theme.accent if need.met else theme.muted))
                painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(share * _BAR, 8), 8), 4, 4)
            painter.setPen(QColor(theme.text if need.met else theme.muted))
            said = QRectF(_NAME + _BAR + 14, top, max(self.width() - _NAME - _BAR - 14, 10), _ROW)
            painter.drawText(said, flags, in_words(need))


def in_words(need: Need) -> str:
    """How much there is, and how much is missing."""
    if need.met:
        return f"{need.have:,}, enough"
    return f"{need.have:,} of {need.need}: {need.need - need.have} missing"


class Curve(QWidget):
    """The score of what is being trained by round, so that one sees it rise and level off."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self.part = ""
        self.points: list[float] = []
        self.setFixedHeight(130)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def clear(self) -> None:
        self.part, self.points = "", []
        self.update()

    def add(self, part: str, score: float) -> None:
        """One more round; another part begins a new curve."""
        if part != self.part:
            self.part, self.points = part, []
        self.points.append(score)
        self.setAccessibleName(f"{part}: {score * 100:.0f} of 100 after round {len(self.points)}")
        self.update()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        area = QRectF(36, 10, max(self.width() - 110, 40), self.height() - 34)
        painter.setPen(QPen(QColor(theme.faint), 1))
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - share * area.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - share * area.height()
            painter.drawText(QRectF(0, y - 9, 28, 18), right, f"{share * 100:.0f}")
        if not self.points:
            return
        below = QRectF(area.left(), area.bottom() + 4, area.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{self.part}, by round")
        step = area.width() / max(len(self.points) - 1, 9)
        places = [
            QPointF(area.left() + n * step, area.bottom() - score * area.height())
            for n, score in enumerate(self.points)
        ]
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(places[-1], 4, 4)
        painter.setPen(QColor(theme.text))
        last = f"{self.points[-1] * 100:.0f}"
        painter.drawText(places[-1] + QPointF(9, 5), last)


class ChangeDelegate(QStyledItemDelegate):
    """Draws “39 → 49”: a hollow dot for the model in use, a full one for the trained, between 0 and 100."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    @guarded(None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text = str(index.data() or "")
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        style = widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, widget)
        if ARROW not in text:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        painter.setPen(QColor(self.theme.text))
        words = QRectF(box.right() - 78, box.top(), 70, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if box.width() < _NARROW:
            painter.restore()
            return
        left, right, middle = box.left() + 12, box.right() - 96, box.center().y()
        painter.setPen(QPen(QColor(self.theme.faint), 2))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        places = [
            left + (right - left) * int(part) / 100 if part.isdigit() else None
            for part in text.split(f" {ARROW} ")
        ]
        old, new = [*places, None, None][:2]
        better = old is not None and new is not None and new > old
        colour = QColor(self.theme.accent if better else self.theme.muted)
        if old is not None and new is not None:
            painter.setPen(QPen(colour, 3))
            painter.drawLine(QPointF(old, middle), QPointF(new, middle))
        if old is not None:
            painter.setPen(QPen(QColor(self.theme.muted), 2))
            painter.setBrush(QColor(self.theme.page))
            painter.drawEllipse(QPointF(old, middle), 4.5, 4.5)
        if new is not None:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(new, middle), 4.5, 4.5)
        painter.restore()
