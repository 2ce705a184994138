"""The page of all actors: a list that is searched, the entry of one, and all its mentions in context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.actors.actor_changes import ActorChanges
from annotator.gui.actors.actor_rows import ACTOR_ROLE, ActorListModel, ActorRow, read_rows
from annotator.gui.actors.delegates import ActorDelegate
from annotator.gui.actors.entry import ActorEntry
from annotator.gui.actors.known import codebook_kinds
from annotator.gui.actors.list_head import ListHead
from annotator.gui.actors.marking_list import MarkingList
from annotator.gui.actors.mentions import MentionsPanel
from annotator.gui.actors.merge_bar import MergeBar
from annotator.gui.actors.page_keys import LIST_KEYS, PageKeys
from annotator.gui.actors.page_layout import lay_out
from annotator.gui.palette.desk import CHEAT_SHEET
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.read_page import ReadPage
from annotator.gui.session import Session
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, label
from annotator.project.changes import Changes

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project


class ActorsPage(ReadPage):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.actor_id: str | None = None
        self.wanted: str | None = None
        """Whom to make the current one when the list has been read anew."""
        self._to_name: str | None = None
        """Whose name is to be written as soon as the list has them."""
        self._has_read = False
        self.model = ActorListModel(self)
        self._delegate = ActorDelegate(self)
        self.head = ListHead()
        self.list = MarkingList("Actors", "actors-list")
        self.list.keys = LIST_KEYS
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.nothing = label(
            "No actor is called so.\nTry fewer letters, or another kind.", "muted", wrap=True
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.changes = ActorChanges(window, self)
        self._keys = PageKeys(window, self)
        self.merge_bar = MergeBar()
        self.add_button = button("New actor (Ins)", self.changes.add)
        self.merge_button = button("Merge marked (M)", self.changes.begin_merge)
        self.remove_button = button("Remove (Del)", self.changes.remove)
        self.entry = ActorEntry()
        self.mentions = MentionsPanel(window)
        self.empty = EmptyPlace()
        self.split, self.right = lay_out(self)
        self._connect()

    # -- what the window calls

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.mentions.set_theme(theme)
        self.list.viewport().update()

    def set_session(self, session: Session | None) -> None:
        super().set_session(session)
        self.actor_id, self._has_read = None, False
        self.model.set_rows([])
        self.mentions.set_session(session)
        self.head.clear()
        if session is not None:
            session.committed.connect(self._on_commit)

    def first_field(self) -> QWidget:
        if not self.empty.isHidden():
            return self.empty.step
        return self.list if self.model.rowCount() else self.head.search

    def leave(self) -> None:
        self.entry.save()
        self.changes.end_merge()
        self.mentions.end_move()
        self._to_name = None
        if self.head.search.text():
            self.head.clear()
            self._refilter()

    def go_back(self) -> bool:
        if not self.merge_bar.isHidden():
            self.changes.end_merge()
            self._to_list()
        elif self.mentions.target is not None:
            self.mentions.end_move()
        else:
            return False
        return True

    def show_actor(self, actor_id: str) -> None:
        """Make an actor the current one, also where the list does not show it just now."""
        project = self.project()
        actor = project.actor(actor_id)
        if actor is not None:
            self._show_all()
            self.wanted = actor.id
            self._after_reset()

    def name_next(self, actor_id: str) -> None:
        """Make an actor that was just added the current one, and put the keyboard into the name."""
        self._show_all()
        self.wanted = self._to_name = actor_id
        self.read_soon()

    def _show_all(self) -> None:
        """Search for nothing, and show all kinds."""
        self.head.clear()
        with QSignalBlocker(self.head.kind):
            self.head.kind.setCurrentIndex(0)
        self._refilter()

    # -- reading

    def _read(self, project: Project) -> None:
        self._latest.read(project, read_rows, self._show_rows)

    def _show_rows(self, rows: list[ActorRow]) -> None:
        had_keyboard = self._window.pages.holds_keyboard() and self._window.pages.shown == "actors"
        first = not self._has_read
        self._has_read = True
        with QSignalBlocker(self.list.selectionModel()):
            self.model.set_rows(rows)
        kinds = self.model.kinds()
        self.head.show_kinds(kinds, self.model.total())
        known = sorted(kind for kind in kinds if kind)
        self.entry.set_kinds(dict.fromkeys([*codebook_kinds(self.project()), *known]))
        self._show_empty()
        self._after_reset()
        if self._to_name is not None and self._to_name == self.actor_id:
            self._to_name = None
            self.edit_current()
        elif first and had_keyboard:
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        none = self.model.total() == 0
        self.split.setVisible(not none)
        self.empty.setVisible(none)
        if none:
            key = self._window.commands.key("annotation.actor")
            self.empty.say(
                "No actors yet",
                f"An actor comes into the registry when you set whom a mention means: tag an actor in an "
                f"article, press {key} and Enter.\nIns adds one here.",
                "Back to the article (Esc)",
                self._window.moving.leave_page,
            )

    def _refilter(self) -> None:
        head = self.head
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show(head.search.text().strip(), head.kind.currentData(), head.order.currentData())
        self._after_reset()

    def _after_reset(self) -> None:
        """Keep the current actor current, or take the first that is shown."""
        wanted = self.wanted or self.actor_id
        if self.model.total():
            self.wanted = None
        index = self.model.index_of(wanted) if wanted else QModelIndex()
        if not index.isValid() and self.model.rowCount():
            row = min(max(self.list.currentIndex().row(), 0), self.model.rowCount() - 1)
            index = self.model.index(row)
        with QSignalBlocker(self.list.selectionModel()):
            self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)
        shown = self.model.rowCount()
        self.head.show_count(shown, self.model.total())
        self.list.setVisible(shown > 0)
        self.nothing.setVisible(shown == 0)
        self._show_marks()
        self._show_current(index)
        self.list.viewport().update()

    def _show_current(self, index: QModelIndex) -> None:
        row: ActorRow | None = index.data(ACTOR_ROLE)
        self.right.setEnabled(row is not None)
        if row is None or self._session is None:
            self.actor_id = None
            return
        self.actor_id = row.actor.id
        self._show_entry()
        self.mentions.show_actor(row.actor.id)

    def _show_entry(self) -> None:
        """The current entry as the file has it now."""
        project = self.project()
        actor = project.actor(self.actor_id) if self.actor_id else None
        if actor is None or actor.id != self.actor_id:
            return
        merged = project.merged_actors(actor.id)
        counts = project.mentions_by_entry(*(entry.id for entry in merged)) if merged else {}
        self.entry.show_actor(actor, merged, counts, editable=not project.read_only)

    def _on_commit(self, changes: Changes) -> None:
        touched = changes.touched("actors") or changes.touched("annotations") or changes.bulk
        if touched and self.isVisible():
            if self._has_read:
                self._show_entry()
            self.read_soon()

    # -- inside

    def _connect(self) -> None:
        self.head.changed.connect(self._refilter)
        self.head.left.connect(self._to_list)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show_current(now))
        self.list.marked.connect(self._mark)
        self.list.taken.connect(self.edit_current)
        self.list.pressed_key.connect(self._keys.press)
        self.installEventFilter(self._keys)
        self.merge_bar.chosen.connect(self.changes.merge_into)
        self.entry.changed.connect(self.changes.change)
        self.entry.split_wanted.connect(self.changes.split_off)
        self.entry.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.mentions.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        for shown in (self.list, self.mentions.list):
            shown.addAction(self._window.commands.action(CHEAT_SHEET))

    def _mark(self, index: QModelIndex) -> None:
        self.model.toggle(index)
        self.changes.end_merge()
        self._show_marks()

    def _show_marks(self) -> None:
        number = len(self.model.marked)
        self.merge_button.setText(f"Merge {number} marked (M)" if number else "Merge marked (M)")
        self.remove_button.setText(f"Remove {number} marked (Del)" if number else "Remove (Del)")

    def edit_current(self) -> None:
        """Put the keyboard into the name of the current actor."""
        self.entry.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.name.selectAll()

    def _to_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
