"""The network with what narrows it: which kind, from which weight on, and who is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.analysis.networks import NetworkKind, NetworkSettings
from annotator.gui.statistics.drawing import Drawing
from annotator.gui.statistics.network_drawing import NetworkDrawing
from annotator.gui.statistics.network_view import NetworkView
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, label

_KINDS: dict[NetworkKind, str] = {
    "actor-claim": "Actors and their claims",
    "actor-actor": "Who speaks about or to whom",
    "congruence": "Actors of one mind",
    "conflict": "Actors at odds",
    "subtract": "Of one mind less at odds",
}
_TYPED = 250
"""Milliseconds after the last letter of a search or a weight."""
_HEAVIEST = 9_999
_NUMBER = 56


class NetworkPage(QWidget):
    walked = Signal(object)
    entered = Signal(object)
    changed = Signal()
    """Another kind, least weight or search is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.current = NetworkView()
        self.views = [self.current]
        self.kind = QComboBox()
        for key, name in _KINDS.items():
            self.kind.addItem(name, key)
        self.kind.setAccessibleName("Kind of network")
        self.least = QLineEdit("1")
        self.least.setValidator(QIntValidator(1, _HEAVIEST, self.least))
        self.least.setFixedWidth(_NUMBER)
        self.least.setAccessibleName("Least weight of an edge")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Actor or claim")
        self.search.setAccessibleName("Look for an actor or a claim")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(260)
        self.told = ElidedLabel("muted")
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED)
        self._typed.timeout.connect(self.changed)
        self.kind.currentIndexChanged.connect(lambda _n: self.changed.emit())
        self.least.textChanged.connect(lambda _text: self._typed.start())
        self.search.textChanged.connect(lambda _text: self._typed.start())
        for field in (self.least, self.search):
            field.returnPressed.connect(self.current.setFocus)
        self.current.walked.connect(self.walked)
        self.current.entered.connect(self.entered)
        self._build()

    def settings(self) -> NetworkSettings:
        """What network is asked for; sources, labels and period are narrowed before."""
        return NetworkSettings(kind=self.kind.currentData(), least=float(self.least.text() or 1))

    def set_theme(self, theme: Theme) -> None:
        self.current.set_theme(theme)

    def show_drawings(self, drawings: Sequence[Drawing]) -> None:
        drawing = drawings[0]
        assert isinstance(drawing, NetworkDrawing)
        self.current.show_drawing(drawing)
        graph = drawing.graph
        told = [f"{len(graph.nodes)} nodes, {len(graph.edges)} edges"]
        if graph.left_out:
            told = [graph.left_out]
        told += [f"{count} {why}" for why, count in graph.whole.left_out]
        hint = "Arrows: neighbours · Tab: next · Space: edges · + − 0: zoom · Shift+arrows: pan"
        self.told.show_text(" · ".join([*told, hint]) if graph.edges else _why_none(graph.whole.left_out))

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 6, 16, 6)
        bar.setSpacing(8)
        for text, field in (
            ("Kind (K)", self.kind),
            ("Weight from (M)", self.least),
            ("Find (/)", self.search),
        ):
            name = label(text, "muted")
            name.setBuddy(field)
            bar.addWidget(name)
            bar.addWidget(field)
        bar.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.current, 1)


def _why_none(left_out: Sequence[tuple[str, int]]) -> str:
    """What to do where no edge is left."""
    why = ", ".join(f"{count} {reason}" for reason, count in left_out)
    because = f" ({why})" if why else ""
    return f"No edge is left{because}: lower the weight, choose another kind, or clear the search"
