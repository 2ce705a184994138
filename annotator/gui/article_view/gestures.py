"""What the mouse does in the article view: pick bars, drag links and ends, select words and sentences."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from annotator.gui.article_view.handles import CURSOR, Handle, handle_at
from annotator.gui.article_view.hit import mark_at, mark_on_bar
from annotator.model.annotation import Segments
from annotator.model.edges import dragged, piece_at, snapped

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView


class Gestures:
    """Handles the events it wants (and says so by True); the others go on to the text edit."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._pressed: str | None = None
        self._pressed_at = QPointF()
        self._clicked: int | None = None
        self._selecting = False
        """Whether the mouse is selecting letter by letter."""
        self._handle: Handle | None = None
        self._segments: Segments = ()
        """What the annotation would cover whose end is being dragged."""
        self._given_up = False
        """Whether the drag that goes on was ended by Esc: letting go of the button does nothing then."""
        self._kept = 0, 0
        """Anchor and position of the text cursor before that."""
        self._double_click = 0.0
        self._double_clicked_at = QPointF()

    @property
    def linking(self) -> bool:
        """Whether the mouse drags a link."""
        linking = self._view.painter.linking
        return linking is not None and linking[1] is not None

    @property
    def busy(self) -> bool:
        """Whether the mouse drags a link or an end of an annotation."""
        return self.linking or self.adjusting

    @property
    def adjusting(self) -> bool:
        """Whether the mouse drags an end of an annotation."""
        return self._handle is not None

    def press(self, event: QMouseEvent) -> bool:
        view, point = self._view, event.position()
        self._pressed = None
        self._selecting = self._given_up = False
        self._pressed_at = point
        if event.button() != Qt.MouseButton.LeftButton:
            return True
        if self._is_triple(point):
            self._select_sentence(point)
            return True
        handle = handle_at(view, view.to_document(point))
        if handle is not None:
            self._begin_adjusting(handle)
            return True
        on_bar = mark_on_bar(view.article_layout, view.to_document(point))
        if on_bar is not None:
            self._pressed = on_bar
            self._bring_caret(on_bar, point)
            view.pick(on_bar)
            return True
        self._selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        # Qt would begin to drag the selected text; here a press always begins a new selection.
        cursor = view.textCursor()
        if cursor.hasSelection() and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            cursor.clearSelection()
            view.setTextCursor(cursor)
        return False

    def move(self, event: QMouseEvent) -> bool:
        view, point = self._view, event.position()
        if self.adjusting:
            self._adjust(event)
            return True
        if self._given_up and event.buttons():
            return True
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = (point - self._pressed_at).manhattanLength()
            if moved >= QApplication.startDragDistance() or self.linking:
                to = view.to_document(point)
                target = mark_at(view.article_layout, to)
                view.painter.linking = self._pressed, to, target if target != self._pressed else None
                view.viewport().update()
            return True
        if event.buttons() == Qt.MouseButton.NoButton:
            to = view.to_document(point)
            shape = CURSOR if handle_at(view, to) is not None else None
            view.hover(mark_on_bar(view.article_layout, to), shape)
        elif event.buttons() & Qt.MouseButton.LeftButton and not self._is_triple(point):
            self._selecting = True
        return False

    def release(self, event: QMouseEvent) -> bool:
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if self.adjusting:
            self._end_adjusting()
            return True
        if self._given_up:
            self._given_up = False
            return True
        if self._pressed is not None:
            source, self._pressed = self._pressed, None
            linking = view.painter.linking if self.linking else None
            self.cancel()
            self._given_up = False
            if linking is not None and linking[2] is not None:
                view.link_dragged.emit(source, linking[2])
            return True
        return False

    def clicked(self, event: QMouseEvent) -> None:
        """After the text edit has handled a release: a click on text picks the innermost mark there.

        Clicking the same place again goes outward.  What was selected snaps to words, unless Alt is held.
        """
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton:
            return
        span = view.selected_span()
        if span is not None:
            if self._selecting and view.snaps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                view.select_span(*snapped(view.units, *span))
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

    def double_clicked(self) -> None:
        """After the text edit has handled it: select what a reader takes for the word."""
        view = self._view
        span = view.selected_span()
        word = view.units.word_at(span[0]) if span is not None else None
        if span is not None and word is not None and word[0] < span[1]:
            view.select_span(*word)

    def forget(self) -> None:
        """Another article is shown: what was pressed or clicked is no more."""
        self._pressed = self._clicked = self._handle = None
        self._view.previews = False

    def cancel(self) -> None:
        """Let go of a link or an end that is being dragged."""
        self._pressed = None
        self._given_up = True
        if self.adjusting:
            self._handle = None
            self._restore_cursor()
        self._view.painter.linking = None
        self._view.viewport().update()

    def _is_triple(self, point: QPointF) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        near = (point - self._double_clicked_at).manhattanLength() < QApplication.startDragDistance()
        return near and time.monotonic() - self._double_click < interval

    def _select_sentence(self, point: QPointF) -> None:
        view = self._view
        position = view.cursorForPosition(point.toPoint()).position()
        sentence = view.units.sentence_at(view.article_layout.text.map.to_code_points(position))
        if sentence is not None:
            view.select_span(*sentence)
        self._double_click = 0.0

    def _bring_caret(self, mark_id: str, point: QPointF) -> None:
        """Put the caret into the piece whose bar was pressed, so that keys go on from there."""
        view = self._view
        if view.textCursor().hasSelection():
            return
        position = view.cursorForPosition(point.toPoint()).position()
        to = view.article_layout.text.map.to_code_points(position)
        segments = view.article_layout.index.by_id[mark_id].segments
        start, end = segments[piece_at(segments, to)]
        to = min(max(to, start), end)
        view.select_span(to, to)

    # -- dragging an end of the current annotation

    def _begin_adjusting(self, handle: Handle) -> None:
        view = self._view
        cursor = view.textCursor()
        self._kept = cursor.anchor(), cursor.position()
        view.previews = True
        self._handle = handle
        self._segments = view.article_layout.index.by_id[handle.mark_id].segments

    def _adjust(self, event: QMouseEvent) -> None:
        """Show by the selection what the piece would cover."""
        view, handle = self._view, self._handle
        mark = view.article_layout.index.by_id.get(handle.mark_id) if handle is not None else None
        if handle is None or mark is None:
            self.cancel()
            return
        position = view.cursorForPosition(event.position().toPoint()).position()
        to = view.article_layout.text.map.to_code_points(position)
        exact = not view.snaps or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._segments = dragged(view.units, mark.segments, handle.piece, handle.edge, to, exact=exact)
        start, end = self._segments[handle.piece]
        view.select_span(*((start, end) if handle.edge == "end" else (end, start)))

    def _end_adjusting(self) -> None:
        view, handle, segments = self._view, self._handle, self._segments
        self._handle = None
        self._restore_cursor()
        mark = view.article_layout.index.by_id.get(handle.mark_id) if handle is not None else None
        if mark is not None and segments != mark.segments:
            view.edge_dragged.emit(mark.id, segments)

    def _restore_cursor(self) -> None:
        cursor = self._view.textCursor()
        cursor.setPosition(self._kept[0])
        cursor.setPosition(self._kept[1], QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        self._view.previews = False
