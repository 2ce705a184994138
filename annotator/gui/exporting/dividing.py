"""Whether and how a training set is divided, and under which licence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from annotator.exchange.formats import Format

_WAYS = (
    ("Not divided", ""),
    ("80 % train, 20 % dev", "80/20"),
    ("80 % train, 10 % dev, 10 % test", "80/10/10"),
    ("70 % train, 15 % dev, 15 % test", "70/15/15"),
)


class Dividing(QWidget):
    """By article; copies of an article stay together."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.way = QComboBox()
        self.way.setAccessibleName("Divide")
        for title, split in _WAYS:
            self.way.addItem(title, split)
        self.seed = QSpinBox()
        self.seed.setAccessibleName("Draw")
        self.seed.setRange(0, 999_999)
        self.seed.setToolTip("Another number, another draw; the same number always gives the same.")
        self.licence = QLineEdit()
        self.licence.setAccessibleName("Licence")
        self.licence.setPlaceholderText("of the annotations, for the data card: CC BY 4.0")
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Divide", self.way)
        form.addRow("Draw", self.seed)
        form.addRow("Licence", self.licence)
        self.way.currentIndexChanged.connect(self._on_way)
        self._on_way()

    @property
    def split(self) -> str:
        """As given to ``--split``; empty: not divided."""
        return str(self.way.currentData())

    def say_usual(self, kind: Format) -> None:
        """Say what becomes of it where nothing else is chosen."""
        self.way.setItemText(0, "As usual: 80 % train, 20 % dev" if kind.parts else "Not divided")

    def _on_way(self) -> None:
        for field in (self.seed, self.licence):
            self._form.setRowVisible(field, bool(self.split))
        self.changed.emit()
