"""What the page of all actors changes: fields of entries, and who is merged, split off or removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from annotator.errors import UserError
from annotator.gui.actors.page_keys import LIST_KEYS, MERGE_KEYS
from annotator.gui.conditions import reading_only
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import counted
from annotator.project.operations import actors

if TYPE_CHECKING:
    from annotator.gui.actors.page import ActorsPage
    from annotator.gui.main_window import MainWindow

_NEW = "New actor"


class ActorChanges:
    """Acts on the marked actors of the page, else on its current one."""

    def __init__(self, window: MainWindow, page: ActorsPage) -> None:
        self._window = window
        self._page = page

    def change(self, actor_id: str, field: str, value: object) -> None:
        """Change one field of an entry."""
        fields: dict[str, Any] = {field: value}
        self._attempt(lambda: actors.change(self._page.project(), actor_id, initiator=INITIATOR, **fields))

    def add(self) -> None:
        """Add an actor and write its name."""

        def work() -> None:
            made = actors.add(self._page.project(), _NEW, initiator=INITIATOR)
            self._page.name_next(made.id)

        self._attempt(work)

    def begin_merge(self) -> None:
        """Ask into which of the marked actors (the current one among them) the others go."""
        self._check_writable()
        rows = [row for key in self._merging() if (row := self._page.model.row_of(key)) is not None]
        if len(rows) < 2:
            self._window.hint("Mark two actors or more with Space first; M then merges them into one.")
            return
        self._page.merge_bar.ask(rows)
        self._page.list.keys = LIST_KEYS | MERGE_KEYS
        self._page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merging(self) -> list[str]:
        """The marked actors, and the current one where only others are marked."""
        marked = list(self._page.model.marked)
        if len(marked) == 1 and self._page.actor_id is not None and self._page.actor_id not in marked:
            marked.append(self._page.actor_id)
        return marked

    def end_merge(self) -> None:
        self._page.merge_bar.hide()
        self._page.list.keys = LIST_KEYS

    def merge_into(self, actor_id: str) -> None:
        marked = self._merging()
        self.end_merge()
        others = [key for key in marked if key != actor_id]

        def work() -> None:
            made = actors.merge(self._page.project(), actor_id, others, initiator=INITIATOR)
            self._page.model.unmark()
            self._page.wanted = actor_id
            self._window.tell(f"{counted(len(others), 'actor')} merged into {made.name}.")

        self._attempt(work)

    def split_off(self, actor_id: str) -> None:
        def work() -> None:
            (made,) = actors.split(self._page.project(), [actor_id], initiator=INITIATOR)
            self._window.tell(f"{made.name} counts for itself again, with its mentions.")

        self._attempt(work)
        self._page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the marked actors, else the current one, out of the registry."""
        chosen = list(self._page.model.marked) or ([self._page.actor_id] if self._page.actor_id else [])
        if not chosen:
            return

        def work() -> None:
            number = actors.remove(self._page.project(), chosen, initiator=INITIATOR)
            self._page.model.unmark()
            self._window.tell(f"{counted(number, 'actor')} removed.")

        self._attempt(work)

    def _attempt(self, work: Callable[[], object]) -> None:
        def checked() -> None:
            self._check_writable()
            work()

        self._window.attempt(checked)

    def _check_writable(self) -> None:
        project = self._page.project()
        if project.read_only:
            raise UserError(reading_only(project, self._window.commands.how("project.reload")))
