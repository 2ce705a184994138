"""What an open transaction gathers, and what of it the history and the listeners are told."""

from __future__ import annotations

from annotator.project.changes import Changes
from annotator.store.history import ChangeKind
from annotator.store.rows import Change, ColumnChange, RowChange


class Transaction:
    """What an open :meth:`annotator.project.project.Project.transact` gathers.

    ``summary`` entries go to the history and ``bulk`` names to the :class:`Changes` where many rows
    were written at once; ``articles`` are those that such writes touched.  ``keeps_stamps`` says that the
    rows came from another copy and their revisions were put with the stamps that they have there.
    """

    def __init__(self, title: str, article_id: int | None, layers: set[int]) -> None:
        self.title = title
        self.article_id = article_id
        self.layers = layers
        self.changes: list[Change] = []
        self.summary: list[dict[str, object]] = []
        self.bulk: set[str] = set()
        self.articles: set[int] = set()
        self.keeps_stamps = False
        self.alone = ""
        """What to say where something else is to be written before it ends; empty: that joins it."""

    def touched_articles(self) -> frozenset[int]:
        """The articles that it is about: the named one, and those of the rows that changed."""
        rows = (change for change in self.changes if isinstance(change, RowChange))
        states = (state for change in rows for state in (change.before, change.after))
        touched = {state["article_id"] for state in states if state is not None and "article_id" in state}
        for change in self.changes:
            if isinstance(change, ColumnChange):
                touched |= change.articles
            elif change.table == "articles":
                touched.add(change.key[0])
        named = set() if self.article_id is None else {self.article_id}
        return frozenset(touched | named | self.articles)

    def as_changes(self, kind: ChangeKind, initiator: str) -> Changes:
        """What the listeners are told once it is committed."""
        return Changes(
            self.title,
            kind,
            initiator,
            tuple(change for change in self.changes if isinstance(change, RowChange)),
            self.touched_articles(),
            frozenset(self.bulk | {c.table for c in self.changes if isinstance(c, ColumnChange)}),
        )
