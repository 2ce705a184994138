"""What is selected in the article, as the window sees it: code points of the stored text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from annotator.gui.article_view.canvas import ArticleCanvas
from annotator.gui.guards import guarded
from annotator.model.article import Removed
from annotator.model.text_units import TextUnits


class SelectableArticle(ArticleCanvas):
    """Tells what is selected, in whole graphemes, and copies it as it is stored."""

    selection_changed = Signal(object)
    """``(start, end)`` or None."""
    text_shown = Signal()
    """Another article is there, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._selected: tuple[int, int] | None = None
        self.units = TextUnits("")
        """Words, sentences and paragraphs of the text."""
        self.previews = False
        """While True, what is selected only shows what something else would cover: nobody is told."""
        super().__init__(parent)
        self.selectionChanged.connect(self.tell_selection)

    def show_text(self, text: str | None, title: str = "", removed: Sequence[Removed] = ()) -> None:
        self.units = TextUnits(text or "")
        super().show_text(text, title, removed)
        self.text_shown.emit()

    def selected_span(self) -> tuple[int, int] | None:
        """The selection, grown to whole graphemes; None if nothing is selected."""
        cursor = self.textCursor()
        return self.article_layout.text.span(cursor.anchor(), cursor.position())

    def select_span(self, start: int, end: int) -> None:
        """Select ``[start, end)`` with the caret at its end; an empty one only moves the caret."""
        to_document = self.article_layout.text.map.to_document
        cursor = self.textCursor()
        cursor.setPosition(to_document(start))
        cursor.setPosition(to_document(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.tell_selection()

    def clear_selection(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.tell_selection()

    def word_at_caret(self) -> tuple[int, int] | None:
        """The word that the caret is in or that ends at it, while nothing is selected."""
        return None if self.textCursor().hasSelection() else self.units.word_at(self.caret())

    def tell_selection(self) -> None:
        """Say what is selected now, if that is something else than before."""
        if self.previews:
            return
        span = self.selected_span()
        if span != self._selected:
            self._selected = span
            self.selection_changed.emit(span)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()  # Qt takes it over, so a guard's one default would not do
        data.setText(self._selected_text())
        return data

    @guarded("")
    def _selected_text(self) -> str:
        """The selected piece of the stored text, line breaks and all."""
        span = self.selected_span()
        return self.article_layout.text.text[span[0] : span[1]] if span else ""
