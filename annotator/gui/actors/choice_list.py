"""The list that floats at a field while an actor is being chosen; the field keeps the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actors.choices import CHOICE_ROLE, Choice, ChoiceModel
from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import label

_WIDEST = 440
_HIGHEST = 380
_PAD = 6
_KEY = 20
_Index = QModelIndex | QPersistentModelIndex


class ChoiceList(QFrame):
    """Shown over the window below a field, or above it where there is more room."""

    clicked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("actor-list")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = ChoiceModel(self)
        self.view = QListView()
        self.view.setAccessibleName("Actors to choose from")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_ChoiceDelegate(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.clicked.connect(lambda index: self.clicked.emit(index.row()))
        self._hint = label("", "muted", wrap=True)
        self._hint.setContentsMargins(8, 2, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._hint)
        self.hide()

    def show_choices(self, choices: list[Choice], current: int, hint: str, field: QWidget) -> None:
        self.model.show(choices)
        self._hint.setText(hint)
        self._place(field)
        self.show()
        self.raise_()
        self.point_at(current)

    def point_at(self, number: int) -> None:
        index = self.model.index(number)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    @property
    def current(self) -> int:
        return self.view.currentIndex().row()

    def choice(self) -> Choice | None:
        """The one that Enter takes."""
        number = self.current
        return self.model.choices[number] if 0 <= number < len(self.model.choices) else None

    def _place(self, field: QWidget) -> None:
        room = self.parentWidget()
        assert room is not None
        top_left = room.mapFromGlobal(field.mapToGlobal(QPoint(0, 0)))
        width = min(max(field.width(), _WIDEST), room.width() - 16)
        rows = sum(self.view.sizeHintForRow(n) for n in range(self.model.rowCount()))
        height = rows + self._hint.heightForWidth(width - 24) + 22
        above, below = top_left.y() - 8, room.height() - top_left.y() - field.height() - 8
        upwards = below < min(height, _HIGHEST) and above > below
        height = min(height, _HIGHEST, above if upwards else below)
        left = max(min(top_left.x() + field.width() - width, room.width() - width - 8), 8)
        if field.width() >= width:
            left = top_left.x()
        top = top_left.y() - height - 3 if upwards else top_left.y() + field.height() + 3
        self.setGeometry(left, top, width, height)


class _ChoiceDelegate(QStyledItemDelegate):
    """Key, name and kind; below them the reason."""

    @guarded(QSize(200, 30))
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        choice: Choice | None = index.data(CHOICE_ROLE)
        height = QFontMetrics(option.font).lineSpacing() + 2 * _PAD
        if choice is not None and choice.note:
            height += QFontMetrics(_small(option.font)).lineSpacing()
        return QSize(120, height)

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice: Choice | None = index.data(CHOICE_ROLE)
        if choice is None:
            return
        palette: QPalette = option.palette
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(area).adjusted(1.5, 0.5, -1.5, -0.5), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            hover = QColor(palette.color(QPalette.ColorRole.Text))
            hover.setAlphaF(0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hover)
            painter.drawRoundedRect(QRectF(area).adjusted(1.5, 0.5, -1.5, -0.5), 6, 6)
        text, muted = (
            palette.color(QPalette.ColorRole.Text),
            palette.color(QPalette.ColorRole.PlaceholderText),
        )
        font, small = QFont(option.font), _small(option.font)
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small)
        inner = area.adjusted(_PAD + 3, _PAD, -_PAD - 3, -_PAD)
        line = QRect(inner.left(), inner.top(), inner.width(), metrics.lineSpacing())
        middle = Qt.AlignmentFlag.AlignVCenter
        if choice.number:
            cap = QRectF(line.left(), line.top() + 1, _KEY - 2, line.height() - 2)
            painter.setPen(muted)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cap, 4, 4)
            painter.setFont(small)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(choice.number))
        line.adjust(_KEY + 4, 0, 0, 0)
        painter.setFont(small)
        kind = small_metrics.horizontalAdvance(choice.kind)
        painter.setPen(muted)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, choice.kind)
        painter.setFont(font)
        painter.setPen(text)
        room = line.adjusted(0, 0, -kind - 8, 0)
        painter.drawText(
            room, middle, metrics.elidedText(choice.title, Qt.TextElideMode.ElideMiddle, room.width())
        )
        if choice.note:
            painter.setFont(small)
            painter.setPen(muted)
            below = QRect(line.left(), line.bottom() + 1, line.width(), small_metrics.lineSpacing())
            said = small_metrics.elidedText(choice.note, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, middle, said)
        painter.restore()


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() - 1, 7.0))
    return made
