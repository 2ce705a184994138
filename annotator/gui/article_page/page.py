"""What one says of the open article as a whole: answers, a note, how far one is, how long it took."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.frame.keys import STRONG, number_of
from annotator.gui.guards import guarded
from annotator.gui.models.articles import STATES, state_text
from annotator.gui.pages import Page
from annotator.gui.panels.attributes import AttributesForm
from annotator.gui.panels.note import NoteEdit
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import chip, clear, label
from annotator.model.article import State
from annotator.model.codebook import Label
from annotator.project.operations import articles

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_HOUR = 3600
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ArticlePage(Page):
    """Every answer is saved as it is given."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._built: object = None
        self.form: AttributesForm | None = None
        self.note = NoteEdit()
        self.note.setAccessibleName("Note on this article")
        self.note.setPlaceholderText("Write a note on this article")
        self.note.written.connect(self._write_note)
        self.note.left.connect(window.workspace.view.setFocus)
        self.time = label("", "muted", wrap=True)
        self.states: dict[State, QToolButton] = {}
        self._questions = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        holder = QWidget()
        self._questions.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout(holder)
        left.setContentsMargins(16, 0, 16, 10)
        left.addLayout(self._questions)
        left.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        chips = FlowBox()
        row = FlowLayout(chips, gap=5)
        for state in STATES:
            made = chip(state_text(state))
            made.setAccessibleName(f"This article is {state}")
            made.clicked.connect(partial(self._mark, state))
            row.addWidget(made)
            self.states[state] = made
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 16, 10)
        right.setSpacing(6)
        right.addWidget(label("How far you are", "heading"))
        right.addWidget(chips)
        right.addWidget(self.time)
        right.addWidget(label("Your note on this article", "heading"))
        right.addWidget(self.note, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for half in (scroll, beside):
            # What is within may be narrow; neither half takes room from the other.
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            layout.addWidget(half, 1)

    def set_session(self, session: Session | None) -> None:
        self.note.forget()
        self._session, self._built = session, None
        if session is not None:
            session.article_opened.connect(self._follow)
            session.committed.connect(self._follow)

    def begin(self) -> None:
        self.show_article()
        super().begin()

    def leave(self) -> None:
        self.note.save()

    def first_field(self) -> QWidget:
        fields = list(self.form.fields().values()) if self.form is not None else []
        return fields[0] if fields and fields[0].isEnabled() else self.note

    def show_article(self) -> None:
        """Bring it up to date with the open article."""
        session = self._session
        article = session.article if session is not None else None
        if session is None or article is None:
            return
        project = session.project
        editable = not project.read_only
        answers, note = project.article_answers(article.id)
        self._window.timing.flush()
        self.time.setText(_worked(project.seconds_on().get(article.id, 0.0)))
        self.time.setVisible(self._window.timing.on)
        self.note.setReadOnly(not editable)
        self.note.show_note(str(article.id), note)
        now = session.state()
        for state, made in self.states.items():
            made.setChecked(state == now)
            made.setEnabled(editable)
        self._ask(article.id, answers, editable)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A number answers the question that has the keyboard; up and down go from question to question."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self.form is None:
            return False
        stop, step = self.form.stop_of(watched), _STEPS.get(Qt.Key(event.key()))
        if stop is None or event.modifiers() & STRONG:
            return False
        if step is None:
            return self.form.key(watched, event, number_of(event))
        stops = self.form.stops()
        stops[min(max(stops.index(stop) + step, 0), len(stops) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # -- inside

    def _ask(self, article_id: int, answers: dict[str, Any], editable: bool) -> None:
        assert self._session is not None
        questions = self._session.project.codebook.questions
        built = (article_id, questions, answers, editable)
        if built == self._built:
            return
        focused = next((name for name, field in self._fields().items() if field.hasFocus()), None)
        self._built = built
        clear(self._questions)
        self.form = None
        if not questions:
            key = self._window.commands.key("codebook.open") if self._has("codebook.open") else ""
            where = f" in the codebook ({key})" if key else " in the codebook"
            nothing = label(
                f"The codebook asks nothing about an article as a whole. Add questions{where}, such as its "
                "frame, its tone, or whether it is relevant.",
                "muted",
                wrap=True,
            )
            self._questions.addWidget(nothing)
            return
        entry = Label("article", attributes=questions)
        self.form = AttributesForm(entry, answers, partial(self._answer, article_id), editable, numbered=True)
        for made in self._fields().values():
            made.installEventFilter(self)
        self._questions.addWidget(self.form)
        field = self._fields().get(focused or "")
        if field is not None:
            field.setFocus()

    def _has(self, command: str) -> bool:
        return any(each.id == command for each in self._window.commands.all())

    def _fields(self) -> dict[str, QWidget]:
        return self.form.fields() if self.form is not None else {}

    def _follow(self) -> None:
        if self.isVisible():
            self.show_article()

    def _answer(self, article_id: int, question: str, value: Any) -> None:
        self._change(lambda s: articles.answer(s.project, article_id, question, value, initiator=INITIATOR))

    def _write_note(self, article_id: str, note: str) -> None:
        session = self._session
        if session is not None:
            session.project.steps.release()  # what somebody has typed goes before places that are being saved
        self._change(lambda s: articles.write_note(s.project, int(article_id), note, initiator=INITIATOR))

    def _mark(self, state: State) -> None:
        self._change(lambda s: s.mark(state))
        self.show_article()

    def _change(self, work: Any) -> None:
        session = self._session
        if session is not None:
            self._window.attempt(lambda: work(session))


def _worked(seconds: float) -> str:
    """How long one has worked on it, as short as can be."""
    if seconds < 60:
        return "You have worked on it for less than a minute"
    hours, rest = divmod(round(seconds), _HOUR)
    minutes = f"{rest // 60} min"
    return f"You have worked on it for {f'{hours} h {minutes}' if hours else minutes}"
