"""The panel about the current annotation or suggestion: what it says and all that can be done with it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.gui.commands.registry import Commands
from annotator.gui.panels.actor import ActorEdit
from annotator.gui.panels.attributes import AttributesForm
from annotator.gui.panels.label_choice import LabelChoice
from annotator.gui.panels.links import LinkRow, link_rows
from annotator.gui.panels.note import NoteEdit
from annotator.gui.panels.selection_line import SelectionLine
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, clear, label
from annotator.model.annotation import Annotation

if TYPE_CHECKING:
    from annotator.gui.session import Session

_EMPTY = (
    "Nothing is selected.\n\nSelect words in the article and press the key of a label, click an annotation, "
    "or {how} for the next suggestion."
)
_LONGEST_QUOTE = 280


class Inspector(QScrollArea):
    """Built anew for each annotation; emits what the person wants, and changes nothing itself."""

    label_wanted = Signal(str)
    answered = Signal(str, str, object)
    """Annotation id, attribute, answer or None."""
    actor_wanted = Signal(str, str)
    """Annotation id and the actor's name, empty for none."""
    note_written = Signal(str, str)
    link_deleted = Signal(str)
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
        self._shown: tuple[Any, ...] | None = None
        self.note = NoteEdit()
        self.note.setFixedHeight(72)
        self.note.written.connect(self.note_written)
        self.note.left.connect(self.left)
        self.form: AttributesForm | None = None
        self.actor: ActorEdit | None = None
        self.links: list[LinkRow] = []
        self.label_choice: LabelChoice | None = None
        self._made: dict[str, QWidget] = {}
        self._note_heading = label("Note", "heading")
        self.selection = SelectionLine(commands)
        self._nothing: QWidget | None = None
        # The note stays where it is while what stands above and below is built anew: it keeps the keyboard.
        self._layout = QVBoxLayout()
        self._layout.setSpacing(6)
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        body = FlowBox()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(16, 12, 14, 14)
        outer.setSpacing(6)
        outer.addWidget(label("Selected", "heading"))
        outer.addWidget(self.selection)
        outer.addLayout(self._layout)
        outer.addWidget(self._note_heading)
        outer.addWidget(self.note)
        outer.addLayout(self._below)
        outer.addStretch(1)
        self.setWidget(body)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._shown = None

    def show_current(self, session: Session | None) -> None:
        """Show the session's current annotation, or what to do where there is none."""
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
        clear(self._layout)
        clear(self._below)
        self.form, self.actor, self.links, self.label_choice, self._made = None, None, [], None, {}
        self._nothing = None
        self._note_heading.setText(self._commands.with_key("Note", "annotation.note"))
        self._note_heading.setVisible(own)
        self.note.setVisible(own)
        if session is None or current is None:
            self._nothing = label(
                _EMPTY.format(how=self._commands.how("suggestion.next")) if session else "",
                "muted",
                wrap=True,
            )
            self._add(self._layout, self._nothing)
        elif own:
            self._own(session, current)
        else:
            self._suggestion(session, current)
        self._order()
        self._refocus(focused)

    def show_selection(self, session: Session | None, text: str | None, word: str | None = None) -> None:
        """Say what can be done with the selected words or the word at the caret (None: there is none)."""
        self.selection.show_selection(session, text, word)
        if self._nothing is not None:
            self._nothing.setVisible(text is None)

    def _state(self, session: Session | None, current: Annotation | None) -> tuple[Any, ...]:
        """Everything that is shown; where it is equal, nothing is built anew."""
        if session is None or session.sheet is None or current is None:
            return (session is None,)
        links = tuple(session.sheet.links_of(current.id))
        others = tuple(
            session.sheet.annotation(end)
            for link in links
            for end in (link.head_id, link.child_id)
            if end != current.id
        )
        actor = session.project.actor(current.actor_id) if current.actor_id else None
        # While a note is typed its own commits must not build the panel anew under the fingers.
        written = (current.id, current.label, current.segments, dict(current.attributes), actor)
        return (*written, links, others, session.current_is_suggestion, session.project.read_only)

    def save(self) -> None:
        """Save what is typed in the note and the actor's name, now."""
        self.note.save()
        if self.actor is not None:
            self.actor.save()

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

    def first_field(self) -> QWidget | None:
        """Where the keyboard goes when it comes to this panel."""
        fields = [*self._answers(), self.actor, self.label_choice]
        return next((field for field in fields if field is not None), None)

    # -- inside

    def _add(self, layout: QVBoxLayout, widget: QWidget) -> None:
        layout.addWidget(widget)
        widget.show()  # at once, and not with the next event: what is hidden can't take the keyboard

    def _head(self, session: Session, annotation: Annotation, editable: bool) -> None:
        assert self._theme is not None
        choice = LabelChoice(session.project.codebook, self._theme, annotation.label)
        choice.setEnabled(editable)
        choice.textActivated.connect(self.label_wanted)
        self.label_choice = choice
        quote = annotation.quote
        shown = quote if len(quote) <= _LONGEST_QUOTE else _both_ends(quote)
        text = label(f"“{shown}”", "quote", wrap=True)
        text.setToolTip(quote if shown is not quote else "")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add(self._layout, text)
        self._layout.addSpacing(2)
        self._add(self._layout, choice)

    def _own(self, session: Session, annotation: Annotation) -> None:
        editable = not session.project.read_only
        self._head(session, annotation, editable)
        entry = session.project.codebook.label(annotation.label)
        if entry is not None:
            self._attributes(session, annotation, editable)
            if entry.mention:
                self._add(self._layout, label("Actor in the registry", "heading"))
                self.actor = ActorEdit(session.project, annotation)
                self.actor.setEnabled(editable)
                self.actor.named.connect(lambda name: self.actor_wanted.emit(annotation.id, name))
                self.actor.left.connect(self.left)
                self._add(self._layout, self.actor)
        self._links(session, annotation, editable)
        self.note.setReadOnly(not editable)
        self._origin(annotation)
        self._buttons(self._below, ("Link", "annotation.link", ""), ("Delete", "annotation.delete", ""))

    def _suggestion(self, session: Session, annotation: Annotation) -> None:
        editable = not session.project.read_only
        self._head(session, annotation, editable)
        said = ", ".join(_shown(value) for value in annotation.attributes.values())
        if said:
            self._add(self._layout, label(said, wrap=True))
        layer = next((layer for layer in session.project.layers() if layer.id == annotation.layer_id), None)
        score = f", score {annotation.score:.2f}" if annotation.score is not None else ""
        by = f"Suggested by {layer.annotator}{score}" if layer else f"Suggested{score}"
        self._add(self._layout, label(by, "muted", wrap=True))
        if annotation.reason:
            self._add(self._layout, label(f"Because: {annotation.reason}", "muted", wrap=True))
        self._layout.addSpacing(4)
        assert session.sheet is not None
        # Links to own annotations are made by accepting as such.
        links_wait = any(
            session.sheet.is_suggestion(link.child_id) and session.sheet.is_suggestion(link.head_id)
            for link in session.sheet.links_of(annotation.id)
        )
        self._buttons(
            self._layout,
            ("Accept", "suggestion.accept", "primary"),
            ("Reject", "suggestion.reject", ""),
            *([("Accept with links", "suggestion.accept-linked", "")] if links_wait else []),
        )
        self._links(session, annotation, editable=False)

    def _attributes(self, session: Session, annotation: Annotation, editable: bool) -> None:
        entry = session.project.codebook.check_label(annotation.label)
        if not entry.attributes:
            return
        self._layout.addSpacing(4)
        self.form = AttributesForm(
            entry,
            annotation.attributes,
            lambda name, value: self.answered.emit(annotation.id, name, value),
            editable,
        )
        self._add(self._layout, self.form)

    def _links(self, session: Session, annotation: Annotation, editable: bool) -> None:
        assert self._theme is not None
        self.links = link_rows(session, annotation, self._theme)
        if not self.links:
            return
        self._layout.addSpacing(4)
        self._add(self._layout, label("Links", "heading"))
        for row in self.links:
            row.remove.setVisible(editable)
            row.deleted.connect(self.link_deleted)
            row.went_to.connect(self.went_to)
            self._add(self._layout, row)

    def _origin(self, annotation: Annotation) -> None:
        if annotation.derived_from is None:
            return
        score = f" (score {annotation.score:.2f})" if annotation.score is not None else ""
        self._add(self._below, label(f"Accepted from a suggestion{score}", "muted", wrap=True))

    def _buttons(self, layout: QVBoxLayout, *wanted: tuple[str, str, str]) -> None:
        holder = FlowBox()
        row = FlowLayout(holder, gap=6)
        for text, command, role in wanted:
            made = button(self._commands.with_key(text, command), partial(self._commands.run, command), role)
            made.setEnabled(self._commands.enabled(command))
            made.setObjectName(f"button-{command}")
            row.addWidget(made)
            self._made[command] = made
        self._add(layout, holder)

    def _focused_name(self) -> str | None:
        """Which field has the keyboard, so that a rebuilt panel gives it back; empty for any other."""
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus() or focused is self.note:
            return None
        return next((name for name, field in self._fields().items() if field is focused), "")

    def _refocus(self, name: str | None) -> None:
        if name is None:
            return
        field = self._fields().get(name)
        if field is not None and field.isEnabled():
            field.setFocus()
        else:
            self.left.emit()  # else the keyboard would jump to whatever comes next in the window

    def _fields(self) -> dict[str, QWidget]:
        """What can take the keyboard here, by a name that a rebuilt panel has again, in the order of Tab."""
        found: dict[str, QWidget] = {"label": self.label_choice} if self.label_choice is not None else {}
        if self.form is not None:
            found |= self.form.fields()
        if self.actor is not None:
            found["actor"] = self.actor
        for row in self.links:
            found |= {f"link {row.link.id}": row.go, f"unlink {row.link.id}": row.remove}
        return found | self._made

    def _order(self) -> None:
        """Tab goes on from label and answers to the note, and then to links and buttons."""
        fields = self._fields()
        before = [f for f in (self.label_choice, *self._answers(), self.actor) if f is not None]
        chain: list[QWidget] = [*before, self.note]
        chain += [field for field in fields.values() if field not in before]
        # The note is never built anew, so the others find their place in the window by it.
        QWidget.setTabOrder(self.note, chain[0])
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _answers(self) -> list[QWidget]:
        return [] if self.form is None else list(self.form.fields().values())


def _both_ends(quote: str) -> str:
    """A long quote without its middle: what its ends are moved to must be seen."""
    half = _LONGEST_QUOTE // 2
    return f"{quote[:half].rstrip()} … {quote[-half:].lstrip()}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)
