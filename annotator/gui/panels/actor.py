"""Which actor of the registry a mention points to: choose one, or type a new name and press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
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
    """The person is done here."""

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
        edit.setAccessibleName(self.accessibleName())
        self.setCurrentText(self._name)
        self._quote = " ".join(annotation.quote.split())
        edit.setPlaceholderText(f"Enter: “{self._quote[:30]}”")
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        proposals = completer.popup()
        assert proposals is not None
        self._proposals = proposals
        self.activated.connect(lambda _index: self._finish())

    def begin(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def save(self) -> None:
        """Take what is typed, now."""
        name = " ".join(self.currentText().split())
        if name != self._name:
            self._name = name
            self.named.emit(name)

    # An editable combo box is the focus proxy of its line edit: every key and every change of focus comes
    # here, and an event filter on the line edit would see none of them.

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        own = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # Without this the window's commands take these keys.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in own
        ):
            event.accept()
            return True
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        listed = self._proposals.isVisible()
        match event.key():
            case Qt.Key.Key_Escape if listed:
                event.ignore()  # the list of proposals closes first
            case Qt.Key.Key_Escape:
                self.setEditText(self._name)
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if listed and self._proposals.currentIndex().isValid():
                    event.ignore()  # takes the proposal, which comes back as activated
                    return
                self._proposals.hide()
                # An empty field offers the quote itself, which is what a new mention mostly is called.
                if not self._name and not self.currentText().strip():
                    self.setEditText(self._quote)
                self._finish()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if not listed:
                self.showPopup()  # Qt would take one name after the other, each of them saved
            case _:
                super().keyPressEvent(event)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.save()

    @guarded(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls; Qt would take another actor

    def _finish(self) -> None:
        self.save()
        self.left.emit()
