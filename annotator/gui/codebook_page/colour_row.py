"""Choose the colours of a label: from the palette, or any two with a word on how well they read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.codebook_page.colours import contrasts, trouble_with
from annotator.gui.codebook_page.fields import LineField
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import label as text_label
from annotator.gui.widgets.parts import restyle
from annotator.model.codebook import Label
from annotator.model.label_colours import PALETTE


class ColourRow(QWidget):
    chosen = Signal(str, str)
    """Colours for a light and a dark page."""
    tried = Signal(str, str)
    """Such colours while they are being written."""

    def __init__(self, label: Label, taken: dict[str, str], theme: Theme) -> None:
        """``taken`` names the label that has a light colour already."""
        super().__init__()
        self.buttons: dict[str, QToolButton] = {}
        patches = FlowBox()
        row = FlowLayout(patches, gap=6)
        for pair in PALETTE:
            made = QToolButton()
            made.setProperty("role", "chip")
            made.setCheckable(True)
            made.setChecked((pair.light, pair.dark) == (label.colour, label.colour_dark))
            other = taken.get(pair.light, "")
            said = f"{pair.name}, also {other}" if other else pair.name
            made.setObjectName(f"colour {pair.name}")
            made.setAccessibleName(f"Colour {said}")
            made.setToolTip(said[:1].upper() + said[1:])
            made.setIcon(icons.swatch(QColor(pair.dark if theme.is_dark else pair.light), 16))
            made.setIconSize(QSize(16, 16))
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.clicked.connect(lambda _=False, p=pair: self.chosen.emit(p.light, p.dark))
            row.addWidget(made)
            self.buttons[pair.name] = made
        self.light = LineField("colour on light pages", label.colour)
        self.dark = LineField("colour on dark pages", label.colour_dark)
        self.said = text_label("", "muted", wrap=True)
        own = QHBoxLayout()
        own.setSpacing(8)
        for name, field in (("On light pages", self.light), ("on dark ones", self.dark)):
            own.addWidget(text_label(name, "muted"))
            field.setFixedWidth(96)
            field.setMaxLength(7)
            field.saved.connect(self._save)
            field.textChanged.connect(self._show)
            own.addWidget(field)
        own.addWidget(self.said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(patches)
        layout.addLayout(own)
        self._show()

    def _colours(self) -> tuple[str, str]:
        return self.light.text().strip().lower(), self.dark.text().strip().lower()

    def _show(self) -> None:
        colours = self._colours()
        trouble = trouble_with(*colours)
        self.said.setText(trouble or contrasts(*colours))
        self.said.setProperty("role", "warning" if trouble else "muted")
        restyle(self.said)
        if not trouble.startswith("Write"):
            self.tried.emit(*colours)

    def _save(self, _text: str) -> None:
        if not trouble_with(*self._colours()).startswith("Write"):
            self.chosen.emit(*self._colours())
