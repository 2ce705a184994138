"""A slim bar for work in the background: what it does, how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from annotator.gui.widgets.parts import button, label


class ProgressPanel(QFrame):
    """Hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("progress-panel")
        self.text = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.cancel = button("Stop", self._stop, keep_focus=True)
        self._on_cancel: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 8, 5)
        layout.setSpacing(12)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel)
        self.hide()

    def begin(self, text: str, cancel: Callable[[], object] | None = None) -> None:
        """Show it without a known end."""
        self._on_cancel = cancel
        self.cancel.setVisible(cancel is not None)
        self.cancel.setEnabled(True)
        self.cancel.setText("Stop")
        self.bar.setRange(0, 0)
        self.text.setText(text)
        self.bar.setAccessibleName(text)
        self.show()

    def step(self, text: str, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.text.setText(text)

    def end(self) -> None:
        self._on_cancel = None
        self.hide()

    def _stop(self) -> None:
        if self._on_cancel is not None:
            self.cancel.setEnabled(False)
            self.cancel.setText("Stopping …")
            self._on_cancel()
