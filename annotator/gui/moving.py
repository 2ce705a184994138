"""Moving about: to the search fields, from panel to panel, to a page, and back to the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page


class Moving:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def find_in_article(self) -> None:
        self.leave_page()
        self._window.workspace.find_bar.begin()

    def search(self) -> None:
        """Put the keyboard into the search of the article list."""
        self.leave_page()
        workspace = self._window.workspace
        workspace.fold(workspace.articles, False)
        workspace.articles.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        workspace.articles.search.selectAll()

    def cycle_panels(self, step: int) -> None:
        """Give the keyboard to the next (1) or previous (-1) panel."""
        self._window.show_current()
        self._window.workspace.cycle(step)

    def back_to_article(self) -> None:
        """Give the keyboard to the article; if it has it, let go of the current annotation, then of the list.

        What is being saved bit by bit is stopped before anything else.  A message is closed first, and a page
        in the article's stead; before that what the page asks or says.
        """
        window = self._window
        if window.session is not None and window.session.project.steps.release() is not None:
            return
        if window.pages.shown is not None and window.pages.page(window.pages.shown).go_back():
            return
        view, told = window.workspace.view, window.messages.isVisible()
        window.messages.hide()
        if self.leave_page() or window.session is None or (told and view.hasFocus()):
            return
        if view.hasFocus() and window.workspace.find_bar.isVisible():
            window.workspace.find_bar.close_bar()
        elif not view.hasFocus():
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif window.session.current_id is not None:
            window.session.set_current(None)
        else:
            window.workspace.drawer.fold()

    # -- panels

    def panel_shown(self, name: str) -> bool:
        return not self.panel(name).isHidden()

    def toggle_panel(self, name: str) -> None:
        self._window.workspace.fold(self.panel(name), self.panel_shown(name))

    def panel(self, name: str) -> QWidget:
        workspace = self._window.workspace
        return workspace.articles if name == "articles" else workspace.side

    # -- lists below the article

    def toggle_list(self, name: str) -> None:
        """Open a list below the article, or go to it; where the keyboard is in it already, close it."""
        drawer = self._window.workspace.drawer
        if drawer.shown == name and drawer.holds_keyboard():
            drawer.fold()
            self._window.workspace.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.open_list(name)

    def open_list(self, name: str) -> Page:
        self.leave_page()
        return self._window.workspace.drawer.open(name)

    def list_shown(self, name: str) -> bool:
        return self._window.workspace.drawer.shown == name

    # -- pages in the article's stead

    def open_page(self, name: str) -> Page:
        """Show a page in the article's stead."""
        return self._window.show_page(name)

    def leave_page(self) -> bool:
        """Go back from a page to the article; whether there was one."""
        window = self._window
        if window.pages.shown is None:
            return False
        window.pages.fold()
        return True
