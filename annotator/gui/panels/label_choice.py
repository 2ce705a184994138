"""Which label an annotation has, to be changed for another of the codebook."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.model.codebook import Codebook


class LabelChoice(QComboBox):
    def __init__(self, codebook: Codebook, theme: Theme, label: str) -> None:
        super().__init__()
        self.setAccessibleName("Label")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for entry in codebook.labels:
            if entry.retired and entry.name != label:
                continue
            self.addItem(icons.swatch(theme.label_colour(entry)), entry.name)
        self.setCurrentText(label)

    @guarded(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls; Qt would choose another label
