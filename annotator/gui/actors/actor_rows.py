"""The list of all actors: searched, filtered by kind, sorted by name or by how often they are mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import counted
from annotator.model.actor import Actor
from annotator.model.naming import plain

if TYPE_CHECKING:
    from annotator.project.queries import Queries

Order = Literal["name", "mentions"]

ACTOR_ROLE = Qt.ItemDataRole.UserRole
"""The :class:`ActorRow` of an index."""

MARKED_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether it is marked for merging."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ActorRow:
    """``mentions`` and ``articles`` count over all layers; ``searched`` is what typing is compared with."""

    actor: Actor
    mentions: int
    articles: int
    searched: str
    by_name: str

    @property
    def details(self) -> str:
        """Kind, counts and aliases in one line."""
        return " · ".join(
            part for part in (self.actor.kind, self.counts, ", ".join(self.actor.aliases)) if part
        )

    @property
    def counts(self) -> str:
        if not self.mentions:
            return "no mention"
        return f"{counted(self.mentions, 'mention')} in {counted(self.articles, 'article')}"


def read_rows(queries: Queries) -> list[ActorRow]:
    """Every actor that counts for itself; may run beside the window."""
    numbers = queries.mention_counts()
    return [
        ActorRow(
            actor,
            *numbers.get(actor.id, (0, 0)),
            searched="\n" + "\n".join(plain(name) for name in (actor.name, *actor.aliases)),
            by_name=plain(actor.name),
        )
        for actor in queries.actors()
    ]


class ActorListModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[ActorRow] = []
        self._shown: list[ActorRow] = []
        self._numbers: dict[str, int] = {}
        self._words = ""
        self._kind: str | None = None
        self._order: Order = "name"
        self.marked: dict[str, None] = {}
        """Ids in the order in which they were marked; kept while the list is searched."""

    # -- what Qt asks

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == ACTOR_ROLE:
            return row
        if role == MARKED_ROLE:
            return row.actor.id in self.marked
        if role == Qt.ItemDataRole.DisplayRole:
            return row.actor.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marked = "marked, " if row.actor.id in self.marked else ""
            return f"{marked}{row.actor.name}, {row.details}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.actor.name, row.details, row.actor.note) if part)
        return None

    # -- what it holds

    def set_rows(self, rows: Iterable[ActorRow]) -> None:
        self._all = list(rows)
        there = {row.actor.id for row in self._all}
        self.marked = {key: None for key in self.marked if key in there}
        self._refilter()

    def show(self, words: str, kind: str | None, order: Order) -> None:
        """Only actors with these words in name or alias, of this kind (None: all), in this order."""
        self._words, self._kind, self._order = plain(words), kind, order
        self._refilter()

    def toggle(self, index: _Index) -> None:
        """Mark an actor, or take the mark away."""
        row: ActorRow | None = index.data(ACTOR_ROLE)
        if row is None:
            return
        if row.actor.id in self.marked:
            del self.marked[row.actor.id]
        else:
            self.marked[row.actor.id] = None
        self.dataChanged.emit(index, index)

    def unmark(self) -> None:
        self.marked.clear()
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    # -- asking

    def row(self, number: int) -> ActorRow:
        return self._shown[number]

    def row_of(self, actor_id: str) -> ActorRow | None:
        """Also of one that is not shown."""
        return next((row for row in self._all if row.actor.id == actor_id), None)

    def index_of(self, actor_id: str) -> QModelIndex:
        """Invalid where the actor is not shown."""
        number = self._numbers.get(actor_id)
        return QModelIndex() if number is None else self.index(number)

    def total(self) -> int:
        return len(self._all)

    def kinds(self) -> Counter[str]:
        """How many actors there are of each kind."""
        return Counter(row.actor.kind for row in self._all)

    def _refilter(self) -> None:
        self.beginResetModel()
        words, kind = self._words, self._kind
        self._shown = [
            row
            for row in self._all
            if (kind is None or row.actor.kind == kind) and (not words or words in row.searched)
        ]
        if self._order == "mentions":
            self._shown.sort(key=lambda row: (-row.mentions, row.by_name))
        else:
            self._shown.sort(key=lambda row: row.by_name)
        self._numbers = {row.actor.id: number for number, row in enumerate(self._shown)}
        self.endResetModel()
