"""The article on its page: document, layout, look, zoom, and a scroll position that holds still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.gui.article_view import focus
from annotator.gui.article_view.document import ArticleText, build_document
from annotator.gui.article_view.layout import Anchor, ArticleLayout
from annotator.gui.article_view.metrics import Metrics
from annotator.gui.article_view.painting import CARET_WIDTH, Painter
from annotator.gui.article_view.seams import Seams
from annotator.gui.guards import guarded
from annotator.gui.look import Look
from annotator.gui.theme import LIGHT, Theme, palette
from annotator.model.article import Removed

_AIR = 12
"""Between the line where the caret goes and the edge of the view."""

SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 50, 400, 10


class ArticleCanvas(QTextEdit):
    """A read-only text edit with our own layout."""

    zoom_changed = Signal(int)
    """Percent, after Ctrl+wheel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painter = Painter()
        self.article_layout: ArticleLayout
        self._metrics = Metrics()
        self._empty_text = ""
        self._has_article = False
        self._removed: Sequence[Removed] = ()
        self._settling = False
        self._owed = 0.0
        """By how much more the view would be scrolled, if it were not at its end; until it is painted so."""
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the column does not shift from a short article to a long one.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        self.setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self._document: QTextDocument | None = None
        self.show_text(None)
        self.setFont(self._metrics.reading)
        self.set_theme(LIGHT)
        self._seams = Seams(self)

    def show_text(self, text: str | None, title: str = "", removed: Sequence[Removed] = ()) -> None:
        """Show a text from its beginning, without marks; None shows the empty page.

        :param title: tells the heading of the whole from others.
        :param removed: what the import cleaned away, to be shown in grey if that is wanted.
        """
        self._has_article = text is not None
        self.painter.current = self.painter.hovered = self.painter.linking = None
        content = ArticleText(text or "", title)
        document = build_document(content, self._metrics, self)
        self.article_layout = ArticleLayout(document, content, self._metrics, self.painter)
        self._removed = removed
        self.article_layout.show_removed(removed if self.look().removed else ())
        document.setDocumentLayout(self.article_layout)
        self.setDocument(document)
        self.setCursorWidth(CARET_WIDTH)
        self.verticalScrollBar().setValue(0)
        before, self._document = self._document, document
        if before is not None:
            before.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        self.painter.set_theme(theme)
        colours = palette(theme)
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.page))
        self.setPalette(colours)
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """What stands in the middle while there is no article."""
        self._empty_text = text
        self.viewport().update()

    def look(self) -> Look:
        return self._metrics.look

    def set_look(self, look: Look) -> None:
        """Take another font, width, size and so on, with the line that is read left where it stands."""
        look = replace(look, zoom=max(SMALLEST_ZOOM, min(LARGEST_ZOOM, look.zoom)))
        before = self.look()
        if look == before:
            return
        if replace(look, focus=before.focus) == before:  # nothing moves
            self._metrics.look = look
            self.viewport().update()
            return
        with self.anchored(self.caret()):
            self._metrics = Metrics(look)
            layout = self.article_layout
            layout.set_metrics(self._metrics)
            layout.show_removed(self._removed if look.removed else ())
            self.setFont(self._metrics.reading)
            self.document().setDefaultFont(self._metrics.reading)
            layout.lay_out_anew()
        self.viewport().update()

    def zoom(self) -> int:
        """Percent."""
        return self.look().zoom

    def set_zoom(self, percent: int) -> None:
        """Scale text and bars; kept between 50 and 400."""
        self.set_look(replace(self.look(), zoom=percent))

    def caret(self) -> int:
        """Where the caret is (code points)."""
        return self.article_layout.text.map.to_code_points(self.textCursor().position())

    def to_document(self, point: QPointF) -> QPointF:
        """Document coordinates of a point of the viewport."""
        return point + QPointF(0, self.verticalScrollBar().value())

    def scroll_to(self, start: int, end: int) -> None:
        """Scroll so that ``[start, end)`` is seen, or its beginning if it is longer than the view."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if height <= 0 or self.article_layout.width <= 0:
            return
        for _ in range(3):  # what is laid out on the way may move the place
            above, first = self.article_layout.place_of(start)
            below, last = self.article_layout.place_of(max(start, end - 1))
            upper, lower = above + first.upper, below + last.bottom
            if upper >= bar.value() and min(lower, upper + height) <= bar.value() + height:
                return
            self.article_layout.settle(upper, upper + height)
            room = max(20.0, min(height / 3, height - (lower - upper) - 20))
            bar.setValue(round(upper - room))

    def fits(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` can be seen whole at once."""
        if self.article_layout.width <= 0:
            return False
        above, first = self.article_layout.place_of(start)
        below, last = self.article_layout.place_of(max(start, end - 1))
        return below + last.bottom - above - first.upper <= self.viewport().height()

    def show_line(self, position: int) -> None:
        """Scroll as little as shows the line of a character with its links, bars and names."""
        bar, height, layout = self.verticalScrollBar(), self.viewport().height(), self.article_layout
        if height <= 0 or layout.width <= 0:
            return
        for _ in range(3):  # what is laid out on the way may move the place
            top, line = layout.place_of(position)
            upper = top + line.upper - _AIR if top + line.upper > layout.page_top else 0
            lower = top + line.bottom + _AIR
            wanted = min(max(bar.value(), lower - height), upper)
            if wanted == bar.value():
                return
            bar.setValue(round(wanted))

    @contextmanager
    def anchored(self, at: int = 0) -> Iterator[None]:
        """Keep a line in view where it stands while heights change.

        :param at: a character; its line is kept if it is in view, otherwise the first line in view.
        """
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if self._settling or self.article_layout.width <= 0 or (bar.value() == 0 and at == 0):
            yield
            self._settle(None)
            return
        anchor = self.article_layout.anchor_at(at, bar.value(), height)
        anchor = anchor or self.article_layout.anchor(bar.value(), height)
        anchor = replace(anchor, below=anchor.below - self._owed)
        self._settling = True
        try:
            yield
        finally:
            self._settling = False
        self._settle(anchor, hold=True)

    def _settle(self, anchor: Anchor | None, *, hold: bool = False) -> None:
        """Lay out what is in view, and scroll so that the anchor stands where it stood.

        :param hold: also where it would have to be scrolled beyond the top.
        """
        layout, bar, height = self.article_layout, self.verticalScrollBar(), self.viewport().height()
        if self._settling or layout.width <= 0:
            return
        self._settling = True
        try:
            for _ in range(4):  # each step may show paragraphs that were only estimated
                top = bar.value() if anchor is None else round(layout.top_for(anchor))
                layout.settle(top, top + height)
                wanted = top if anchor is None else round(layout.top_for(anchor))
                bar.setValue(wanted)
                if wanted == top:
                    break
            if anchor is not None and (layout.slack or (hold and wanted < 0)):
                # As much as is scrolled away is not needed any more; no line moves by either.
                layout.slack = max(0.0, layout.slack - wanted) if hold or wanted > 0 else 0.0
                layout.settle(0, height)
                wanted = round(layout.top_for(anchor)) if hold or wanted > 0 else 0
                bar.setValue(wanted)
            self._owed = wanted - bar.value() if anchor is not None else 0.0
        finally:
            self._settling = False

    # what Qt calls

    @guarded(None)
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.look().focus == "dim":
            self.viewport().update()  # what is moved on the screen may be dimmed no longer
        if not self._settling and self.article_layout.width > 0:
            self._owed = 0.0
            bar = self.verticalScrollBar()
            self._settle(self.article_layout.anchor(bar.value(), self.viewport().height()))

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.article_layout.index.by_id.get(self.painter.current or "")
        seen = current is not None and self._shows(current.start, event.oldSize().height())
        with self.anchored():
            super().resizeEvent(event)
        if current is not None and seen and not self._shows(current.start, self.viewport().height()):
            self.show_line(current.start)  # what came up below the article must not hide it

    def _shows(self, position: int, height: int) -> bool:
        """Whether the line of a character is seen, bars and all, in a view of this height."""
        if height <= 0 or self.article_layout.width <= 0:
            return False
        top, line = self.article_layout.place_of(position)
        return 0 <= top + line.top - self.verticalScrollBar().value() <= height - (line.bottom - line.top)

    @guarded(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                before = self.zoom()
                self.set_zoom(before + (ZOOM_STEP if turned > 0 else -ZOOM_STEP))
                if self.zoom() != before:
                    self.zoom_changed.emit(self.zoom())
            event.accept()
            return
        super().wheelEvent(event)

    @guarded(None)
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "article_layout"):
            return  # still being built
        if self.document().defaultFont() != self._metrics.reading:
            # Qt gives the document the widget's font when the program's font or style changes.
            self.document().setDefaultFont(self._metrics.reading)
            with self.anchored():
                self.article_layout.lay_out_anew()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        self._owed = 0.0
        focus.paint_below(self)
        super().paintEvent(event)
        focus.paint_above(self)
        if not self._has_article and self._empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self.painter.theme.muted))
            painter.setFont(self._metrics.reading)
            room = self.viewport().rect().adjusted(40, 40, -40, -40)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
            painter.end()
