"""What the commands of comparing do: they open its page, and walk and settle on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.model.layer import Layer


class ComparingDesk(QObject):
    """The page is made when it is first opened."""

    NAME = "compare"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.pages.add(self.NAME, "Compare", self._make)

    def _make(self) -> Page:
        from annotator.gui.comparing.page import ComparePage

        return ComparePage(self._window, self)

    @property
    def page(self) -> ComparePage:
        """The page, made where that has not been done."""
        from annotator.gui.comparing.page import ComparePage

        found = self._window.pages.page(self.NAME)
        assert isinstance(found, ComparePage)
        return found

    @property
    def shown(self) -> bool:
        return self._window.pages.shown == self.NAME

    def show_page(self) -> None:
        """Compare the article that is open."""
        self._window.moving.open_page(self.NAME)

    def show_article(
        self, article_id: int, layers: Iterable[Layer], span: tuple[int, int] | None = None
    ) -> None:
        """Compare these layers on an article; at the first difference in ``span`` (code points)."""
        session = self._window.session
        if session is None:
            return
        self._window.pages.fold()
        session.open_article(article_id)
        self.keep_layers(frozenset(layer.id for layer in layers))
        self.show_page()
        if span is not None:
            self.page.showing.when_read(lambda: self.page.go_into(*span))

    def next_open(self) -> None:
        """Go to the page, or on it to the next difference that is open."""
        if self.shown:
            self.page.walking.step_open(1)
        else:
            self.show_page()

    @property
    def side_by_side(self) -> bool:
        return self.shown and self.page.texts.side_by_side

    def toggle_side_by_side(self) -> None:
        """One text, or a column for each layer."""
        if not self.shown:
            self.show_page()
        self.page.side_by_side.click()

    def settle_agreed(self) -> None:
        """Open the box of rules with what all agree on, in all articles."""
        self._settle(lambda page: page.ruling.begin_all_agreed())

    def settle_by_rule(self) -> None:
        """Open the box of rules."""
        self._settle(lambda page: page.ruling.begin())

    def _settle(self, begin: Callable[[ComparePage], None]) -> None:
        """Once the article has been compared."""
        if self.shown:
            begin(self.page)
        else:
            self.show_page()
            self.page.showing.when_read(lambda: self._window.attempt(lambda: begin(self.page)))

    # -- which layers, remembered for each project on this machine

    def kept_layers(self) -> frozenset[int]:
        session = self._window.session
        if session is None:
            return frozenset()
        return frozenset(self._window.settings.compared(session.project.path))

    def keep_layers(self, chosen: frozenset[int]) -> None:
        session = self._window.session
        if session is not None:
            self._window.settings.keep_compared(session.project.path, chosen)
