"""Shows a drawing in the window: its marks are walked by arrows and clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.gui.guards import guarded
from annotator.gui.statistics.drawing import Drawing, Look, Mark
from annotator.gui.theme import LIGHT, Theme

_EDGE = 5
"""Pixels around the drawing, for the frame that shows where the keyboard is."""
_SPOKEN = 60
"""Marks that a screen reader is told at once."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKEN = {*_STEPS, *_ENTER, Qt.Key.Key_Home, Qt.Key.Key_End}


class ChartView(QWidget):
    walked = Signal(object)
    """The :class:`Mark` to which one came by key or mouse."""
    entered = Signal(object)
    """Enter, or a double click."""
    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.current: int | None = None
        self._theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.lay_out()

    def show_drawing(self, drawing: Drawing) -> None:
        """Show this; the keyboard stays on what has the same words, else goes to the beginning."""
        said = self.mark.said.split(":")[0] if self.mark is not None else None
        self.drawing, self.current = drawing, None
        self.lay_out()
        places = [n for n, each in enumerate(drawing.marks) if each.said.split(":")[0] == said]
        self.current = places[0] if places else None
        self.setAccessibleDescription(". ".join(each.said for each in drawing.marks[:_SPOKEN]))
        self._tell_name()

    @property
    def mark(self) -> Mark | None:
        """The current one."""
        if self.drawing is None or self.current is None or self.current >= len(self.drawing.marks):
            return None
        return self.drawing.marks[self.current]

    def begin(self) -> None:
        """Tell the current mark, the first where there is none yet: the keyboard has come here."""
        if self.current is None and self.drawing is not None and self.drawing.marks:
            self.current = 0
            self._tell_name()
            self.update()
        if self.mark is not None:
            self.walked.emit(self.mark)

    # -- what Qt calls

    @guarded(QSize(300, 80))
    def sizeHint(self) -> QSize:
        return QSize(300, self.minimumHeight())

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _TAKEN
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            if self.drawing is not None and number is not None:
                QToolTip.showText(event.globalPos(), self.drawing.marks[number].said, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, drawing = event.key(), self.drawing
        if drawing is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._take(drawing.neighbour(self.current, *_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and drawing.marks:
            self._take(0 if key == Qt.Key.Key_Home else len(drawing.marks) - 1)
        elif key in _ENTER and self.mark is not None:
            self.entered.emit(self.mark)
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take(self._at(event.position()))

    @guarded(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.mark is not None and self._at(event.position()) == self.current:
            self.entered.emit(self.mark)

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.begin()
        self.update()

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        look = Look(self._theme, self.font())
        painter.translate(_EDGE, _EDGE)
        self.drawing.paint(painter, look, self.current)
        painter.translate(-_EDGE, -_EDGE)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            if self.mark is not None:
                painter.setPen(QPen(look.colour("focus"), 1.5))
                painter.drawRoundedRect(self.mark.box.translated(_EDGE, _EDGE), 3, 3)
        painter.end()

    # -- inside

    def _at(self, place: QPointF) -> int | None:
        return self.drawing.mark_at(place - QPointF(_EDGE, _EDGE)) if self.drawing is not None else None

    def _take(self, number: int | None) -> None:
        if self.drawing is None or number is None:
            return
        self.current = number
        self._tell_name()
        self.update()
        self.walked.emit(self.drawing.marks[number])

    def _tell_name(self) -> None:
        title = self.drawing.title if self.drawing is not None else ""
        self.setAccessibleName(f"{title}. {self.mark.said}" if self.mark is not None else title)

    def lay_out(self) -> None:
        """Find a place for everything anew."""
        if self.drawing is not None:
            high = self.drawing.lay_out(max(self.width() - 2 * _EDGE, 80), Look(self._theme, self.font()))
            self.setFixedHeight(round(high) + 2 * _EDGE)
        self.update()
