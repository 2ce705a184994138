"""Shows a network in the window: one zooms and pans it, and walks from actor to actor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.gui.guards import guarded
from annotator.gui.statistics.drawing import Look, Mark
from annotator.gui.statistics.network_drawing import NOTHING, Chosen, NetworkDrawing
from annotator.gui.statistics.network_walking import node_towards
from annotator.gui.theme import LIGHT, Theme

_STEP, _PAN = 1.25, 60.0
_DRAG = 4
"""Pixels after which a press is a drag."""
_SPOKEN = 40
_WAYS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEARER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_TAKEN = {*_WAYS, *_ENTER, *_NEARER, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Space, Qt.Key.Key_Home}
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class NetworkView(QWidget):
    """Arrows go to neighbours, Tab to the next actor or claim by size, Space through the edges of one."""

    walked = Signal(object)
    entered = Signal(object)
    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawing: NetworkDrawing | None = None
        self._theme = LIGHT
        self._from = ""
        """The node through whose edges Space goes."""
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(300, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_drawing(self, drawing: NetworkDrawing) -> None:
        """Show this; what was chosen stays so if it is still there."""
        before, self.drawing = self.drawing, drawing
        if before is not None:
            kept = before.chosen
            if kept.node in drawing.nodes or kept.edge in drawing.edges:
                drawing.chosen = kept
        names = [node.name for node in drawing.graph.nodes[:_SPOKEN]]
        self.setAccessibleDescription(f"The largest first: {', '.join(names)}")
        self._tell_name()
        self.update()

    @property
    def mark(self) -> Mark | None:
        """What is chosen."""
        return self.drawing.mark_of(self.drawing.chosen) if self.drawing is not None else None

    def lay_out(self) -> None:
        """Fit it into the window anew."""
        self.update()

    def choose(self, chosen: Chosen) -> None:
        """Make a node or an edge the current one, as if the person had gone there."""
        if self.drawing is None or chosen == NOTHING:
            return
        self.drawing.chosen = chosen
        if chosen.node:
            self.drawing.fit(QSizeF(self.size()))
            self.drawing.reveal(chosen.node)
        self._tell_name()
        self.update()
        if self.mark is not None:
            self.walked.emit(self.mark)

    def begin(self) -> None:
        """Tell what is chosen, the largest where nothing is yet: the keyboard has come here."""
        drawing = self.drawing
        if drawing is not None and drawing.graph.nodes:
            self.choose(Chosen(drawing.graph.nodes[0].id) if drawing.chosen == NOTHING else drawing.chosen)

    def zoom(self, factor: float) -> None:
        """Nearer (above 1) or farther, around what is chosen, else the middle."""
        drawing = self.drawing
        if drawing is not None:
            middle = QPointF(self.width() / 2, self.height() / 2)
            node = drawing.chosen.node
            drawing.zoom_at(drawing.at(node) if node else middle, factor)
            self.update()

    def see_all(self) -> None:
        if self.drawing is not None:
            self.drawing.zoom, self.drawing.shift = 1.0, QPointF()
            self.update()

    # -- what Qt calls

    @guarded(QSize(600, 400))
    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    @guarded(False)
    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes on to the next by size; from the last one out of the network."""
        drawing = self.drawing
        if drawing is not None and drawing.graph.nodes:
            order = [node.id for node in drawing.graph.nodes]
            here = drawing.chosen.node or drawing.chosen.edge[0]
            place = order.index(here) + (1 if forwards else -1) if here in order else 0
            if 0 <= place < len(order):
                self.choose(Chosen(order[place]))
                return True
        return super().focusNextPrevChild(forwards)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _TAKEN
            and event.modifiers() in _PLAIN
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            drawing = self.drawing
            mark = drawing.mark_of(drawing.found_at(QPointF(event.pos()))) if drawing is not None else None
            QToolTip.showText(event.globalPos(), mark.said if mark is not None else "", self)
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, drawing = event.key(), self.drawing
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if drawing is None or event.modifiers() not in _PLAIN:
            super().keyPressEvent(event)
        elif key in _WAYS and shift:
            drawing.shift -= _WAYS[Qt.Key(key)] * _PAN
            self.update()
        elif key in _WAYS:
            self._go(drawing, _WAYS[Qt.Key(key)])
        elif key in _NEARER or key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP if key == Qt.Key.Key_Minus else _STEP)
        elif key == Qt.Key.Key_0:
            self.see_all()
        elif key == Qt.Key.Key_Home and drawing.graph.nodes:
            self.choose(Chosen(drawing.graph.nodes[0].id))
        elif key == Qt.Key.Key_Space:
            self._next_edge(drawing)
        elif key in _ENTER and self.mark is not None:
            self.entered.emit(self.mark)
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.drawing is not None and event.angleDelta().y():
            self.drawing.zoom_at(event.position(), _STEP ** (event.angleDelta().y() / 120))
            self.update()

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._dragged = event.position(), False

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drawing, pressed = self.drawing, self._pressed
        if drawing is None:
            return
        if pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = event.position() - pressed
            self._dragged = self._dragged or moved.manhattanLength() > _DRAG
            if self._dragged:
                drawing.shift += moved
                self._pressed = event.position()
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.update()
            return
        hovered = drawing.found_at(event.position())
        if hovered != drawing.hovered:
            drawing.hovered = hovered
            there = hovered != NOTHING
            self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)
            self.update()

    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if pressed is not None and not self._dragged and self.drawing is not None:
            self.choose(self.drawing.found_at(event.position()))

    @guarded(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        drawing = self.drawing
        if drawing is not None and self.mark is not None and drawing.found_at(event.position()) != NOTHING:
            self.entered.emit(self.mark)

    @guarded(None)
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.drawing is not None and self.drawing.hovered != NOTHING:
            self.drawing.hovered = NOTHING
            self.update()

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
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        look = Look(self._theme, self.font())
        painter.fillRect(self.rect(), look.colour("page"))
        self.drawing.fit(QSizeF(self.size()))
        self.drawing.paint(painter, look, None)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    # -- inside

    def _go(self, drawing: NetworkDrawing, way: QPointF) -> None:
        there = node_towards(drawing, way)
        if there:
            self.choose(Chosen(there))

    def _next_edge(self, drawing: NetworkDrawing) -> None:
        chosen = drawing.chosen
        node = chosen.node or self._from
        edges = [(each.source, each.target) for each in drawing.graph.edges_of(node)] if node else []
        if not edges:
            return
        self._from = node
        place = edges.index(chosen.edge) + 1 if chosen.edge in edges else 0
        self.choose(Chosen(edge=edges[place % len(edges)]))

    def _tell_name(self) -> None:
        title = self.drawing.title if self.drawing is not None else ""
        self.setAccessibleName(f"{title}. {self.mark.said}" if self.mark is not None else title)
