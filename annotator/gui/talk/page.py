"""The list of comments below the article: on the left the threads, on the right the one that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.pages import Page
from annotator.gui.talk.conversation import Conversation
from annotator.gui.talk.filters import TalkFilters
from annotator.gui.talk.listing import Listing, Row, Which, listing
from annotator.gui.talk.thread_list import ThreadList
from annotator.gui.widgets.parts import counted, label
from annotator.project import comments as talk
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.session import Session
    from annotator.gui.talk.desk import TalkDesk
    from annotator.gui.theme import Theme

_EMPTY: dict[Which, str] = {
    "here": "Nothing was said about this article.\n{key} comments on what is selected, or on the article.",
    "waiting": "Nothing waits for you.",
    "mine": "You have no open question.",
    "open": "There is no open comment.",
    "resolved": "No comment was resolved yet.",
    "all": "Nothing was said yet.\n{key} comments on what is selected, or on the article.",
}


class TalkPage(Page):
    """Walking the list shows each place; Enter goes there."""

    def __init__(self, desk: TalkDesk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        """How often all was read; what an earlier reading finds comes too late."""
        self._begins = False
        """Whether the list was asked for and what it lists has not come yet."""
        self.filters = TalkFilters()
        self.filters.changed.connect(self._anew)
        self.list = ThreadList()
        self.list.walked.connect(self._walk)
        self.list.chosen.connect(self._go)
        self.empty = label("", "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hidden = label("", "muted", wrap=True)
        self.hidden.setContentsMargins(16, 2, 8, 6)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.conversation = Conversation(desk)
        self.conversation.left.connect(self._leave_field)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._stack, 1)
        side.addWidget(self.hidden)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(1)
        for number, part in enumerate((left, self.conversation)):
            self._parts.addWidget(part)
            part.setMinimumWidth(200)
            self._parts.setStretchFactor(number, 2 + number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._parts, 1)
        desk.changed.connect(self._on_change)
        desk.said.connect(self._on_said)
        desk.walked.connect(self._point)
        desk.drafted.connect(self._anew)
        desk.window.commands.keys_changed.connect(self.conversation.set_keys)

    # -- what the drawer asks

    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.conversation.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        self._asked += 1
        if session is not None:
            self._anew()

    def begin(self) -> None:
        self._begins = True
        self._anew()
        super().begin()

    def first_field(self) -> QWidget:
        if self.list.rows.rows:
            return self.list
        return self.filters.chips[self.filters.which]

    def leave(self) -> None:
        self._desk.drafts.save()

    # -- inside

    def _on_change(self) -> None:
        if self.isVisible() and self.filters.which == "here":
            self._anew()

    def _on_said(self) -> None:
        if self.isVisible() and self.filters.which != "here":
            self._anew()

    def _anew(self) -> None:
        """Read what is to be listed: of this article at once, of all beside the window."""
        desk, session = self._desk, self._desk.session
        self._asked += 1
        asked = self._asked
        if session is None:
            return
        project = session.project
        self.filters.offer(talk.annotators(project), [each.name for each in project.codebook.labels])
        wanted, drafts = self.filters.wanted, desk.drafts.texts
        here = session.article.id if session.article is not None else None
        if wanted.which == "here":
            self._show(listing(project, desk.here, wanted, drafts, here))
            return
        path, annotator = project.path, project.annotator

        def work() -> Listing:
            with reader(path, annotator) as queries:
                return listing(queries, talk.talk(queries), wanted, drafts, here)

        def done(found: Listing) -> None:
            if asked == self._asked:
                self._show(found)

        desk.window.background.run(work, done)

    def _show(self, found: Listing) -> None:
        """Show these rows, and which is read."""
        which, had_keyboard = self.filters.which, self.list.hasFocus()
        self.list.show_rows(found.rows, self._desk.target)
        self._stack.setCurrentWidget(self.list if found.rows else self.empty)
        key = self._desk.window.commands.key("talk.comment")
        narrowed = self.filters.wanted.narrowed
        self.empty.setText("No comment is so." if narrowed else _EMPTY[which].format(key=key))
        if self._desk.shown():
            many = f" in {counted(found.articles, 'article')}" if which != "here" else ""
            told = f"{counted(found.threads, 'thread')}{many}" if found.threads else ""
            self._desk.window.workspace.drawer.note.show_text(told)
        self._tell_hidden(found.hidden, which)
        if had_keyboard and not found.rows:
            self.first_field().setFocus()
        if self._begins:
            self._begins = False
            self._begin_with(found.rows)

    def _begin_with(self, rows: tuple[Row, ...]) -> None:
        """Go to the list that was asked for; the first that waits is read at once, to be answered."""
        waiting = self.filters.which == "waiting" and self.list.row is None
        if rows and waiting:
            self._desk.aim(rows[0].target)
            self._point()
        if rows and self.filters.chips[self.filters.which].hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point(self) -> None:
        self.list.point_at(self._desk.target)

    def _tell_hidden(self, count: int, which: Which) -> None:
        done = self._desk.window.commands.with_key("done", "article.done")
        until = f"this article is {done}" if which == "here" else "you are done with their articles"
        verb = "is" if count == 1 else "are"
        self.hidden.setText(f"{counted(count, 'comment')} of colleagues {verb} hidden until {until}.")
        self.hidden.setVisible(count > 0)

    def _walk(self, row: Row) -> None:
        self._desk.window.attempt(lambda: self._go_to(row))
        self.list.setFocus()  # opening another article gives the keyboard to it

    def _go(self, row: Row) -> None:
        self._desk.window.attempt(lambda: self._go_to(row))
        if row.thread is None:
            self.conversation.write()
        else:
            self._desk.window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, row: Row) -> None:
        if row.thread is not None:
            self._desk.read(row.thread)
            return
        self._desk.aim(row.target)
        self._desk.need().open_article(row.target.article_id)
        self._desk.need().set_current(row.target.annotation_id)

    def _leave_field(self) -> None:
        """From the field back to where the keyboard came from: the list that is walked, or the article."""
        self._desk.drafts.save()
        if self.filters.which != "here" and self.list.rows.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._desk.window.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)
