"""The articles beside the comparison: how many differences are open in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from annotator.gui.guards import guarded
from annotator.gui.models.articles import title_of
from annotator.gui.theme import Theme
from annotator.model.article import ArticleSummary

ROW_ROLE = Qt.ItemDataRole.UserRole
_PAD, _ICON, _GAP = 7, 14, 6
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Count:
    """How far an article is.  ``compared`` is false where fewer than two of the layers have worked on it and
    may be seen; ``hidden`` where one may not be seen yet."""

    open: int = 0
    again: int = 0
    """Those of the open ones that were settled and are open again."""
    settled: int = 0
    compared: bool = True
    hidden: bool = False

    @property
    def said(self) -> str:
        if not self.compared:
            return "hidden until yours is done" if self.hidden else "nothing to compare"
        if self.open:
            again = f", {self.again} again" if self.again else ""
            return f"{self.open} open{again}"
        return "all settled" if self.settled else "no differences"

    @property
    def icon(self) -> str:
        if not self.compared:
            return "lock" if self.hidden else ""
        if self.open:
            return "state-in-doubt" if self.again else "state-in-progress" if self.settled else "state-to-do"
        return "state-done"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    summary: ArticleSummary
    count: Count | None
    """None while it is not counted yet."""

    @property
    def title(self) -> str:
        return title_of(self.summary)

    @property
    def said(self) -> str:
        return self.count.said if self.count is not None else "counting …"


class ArticleModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[ArticleSummary] = []
        self._at: dict[int, int] = {}
        self.counts: dict[int, Count] = {}

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._all)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._all):
            return None
        summary = self._all[index.row()]
        row = ArticleRow(summary, self.counts.get(summary.id))
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.said}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.said}"
        return None

    def set_articles(self, articles: Sequence[ArticleSummary]) -> None:
        self.beginResetModel()
        self._all = list(articles)
        self._at = {summary.id: number for number, summary in enumerate(self._all)}
        self.endResetModel()

    def set_counts(self, counts: Mapping[int, Count]) -> None:
        """Take over what was counted of some articles."""
        self.counts.update(counts)
        for article_id in counts:
            if article_id in self._at:
                index = self.index(self._at[article_id])
                self.dataChanged.emit(index, index)

    def forget_counts(self) -> None:
        self.counts.clear()
        if self._all:
            self.dataChanged.emit(self.index(0), self.index(len(self._all) - 1))

    def ids(self) -> list[int]:
        return [summary.id for summary in self._all]

    def index_of(self, article_id: int | None) -> QModelIndex:
        number = self._at.get(article_id) if article_id is not None else None
        return QModelIndex() if number is None else self.index(number)

    def left(self) -> int:
        """How many articles have open differences, as far as it was counted."""
        return sum(bool(count.open) for count in self.counts.values())

    def next_open(self, article_id: int | None, step: int) -> int | None:
        """The next (1) or previous (-1) article with open differences; None where there is none that way."""
        ids = self.ids()
        at = self._at.get(article_id, -1 if step > 0 else len(ids)) if article_id is not None else -1
        numbers = range(at + 1, len(ids)) if step > 0 else range(at - 1, -1, -1)
        return next((ids[n] for n in numbers if (c := self.counts.get(ids[n])) is not None and c.open), None)


class ArticleDelegate(QStyledItemDelegate):
    theme: Theme

    @guarded(QSize(160, 44))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = QFontMetrics(option.font).lineSpacing() + QFontMetrics(small(option.font)).lineSpacing()
        return QSize(120, lines + 2 * _PAD + 2)

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: ArticleRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, area, option.state, self.theme)
        inner = area.adjusted(14, _PAD, -12, -_PAD)
        metrics, below = QFontMetrics(font), QFontMetrics(small(font))
        painter.setPen(QColor(self.theme.text))
        painter.setFont(font)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner.left(), inner.top() + metrics.ascent(), title)
        top, left = inner.top() + metrics.lineSpacing() + 2, inner.left()
        count = row.count
        ink = self.theme.muted
        if count is not None and count.compared:
            ink = self.theme.accent if count.open else self.theme.ok if count.settled else self.theme.muted
            ink = self.theme.warning if count.again else ink
        if count is not None and count.icon:
            ratio = painter.device().devicePixelRatioF()
            picture = icons.pixmap(count.icon, ink, _ICON, ratio)
            painter.drawPixmap(left, top + (below.height() - _ICON) // 2, picture)
            left += _ICON + _GAP
        painter.setFont(small(font))
        painter.setPen(QColor(ink))
        said = below.elidedText(row.said, Qt.TextElideMode.ElideRight, inner.right() - left)
        painter.drawText(left, top + below.ascent(), said)
        painter.restore()


class ArticleList(QListView):
    chosen = Signal(int)
    """Id of the article that the person went to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compared-articles")
        self.setAccessibleName("Articles and their open differences")
        self.articles = ArticleModel(self)
        self._delegate = ArticleDelegate(self)
        self.setModel(self.articles)
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

    def show_current(self, article_id: int | None) -> None:
        """Mark the article that is compared."""
        index = self.articles.index_of(article_id)
        with QSignalBlocker(self.selectionModel()):
            self.setCurrentIndex(index)
        self.viewport().update()
        if index.isValid():
            self.scrollTo(index)

    def _on_current(self, index: QModelIndex) -> None:
        row: ArticleRow | None = index.data(ROW_ROLE)
        if row is not None:
            self.chosen.emit(row.summary.id)
