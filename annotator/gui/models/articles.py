"""The article list: every article with its state and how many suggestions wait, searched and filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.guards import guarded
from annotator.model.article import ArticleSummary, State

STATES: tuple[State, ...] = ("to do", "in progress", "done", "in doubt")

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The :class:`ArticleRow` of an index."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of the list.  ``undecided`` counts the suggestions that wait for the annotator."""

    summary: ArticleSummary
    state: State
    undecided: int

    @property
    def title(self) -> str:
        return title_of(self.summary)

    @property
    def details(self) -> str:
        """Date and source, as far as they are known."""
        return " · ".join(part for part in (self.date, self.summary.metadata.source) if part)

    @property
    def date(self) -> str:
        return self.summary.metadata.published[:10]

    @property
    def spoken(self) -> str:
        """All of it in words, for screen readers."""
        waits = f"{self.undecided} to decide" if self.undecided else ""
        return ", ".join(part for part in (self.title, state_text(self.state), waits, self.details) if part)


def title_of(summary: ArticleSummary) -> str:
    """Its title, else the file it came from, else its number."""
    return summary.metadata.title or PurePath(summary.origin).name or f"Article {summary.id}"


def state_text(state: State) -> str:
    """The state as shown: “To do”."""
    return state.capitalize()


class ArticleListModel(QAbstractListModel):
    """Rows are articles in the order of import, unless another is set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[ArticleSummary] = []
        self._shown: list[ArticleSummary] = []
        self._rows: dict[int, int] = {}
        self._states: dict[int, State] = {}
        self._undecided: dict[int, int] = {}
        self._state: State | None = None
        self._found: frozenset[int] | None = None
        self._scope: frozenset[int] | None = None
        self._ranks: dict[int, int] = {}

    # -- what Qt asks

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.title, row.details, row.summary.origin) if part)
        return None

    # -- what it holds

    def set_articles(self, articles: Iterable[ArticleSummary]) -> None:
        self._all = list(articles)
        self._refilter()

    def set_states(self, states: Mapping[int, State]) -> None:
        """Articles not named are to do."""
        self._states = dict(states)
        if self._state is not None:
            self._refilter()
        else:
            self._repaint()

    def set_state(self, article_id: int, state: State) -> None:
        """One article; it stays listed under the filter it was found by, so that the list does not jump."""
        if self._state_of(article_id) != state:
            self._states[article_id] = state
            self._repaint(article_id)

    def set_undecided(self, counts: Mapping[int, int]) -> None:
        self._undecided = dict(counts)
        self._repaint()

    def set_undecided_of(self, article_id: int, count: int) -> None:
        if self._undecided.get(article_id, 0) != count:
            self._undecided[article_id] = count
            self._repaint(article_id)

    def set_scope(self, scope: Collection[int] | None) -> None:
        """List and count only these articles, as if there were no others; None: all."""
        self._scope = None if scope is None else frozenset(scope)
        self._refilter()

    def filter(self, state: State | None, found: Collection[int] | None) -> None:
        """Show articles of this state and among these ids; None: all."""
        self._state = state
        self._found = None if found is None else frozenset(found)
        self._refilter()

    def set_order(self, first: Sequence[int]) -> None:
        """Show these articles first, in this order, and the others after them in the order of import."""
        self._ranks = {article_id: rank for rank, article_id in enumerate(first)}
        self._refilter()

    # -- asking

    def row(self, number: int) -> ArticleRow:
        summary = self._shown[number]
        return ArticleRow(summary, self._state_of(summary.id), self._undecided.get(summary.id, 0))

    def index_of(self, article_id: int) -> QModelIndex:
        """Invalid where the article is not shown."""
        number = self._rows.get(article_id)
        return QModelIndex() if number is None else self.index(number)

    def neighbour(self, article_id: int | None, step: int) -> int | None:
        """Id of the next (1) or previous (-1) shown article; of the first where none is open."""
        if not self._shown:
            return None
        number = self._rows.get(article_id) if article_id is not None else None
        if number is None:
            return self._shown[0].id
        number += step
        return self._shown[number].id if 0 <= number < len(self._shown) else None

    def summaries(self) -> list[ArticleSummary]:
        """Every article, whatever is shown."""
        return list(self._all)

    def shown_ids(self) -> list[int]:
        """The articles that are listed, in their order."""
        return [summary.id for summary in self._shown]

    def total(self) -> int:
        return len(self._all)

    def counts(self) -> Counter[State]:
        """How many articles of the scope there are of each state, whatever is shown."""
        return Counter(self._state_of(summary.id) for summary in self._all if self._in_scope(summary.id))

    # -- inside

    def _in_scope(self, article_id: int) -> bool:
        return self._scope is None or article_id in self._scope

    def _state_of(self, article_id: int) -> State:
        return self._states.get(article_id, "to do")

    def _refilter(self) -> None:
        self.beginResetModel()
        self._shown = [
            summary
            for summary in self._all
            if self._in_scope(summary.id)
            and (self._state is None or self._state_of(summary.id) == self._state)
            and (self._found is None or summary.id in self._found)
        ]
        if self._ranks:
            self._shown.sort(key=lambda summary: self._ranks.get(summary.id, len(self._ranks)))
        self._rows = {summary.id: number for number, summary in enumerate(self._shown)}
        self.endResetModel()

    def _repaint(self, article_id: int | None = None) -> None:
        if article_id is None:
            if self._shown:
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        elif (index := self.index_of(article_id)).isValid():
            self.dataChanged.emit(index, index)
