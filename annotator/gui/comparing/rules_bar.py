"""Settling many differences at once by a rule, with a count of what it would do before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from annotator.gui.comparing.plans import Rule
from annotator.gui.comparing.voices import Voice
from annotator.gui.guards import guarded
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, chip, clear, label

_TIPS = {
    "agreed": "Gold gets what all layers say alike; differences stay open",
    "majority": "Gold gets what more than half of the layers say; the rest stays open",
    "trust": "Gold gets what the first of these says who has worked on the article",
}


class RulesBar(QFrame):
    """Hidden until it is wanted."""

    asked = Signal()
    """Another rule is to be tried out."""
    wanted = Signal()
    """Do it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rules-box")
        self._voices: tuple[Voice, ...] = ()
        self._order: list[int] = []
        self.rules = {
            "agreed": chip("All agreed (1)"),
            "majority": chip("Majority (2)"),
            "trust": chip("By trust (3)"),
        }
        self.here, self.everywhere = chip("This article (4)"), chip("All articles (5)")
        self.trusted: list[QToolButton] = []
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        chips = ([*self.rules.values()], [self.here, self.everywhere])
        for group, some in zip(self._groups, chips, strict=True):
            for made in some:
                group.addButton(made)
                made.clicked.connect(lambda _on=False: self._on_chosen())
                made.installEventFilter(self)
        for name, made in self.rules.items():
            made.setToolTip(_TIPS[name])
        self.rules["majority"].setChecked(True)
        self.here.setChecked(True)
        self.preview = label("", wrap=True)
        self.do = button("Settle (Enter)", self.wanted.emit, "primary", keep_focus=False)
        self.cancel = button("Cancel (Esc)", self.end)
        self.do.installEventFilter(self)
        self.cancel.installEventFilter(self)
        self._build([made for some in chips for made in some])
        self.hide()

    def _build(self, chips: Sequence[QToolButton]) -> None:
        box = FlowBox()
        flow = FlowLayout(box, gap=5)
        for made in chips:
            flow.addWidget(made)
        self._trust_box = FlowBox()
        self._trust = FlowLayout(self._trust_box, gap=5)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.do)
        row.addWidget(self.cancel)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(7)
        layout.addWidget(label("Settle by rule", "heading"))
        layout.addWidget(box)
        layout.addWidget(self._trust_box)
        layout.addWidget(self.preview)
        layout.addLayout(row)

    @property
    def rule(self) -> Rule:
        """What is chosen."""
        name = next(name for name, made in self.rules.items() if made.isChecked())
        by_id = {voice.layer.id: voice.layer for voice in self._voices}
        trusted = tuple(by_id[key] for key in self._order if key in by_id) if name == "trust" else ()
        return Rule(name, trusted)

    def begin(self, voices: tuple[Voice, ...]) -> None:
        """Open it for these layers; the keyboard goes to the rule that is chosen."""
        self._voices = voices
        there = [voice.layer.id for voice in voices]
        self._order = [key for key in self._order if key in there]
        self._order += [key for key in there if key not in self._order]
        self.show()
        self._on_chosen()
        next(made for made in self.rules.values() if made.isChecked()).setFocus()

    def end(self) -> bool:
        """Close it; whether it was open."""
        if self.isHidden():
            return False
        self.hide()
        return True

    def show_preview(self, text: str, *, possible: bool) -> None:
        """Say what the rule would do."""
        self.preview.setText(text)
        self.do.setEnabled(possible)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Numbers press the chips; Enter does it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        chips = [*self.rules.values(), self.here, self.everywhere]
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(chips):
            chips[number].click()
            chips[number].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is not self.cancel:
            if self.do.isEnabled():
                self.wanted.emit()
        else:
            return False
        return True

    # -- inside

    def _on_chosen(self) -> None:
        trusting = self.rules["trust"].isChecked()
        self._trust_box.setVisible(trusting)
        if trusting:
            self._list_trusted()
        self.do.setEnabled(False)
        self.asked.emit()

    def _list_trusted(self) -> None:
        """Whom one trusts, the most first; a click puts somebody there."""
        clear(self._trust)
        self.trusted = []
        names = {voice.layer.id: voice for voice in self._voices}
        self._trust.addWidget(label("Trusted first to last:", "muted"))
        for rank, key in enumerate(self._order, 1):
            made = chip(f"{rank}. {names[key].letter} {names[key].name}")
            made.setToolTip("Trust this one most")
            made.setCheckable(False)
            made.installEventFilter(self)
            made.clicked.connect(lambda _on=False, key=key: self._trust_most(key))
            self._trust.addWidget(made)
            self.trusted.append(made)

    def _trust_most(self, layer_id: int) -> None:
        self._order.remove(layer_id)
        self._order.insert(0, layer_id)
        self._on_chosen()
        self.trusted[0].setFocus()
