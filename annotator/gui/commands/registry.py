"""All commands in one place: from here the menu bar, the keys and the key texts on buttons are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.errors import UserError
from annotator.gui.commands.command import Command, Condition, Scope, key_text


class Commands(QObject):
    """Registers commands and runs them.

    A key whose command can't run now says why instead of doing nothing; menus show it greyed.
    """

    def __init__(
        self,
        owner: QWidget,
        menu_bar: QMenuBar,
        conditions: Mapping[str, Condition],
        hint: Callable[[str], None],
        complain: Callable[[UserError], None],
    ) -> None:
        """``hint`` says why a command can't run now, ``complain`` what went wrong in one that did."""
        super().__init__(owner)
        self._owner = owner
        self._menu_bar = menu_bar
        self._conditions = conditions
        self._hint = hint
        self._complain = complain
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._places: dict[Scope, list[QWidget]] = {"window": [owner], "reading": [], "article": []}

    def add_place(self, scope: Scope, widget: QWidget) -> None:
        """Keys of ``scope`` work while ``widget`` or a child of it has the focus."""
        self._places[scope].append(widget)
        for command in self._commands.values():
            if command.scope == scope:
                widget.addAction(self._actions[command.id])

    def add(self, commands: Iterable[Command]) -> None:
        for command in commands:
            action = QAction(command.title, self)
            action.setObjectName(command.id)
            # A standard key may be named as well; given twice, Qt finds it ambiguous and does nothing.
            action.setShortcuts(list(dict.fromkeys(QKeySequence(key) for key in command.keys)))
            action.setShortcutContext(
                Qt.ShortcutContext.WindowShortcut
                if command.scope == "window"
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            action.setCheckable(command.checked is not None)
            action.triggered.connect(lambda _=False, name=command.id: self.run(name))
            self._commands[command.id] = command
            self._actions[command.id] = action
            for place in self._places[command.scope]:
                place.addAction(action)
            self._into_menu(command, action)

    def remove(self, prefix: str) -> None:
        """Take away all commands whose id begins with ``prefix``."""
        for name in [name for name in self._commands if name.startswith(prefix)]:
            del self._commands[name]
            self._actions.pop(name).deleteLater()

    def run(self, name: str) -> None:
        """Run a command, or say why it can't run now."""
        reason = self.why_not(name)
        if reason is not None:
            self._hint(reason)
            return
        try:
            self._commands[name].run()
        except UserError as error:
            self._complain(error)

    def why_not(self, name: str) -> str | None:
        """Why the command can't run now, None where it can."""
        for condition in self._commands[name].when:
            if not self._conditions[condition].holds():
                return self._conditions[condition].why_not()
        return None

    def enabled(self, name: str) -> bool:
        return self.why_not(name) is None

    def check(self, name: str) -> None:
        """:raises UserError: if the command can't run now."""
        reason = self.why_not(name)
        if reason is not None:
            raise UserError(reason)

    def action(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[Command]:
        return list(self._commands.values())

    def key(self, name: str) -> str:
        """Its first key for people, empty where it has none."""
        keys = self._commands[name].keys
        return key_text(keys[0]) if keys else ""

    def with_key(self, text: str, name: str) -> str:
        """``text`` followed by the command's key: “Accept (A)”."""
        key = self.key(name)
        return f"{text} ({key})" if key else text

    def set_title(self, name: str, title: str) -> None:
        self._actions[name].setText(title)

    def _into_menu(self, command: Command, action: QAction) -> None:
        menu = self.menu(command.menu)
        there = menu.actions()
        last = self._commands.get(there[-1].objectName()) if there else None
        if there and (last is None or last.group != command.group):
            menu.addSeparator()
        menu.addAction(action)

    def menu(self, path: str) -> QMenu:
        """The menu of this path, such as “View” or “Annotate/Tag as”, made where it is missing."""
        if path not in self._menus:
            self._menus[path] = self._menu(path)
        return self._menus[path]

    def _menu(self, path: str) -> QMenu:
        parent, _, name = path.rpartition("/")
        menu = QMenu(f"&{name}", self._menu_bar)
        if not parent:
            self._menu_bar.addMenu(menu)
        else:
            self.menu(parent).addMenu(menu)
        menu.aboutToShow.connect(lambda: self._refresh(menu))
        # Keys stay alive for disabled commands too, so that pressing one says why nothing happens.
        menu.aboutToHide.connect(lambda: self._enable_all(menu))
        return menu

    def _refresh(self, menu: QMenu) -> None:
        for action in menu.actions():
            command = self._commands.get(action.objectName())
            if command is not None:
                action.setEnabled(self.enabled(command.id))
                if command.checked is not None:
                    action.setChecked(command.checked())

    def _enable_all(self, menu: QMenu) -> None:
        for action in menu.actions():
            action.setEnabled(True)
