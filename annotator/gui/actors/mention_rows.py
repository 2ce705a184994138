"""All mentions of one actor as lines in context, by article and layer."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.guards import guarded
from annotator.gui.models.articles import title_of
from annotator.gui.widgets.parts import counted
from annotator.model.annotation import quote_of

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.project.queries import Queries
    from annotator.store.mentions import MentionRow

LINE_ROLE = Qt.ItemDataRole.UserRole
"""A :class:`Heading` or a :class:`Line`."""

MARKED_ROLE = Qt.ItemDataRole.UserRole + 1

_CONTEXT = 200
"""Code points shown on each side at most."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """The article and the layer of the lines below it."""

    article: str
    layer: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A mention; ``own`` ones can be moved to another actor.  ``via`` names the merged entry it points to."""

    mention: MentionRow
    own: bool
    via: str


@dataclass(frozen=True, slots=True)
class InContext:
    """A line as it is shown; ``mirrored`` where the words run from right to left."""

    before: str
    quote: str
    after: str
    mirrored: bool


def read_mentions(queries: Queries, actor_id: str) -> tuple[list[Heading | Line], int]:
    """The rows for an actor, and how many of them are mentions; may run beside the window."""
    own = queries.layer
    layers = {layer.id: layer.name for layer in queries.layers()}
    if own is not None:
        layers[own.id] = f"{own.name} (you)"
    found = queries.mentions_of(actor_id)
    names = {entry.id: entry.name for entry in queries.merged_actors(actor_id)}
    wanted = {mention.article_id for mention in found}
    titles = {s.id: title_of(s) for s in queries.articles() if s.id in wanted} if wanted else {}
    rows: list[Heading | Line] = []
    for (article_id, layer_id), group in groupby(found, key=lambda m: (m.article_id, m.layer_id)):
        mentions = list(group)
        rows.append(Heading(titles.get(article_id, ""), layers.get(layer_id, ""), len(mentions)))
        is_own = own is not None and layer_id == own.id
        rows += [Line(mention, is_own, names.get(mention.actor_id, "")) for mention in mentions]
    return rows, len(found)


class MentionListModel(QAbstractListModel):
    """Reads the words around a mention when its line is first shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | Line] = []
        self._count = 0
        self.own = False
        """Whether any of the mentions is one's own."""
        self._article: Callable[[int], Article] | None = None
        self._contexts: dict[str, InContext] = {}
        self.marked: dict[str, None] = {}
        """Ids of mentions in the order in which they were marked."""

    def set_rows(self, rows: list[Heading | Line], count: int, article: Callable[[int], Article]) -> None:
        """:param count: how many of the rows are mentions."""
        self.beginResetModel()
        self._rows, self._article = rows, article
        self._contexts.clear()
        self._count = count
        self.own = any(isinstance(row, Line) and row.own for row in rows)
        if self.marked:
            there = {row.mention.id for row in rows if isinstance(row, Line)}
            self.marked = {key: None for key in self.marked if key in there}
        self.endResetModel()

    def toggle(self, index: _Index) -> None:
        row = index.data(LINE_ROLE)
        if isinstance(row, Line) and row.own:
            if row.mention.id in self.marked:
                del self.marked[row.mention.id]
            else:
                self.marked[row.mention.id] = None
            self.dataChanged.emit(index, index)

    def count(self) -> int:
        """How many mentions there are."""
        return self._count

    def first(self) -> QModelIndex:
        """The first mention; the row before it is its heading."""
        return self.index(1) if len(self._rows) > 1 else QModelIndex()

    def in_context(self, line: Line) -> InContext:
        found = self._contexts.get(line.mention.id)
        if found is None:
            assert self._article is not None
            text = self._article(line.mention.article_id).text
            found = self._contexts[line.mention.id] = in_context(text, line.mention)
        return found

    @guarded(0)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(index.data(LINE_ROLE), Line):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @guarded(None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == LINE_ROLE:
            return row
        if isinstance(row, Heading):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{row.article}, {row.layer}, {counted(row.count, 'mention')}"
            return None
        if role == MARKED_ROLE:
            return row.mention.id in self.marked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = self.in_context(row)
            marked = "marked: " if row.mention.id in self.marked else ""
            return f"{marked}… {shown.before}{shown.quote}{shown.after} …"
        return None


def in_context(text: str, mention: MentionRow) -> InContext:
    """The words of a mention, and what stands before and after them on one line."""
    start, end = mention.segments[0][0], mention.segments[-1][1]
    quote = quote_of(text, mention.segments)
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    strong = next((d for c in quote if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL")), "L")
    return InContext(_one_line(before), _one_line(quote), _one_line(after), strong != "L")


def _one_line(text: str) -> str:
    return "".join(" " if c in "\r\n\t\u2029" else c for c in text)
