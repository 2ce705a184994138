"""Which actor of the registry a mention points to: choose one, or type a new name and press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy

from annotator.gui.guards import guarded
from annotator.model.annotation import Annotation

if TYPE_CHECKING:
    from annotator.project.queries import Queries

_MOST_LISTED = 5000


class ActorEdit(QComboBox):
    named = Signal(str)
    """The name to point to, empty for none."""
    left = Signal()

    def __init__(self, project: Queries, annotation: Annotation) -> None:
        super().__init__()
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName("Actor in the registry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        registry = project.actors()[:_MOST_LISTED]
        self.addItems([actor.name for actor in registry])
        current = project.actor(annotation.actor_id) if annotation.actor_id else None
        self._name = current.name if current else ""
        edit = self._edit = QLineEdit()
        self.setLineEdit(edit)
        self.setCurrentText(self._name)
        edit.setPlaceholderText(f"Enter: “{annotation.quote[:30]}”")
        self._quote = annotation.quote
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        edit.installEventFilter(self)
        edit.editingFinished.connect(self._leave)
        self.activated.connect(lambda _index: self._take())

    def begin(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                with QSignalBlocker(self):
                    self.setEditText(self._name)
                self.left.emit()
                return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            # An empty field offers the quote itself, which is what a new mention mostly is called.
            if not self._name and not self.currentText().strip():
                self.setEditText(" ".join(self._quote.split()))
            self._take()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        if not self._edit.hasFocus():
            self._take()

    def _take(self) -> None:
        name = self.currentText().strip()
        if name != self._name:
            self._name = name
            self.named.emit(name)
