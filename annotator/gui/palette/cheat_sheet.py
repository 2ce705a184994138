"""The cheat sheet: every key on one page over the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.commands.key_rules import pressed
from annotator.gui.commands.registry import Commands
from annotator.gui.guards import guarded
from annotator.gui.palette.overlay import Overlay
from annotator.gui.palette.sheet_column import GROUP_GAP, LOOKS, WIDTH, SheetColumn, SheetLook
from annotator.gui.palette.sheet_flow import columns
from annotator.gui.palette.sheet_text import Group, groups, page_html
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, clear, label

_GAP = 24
_MOST_COLUMNS = 4
_AROUND = 96
"""Pixels above and below the keys."""


class CheatSheet(Overlay):
    """Esc, its own key or a click beside it closes it."""

    keys_wanted = Signal()
    """Show the page where keys are changed."""

    def __init__(self, over: QWidget, commands: Commands) -> None:
        super().__init__(over)
        self.setObjectName("cheat-sheet")
        self.setAccessibleName("Cheat sheet of keys")
        self._commands = commands
        self._theme: Theme | None = None
        self._page: tuple[Group, ...] = ()
        self._height = self._shown = 0
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("All keys")
        self._inner = QWidget()
        self._columns = QHBoxLayout(self._inner)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(_GAP)
        self.area.setWidget(self._inner)
        self.trouble = label("", "warning", wrap=True)
        self.trouble.hide()
        self.change = button("", self._change, keep_focus=False)
        self.save = button("Save as a page to print …", self._save, keep_focus=False)
        self.close_button = button("Close (Esc)", self.end, keep_focus=False)
        top = QHBoxLayout()
        top.addWidget(label("Keys", "title"), 1)
        for made in (self.change, self.save, self.close_button):
            top.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 18)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.trouble)
        layout.addWidget(self.area, 1)
        for part in (self.area, self.change, self.save, self.close_button):
            part.installEventFilter(self)

    def open(self, theme: Theme, page: Sequence[Group] = ()) -> None:
        """:param page: the keys of the page that is shown; with them only those that work there too."""
        self._theme, self._page = theme, tuple(page)
        self.trouble.hide()
        self.change.setText(self._commands.with_key("Change keys", "help.keys"))
        self._fill(self._count(self._over.width()))
        self.begin(self.area)

    def wanted(self, room: QRect) -> QRect:
        width = self._shown * (WIDTH + _GAP) + 30
        height = self._height + _AROUND
        size = QSize(min(width, room.width()), min(height, room.height()))
        left = room.left() + (room.width() - size.width()) // 2
        top = room.top() + (room.height() - size.height()) // 2
        return QRect(left, top, size.width(), size.height())

    # -- inside

    def _count(self, width: int) -> int:
        """As many columns as there is room for."""
        return max(min((width - 100 + _GAP) // (WIDTH + _GAP), _MOST_COLUMNS), 1)

    def _fill(self, count: int) -> None:
        assert self._theme is not None
        clear(self._columns)
        found = [*self._page, *groups(self._commands, anywhere=bool(self._page))]
        for gap, smaller in LOOKS:
            look = SheetLook(self.font(), gap, smaller)
            split = columns(found, count, look.height, GROUP_GAP)
            made = [SheetColumn(column, self._theme, look) for column in split]
            self._height = max((column.height() for column in made), default=0)
            if self._height + _AROUND <= self.room().height():
                break
        self._shown = len(made)
        for column in made:
            self._columns.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        self._columns.addStretch(1)

    def _change(self) -> None:
        self.end()
        self.keys_wanted.emit()

    def _save(self) -> None:
        folder = Path.home() / "annotator-keys.html"
        name, _ = QFileDialog.getSaveFileName(self, "Save the cheat sheet", str(folder), "Web page (*.html)")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write it as a page that a browser prints; what is wrong is said in the sheet."""
        try:
            found = [*self._page, *groups(self._commands)]
            path.write_text(page_html(found), encoding="utf-8")
        except OSError as error:
            self.trouble.setText(f"It could not be saved in “{path}”: {error.strerror or error}")
            self.trouble.show()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self.isVisible():
            sequence = pressed(event)
            own = sequence is not None and sequence.toString() in self._commands.keys("help.cheat-sheet")
            if event.key() == Qt.Key.Key_Escape or own:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self.end()
                    return True
        return super().eventFilter(watched, event)
