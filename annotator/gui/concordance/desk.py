"""What the commands about the concordance do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from annotator.gui.commands.command import HintError
from annotator.model.text_units import trimmed
from annotator.project.concordance.elsewhere import Wanted, wanted_from
from annotator.project.concordance.query import Query

if TYPE_CHECKING:
    from annotator.gui.concordance.page import ConcordancePage
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page

NAME = "concordance"


class ConcordanceDesk:
    """Opens the list of a window; it is made when it is first opened."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.workspace.drawer.add(NAME, "Concordance", self._make)
        window.workspace.articles.lines_wanted.connect(self.ask_words)

    def _make(self) -> Page:
        from annotator.gui.concordance.page import ConcordancePage

        return ConcordancePage(self._window)

    def toggle(self) -> None:
        """Open the list, with the words that are selected or that all articles were searched for.

        Where the keyboard is in it already, close it.
        """
        view, window = self._window.workspace.view, self._window
        words = self._selected() if view.hasFocus() else None
        field = window.workspace.articles.search
        sought = field.text().strip() if field.hasFocus() else ""
        window.moving.toggle_list(NAME)
        if self.shown() and self.page.is_spreading:
            self.page.end_spreading()
            self.page.begin()
        if self.shown() and words is not None:
            self.page.ask(Query(f"“{words[0]}”" if " " in words[0] else words[0]))
        elif self.shown() and sought:
            self.page.ask(Query(sought))

    def shown(self) -> bool:
        return self._window.moving.list_shown(NAME)

    @property
    def page(self) -> ConcordancePage:
        return cast("ConcordancePage", self._window.workspace.drawer.page(NAME))

    def ask(self, query: Query) -> None:
        """Open the list on this: all mentions of an actor, all annotations with a label."""
        self._window.moving.open_list(NAME)
        self.page.ask(query)

    def ask_words(self, words: str) -> None:
        """Open the list on each place of these words, with the keyboard in it as soon as there are any."""
        self.ask(Query(words))

    def everywhere(self) -> None:
        """Find where else the selected words, or those of the current annotation, stand."""
        window, session = self._window, self._window.session
        if session is None or session.article is None:
            return
        selected, current = self._selected(), session.current
        if selected is not None:
            wanted = Wanted(selected[0], (session.article.id, selected[1]))
        elif current is None and (word := window.workspace.view.word_at_caret()) is not None:
            wanted = Wanted(session.article.text[slice(*word)], (session.article.id, word))
        elif current is None:
            raise HintError("Select an annotation or some words first: they are looked for everywhere.")
        elif len(current.segments) > 1:
            raise HintError("This annotation has several pieces: select the words that are to be found.")
        else:
            wanted = wanted_from(current)
        was_open = window.workspace.drawer.shown is not None
        page = self.page
        page.following.leave_from(was_open=was_open)
        window.moving.open_list(NAME)
        page.spread(wanted)

    def _selected(self) -> tuple[str, tuple[int, int]] | None:
        """The selected words and where they stand, without white space at their ends."""
        session, span = self._window.session, self._window.workspace.view.selected_span()
        article = session.article if session is not None else None
        piece = trimmed(article.text, *span) if article is not None and span is not None else None
        return (article.text[slice(*piece)], piece) if article is not None and piece is not None else None
