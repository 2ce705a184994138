"""Ask a coordinator which codebook holds, where it was changed here and on the hub."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import label


class CodebookDialog(Dialog):
    chosen = Signal(str)
    """“mine” or “theirs”."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Two codebooks", parent, 480)
        self.body.addWidget(
            label(
                "The codebook was changed here, and on the hub by another coordinator. Which one is the "
                "team’s from now on? Nothing that is annotated is lost: labels in use stay, as retired ones.",
                wrap=True,
            )
        )
        self.add_button("Cancel", self.reject)
        self.mine = self.add_button("Mine", lambda: self._choose("mine"))
        self.theirs = self.add_button("Theirs", lambda: self._choose("theirs"), primary=True)

    def _choose(self, holds: str) -> None:
        self.accept()
        self.chosen.emit(holds)
