"""Where a pattern is typed, and what its hits are to be suggested as: for a new one, or one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.errors import UserError
from annotator.gui.actors.field import is_undo
from annotator.gui.guards import guarded
from annotator.gui.patterns.answers import AnswerFields
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, label, restyle
from annotator.model.actor import Actor
from annotator.model.codebook import Codebook
from annotator.model.knowledge import Pattern
from annotator.model.pattern_text import explained, parse, written

_DELAY = 250
"""Milliseconds without typing after which a pattern is tried."""
_HINT = (
    "Lower case is found in any case, capitals as written, ~ before a phrase in all its forms. "
    'Tokens as spaCy writes them: [{"LOWER": "trade"}, {"LEMMA": "union"}].'
)


class PatternEditor(QWidget):
    typed = Signal()
    """Another pattern stands there; see :attr:`draft`."""
    taken = Signal()
    """Enter: add it, or save the one that is edited."""
    left = Signal()
    """Esc, or Down: to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.editing: str | None = None
        """The id of the pattern that is edited; None: a new one is typed."""
        self._codebook: Codebook | None = None
        self._actors: dict[str, Actor] = {}
        self.text = QLineEdit()
        self.text.setAccessibleName("Pattern")
        self.text.setPlaceholderText('A phrase, ~phrase, or tokens such as [{"LOWER": "union"}]  (Ins)')
        self.text.setMaxLength(10_000)
        self.label = QComboBox()
        self.label.setAccessibleName("Label of the hits")
        self.actor = QLineEdit()
        self.actor.setAccessibleName("Actor that the hits mean")
        self.actor.setPlaceholderText("Actor, if always the same")
        self.actor.setFixedWidth(200)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.actor.setCompleter(completer)
        self.language = QComboBox()
        self.language.setAccessibleName("Language of the articles")
        self.answers = AnswerFields()
        self.take_button = button("", self.taken.emit, "primary")
        self.told = label(_HINT, "muted", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._build()
        self.begin_new()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.text, 1)
        first.addWidget(label("as", "muted"))
        first.addWidget(self.label)
        first.addWidget(self.take_button)
        more = FlowBox()
        flow = FlowLayout(more, gap=8)
        for part in (self.answers, self.actor, self.language):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 6)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addWidget(more)
        layout.addWidget(self.told)
        self._timer.timeout.connect(self._settle)
        self.text.textChanged.connect(lambda _text: self._on_typed())
        self.language.currentIndexChanged.connect(lambda _index: self._settle())
        self.label.currentIndexChanged.connect(lambda _index: self._show_answers({}))
        for part in (self.text, self.label, self.actor, self.language):
            part.installEventFilter(self)
        self.answers.watch(self)

    # -- what the page says

    def set_known(self, codebook: Codebook, actors: Sequence[Actor], languages: Sequence[str]) -> None:
        """What can be chosen; choices stay where they are there still."""
        self._actors = {actor.name: actor for actor in actors}
        self._names.setStringList(list(self._actors))
        label_now, language = self.label.currentText(), self.language.currentData()
        answers = self.answers.values()
        changed = codebook is not self._codebook
        self._codebook = codebook
        with QSignalBlocker(self.label), QSignalBlocker(self.language):
            self.label.clear()
            self.label.addItems([each.name for each in codebook.offered])
            self.label.setCurrentIndex(max(self.label.findText(label_now), 0))
            self.language.clear()
            self.language.addItem("any language", "")
            for code in languages:
                self.language.addItem(code, code)
            self.language.setCurrentIndex(max(self.language.findData(language), 0))
        if changed:
            self._show_answers(answers if self.label.currentText() == label_now else {})

    def begin_new(self, text: str = "", like: Pattern | None = None) -> None:
        """Empty for a new one, or with a text and what else a pattern ``like`` it has."""
        self.editing = None
        if like is not None:
            self._show(like)
        else:
            self.actor.clear()
        self._set_text(text)

    def begin_editing(self, pattern: Pattern) -> None:
        """Show a pattern that is to be changed."""
        self.editing = pattern.id
        self._show(pattern)
        self._set_text(written(pattern.pattern))

    def _set_text(self, text: str) -> None:
        with QSignalBlocker(self.text):
            self.text.setText(text)
        self.take_button.setText("Save (Enter)" if self.editing else "Add (Enter)")
        self._settle()

    def _show(self, pattern: Pattern) -> None:
        with QSignalBlocker(self.label), QSignalBlocker(self.language):
            self.label.setCurrentIndex(max(self.label.findText(pattern.label), 0))
            if self.language.findData(pattern.language) < 0:
                self.language.addItem(pattern.language, pattern.language)
            self.language.setCurrentIndex(self.language.findData(pattern.language))
        self._show_answers(pattern.attributes)
        names = {actor.id: name for name, actor in self._actors.items()}
        self.actor.setText(names.get(pattern.actor_id or "", ""))

    @property
    def draft(self) -> Pattern | None:
        """What stands there, as far as finding it goes; None where it is nothing or wrong."""
        try:
            return Pattern("draft", self.label.currentText(), parse(self.text.text()),
                           language=self.language.currentData() or "")  # fmt: skip
        except UserError:
            return None

    def fields(self) -> dict[str, Any]:
        """What is to be saved, but for the actor.  :raises UserError: if an answer can't be one."""
        return {
            "label": self.label.currentText(),
            "pattern": parse(self.text.text()),
            "attributes": self.answers.values(strict=True),
            "language": self.language.currentData() or "",
        }

    def actor_named(self) -> Actor | str | None:
        """The actor that is written there; its name where the registry has none of it."""
        name = " ".join(self.actor.text().split())
        if not name or self.actor.isHidden():
            return None
        folded = {known.casefold(): actor for known, actor in self._actors.items()}
        return self._actors.get(name) or folded.get(name.casefold()) or name

    def complain(self, text: str) -> None:
        """Say what is wrong, here."""
        self._tell(text, "error")

    # -- inside

    def _on_typed(self) -> None:
        if not self.text.text().strip():
            self._settle()
        else:
            self._timer.start()

    def _settle(self) -> None:
        """What stands there is to be tried."""
        self._timer.stop()
        text = self.text.text()
        self.take_button.setEnabled(bool(text.strip()))
        if not text.strip():
            self._tell(_HINT, "muted")
        else:
            try:
                pattern = parse(text)
            except UserError as error:
                self._tell(str(error), "error")
            else:
                found = explained(pattern)
                self._tell(f"Found {found}." if isinstance(pattern, str) else f"Read as {found}.", "muted")
        self.typed.emit()

    def _tell(self, text: str, role: str) -> None:
        self.told.setText(text)
        if self.told.property("role") != role:
            self.told.setProperty("role", role)
            restyle(self.told)

    def _show_answers(self, answers: Any) -> None:
        kind = self._codebook.label(self.label.currentText()) if self._codebook is not None else None
        self.answers.show_label(kind, answers)
        self.answers.watch(self)
        self.actor.setVisible(kind is not None and kind.mention)
        for one, other in pairwise(
            (self.text, self.label, *self.answers.fields(), self.actor, self.language, self.take_button)
        ):
            QWidget.setTabOrder(one, other)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = Qt.Key
        if is_undo(event) and isinstance(watched, QLineEdit) and not watched.text():
            event.ignore()  # nothing is typed: what was saved is taken back
            return True
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == keys.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        popup = self.actor.completer().popup()
        if watched is self.actor and popup is not None and popup.isVisible():
            return False
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            if self._timer.isActive():
                self._settle()
            self.taken.emit()
            return True
        if event.key() == keys.Key_Escape or (event.key() == keys.Key_Down and watched is self.text):
            self.left.emit()
            return True
        return False
