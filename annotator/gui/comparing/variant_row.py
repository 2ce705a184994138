"""One thing that is said at a place, as a button that takes it: its key, who says it, words and answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import ElidedLabel, label

_MOST_LETTERS = 6
_SWATCH = 10


class VariantRow(QPushButton):
    """It is kept and shows one thing after the other: making one takes milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = ""
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.who, self.key = label("", "letter"), label("", "key")
        self.quote, self.details = ElidedLabel(), ElidedLabel("muted")
        self._swatch = QLabel()
        self._below = QWidget()  # a layout with nothing in it would let no width to what is above it
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._swatch)
        below.addWidget(self.details, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.quote)
        words.addWidget(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(8)
        row.addWidget(self.who, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, key: str, letters: str, quote: str, details: str, said: str, colour: str) -> None:
        """Show one thing.

        :param said: all of it, for screen readers and as a tool tip.
        :param colour: of its label; empty: none.
        """
        self.letters = letters
        more = len(letters) - _MOST_LETTERS
        shown = " ".join(letters[:_MOST_LETTERS])
        self.who.setText(f"{shown} +{more}" if more > 0 else shown)
        self.key.setText(key)
        self.key.setVisible(bool(key))
        self.quote.show_text(quote)
        self.details.show_text(details)
        self._below.setVisible(bool(details))
        self._swatch.setVisible(bool(colour))
        if colour:
            ratio = self.devicePixelRatioF()
            self._swatch.setPixmap(
                icons.swatch(QColor(colour), _SWATCH).pixmap(QSize(_SWATCH, _SWATCH), ratio)
            )
        self.setAccessibleName(f"Take {said} ({key})" if key else f"Take {said}")
        self.setToolTip(said)

    @guarded(QSize(160, 40))
    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(160, layout.sizeHint().height())

    @guarded(QSize(120, 40))
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
