"""Team work in the window: who else works on an article, one's to-do list, what becomes visible when done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from annotator.gui.commands.command import HintError
from annotator.gui.said import short
from annotator.project import team

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.gui.session import Session
    from annotator.project.changes import Changes

_COMPARE, _BACK = "compare.page", "article.previous"


class TeamDesk(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._revealed: tuple[int, Sequence[str]] | None = None
        """The article that was marked as done last, and whose work on it can be seen now."""
        self._tell_soon = QTimer(self)
        self._tell_soon.setSingleShot(True)
        self._tell_soon.timeout.connect(self._tell_revealed)
        window.desk.revealed = self.take_revealed

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session, self._revealed = session, None
        panel = self._window.workspace.articles
        panel.show_only("", None)
        panel.set_mine(team.assigned(session.project) if session is not None else ())
        if session is not None:
            session.article_opened.connect(self.show_colleagues)
            session.committed.connect(self._on_commit)
            self.show_colleagues()

    def show_colleagues(self) -> None:
        """Say above the article who else has annotated it or is to."""
        session = self._session
        if session is None or session.article is None:
            return
        project, article = session.project, session.article.id
        others = [name for name in team.assignees(project, article) if name != project.annotator]
        self._window.workspace.header.show_colleagues(project.colleagues(article), others)

    # -- the list of articles

    @property
    def mine_listed(self) -> bool:
        """Whether only the annotator's own to-do list is shown."""
        return self._window.workspace.articles.mine.isChecked()

    def toggle_mine(self) -> None:
        """List only what is assigned to the annotator, or all again."""
        panel = self._window.workspace.articles
        if self._session is None:
            raise HintError("Open a project first.")
        if not self.mine_listed and not team.assigned(self._session.project):
            how = self._window.commands.how("team.page")
            raise HintError(f"No article is assigned to you; to assign some, {how}.")
        panel.show_mine(not self.mine_listed)

    def said(self) -> str:
        """What the status bar says of it."""
        number = self._window.workspace.articles.model.rowCount()
        return f"Only what is assigned to you is listed: {number}" if self.mine_listed else "All are listed"

    def list_articles(self, whose: str, articles: Collection[int]) -> None:
        """List these articles of somebody, and go to the list."""
        window, panel = self._window, self._window.workspace.articles
        window.moving.leave_page()
        window.workspace.fold(panel, False)
        panel.search.clear()
        panel.filter.setCurrentIndex(0)
        panel.show_only(f"{whose}: {len(articles)} ✕", articles)
        panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the page

    def show_page(self) -> None:
        self._window.moving.open_page("team")

    def make_page(self) -> Page:
        """The page of the team, when it is first opened."""
        from annotator.gui.team.page import TeamPage

        return TeamPage(self._window, self)

    # -- what becomes visible

    def take_revealed(self) -> str:
        """Whose work can be seen now that one's own is done, once; empty: nobody's."""
        self._tell_soon.stop()
        revealed, self._revealed = self._revealed, None
        session, commands = self._session, self._window.commands
        if revealed is None or session is None:
            return ""
        number, names = revealed
        here = session.article is not None and session.article.id == number
        title = session.project.article(number).metadata.title
        which = "this article" if here else f"“{short(title)}”" if title else f"article {number}"
        layers = f"{names[0]}'s layer" if len(names) == 1 else f"The layers of {_and(names)}"
        behind = self._window.workspace.articles.neighbour(-1) == number
        keys = [f"{commands.key(_BACK)} goes back"] if behind else []
        if any(command.id == _COMPARE for command in commands.all()):
            keys.append(f"{commands.key(_COMPARE)} compares")
        what = f": {_and(keys)}" if keys else ""
        return f"{layers} on {which} {'is' if len(names) == 1 else 'are'} now visible{what}."

    # -- inside

    def _on_commit(self, changes: Changes) -> None:
        session = self._session
        if session is None:
            return
        if changes.touched("assignments"):
            self._window.workspace.articles.set_mine(team.assigned(session.project))
        if changes.touched("assignments") or changes.touched("article_states") or changes.bulk:
            self.show_colleagues()
        if changes.kind == "do" and not session.project.sees_all:
            self._reveal(changes)

    def _reveal(self, changes: Changes) -> None:
        assert self._session is not None
        for row in changes.rows:
            before, after = row.before or {}, row.after or {}
            if row.table != "article_states" or after.get("state") != "done" or before.get("state") == "done":
                continue
            names = list(self._session.project.colleagues(after["article_id"]))
            if names:
                self._revealed = after["article_id"], names
                self._tell_soon.start(0)

    def _tell_revealed(self) -> None:
        said = self.take_revealed()
        if said:
            self._window.tell(said)


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
