"""The page of all actors: a list that is searched, the entry of one, and all its mentions in context."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from annotator.errors import UserError
from annotator.gui.actors.actor_rows import ACTOR_ROLE, ActorListModel, ActorRow, read_rows
from annotator.gui.actors.delegates import ActorDelegate
from annotator.gui.actors.entry import ActorEntry
from annotator.gui.actors.marking_list import MarkingList
from annotator.gui.actors.mentions import MentionsPanel
from annotator.gui.actors.merge_bar import MergeBar
from annotator.gui.actors.page_layout import lay_out
from annotator.gui.commands.command import HintError
from annotator.gui.conditions import reading_only
from annotator.gui.guards import guarded
from annotator.gui.pages import Page
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.session import INITIATOR, Session
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, counted, label
from annotator.project.changes import Changes
from annotator.project.operations import actors
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project

_READ_AFTER = 40
"""Milliseconds after a commit, so that several are read at once."""

_LIST_KEYS = frozenset({"M", "Del", "F2", "/"})
_MERGE_KEYS = frozenset({"Esc", "Return", *"123456789"})


class ActorsPage(Page):
    """Shows what is in the file; what a commit changes is read anew beside the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._actor_id: str | None = None
        self._wanted: str | None = None
        self._generation = 0
        self._read = False
        self.model = ActorListModel(self)
        self._delegate = ActorDelegate(self)
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
        self.list = MarkingList("Actors", "actors-list")
        self.list.keys = _LIST_KEYS
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.count = label("", "muted")
        self.nothing = label(
            "No actor is called so.\nTry fewer letters, or another kind.", "muted", wrap=True
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.merge_bar = MergeBar()
        self.merge_button = button("Merge marked (M)", self.begin_merge)
        self.remove_button = button("Remove (Del)", self.remove)
        self.entry = ActorEntry()
        self.mentions = MentionsPanel(window)
        self.empty = EmptyPlace()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER)
        self._timer.timeout.connect(self.read)
        self.split, self.right = lay_out(self)
        self._connect()

    # -- what the window calls

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.mentions.set_theme(theme)
        self.list.viewport().update()

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self._actor_id, self._read = None, False
        self._generation += 1
        self._timer.stop()
        self.model.set_rows([])
        self.mentions.set_session(session)
        with QSignalBlocker(self.search):
            self.search.clear()
        if session is not None:
            session.committed.connect(self._on_commit)

    def begin(self) -> None:
        self.read()
        super().begin()

    def first_field(self) -> QWidget:
        if not self.empty.isHidden():
            return self.empty.step
        return self.list if self.model.rowCount() else self.search

    def leave(self) -> None:
        self.entry.save()
        self.end_merge()

    def show_actor(self, actor_id: str) -> None:
        """Make an actor the current one, also where the list does not show it just now."""
        project = self._need()
        actor = project.actor(actor_id)
        if actor is not None:
            self._wanted = actor.id
            with QSignalBlocker(self.search):
                self.search.clear()
            self.kind.setCurrentIndex(0)
            self._refilter()

    # -- reading

    def read(self) -> None:
        """Read the registry and its counts, beside the window."""
        self._timer.stop()
        session = self._session
        if session is None:
            return
        self._generation += 1
        generation = self._generation
        path, annotator = session.project.path, session.project.annotator

        def work() -> list[ActorRow]:
            with reader(path, annotator) as queries:
                return read_rows(queries)

        def done(rows: list[ActorRow]) -> None:
            if generation == self._generation:
                self._show_rows(rows)

        self._window.background.run(work, done)

    def _show_rows(self, rows: list[ActorRow]) -> None:
        had_keyboard = self._window.pages.holds_keyboard() and self._window.pages.shown == "actors"
        first = not self._read
        self._read = True
        with QSignalBlocker(self.list.selectionModel()):
            self.model.set_rows(rows)
        self._show_kinds()
        self._show_empty()
        self._after_reset()
        if first and had_keyboard:
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kinds(self) -> None:
        kinds = self.model.kinds()
        now = self.kind.currentData()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            self.kind.addItem(f"All kinds ({self.model.total():,})", None)
            for kind in sorted(kinds, key=lambda k: (k == "", k.casefold())):
                self.kind.addItem(f"{kind or 'No kind'} ({kinds[kind]:,})", kind)
            self.kind.setCurrentIndex(max(self.kind.findData(now), 0) if now is not None else 0)
        known = [kind for kind in kinds if kind]
        self.entry.set_kinds(dict.fromkeys([*_codebook_kinds(self._need()), *sorted(known)]))

    def _show_empty(self) -> None:
        none = self.model.total() == 0
        self.split.setVisible(not none)
        self.empty.setVisible(none)
        if none:
            key = self._window.commands.key("annotation.actor")
            self.empty.say(
                "No actors yet",
                f"An actor comes into the registry when you set whom a mention means: tag an actor in an "
                f"article, press {key} and Enter.",
                "Back to the article (Esc)",
                self._window.moving.leave_page,
            )

    def _refilter(self) -> None:
        order = self.order.currentData()
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show(self.search.text().strip(), self.kind.currentData(), order)
        self._after_reset()

    def _after_reset(self) -> None:
        """Keep the current actor current, or take the first that is shown."""
        wanted = self._wanted or self._actor_id
        if self.model.total():
            self._wanted = None
        index = self.model.index_of(wanted) if wanted else QModelIndex()
        if not index.isValid() and self.model.rowCount():
            row = min(max(self.list.currentIndex().row(), 0), self.model.rowCount() - 1)
            index = self.model.index(row)
        with QSignalBlocker(self.list.selectionModel()):
            self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)
        shown, total = self.model.rowCount(), self.model.total()
        self.count.setText(counted(total, "actor") if shown == total else f"{shown:,} of {total:,} actors")
        self.list.setVisible(shown > 0)
        self.nothing.setVisible(shown == 0)
        self._show_marks()
        self._show_current(index)
        self.list.viewport().update()

    def _show_current(self, index: QModelIndex) -> None:
        row: ActorRow | None = index.data(ACTOR_ROLE)
        self.right.setEnabled(row is not None)
        if row is None or self._session is None:
            self._actor_id = None
            return
        self._actor_id = row.actor.id
        self._show_entry()
        self.mentions.show_actor(row.actor.id)

    def _show_entry(self) -> None:
        """The current entry as the file has it now."""
        project = self._need()
        actor = project.actor(self._actor_id) if self._actor_id else None
        if actor is None or actor.id != self._actor_id:
            return
        merged = project.merged_actors(actor.id)
        counts = project.mentions_by_entry(*(entry.id for entry in merged)) if merged else {}
        self.entry.show_actor(actor, merged, counts, editable=not project.read_only)

    def _on_commit(self, changes: Changes) -> None:
        touched = changes.touched("actors") or changes.touched("annotations") or changes.bulk
        if touched and self.isVisible():
            if self._read:
                self._show_entry()
            self._timer.start()

    # -- changing

    def change(self, actor_id: str, field: str, value: object) -> None:
        """Change one field of an entry."""
        self._attempt(lambda: actors.change(self._need(), actor_id, initiator=INITIATOR, **{field: value}))  # type: ignore[arg-type]

    def begin_merge(self) -> None:
        """Ask into which of the marked actors (the current one among them) the others go."""
        self._check_writable()
        rows = [row for key in self._merging() if (row := self.model.row_of(key)) is not None]
        if len(rows) < 2:
            self._window.hint("Mark two actors or more with Space first; M then merges them into one.")
            return
        self.merge_bar.ask(rows)
        self.list.keys = _LIST_KEYS | _MERGE_KEYS
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merging(self) -> list[str]:
        """The marked actors, and the current one where only others are marked."""
        marked = list(self.model.marked)
        if len(marked) == 1 and self._actor_id is not None and self._actor_id not in marked:
            marked.append(self._actor_id)
        return marked

    def end_merge(self) -> None:
        self.merge_bar.hide()
        self.list.keys = _LIST_KEYS

    def merge_into(self, actor_id: str) -> None:
        marked = self._merging()
        self.end_merge()
        others = [key for key in marked if key != actor_id]

        def work() -> None:
            made = actors.merge(self._need(), actor_id, others, initiator=INITIATOR)
            self.model.unmark()
            self._wanted = actor_id
            self._window.tell(f"{counted(len(others), 'actor')} merged into {made.name}.")

        self._attempt(work)

    def split_off(self, actor_id: str) -> None:
        def work() -> None:
            (made,) = actors.split(self._need(), [actor_id], initiator=INITIATOR)
            self._window.tell(f"{made.name} counts for itself again, with its mentions.")

        self._attempt(work)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the marked actors, else the current one, out of the registry."""
        chosen = list(self.model.marked) or ([self._actor_id] if self._actor_id else [])
        if not chosen:
            return

        def work() -> None:
            number = actors.remove(self._need(), chosen, initiator=INITIATOR)
            self.model.unmark()
            self._window.tell(f"{counted(number, 'actor')} removed.")

        self._attempt(work)

    def _attempt(self, work: Callable[[], object]) -> None:
        def checked() -> None:
            self._check_writable()
            work()

        self._window.attempt(checked)

    def _check_writable(self) -> None:
        project = self._need()
        if project.read_only:
            raise UserError(reading_only(project, self._window.commands.how("project.reload")))

    # -- inside

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._refilter())
        self.search.installEventFilter(self)
        self.kind.currentIndexChanged.connect(lambda _index: self._refilter())
        self.order.currentIndexChanged.connect(lambda _index: self._refilter())
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show_current(now))
        self.list.marked.connect(self._mark)
        self.list.taken.connect(self._take)
        self.list.pressed_key.connect(self._press)
        self.merge_bar.chosen.connect(self.merge_into)
        self.entry.changed.connect(self.change)
        self.entry.split_wanted.connect(self.split_off)
        self.entry.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.mentions.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))

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
            if self.model.rowCount():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _mark(self, index: QModelIndex) -> None:
        self.model.toggle(index)
        self.end_merge()
        self._show_marks()

    def _show_marks(self) -> None:
        number = len(self.model.marked)
        self.merge_button.setText(f"Merge {number} marked (M)" if number else "Merge marked (M)")
        self.remove_button.setText(f"Remove {number} marked (Del)" if number else "Remove (Del)")

    def _take(self, _index: QModelIndex) -> None:
        self.entry.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.name.selectAll()

    def _press(self, key: str) -> None:
        asking = not self.merge_bar.isHidden()
        if asking and key == "Esc":
            self.end_merge()
        elif asking and key == "Return":
            self.merge_bar.press(1)
        elif asking and key.isdigit():
            self.merge_bar.press(int(key))
        elif key == "M":
            self._window.attempt(self.begin_merge)
        elif key == "Del":
            self.remove()
        elif key == "F2":
            self._take(self.list.currentIndex())
        elif key == "/":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _need(self) -> Project:
        if self._session is None:
            raise HintError("Open a project first.")
        return self._session.project


def _codebook_kinds(project: Project) -> list[str]:
    """The answers to the attribute “kind” of the labels whose annotations point to actors."""
    found: dict[str, None] = {}
    for entry in project.codebook.labels:
        asked = entry.attribute("kind") if entry.mention else None
        if asked is not None:
            found |= dict.fromkeys(asked.options)
    return list(found)
