"""The first screen: recent projects, a new one, another one, or the example."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import clear, label

_WIDTH = 560


class _Card(QPushButton):
    """A wide button with an icon, a name and a line that explains it."""

    def __init__(self, icon: str, name: str, text: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{name}. {text}")
        self._icon_name = icon
        self._icon = QLabel()
        words = QVBoxLayout()
        words.setSpacing(1)
        self._name = label(name, "card-title")
        self._text = label(text, "muted", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 9, 14, 9)
        layout.setSpacing(14)
        layout.addWidget(self._icon)
        layout.addLayout(words, 1)
        self.key = label("", "key")
        self.key.hide()
        layout.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_theme(self, theme: Theme) -> None:
        self._icon.setPixmap(icons.pixmap(self._icon_name, theme.accent, 20, self.devicePixelRatioF()))

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @guarded(QSize(_WIDTH, 60))
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self._name.fontMetrics().lineSpacing() * 2 + 26)

    @guarded(QSize(200, 60))
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())


class StartScreen(QScrollArea):
    new_wanted = Signal()
    open_wanted = Signal()
    example_wanted = Signal()
    project_wanted = Signal(object)
    """Path of a recent project."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start-screen")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme: Theme | None = None
        self.new = _Card("file-plus", "New project", "Choose a codebook and a place for the file.")
        self.open = _Card("folder", "Open a project", "Any .annotator file on this machine.")
        self.example = _Card(
            "book", "Try the example", "Nine short articles with suggestions to decide; yours to play with."
        )
        self.new.clicked.connect(self.new_wanted.emit)
        self.open.clicked.connect(self.open_wanted.emit)
        self.example.clicked.connect(self.example_wanted.emit)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(6)
        self.recent: list[_Card] = []
        self._build()

    def _build(self) -> None:
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 48, 0, 32)
        inner.setSpacing(8)
        inner.addWidget(label("Annotator", "huge"))
        inner.addWidget(
            label(
                "Highlight who says what about whom, decide on suggestions, export training sets.",
                "muted",
                wrap=True,
            )
        )
        inner.addSpacing(20)
        for card in (self.new, self.open, self.example):
            inner.addWidget(card)
        inner.addSpacing(18)
        inner.addLayout(self._recent)
        inner.addStretch(1)
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        self.setWidget(outer)

    def set_keys(self, new: str, existing: str) -> None:
        for card, key in ((self.new, new), (self.open, existing)):
            card.key.setText(key)
            card.key.show()

    def show_recent(self, paths: list[Path]) -> None:
        clear(self._recent)
        self.recent = []
        if paths:
            self._recent.addWidget(label("Recent projects", "heading"))
        for path in paths:
            card = _Card("file", path.stem, _short(path.parent))
            card.clicked.connect(lambda _=False, chosen=path: self.project_wanted.emit(chosen))
            self._recent.addWidget(card)
            self.recent.append(card)
        if self._theme is not None:
            self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for card in (self.new, self.open, self.example, *self.recent):
            card.set_theme(theme)


def _short(folder: Path) -> str:
    """The folder with the home folder as ``~``."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
