"""The command palette: type some letters of what you want, Enter does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.commands.key_rules import pressed
from annotator.gui.guards import guarded
from annotator.gui.palette.entries import Entry, Titles, find
from annotator.gui.palette.overlay import Overlay
from annotator.gui.palette.rows import RowDelegate, Rows
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, restyle

_WIDEST, _MOST_ROWS = 680, 11
_HELP = "# labels  ·  @ actors  ·  > commands  ·  an article’s title opens it  ·  Esc closes"


class Palette(Overlay):
    chosen = Signal(object)
    """The :class:`Entry` to run, after the keyboard has been given back."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("palette")
        self.setAccessibleName("Command palette")
        self.field = QLineEdit()
        self.field.setObjectName("palette-field")
        self.field.setPlaceholderText("What do you want to do?")
        self.field.setAccessibleName("What do you want to do?")
        self.rows = Rows()
        self._delegate = RowDelegate(self)
        self.list = QListView()
        self.list.setAccessibleName("What the palette offers")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.foot = ElidedLabel("muted")
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.foot)
        self._commands: list[Entry] = []
        self._places: tuple[list[Entry], Titles] | None = None
        self._gather: Callable[[], tuple[list[Entry], Titles]] = lambda: ([], Titles())
        self._recent: list[str] = []
        self._closing: tuple[str, ...] = ()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _text: self._find())
        self.list.clicked.connect(lambda _index: self._take())
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._on_current())

    def open(
        self,
        commands: list[Entry],
        places: Callable[[], tuple[list[Entry], Titles]],
        recent: list[str],
        closing: tuple[str, ...],
    ) -> None:
        """Show it, empty.

        :param places: actors and articles, asked for with the first character.
        :param recent: ids of what was chosen before, newest first.
        :param closing: keys that close it as Esc does: those that open it.
        """
        self._commands, self._gather, self._places = commands, places, None
        self._recent, self._closing = recent, closing
        self.field.clear()
        self._find()
        self.begin(self.field)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        while self.field.actions():
            self.field.removeAction(self.field.actions()[0])
        self.field.addAction(icons.icon("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition)

    @property
    def current(self) -> Entry | None:
        return self.rows.entry(self.list.currentIndex().row())

    # -- inside

    def wanted(self, room: QRect) -> QRect:
        row = self.list.sizeHintForRow(0) if self.rows.rowCount() else 0
        rows = min(self.rows.rowCount(), _MOST_ROWS)
        margins, gap = self._layout.contentsMargins(), self._layout.spacing()
        around = self.field.sizeHint().height() + self.foot.sizeHint().height() + 2 * gap
        height = rows * row + around + margins.top() + margins.bottom() + 2
        size = QSize(min(_WIDEST, room.width()), min(height, room.height()))
        left = room.left() + (room.width() - size.width()) // 2
        return QRect(
            left, room.top() + min(room.height() // 12, room.height() - size.height()), *size.toTuple()
        )

    def _find(self) -> None:
        typed = self.field.text()
        if typed.strip() and self._places is None:
            self._places = self._gather()
        actors, titles = self._places or ([], Titles())
        self.rows.show_found(find(typed, [*self._commands, *actors], self._recent, titles))
        self.list.setCurrentIndex(self.rows.index(0))
        self.list.scrollToTop()
        self._on_current()
        if self.isVisible():
            self._place()

    def _on_current(self) -> None:
        entry = self.current
        self.foot.setProperty("role", "warning" if entry is not None and entry.reason else "muted")
        restyle(self.foot)
        if entry is None:
            self.foot.show_text("Nothing is called so. Try other letters, or fewer.")
        else:
            self.foot.show_text(entry.reason or _HELP)
        if QAccessible.isActive():
            said = entry.spoken if entry is not None else self.foot.text()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, said))

    def _take(self) -> None:
        entry = self.current
        if entry is not None and not entry.reason:
            self.end()
            self.chosen.emit(entry)

    def _step(self, step: int, *, around: bool = False) -> None:
        count = self.rows.rowCount()
        if count:
            number = self.list.currentIndex().row() + step
            number = number % count if around else min(max(number, 0), count - 1)
            self.list.setCurrentIndex(self.rows.index(number))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # no command may run in the middle of it
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        sequence = pressed(event)
        if event.key() == keys.Key_Escape or (sequence and sequence.toString() in self._closing):
            self.end()
            return True
        match event.key():
            case keys.Key_Return | keys.Key_Enter:
                self._take()
            case keys.Key_Down:
                self._step(1, around=True)
            case keys.Key_Up:
                self._step(-1, around=True)
            case keys.Key_PageDown:
                self._step(_MOST_ROWS - 1)
            case keys.Key_PageUp:
                self._step(1 - _MOST_ROWS)
            case keys.Key_Tab | keys.Key_Backtab:
                self._step(1 if event.key() == keys.Key_Tab else -1, around=True)
            case _:
                return False
        return True
