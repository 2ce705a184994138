"""Ask who annotates: the name under which the own layer is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import label


class AnnotatorDialog(Dialog):
    named = Signal(str)
    """The name, where it is another one than before."""

    def __init__(self, annotator: str, parent: QWidget, known: Sequence[str] = ()) -> None:
        """:param known: who has a layer or an assignment in the project."""
        super().__init__("Annotating as", parent, 440)
        self._before, self._known = annotator, known
        self.name = QLineEdit(annotator)
        self.name.selectAll()
        completer = QCompleter(list(known), self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.says = label("", "muted", wrap=True)
        form = self.form()
        form.addRow("Your name", self.name)
        self.body.addWidget(self.says)
        self.body.addWidget(
            label("Your layer is kept under this name, and nobody else writes in it.", "muted", wrap=True)
        )
        self.add_button("Cancel", self.reject)
        self.add_button("Annotate as this", self.choose, primary=True)
        self.name.textChanged.connect(lambda _text: self._tell())
        self._tell()

    def choose(self) -> None:
        """Close and go on under the name, or say what is missing."""
        name = self.name.text().strip()
        if not name:
            self.complain("Say who annotates: your layer is kept under that name.")
            return
        self.accept()
        if name != self._before:
            self.named.emit(name)

    def _tell(self) -> None:
        """What the name means in this project; a name that is only written otherwise is easily missed."""
        name = self.name.text().strip()
        alike = next((each for each in self._known if each.casefold() == name.casefold()), None)
        if not name:
            said = f"Known here: {', '.join(self._known)}." if self._known else ""
        elif name == alike:
            said = f"You go on as {name}, who is known in this project."
        elif alike is not None:
            said = f"This begins a layer of its own: the one that is there is written “{alike}”."
        else:
            said = "Nobody has worked here under this name: you begin a layer of your own."
        self.says.setText(said)
