"""Find words in the open article."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from annotator.gui import icons
from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.finding import find
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import icon_button, label


class FindBar(QFrame):
    """Hidden until asked for; Enter goes on, Shift+Enter back, Esc closes.

    Each character typed searches from where finding began.  What was found stays selected when the bar
    closes, to be tagged; where nothing was found, the article is again as it was before.
    """

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self.setObjectName("find-bar")
        self._view = view
        self._origin: tuple[int, int, int] | None = None
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find in this article")
        self.words.setAccessibleName("Find in this article")
        self.words.setMaximumWidth(320)
        self.result = label("", "muted")
        self._up = icon_button("Previous (Shift+Enter)", lambda: self.search(backward=True))
        self._down = icon_button("Next (Enter)", self.search)
        self._close = icon_button("Close (Esc)", self.close_bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 6, 14, 6)
        layout.setSpacing(6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._up)
        layout.addWidget(self._down)
        layout.addWidget(self.result)
        layout.addStretch(1)
        layout.addWidget(self._close)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(lambda _text: self._as_typed())
        self.hide()

    def begin(self) -> None:
        """Show it with the selected words."""
        selected = self._view.textCursor().selectedText()
        cursor = self._view.textCursor()
        self._origin = cursor.anchor(), cursor.position(), self._view.verticalScrollBar().value()
        self.show()
        if selected and len(selected) < 100:
            with QSignalBlocker(self.words):
                self.words.setText(selected)
        self.result.setText("")
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def close_bar(self) -> None:
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, *, backward: bool = False) -> bool:
        """Select the next place; at the end it goes on from the other end."""
        words = self.words.text()
        if not words:
            self.result.setText("")
            return False
        text = self._view.article_layout.text.text
        begin, end = self._view.selected_span() or (self._view.caret(), self._view.caret())
        found = find(text, words, begin if backward else end, backward=backward)
        around = found is None
        if around:
            found = find(text, words, len(text) if backward else 0, backward=backward)
        if found is None:
            self.result.setText("Not in this article")
            return False
        self.result.setText("From the other end" if around else "")
        self._view.select_span(*found)
        self._view.ensureCursorVisible()
        return True

    def set_theme(self, theme: Theme) -> None:
        for made, name in ((self._up, "chevron-up"), (self._down, "chevron-down"), (self._close, "close")):
            made.setIcon(icons.icon(name, theme.muted))

    def _as_typed(self) -> None:
        self._go_back()
        cursor = self._view.textCursor()
        if cursor.hasSelection() and self.words.text():
            cursor.setPosition(cursor.selectionStart())
            self._view.setTextCursor(cursor)
        if not self.search():
            self._go_back()

    def _go_back(self) -> None:
        """To where finding began."""
        if self._origin is None:
            return
        anchor, position, scrolled = self._origin
        cursor = self._view.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        self._view.verticalScrollBar().setValue(scrolled)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.type() == QEvent.Type.ShortcutOverride and (escape or enter):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and escape:
                self.close_bar()
                return True
            if event.type() == QEvent.Type.KeyPress and enter:
                self.search(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
        return super().eventFilter(watched, event)
