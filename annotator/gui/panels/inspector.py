"""The panel about the current annotation or suggestion: what it says and all that can be done with it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.gui.commands.registry import Commands
from annotator.gui.frame.rows import FilledRow
from annotator.gui.frame.slots import frame_of
from annotator.gui.panels.actor import ActorEdit
from annotator.gui.panels.attributes import AttributesForm
from annotator.gui.panels.inspected import Inspected, add
from annotator.gui.panels.label_choice import LabelChoice
from annotator.gui.panels.note import NoteEdit
from annotator.gui.panels.selection_line import SelectionLine
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowBox
from annotator.gui.widgets.parts import clear, label
from annotator.model.annotation import Annotation

if TYPE_CHECKING:
    from annotator.gui.hearing import Hearing
    from annotator.gui.session import Session

_EMPTY = (
    "Nothing is selected.\n\nSelect words in the article and press the key of a label, click an annotation, "
    "or {how} for the next suggestion."
)


class Inspector(QScrollArea):
    """Built anew for each annotation; emits what the person wants, and changes nothing itself."""

    label_wanted = Signal(str)
    answered = Signal(str, str, object)
    """Annotation id, attribute, answer or None."""
    actor_wanted = Signal(str, object)
    """Annotation id and an actor, the name of a new one, or None."""
    note_written = Signal(str, str)
    link_wanted = Signal(str)
    """Ask for the other end of a link of this kind."""
    link_deleted = Signal(str)
    suggestion_wanted = Signal(str, str, str)
    """Make a link that is only suggested: its kind, head and child."""
    guideline_toggled = Signal(bool)
    went_to = Signal(str)
    """Show another annotation."""
    left = Signal()
    """The person is done here: back to the article."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._commands = commands
        self._theme: Theme | None = None
        self._session: Session | None = None
        self._shown: tuple[Any, ...] | None = None
        self._parts: Inspected | None = None
        self.guideline_open = False
        self.note = NoteEdit()
        self.note.setFixedHeight(72)
        self.note.written.connect(self.note_written)
        self.note.left.connect(self.left)
        self._note_heading = label("Note", "heading")
        self.selection = SelectionLine(commands)
        self._nothing: QWidget | None = None
        # The note stays where it is while what stands above and below is built anew: it keeps the keyboard.
        self._above = QVBoxLayout()
        self._above.setSpacing(6)
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        body = FlowBox()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(16, 12, 14, 14)
        outer.setSpacing(6)
        outer.addWidget(label("Selected", "heading"))
        outer.addWidget(self.selection)
        outer.addLayout(self._above)
        outer.addWidget(self._note_heading)
        outer.addWidget(self.note)
        outer.addLayout(self._below)
        outer.addStretch(1)
        self.setWidget(body)

    # -- its parts, as they are now

    @property
    def form(self) -> AttributesForm | None:
        return self._parts.form if self._parts else None

    @property
    def actor(self) -> ActorEdit | None:
        return self._parts.actor if self._parts else None

    @property
    def label_choice(self) -> LabelChoice | None:
        return self._parts.label_choice if self._parts else None

    @property
    def links(self) -> list[FilledRow]:
        return self._parts.frame.links if self._parts and self._parts.frame else []

    # -- what is shown

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._shown = None

    def set_guideline_open(self, shown: bool) -> None:
        """Show guidelines in full, or one line of them."""
        self.guideline_open = shown
        if self._session is not None:
            self.show_current(self._session)

    def show_current(self, session: Session | None) -> None:
        """Show the session's current annotation, or what to do where there is none."""
        self._session = session
        current = session.current if session else None
        own = current is not None and not (session and session.current_is_suggestion)
        if current is not None and own:
            self.note.show_note(current.id, current.note)
        else:
            self.note.forget()
        now = self._state(session, current)
        if now == self._shown:
            return
        self._shown = now
        focused = self._focused_name()
        clear(self._above)
        clear(self._below)
        self._parts, self._nothing = None, None
        self._note_heading.setText(self._commands.with_key("Note", "annotation.note"))
        self._note_heading.setVisible(own)
        self.note.setVisible(own)
        if session is None or current is None:
            self._nothing = label(
                _EMPTY.format(how=self._commands.how("suggestion.next")) if session else "",
                "muted",
                wrap=True,
            )
            add(self._above, self._nothing)
        else:
            self.note.setReadOnly(session.project.read_only)
            self._build(session, current)
            self._order()
        self._refocus(focused)

    def show_selection(
        self, session: Session | None, text: str | None, word: str | None, *, heard: Hearing
    ) -> None:
        """Say what can be done with the selected words or the word at the caret (None: there is none).

        :param heard: by whom the keys of labels are heard now.
        """
        self.selection.show_selection(session, text, word, heard=heard)
        if self._nothing is not None:
            self._nothing.setVisible(text is None)

    def save(self) -> None:
        """Save what is typed in the note and the actor's name, now."""
        self.note.save()
        if self.actor is not None:
            self.actor.save()

    # -- where the keyboard goes

    def start_note(self) -> None:
        """Put the keyboard into the note."""
        self.ensureWidgetVisible(self.note)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.moveCursor(QTextCursor.MoveOperation.End)

    def start_actor(self) -> None:
        """Put the keyboard into the actor's name, where there is one."""
        if self.actor is not None:
            self.ensureWidgetVisible(self.actor)
            self.actor.begin()

    def frame_has_keyboard(self) -> bool:
        """Whether a row or an answer of the frame has it."""
        fields = self._parts.frame.fields() if self._parts and self._parts.frame else {}
        return any(field.hasFocus() for field in fields.values())

    def start_frame(self, after: str | None = None) -> bool:
        """Put the keyboard into the frame; False where there is nothing to fill or to go to.

        :param after: the kind of link that was just made (see :meth:`FrameBox.begin`).
        """
        frame = self._parts.frame if self._parts else None
        if frame is None or not frame.begin(after):
            return False
        self.ensureWidgetVisible(frame)
        return True

    def first_field(self) -> QWidget | None:
        """Where the keyboard goes when it comes to this panel."""
        if self._parts is None:
            return None
        answers = list(self.form.fields().values()) if self.form is not None else []
        stops = self._parts.frame.stops() if self._parts.frame is not None else []
        fields = [*answers, self.actor, *stops, *self._parts.made.values(), self.label_choice]
        return next((field for field in fields if field is not None and field.isEnabled()), None)

    # -- inside

    def _state(self, session: Session | None, current: Annotation | None) -> tuple[Any, ...]:
        """Everything that is shown; where it is equal, nothing is built anew."""
        if session is None or session.sheet is None or current is None:
            return (session is None,)
        project = session.project
        frame = frame_of(project, session.sheet, current)
        actor = project.actor(current.actor_id) if current.actor_id else None
        # While a note is typed its own commits must not build the panel anew under the fingers.
        written = (current.id, current.label, current.segments, dict(current.attributes), actor)
        around = (session.current_is_suggestion, project.read_only, project.codebook, self.guideline_open)
        return (*written, frame, *around)

    def _build(self, session: Session, annotation: Annotation) -> None:
        assert self._theme is not None
        parts = self._parts = Inspected(
            session, annotation, self._commands, self._theme, guideline=self.guideline_open
        )
        parts.build(
            self._above,
            self._below,
            lambda name, value: self.answered.emit(annotation.id, name, value),
        )
        parts.label_choice.textActivated.connect(self.label_wanted)
        if parts.guideline is not None:
            parts.guideline.toggled.connect(self._toggle_guideline)
        if parts.actor is not None:
            parts.actor.chosen.connect(lambda who: self.actor_wanted.emit(annotation.id, who))
            parts.actor.left.connect(self.left)
        frame = parts.frame
        if frame is not None:
            frame.link_wanted.connect(self.link_wanted)
            frame.link_deleted.connect(self.link_deleted)
            frame.suggestion_wanted.connect(self.suggestion_wanted)
            frame.went_to.connect(self.went_to)
            frame.left.connect(self.left)

    def _toggle_guideline(self, shown: bool) -> None:
        self.set_guideline_open(shown)
        self.guideline_toggled.emit(shown)

    def _focused_name(self) -> str | None:
        """Which field has the keyboard, so that a rebuilt panel gives it back; empty for any other."""
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus() or focused is self.note:
            return None
        fields = self._parts.fields() if self._parts else {}
        return next((name for name, field in fields.items() if field is focused), "")

    def _refocus(self, name: str | None) -> None:
        if name is None:
            return
        field = self._parts.fields().get(name) if self._parts else None
        if field is not None and field.isEnabled():
            field.setFocus()
        else:
            self.left.emit()  # else the keyboard would jump to whatever comes next in the window

    def _order(self) -> None:
        """Tab goes on from label, frame and answers to the note, and then to the buttons."""
        assert self._parts is not None
        after = self._parts.after_note()
        before = [field for field in self._parts.fields().values() if field not in after]
        # The note is never built anew, so the others find their place in the window by it.
        chain = [*before, self.note, *after]
        QWidget.setTabOrder(self.note, chain[0])
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)
