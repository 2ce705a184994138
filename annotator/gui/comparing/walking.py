"""From difference to difference, and from article to article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator.gui.commands.command import HintError

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage
    from annotator.project.changes import Changes
    from annotator.store.rows import RowChange


class Walking:
    def __init__(self, page: ComparePage) -> None:
        self._page = page

    def first(self) -> str | None:
        """Where one begins in an article: at the first open difference, else at the first."""
        rows = self._page.filters.passing(self._page.showing.rows())
        still = [row for row in rows if row.standing.state != "settled"]
        return (still or rows)[0].spot.id if rows else None

    def step(self, step: int) -> None:
        """To the next (1) or previous (-1) difference that is listed.

        :raises HintError: if there is none that way.
        """
        rows = self._page.list.differences.rows
        number = self._page.list.differences.number_of(self._page.current_id)
        if not rows and self._page.showing.busy:
            return
        if not rows:
            raise HintError("No difference is listed here.")
        wanted = (0 if step > 0 else len(rows) - 1) if number is None else number + step
        if not 0 <= wanted < len(rows):
            raise HintError("This is the last difference." if step > 0 else "This is the first difference.")
        self._page.go_to(rows[wanted].spot.id)

    def step_open(self, step: int) -> None:
        """To the next or previous difference that is not settled; after the last of an article to the next
        article that has any.

        :raises HintError: if there is none that way.
        """
        found = self.next_open(step)
        articles = self._page.articles.articles
        if found is not None:
            self._page.go_to(found)
        elif step > 0 and self._any_open() and articles.next_open(self._page.article_id, 1) is None:
            self._page.go_to(self.first() or "")
        else:
            self.step_article(step)

    def next_open(self, step: int = 1) -> str | None:
        """The next listed difference that is open."""
        rows = self._page.list.differences.rows
        number = self._page.list.differences.number_of(self._page.current_id)
        at = (-1 if step > 0 else len(rows)) if number is None else number
        numbers = range(at + 1, len(rows)) if step > 0 else range(at - 1, -1, -1)
        return next((rows[n].spot.id for n in numbers if rows[n].standing.state != "settled"), None)

    def step_article(self, step: int) -> None:
        """To the next or previous article with open differences.

        :raises HintError: if there is none that way.
        """
        page = self._page
        found = page.articles.articles.next_open(page.article_id, step)
        if found is None:
            way = "after" if step > 0 else "before"
            more = " so far: they are still being counted" if not page.showing.counting.ready else ""
            raise HintError(f"No article {way} this one has open differences{more}.")
        page.show_article(found)

    def follow(self, changes: Changes) -> None:
        """After undo and redo, go where something changed."""
        if changes.kind == "do" or self._page.read is None:
            return
        ids = {key for row in changes.rows if row.table == "settlements" for key in _members(row)}
        found = next(
            (
                spot.id
                for spot in self._page.read.differing
                if ids & {annotation.id for annotation in spot.members.values()}
            ),
            None,
        )
        if found is not None:
            self._page.current_id = found

    # -- inside

    def _any_open(self) -> bool:
        return any(row.standing.state != "settled" for row in self._page.list.differences.rows)


def _members(row: RowChange) -> set[str]:
    """Ids of the annotations that a settlement is about."""
    kept = row.after or row.before or {}
    members = json.loads(kept.get("members", "[]"))
    return {member["annotation"] for member in members if member.get("annotation")}
