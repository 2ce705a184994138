"""The list of the differences of an article: what it says, how it is drawn.  It is walked by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui import icons
from annotator.gui.actors.delegates import ground, small
from annotator.gui.comparing.spots import Spot
from annotator.gui.comparing.standing import Standing
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.model.codebook import Codebook
from annotator.review.places import State

ROW_ROLE = Qt.ItemDataRole.UserRole
_PAD, _ICON = 7, 16
_LEFT = 34
_Index = QModelIndex | QPersistentModelIndex
ICONS: dict[State, str] = {"open": "state-to-do", "settled": "state-done", "again": "state-in-doubt"}
STATE_WORDS: dict[State, str] = {"open": "open", "settled": "settled", "again": "open again"}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    spot: Spot
    standing: Standing

    @property
    def words(self) -> str:
        """In what they differ; of a place where they don't any more, what changed since it was settled."""
        return " · ".join(self.spot.words or self.standing.changes)

    @property
    def spoken(self) -> str:
        quote = " ".join(self.spot.quote.split())
        told = "; ".join(self.spot.words or self.standing.changes)
        return f"{STATE_WORDS[self.standing.state]}: {quote}, {told}"


class DifferenceModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DifferenceRow] = []

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((f"“{row.spot.quote}”", *row.spot.words))
        return None

    def set_rows(self, rows: Sequence[DifferenceRow]) -> None:
        if [row.spot.id for row in rows] == [row.spot.id for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def number_of(self, spot_id: str | None) -> int | None:
        return next((n for n, row in enumerate(self.rows) if row.spot.id == spot_id), None)


class DifferenceDelegate(QStyledItemDelegate):
    """The words and their label; below them in what the layers differ.  All lines are equally high."""

    theme: Theme
    codebook: Codebook | None = None

    @guarded(QSize(200, 46))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = QFontMetrics(option.font).lineSpacing() + QFontMetrics(small(option.font)).lineSpacing()
        return QSize(120, lines + 2 * _PAD + 2)

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: DifferenceRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, area, option.state, self.theme)
        self._icon(painter, area, row.standing.state)
        inner = area.adjusted(_LEFT, _PAD, -12, -_PAD)
        metrics, below = QFontMetrics(font), QFontMetrics(small(font))
        settled = row.standing.state == "settled"
        names = " / ".join(sorted(row.spot.labels))
        width = below.horizontalAdvance(names)
        painter.setFont(small(font))
        painter.setPen(self._label_colour(row) if not settled else QColor(self.theme.muted))
        painter.drawText(inner.right() - width, inner.top() + metrics.ascent(), names)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted if settled else self.theme.text))
        quote = " ".join(row.spot.quote.split())
        room = inner.width() - width - 10
        shown = metrics.elidedText(quote, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner.left(), inner.top() + metrics.ascent(), shown)
        painter.setFont(small(font))
        painter.setPen(QColor(self.theme.muted))
        words = below.elidedText(row.words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner.left(), inner.top() + metrics.lineSpacing() + 2 + below.ascent(), words)
        painter.restore()

    def _icon(self, painter: QPainter, area: QRect, state: State) -> None:
        inks: dict[State, str] = {
            "open": self.theme.accent,
            "settled": self.theme.ok,
            "again": self.theme.warning,
        }
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(ICONS[state], inks[state], _ICON, ratio)
        painter.drawPixmap(area.left() + 11, area.top() + (area.height() - _ICON) // 2, picture)

    def _label_colour(self, row: DifferenceRow) -> QColor:
        entry = self.codebook.label(row.spot.label) if self.codebook is not None else None
        return self.theme.label_colour(entry) if entry is not None else QColor(self.theme.muted)


class DifferenceList(QListView):
    walked = Signal(str)
    """Id of the place that became current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("differences")
        self.setAccessibleName("Differences")
        self.differences = DifferenceModel(self)
        self._delegate = DifferenceDelegate(self)
        self.setModel(self.differences)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def set_codebook(self, codebook: Codebook | None) -> None:
        self._delegate.codebook = codebook

    def show_rows(self, rows: Sequence[DifferenceRow], current: str | None) -> None:
        """Show these, the current one being marked."""
        with QSignalBlocker(self.selectionModel()):
            self.differences.set_rows(rows)
        self.show_current(current)

    def show_current(self, spot_id: str | None) -> None:
        number = self.differences.number_of(spot_id)
        index = self.differences.index(number) if number is not None else QModelIndex()
        with QSignalBlocker(self.selectionModel()):
            self.setCurrentIndex(index)
        self.viewport().update()
        if index.isValid():
            self.scrollTo(index)

    def _on_current(self, index: QModelIndex) -> None:
        row: DifferenceRow | None = index.data(ROW_ROLE)
        if row is not None:
            self.walked.emit(row.spot.id)
