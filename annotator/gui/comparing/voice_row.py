"""The row of layers: a chip for each, with its letter where it is compared; and what can't be seen here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.gui.comparing.voices import Voice, in_order, voices_of
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, chip, clear, label, literal
from annotator.model.layer import Layer


class VoiceRow(QWidget):
    changed = Signal()
    """Other layers are to be compared."""
    done_wanted = Signal()
    """Say that one's own work on this article is done, so that colleagues' is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._layers: list[Layer] = []
        self._chosen: frozenset[int] = frozenset()
        self.chips: dict[int, QToolButton] = {}
        self.title = label("Layers", "heading")
        box = FlowBox()
        self._flow = FlowLayout(box, gap=6)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(box, 1)
        row.addLayout(self.beside)
        self.note = label("", "muted", wrap=True)
        self.done = button("", self.done_wanted.emit, keep_focus=False)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.note, 1)
        below.addWidget(self.done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addLayout(below)
        self.tell("")

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The layers that are compared, with their letters."""
        return voices_of(self._layers, self._chosen)

    @property
    def chosen(self) -> frozenset[int]:
        return self._chosen

    def offer(self, layers: Sequence[Layer], chosen: frozenset[int]) -> None:
        """Show these layers, those that are compared with their letters."""
        ordered = in_order(layers)
        if ordered != self._layers:
            self._layers = ordered
            clear(self._flow)
            self.chips = {}
            for layer in ordered:
                made = chip("")
                made.clicked.connect(lambda _on=False, key=layer.id: self._toggle(key))
                self._flow.addWidget(made)
                self.chips[layer.id] = made
        self._chosen = chosen
        letters = {voice.layer.id: voice.letter for voice in self.voices}
        for layer in ordered:
            letter, made = letters.get(layer.id), self.chips[layer.id]
            name = Voice(layer, "").name
            made.setText(literal(f"{letter}  {name}" if letter else name))
            made.setChecked(letter is not None)
            made.setAccessibleName(f"{name}, compared as {letter}" if letter else f"{name}, not compared")
            made.setToolTip(f"Compare {name} too" if letter is None else f"Leave {name} out")

    def tell(self, text: str, done: str = "") -> None:
        """What is to be known about the layers on this article.

        :param done: the button that says that one's own work is done; empty: none.
        """
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.done.setText(done)
        self.done.setVisible(bool(done))

    def _toggle(self, layer_id: int) -> None:
        self.offer(self._layers, self._chosen ^ {layer_id})
        self.changed.emit()
