"""A list of spans that do not fit and where their quotes stand: to be ticked one by one."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.exchange.taking.repairing import Repair
from annotator.gui.widgets.parts import label

_LONGEST = 400
"""Characters of a quote that are compared letter by letter on screen."""


class RepairList(QWidget):
    """Nothing is ticked but what stands there exactly, and only there; Space ticks and unticks."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._repairs: list[Repair] = []
        self.list = QListWidget()
        self.list.setObjectName("import-repairs")
        self.list.setAccessibleName("Where quotes stand that do not fit; Space ticks")
        self.list.setMinimumHeight(90)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _item: self.chosen.emit())
        self.list.currentRowChanged.connect(self._show_difference)
        self.difference = label("", wrap=True)
        self.difference.setTextFormat(Qt.TextFormat.RichText)
        self.difference.setAccessibleName("How the quote differs from what stands there")
        self.heading = label("", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.difference)

    def show_repairs(self, repairs: Sequence[Repair]) -> None:
        self._repairs = list(repairs)
        self.heading.setText(f"Spans that could stand elsewhere: {len(repairs):,} — ticked ones are moved")
        self.list.blockSignals(True)
        self.list.clear()
        for repair in self._repairs:
            item = QListWidgetItem(repair.sentence)
            item.setToolTip(repair.origin)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if repair.certain else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.setVisible(bool(self._repairs))
        self.list.setCurrentRow(0 if self._repairs else -1)

    def ticked(self) -> frozenset[str]:
        """Keys of the repairs that are to be taken."""
        return frozenset(
            repair.key
            for number, repair in enumerate(self._repairs)
            if self.list.item(number).checkState() == Qt.CheckState.Checked
        )

    def _show_difference(self, row: int) -> None:
        if not 0 <= row < len(self._repairs):
            self.difference.setText("")
            return
        repair = self._repairs[row]
        said, stands = repair.span.quote or "", repair.stands
        if said == stands:
            self.difference.setText(f"Says and stands there: “{html.escape(_short(said))}”")
            return
        marked = "".join(_marked(_short(said), _short(stands)))
        self.difference.setText(f"Says, struck out, and what stands there, underlined: “{marked}”")


def _marked(said: str, stands: str) -> Iterator[str]:
    """Both quotes in one line of HTML."""
    for kind, a, b, c, d in SequenceMatcher(None, said, stands, autojunk=False).get_opcodes():
        if kind == "equal":
            yield html.escape(said[a:b])
            continue
        if a < b:
            yield f"<s>{_visible(said[a:b])}</s>"
        if c < d:
            yield f"<u><b>{_visible(stands[c:d])}</b></u>"


def _visible(text: str) -> str:
    for char, sign in (("\r", "␍"), ("\n", "␊"), ("\t", "⇥"), ("\u00a0", "⍽"), (" ", "␣")):
        text = text.replace(char, sign)
    return html.escape(text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
