"""The head of the page: whose layers, and how their agreement is seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.gui.comparing.voices import in_order
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import ElidedLabel, chip, clear, label, literal
from annotator.model.layer import EVERYWHERE, Layer


class Choices(QWidget):
    changed = Signal()
    """Something else is to be counted."""
    view_changed = Signal()
    """The same is to be seen in another way."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: list[tuple[QToolButton, Layer]] = []
        self.by_label, self.by_pair = chip("By label (L)"), chip("By pair (P)")
        self.by_article, self.confusion = chip("By article (A)"), chip("Confusion (C)")
        self.begun = chip("Begun too (B)")
        self.begun.setToolTip("Count articles that are begun as well, not only those marked as done")
        self.by_label.setChecked(True)
        self.told = ElidedLabel("muted")
        self._group = QButtonGroup(self)
        for each in self.views:
            self._group.addButton(each)
            each.clicked.connect(lambda: self.view_changed.emit())
        self.begun.clicked.connect(lambda: self.changed.emit())
        self._people_box = FlowBox()
        self._people = FlowLayout(self._people_box)
        self._build()

    @property
    def views(self) -> tuple[QToolButton, ...]:
        return self.by_label, self.by_pair, self.by_article, self.confusion

    @property
    def keys(self) -> dict[str, QToolButton]:
        """The letters that press the chips."""
        return dict(zip("LPACB", (*self.views, self.begun), strict=True))

    def offer(self, layers: Sequence[Layer]) -> None:
        """Offer these layers, and keep what is chosen as far as it is still there; at first all people."""
        chosen = {layer.id for each, layer in self.layers if each.isChecked()}
        known = {layer.id for _, layer in self.layers}
        there = in_order([layer for layer in layers if layer.annotator != EVERYWHERE])
        if [layer.id for layer in there] == [layer.id for _, layer in self.layers]:
            return
        clear(self._people)
        self.layers = []
        for layer in there:
            made = chip(literal(layer.name))
            made.setAccessibleName(f"Layer {layer.name}")
            made.setChecked(layer.id in chosen if layer.id in known else layer.kind == "person")
            made.clicked.connect(lambda: self.changed.emit())
            self._people.addWidget(made)
            self.layers.append((made, layer))

    def chosen(self) -> list[Layer]:
        return [layer for each, layer in self.layers if each.isChecked()]

    def forget(self) -> None:
        """Another project is open: its layers are others."""
        clear(self._people)
        self.layers = []
        self.begun.setChecked(False)

    def _build(self) -> None:
        who = QHBoxLayout()
        who.setSpacing(8)
        who.addWidget(label("Between", "muted"))
        who.addWidget(self._people_box, 1)
        how = QHBoxLayout()
        how.setSpacing(6)
        for each in (*self.views, self.begun):
            how.addWidget(each)
        how.addSpacing(8)
        how.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 8)
        layout.setSpacing(6)
        layout.addLayout(who)
        layout.addLayout(how)
