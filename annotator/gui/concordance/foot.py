"""The line above the list: how many hits there are, how they are sorted, and what keys do with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.gui.concordance.choosing import Chip, Choices
from annotator.gui.widgets.parts import ElidedLabel, button, counted, label
from annotator.project.concordance.elsewhere import DECIDED, TAGGED
from annotator.project.concordance.lines import ORDERS, Line, Order, tally
from annotator.project.concordance.search import Batch

ORDER_TEXTS: dict[Order, str] = dict(
    zip(
        ORDERS,
        ("article", "word to the left", "hit", "word to the right", "date", "source", "label"),
        strict=True,
    )
)
ORDER_KEYS: dict[str, Order] = {"Ctrl+Left": "left", "Ctrl+Right": "right", "Ctrl+Home": "article"}
_KEY_OF = {order: key for key, order in ORDER_KEYS.items()}


class Foot(QWidget):
    stop_wanted = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = label()
        self.stop = button("Stop", self.stop_wanted.emit, "quiet-small")
        self.marks = label("", "muted")
        self.keys = ElidedLabel("muted")
        self.sort = Chip("Sort", "Alt+S", tip="Order of the lines")
        self.counts = Chip("Counts", "Alt+G", tip="How many by label, actor and source")
        self.save = button("CSV …", self.save_wanted.emit, "quiet-small")
        self.save.setToolTip("Save the lines as CSV (Ctrl+S)")
        self.save.setAccessibleName("Save the lines as CSV (Ctrl+S)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 12, 4)
        layout.setSpacing(10)
        layout.addWidget(self.said)
        layout.addWidget(self.stop)
        layout.addWidget(self.marks)
        layout.addWidget(self.keys, 1)
        layout.addWidget(self.sort)
        layout.addWidget(self.counts)
        layout.addWidget(self.save)
        self.show_order("article")
        self.stop.hide()

    def show_order(self, order: Order) -> None:
        self.sort.say(ORDER_TEXTS[order])
        self.sort.setChecked(order != "article")

    def order_choices(self) -> Choices:
        """What the chip offers, each with its key."""
        keys = {order: f"  ({key})" for order, key in _KEY_OF.items()}
        return [(f"By {text}{keys.get(order, '')}", order) for order, text in ORDER_TEXTS.items()]

    def count_choices(self, lines: Sequence[Line]) -> Choices:
        """How many lines there are by label, actor and source; each stands for what narrows down to it."""
        return [
            (f"{name}: {text} – {number}", (name, text))
            for name, found in tally(lines).items()
            for text, number in found
        ]

    def show_marks(self, count: int) -> None:
        self.marks.setText(f"{count} marked" if count else "")
        self.marks.setVisible(bool(count))

    def show_found(self, hits: int, articles: int, batch: Batch | None) -> None:
        """Say what a search has found so far; ``batch`` is its last one, None where none was begun."""
        self.stop.setVisible(batch is not None and batch.ended is None)
        if batch is None:
            self.said.setText("")
            return
        found = f"{counted(hits, 'hit')} in {counted(articles, 'article')}" if hits else "No hits"
        if batch.ended is None:
            self.said.setText(f"{found} – searching, article {batch.done:,} of {batch.total:,}")
            return
        told = [f"The first {hits:,} of more hits" if batch.ended == "limit" else found]
        if batch.ended == "stopped":
            told.append(f"stopped after {batch.done:,} of {batch.total:,} articles")
        if batch.slow:
            after = f", and given up after {batch.done:,}" if batch.ended == "slow" else ""
            told.append(f"too slow for {counted(batch.slow, 'article')}{after}: make the expression simpler")
        told += left_out(batch)
        self.said.setText(" · ".join(told))

    def show_trouble(self, text: str) -> None:
        """Say why there was no search."""
        self.stop.hide()
        self.said.setText(text)


def left_out(batch: Batch) -> list[str]:
    """What was found but is not listed."""
    reasons = {TAGGED: "tagged already", DECIDED: "rejected or corrected before"}
    return [f"{batch.left_out[reason]} {text}" for reason, text in reasons.items() if batch.left_out[reason]]
