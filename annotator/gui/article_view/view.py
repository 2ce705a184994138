"""The article view: text with its annotations as bars below the lines, to read, select and pick from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.gui.article_view import handles
from annotator.gui.article_view.gestures import Gestures
from annotator.gui.article_view.hit import mark_at
from annotator.gui.article_view.keyboard import Keyboard
from annotator.gui.article_view.link_hand import LinkHand
from annotator.gui.article_view.marks import Arc, Mark
from annotator.gui.article_view.repainting import repainting
from annotator.gui.article_view.selection import SelectableArticle
from annotator.gui.article_view.shown import Filter
from annotator.gui.article_view.speech import Speech
from annotator.gui.article_view.tips import Tips
from annotator.gui.guards import guarded
from annotator.model.article import Article
from annotator.model.codebook import Codebook


class ArticleView(SelectableArticle):
    """Shows one article and its marks; all positions are code points of the stored text.

    Letters, digits, Tab and the like are left to the window's commands; the view keeps the keys that move the
    caret, copy and select all, Enter on the current annotation, and Esc while something is selected.
    """

    current_changed = Signal(object)
    """Id of the annotation that the person picked by mouse or caret, or None."""
    activated = Signal(str)
    """Double click or Enter on an annotation."""
    link_dragged = Signal(str, str)
    """From the annotation where the drag began to the one where it ended."""
    context_requested = Signal(QPoint, object)
    """Global position, and the annotation there or None."""
    edge_dragged = Signal(str, object)
    """Id of an annotation and its segments, after an end of it was dragged elsewhere."""
    typed_in_vain = Signal()
    """A key was typed while the keyboard was held (see :meth:`Keyboard.hold`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.gestures = Gestures(self)
        self.keyboard = Keyboard(self)
        self.speech = Speech(self)
        self.snaps = True
        """Whether what the mouse selects or drags snaps to whole words."""
        self.adjustable = True
        """Whether the ends of the current annotation can be dragged."""
        self._filter = Filter()
        super().__init__(parent)
        self.links = LinkHand(self)
        self.tips = Tips(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Article")

    # what is shown

    def set_article(self, article: Article | None) -> None:
        """Show an article from its beginning, without marks, or nothing."""
        self.gestures.forget()
        self.keyboard.release()
        self.speech.forget()
        if article is None:
            self.show_text(None)
        else:
            self.show_text(article.text, article.metadata.title, article.removed)
        self.setAccessibleDescription(article.metadata.title if article else "")
        self.set_filter(self._filter)
        self.article_layout.show_all_links(self.painter.all_links)
        self.tell_selection()

    def set_codebook(self, codebook: Codebook) -> None:
        """Take label colours from this codebook."""
        self.painter.set_codebook(codebook)
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        with self.anchored(self.attended()):
            self.article_layout.set_marks(marks)
        self._forget_missing()
        self.viewport().update()

    def update_marks(self, changed: Sequence[Mark], removed: Collection[str]) -> None:
        """Show marks that are new or different, and no longer show those removed."""
        with repainting(self):
            with self.anchored(self.attended()):
                self.article_layout.update_marks(changed, removed)
            self._forget_missing()

    def set_arcs(self, arcs: Sequence[Arc]) -> None:
        """All links of the article; those of the current or hovered annotation are drawn."""
        with self.anchored(self.attended()):
            self.article_layout.set_arcs(arcs)
        self.viewport().update()

    def set_filter(self, wanted: Filter) -> None:
        """Show only the marks that pass, and the current one, in this and every other article."""
        self._filter = wanted
        with self.anchored(self.attended()):
            self.article_layout.set_filter(wanted)
        self._forget_missing()
        self.viewport().update()

    def shows(self, mark_id: str) -> bool:
        """Whether a mark passes the filter, or is shown as the current one."""
        return mark_id in self.article_layout.index.by_id

    def set_current(self, mark_id: str | None, *, reveal: bool = True) -> None:
        """Make an annotation the current one; does not emit :attr:`current_changed`.

        With ``reveal`` it is scrolled into view and, unless something is selected, the caret goes to it.
        """
        with repainting(self):
            with self.anchored(self.attended()):
                self.article_layout.keep(mark_id)
                mark = self.article_layout.index.by_id.get(mark_id) if mark_id is not None else None
                self.painter.current = mark.id if mark else None
                self.article_layout.set_current(self.painter.current)
            if mark and reveal:
                inside = any(start <= self.caret() <= end for start, end in mark.segments)
                if not inside and not self.textCursor().hasSelection():
                    self.select_span(mark.start, mark.start)
                self.reveal(mark.start, mark.end)

    def current(self) -> str | None:
        return self.painter.current

    # selection, caret, places

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that ``[start, end)`` is seen, or its beginning if it is longer than the view."""
        self.scroll_to(start, end)

    def marks_at(self, position: int) -> list[str]:
        """Ids of the annotations at a caret position, innermost first."""
        return [mark.id for mark in self.article_layout.index.at(position)]

    def mark_at_point(self, point: QPoint) -> str | None:
        """The annotation under a point of the viewport: its bar, its name or (the innermost) its text."""
        return mark_at(self.article_layout, self.to_document(QPointF(point)))

    def cycle_at_caret(self) -> None:
        """Make the next annotation outward at the caret the current one; after the last the innermost."""
        ids = self.marks_at(self.caret())
        current = self.current()
        if ids:
            self.pick(ids[(ids.index(current) + 1) % len(ids)] if current in ids else ids[0])

    def pick(self, mark_id: str | None) -> None:
        """The person has chosen this annotation: it becomes current, and the window is told."""
        if mark_id != self.painter.current:
            self.set_current(mark_id, reveal=False)
            self.speech.picked()
            self.current_changed.emit(mark_id)

    def point_link(self, source_id: str, target_id: str | None) -> None:
        """Draw a link that is not made yet, and scroll so that its other end, and if possible both, show.

        None takes it away.
        """
        by_id = self.article_layout.index.by_id
        source, target = by_id.get(source_id), by_id.get(target_id or "")
        self.painter.linking = (source.id, None, target.id) if source and target else None
        if source and target:
            first, second = sorted((source, target), key=lambda mark: mark.start)
            if self.fits(first.start, second.end):
                self.reveal(first.start, second.end)
            self.reveal(target.start, target.end)
        self.viewport().update()

    def hover(self, mark_id: str | None, shape: Qt.CursorShape | None = None) -> None:
        """The mouse is over this annotation's bar or name."""
        usual = Qt.CursorShape.IBeamCursor if mark_id is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape if shape is not None else usual)
        if mark_id != self.painter.hovered:
            self.painter.hovered = mark_id
            self.viewport().update()

    def attended(self) -> int:
        """The character the person looks at: of the current annotation if its beginning shows, or the caret.

        Its line is the one that must not move when room for bars and links comes or goes above it.
        """
        mark = self.article_layout.index.by_id.get(self.painter.current or "")
        if mark is not None:
            bar, height = self.verticalScrollBar(), self.viewport().height()
            if self.article_layout.anchor_at(mark.start, bar.value(), height) is not None:
                return mark.start
        return self.caret()

    def _forget_missing(self) -> None:
        known = self.article_layout.index.by_id
        if self.painter.hovered not in known:
            self.painter.hovered = None
        if self.painter.current not in known:
            self.painter.current = None

    # what Qt calls

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.keyboard.keeps(event):
                event.accept()
            else:
                event.ignore()
            return event.isAccepted()
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keyboard.press(event):
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.keyboard.is_move(event):
            self.keyboard.pass_gap(event.key(), before)
            if self.textCursor().position() != before:
                self.keyboard.follow_caret()
            else:
                self.show_line(self.caret())

    @guarded(None)
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()  # Qt would write into the text, read-only or not

    @guarded(False)
    def focusNextPrevChild(self, forward: bool) -> bool:
        return False

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard.release()
        if not self.gestures.press(event):
            super().mousePressEvent(event)

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.move(event):
            super().mouseMoveEvent(event)

    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.release(event):
            super().mouseReleaseEvent(event)
            self.gestures.clicked(event)

    @guarded(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.double_click(event):
            super().mouseDoubleClickEvent(event)
            self.gestures.double_clicked()

    @guarded(None)
    def leaveEvent(self, event: QEvent) -> None:
        self.hover(None)
        super().leaveEvent(event)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keyboard.release()
        super().focusOutEvent(event)

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.current() is not None:
            painter = QPainter(self.viewport())
            handles.draw(painter, self)
            painter.end()

    @guarded(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.cursorRect().bottomLeft()
            ids = self.marks_at(self.caret())
            mark_id = self.current() if self.current() in ids else (ids[0] if ids else None)
        else:
            point = event.pos()
            mark_id = self.mark_at_point(point)
        self.context_requested.emit(self.viewport().mapToGlobal(point), mark_id)
        event.accept()
