"""The head of the list while something is to be tagged everywhere: what, where, and how exactly."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.gui.concordance.choosing import Chip
from annotator.gui.concordance.head import stack_rows
from annotator.gui.widgets.parts import ElidedLabel, button
from annotator.project.concordance.elsewhere import Wanted


class Spreading(QWidget):
    changed = Signal()
    """Other places are wanted; see :attr:`wanted`."""
    tag_wanted = Signal()
    suggest_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Wanted | None = None
        self.text = ElidedLabel("card-title")
        self.project = Chip("In the whole project", "Alt+P", switch=True)
        self.case = Chip("Case", "Alt+C", switch=True, tip="Upper and lower case differ")
        self.whole = Chip("Whole words", "Alt+W", switch=True)
        self.possessive = Chip("Also with ’s", "Alt+O", switch=True, tip="Also in the possessive form")
        self.tag = button("", self.tag_wanted.emit, "primary")
        self.suggest = button("", self.suggest_wanted.emit)
        self.suggest.setToolTip("Make suggestions of the marked ones, to decide on later (Shift+Enter)")
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.text, 1)
        first.addWidget(self.tag)
        first.addWidget(self.suggest)
        for chip in self.switches:
            chip.toggled.connect(lambda _on: self._on_switch())
        self.second = stack_rows(self, first, self.switches)

    @property
    def switches(self) -> tuple[Chip, ...]:
        return self.project, self.case, self.whole, self.possessive

    def begin(self, wanted: Wanted, actor: str) -> None:
        """Show what is wanted, in the article that it was taken from."""
        self.wanted = None
        for chip, on in zip(
            self.switches,
            (wanted.reach == "project", wanted.case, wanted.whole, wanted.possessive),
            strict=True,
        ):
            chip.setChecked(on)
        self.wanted = wanted
        how = " · ".join(
            part for part in (wanted.label, *map(str, wanted.attributes.values()), actor) if part
        )
        self.text.show_text(f"“{wanted.text}” everywhere" + (f" as {how}" if how else ""))

    def show_marks(self, count: int, new: int) -> None:
        """Say on the buttons how many would be tagged, and how many are not even suggested yet."""
        label = self.wanted.label if self.wanted is not None else ""
        self.tag.setText(f"Tag {count} × {label} (Enter)" if label else "Press a label's key")
        self.suggest.setText(f"Suggest {new} (Shift+Enter)")
        self.tag.setEnabled(bool(label) and count > 0)
        self.suggest.setEnabled(new > 0)
        self.suggest.setVisible(bool(label))

    def _on_switch(self) -> None:
        if self.wanted is None:
            return
        self.wanted = dataclasses.replace(
            self.wanted,
            reach="project" if self.project.isChecked() else "article",
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            possessive=self.possessive.isChecked(),
        )
        self.changed.emit()
