"""Choose any installed font for the article; the article shows it at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFontComboBox, QWidget

from annotator.gui.dialogs.parts import Dialog
from annotator.gui.widgets.parts import label


class FontDialog(Dialog):
    chosen = Signal(str)
    """A family, while one looks through them; ``rejected`` asks for the font of before."""

    def __init__(self, font: QFont, parent: QWidget) -> None:
        super().__init__("Font of the article", parent, 420)
        self.families = QFontComboBox()
        self.families.setFontFilters(QFontComboBox.FontFilter.ScalableFonts)
        self.families.setCurrentFont(font)
        self.families.setAccessibleName("Font")
        self.families.currentFontChanged.connect(lambda chosen: self.chosen.emit(chosen.family()))
        self.form().addRow("Font", self.families)
        self.body.addWidget(
            label("Type a name or press the arrows: the article shows the font at once.", "muted", wrap=True)
        )
        self.add_button("Cancel", self.reject)
        self.add_button("Use this font", self.accept, primary=True)
        self.families.setFocus()
