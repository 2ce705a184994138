"""Choosing people: a chip for each who is known, and a field for further names."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import chip, literal


class Who(QWidget):
    changed = Signal()
    """Others are chosen now."""

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[str, QToolButton] = {}
        self.field = QLineEdit()
        self.field.setAccessibleName("Add an annotator")
        self.field.setPlaceholderText("Add a name (Enter)")
        self.field.setFixedWidth(180)
        self.field.returnPressed.connect(self._add_typed)
        box = FlowBox()
        self._flow = FlowLayout(box)
        self._flow.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)

    def forget(self) -> None:
        """Another project is open: its people are others."""
        for made in self.chips.values():
            self._flow.removeWidget(made)
            made.deleteLater()
        self.chips = {}
        self.field.clear()

    def offer(self, names: Iterable[str]) -> None:
        """Let these be chosen too; who is new is chosen at first."""
        new = [name for name in names if name not in self.chips]
        for name in new:
            self._add(name)
        if new:
            self.changed.emit()

    def chosen(self) -> tuple[str, ...]:
        """Those that are chosen, in their order."""
        return tuple(name for name, made in self.chips.items() if made.isChecked())

    # -- inside

    def _add(self, name: str) -> None:
        made = chip(literal(name))
        made.setAccessibleName(f"{name} gets articles")
        made.setChecked(True)
        made.clicked.connect(lambda: self.changed.emit())
        self.chips[name] = made
        # The field stays behind all of them.
        self._flow.removeWidget(self.field)
        self._flow.addWidget(made)
        self._flow.addWidget(self.field)

    def _add_typed(self) -> None:
        names = [name.strip() for name in self.field.text().split(",") if name.strip()]
        self.field.clear()
        for name in names:
            if name in self.chips:
                self.chips[name].setChecked(True)
        self.offer(names)
        if names:
            self.changed.emit()
