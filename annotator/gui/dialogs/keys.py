"""All commands with their keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from annotator.gui.commands.command import Command, key_text
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import clear, label


class KeysDialog(Dialog):
    def __init__(self, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__("Keys", parent, 520)
        self._commands = commands
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Type to narrow the list")
        self.filter.setAccessibleName("Narrow the list of keys")
        self.filter.textChanged.connect(lambda _text: self._fill())
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(440)
        self.body.addWidget(self.filter)
        self.body.addWidget(area, 1)
        self.add_button("Close", self.accept, primary=True)
        self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        words = self.filter.text().casefold()
        row, menu = 0, ""
        for command in sorted(self._commands, key=lambda c: _ORDER.get(c.menu.split("/")[0], 9)):
            keys = [key_text(key) for key in command.keys]
            if not any(keys) or words not in f"{command.title} {' '.join(keys)}".casefold():
                continue
            if command.menu != menu:
                menu = command.menu
                self._grid.addWidget(label(menu.replace("/", ": "), "heading"), row, 0, 1, 2)
                row += 1
            shown = "   ".join(dict.fromkeys(key for key in keys if key))
            self._grid.addWidget(label(shown, "key"), row, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(label(command.title.removesuffix(" …")), row, 1)
            row += 1


_ORDER = {name: n for n, name in enumerate(("Annotate", "Article", "View", "Edit", "Project", "Help"))}
