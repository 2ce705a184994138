"""Reads what is compared beside the window, and shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.gui.comparing.article_list import Count
from annotator.gui.comparing.counting import Counting
from annotator.gui.comparing.difference_rows import DifferenceRow
from annotator.gui.comparing.page_words import fill_empty, notice, progress_words, why_nothing
from annotator.gui.comparing.reading import Read, read_article
from annotator.gui.comparing.standing import OPEN
from annotator.gui.comparing.texts import Shown
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage
    from annotator.gui.main_window import MainWindow

_AGAIN_AFTER = 30
"""Milliseconds after a change in which others may follow, before the article is read anew."""


class Showing(QObject):
    def __init__(self, window: MainWindow, page: ComparePage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page
        self._number = 0
        """How often it was read; what an earlier reading finds comes too late."""
        self._seen: str | None = None
        """Id of the difference that was shown last as the current one."""
        self._begun = False
        """Whether the person has come to the page and nothing was shown since."""
        self._then: Callable[[], object] | None = None
        self.counting = Counting(window, self)
        self.counting.counted.connect(self._on_counted)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER)
        self._again.timeout.connect(self.read)

    def drop(self) -> None:
        """Forget what is on its way."""
        self._number += 1
        self._again.stop()
        self.counting.stop()
        self._then = None

    def begin(self) -> None:
        """The person has come to the page: show the article first, and count all others then."""
        self._begun = True
        self._page.articles.articles.forget_counts()
        self.read()

    @property
    def busy(self) -> bool:
        """Whether another article is to be shown and is not there yet."""
        read = self._page.read
        return read is None or read.article.id != self._page.article_id

    def read_soon(self) -> None:
        """Read the article anew, when no other change follows at once."""
        self._again.start()

    def when_read(self, then: Callable[[], object]) -> None:
        """Do something as soon as the article is shown."""
        self._then = then

    def read(self) -> None:
        """Read the comparison of the article and show it."""
        page = self._page
        session, voices, article_id = page.session, page.voices.voices, page.article_id
        self._again.stop()
        self._number += 1
        number = self._number
        can = session is not None and len(voices) > 1 and article_id is not None
        page.body.setVisible(can)
        page.empty.setVisible(not can)
        if session is None or article_id is None or not can:
            page.read, self._then = None, None
            self._say_progress()
            if session is not None:
                fill_empty(page.empty, self._window, session.project.layers(), article_id is not None)
                page.voices.tell("")
            return
        path, annotator = session.project.path, session.project.annotator
        page.articles.show_current(article_id)

        def work() -> Read:
            with reader(path, annotator) as queries:
                return read_article(queries, article_id, voices)

        def done(found: Read) -> None:
            if number == self._number:
                self._show(found)

        def failed(error: Exception) -> None:
            if number == self._number:
                self._window.complain(str(error))

        self._window.background.run(work, done, failed)

    def count_all(self) -> None:
        """Count the open differences of every article."""
        page = self._page
        page.articles.articles.forget_counts()
        if page.session is not None:
            here = [page.article_id] if page.article_id is not None else []
            ids = page.articles.articles.ids()
            self.counting.start(page.session, page.voices.voices, [*here, *ids])

    def show_list(self) -> None:
        """Show the differences that pass the filter."""
        page, read = self._page, self._page.read
        rows = self.rows()
        page.filters.offer(rows, read.present if read is not None else ())
        passing = page.filters.passing(rows)
        had = self._window.focusWidget() is page.list
        page.list.show_rows(passing, page.current_id)
        page.list.setVisible(bool(passing))
        page.nothing.setVisible(not passing)
        page.filters.setVisible(bool(rows))
        page.details.setVisible(bool(rows))
        self._say_nothing()
        if not passing and had:
            page.texts.main.setFocus()

    def show_current(self, *, reveal: bool = True) -> None:
        """Frame the current difference in the text, and show what is said there."""
        page, read, spot = self._page, self._page.read, self._page.current
        if read is None:
            return
        writable = page.session is not None and not page.session.project.read_only and not read.locked
        self._seen = page.current_id
        page.texts.show_current(spot, reveal=reveal)
        standing = read.standing(spot) if spot is not None else OPEN
        page.details.show_spot(spot, standing, read.codebook, read.comparison.actors, writable=writable)

    def rows(self) -> list[DifferenceRow]:
        """All differences of the article."""
        read = self._page.read
        return [DifferenceRow(s, read.standing(s)) for s in read.differing] if read is not None else []

    # -- inside

    def _show(self, read: Read) -> None:
        page = self._page
        new = page.read is None or page.read.article.id != read.article.id
        page.read = read
        page.list.set_codebook(read.codebook)
        if page.current is None:
            page.current_id = page.walking.first()
        page.texts.show_all(
            Shown(
                read.article,
                read.codebook,
                read.present or read.voices[:1],
                read.spots,
                read.standings,
                read.comparison.links,
                page.current,
            )
        )
        # Also where another window is before this one just now.
        focused = self._window.focusWidget() in (page.texts.main, page.list)
        self.show_list()
        self.show_current(reveal=new or page.current_id != self._seen)
        page.voices.tell(*notice(read, page.session))
        if self._begun:
            self.count_all()
        page.articles.articles.set_counts({read.article.id: read.count})
        self._say_progress()
        page.ruling.again()
        if (self._begun or new) and focused and not page.list.isHidden():
            page.list.setFocus()
        self._begun = False
        then, self._then = self._then, None
        if then is not None:
            then()

    def _say_nothing(self) -> None:
        page = self._page
        if page.list.isHidden():
            left = page.articles.articles.left()
            page.nothing.setText(why_nothing(page.read, page.filters, left))

    def _say_progress(self) -> None:
        if self._page.desk.shown:
            left, ready = self._page.articles.articles.left(), self.counting.ready
            self._window.pages.note.show_text(progress_words(self._page.read, left, ready))

    def _on_counted(self, counts: dict[int, Count]) -> None:
        self._page.articles.articles.set_counts(counts)
        self._say_progress()
        self._say_nothing()
