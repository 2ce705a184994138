"""Find words in the open article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextEdit, QToolButton

from annotator.gui import icons
from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.finding import places
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import icon_button, label
from annotator.model.annotation import Segment


class FindBar(QFrame):
    """Hidden until asked for; Enter goes on, Shift+Enter back, Esc closes.

    Each character typed searches from where finding began.  What was found stays selected when the bar
    closes, to be tagged; where nothing was found, the article is again as it was before.  While it is shown,
    all places are marked.
    """

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self.setObjectName("find-bar")
        self._view = view
        self._origin: tuple[int, int, int] | None = None
        self._found: list[Segment] = []
        self._sought: tuple[object, ...] = ()
        """What :attr:`_found` answers: text, words and options."""
        self._mark = QTextCharFormat()
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find in this article")
        self.words.setAccessibleName("Find in this article")
        self.words.setMaximumWidth(320)
        self.result = label("", "muted")
        self.result.setAccessibleName("Places found")
        self.case = self._option("Case (Alt+C)", "Match case")
        self.whole = self._option("Whole words (Alt+W)", "Whole words only")
        self._up = icon_button("Previous (Shift+F3)", lambda: self.search(backward=True))
        self._down = icon_button("Next (F3)", self.search)
        self._close = icon_button("Close (Esc)", self.close_bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 6, 14, 6)
        layout.setSpacing(6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._up)
        layout.addWidget(self._down)
        layout.addWidget(self.result)
        layout.addStretch(1)
        layout.addWidget(self.case)
        layout.addWidget(self.whole)
        layout.addWidget(self._close)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(lambda _text: self._as_typed())
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._mark_places())
        view.selection_changed.connect(lambda _span: self._say_which())
        view.text_shown.connect(self._on_article)
        self.hide()

    def begin(self) -> None:
        """Show it with the selected words."""
        view = self._view
        span = view.selected_span()
        cursor = view.textCursor()
        self._origin = cursor.anchor(), cursor.position(), view.verticalScrollBar().value()
        self.show()
        if span is not None and span[1] - span[0] < 100:
            with QSignalBlocker(self.words):
                self.words.setText(" ".join(view.units.text[slice(*span)].split()))
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._look()

    def close_bar(self) -> None:
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def again(self, *, backward: bool = False) -> None:
        """Go to the next place of the words that were sought last; where there are none, ask for them."""
        if not self.words.text():
            self.begin()
            return
        self.show()
        self.search(backward=backward)

    def search(self, *, backward: bool = False) -> bool:
        """Select the next place; at the end it goes on from the other end."""
        found = self._look()
        if not found:
            return False
        begin, end = self._view.selected_span() or (self._view.caret(), self._view.caret())
        if backward:
            number = bisect_right(found, begin, key=lambda place: place[1]) - 1
        else:
            number = bisect_left(found, end, key=lambda place: place[0])
        around = not 0 <= number < len(found)
        place = found[number % len(found)]
        self._view.select_span(*place)
        self._view.reveal(*place)
        self._say_which()
        if around:
            self.result.setText(f"{self.result.text()}, from the other end")
        return True

    def set_theme(self, theme: Theme) -> None:
        for made, name in ((self._up, "chevron-up"), (self._down, "chevron-down"), (self._close, "close")):
            made.setIcon(icons.icon(name, theme.muted))
        ground = QColor(theme.accent)
        ground.setAlphaF(0.16)
        self._mark.setBackground(ground)
        self._mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        self._mark.setUnderlineColor(QColor(theme.accent))
        self._mark_places()

    # -- inside

    def _option(self, text: str, says: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setProperty("role", "chip")
        made.setCheckable(True)
        made.setToolTip(says)
        made.setAccessibleName(says)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(self._as_typed)
        return made

    def _look(self) -> list[Segment]:
        """Every place of the words in the article that is shown; they are marked, and how many is said."""
        text, words = self._view.units.text, self.words.text()
        sought = (text, words, self.case.isChecked(), self.whole.isChecked())
        if sought != self._sought:
            self._sought = sought
            options = {"match_case": self.case.isChecked(), "whole_words": self.whole.isChecked()}
            self._found = places(text, words, **options)
        self._mark_places()
        self._say_which()
        return self._found

    def _say_which(self) -> None:
        """Say which of how many places is selected."""
        if not self.isVisible():
            return
        span, count = self._view.selected_span(), len(self._found)
        number = bisect_left(self._found, span) if span is not None else count
        if number < count and self._found[number] == span:
            self.result.setText(f"{number + 1:,} of {count:,}")
        elif count:
            self.result.setText(f"{count:,} in this article")
        else:
            self.result.setText("Not in this article" if self.words.text().strip() else "")

    def _on_article(self) -> None:
        self._origin = None
        if self.isVisible():
            self._look()

    def _mark_places(self) -> None:
        """Mark the places that are in view, and none while the bar is hidden."""
        view = self._view
        wanted = self._in_view() if self.isVisible() and self._found else []
        if not wanted and not view.extraSelections():
            return
        to_document = view.article_layout.text.map.to_document
        selections = []
        for start, end in wanted:
            cursor = QTextCursor(view.document())
            cursor.setPosition(to_document(start))
            cursor.setPosition(to_document(end), QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, self._mark
            selections.append(selection)
        view.setExtraSelections(selections)

    def _in_view(self) -> list[Segment]:
        layout, top = self._view.article_layout, self._view.verticalScrollBar().value()
        blocks = layout.text.map.blocks
        if layout.width <= 0 or self._sought[0] is not self._view.units.text:
            return []
        start = blocks[layout.block_at(top)].start
        end = blocks[layout.block_at(top + self._view.viewport().height())].next
        first = bisect_left(self._found, start, key=lambda place: place[1])
        last = bisect_right(self._found, end, key=lambda place: place[0])
        return self._found[first:last]

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

    # -- what Qt calls

    @guarded(None)
    def hideEvent(self, event: QEvent) -> None:
        self._mark_places()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            option = self._option_of(event)
            if event.type() == QEvent.Type.ShortcutOverride and (escape or enter or option):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and escape:
                self.close_bar()
                return True
            if event.type() == QEvent.Type.KeyPress and enter:
                self.search(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.type() == QEvent.Type.KeyPress and option is not None:
                option.click()
                return True
        return super().eventFilter(watched, event)

    def _option_of(self, event: QKeyEvent) -> QToolButton | None:
        if event.modifiers() != Qt.KeyboardModifier.AltModifier:
            return None
        return {Qt.Key.Key_C: self.case, Qt.Key.Key_W: self.whole}.get(Qt.Key(event.key()))
