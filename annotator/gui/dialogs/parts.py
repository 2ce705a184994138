"""What the dialogs share: their frame, rows of buttons, a field for a path."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.gui.widgets.parts import button, label


class Dialog(QDialog):
    """A dialog with a body, a line for troubles, and buttons at the lower right."""

    def __init__(self, title: str, parent: QWidget, width: int = 560) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.finished.connect(lambda _result: self.deleteLater())
        self.setMinimumWidth(width)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(14)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(self._buttons)

    def form(self, inside: QVBoxLayout | None = None) -> QFormLayout:
        """A form in the body, or ``inside`` a part of it."""
        made = QFormLayout()
        made.setHorizontalSpacing(14)
        made.setVerticalSpacing(10)
        made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        (inside or self.body).addLayout(made)
        return made

    def add_button(self, text: str, clicked: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """A button at the lower right; Enter presses the one that has the keyboard, else the primary one."""
        made = button(text, clicked, "primary" if primary else "", keep_focus=False)
        made.setAutoDefault(True)
        made.setDefault(primary)
        self._buttons.addWidget(made)
        return made

    def finish_with(self, made: QPushButton) -> None:
        """Put the keyboard on the button that is left to press."""
        made.setDefault(True)
        made.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, text: str) -> None:
        """Say what is wrong; empty: nothing is."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))


class PathRow(QWidget):
    """A path that may be typed or chosen."""

    def __init__(self, choose: Callable[[], str], name: str) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self._choose = choose
        browse = button("Browse …", self._browse, keep_focus=False)
        browse.setAutoDefault(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.edit, 1)
        layout.addWidget(browse)

    def _browse(self) -> None:
        chosen = self._choose()
        if chosen:
            self.edit.setText(chosen)
