"""All commands in one place: from here the menu bar, the keys, the palette and the key texts are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.errors import UserError
from annotator.gui.commands.command import Command, Condition, Scope, key_text
from annotator.gui.commands.key_rules import LABELS, LINKS, problem
from annotator.gui.commands.keymap import Bound, Chosen, Claim, portable, settle
from annotator.gui.commands.menu_leaving import MenuLeaving
from annotator.gui.commands.menu_letters import with_letter
from annotator.gui.widgets.parts import literal

_LABEL_RANK, _CHOSEN_RANK = 2, 1


class Commands(QObject):
    """Registers commands and runs them.

    A key whose command can't run now says why instead of doing nothing; menus show it greyed.
    A key that two commands want in the same place goes to a label before one that a person chose it for,
    and to that before one that has it by itself: no key is ever ambiguous.
    """

    keys_changed = Signal()
    """Keys of commands are others than before: what shows a key shows it anew."""
    about_to_run = Signal(str)
    """Id of a command that can run and now will."""
    ran = Signal(str)
    """Id of a command that has run without a complaint."""
    failed = Signal(str)
    """Id of a command that could not run, or had to be complained of."""

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
        self._titles: dict[str, str] = {}
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._bound: dict[str, Bound] = {}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._leaving = MenuLeaving(menu_bar)
        self._places: dict[Scope, list[QWidget]] = {"window": [owner], "reading": [], "article": []}

    def add_place(self, scope: Scope, widget: QWidget) -> None:
        """Keys of ``scope`` work while ``widget`` or a child of it has the focus."""
        self._places[scope].append(widget)
        for command in self._commands.values():
            if command.scope == scope:
                widget.addAction(self._actions[command.id])

    def add(self, commands: Iterable[Command]) -> None:
        for command in commands:
            action = QAction(literal(command.title), self)
            action.setObjectName(command.id)
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
        self._bind()

    def remove(self, prefix: str) -> None:
        """Take away all commands whose id begins with ``prefix``."""
        for name in [name for name in self._commands if name.startswith(prefix)]:
            del self._commands[name]
            self._titles.pop(name, None)
            self._bound.pop(name, None)
            action = self._actions.pop(name)
            # It lives until the event loop comes round; its key would be ambiguous till then.
            action.setShortcuts([])
            action.deleteLater()
        self._bind()

    def run(self, name: str) -> None:
        """Run a command, or say why it can't run now."""
        reason = self.why_not(name)
        if reason is not None:
            self._hint(reason)
            self.failed.emit(name)
            return
        self.about_to_run.emit(name)
        try:
            self._commands[name].run()
        except UserError as error:
            self._complain(error)
            self.failed.emit(name)
        else:
            self.ran.emit(name)

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

    def command(self, name: str) -> Command:
        return self._commands[name]

    # -- keys

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys it has now, in portable text."""
        return self._bound[name].keys

    def lost(self, name: str) -> Mapping[str, str]:
        """Keys that it should have, each with the id of the command that has it now."""
        return self._bound[name].lost

    def key(self, name: str) -> str:
        """Its first key for people, empty where it has none."""
        keys = self._bound[name].keys
        return key_text(keys[0]) if keys else ""

    def own_keys(self, name: str) -> tuple[str, ...]:
        """The keys it has where nobody changes them, in portable text; none where it is not here just now."""
        return portable(self._commands[name].keys) if name in self._commands else ()

    def holder(self, name: str, key: str) -> str | None:
        """Id of the other command that has this key where ``name`` would need it."""
        scope = self._commands[name].scope
        for other, bound in self._bound.items():
            if other != name and key in bound.keys and self._meet(self._commands[other].scope, scope):
                return other
        return None

    def problem(self, name: str, key: str) -> str | None:
        """Why it can't have this key, None where it can."""
        command = self._commands[name]
        # A key that works in the whole window has to work in every part of it.
        parts: Iterable[Scope] = self._places if command.scope == "window" else (command.scope,)
        places = [place for scope in parts for place in self._places[scope] if place is not self._owner]
        return problem(command, key, dict.fromkeys(places))

    @property
    def chosen(self) -> Chosen:
        """The keys that a person has chosen, also of commands that are not here just now."""
        return dict(self._chosen)

    def choose(self, chosen: Chosen) -> list[str]:
        """Use these keys and no others that were chosen before.

        :returns: sentences about those that can't be used; their commands keep their own keys.
        """
        troubles, fitting = [], {}
        for name, keys in chosen.items():
            known = name in self._commands
            trouble = next((t for key in keys if known and (t := self.problem(name, key))), None)
            if trouble is not None:
                troubles.append(trouble)
            elif not known or keys != self.own_keys(name):
                fitting[name] = tuple(keys)
        self._chosen = fitting
        if not self._bind():
            self.keys_changed.emit()
        return troubles

    def _bind(self) -> bool:
        """Give the keys to their commands; returns whether that changed those of commands there before."""
        claims = []
        for name, command in self._commands.items():
            chosen = self._chosen.get(name)
            rank = _LABEL_RANK if name.startswith((LABELS, LINKS)) else 0 if chosen is None else _CHOSEN_RANK
            claims.append(Claim(name, self.own_keys(name) if chosen is None else chosen, command.scope, rank))
        changed, others = [], False
        for name, bound in settle(claims, self._meet).items():
            before = self._bound.get(name)
            if bound != before:
                self._bound[name] = bound
                changed.append(name)
                others = others or before is not None
        # All are taken away before any is given: in between no two actions have the same key.
        for name in changed:
            self._actions[name].setShortcuts([])
        for name in changed:
            self._actions[name].setShortcuts([QKeySequence(key) for key in self._bound[name].keys])
        if others:
            self.keys_changed.emit()
        return others

    def _meet(self, one: Scope, other: Scope) -> bool:
        """Whether there is a place where the keys of both scopes work."""
        return any(
            a is b or a.isAncestorOf(b) or b.isAncestorOf(a)
            for a in self._places[one]
            for b in self._places[other]
        )

    def with_key(self, text: str, name: str) -> str:
        """``text`` followed by the command's key: “Accept (A)”."""
        key = self.key(name)
        return f"{text} ({key})" if key else text

    def how(self, name: str) -> str:
        """How it is done, in a sentence: “press Tab”, or where it stands in the menu if it has no key."""
        key = self.key(name)
        command = self._commands[name]
        return f"press {key}" if key else f"choose “{command.title}” in the menu {command.menu}"

    def title(self, name: str) -> str:
        """Its title as it stands in the menu."""
        return self._titles.get(name, self._commands[name].title)

    def set_title(self, name: str, title: str) -> None:
        self._titles[name] = title
        self._actions[name].setText(literal(title))

    # -- menus

    def _into_menu(self, command: Command, action: QAction) -> None:
        """Below the last of its group, whoever came between; a new group comes last, below a line."""
        menu = self.menu(command.menu)
        there = menu.actions()
        commands = [self._commands.get(each.objectName()) for each in there]
        alike = [n for n, each in enumerate(commands, 1) if each is not None and each.group == command.group]
        if there and not alike:
            menu.addSeparator()
        if alike and alike[-1] < len(there):
            menu.insertAction(there[alike[-1]], action)
        else:
            menu.addAction(action)

    def menu(self, path: str) -> QMenu:
        """The menu of this path, such as “View” or “Annotate/Tag as”, made where it is missing."""
        if path not in self._menus:
            self._menus[path] = self._menu(path)
        return self._menus[path]

    def _menu(self, path: str) -> QMenu:
        parent, _, name = path.rpartition("/")
        above = self.menu(parent) if parent else self._menu_bar
        menu = QMenu(with_letter(name, {action.text() for action in above.actions()}), self._menu_bar)
        if not parent and "Help" in self._menus:  # which stays the last one, whoever comes later
            self._menu_bar.insertMenu(self._menus["Help"].menuAction(), menu)
        else:
            above.addMenu(menu)
        self._leaving.watch(menu)
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
