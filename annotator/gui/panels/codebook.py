"""The label palette: colour, name, how many there are in this article, and the key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import icons
from annotator.gui.frame.guideline import plain
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, clear, label
from annotator.model.codebook import Codebook, Label

_LEAST = 120
"""Pixels that the list has in any window, if it needs them."""


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
        self.shown_name = ElidedLabel()
        self.shown_name.show_text(entry.name)
        self._count = label("", "muted")
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 0)
        layout.setSpacing(9)
        layout.addWidget(self._swatch)
        layout.addWidget(self.shown_name, 1)
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

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QHelpEvent)
            and event.type() == QEvent.Type.ToolTip
            and self.shown_name.toolTip()
        ):
            whole = "\n".join(filter(None, [self.entry.name, self.toolTip()]))
            QToolTip.showText(event.globalPos(), whole, self)
            return True
        return super().event(event)

    @guarded(QSize(120, 34))
    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), self.fontMetrics().lineSpacing() + 14)

    @guarded(QSize(80, 34))
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Rows(QScrollArea):
    """Asks for as much height as its rows need, is content with less, and shows the row with the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QWidget()
        rows.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # no row is squeezed
        self.list = QVBoxLayout(rows)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(1)
        self.setWidget(rows)

    @guarded(QSize(120, 34))
    def sizeHint(self) -> QSize:
        return self.list.sizeHint()

    @guarded(QSize(80, 34))
    def minimumSizeHint(self) -> QSize:
        least = self.list.minimumSize()
        return QSize(least.width(), min(least.height(), _LEAST))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, LabelButton):
            self.ensureWidgetVisible(watched, 0, 0)
        return super().eventFilter(watched, event)


class CodebookPanel(QWidget):
    """No higher than its rows need; the side panel says how much of its height that may be."""

    chosen = Signal(str)
    """Name of the label to tag the selection with."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("codebook-panel")
        self.buttons: dict[str, LabelButton] = {}
        self._theme: Theme | None = None
        self.retired: dict[str, LabelButton] = {}
        self._retired_heading = QLabel()
        self.rows = _Rows()
        self._list = self.rows.list
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(6)
        self._heading = label("Labels", "heading")
        self._heading.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self._heading)
        layout.addWidget(self.rows)

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
        made.installEventFilter(self.rows)
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
