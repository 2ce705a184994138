"""Beside the chips: how the lines are sorted, counted and saved; and what is said of a search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.gui.concordance.choosing import Chip, Choices
from annotator.gui.widgets.parts import button, counted
from annotator.project.concordance.elsewhere import DECIDED, TAGGED, Wanted
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
    """Stands at the right end of the chips; ``said`` and ``told`` are for the line with the title."""

    stop_wanted = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.stop = button("Stop searching", self.stop_wanted.emit, "quiet-small")
        self.sort = Chip("Sort", "Alt+S", tip="Order of the lines")
        self.counts = Chip("Counts", "Alt+G", tip="How many by label, actor and source")
        self.save = button("CSV", self.save_wanted.emit, "quiet-small")
        self.save.setToolTip("Save the lines as CSV (Ctrl+S)")
        self.save.setAccessibleName("Save the lines as CSV (Ctrl+S)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.stop, self.sort, self.counts, self.save):
            layout.addWidget(part)
        self.show_order("article")
        self.stop.hide()

    def show_order(self, order: Order) -> None:
        self.sort.say("" if order == "article" else ORDER_TEXTS[order])

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

    def show_found(self, hits: int, articles: int, batch: Batch | None) -> None:
        """Say what a search has found so far; ``batch`` is its last one, None where none was begun."""
        self.stop.setVisible(batch is not None and batch.ended is None)
        if batch is None:
            self.said = ""
            return
        found = f"{counted(hits, 'hit')} in {counted(articles, 'article')}" if hits else "No hits"
        if batch.ended is None:
            so_far = f"{found} so far, " if hits else ""
            self.said = f"{so_far}searching article {batch.done:,} of {batch.total:,} …"
            return
        told = [f"The first {hits:,} of more hits" if batch.ended == "limit" else found]
        if batch.ended == "stopped":
            told.append(f"stopped after {batch.done:,} of {batch.total:,} articles")
        if batch.slow:
            after = f", and given up after {batch.done:,}" if batch.ended == "slow" else ""
            told.append(f"too slow for {counted(batch.slow, 'article')}{after}: make the expression simpler")
        told += _left_out(batch)
        self.said = " · ".join(told)

    def show_trouble(self, text: str) -> None:
        """Say why there was no search."""
        self.stop.hide()
        self.said = text


def empty_text(batch: Batch | None, wanted: Wanted | None) -> str:
    """What stands in place of the lines where there are none.

    :param batch: the last one of the search, None where none was begun.
    :param wanted: what is to be tagged everywhere, None while something is searched.
    """
    if batch is None:
        return (
            "Type words to see each place where they stand, with what is around them.\n"
            "Or choose a label, an actor or an answer to list annotations. ↑ brings earlier searches back."
        )
    if batch.ended is None:
        return ""
    if wanted is None:
        return "Nothing was found. Try fewer words, beginn*, or take a filter away."
    told = ", ".join(_left_out(batch))
    where, step = (
        ("in this article", "Look in the whole project (Alt+P), or go back (Esc).")
        if wanted.reach == "article"
        else ("in the project", "Go back with Esc.")
    )
    return f"These words stand nowhere else {where}{f': {told}' if told else ''}.\n{step}"


def _left_out(batch: Batch) -> list[str]:
    """What was found but is not listed."""
    reasons = {TAGGED: "tagged already", DECIDED: "rejected or corrected before"}
    return [f"{batch.left_out[reason]} {text}" for reason, text in reasons.items() if batch.left_out[reason]]
