"""Ask who annotates: the name under which the own layer is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import label


class AnnotatorDialog(Dialog):
    named = Signal(str)
    """The name, where it is another one than before."""

    def __init__(self, annotator: str, parent: QWidget) -> None:
        super().__init__("Annotating as", parent, 440)
        self._before = annotator
        self.name = QLineEdit(annotator)
        self.name.selectAll()
        form = self.form()
        form.addRow("Your name", self.name)
        self.body.addWidget(
            label(
                "Your layer is kept under this name. Under another name you begin a layer of its own, or go "
                "on in the one that is there.",
                "muted",
                wrap=True,
            )
        )
        self.add_button("Cancel", self.reject)
        self.add_button("Annotate as this", self.choose, primary=True)

    def choose(self) -> None:
        """Close and go on under the name, or say what is missing."""
        name = self.name.text().strip()
        if not name:
            self.complain("Say who annotates: your layer is kept under that name.")
            return
        self.accept()
        if name != self._before:
            self.named.emit(name)
