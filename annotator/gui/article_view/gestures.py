"""What the mouse does in the article view: pick bars, drag links, click through marks, select sentences."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QGuiApplication, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from annotator.gui.article_view.hit import mark_at, mark_on_bar

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView


class Gestures:
    """Handles the events it wants (and says so by True); the others go on to the text edit."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._pressed: str | None = None
        self._pressed_at = QPointF()
        self._clicked: int | None = None
        self._double_click = 0.0
        self._double_clicked_at = QPointF()

    @property
    def linking(self) -> bool:
        """Whether the mouse drags a link."""
        linking = self._view.painter.linking
        return linking is not None and linking[1] is not None

    def press(self, event: QMouseEvent) -> bool:
        view, point = self._view, event.position()
        self._pressed = None
        self._pressed_at = point
        if event.button() != Qt.MouseButton.LeftButton:
            return True
        if self._is_triple(point):
            self._select_sentence(point)
            return True
        on_bar = mark_on_bar(view.article_layout, view.to_document(point))
        if on_bar is not None:
            self._pressed = on_bar
            view.pick(on_bar)
            return True
        # Qt would begin to drag the selected text; here a press always begins a new selection.
        cursor = view.textCursor()
        if cursor.hasSelection() and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            cursor.clearSelection()
            view.setTextCursor(cursor)
        return False

    def move(self, event: QMouseEvent) -> bool:
        view, point = self._view, event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = (point - self._pressed_at).manhattanLength()
            if moved >= QApplication.startDragDistance() or self.linking:
                to = view.to_document(point)
                target = mark_at(view.article_layout, to)
                view.painter.linking = self._pressed, to, target if target != self._pressed else None
                view.viewport().update()
            return True
        if event.buttons() == Qt.MouseButton.NoButton:
            view.hover(mark_on_bar(view.article_layout, view.to_document(point)))
        return False

    def release(self, event: QMouseEvent) -> bool:
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if self._pressed is not None:
            source, self._pressed = self._pressed, None
            linking = view.painter.linking if self.linking else None
            self.cancel()
            if linking is not None and linking[2] is not None:
                view.link_dragged.emit(source, linking[2])
            return True
        return False

    def clicked(self, event: QMouseEvent) -> None:
        """After the text edit has handled a release: a click on text picks the innermost mark there.

        Clicking the same place again goes outward.
        """
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton or view.textCursor().hasSelection():
            return
        if self._is_triple(event.position()):
            return
        position = view.article_layout.character_at(view.to_document(event.position()))
        marks = view.article_layout.index.covering(position) if position is not None else []
        ids = [mark.id for mark in marks]
        current = view.current()
        if position is not None and position == self._clicked and current in ids:
            chosen: str | None = ids[(ids.index(current) + 1) % len(ids)]
        else:
            chosen = ids[0] if ids else None
        self._clicked = position
        view.pick(chosen)

    def double_click(self, event: QMouseEvent) -> bool:
        view = self._view
        self._double_click, self._double_clicked_at = time.monotonic(), event.position()
        on_bar = mark_on_bar(view.article_layout, view.to_document(event.position()))
        if on_bar is None:
            return False
        self._double_click = 0.0
        view.pick(on_bar)
        view.activated.emit(on_bar)
        return True

    def forget(self) -> None:
        """Another article is shown: what was pressed or clicked is no more."""
        self._pressed = self._clicked = None

    def cancel(self) -> None:
        """Let go of a link that is being dragged."""
        self._pressed = None
        self._view.painter.linking = None
        self._view.viewport().update()

    def _is_triple(self, point: QPointF) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        near = (point - self._double_clicked_at).manhattanLength() < QApplication.startDragDistance()
        return near and time.monotonic() - self._double_click < interval

    def _select_sentence(self, point: QPointF) -> None:
        view = self._view
        cursor = view.cursorForPosition(point.toPoint())
        block = cursor.block()
        text = block.text()
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
        finder.setPosition(cursor.positionInBlock())
        if not finder.isAtBoundary() or finder.position() == block.length() - 1:
            finder.toPreviousBoundary()
        start = max(0, finder.position())
        end = finder.toNextBoundary()
        end = block.length() - 1 if end < 0 else end
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        trailing = len(cursor.selectedText()) - len(cursor.selectedText().rstrip())
        cursor.setPosition(block.position() + end - trailing, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        self._double_click = 0.0
