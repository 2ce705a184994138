"""What the commands about patterns do: go to their page, and make one of the words that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import HintError
from annotator.model.knowledge import Pattern
from annotator.model.text_units import trimmed

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page


class PatternDesk:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def make_page(self) -> Page:
        from annotator.gui.patterns.page import PatternsPage

        return PatternsPage(self._window)

    def show_page(self) -> None:
        """Go to the page of all patterns."""
        self._window.moving.open_page("patterns")

    def from_selection(self) -> None:
        """Go there with the selected words as a new pattern, or those of the current annotation, as it is."""
        from annotator.gui.patterns.page import PatternsPage

        window, session = self._window, self._window.session
        if session is None or session.article is None:
            return
        view, text, current = window.workspace.view, session.article.text, session.current
        span = view.selected_span()
        piece = trimmed(text, *span) if span is not None else None
        like: Pattern | None = None
        if piece is None and current is not None:
            piece = current.segments[0]
            like = Pattern("", current.label, "x", current.attributes, actor_id=current.actor_id)
        if piece is None:
            piece = view.word_at_caret()
        if piece is None:
            raise HintError("Select some words or an annotation first: a pattern is made of them.")
        words = " ".join(text[slice(*piece)].split())
        page = window.moving.open_page("patterns")
        assert isinstance(page, PatternsPage)
        page.propose(words, like)
