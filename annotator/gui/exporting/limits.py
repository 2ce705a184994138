"""What of the layers is exported: labels, states, words, dates, source; suggestions; people's names."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import label, literal
from annotator.model.article import STATES
from annotator.model.selection import Selection
from annotator.project.project import Project


class Limits(QWidget):
    """Empty fields and no ticks mean: all of it."""

    changed = Signal()

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._names = [each.name for each in project.codebook.labels]
        self.labels = [QCheckBox(literal(name)) for name in self._names]
        self.states = [QCheckBox(state) for state in STATES]
        self.words = _field("Words", "words that the articles have")
        self.since = _field("Published from", "2026-03-01")
        self.until = _field("Published until", "2026-03")
        self.source = QComboBox()
        self.source.setAccessibleName("Source")
        self.source.addItem("any source", "")
        for source in sorted({each.metadata.source for each in project.articles()} - {""}):
            self.source.addItem(source, source)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Labels", _row_of(self.labels))
        form.addRow("Marked as", _row_of(self.states))
        form.addRow("Words", self.words)
        form.addRow("Published", _between(self.since, self.until))
        form.addRow("Source", self.source)
        for box in (*self.labels, *self.states):
            box.toggled.connect(self.changed)
        for field in (self.words, self.since, self.until):
            field.textChanged.connect(self.changed)
        self.source.currentIndexChanged.connect(self.changed)

    def selection(self, *, undecided: bool, rejected: bool, anonymous: bool) -> Selection:
        """What is asked for."""
        source = str(self.source.currentData())
        return Selection(
            labels=frozenset(
                name for name, box in zip(self._names, self.labels, strict=True) if box.isChecked()
            ),
            states=frozenset(
                state for state, box in zip(STATES, self.states, strict=True) if box.isChecked()
            ),
            words=self.words.text().strip(),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            sources=frozenset([source] if source else []),
            undecided=undecided,
            rejected=rejected,
            anonymous=anonymous,
        )


def _field(name: str, example: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(example)
    return made


def _row_of(boxes: list[QCheckBox]) -> QWidget:
    made = FlowBox()
    flow = FlowLayout(made, gap=10)
    for box in boxes:
        flow.addWidget(box)
    return made


def _between(since: QLineEdit, until: QLineEdit) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(since)
    row.addWidget(label("to", "muted"))
    row.addWidget(until)
    return made
