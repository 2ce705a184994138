"""The list of what a codebook holds: itself, its labels, links and questions, with keys and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.gui.guards import guarded
from annotator.model.codebook import Codebook, Label
from annotator.store.codebook_use import Use

Kind = Literal["codebook", "label", "link", "question"]
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Item:
    """One row; a heading has no kind.  ``own`` and ``all`` count annotations, links or answers."""

    kind: Kind | None
    name: str
    key: str = ""
    label: Label | None = None
    own: int = 0
    all: int = 0

    @property
    def place(self) -> tuple[Kind | None, str]:
        return self.kind, self.name


class Items(QAbstractListModel):
    renamed = Signal(object, str)
    """An :class:`Item` and the name that was typed for it."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Item] = []
        self.editable = True

    def show(self, codebook: Codebook | None, use: Use) -> None:
        """Show this codebook with these counts."""
        items = _items(codebook, use) if codebook is not None else []
        if [item.place for item in items] == [item.place for item in self._items]:
            self._items = items
            if items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def item(self, index: Index) -> Item | None:
        return self._items[index.row()] if index.isValid() and index.row() < len(self._items) else None

    def row_of(self, kind: Kind, name: str) -> int | None:
        return next((n for n, item in enumerate(self._items) if item.place == (kind, name)), None)

    @guarded(0)
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._items)

    @guarded(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index)
        if item is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return item.name
            case Qt.ItemDataRole.UserRole:
                return item
            case Qt.ItemDataRole.AccessibleTextRole:
                return _read_aloud(item)
            case Qt.ItemDataRole.ToolTipRole if item.all:
                return f"{item.own} of yours, {item.all} in all layers"
        return None

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item(index)
        if item is None or item.kind is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable and item.kind != "codebook" else flags

    @guarded(False)
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.item(index)
        if item is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value).strip() != item.name:
            self.renamed.emit(item, str(value).strip())
        return True


def _items(codebook: Codebook, use: Use) -> list[Item]:
    def label(entry: Label) -> Item:
        counts = use.own_labels[entry.name], use.labels[entry.name]
        return Item("label", entry.name, entry.key, entry, *counts)

    found = [Item("codebook", codebook.name), Item(None, "Labels")]
    found += [label(entry) for entry in codebook.labels]
    if codebook.links:
        found.append(Item(None, "Links"))
        found += [
            Item("link", link.name, link.key, None, use.own_links[link.name], use.links[link.name])
            for link in codebook.links
        ]
    if codebook.questions:
        found.append(Item(None, "Questions about an article"))
        found += [Item("question", q.name, all=use.attributes["", q.name], own=0) for q in codebook.questions]
    return found


def _read_aloud(item: Item) -> str:
    if item.kind is None:
        return item.name
    parts = [f"{item.kind} {item.name}"]
    if item.label is not None and item.label.retired:
        parts.append("retired")
    if item.key:
        parts.append(f"key {item.key}")
    if item.kind != "codebook":
        parts.append(f"used {item.all} times")
    return ", ".join(parts)
