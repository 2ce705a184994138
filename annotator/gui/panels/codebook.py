"""The label palette: colour, name, how many there are in this article, and the key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.frame.guideline import plain
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import clear, label
from annotator.model.codebook import Codebook, Label


class LabelButton(QPushButton):
    """One label as a button over the whole width."""

    def __init__(self, entry: Label) -> None:
        super().__init__()
        self.entry = entry
        self.setProperty("role", "label")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(
            f"Tag as {entry.name}, key {entry.key}" if entry.key else f"Tag as {entry.name}"
        )
        self.setToolTip("\n".join(filter(None, [entry.guideline, *map(plain, entry.examples)])))
        self.setAccessibleDescription(entry.guideline)
        self._swatch = QLabel()
        self._count = label("", "muted")
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 0)
        layout.setSpacing(9)
        layout.addWidget(self._swatch)
        layout.addWidget(label(entry.name))
        layout.addStretch(1)
        layout.addWidget(self._count)
        if entry.key:
            layout.addWidget(label(entry.key, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, count: int) -> None:
        self._count.setText(str(count) if count else "")

    def set_theme(self, theme: Theme) -> None:
        colour = theme.label_colour(self.entry)
        self._swatch.setPixmap(icons.swatch(colour).pixmap(QSize(12, 12), self.devicePixelRatioF()))

    @guarded(QSize(120, 34))
    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), self.fontMetrics().lineSpacing() + 14)

    @guarded(QSize(80, 34))
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class CodebookPanel(QWidget):
    chosen = Signal(str)
    """Name of the label to tag the selection with."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("codebook-panel")
        self.buttons: dict[str, LabelButton] = {}
        self._theme: Theme | None = None
        self.retired: dict[str, LabelButton] = {}
        self._retired_heading = QLabel()
        self._list = QVBoxLayout()
        self._list.setSpacing(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(6)
        self._heading = label("Labels", "heading")
        self._heading.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self._heading)
        layout.addLayout(self._list)

    def set_codebook(self, codebook: Codebook) -> None:
        clear(self._list)
        self.buttons = {}
        self._heading.setToolTip(f"{codebook.name}, version {codebook.version}")
        for entry in codebook.offered:
            made = self.buttons[entry.name] = self._button(entry)
            made.clicked.connect(lambda _=False, name=entry.name: self.chosen.emit(name))
        self._retired_heading = label("Retired", "heading")
        self._retired_heading.setContentsMargins(8, 6, 0, 0)
        self._list.addWidget(self._retired_heading)
        self.retired = {entry.name: self._button(entry) for entry in codebook.labels if entry.retired}
        for made in self.retired.values():
            made.setEnabled(False)
            made.setToolTip("Nothing new is tagged with this label; what is tagged stays.")
        self.set_counts({})

    def _button(self, entry: Label) -> LabelButton:
        made = LabelButton(entry)
        if self._theme is not None:
            made.set_theme(self._theme)
        self._list.addWidget(made)
        return made

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Own annotations in the open article by label; retired labels are shown where there are some."""
        for name, made in (*self.buttons.items(), *self.retired.items()):
            made.show_count(counts.get(name, 0))
        for name, made in self.retired.items():
            made.setVisible(bool(counts.get(name)))
        self._retired_heading.setVisible(any(counts.get(name) for name in self.retired))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for made in (*self.buttons.values(), *self.retired.values()):
            made.set_theme(theme)
