"""The article as it is compared: one text for all layers, or a column for each, which scroll together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from annotator.gui.comparing.marking import draw
from annotator.gui.comparing.spots import Spot
from annotator.gui.comparing.standing import OPEN, Standing
from annotator.gui.comparing.text_view import ComparedText
from annotator.gui.comparing.voices import Voice
from annotator.gui.guards import guarded
from annotator.gui.look import Look
from annotator.gui.theme import Theme
from annotator.model.article import Article
from annotator.model.codebook import Codebook
from annotator.model.link import Link

_MOST = 3
_NARROWEST = 300
"""Pixels that a column has at least; where there is no room for three there are two."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen of an article."""

    article: Article
    codebook: Codebook
    voices: tuple[Voice, ...]
    spots: tuple[Spot, ...]
    standings: Mapping[str, Standing]
    links: Mapping[int, Sequence[Link]]
    current: Spot | None = None


class Column(QFrame):
    """One layer's words; its head says whose, and offers the others."""

    chosen = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.view = ComparedText()
        self.head = QComboBox()
        self.head.setAccessibleName(f"Layer in column {number + 1}")
        self.head.setMinimumContentsLength(12)
        self.head.activated.connect(lambda _number: self.chosen.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 6, 16, 6)
        top.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)

    def offer(self, voices: Sequence[Voice], usual: int) -> None:
        """Offer these layers; the same one stays chosen, or else the one with this number."""
        there, before = [voice.layer.id for voice in voices], self.layer
        with QSignalBlocker(self.head):
            self.head.clear()
            for voice in voices:
                self.head.addItem(f"{voice.letter}  {voice.name}", voice.layer.id)
            self.head.setCurrentIndex(there.index(before) if before in there else min(usual, len(there) - 1))
        self.view.setAccessibleName(f"Article with what {self.head.currentText()} says")

    @property
    def layer(self) -> int | None:
        found = self.head.currentData()
        return found if isinstance(found, int) else None


