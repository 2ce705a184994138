"""The list of what was found: asks, shows, walks; and what its keys do with the lines."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.errors import UserError
from annotator.gui.concordance.acting import not_suggested
from annotator.gui.concordance.asking import Asking
from annotator.gui.concordance.choosing import Chip, ChoicePopup
from annotator.gui.concordance.following import Following
from annotator.gui.concordance.foot import Foot, empty_text
from annotator.gui.concordance.keys import LineKeys
from annotator.gui.concordance.model import LinesModel
from annotator.gui.concordance.page_keys import PageKeys
from annotator.gui.concordance.runner import Search, SearchRunner
from annotator.gui.concordance.spreading import Spreading
from annotator.gui.concordance.table import LinesTable
from annotator.gui.pages import Page
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import label
from annotator.project.concordance.elsewhere import Wanted, elsewhere
from annotator.project.concordance.lines import Line, Order
from annotator.project.concordance.query import Query
from annotator.project.concordance.search import Batch, search

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_SAY_AFTER = 120
"""Milliseconds of a search after which the list says that it is under way; most are over by then."""


class ConcordancePage(Page):
    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._asked = Query()
        self._last: Batch | None = None
        self._going = False
        """Whether Enter was pressed before anything was found: then on to the first line that is."""
        self._ahead: bool | None = None
        """Enter (True: with Shift) was pressed while Everywhere still looked: it waits for all places."""
        self.lines = LinesModel(self)
        self.table = LinesTable(self.lines)
        self.asking = Asking()
        self.spreading = Spreading()
        self.foot = Foot()
        self.popup = ChoicePopup(self)
        self._picking: Chip | None = None
        self.empty = label("", "muted", wrap=True)
        self.runner = SearchRunner(window.background, self)
        self.keys = LineKeys(window, self)
        self._page_keys = PageKeys(self)
        self.following = Following(window, self)
        self._say_later = QTimer(self)
        self._say_later.setSingleShot(True)
        self._say_later.setInterval(_SAY_AFTER)
        self._build()

    def _build(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.empty.setContentsMargins(24, 14, 24, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.asking, self.spreading):
            layout.addWidget(part)
        self._show_head(asking=True)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        self._say_later.timeout.connect(self._say)
        self.asking.changed.connect(self._on_asked)
        self.asking.went_on.connect(self.to_list)
        self.spreading.changed.connect(self._spread)
        self.spreading.tag_wanted.connect(self.keys.spread)
        self.spreading.suggest_wanted.connect(self.keys.suggest)
        self.runner.found.connect(self._on_found)
        self.runner.failed.connect(self._on_failed)
        self.foot.stop_wanted.connect(self.runner.stop)
        self.foot.save_wanted.connect(self.keys.save)
        self.foot.sort.clicked.connect(lambda: self.pick(self.foot.sort))
        self.foot.counts.clicked.connect(lambda: self.pick(self.foot.counts))
        self.popup.chosen.connect(lambda _text, value: self._take(value))
        self.table.order_wanted.connect(self.sort_by)
        self.table.walked.connect(self._on_walked)
        self.table.entered.connect(self.enter)
        self.table.keys = lambda key: self._page_keys.takes(key) or self.keys.knows(key)
        self.table.key_pressed.connect(self._page_keys.press)
        self.lines.marks_changed.connect(self._say_marks)
        self.asking.field.installEventFilter(self._page_keys)
        self.installEventFilter(self._page_keys)
        self._say()

    # -- what the window says

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)
        self.asking.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        self.runner.drop()
        self.keys.writer.drop()
        self._session = session
        self.following.set_session(session)
        self.asking.set_queries(session.project if session else None)
        self.table.delegate.codebook = session.project.codebook if session else None
        self._show_head(asking=True)
        self._clear(Query())

    def first_field(self) -> QWidget:
        if self.is_spreading:
            return self.table if self.table.isVisible() else self.spreading.project
        return self.asking.field

    def begin(self) -> None:
        """Put the keyboard into the field; words there are ready to be typed over."""
        if not self.is_spreading:
            self.asking.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.asking.field.selectAll()
        self._say_marks()

    def leave(self) -> None:
        """The list is folded: nobody waits for the rest of a search."""
        self.runner.stop()

    @property
    def is_spreading(self) -> bool:
        """Whether something is to be tagged everywhere."""
        return not self.spreading.isHidden()

    @property
    def query(self) -> Query:
        """What the lines were found by."""
        return self._asked

    # -- asking

    def ask(self, query: Query) -> None:
        """Search for this, and show it in the field and the chips."""
        self._show_head(asking=True)
        self.asking.show_query(query)
        self._on_asked()

    def spread(self, wanted: Wanted) -> None:
        """Show where else words stand, all marked, to be tagged."""
        session = self._session
        actor = session.project.actor(wanted.actor_id) if session and wanted.actor_id else None
        self._show_head(asking=False)
        self.spreading.begin(wanted, actor.name if actor else "")
        self.spreading.project.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._spread()

    def end_spreading(self) -> None:
        """Back to searching."""
        self._show_head(asking=True)
        self._clear(Query())

    def _show_head(self, *, asking: bool) -> None:
        self.asking.setVisible(asking)
        self.spreading.setVisible(not asking)
        (self.asking if asking else self.spreading).second.addWidget(self.foot, 0, Qt.AlignmentFlag.AlignTop)

    def _on_asked(self) -> None:
        session, query = self._session, self.asking.query
        if session is None:
            return
        self._clear(query)
        if query.asks:
            self._start(session, lambda queries, stop: search(queries, query, stopped=stop))

    def _spread(self) -> None:
        session, wanted = self._session, self.spreading.wanted
        if session is not None and wanted is not None:
            self._clear(dataclasses.replace(wanted.query, label=wanted.label))
            self._start(session, lambda queries, stop: elsewhere(queries, wanted, stopped=stop))

    def _start(self, session: Session, run: Search) -> None:
        self._last = Batch(total=session.project.article_count())
        self.runner.start(session.project.path, session.project.annotator, run)
        self._say_later.start()

    def _clear(self, query: Query) -> None:
        self.runner.drop()
        self._asked, self._last, self._going, self._ahead = query, None, False, None
        self._say_later.stop()
        self.lines.clear()
        self._say()

    def _on_found(self, batch: Batch) -> None:
        self._last = batch
        self.lines.add(batch.lines, marked=self.is_spreading)
        if batch.ended is not None and self.lines.order != "article":
            self.sort_by(self.lines.order)
        if batch.ended is not None or not self._say_later.isActive():
            self._say()
        if self._going and self.lines.lines and self.asking.field.hasFocus():
            self.to_list()
        elif batch.lines and self.is_spreading and self._window.workspace.drawer.holds_keyboard():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        ahead = self._ahead
        if batch.ended is not None and ahead is not None:
            self._ahead = None
            if batch.ended != "stopped":
                self.keys.enter(ahead)

    def _on_failed(self, error: Exception) -> None:
        self._last = None
        self._say()
        known = isinstance(error, UserError)
        self.foot.show_trouble(str(error) if known else f"The search failed ({error}).")
        self.empty.setText(self.foot.said)
        self._say_marks()

    # -- showing

    def _say(self) -> None:
        self._say_later.stop()
        hits = len(self.lines.lines)
        self.foot.show_found(hits, self.lines.articles(), self._last)
        if not hits and self.table.hasFocus():
            (self.spreading.project if self.is_spreading else self.asking.field).setFocus()
        self.table.setVisible(bool(hits))
        self.empty.setVisible(not hits)
        self.empty.setText(empty_text(self._last, self.spreading.wanted if self.is_spreading else None))
        for part in (self.foot.sort, self.foot.counts, self.foot.save):
            part.setVisible(bool(hits))
        self._say_marks()

    def _say_marks(self) -> None:
        count = self.lines.marks
        if self.is_spreading:
            wanted = self.spreading.wanted
            new = not_suggested(self.lines.marked(), wanted.label) if wanted is not None else []
            self.spreading.show_marks(count, len(new))
        marked = f"{count} marked" if count and not self.is_spreading else ""
        keys = self.keys.told() if self.lines.lines else ""
        drawer = self._window.workspace.drawer
        if drawer.isAncestorOf(self) and drawer.shown is not None and self.isVisible():
            drawer.note.show_text(" · ".join(part for part in (self.foot.said, marked, keys) if part))

    def sort_by(self, order: str) -> None:
        """Order the lines, and stay on the current one."""
        chosen: Order = order  # type: ignore[assignment]
        line = self.table.line
        self.lines.sort_by(chosen)
        self.foot.show_order(chosen)
        row = self.lines.row_of(line) if line is not None else None
        if row is not None:
            self.table.go_to(row, tell=False)

    def to_list(self) -> None:
        """From the field to the first line, which is shown in the article."""
        self.asking.remember(self.asking.query)
        self._going = not self.lines.lines and self.runner.running
        if self.lines.lines:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.go_to(max(0, self.table.currentIndex().row()))

    def _on_walked(self, line: Line) -> None:
        self.asking.remember(self.asking.query)
        self._window.attempt(lambda: self.following.show_place(line))

    def pick(self, chip: Chip) -> None:
        """Open the list of a chip beside the hits."""
        self._picking = chip
        if chip is self.foot.sort:
            self.popup.ask(chip, self.foot.order_choices(), self.lines.order)
        else:
            self.popup.ask(chip, self.foot.count_choices(self.lines.lines), hint="Enter shows only these")
        self.foot.show_order(self.lines.order)
        self.foot.counts.setChecked(False)

    def _take(self, value: object) -> None:
        session = self._session
        if self._picking is self.foot.sort:
            self.sort_by(str(value))
        elif session is not None and isinstance(value, tuple) and not self.is_spreading:
            name, text = value
            actors = {actor.name: actor.id for actor in session.project.actors()}
            changes = {"Label": {"label": text}, "Source": {"source": text}}
            self.asking.narrow(**changes.get(name, {"actor_id": actors.get(text, "")}))

    def enter(self, shift: bool) -> None:
        """Tag or suggest what is marked; while a search is under way, when it is over."""
        if self.is_spreading and self.runner.running:
            self._ahead = shift
        else:
            self.keys.enter(shift)
