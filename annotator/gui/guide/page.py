"""The guide as a page of the window: its pages on the left, beside them the one that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QKeyEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from annotator.gui.guards import guarded
from annotator.gui.guide.texts import pages, text_of
from annotator.gui.pages import Page
from annotator.gui.widgets.parts import label

if TYPE_CHECKING:
    from annotator.gui.commands.registry import Commands
    from annotator.gui.theme import Theme

_FILE = Qt.ItemDataRole.UserRole
_LIST_WIDTH, _READING_WIDTH = 250, 760
_READING_SIZE = 15
_PARAGRAPH_GAP, _LINE_HEIGHT = 9, 125
"""Pixels, and per cent."""


class GuidePageView(Page):
    """Up and Down choose a page, Enter or Right leads into it, Left back to the list."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self.list = QListWidget()
        self.list.setObjectName("guide-pages")
        self.list.setAccessibleName("Pages of the guide")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.text = QTextBrowser()
        self.text.setObjectName("guide-text")
        self.text.setAccessibleName("The guide")
        self.text.setOpenLinks(False)
        self.text.setMaximumWidth(_READING_WIDTH)
        font = QFont(self.text.font())
        font.setPixelSize(_READING_SIZE)
        self.text.setFont(font)
        self.text.document().setDocumentMargin(8)
        self.more = label("", "muted", wrap=True)
        self._lay_out()
        for page in pages():
            item = QListWidgetItem(page.title)
            item.setToolTip(page.about)
            item.setData(_FILE, page.file)
            item.setSizeHint(QSize(0, 32))
            self.list.addItem(item)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.text.anchorClicked.connect(self._follow)
        for part in (self.list, self.text):
            part.installEventFilter(self)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(10, 0, 0, 14)
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        left.addWidget(self.more)
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH + 10)
        side.setLayout(left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addWidget(side)
        layout.addWidget(self.text, 1)
        layout.addStretch(0)

    def set_theme(self, theme: Theme) -> None:
        palette = self.text.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.page),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Link, theme.accent),
        ):
            palette.setColor(role, colour)
        self.text.setPalette(palette)
        self._show(self.list.currentItem())  # links keep the colour they were read with

    def begin(self) -> None:
        keys, sheet, palette = (
            self._commands.with_key(name, command)
            for name, command in (
                ("Keys", "help.keys"),
                ("cheat sheet", "help.cheat-sheet"),
                ("command palette", "help.palette"),
            )
        )
        self.more.setText(
            f"Keys are named as they are at first: if you changed some, see {keys}. Every command stands in "
            f"the {palette}, every key on the {sheet}."
        )
        super().begin()

    def first_field(self) -> QWidget:
        return self.list

    # -- inside

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.setMarkdown(text_of(str(item.data(_FILE))))
            _air(self.text.document())
            self.text.verticalScrollBar().setValue(0)

    def _follow(self, target: QUrl) -> None:
        """A link leads to another page, or out to the person's browser."""
        if target.scheme() == "https":
            QDesktopServices.openUrl(target)
            return
        for row in range(self.list.count()):
            if self.list.item(row).data(_FILE) == target.path():
                self.list.setCurrentRow(row)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            into = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)
            if watched is self.list and event.key() in into:
                self.text.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if watched is self.text and event.key() == Qt.Key.Key_Left and not event.modifiers():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)


def _air(document: QTextDocument) -> None:
    """Set the paragraphs apart, and their lines; tables stay as they are.

    Of a listing, whose lines are paragraphs to Qt, only the end; long lines of it wrap.
    """
    block = document.begin()
    while block.isValid():
        cursor, style, following = QTextCursor(block), block.blockFormat(), block.next()
        listing = style.nonBreakableLines()
        if cursor.currentTable() is None:
            if not listing or not following.blockFormat().nonBreakableLines():
                style.setBottomMargin(_PARAGRAPH_GAP)
            if not listing:
                style.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            style.setNonBreakableLines(False)
            cursor.setBlockFormat(style)
        block = following