class Texts(QWidget):
    spot_picked = Signal(str)
    """Id of the place that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.one = ComparedText()
        self.one.setAccessibleName("Article with what all layers say")
        self.columns = [Column(number) for number in range(_MOST)]
        self.side_by_side = False
        self._shown: Shown | None = None
        self._following = False
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.one)
        self.split = QFrame()
        self.split.setObjectName("compared-columns")
        row = QHBoxLayout(self.split)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for column in self.columns:
            row.addWidget(column)
            column.chosen.connect(self._redraw)
            column.view.verticalScrollBar().valueChanged.connect(lambda _v, c=column: self._follow(c))
        row.addStretch(1)
        self._stack.addWidget(self.split)
        for view in self.views:
            view.spot_picked.connect(self.spot_picked)

    @property
    def views(self) -> list[ComparedText]:
        """All of them, shown or not."""
        return [self.one, *(column.view for column in self.columns)]

    @property
    def main(self) -> ComparedText:
        """The one that takes the keyboard."""
        return self.columns[0].view if self.side_by_side else self.one

    def set_theme(self, theme: Theme) -> None:
        for view in self.views:
            view.set_theme(theme)

    def set_look(self, look: Look) -> None:
        """As the article itself; what was cleaned away is not shown here, and no line is in focus."""
        for view in self.views:
            view.set_look(replace(look, removed=False, focus="off"))

    def set_side_by_side(self, on: bool) -> None:
        """Switch; the line that is read stays where it is."""
        if on != self.side_by_side:
            before, had = self.main, any(view.hasFocus() for view in self.views)
            self.side_by_side = on
            self._stack.setCurrentWidget(self.split if on else self.one)
            if had:  # else Qt gives it to what comes next
                self.main.setFocus()
            current = self._redraw()
            self._bring(before, self.main)
            if current is not None:
                self.main.reveal(current.start, current.end)
            self._follow_from(self.main, current.start if current is not None else None)

    def show_all(self, shown: Shown | None) -> None:
        """Show an article and what is said about it; where it is the same one it stays where it is."""
        self._shown = shown
        self._draw()
        current = shown.current if shown is not None else None
        self._follow_from(self.main, current.start if current is not None else None)

    def show_current(self, spot: Spot | None, *, reveal: bool = True) -> None:
        """Frame a place; marks of a settled one are shown while it is current."""
        before = self._shown.current if self._shown is not None else None
        if self._shown is not None:
            self._shown = replace(self._shown, current=spot)
        if spot != before and (self._is_settled(before) or self._is_settled(spot)):
            self._draw()
        for view in self._drawn_views():
            view.show_current(spot, reveal=reveal and view is self.main)
        self._follow_from(self.main, spot.start if spot is not None else None)

    # -- inside

    def _redraw(self) -> Spot | None:
        """Draw it in other views; returns the current place."""
        self._draw()
        current = self._shown.current if self._shown is not None else None
        for view in self._drawn_views():
            view.show_current(current, reveal=False)
        return current

    def _is_settled(self, spot: Spot | None) -> bool:
        standings = self._shown.standings if self._shown is not None else {}
        return spot is not None and standings.get(spot.id, OPEN).state == "settled"

    def _drawn_views(self) -> list[ComparedText]:
        if not self.side_by_side:
            return [self.one]
        return [column.view for column in self.columns if not column.isHidden()]

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            for view in self.views:
                view.show_article(None)
            return
        if self.side_by_side:
            wide = self._fit(shown)
            for number, column in enumerate(self.columns):
                column.setVisible(number < wide)
                if number < wide:
                    column.offer(shown.voices, number)
                    self._draw_view(column.view, shown, column.layer)
        else:
            self._draw_view(self.one, shown, None)

    def _fit(self, shown: Shown) -> int:
        """Give as many columns as there is room for the same width, so that their lines break alike."""
        wide = max(1, min(_MOST, max(2, self.width() // _NARROWEST), len(shown.voices)))
        for column in self.columns:
            column.setFixedWidth((self.width() - wide + 1) // wide)
        return wide

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self.side_by_side:
            self._fit(self._shown)

    def _draw_view(self, view: ComparedText, shown: Shown, layer: int | None) -> None:
        letters = {voice.layer.id: voice.letter for voice in shown.voices}
        current = shown.current
        drawn = draw(
            shown.spots,
            shown.standings,
            shown.links,
            letters,
            layer=layer,
            open_up=current.id if current is not None else None,
        )
        contested = [
            spot
            for spot in shown.spots
            if spot.contested and (spot == current or shown.standings.get(spot.id, OPEN).state != "settled")
        ]
        view.set_codebook(shown.codebook)
        view.show_article(shown.article)
        view.show_drawn(drawn, contested)

    # -- scrolling together

    def _follow(self, column: Column) -> None:
        """Another place of a column was scrolled to."""
        if self.side_by_side and not self._following:
            self._follow_from(column.view)

    def _follow_from(self, view: ComparedText, at: int | None = None) -> None:
        """Let the other columns show the same line at the same height.

        :param at: a character whose line is to be level; None: the first line that is seen.
        """
        if not self.side_by_side or self._following:
            return
        self._following = True
        try:
            for column in self.columns:
                if column.view is not view and not column.isHidden():
                    self._bring(view, column.view, at)
        finally:
            self._following = False

    def _bring(self, one: ComparedText, other: ComparedText, at: int | None = None) -> None:
        layout, bar = one.article_layout, one.verticalScrollBar()
        if layout.width <= 0 or other.article_layout.width <= 0:
            return
        height = one.viewport().height()
        anchor = layout.anchor_at(at, bar.value(), height) if at is not None else None
        if anchor is None and bar.value() == 0:
            other.verticalScrollBar().setValue(0)
            return
        anchor = replace(anchor or layout.anchor(bar.value(), height), laid=True)
        for _ in range(3):  # what is laid out on the way may move the line
            top = round(other.article_layout.top_for(anchor))
            other.article_layout.settle(top, top + other.viewport().height())
            other.verticalScrollBar().setValue(max(top, 0))
        if top < 0:  # it has less above that line: let the first one give way
            bar.setValue(bar.value() - top)
