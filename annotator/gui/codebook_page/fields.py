"""Fields that save by themselves: when the keyboard leaves them, and on Enter where it is one line.

They compare with what they show and not with what they were given: Qt shows some characters as others (a
no-break space, a line that ends as on Windows), and who only looks has written nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from annotator.gui.commands.command import key_text
from annotator.gui.commands.key_rules import pressed
from annotator.gui.guards import guarded


class LineField(QLineEdit):
    """One line.  Undo takes back what is typed first, then what was saved."""

    saved = Signal(str)

    def __init__(self, name: str, text: str = "", hint: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setCursorPosition(0)
        self._saved = self.text().strip()
        self.editingFinished.connect(self.save)

    def save(self) -> None:
        text = self.text().strip()
        if text != self._saved:
            self._saved = text
            self.saved.emit(text)

    @property
    def unsaved(self) -> bool:
        """Whether something is written that is not saved yet."""
        return self.text().strip() != self._saved

    def give_back(self) -> None:
        """What was typed is not to be had: it may be tried again as it stands."""
        self._saved = "\0"

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if _is_of_program(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class TextField(QPlainTextEdit):
    """Some lines, as high as what stands in it; Tab goes on to the next field."""

    saved = Signal(str)
    _LEAST, _MOST = 2, 9

    def __init__(self, name: str, text: str = "", hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        self._saved = self.toPlainText().strip()
        self.textChanged.connect(self._fit)
        self._fit()

    def save(self) -> None:
        text = self.toPlainText().strip()
        if text != self._saved:
            self._saved = text
            self.saved.emit(text)

    @property
    def unsaved(self) -> bool:
        """Whether something is written that is not saved yet."""
        return self.toPlainText().strip() != self._saved

    def _fit(self) -> None:
        lines = max(self._LEAST, min(self._MOST, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.save()

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if _is_of_program(event, self.document().isUndoAvailable(), self.document().isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class KeyField(QLineEdit):
    """Takes the next key that is pressed; Backspace or Del takes the key away."""

    saved = Signal(str)
    """A key in portable text, empty for none."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(key_text(key) if key else "")
        self.setAccessibleName(name)
        self.setObjectName(name)
        self.setReadOnly(True)
        self.setFixedWidth(84)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setPlaceholderText("none")
        self.setToolTip("Press a key; Backspace takes it away")
        self._key = key

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._takes(event):
                event.accept()
                return True
            event.ignore()
            return False
        return super().event(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            event.ignore()
            return
        sequence = pressed(event)
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._save("")
        elif sequence is not None:
            self._save(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    def _save(self, key: str) -> None:
        if key != self._key:
            self.saved.emit(key)

    def _takes(self, event: QKeyEvent) -> bool:
        """Keys alone or with Shift; all others go on to the program."""
        strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        going = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return not event.modifiers() & strong and event.key() not in going


class Choice(QComboBox):
    """A choice; the wheel scrolls the page and chooses nothing."""

    saved = Signal(str)

    def __init__(self, name: str, options: Iterable[str], chosen: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(name)
        self.addItems(list(options))
        self.setCurrentText(chosen)
        self.textActivated.connect(lambda text: self.saved.emit(text) if text != chosen else None)

    @guarded(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def tick(name: str, text: str, on: bool, changed: Callable[[bool], object]) -> QCheckBox:
    """A check box; ``name`` is its name among the fields of the page."""
    made = QCheckBox(text)
    made.setObjectName(name)
    made.setAccessibleName(text or name)
    made.setChecked(on)
    made.clicked.connect(lambda checked: changed(checked))
    return made


def _is_of_program(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether a key is to undo or redo and the field has nothing typed for it: then the program does it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) and not can_undo
    return undo or (event.matches(QKeySequence.StandardKey.Redo) and not can_redo)


def save_all(parent: QWidget) -> None:
    """Save what is being typed anywhere in ``parent``."""
    for one_line in parent.findChildren(LineField):
        one_line.save()
    for text in parent.findChildren(TextField):
        text.save()


def later(parent: QWidget, run: Callable[[], object], milliseconds: int = 0) -> QTimer:
    """A timer that calls ``run`` once when it is started, after what is going on now."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
