"""The lines of the palette: what they hold for Qt, and how they are drawn."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.palette.entries import Entry, Found
from annotator.gui.theme import Theme
from annotator.model.offsets import Utf16Map

_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT, _PAD, _GAP, _ICON = 34, 12, 12, 14
_ICONS = {"article": "file", "actor": "search"}

_Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractListModel):
    """What was found, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Found] = []

    def show_found(self, found: list[Found]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def entry(self, number: int) -> Entry | None:
        return self._found[number].entry if 0 <= number < len(self._found) else None

    def entries(self) -> list[Entry]:
        return [found.entry for found in self._found]

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._found):
            return None
        found = self._found[index.row()]
        if role == _ROLE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return found.entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return found.entry.reason or found.entry.title
        return None


class RowDelegate(QStyledItemDelegate):
    """Icon, title with what was found in bold, then what it is or why not now, and the key."""

    theme: Theme

    @guarded(QSize(200, _HEIGHT))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        font: QFont = option.font
        return QSize(200, max(_HEIGHT, QFontMetrics(font).lineSpacing() + 14))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        found: Found | None = index.data(_ROLE)
        if found is None:
            return
        area: QRect = option.rect
        font: QFont = option.font
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(self.theme.focus))
            painter.setBrush(QColor(self.theme.selection))
            painter.drawRoundedRect(QRectF(area).adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)
        entry = found.entry
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        self._picture(painter, inner, entry)
        inner.setLeft(inner.left() + _ICON + _GAP)
        inner.setRight(self._key(painter, inner, font, entry.key))
        metrics = QFontMetrics(font)
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, inner.width())
        end = self._title(painter, inner, font, title, found)
        left = end + 2 * _GAP
        if inner.right() - left > 40:
            painter.setFont(font)
            painter.setPen(QColor(self.theme.muted))
            rest = QRect(left, inner.top(), inner.right() - left, inner.height())
            said = metrics.elidedText(entry.reason or entry.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
        painter.restore()

    def _picture(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        top = area.top() + (area.height() - _ICON) // 2
        if entry.colour:
            icons.swatch(QColor(entry.colour), _ICON).paint(painter, QRect(area.left(), top, _ICON, _ICON))
        elif entry.kind in _ICONS:
            picture = icons.icon(_ICONS[entry.kind], self.theme.muted, _ICON)
            picture.paint(painter, QRect(area.left(), top, _ICON, _ICON))

    def _key(self, painter: QPainter, area: QRect, font: QFont, key: str) -> int:
        """Draw the key at the right; returns where the room for the rest ends."""
        if not key:
            return area.right()
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(key) + 12, metrics.height() + 3
        top = area.top() + (area.height() - height) // 2
        box = QRectF(area.right() - width + 0.5, top + 0.5, width - 1, height - 1)
        painter.setPen(QColor(self.theme.faint))
        painter.setBrush(QColor(self.theme.window))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self.theme.muted))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return area.right() - width - _GAP

    def _title(self, painter: QPainter, area: QRect, font: QFont, title: str, found: Found) -> int:
        """Draw the title; returns where it ends."""
        layout = QTextLayout(title, font)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        layout.setFormats(_runs(title, found.places, bold))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)
        layout.endLayout()
        painter.setPen(QColor(self.theme.muted if found.entry.reason else self.theme.text))
        layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
        return area.left() + int(line.naturalTextWidth())


def _runs(title: str, places: frozenset[int], form: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    """The found characters of a title."""
    units = Utf16Map(title)
    made = []
    for place in places:
        if place < len(title):
            run = QTextLayout.FormatRange()
            run.start = units.to_units(place)
            run.length = units.to_units(place + 1) - run.start
            run.format = form
            made.append(run)
    return made
