"""What the forms on the right of the codebook page share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.codebook_page.desk import CodebookDesk
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, counted, label, literal


class Form(QWidget):
    """Rows of a name and a field; read anew from the codebook after each change."""

    def __init__(self, desk: CodebookDesk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("codebook-form")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 6, 24, 24)
        inner = QWidget()
        inner.setMaximumWidth(980)
        outer.addWidget(inner, 10)
        outer.addStretch(1)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self._grid: QGridLayout | None = None

    def heading(self, text: str, hint: str = "") -> None:
        """Begin a part of the form."""
        self._grid = None
        line = QHBoxLayout()
        line.setContentsMargins(0, 10, 0, 0)
        line.setSpacing(10)
        line.addWidget(label(text, "card-title"))
        if hint:
            line.addWidget(label(hint, "muted", wrap=True), 1)
        else:
            line.addStretch(1)
        self.body.addLayout(line)

    def row(self, name: str, field: QWidget | QLayout, hint: str = "") -> None:
        """A field with its name before it."""
        if self._grid is None:
            self._grid = QGridLayout()
            self._grid.setHorizontalSpacing(14)
            self._grid.setVerticalSpacing(10)
            self._grid.setColumnMinimumWidth(0, 96)
            self._grid.setColumnStretch(1, 1)
            self.body.addLayout(self._grid)
        number = self._grid.rowCount()
        shown = label(name, "heading")
        inside = field.layout() if isinstance(field, FlowBox) else field
        low = isinstance(inside, QCheckBox) or (isinstance(inside, QLayout) and _checks(inside))
        shown.setContentsMargins(0, 0 if low else 7, 0, 0)
        shown.setToolTip(hint)
        self._grid.addWidget(shown, number, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(field, QLayout):
            self._grid.addLayout(field, number, 1)
        else:
            field.setToolTip(field.toolTip() or hint)
            self._grid.addWidget(field, number, 1)

    def wide(self, field: QWidget | QLayout) -> None:
        """A field over the whole width."""
        self._grid = None
        if isinstance(field, QLayout):
            self.body.addLayout(field)
        else:
            self.body.addWidget(field)

    def end(self) -> None:
        self.body.addStretch(1)

    def uses(self, kind: str, name: str, own: int, every: int, noun: str, *beside: QWidget) -> FlowBox:
        """How often it is used, to be clicked through, and what can be done with it ``beside`` that."""
        text = f"{counted(every, noun)}, {own:,} of yours" if every else f"Nobody uses it yet: no {noun}."
        if every and kind == "label":
            first: QWidget = button(
                f"{text} – show them", lambda: self.desk.show_uses(kind, name), keep_focus=False
            )
            assert isinstance(first, QPushButton)
            first.setObjectName("show uses")
            first.setAutoDefault(True)
        else:
            first = label(text, "muted")
            first.setMinimumHeight(beside[0].sizeHint().height())
        box = FlowBox()
        flow = FlowLayout(box, gap=8)
        for made in (first, *beside):
            flow.addWidget(made)
        return box


def _checks(layout: QLayout) -> bool:
    """Whether a row begins with a check box, which is lower than a field."""
    item = layout.itemAt(0)
    return item is not None and isinstance(item.widget(), QCheckBox)


def line(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Widgets beside each other, at the left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(8)
    for widget in widgets:
        made.addWidget(widget)
    if stretch:
        made.addStretch(1)
    return made


class Chooser(QPushButton):
    """A button that opens a menu of names: “Merge into …”."""

    chosen = Signal(str)

    def __init__(self, name: str, text: str, options: Iterable[str]) -> None:
        super().__init__(text)
        named(self, name)
        self.list = QMenu(self)
        for option in options:
            self.list.addAction(literal(option), partial(self.chosen.emit, option))
        self.clicked.connect(lambda: self.list.popup(self.mapToGlobal(QPoint(0, self.height()))))


def named(made: QPushButton, name: str) -> QPushButton:
    """A button of the form that takes the keyboard and is found again after a change."""
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAutoDefault(True)
    return made


def warning(text: str) -> QLabel:
    return label(text, "warning", wrap=True)
