"""How the list of a codebook looks and which keys it takes."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui import icons
from annotator.gui.codebook_page.items import Item, Items, Kind
from annotator.gui.guards import guarded
from annotator.gui.theme import LIGHT, Theme
from annotator.model.codebook import Codebook
from annotator.store.codebook_use import Use

Index = QModelIndex | QPersistentModelIndex

_SWATCH = 12
_LEFT = 12


class ItemList(QListView):
    """Enter goes to the form; Ins adds, Del removes, Alt+Up and Alt+Down move, F2 renames in place."""

    chosen = Signal(object)
    """The :class:`Item` that is current now."""
    entered = Signal()
    add_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)
    count_clicked = Signal(object)
    renamed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("codebook-items")
        self.setAccessibleName("Labels, links and questions of the codebook")
        self.items = Items()
        self.items.renamed.connect(self.renamed)
        self.setModel(self.items)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed | QListView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current()))

    def show_codebook(self, codebook: Codebook | None, use: Use) -> None:
        self.items.show(codebook, use)

    def current(self) -> Item | None:
        return self.items.item(self.currentIndex())

    def choose(self, kind: Kind, name: str) -> bool:
        """Make a row current; whether there is one."""
        row = self.items.row_of(kind, name)
        if row is None:
            return False
        self.setCurrentIndex(self.items.index(row))
        return True

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.state() == QListView.State.EditingState:
            super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self._counted_at(event)
        if item is not None:
            self.count_clicked.emit(item)

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._counted_at(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _counted_at(self, event: QMouseEvent) -> Item | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        item = self.items.item(index)
        if item is None or not item.all:
            return None
        place = self._delegate.count_rect(self.visualRect(index), item, self.fontMetrics().horizontalAdvance)
        return item if place.contains(point) else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    @guarded(QSize(200, 30))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = cast(Item, index.data(Qt.ItemDataRole.UserRole))
        line = option.fontMetrics.lineSpacing()
        return QSize(200, line + (20 if item.kind is None else 13))

    def count_rect(self, row: QRect, item: Item, width: object) -> QRect:
        """Where the counts of a row stand."""
        wide = width(_counts(item))  # type: ignore[operator]
        right = row.right() - 46
        return QRect(right - wide, row.top(), wide, row.height())

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = cast(Item, index.data(Qt.ItemDataRole.UserRole))
        rect: QRect = option.rect
        font: QFont = QFont(option.font)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.kind is None:
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(rect.adjusted(_LEFT, 8, -8, -2), _MIDDLE, item.name)
            painter.restore()
            return
        box = rect.adjusted(3, 1, -3, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection))
            painter.drawRoundedRect(box, 6, 6)
            parent = self.parent()
            if isinstance(parent, QWidget) and parent.hasFocus():
                painter.setPen(QPen(QColor(self.theme.focus), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        left = rect.left() + _LEFT
        retired = item.label is not None and item.label.retired
        if item.label is not None:
            ratio = painter.device().devicePixelRatio()
            swatch = icons.swatch(self.theme.label_colour(item.label)).pixmap(QSize(_SWATCH, _SWATCH), ratio)
            painter.setOpacity(0.45 if retired else 1.0)
            painter.drawPixmap(left, rect.center().y() - _SWATCH // 2 + 1, swatch)
            painter.setOpacity(1.0)
        if item.kind == "codebook":
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        text_left = left + (_SWATCH + 9 if item.kind != "codebook" else 0)
        right = rect.right() - 10
        self._key(painter, item.key, QRect(right - 30, rect.top(), 30, rect.height()))
        if item.all:
            painter.setPen(QColor(self.theme.muted))
            place = self.count_rect(rect, item, metrics.horizontalAdvance)
            painter.drawText(place, _MIDDLE, _counts(item))
            right = place.left() - 8
        elif item.kind != "codebook":
            right -= 36
        painter.setPen(QColor(self.theme.muted if retired else self.theme.text))
        name = f"{item.name} (retired)" if retired else item.name
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, right - text_left)
        painter.drawText(QRect(text_left, rect.top(), right - text_left, rect.height()), _MIDDLE, shown)
        painter.restore()

    def _key(self, painter: QPainter, key: str, place: QRect) -> None:
        if not key:
            return
        width = max(painter.fontMetrics().horizontalAdvance(key) + 11, 20)
        box = QRect(place.right() - width, place.center().y() - 10, width, 21)
        painter.setPen(QColor(self.theme.faint))
        painter.setBrush(QColor(self.theme.window))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)

    @guarded(None)
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(_LEFT + _SWATCH, 0, -46, 0))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _counts(item: Item) -> str:
    """“526 · 4 yours”: all, and one's own where that is known and not all of them."""
    if item.kind not in ("label", "link") or item.own == item.all:
        return f"{item.all:,}"
    return f"{item.all:,} · {item.own:,} yours"
