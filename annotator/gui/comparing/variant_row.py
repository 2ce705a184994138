"""One thing that is said at a place, as a button that takes it: its key, who says it, words and answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, label

_MOST_LETTERS = 6


class VariantRow(QPushButton):
    def __init__(self, key: str, letters: str, quote: str, details: str, said: str) -> None:
        """:param said: all of it, for screen readers and as a tool tip."""
        super().__init__()
        self.letters = letters
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"Take {said} ({key})" if key else f"Take {said}")
        self.setToolTip(said)
        self.quote, self.details = ElidedLabel(), ElidedLabel("muted")
        self.quote.show_text(quote)
        self.details.show_text(details)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.quote)
        if details:
            words.addWidget(self.details)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(8)
        boxes = QHBoxLayout()
        boxes.setSpacing(2)
        shown = letters if len(letters) <= _MOST_LETTERS else letters[: _MOST_LETTERS - 1]
        for letter in shown:
            boxes.addWidget(label(letter, "letter"), 0, Qt.AlignmentFlag.AlignVCenter)
        if shown != letters:
            boxes.addWidget(label(f"+{len(letters) - len(shown)}", "muted"))
        row.addLayout(boxes)
        row.addLayout(words, 1)
        if key:
            row.addWidget(label(key, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_theme(self, theme: Theme, colour: str) -> None:
        """Give the label's name its colour."""
        self.details.setStyleSheet(f"color: {colour}" if colour else f"color: {theme.muted}")

    @guarded(QSize(160, 40))
    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(160, layout.sizeHint().height())

    @guarded(QSize(120, 40))
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
