"""Where the parts of the training page stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.widgets.parts import label

if TYPE_CHECKING:
    from annotator.gui.training.page import TrainingPage

_WIDEST = 980


def lay_out(page: TrainingPage) -> tuple[QWidget, QWidget]:
    """One column in the middle; returns the part of a training, and that of its outcome."""
    training = _part(page.curve)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(page.bar, 1)
    row.addWidget(page.stop_button)
    layout = training.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, page.text)
    layout.insertLayout(1, row)
    result = _part(page.verdict, page.result, page.legend)
    answers = QHBoxLayout()
    answers.setSpacing(8)
    answers.addWidget(page.use_button)
    answers.addWidget(page.keep_button)
    answers.addStretch(1)
    layout = result.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(answers)
    layout.addWidget(page.details)
    choice = QHBoxLayout()
    choice.setSpacing(10)
    choice.addWidget(label("Learn from"))
    choice.addWidget(page.layers)
    choice.addWidget(page.train_button)
    choice.addStretch(1)
    page.layers.setSizeAdjustPolicy(page.layers.SizeAdjustPolicy.AdjustToContents)
    column = QWidget()
    column.setMaximumWidth(_WIDEST)
    column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    whole = QVBoxLayout(column)
    whole.setContentsMargins(24, 8, 24, 24)
    whole.setSpacing(12)
    whole.addWidget(training)
    whole.addWidget(page.trouble)
    whole.addWidget(result)
    whole.addWidget(label("What there is to train on", "heading"))
    whole.addWidget(page.needs)
    whole.addWidget(page.missing)
    whole.addLayout(choice)
    whole.addSpacing(12)
    whole.addWidget(label("Models trained on this project", "heading"))
    whole.addWidget(page.models)
    whole.addWidget(page.models_empty)
    whole.addStretch(1)
    middle = QWidget()
    beside = QHBoxLayout(middle)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.addStretch(1)
    beside.addWidget(column, 100)
    beside.addStretch(1)
    page.room.setFrameShape(QFrame.Shape.NoFrame)
    page.room.setWidget(middle)
    page.room.setWidgetResizable(True)
    page.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(page.room)
    for part in (training, result, page.trouble):
        part.hide()
    return training, result


def _part(*widgets: QWidget) -> QFrame:
    made = QFrame()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 12)
    layout.setSpacing(10)
    for widget in widgets:
        layout.addWidget(widget)
    return made
