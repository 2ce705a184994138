"""Stands in an empty place and says the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.widgets.parts import button, label


class EmptyPlace(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("empty-place")
        self.title = label("", "title")
        self.text = label("", "muted", wrap=True)
        self.step = button("", self._run, "primary", keep_focus=False)
        self.step.setAutoDefault(True)  # Enter presses it, as Space does
        self._next: Callable[[], object] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 0, 48, 0)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.text)
        layout.addSpacing(6)
        layout.addWidget(self.step, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.say("", "")

    def say(self, title: str, text: str, step: str = "", run: Callable[[], object] | None = None) -> None:
        """``step`` names the button that does the next thing."""
        self.title.setText(title)
        self.text.setText(text)
        self.step.setText(step)
        self.step.setVisible(run is not None)
        self._next = run

    def _run(self) -> None:
        if self._next is not None:
            self._next()
