"""Keys of the page: they walk the differences and settle them wherever nobody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.gui.guards import guarded
from annotator.gui.palette.desk import CHEAT_SHEET
from annotator.gui.palette.sheet_text import Group

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage
    from annotator.gui.main_window import MainWindow

LETTERS = "ABCDEFGHI"
"""Of layers: what each of these says is taken by its letter; of more layers by the numbers."""

KEY_GROUPS = (
    Group(
        "Walk the differences",
        (
            ("Up / Down", "Previous or next difference"),
            ("N / P", "Next or previous open one; after the last the next article"),
            ("J / K", "Next or previous article with open differences"),
            ("V", "One text or side by side"),
            ("O", "Only what is open"),
            ("Alt+L / Alt+B", "Only a label, only an annotator"),
            ("L", "Show or fold the articles"),
        ),
    ),
    Group(
        "Settle",
        (
            ("A … I", "Take what this layer says"),
            ("1 … 9", "Take what stands in this line"),
            ("+", "Take each of them"),
            ("0", "Take nothing"),
            ("T", "Make a third"),
            ("X", "Open again"),
            ("W", "Say why"),
            ("R", "Settle by rule: all agreed, majority, trust"),
        ),
    ),
)
_BUTTON = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageKeys(QObject):
    """Stands as an event filter before all that takes the keyboard there, but for fields."""

    def __init__(self, window: MainWindow, page: ComparePage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page
        details = page.details
        details.row_made.connect(lambda row: self.watch((row,)))
        lists = (page.list, page.articles, *page.texts.views)
        self._watched: set[QObject] = set()
        self.watch(lists)
        self.watch((*page.filters.kinds.values(), page.filters.all, page.filters.open))
        self.watch((page.filters.by_label, page.filters.by_layer, page.side_by_side, page.articles_shown))
        self.watch((details.both, details.nothing, details.third, details.reopen, page.by_rule))
        for part in lists:
            part.addAction(window.commands.action(CHEAT_SHEET))

    def watch(self, parts: Iterable[QWidget]) -> None:
        """Have the keys while one of these has the keyboard."""
        for part in parts:
            part.installEventFilter(self)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent):
            return False
        key = _name(event)
        if isinstance(watched, QAbstractButton) and event.key() in _BUTTON:
            return False
        run = self._making().get(key) if self._page.third.active else self._action(key, watched)
        if run is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            self._window.attempt(run)
        return True

    # -- what they do

    def _action(self, key: str, watched: QObject) -> Callable[[], object] | None:
        page, walking, settling = self._page, self._page.walking, self._page.settling
        if key in ("Up", "Down") and watched is page.articles:
            return None
        if key in LETTERS:
            return partial(settling.take_letter, key)
        if len(key) == 1 and key in "123456789":
            return partial(settling.take_number, int(key))
        found: dict[str, Callable[[], object]] = {
            "Down": partial(walking.step, 1),
            "Up": partial(walking.step, -1),
            "N": partial(walking.step_open, 1),
            "P": partial(walking.step_open, -1),
            "Space": partial(walking.step_open, 1),
            "Shift+Space": partial(walking.step_open, -1),
            "J": partial(walking.step_article, 1),
            "K": partial(walking.step_article, -1),
            "Alt+Down": partial(walking.step_article, 1),
            "Alt+Up": partial(walking.step_article, -1),
            "+": settling.take_both,
            "=": settling.take_both,
            "0": settling.take_nothing,
            "T": settling.begin_third,
            "X": settling.reopen,
            "W": settling.begin_why,
            "R": page.ruling.begin,
            "V": page.side_by_side.click,
            "L": page.articles_shown.click,
            "O": page.filters.open.click,
            "Alt+L": page.filters.ask_label,
            "Alt+B": page.filters.ask_layer,
        }
        found |= dict.fromkeys(self._window.commands.keys("talk.comment"), page.talking.open)
        return found.get(key)

    def _making(self) -> dict[str, Callable[[], object]]:
        """The keys while a third is being made: those of annotating."""
        third, commands = self._page.third, self._window.commands
        found: dict[str, Callable[[], object]] = {
            "Return": third.finish,
            "Enter": third.finish,
        }
        for name, run in (("annotation.move", third.cover), ("annotation.extend", third.extend)):
            found |= dict.fromkeys(commands.keys(name), run)
        for command in commands.all():
            if command.id.startswith("label."):
                tag = partial(third.tag, command.id.removeprefix("label."))
                found |= dict.fromkeys(commands.keys(command.id), tag)
        return found


def _name(event: QKeyEvent) -> str:
    """The key as portable text: “A”, “Shift+Space”, “+” however it is typed."""
    if event.text() in ("+", "="):
        return event.text()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(modifiers.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText)
