"""The article with what layers say about it, to be looked at: the current place is framed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.gui.article_view import ArticleView
from annotator.gui.comparing.beneath import Beneath
from annotator.gui.comparing.marking import Drawn
from annotator.gui.comparing.spots import Spot
from annotator.gui.guards import guarded
from annotator.model.article import Article

_LOOKED_AT = Qt.TextInteractionFlag.TextSelectableByMouse
_WORKED_IN = _LOOKED_AT | Qt.TextInteractionFlag.TextSelectableByKeyboard


class ComparedText(ArticleView):
    """Nothing in it can be changed unless :meth:`work_in` lets one make a third."""

    spot_picked = Signal(str)
    """Id of the place that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adjustable = False
        self._beneath = Beneath(self.painter)
        self._drawn = Drawn()
        self._shown: int | None = None
        self.current_changed.connect(self._on_picked)
        self.work_in(False)

    def work_in(self, on: bool) -> None:
        """Let one select words by mouse and keyboard and drag the ends of the current mark, or only look."""
        self.setTextInteractionFlags(_WORKED_IN if on else _LOOKED_AT)
        self.adjustable = on

    def show_article(self, article: Article | None) -> None:
        """Show another article from its beginning; the same one stays as it is."""
        if article is None or article.id != self._shown:
            self._shown = article.id if article is not None else None
            self._drawn = Drawn()
            self.set_article(article)

    def show_drawn(self, drawn: Drawn, contested: Iterable[Spot]) -> None:
        """Show these marks; ``contested`` are the places whose contested words are to be seen."""
        before, self._drawn = {mark.id: mark for mark in self._drawn.marks}, drawn
        self._beneath.set_contested(piece for spot in contested for piece in spot.contested)
        if not before:  # links first: so all is placed once
            self.set_arcs(drawn.arcs)
            self.set_marks(drawn.marks)
            return
        now = {mark.id for mark in drawn.marks}
        changed = [mark for mark in drawn.marks if before.get(mark.id) != mark]
        self.update_marks(changed, [key for key in before if key not in now])
        self.set_arcs(drawn.arcs)
        self.viewport().update()

    def show_current(self, spot: Spot | None, *, reveal: bool = True) -> None:
        """Frame a place and scroll to it."""
        self._beneath.framed = spot.covered if spot is not None else ()
        mark = self._drawn.first_of.get(spot.id) if spot is not None else None
        self.set_current(mark, reveal=False)
        if spot is not None and reveal:
            self.reveal(spot.start, spot.end)
        self.viewport().update()

    @guarded(False)
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on to what is beside the text, as there are no suggestions here to go to."""
        return QTextEdit.focusNextPrevChild(self, forward)

    def _on_picked(self, mark_id: object) -> None:
        spot = self._drawn.spot_of.get(str(mark_id))
        if spot is not None:
            self.spot_picked.emit(spot)
