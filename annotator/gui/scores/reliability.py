"""The part of the page that shows how reliable scores are: the plot, and the same in numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.scores.plot import Legend, ReliabilityPlot, percent, span_text
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, counted, label
from annotator.gui.widgets.table import Table
from annotator.review.evaluating import Evaluation

_COLUMNS = ("Score", "Accepted", "Corrected", "Rejected", "Kept", "95 %")
_WIDTHS = (76, 76, 80, 74, 60, 0)


class ReliabilityPanel(QWidget):
    walked = Signal(int)
    """A bin has become the current one."""
    entered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._bins: list[int] = []
        self._lines: list[tuple[str, ...]] = []
        self.title = label("How reliable the scores are", "heading")
        self.told = ElidedLabel("muted")
        self.plot = ReliabilityPlot()
        self.legend = Legend()
        self.table = Table("Reliability in numbers", _COLUMNS, _WIDTHS)
        self.empty = label("", "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 12, 0)
        layout.setSpacing(4)
        for part in (self.title, self.told, self.legend):
            layout.addWidget(part)
        layout.addWidget(self.plot, 3)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.empty, 1)
        self.plot.walked.connect(self._on_plot)
        self.plot.entered.connect(self.entered)
        self.table.walked.connect(self._on_table)
        self.table.chosen.connect(lambda row: self.entered.emit(self._bins[row]))

    def set_theme(self, theme: Theme) -> None:
        self.plot.set_theme(theme)
        self.legend.set_theme(theme)

    def show_evaluation(self, found: Evaluation, next_step: str) -> None:
        """:param next_step: what to do where nothing has been decided yet."""
        seen = found.reliability
        there = seen.decided > 0
        for part in (self.plot, self.legend, self.table, self.told):
            part.setVisible(there)
        self.empty.setVisible(not there)
        if found.decided_by is None and found.question.layer.kind != "model":
            self.empty.setText("Only the suggestions of a model have scores: choose a model on the left.")
        elif seen.unscored:
            self.empty.setText("The suggestions that were decided on have no scores.")
        else:
            self.empty.setText(next_step)
        by = found.decided_by.name if found.decided_by else ""
        without = f" · {seen.unscored} without a score" if seen.unscored else ""
        self.told.show_text(f"{counted(seen.decided, 'decision')} of {by}{without}")
        self.plot.show_reliability(seen)
        self._bins = self.plot.there
        self._lines = [self._line(found, number) for number in self._bins]
        self.table.set_lines(self._lines, self._row())

    def let_go(self) -> None:
        """No bin is the current one any longer."""
        self.plot.set_current(None)
        self.table.clearSelection()

    @staticmethod
    def _line(found: Evaluation, number: int) -> tuple[str, ...]:
        each = found.reliability.bins[number]
        assert each.share is not None
        assert each.interval is not None
        low, high = each.interval
        verdicts = (str(each.accepted), str(each.corrected), str(each.rejected))
        return (span_text(each), *verdicts, percent(each.share), f"{low * 100:.0f}–{percent(high)}")

    def _row(self) -> int | None:
        return self._bins.index(self.plot.current) if self.plot.current in self._bins else None

    def _on_plot(self, number: int) -> None:
        self.table.set_lines(self._lines, self._row())
        self.walked.emit(number)

    def _on_table(self, row: int) -> None:
        self.plot.set_current(self._bins[row])
        self.walked.emit(self._bins[row])
