"""From one open thread to the next, in this article and then in the others of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project import comments as talk
from annotator.project.queries import reader

if TYPE_CHECKING:
    from annotator.gui.talk.desk import TalkDesk
    from annotator.model.comment import Thread


class Walking:
    def __init__(self, desk: TalkDesk) -> None:
        self._desk = desk

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) open thread; after the last of the article to another's."""
        self._desk.look()
        threads = [thread for thread in self._desk.here.threads if thread.is_open]
        following = self._following(threads, step)
        if following is not None:
            self._go(following, threads)
        else:
            self._elsewhere(step)

    def _following(self, threads: list[Thread], step: int) -> Thread | None:
        """The nearest one after (1) or before (-1) the one that is read, else the caret."""
        desk = self._desk
        session, target = desk.need(), desk.target
        places = {thread.id: thread.place for thread in desk.here.threads}
        article = session.article.id if session.article is not None else 0
        if target is not None and target.thread_id in places:
            at = places[target.thread_id]
        else:
            caret = desk.window.workspace.view.caret()
            at = (article, caret if caret else -2, "", "")
        if step > 0:
            return next((thread for thread in threads if thread.place > at), None)
        return next((thread for thread in reversed(threads) if thread.place < at), None)

    def _elsewhere(self, step: int) -> None:
        """Look through the other articles beside the window; at last through this one from its other end."""
        desk = self._desk
        session, window = desk.need(), desk.window
        order = window.workspace.articles.model.shown_ids()
        here = session.article.id if session.article is not None else None
        at = order.index(here) if here in order else len(order) - 1
        ahead = order[at + 1 :] + order[: at + 1]
        if step < 0:
            ahead = [*reversed(order[:at]), *reversed(order[at:])]
        path, annotator = session.project.path, session.project.annotator

        def work() -> dict[int, list[Thread]]:
            found: dict[int, list[Thread]] = {}
            with reader(path, annotator) as queries:
                for thread in talk.talk(queries).threads:
                    if thread.is_open:
                        found.setdefault(thread.article_id, []).append(thread)
            return found

        def done(found: dict[int, list[Thread]]) -> None:
            article = next((number for number in ahead if number in found), None)
            if article is None:
                window.hint(f"There is no open comment. {window.commands.key('talk.comment')} begins one.")
            else:
                self._go(found[article][0 if step > 0 else -1], found[article])

        window.background.run(work, done)

    def _go(self, thread: Thread, among: list[Thread]) -> None:
        self._desk.read(thread)
        if self._desk.shown():
            return  # it is read there
        number = [each.id for each in among].index(thread.id) + 1
        last = thread.last
        self._desk.window.hint(f"{last.created_by}: {' '.join(last.text.split())} ({number} of {len(among)})")
