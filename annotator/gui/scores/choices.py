"""The head of the page: which layer against which, and what of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import ElidedLabel, chip, label
from annotator.model.codebook import Codebook
from annotator.model.layer import EVERYWHERE, Layer
from annotator.model.presets import BROAD, CAUTIOUS
from annotator.review.evaluating import Question
from annotator.review.matching import How

_SCORES = (
    ("All suggestions", 0.0),
    (f"Broad: {BROAD:g} and more", BROAD),
    (f"Cautious: {CAUTIOUS:g} and more", CAUTIOUS),
)
_KEYS = ("X", "O", "L", "A", "B")
"""Of the chips, in their order."""


class Choices(QWidget):
    changed = Signal()
    """Something else is to be evaluated."""
    view_changed = Signal()
    """The same is to be seen in another way."""

    def __init__(self) -> None:
        super().__init__()
        self._layers: dict[int, Layer] = {}
        self.layer, self.against = _combo("Layer"), _combo("Against")
        self.score, self.label = _combo("Least score"), _combo("Label")
        for text, least in _SCORES:
            self.score.addItem(text, least)
        self.exact, self.overlapping = chip("Exact (X)"), chip("Overlapping (O)")
        self.by_label, self.by_article = chip("By label (L)"), chip("By article (A)")
        self.begun = chip("Begun too (B)")
        self.begun.setToolTip("Count articles that are begun as well, not only those marked as done")
        self.exact.setToolTip("Annotations count as the same where label and segments are equal")
        self.overlapping.setToolTip("Annotations count as the same where they share a character")
        self.overlapping.setChecked(True)
        self.by_label.setChecked(True)
        self.told = ElidedLabel("muted")
        self._build()
        for combo in (self.layer, self.against, self.score, self.label):
            combo.activated.connect(lambda _number: self.changed.emit())
        self.begun.clicked.connect(lambda: self.changed.emit())
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        pairs = ((self.exact, self.overlapping), (self.by_label, self.by_article))
        for group, chips in zip(self._groups, pairs, strict=True):
            for each in chips:
                group.addButton(each)
                each.clicked.connect(lambda: self.view_changed.emit())

    @property
    def keys(self) -> dict[str, QToolButton]:
        """The letters that press the chips."""
        chips = (self.exact, self.overlapping, self.by_label, self.by_article, self.begun)
        return dict(zip(_KEYS, chips, strict=True))

    @property
    def how(self) -> How:
        return "exact" if self.exact.isChecked() else "overlapping"

    def offer(
        self, layers: Sequence[Layer], own: Layer | None, codebook: Codebook, *, begun: bool = True
    ) -> None:
        """Offer these layers, and keep what is chosen as far as it is still there.

        At first the newest model against one's own layer; against gold or a colleague where one has not
        ``begun``, so that there is something to see.
        """
        self._layers = {layer.id: layer for layer in layers}
        models = [each for each in layers if each.kind == "model" and each.annotator != EVERYWHERE]
        newest = max(models, key=lambda each: (each.updated_at, each.id), default=None)
        gold = next((each for each in layers if each.kind == "gold"), None)
        first = newest or own or next(iter(layers), None)
        others = [each for each in (own, gold, *layers) if each is not None and each != first]
        if not begun:
            others.sort(key=lambda each: each == own)
        second = others[0] if others else first
        for combo, usual in ((self.layer, first), (self.against, second)):
            self._fill(combo, [(each.name, each.id) for each in layers], usual.id if usual else None)
        labels = [(each.name, each.name) for each in codebook.labels]
        self._fill(self.label, [("All labels", ""), *labels], "")

    def forget(self) -> None:
        """Another project is open: its layers are others."""
        self._layers = {}
        for combo in (self.layer, self.against, self.label):
            combo.clear()
        self.score.setCurrentIndex(0)
        self.begun.setChecked(False)
        self.told.show_text("")

    def question(self) -> Question | None:
        """What is to be evaluated; None where there are no layers."""
        layer = self._layers.get(self.layer.currentData())
        against = self._layers.get(self.against.currentData())
        if layer is None or against is None:
            return None
        label = self.label.currentData()
        return Question(
            layer,
            against,
            self.score.currentData(),
            frozenset([label] if label else []),
            all_states=self.begun.isChecked(),
        )

    def _fill(self, combo: QComboBox, items: Sequence[tuple[str, object]], usual: object) -> None:
        chosen = combo.currentData()
        with QSignalBlocker(combo):
            combo.clear()
            for text, data in items:
                combo.addItem(text, data)
            number = combo.findData(chosen) if chosen is not None else -1
            combo.setCurrentIndex(number if number >= 0 else max(combo.findData(usual), 0))

    def _build(self) -> None:
        box = FlowBox()
        flow = FlowLayout(box, gap=8)
        for part in (self.layer, label("against", "muted"), self.against, self.score, self.label):
            part.setFixedHeight(self.layer.sizeHint().height())
            flow.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(6)
        for number, each in enumerate(self.keys.values()):
            if number in (2, 4):
                row.addSpacing(12)
            row.addWidget(each)
        row.addSpacing(8)
        row.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(box)
        layout.addLayout(row)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMaximumWidth(320)
    return made
