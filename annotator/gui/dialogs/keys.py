"""All commands with their keys, where keys are changed, taken over, reset, imported and exported."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import UserError
from annotator.gui.commands import keymap
from annotator.gui.commands.command import key_text
from annotator.gui.commands.key_rules import LABELS
from annotator.gui.commands.key_store import KeyStore
from annotator.gui.commands.keymap import Chosen
from annotator.gui.commands.registry import Commands
from annotator.gui.dialogs.keys_tree import KeysTree
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.guards import guarded
from annotator.gui.widgets.key_field import KeyField
from annotator.gui.widgets.parts import WrapLabel, button

_ID = Qt.ItemDataRole.UserRole

_BOLD = 16
"""Pixels that a button's text needs more while it has the keyboard, for it is bold then."""


class KeysDialog(Dialog):
    """Every change is used and saved at once, and can be taken back."""

    sheet_wanted = Signal()
    """Show the cheat sheet."""

    def __init__(self, commands: Commands, store: KeyStore, parent: QWidget) -> None:
        super().__init__("Keys", parent, 720)
        self._commands = commands
        self._store = store
        self._adding = False
        self._pending = ""
        self._before: list[Chosen] = []
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Search by name, menu or key")
        self.filter.setAccessibleName("Search the commands")
        self.filter.setClearButtonEnabled(True)
        self.tree = KeysTree(commands)
        self.said = WrapLabel("")
        self.field = KeyField()
        self.field.setAccessibleName("Press the new key")
        self.change = button("Change (Enter)", self._begin, keep_focus=False)
        self.add = button("Add another", partial(self._begin, adding=True), keep_focus=False)
        self.remove = button("No key (Del)", self._take_away, keep_focus=False)
        self.reset = button("Reset", self._reset, keep_focus=False)
        self.take = button("Take it", self._take_over, keep_focus=False)
        self.undo = button("Undo", self._undo, "quiet-accent", keep_focus=False)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self._strip())
        self.maps = self.add_button("Keymaps", lambda: None)
        self.maps.setMenu(self._maps_menu())
        self.sheet = self.add_button("", self._show_sheet)
        self.close_button = self.add_button("Close", self.accept, primary=True)
        self.filter.textChanged.connect(self.tree.narrow)
        self.tree.currentItemChanged.connect(lambda _new, _old: self._stop())
        self.tree.itemDoubleClicked.connect(lambda _item, _column: self._begin())
        self.field.typed.connect(self._typed)
        self.field.cancelled.connect(self._stop)
        for part in (self.filter, self.tree):
            part.installEventFilter(self)
        self._fill()
        self.resize(760, 640)
        self.filter.setFocus()

    def _strip(self) -> QWidget:
        strip = QFrame()
        strip.setObjectName("key-strip")
        layout = QVBoxLayout(strip)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field)
        for made in (self.take, self.change, self.add, self.remove, self.reset):
            made.setAutoDefault(True)  # else Enter would press “Close”
            made.setMinimumWidth(made.sizeHint().width() + _BOLD)
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.undo)
        layout.addLayout(row)
        return strip

    def _maps_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for path in keymap.shipped():
            made = keymap.read(path)
            action = menu.addAction(made.name, partial(self._use_shared, path))
            action.setToolTip(made.description)
        menu.addSeparator()
        menu.addAction("Import a keymap …", self._import)
        menu.addAction("Export your keys …", self._export)
        menu.addSeparator()
        menu.addAction("Reset all keys", self._reset_all)
        return menu

    # -- what is shown

    def _fill(self) -> None:
        self.tree.fill()
        self.tree.narrow(self.filter.text())
        self.sheet.setText(self._commands.with_key("Cheat sheet", "help.cheat-sheet"))

    def _stop(self) -> None:
        """Ask for no key any longer, and say what the current command has."""
        if self.field.hasFocus() or self.take.hasFocus():
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pending = ""
        name = self.tree.name
        fixed = name is None or name.startswith(LABELS)
        self._show(asking=False, taking=False)
        for made in (self.change, self.add):
            made.setEnabled(not fixed)
        self.remove.setEnabled(not fixed and name is not None and bool(self._commands.keys(name)))
        self.reset.setEnabled(name in self._commands.chosen)
        if name is None:
            self._say("No command is called so." if self.filter.text() else "")
        elif fixed:
            self._say(f"The key of the label “{self._commands.command(name).title}” belongs to the codebook.")
        else:
            keys = self.tree.keys(name)
            self._say(f"“{self.tree.title(name)}” has {keys or 'no key'}.")

    def _show(self, *, asking: bool, taking: bool) -> None:
        self.field.setVisible(asking)
        self.take.setVisible(taking)
        for made in (self.change, self.add, self.remove, self.reset):
            made.setVisible(not asking and not taking)
        self.undo.setVisible(bool(self._before) and not asking and not taking)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, text))

    # -- changing

    def _begin(self, *, adding: bool = False) -> None:
        """Ask for a key."""
        name = self.tree.name
        if name is None or name.startswith(LABELS):
            return
        self._adding = adding
        what = "one more key" if adding else "the new key"
        self._show(asking=True, taking=False)
        self._say(f"Press {what} for “{self.tree.title(name)}”. Esc leaves it as it is.")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, key: str) -> None:
        name = self.tree.name
        assert name is not None
        problem = self._commands.problem(name, key)
        holder = self._commands.holder(name, key)
        if problem is not None:
            self._say(f"{problem} Esc leaves it as it is.")
        elif holder is None:
            self._give(name, key)
        elif holder.startswith(LABELS):
            title = self._commands.command(holder).title
            self._say(
                f"{key_text(key)} is the key of the label “{title}” in the codebook: press another key."
            )
        else:
            self._pending = key
            self.take.setVisible(True)
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show(asking=False, taking=True)
            there = self.tree.title(holder)
            self._say(f"{key_text(key)} is the key of “{there}”. Take it from there, or press Esc.")
            self.take.setText(f"Take {key_text(key)} (Enter)")
            self.take.setMinimumWidth(self.take.sizeHint().width() + _BOLD)

    def _take_over(self) -> None:
        """Give the current command the key of another one, which keeps its other keys."""
        name, key = self.tree.name, self._pending
        holder = self._commands.holder(name, key) if name is not None else None
        if name is None or holder is None:
            return
        left = tuple(k for k in self._commands.keys(holder) if k != key)
        self._give(name, key, {holder: left})

    def _give(self, name: str, key: str, others: Chosen | None = None) -> None:
        there = [k for k in self._commands.keys(name) if k != key]
        # A command may have several keys: the new one comes in the place of the first.
        keys = [*there, key] if self._adding else [key, *there[1:]]
        changed = {**self._commands.chosen, **(others or {}), name: tuple(keys)}
        lost = f", “{self.tree.title(next(iter(others)))}” no longer" if others else ""
        self._use(changed, f"“{self.tree.title(name)}” has {key_text(key)} now{lost}.")

    def _take_away(self) -> None:
        if self.tree.name is not None and not self.tree.name.startswith(LABELS):
            changed = {**self._commands.chosen, self.tree.name: ()}
            self._use(changed, f"“{self.tree.title(self.tree.name)}” has no key now.")

    def _reset(self) -> None:
        if self.tree.name is not None:
            left = keymap.without(self._commands.chosen, self.tree.name, self._commands.own_keys)
            self._use(left, f"“{self.tree.title(self.tree.name)}” has its first key again.")

    def _reset_all(self) -> None:
        self._use({}, "Every command has its first keys again.")

    def _undo(self) -> None:
        if self._before:
            self._use(self._before.pop(), "Taken back.", undoable=False)

    def _use(self, chosen: Chosen, said: str, *, undoable: bool = True) -> None:
        before = self._commands.chosen
        self.complain("")
        troubles = []
        try:
            troubles = self._store.use(chosen)
        except UserError as error:
            self.complain(str(error))
        if undoable:
            self._before.append(before)
        self._fill()
        self._stop()
        self._say(" ".join([said, *troubles]))
        self.tree.setFocus()

    # -- files

    def _use_shared(self, path: Path) -> None:
        """Use a keymap in place of all that was changed before."""
        try:
            shared = keymap.read(path)
        except UserError as error:
            self.complain(str(error))
        else:
            self._use(shared.keys, f"Uses the keymap “{shared.name}” now.")

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import a keymap", str(Path.home()), "Keymaps (*.toml)")
        if name:
            self._use_shared(Path(name))

    def _export(self) -> None:
        start = str(Path.home() / "annotator-keys.toml")
        name, _ = QFileDialog.getSaveFileName(self, "Export your keys", start, "Keymaps (*.toml)")
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write what was changed to a file that others can import."""
        try:
            self._store.export_to(path)
        except UserError as error:
            self.complain(str(error))
        else:
            self._say(f"Your keys are in {path}.")

    def _show_sheet(self) -> None:
        self.accept()
        self.sheet_wanted.emit()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.tree and enter:
                self._begin()
                return True
            if watched is self.tree and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._take_away()
                return True
            if watched is self.filter and (enter or event.key() == Qt.Key.Key_Down):
                self.tree.setFocus()
                return True
        return super().eventFilter(watched, event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pending:
            self._stop()
        else:
            super().keyPressEvent(event)
