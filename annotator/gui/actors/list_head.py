"""Above the list of actors: what it is searched for, of which kind they are, and in which order."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import counted, label


class ListHead(QWidget):
    changed = Signal()
    """Others are to be shown, or in another order."""
    left = Signal()
    """On to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setAccessibleName("Search actors by name or alias")
        self.search.setPlaceholderText("Search by name or alias (/)")
        self.search.setClearButtonEnabled(True)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Show actors of one kind")
        self.order = QComboBox()
        self.order.setAccessibleName("Order of the actors")
        self.order.addItem("By name", "name")
        self.order.addItem("Most mentions first", "mentions")
        self.count = label("", "muted")
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        chosen.addWidget(self.kind, 1)
        chosen.addWidget(self.order, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addLayout(chosen)
        layout.addWidget(self.count)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.search.installEventFilter(self)
        self.kind.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.order.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def begin(self) -> None:
        """Put the keyboard into the search; words there are ready to be typed over."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Search for nothing, without telling."""
        with QSignalBlocker(self.search):
            self.search.clear()

    def show_kinds(self, kinds: Mapping[str, int], total: int) -> None:
        """Offer the kinds, each with its number; the chosen one stays where it is there."""
        now = self.kind.currentData()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            self.kind.addItem(f"All kinds ({total:,})", None)
            for kind in sorted(kinds, key=lambda k: (k == "", k.casefold())):
                self.kind.addItem(f"{kind or 'No kind'} ({kinds[kind]:,})", kind)
            self.kind.setCurrentIndex(max(self.kind.findData(now), 0) if now is not None else 0)

    def show_count(self, shown: int, total: int) -> None:
        self.count.setText(counted(total, "actor") if shown == total else f"{shown:,} of {total:,} actors")

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down in the search go to the list; Esc in it clears it, then goes to the list."""
        if watched is not self.search or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and key in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape,
        ):  # fmt: skip
            if key == Qt.Key.Key_Escape:
                self.search.clear()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
