"""A bar below the article that asks for a score and shows how many suggestions have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout

from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import button, label

if TYPE_CHECKING:
    from annotator.gui.workspace import Workspace

_USUAL = 80
"""Per cent; where one begins."""


class ScoreBar(QFrame):
    """Arrows change the score, Enter accepts, Esc closes."""

    accepted = Signal(float)
    """The score: what has it or more is to be accepted."""
    closed = Signal()
    changed = Signal(float)
    """The score that is asked for now, while the bar is shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("score-bar")
        self._scores: list[float] = []
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName("Least score in per cent")
        self.slider.valueChanged.connect(self._show)
        self.slider.installEventFilter(self)
        self.text = label("", "card-title")
        hint = label("Arrows change the score, Enter accepts, Esc closes.", "muted", wrap=True)
        self.accept = button("Accept (Enter)", self._accept, "primary")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self.accept)
        row.addWidget(button("Close (Esc)", self._close))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(self.text)
        layout.addLayout(row)
        layout.addWidget(hint)
        workspace.below_article(self)
        self.hide()

    def begin(self, scores: list[float]) -> None:
        """Ask about suggestions with these scores."""
        self._scores = scores
        if self.isHidden() and not self.slider.value():
            self.slider.setValue(_USUAL)
        self._show()
        self.show()
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def score(self) -> float:
        return self.slider.value() / 100

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Without this the window's Esc command takes the key.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return False

    def _show(self) -> None:
        number = sum(score >= self.score for score in self._scores)
        many = f"{number} of {len(self._scores)} suggestions have"
        self.text.setText(f"{many} a score of {self.score:.2f} or more")
        self.slider.setAccessibleDescription(self.text.text())
        self.accept.setText(f"Accept {number} (Enter)")
        self.accept.setEnabled(number > 0)
        self.changed.emit(self.score)

    def _accept(self) -> None:
        if self.accept.isEnabled():
            score = self.score
            self._close()
            self.accepted.emit(score)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
