"""What colleagues say to each other about a difference: how much it is, and where it is read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.gui.commands.command import HintError
from annotator.gui.talk.over import TalkOver
from annotator.gui.talk.target import Target
from annotator.gui.talk.writing import is_about
from annotator.gui.widgets.parts import counted
from annotator.project import comments as talk

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage
    from annotator.gui.comparing.spots import Spot
    from annotator.gui.main_window import MainWindow
    from annotator.model.comment import Thread

_COMMAND = "talk.comment"


class Talking(QObject):
    def __init__(self, window: MainWindow, page: ComparePage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page
        self.over: TalkOver | None = None
        page.details.comment_wanted.connect(lambda: window.attempt(self.open))
        page.details.shown.connect(self._show_count)
        window.talk.changed.connect(self._show_count)

    def open(self) -> None:
        """Write about the current difference, or answer where an open thread is about it.

        :raises UserError: if there is none, or nothing can be written.
        """
        spot, article_id = self._page.current, self._page.article_id
        if spot is None or article_id is None:
            raise HintError("Go to a difference first: a comment is about what is said there.")
        threads = self._threads(spot)
        if self.over is None:
            self.over = TalkOver(self._window.talk, self._page)
        targets = self._targets(spot, article_id)
        self.over.open(Target(article_id, threads[-1].id) if threads else targets[0])

    # -- inside

    def _show_count(self) -> None:
        button, spot = self._page.details.comment, self._page.details.spot
        button.setVisible(spot is not None)
        if spot is not None and self._page.session is not None:
            number = sum(len(thread.readable) for thread in self._threads(spot))
            told = counted(number, "comment") if number else "Comment"
            button.setText(self._window.commands.with_key(told, _COMMAND))

    def _threads(self, spot: Spot) -> list[Thread]:
        """The open ones about what any layer says there."""
        session, article_id = self._page.session, self._page.article_id
        if session is None or article_id is None:
            return []
        targets = self._targets(spot, article_id)
        return [
            thread
            for thread in talk.threads(session.project, article_id)
            if thread.is_open and any(is_about(thread, target) for target in targets)
        ]

    @staticmethod
    def _targets(spot: Spot, article_id: int) -> list[Target]:
        """What most say first, then what each says; the words where nobody says anything any more."""
        first = [spot.first] if spot.first is not None else []
        said = [*first, *(variant.annotation for variant in spot.said)]
        said += [annotation for annotation in spot.members.values() if annotation not in said]
        there = [each for each in said if each is not None]
        ids = [each.id for each in there] + [each.derived_from for each in there if each.derived_from]
        targets = [Target(article_id, annotation_id=key) for key in ids]
        return targets or [Target(article_id, span=(spot.start, spot.end))]
