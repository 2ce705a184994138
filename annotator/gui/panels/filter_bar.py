"""Says above the article that only some annotations are shown, which ones, and how to see all again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowLayout
from annotator.gui.widgets.parts import button, counted, label

_LEFT, _RIGHT, _GAP = 24, 14, 8

Chip = tuple[str, str]
"""Which part of the filter it is, and what it says."""


class FilterBar(QFrame):
    """Hidden while everything is shown."""

    taken_away = Signal(str)
    """The part of the filter whose chip was pressed."""
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filter-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Filter")
        self._theme: Theme | None = None
        self._wanted = True
        self._key = ""
        self._counts = 0, 0
        self.chips: dict[str, QToolButton] = {}
        self.control = QToolButton()
        """A small button for another place, with a menu of what can be shown alone."""
        self.control.setProperty("role", "icon")
        self.control.setAccessibleName("Filter")
        self.control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.control.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.control.setToolTip("Show only some annotations")
        self.only = label("Showing only", "muted")
        self.hidden = label("", "muted")
        self.everything = button("", self.all_wanted.emit, "quiet-accent")
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        self._flow.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_LEFT, 3, _RIGHT, 3)
        layout.setSpacing(_GAP)
        layout.addWidget(self.only)
        layout.addWidget(self._holder, 1)
        layout.addWidget(self.hidden)
        layout.addWidget(self.everything)
        self.hide()

    def set_key(self, key: str) -> None:
        """The key that shows everything again."""
        self._key = f" ({key})" if key else ""
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setStyleSheet(
            f"#filter-bar {{ background: {theme.selection}; border-bottom: 1px solid {theme.accent}; }}"
            f"#filter-bar QLabel {{ color: {theme.text}; background: transparent; }}"
            f"#filter-bar QToolButton {{ background: {theme.page}; color: {theme.text}; "
            f"border: 1px solid {theme.accent}; }}"
            f"#filter-bar QToolButton:focus {{ border: 2px solid {theme.focus}; }}"
            f"#filter-bar QPushButton {{ color: {theme.text}; }}"
        )
        for chip in self.chips.values():
            chip.setIcon(icons.icon("close", theme.text, 12))
        self.control.setIcon(icons.icon("filter", theme.accent if self.chips else theme.muted))

    def show_parts(self, parts: Sequence[Chip]) -> None:
        """A chip for each part of the filter; none hides the bar."""
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self.chips = {}
        for part, text in parts:
            chip = QToolButton()
            chip.setProperty("role", "chip")
            chip.setText(text)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the words
            chip.setToolTip(f"Take away “{text}”")
            chip.setAccessibleName(f"Take away the filter {text}")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _=False, name=part: self.taken_away.emit(name))
            if self._theme is not None:
                chip.setIcon(icons.icon("close", self._theme.text, 12))
            self.chips[part] = chip
            self._flow.addWidget(chip)
        self.set_wanted(self._wanted)
        self._fit()
        said = ", ".join(text for _, text in parts)
        self.control.setToolTip(f"Showing only {said}" if said else "Show only some annotations")
        if self._theme is not None:
            self.control.setIcon(icons.icon("filter", self._theme.accent if parts else self._theme.muted))

    def set_wanted(self, wanted: bool) -> None:
        """Whether there is an article above which it can stand."""
        self._wanted = wanted
        self.setVisible(wanted and bool(self.chips))

    def show_hidden(self, hidden: int, shown: int) -> None:
        """How many annotations and suggestions of the open article are hidden."""
        if self._counts != (hidden, shown):
            self._counts = hidden, shown
            self._fit()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say it in as many words as there is room for beside the chips."""
        hidden, shown = self._counts
        if hidden and not shown:
            long = f"nothing to show here, {counted(hidden, 'annotation')} hidden"
        else:
            long = f"{counted(hidden, 'annotation')} hidden" if hidden else "none hidden here"
        chips = sum(chip.sizeHint().width() + _GAP for chip in self.chips.values())
        room = self.contentsRect().width() - _LEFT - _RIGHT - 3 * _GAP - chips
        for only, said, everything in (
            ("Showing only", long, f"Show everything{self._key}"),
            ("Only", f"{hidden} hidden", f"Show everything{self._key}"),
            ("Only", f"{hidden} hidden", f"Show all{self._key}"),
            ("", f"{hidden} hidden", f"All{self._key}"),
        ):
            for part, text in ((self.only, only), (self.hidden, said), (self.everything, everything)):
                if part.text() != text:
                    part.setText(text)
            self.only.setVisible(bool(only))
            parts = [self.hidden, self.everything, *([self.only] if only else [])]
            if sum(part.sizeHint().width() for part in parts) <= room:
                return
