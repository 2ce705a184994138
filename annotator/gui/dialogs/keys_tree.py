"""The list of all commands by menu with their keys, and what is to be known about a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from annotator.gui.commands.command import MENUS, Command, key_text
from annotator.gui.commands.key_rules import LABELS
from annotator.gui.commands.registry import Commands

_ID = Qt.ItemDataRole.UserRole


class KeysTree(QTreeWidget):
    """Command, keys, and a note: changed, lost to another, or the codebook's."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self.setAccessibleName("Commands and their keys")
        self.setObjectName("keys-tree")
        self.setColumnCount(3)
        self.setHeaderLabels(["Command", "Key", ""])
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(380)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    @property
    def name(self) -> str | None:
        """Id of the current command."""
        item = self.currentItem()
        return None if item is None else item.data(0, _ID)

    def row(self, name: str) -> QTreeWidgetItem:
        return self._rows[name]

    def select(self, name: str) -> None:
        """Make a command's row the current one."""
        self.setCurrentItem(self._rows[name])

    def fill(self) -> None:
        """All commands anew; the current one stays current."""
        name = self.name
        self.clear()
        self._rows, self._groups = {}, {}
        for command in sorted(self._commands.all(), key=_place):
            row = QTreeWidgetItem([title_of(command), self.keys(command.id), self._note(command)])
            row.setData(0, _ID, command.id)
            row.setForeground(2, QBrush(self.palette().placeholderText()))
            self._group(command.menu).addChild(row)
            self._rows[command.id] = row
        self.expandAll()
        for group in self._groups.values():
            group.setFirstColumnSpanned(True)
        if name in self._rows:
            self.select(name)

    def narrow(self, typed: str) -> None:
        """Show the rows that have every typed word."""
        words = typed.casefold().split()
        shown: dict[int, QTreeWidgetItem] = {}
        for row in self._rows.values():
            group = row.parent()
            assert group is not None
            text = " ".join([*(row.text(n) for n in range(3)), group.text(0)]).casefold()
            row.setHidden(not all(word in text for word in words))
            if not row.isHidden():
                shown.setdefault(id(group), row)
        for group in self._groups.values():
            group.setHidden(all(group.child(n).isHidden() for n in range(group.childCount())))  # type: ignore[union-attr]
        current = self.currentItem()
        if current is None or current.isHidden() or current.data(0, _ID) is None:
            self.setCurrentItem(next(iter(shown.values()), None))  # type: ignore[arg-type]

    def keys(self, name: str) -> str:
        """The keys of a command for people, empty for none."""
        return " or ".join(key_text(key) for key in self._commands.keys(name))

    def title(self, name: str) -> str:
        title = title_of(self._commands.command(name))
        return f"the label {title}" if name.startswith(LABELS) else title

    # -- inside

    def _group(self, menu: str) -> QTreeWidgetItem:
        if menu not in self._groups:
            group = QTreeWidgetItem([menu.replace("/", ": ")])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setForeground(0, QBrush(self.palette().placeholderText()))
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            self.addTopLevelItem(group)
            self._groups[menu] = group
        return self._groups[menu]

    def _note(self, command: Command) -> str:
        if command.id.startswith(LABELS):
            return "belongs to the codebook"
        notes = ["changed"] if command.id in self._commands.chosen else []
        for key, other in self._commands.lost(command.id).items():
            notes.append(f"{key_text(key)} is “{self.title(other)}” now")
        return "; ".join(notes)


def title_of(command: Command) -> str:
    return command.title.removesuffix(" …")


def _place(command: Command) -> int:
    """Where its menu stands; sorting keeps the order within a menu."""
    return MENUS.get(command.menu.split("/")[0], len(MENUS))
