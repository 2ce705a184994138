"""One step of the caret where a long paragraph is cut between two characters.

There the document has two positions, the end of one piece and the beginning of the next, and the text has
one: the caret is never left at the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from annotator.gui.guards import guarded

if TYPE_CHECKING:
    from annotator.gui.article_view.canvas import ArticleCanvas

_BACK, _ON = QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveOperation.NextCharacter
_GO, _SELECT = QTextCursor.MoveMode.MoveAnchor, QTextCursor.MoveMode.KeepAnchor


class Seams(QObject):
    """Watches the caret of one view and the line it is on."""

    def __init__(self, view: ArticleCanvas) -> None:
        super().__init__(view)
        self._view = view
        self._before = 0
        view.cursorPositionChanged.connect(self._moved)

    @guarded(None)
    def _moved(self) -> None:
        view, cursor = self._view, self._view.textCursor()
        before, self._before = self._before, cursor.position()
        if view.article_layout.text.map.seam_at(cursor.position()):
            back = before == cursor.position() + 1
            keep = cursor.hasSelection()
            cursor.movePosition(_BACK if back else _ON, _SELECT if keep else _GO)
            view.setTextCursor(cursor)  # which comes here again
        elif view.look().focus != "off":
            view.viewport().update()
