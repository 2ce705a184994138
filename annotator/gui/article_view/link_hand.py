"""What mouse and keys do with what is drawn about bars: links, signs at the edge, signs of folded bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from annotator.gui.article_view import drawn_links, margin
from annotator.gui.article_view.drawn_links import Drawn
from annotator.gui.article_view.hit import fold_at, mark_on_bar
from annotator.gui.article_view.marks import Arc
from annotator.gui.guards import guarded

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinkHand(QObject):
    """Sees the events of an article view first and takes what belongs to links and folds."""

    selected_changed = Signal(object)
    """The :class:`Arc` that is selected now, or None."""

    _alive = False
    """Events still come when Qt takes the view down and what Python knew of it is gone."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._alive = True
        self._view = view
        self._took_press = False
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- the links of the current annotation, or all

    @property
    def selected(self) -> Arc | None:
        """The link that is selected, as long as it is drawn."""
        painter = self._view.painter
        if painter.link is None:
            return None
        return next((arc for arc in self._in_reach() if arc.id == painter.link), None)

    def select(self, link_id: str | None) -> None:
        """Select a link that is drawn; one of another annotation makes its head the current one."""
        view, index = self._view, self._view.article_layout.index
        before = view.painter.link
        arc = next((arc for arc in index.arcs if arc.id == link_id), None) if link_id else None
        view.painter.link = arc.id if arc else None
        if arc is not None and view.current() not in (arc.head_id, arc.child_id):
            view.pick(arc.head_id)
        view.viewport().update()
        if view.painter.link != before:
            self.selected_changed.emit(arc)

    def step(self, step: int) -> Arc | None:
        """Select the next (1) or previous (-1) link of the current annotation, around and around."""
        found = self._own()
        if not found:
            return None
        ids = [arc.id for arc in found]
        now = self._view.painter.link
        place = ids.index(now) + step if now in ids else (0 if step > 0 else -1)
        arc = found[place % len(found)]
        self.select(arc.id)
        return arc

    def place_of(self, arc: Arc) -> tuple[int, int]:
        """Which of the current annotation's links it is, from 1, and how many there are."""
        ids = [own.id for own in self._own()]
        return ids.index(arc.id) + 1, len(ids)

    def _own(self) -> list[Arc]:
        """The links of the current annotation, in the order of their other ends."""
        index = self._view.article_layout.index
        arcs_of_current = index.arcs_of(self._view.current() or "")
        return sorted(arcs_of_current, key=lambda arc: (index.by_id[self.other_end(arc)].start, arc.id))

    def other_end(self, arc: Arc) -> str:
        """The end of a link that is not the current annotation."""
        return arc.child_id if self._view.current() == arc.head_id else arc.head_id

    def follow(self) -> None:
        """Go along the selected link: its other end becomes the current annotation."""
        arc = self.selected
        if arc is not None:
            self.go_to(self.other_end(arc))

    def go_to(self, mark_id: str) -> None:
        """Make an end of a link the current annotation and show it."""
        mark = self._view.article_layout.index.by_id.get(mark_id)
        if mark is not None:
            self._view.pick(mark.id)
            self._view.reveal(mark.start, mark.end)

    def show_all(self, shown: bool) -> None:
        """Draw all links, or only those of the current and the hovered annotation."""
        view = self._view
        view.painter.all_links = shown
        with view.anchored(view.attended()):
            view.article_layout.show_all_links(shown)
        view.viewport().update()

    def toggle_fold(self, position: int | None = None) -> bool:
        """Show every bar of a line, or fold them again; None: of the current annotation or the caret.

        :returns: whether there was anything to fold or unfold.
        """
        view = self._view
        if position is None:
            mark = view.article_layout.index.by_id.get(view.current() or "")
            position = mark.start if mark is not None else view.caret()
        if not view.article_layout.place_of(position)[1].folds:
            return False
        with view.anchored(position):
            view.article_layout.toggle_fold(position)
        view.viewport().update()
        return True

    def _in_reach(self) -> list[Arc]:
        view, index = self._view, self._view.article_layout.index
        if view.painter.all_links:
            return list(index.arcs)
        return index.arcs_of(view.current() or "")

    def link_at(self, point: QPointF) -> tuple[Drawn, str | None] | None:
        """The link under a point of the viewport, and the id of its end if that is what is under it."""
        view, place = self._view, self._view.to_document(point)
        for drawn in reversed(drawn_links.drawn(view.article_layout, view.painter, self._seen())):
            if not drawn.reachable:
                continue
            end = drawn.end_at(place)
            if end is not None or drawn.covers(place):
                return drawn, end
        return None

    # -- what Qt calls

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._alive:
            return False
        if watched is self._view:
            return isinstance(event, QKeyEvent) and self._key(event)
        if event.type() == QEvent.Type.Paint:
            self._view.painter.seen = self._seen()
        elif isinstance(event, QMouseEvent):
            return self._mouse(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Esc lets go of the selected link, Enter goes along it."""
        own = event.key() in (Qt.Key.Key_Escape, *_ENTER) and self.selected is not None
        if not own or self._view.painter.linking is not None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() != QEvent.Type.KeyPress:
            return False
        elif event.key() == Qt.Key.Key_Escape:
            self.select(None)
        else:
            self.follow()
        return True

    def _mouse(self, event: QMouseEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove:
            return event.buttons() == Qt.MouseButton.NoButton and self._hover(event.position())
        if event.type() == QEvent.Type.MouseButtonRelease:
            took, self._took_press = self._took_press, False
            return took
        if event.button() == Qt.MouseButton.RightButton:  # the menu that comes up is about this link
            found = self._link_under(event.position())
            if found is not None:
                self.select(found[0].route.arc.id)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            twice = event.type() == QEvent.Type.MouseButtonDblClick
            self._took_press = self._press(event.position(), twice=twice)
            return self._took_press
        return False

    def _press(self, point: QPointF, *, twice: bool) -> bool:
        view = self._view
        fold = fold_at(view.article_layout, view.to_document(point))
        if fold is not None:
            return twice or self.toggle_fold(fold)
        found = self._link_under(point)
        if found is None:
            return False
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        drawn, end = found
        arc = drawn.route.arc
        if end is not None:
            self.go_to(end)
        elif twice:
            self.go_to(self.other_end(arc))
        else:
            self.select(arc.id)
        return True

    def _hover(self, point: QPointF) -> bool:
        """Light up the link under the mouse; returns whether there is one, or a fold."""
        view = self._view
        found = self._link_under(point)
        link_id = found[0].route.arc.id if found is not None else None
        over = link_id is not None or fold_at(view.article_layout, view.to_document(point)) is not None
        if over:
            view.hover(None)
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        if link_id != view.painter.hovered_link:
            view.painter.hovered_link = link_id
            view.viewport().update()
        return over

    def _link_under(self, point: QPointF) -> tuple[Drawn, str | None] | None:
        """As :meth:`link_at`, where no bar is."""
        found = self.link_at(point)
        if found is None or found[0].at_edge(self._view.to_document(point)):
            return found
        on_bar = mark_on_bar(self._view.article_layout, self._view.to_document(point))
        return found if on_bar is None else None

    def _seen(self) -> QRectF:
        viewport = self._view.viewport()
        return QRectF(0, self._view.verticalScrollBar().value(), viewport.width(), viewport.height())

    def _scrolled(self) -> None:
        """Names in the margin and signs at the edge stay there while the rest moves: paint all anew."""
        painter, layout = self._view.painter, self._view.article_layout
        if painter.has_links or painter.in_margin or margin.is_needed(layout, self._seen()):
            self._view.viewport().update()
