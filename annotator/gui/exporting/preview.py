"""What an export will look like and what it will lose, shown beside what is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from annotator.gui.widgets.parts import label

_NOTHING = "Nothing that you asked for is there: tick another layer, or ask for less."
_NO_LAYER = "Tick a layer to see its first record: Space ticks, Ctrl+A ticks all."


class PreviewPane(QWidget):
    """The first record as it will be written, and below it what the format can't hold, counted."""

    def __init__(self) -> None:
        super().__init__()
        self.record = QPlainTextEdit()
        self.record.setReadOnly(True)
        self.record.setAccessibleName("The first record, as it will be written")
        self.record.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.record.setTabChangesFocus(True)
        self.lost = QPlainTextEdit()
        self.lost.setReadOnly(True)
        self.lost.setAccessibleName("What will be lost or not shown")
        self.lost.setTabChangesFocus(True)
        self.lost.setMaximumHeight(132)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("The first record", "heading"))
        layout.addWidget(self.record, 1)
        layout.addWidget(label("What will be lost or not shown", "heading"))
        layout.addWidget(self.lost)

    def wait(self) -> None:
        """Something else is asked for, and being looked at."""
        self.record.setPlaceholderText("Looking …")
        self.record.clear()
        self.lost.setPlaceholderText("Counting …")
        self.lost.clear()

    def show_record(self, text: str) -> None:
        self.record.setPlaceholderText(_NOTHING)
        self.record.setPlainText(text)

    def show_lost(self, sentences: Sequence[str]) -> None:
        self.lost.setPlaceholderText("Nothing: the format holds all of it.")
        self.lost.setPlainText("\n".join(sentences))

    def say_nothing(self, *, next_step: bool = False) -> None:
        """No layer is ticked, or the export failed."""
        self.record.setPlaceholderText(_NO_LAYER if next_step else "")
        self.lost.setPlaceholderText("")
        self.record.clear()
        self.lost.clear()
