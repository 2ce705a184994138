"""Links in the article: step through those of the current annotation, show all, delete the selected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.gui.article_view import Arc
from annotator.gui.commands.command import HintError
from annotator.gui.widgets.parts import counted

if TYPE_CHECKING:
    from annotator.gui.article_view import ArticleView
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_LONGEST = 40


class LinkDesk(QObject):
    """Says what is selected, for the hand that draws it is in the view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._said = ""
        self._view.links.selected_changed.connect(self._say)

    @property
    def _view(self) -> ArticleView:
        return self._window.workspace.view

    @property
    def all_shown(self) -> bool:
        return self._view.painter.all_links

    def toggle_all(self) -> None:
        """Show all links at once, or again only those of the current annotation."""
        self._view.links.show_all(not self.all_shown)

    def toggle_fold(self) -> None:
        links, view = self._view.links, self._view
        if not (links.toggle_fold() or links.toggle_fold(view.caret())):
            mark = view.article_layout.index.by_id.get(view.current() or "")
            line = view.article_layout.place_of(mark.start if mark is not None else view.caret())[1]
            there = counted(len(line.units), "annotation")
            raise HintError(f"Nothing is folded here: all {there} of this line are shown already.")

    def step(self, step: int) -> None:
        """Select the next (1) or previous (-1) link of the current annotation."""
        if self._view.links.step(step) is None:
            key = self._window.commands.key("annotation.link")
            raise HintError(f"This annotation has no links yet: {key} makes one.")

    def _say(self, arc: Arc | None) -> None:
        messages = self._window.messages
        if arc is None:
            if messages.text.text() == self._said:
                messages.hide()
            return
        view, index = self._view, self._view.article_layout.index
        other = index.by_id[view.links.other_end(arc)]
        number, count = view.links.place_of(arc)
        quote = short(view.article_layout.text.text[other.start : other.end])
        does = "goes there" if arc.suggested else "goes there, Del deletes the link"
        of = f"{number} of {count}" if count > 1 else "the only one"
        self._said = f"Link “{arc.label}” to {other.label} “{quote}” ({of}): Enter {does}, Esc lets go."
        self._window.hint(self._said)


def delete_selected(view: ArticleView, session: Session) -> bool:
    """Delete the link that is selected in the article; returns whether there was one.

    :raises HintError: if it is only suggested.
    """
    arc = view.links.selected
    if arc is None:
        return False
    if arc.suggested:
        raise HintError(
            "This link is only suggested: it comes with its annotations when you accept them with links."
        )
    session.delete_link(arc.id)
    view.links.select(None)
    return True


def short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
