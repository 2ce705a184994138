"""All mentions of an actor over the project, in context; own ones can be moved to another actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.actors.delegates import MentionDelegate
from annotator.gui.actors.field import ActorField
from annotator.gui.actors.known import KnownActors
from annotator.gui.actors.marking_list import MarkingList
from annotator.gui.actors.mention_rows import LINE_ROLE, Heading, Line, MentionListModel, read_mentions
from annotator.gui.conditions import reading_only
from annotator.gui.latest import Latest
from annotator.gui.session import INITIATOR, Session
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, button, clear, counted, label
from annotator.project.operations import naming

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.model.actor import Actor

_KEYS = frozenset({"M", "Esc"})


class MentionsPanel(QWidget):
    left = Signal()
    """Esc: back to the list of actors."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._actor_id: str | None = None
        self._latest = Latest(window.background)
        self.model = MentionListModel(self)
        self._delegate = MentionDelegate(self)
        self.list = MarkingList("Mentions of this actor in context", "mentions-list")
        self.list.keys = _KEYS
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.title = label("Mentions", "heading")
        self.hint = ElidedLabel("muted")
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.move_button = button("Move to another actor (M)", self.begin_move)
        self.target: ActorField | None = None
        self._build()
        self.list.marked.connect(self._mark)
        self.list.taken.connect(self._go)
        self.list.pressed_key.connect(self._press)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_move())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def set_session(self, session: Session | None) -> None:
        self._session, self._actor_id = session, None
        self._latest.drop()
        self.end_move()
        if session is not None:
            self.model.set_rows([], 0, session.project.article)

    def show_actor(self, actor_id: str) -> None:
        """List the mentions of an actor; they are read beside the window."""
        session = self._session
        assert session is not None
        if actor_id != self._actor_id:
            self.end_move()
            self.model.marked.clear()
        self._actor_id = actor_id
        self._latest.read(
            session.project,
            lambda queries: read_mentions(queries, actor_id),
            lambda read: self._show_rows(*read, session),
        )

    def _show_rows(self, rows: list[Heading | Line], count: int, session: Session) -> None:
        current = self.list.currentIndex().data(LINE_ROLE)
        self.model.set_rows(rows, count, session.project.article)
        index = self.model.first()
        if isinstance(current, Line):
            for number, row in enumerate(rows):
                if isinstance(row, Line) and row.mention.id == current.mention.id:
                    index = self.model.index(number)
                    break
        self.list.setCurrentIndex(index)
        number = self.model.count()
        self.title.setText(counted(number, "mention") if number else "Mentions")
        key = self._window.commands.key("annotation.actor")
        self.nothing.setText(f"No mention yet. In an article, {key} at a mention sets its actor.")
        self.list.setVisible(number > 0)
        self.nothing.setVisible(number == 0)
        self._show_move()

    # -- going there

    def _go(self, index: QModelIndex) -> None:
        row = index.data(LINE_ROLE)
        if isinstance(row, Line):
            segments = row.mention.segments
            self._window.attempt(
                lambda: self._window.actors.go_to(
                    row.mention.article_id, row.mention.id, segments[0][0], segments[-1][1]
                )
            )

    # -- moving own mentions to another actor

    def chosen(self) -> list[str]:
        """The marked mentions, else the current one where it is one's own."""
        row = self.list.currentIndex().data(LINE_ROLE)
        current = [row.mention.id] if isinstance(row, Line) and row.own else []
        return list(self.model.marked) or current

    def begin_move(self) -> None:
        """Ask to which actor the mentions go."""
        session = self._session
        if session is None:
            return
        if session.project.read_only:
            again = self._window.commands.how("project.reload")
            self._window.complain(reading_only(session.project, again))
            return
        if not self.chosen():
            self._window.hint("Only mentions in your own layer can be moved; a colleague's stay with them.")
            return
        self.end_move()
        known = KnownActors.of(session)
        self.target = field = ActorField(known.index, lambda: ())
        field.setAccessibleName("Actor to move the mentions to")
        field.setPlaceholderText("Type a name: an actor, or a new one")
        field.chosen.connect(self._move)
        field.left.connect(self.end_move)
        self._row.addWidget(label(f"Move {counted(len(self.chosen()), 'mention')} to", "muted"))
        self._row.addWidget(field, 1)
        self._field.show()
        self.move_button.hide()
        field.show()
        field.begin()

    def end_move(self) -> None:
        if self.target is None:
            return
        self.target = None
        self._field.hide()
        clear(self._row)
        self.move_button.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, who: Actor | str | None) -> None:
        session, chosen = self._session, self.chosen()
        if session is None or who is None:
            return

        def work() -> None:
            actor = naming.assign(session.project, chosen, who, initiator=INITIATOR)
            self.model.marked.clear()
            self._window.tell(f"{counted(len(chosen), 'mention')} moved to {actor.name}.")

        self._window.attempt(work)

    # -- inside

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(18, 6, 18, 4)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.hint, 1)
        head.addWidget(self.move_button)
        self._field = QWidget()
        self._row = QHBoxLayout(self._field)
        self._row.setContentsMargins(18, 2, 18, 6)
        self._field.hide()
        self.nothing.setContentsMargins(18, 4, 18, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)

    def _mark(self, index: QModelIndex) -> None:
        row = index.data(LINE_ROLE)
        if isinstance(row, Line) and not row.own:
            self._window.hint("This mention is in a colleague's layer, so only they can move it.")
            return
        self.model.toggle(index)
        self._show_move()

    def _show_move(self) -> None:
        number = len(self.model.marked)
        self.move_button.setText(
            f"Move {number} marked to another actor (M)" if number else "Move to another actor (M)"
        )
        self.move_button.setEnabled(bool(self.chosen()))
        why = self._why_not()
        self.move_button.setToolTip(why)
        told = f"{why} · Enter goes there" if why else "Enter or a double click goes there · Space marks"
        self.hint.show_text(told if self.model.count() else "")

    def _why_not(self) -> str:
        """Why nothing can be moved, empty where something can."""
        if self.chosen() or not self.model.count():
            return ""
        if self.model.own:
            return "This one is a colleague's, so only they can move it"
        return "All are a colleague's, so only they can move them"

    def _press(self, key: str) -> None:
        if key == "M":
            self.begin_move()
        elif key == "Esc":
            self.left.emit()
