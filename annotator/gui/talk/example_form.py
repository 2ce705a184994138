"""What was talked over as an example of a guideline: filled in, to be changed and saved in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit

from annotator.errors import UserError
from annotator.gui.guards import guarded
from annotator.gui.session import INITIATOR
from annotator.gui.talk.words import explanation
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, label
from annotator.model.codebook import Example
from annotator.model.example_line import example_line, segments_of
from annotator.project.operations import codebook

if TYPE_CHECKING:
    from annotator.gui.talk.desk import TalkDesk
    from annotator.model.comment import Thread

_GOOD, _BAD = "Tag so", "Not so"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ExampleForm(QFrame):
    ended = Signal()
    """It was saved, or Esc was pressed: what was changed is there again when it is asked for again."""

    def __init__(self, desk: TalkDesk) -> None:
        super().__init__()
        self.setObjectName("talk-example")
        self._desk = desk
        self._thread_id = ""
        self._kept: dict[str, tuple[str, str, str, str]] = {}
        self.label = _choice("Label")
        self.good = _choice("Whether it is tagged so")
        self.good.addItems([_GOOD, _BAD])
        self.text = _line("Example", "The sentence, with the words to tag in [brackets]")
        self.note = _line("Why", "Why")
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.save_button = button("Save (Ctrl+Enter)", self.save, "primary")
        cancel = button("Not now (Esc)", self.ended.emit)
        head = FlowBox()
        flow = FlowLayout(head)
        title = label("An example in the guideline of", "heading")
        title.setMinimumHeight(self.label.sizeHint().height())  # to stand in line with them
        for part in (title, self.label, self.good):
            flow.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addWidget(cancel)
        foot.addStretch(1)
        layout = QGridLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setVerticalSpacing(6)
        layout.addWidget(head, 0, 0, 1, 2)
        for number, (name, field) in enumerate((("Example", self.text), ("Why", self.note)), 1):
            layout.addWidget(label(name, "muted"), number, 0)
            layout.addWidget(field, number, 1)
        layout.addWidget(self.trouble, 3, 0, 1, 2)
        layout.addLayout(foot, 4, 0, 1, 2)
        self.hide()

    def begin(self, thread: Thread) -> None:
        """Fill it in from a thread, or as it was left, and take the keyboard."""
        self.keep()
        project = self._desk.project
        self._thread_id = thread.id
        self.label.clear()
        self.label.addItems([each.name for each in project.codebook.labels])
        text = project.article(thread.article_id).text
        segments = segments_of(thread.anchor, text)
        line = example_line(text, segments) if segments else ""
        filled = (thread.anchor.label, _GOOD, line, explanation(thread))
        name, good, line, why = self._kept.get(thread.id, filled)
        self.label.setCurrentIndex(max(self.label.findText(name), 0))
        self.good.setCurrentText(good)
        self.text.setText(line)
        self.note.setText(why)
        self.trouble.hide()
        self.show()
        for field in (self.text, self.note):
            field.setCursorPosition(0)
        self.save_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Remember what is filled in, for when it is asked for again."""
        if self.isVisible():
            self._kept[self._thread_id] = (
                self.label.currentText(), self.good.currentText(), self.text.text(), self.note.text(),
            )  # fmt: skip

    def save(self) -> None:
        """Put the example into the codebook; why it can't be is said in the form."""
        name = self.label.currentText()
        example = Example(
            self.text.text().strip(), self.good.currentText() == _GOOD, self.note.text().strip()
        )
        try:
            self._desk.check_writable()
            codebook.add_example(self._desk.project, name, example, initiator=INITIATOR)
        except UserError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.ended.emit()  # while it is shown: who listens takes the keyboard from it
        self._kept.pop(self._thread_id, None)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif event.key() in _ENTER and (control or self.save_button.hasFocus()):
            self.save()
        else:
            super().keyPressEvent(event)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        # Without this the window's Esc command takes the key; fields pass it on to here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and control):
                event.accept()
                return True
        return super().event(event)


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    return made


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made
