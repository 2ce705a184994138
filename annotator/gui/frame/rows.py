"""The rows of a claim frame: a filled slot, an empty one, and a frame that an annotation stands in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.gui import icons
from annotator.gui.frame.linking_words import short
from annotator.gui.frame.slots import Filled, Slot
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import icon_button, label, literal
from annotator.model.link import Link

_LONGEST = 80
_LONGEST_NAME = 15
"""In letters of usual width."""


class Row(QWidget):
    """``go`` is what takes the keyboard."""

    def __init__(self, name: str, go: QPushButton) -> None:
        super().__init__()
        self.go = go
        self.name = label(name, "muted")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(self.name)
        self.row.addWidget(go, 1)


class FilledRow(Row):
    """One link of a slot, or one frame that the annotation stands in."""

    deleted = Signal(str)
    """Id of the link."""
    accepted = Signal(object)
    """The :class:`Filled` that is only suggested."""
    went_to = Signal(str)
    """Id of the annotation at the other end."""

    def __init__(
        self, filled: Filled, name: str, theme: Theme, *, outgoing: bool, editable: bool, first: bool = True
    ) -> None:
        """``first``: the name is written only before the first of a slot."""
        self.filled = filled
        self.outgoing = outgoing
        other, words = filled.other, short(filled.other.quote, _LONGEST)
        actor = filled.actor if filled.actor.casefold() != words.casefold() else ""
        shown = words if outgoing else f"{other.label}: {words}"
        go = ElidedButton(f"{shown} · {actor}" if actor else shown)
        super().__init__(name if first else "", go)
        go.setProperty("suggested", filled.suggested)
        means = f", actor {filled.actor}" if filled.actor else ""
        state = ", suggested, A accepts" if filled.suggested else ""
        go.setToolTip(f"Go to the {other.label} “{short(other.quote, 300)}”{means}")
        go.setAccessibleName(f"{name}: {other.label} {words}{means}{state}")
        go.clicked.connect(lambda: self.went_to.emit(other.id))
        if filled.suggested:
            self.remove = icon_button(f"Accept this {filled.link.label} (A)", self.accept)
            self.remove.setIcon(icons.icon("check", theme.muted))
        else:
            self.remove = icon_button(f"Delete the {filled.link.label} link (Del)", self.delete)
            self.remove.setIcon(icons.icon("close", theme.muted))
        self.row.addWidget(self.remove)
        if not editable:
            self.remove.hide()

    @property
    def link(self) -> Link:
        return self.filled.link

    def delete(self) -> None:
        if not self.filled.suggested:
            self.deleted.emit(self.filled.link.id)

    def accept(self) -> None:
        if self.filled.suggested:
            self.accepted.emit(self.filled)


class EmptyRow(Row):
    """A slot without a link: its button begins to fill it."""

    wanted = Signal(str)
    """The kind of link."""

    def __init__(self, slot: Slot, key: str, theme: Theme, *, editable: bool) -> None:
        self.slot = slot
        what = f"press {key}" if key else "fill"
        lacking = "or" if slot.filled else "missing –"  # what is suggested stands above
        go = ElidedButton(f"{lacking} {what}" if slot.missing else what)
        super().__init__(slot.kind.name, go)
        go.setProperty("empty", "missing" if slot.missing else "optional")
        if slot.missing:
            go.setIcon(icons.icon("warning", theme.warning))
        go.setToolTip(slot.kind.guideline)
        go.setAccessibleName(f"{slot.kind.name}: {'missing, required' if slot.missing else 'empty'}, {what}")
        go.setEnabled(editable)
        go.clicked.connect(lambda: self.wanted.emit(slot.kind.name))


class ElidedButton(QPushButton):
    """A button that may be narrower than its text, which then ends with an ellipsis."""

    def __init__(self, text: str) -> None:
        super().__init__(literal(text))
        self._full = text
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @guarded(None)
    def resizeEvent(self, event: object) -> None:
        room = self.width() - 18 - (0 if self.icon().isNull() else self.iconSize().width() + 4)
        self.setText(
            literal(QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, room))
        )


def align(names: list[QLabel]) -> None:
    """Give the names of the rows one width; one that would leave no room for what is linked is cut."""
    metrics = QFontMetrics(names[0].font())
    most = metrics.averageCharWidth() * _LONGEST_NAME
    width = min(most, max(name.sizeHint().width() for name in names))
    for name in names:
        name.setFixedWidth(width)
        if name.sizeHint().width() > width:
            name.setToolTip(name.text())
            name.setText(metrics.elidedText(name.text(), Qt.TextElideMode.ElideRight, width))
