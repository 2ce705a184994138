"""The page on which layers of an article are compared and settled into gold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.gui.comparing.article_list import ArticleList
from annotator.gui.comparing.details import Details
from annotator.gui.comparing.difference_rows import DifferenceList
from annotator.gui.comparing.filters import Filters
from annotator.gui.comparing.page_keys import KEY_GROUPS, PageKeys
from annotator.gui.comparing.page_layout import lay_out, order_tabs
from annotator.gui.comparing.reading import Read
from annotator.gui.comparing.rules_bar import RulesBar
from annotator.gui.comparing.ruling import Ruling
from annotator.gui.comparing.settling import Settling
from annotator.gui.comparing.showing import Showing
from annotator.gui.comparing.spots import Spot
from annotator.gui.comparing.talking import Talking
from annotator.gui.comparing.texts import Texts
from annotator.gui.comparing.third_bar import ThirdBar
from annotator.gui.comparing.voice_row import VoiceRow
from annotator.gui.comparing.voices import usual
from annotator.gui.comparing.walking import Walking
from annotator.gui.pages import Page
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import button, chip, label
from annotator.project.changes import Changes

if TYPE_CHECKING:
    from annotator.gui.comparing.desk import ComparingDesk
    from annotator.gui.main_window import MainWindow
    from annotator.gui.palette.sheet_text import Group
    from annotator.gui.session import Session


class ComparePage(Page):
    """``read`` is what is shown; None while nothing is, or the first reading is under way."""

    def __init__(self, window: MainWindow, desk: ComparingDesk) -> None:
        super().__init__()
        self.setObjectName("compare-page")
        self._window = window
        self.desk = desk
        self.session: Session | None = None
        self.article_id: int | None = None
        self.read: Read | None = None
        self.current_id: str | None = None
        """Id of the current difference."""
        self.voices = VoiceRow()
        self.articles = ArticleList()
        self.texts = Texts()
        self.filters = Filters()
        self.list = DifferenceList()
        self.nothing = label("", "muted", wrap=True)
        self.details = Details()
        self.rules = RulesBar()
        self.third = ThirdBar(self.texts)
        self.empty = EmptyPlace()
        self.by_rule = button("Settle by rule … (R)", lambda: window.attempt(self.ruling.begin), "chip-row")
        self.side_by_side = chip("Side by side (V)")
        self.articles_shown = chip("Articles (L)")
        self.articles_shown.setChecked(True)
        for part in (self.by_rule, self.articles_shown, self.side_by_side):
            self.voices.beside.addWidget(part)
        self.body = lay_out(self)
        """What is shown where there is something to compare."""
        self.showing = Showing(window, self)
        self.walking = Walking(self)
        self.settling = Settling(window, self)
        self.ruling = Ruling(window, self)
        self.talking = Talking(window, self)
        self.keys = PageKeys(window, self)
        self._connect()

    def _connect(self) -> None:
        self.voices.changed.connect(self._on_voices)
        self.voices.done_wanted.connect(self.settling.mark_own_done)
        self.articles.chosen.connect(self.show_article)
        self.texts.spot_picked.connect(self.go_to)
        self.details.row_made.connect(lambda _row: order_tabs(self))
        self.filters.changed.connect(self._on_filter)
        self.list.walked.connect(self.go_to)
        self.side_by_side.clicked.connect(lambda on: self.texts.set_side_by_side(on))
        self.articles_shown.clicked.connect(self.articles.setVisible)

    # -- what the window says

    def set_theme(self, theme: Theme) -> None:
        for part in (self.articles, self.texts, self.list, self.details):
            part.set_theme(theme)
        self.showing.show_current(reveal=False)

    def set_session(self, session: Session | None) -> None:
        self.showing.drop()
        self.ruling.drop()
        self.third.end()
        self.rules.end()
        self.session, self.read, self.article_id, self.current_id = session, None, None, None
        self.voices.offer((), frozenset())
        self.articles.articles.forget_counts()
        self.texts.show_all(None)
        self.filters.clear()
        if session is not None:
            session.committed.connect(self._on_commit)

    def begin(self) -> None:
        session = self.session
        if session is not None:
            self.texts.set_look(self._window.workspace.view.look())
            self._offer(session)
            self.articles.articles.set_articles(session.project.articles())
            ids = self.articles.articles.ids()
            here = session.article.id if session.article is not None else None
            wanted = next((key for key in (here, self.article_id, *ids) if key in ids), None)
            if wanted != self.article_id:
                self.article_id, self.current_id = wanted, None
            self.showing.begin()
        super().begin()

    def first_field(self) -> QWidget:
        if not self.empty.isHidden():
            chips = [*self.voices.chips.values()]
            return self.empty.step if not self.empty.step.isHidden() else chips[0] if chips else self
        return self.texts.main if self.list.isHidden() else self.list

    def leave(self) -> None:
        """Go on in the article that was compared."""
        self.third.end()
        self.rules.end()
        self.showing.counting.stop()
        session, article_id, spot = self.session, self.article_id, self.current
        if session is None or self._window.session is not session or article_id is None:
            return
        if session.article is None or session.article.id != article_id:
            session.open_article(article_id)
        if spot is not None:
            self._window.workspace.view.reveal(spot.start, spot.end)

    def key_groups(self) -> tuple[Group, ...]:
        return KEY_GROUPS

    def go_back(self) -> bool:
        """Give up a third that is being made; close the rules."""
        if self.third.end() or self.rules.end():
            self.first_field().setFocus()
            return True
        return False

    # -- what is compared

    @property
    def current(self) -> Spot | None:
        """The current difference."""
        spots = self.read.differing if self.read is not None else ()
        return next((spot for spot in spots if spot.id == self.current_id), None)

    def show_article(self, article_id: int) -> None:
        """Compare another article."""
        if article_id != self.article_id:
            self.third.end()
            self.rules.end()
            self.article_id, self.current_id = article_id, None
            self.details.why.clear()
            self.showing.read()

    def go_to(self, spot_id: str) -> None:
        """Make a difference the current one."""
        if spot_id != self.current_id and self.read is not None:
            if not any(spot.id == spot_id for spot in self.read.differing):
                return
            self.third.end()
            self.current_id = spot_id
            self.list.show_current(spot_id)
            self.details.why.clear()
            self.showing.show_current()

    def go_into(self, start: int, end: int) -> None:
        """Make the first difference in a stretch of the text (code points) the current one."""
        spots = self.read.differing if self.read is not None else ()
        found = next((spot for spot in spots if spot.start < end and start < spot.end), None)
        if found is not None:
            self.go_to(found.id)

    # -- what happens

    def _offer(self, session: Session) -> None:
        layers = session.project.layers()
        there = {layer.id for layer in layers}
        choices = (self.desk.kept_layers() & there, self.voices.chosen & there)
        chosen = next((some for some in choices if len(some) > 1), usual(layers))
        self.voices.offer(layers, frozenset(chosen))
        self.keys.watch(self.voices.chips.values())
        order_tabs(self)

    def _on_voices(self) -> None:
        self.desk.keep_layers(self.voices.chosen)
        self.third.end()
        self.rules.end()
        self.showing.read()
        self.showing.count_all()

    def _on_filter(self) -> None:
        self.showing.show_list()
        if self.list.differences.number_of(self.current_id) is None:
            first = self.walking.first()
            if first is not None:
                self.go_to(first)

    def _on_commit(self, changes: Changes) -> None:
        session = self.session
        if session is None or not self.desk.shown:
            return
        if changes.kind != "do" and len(changes.article_ids) == 1:
            (article_id,) = changes.article_ids
            self.show_article(article_id)
        self.walking.follow(changes)
        self._offer(session)
        self.ruling.wait()
        self.showing.read_soon()
        if changes.bulk or changes.touched("codebooks") or changes.touched("actors"):
            self.showing.count_all()
        else:
            self.showing.counting.again(changes.article_ids)
