"""What a format leaves to choose: a row for each, a long question above its answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from annotator.gui.widgets.parts import label

_BESIDE = 30
"""Characters of a question that has room beside its answers; a longer one would push them out of sight."""


class Options(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.hide()

    def offer(self, options: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Ask these anew, each as name, question and answers, the first of which is chosen.

        The same ones stay as they are answered.
        """
        if [name for name, _title, _values in options] == list(self.boxes):
            return
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes.clear()
        for name, title, values in options:
            box = QComboBox()
            box.setAccessibleName(title)
            box.addItems(values)
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self.changed)
            self.boxes[name] = box
            if len(title) <= _BESIDE:
                self._form.addRow(title, box)
            else:
                self._form.addRow(label(title, wrap=True))
                self._form.addRow(box)
        self.setVisible(bool(options))

    def chosen(self) -> dict[str, str]:
        """The answers by the names of the options."""
        return {name: box.currentText() for name, box in self.boxes.items()}
