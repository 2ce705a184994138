"""The rows of the list: a thread, or what was written and not sent; each with a sign and two lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.talk.listing import Kind, Row
from annotator.gui.talk.target import Target
from annotator.gui.theme import LIGHT, Theme

_Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD, _SIGN = 7, 16
_SPOKEN: dict[Kind, str] = {
    "waits": "waits for you", "open": "open", "resolved": "resolved", "draft": "not sent",
}  # fmt: skip


class Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self._numbers: dict[str, int] = {}

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        keys = (row.target.thread_id or row.target.key for row in rows)
        self._numbers = {key: number for number, key in enumerate(keys)}
        self.endResetModel()

    def number_of(self, target: Target | None) -> int | None:
        """Where a thread or a draft stands."""
        return self._numbers.get(target.thread_id or target.key) if target is not None else None

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.text}\n{row.below}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_SPOKEN[row.kind]}: {row.text}, {row.below}"
            case _ if role == ROW_ROLE:
                return row
        return None


class RowDelegate(QStyledItemDelegate):
    """A speech bubble for an open thread, a full one where it waits, a tick for a resolved one, a page for a
    draft; beside it what it began with, and below that the rest."""

    theme: Theme = LIGHT

    @guarded(QSize(200, 44))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = QFontMetrics(option.font).lineSpacing() + QFontMetrics(_small(option.font)).lineSpacing()
        return QSize(120, lines + 2 * _PAD)

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row | None = index.data(ROW_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._background(painter, option, area)
        inner = area.adjusted(_PAD + 3, _PAD, -_PAD - 3, -_PAD)
        self._sign(painter, row.kind, QRect(inner.left(), inner.top() + 1, _SIGN, _SIGN))
        inner.adjust(_SIGN + 9, 0, 0, 0)
        palette: QPalette = option.palette
        font, small = QFont(option.font), _small(option.font)
        font.setBold(row.kind == "waits")
        for text, used, role, top in (
            (row.text, font, QPalette.ColorRole.Text, 0),
            (row.below, small, QPalette.ColorRole.PlaceholderText, QFontMetrics(font).lineSpacing()),
        ):
            metrics = QFontMetrics(used)
            line = QRect(inner.left(), inner.top() + top, inner.width(), metrics.lineSpacing())
            painter.setFont(used)
            painter.setPen(palette.color(role))
            said = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()

    def _background(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        frame = QRectF(area).adjusted(3.5, 1.5, -3.5, -1.5)
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            accent = palette.color(QPalette.ColorRole.Accent)
            painter.setPen(accent if focused else Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(frame, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            hover = QColor(palette.color(QPalette.ColorRole.Text))
            hover.setAlphaF(0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hover)
            painter.drawRoundedRect(frame, 6, 6)

    def _sign(self, painter: QPainter, kind: Kind, area: QRect) -> None:
        theme = self.theme
        name, colour = {
            "waits": ("comment-full", theme.accent),
            "open": ("comment", theme.text),
            "resolved": ("check", theme.ok),
            "draft": ("file", theme.warning),
        }[kind]
        icons.icon(name, colour).paint(painter, area)


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() - 1, 7.0))
    return made
