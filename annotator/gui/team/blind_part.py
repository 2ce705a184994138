"""The switch of blind mode, one sentence of what it does, and who supervises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from annotator.gui.widgets.parts import label

_SAYS = (
    "What colleagues said about an article, and every figure from it, is hidden on screen and in exports "
    "until you mark the article as done. How far they are is shown."
)


class BlindPart(QWidget):
    switched = Signal(bool)
    """Blind mode is wanted, or no longer."""
    named = Signal(list)
    """These are to supervise."""

    def __init__(self) -> None:
        super().__init__()
        self.switch = QCheckBox("Blind mode (B)")
        self.names = QLineEdit()
        self.names.setAccessibleName("Supervisors")
        self.names.setPlaceholderText("Nobody: anybody may switch it")
        self.says = label(_SAYS, "muted", wrap=True)
        self.why = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.switch)
        layout.addWidget(self.says)
        layout.addSpacing(6)
        layout.addWidget(label("Supervisors: names with commas between (Enter)", "muted"))
        layout.addWidget(self.names)
        layout.addWidget(self.why)
        layout.addStretch(1)
        self.switch.clicked.connect(lambda on: self.switched.emit(on))
        self.names.returnPressed.connect(self._take)
        self._shown = ""

    def show_state(self, blind: bool, supervisors: Sequence[str], me: str, *, writable: bool) -> None:
        """How it is now, and whether ``me`` may change it."""
        with QSignalBlocker(self.switch):
            self.switch.setChecked(blind)
        told = ", ".join(supervisors)
        if told != self._shown or not self.names.hasFocus():
            self.names.setText(told)
        self._shown = told
        may = not supervisors or me in supervisors
        for part in (self.switch, self.names):
            part.setEnabled(may and writable)
        if not supervisors:
            self.why.setText("Supervisors see everything, and only they may change this.")
        elif may:
            self.why.setText("You see everything. Only supervisors may change this.")
        else:
            self.why.setText(f"Only {' and '.join(supervisors)} may change this.")

    def save(self) -> None:
        """Take over what was typed and not yet confirmed."""
        if self.names.isEnabled() and self.names.text().strip() != self._shown:
            self._take()

    def _take(self) -> None:
        self.named.emit([name.strip() for name in self.names.text().split(",") if name.strip()])
