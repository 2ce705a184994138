"""What a merge would do: a line a layer, and below it one for each of its articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from annotator.gui.widgets.parts import counted
from annotator.project.merge_lines import Line

MOST_ARTICLES = 2000
"""So many are listed below a layer."""

_COLUMNS = ("Layer and article", "New", "Changed", "Deleted", "Already there", "Not taken", "Other", "")

_OTHER = 6


class Preview(QTreeWidget):
    """Annotations in each column, and in “Other” all other rows; Right and Left open and close a layer."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(len(_COLUMNS))
        self.setHeaderLabels(_COLUMNS)
        tip = "Links, decisions, comments, answers and states that are new, changed or deleted"
        self.headerItem().setToolTip(_OTHER, tip)
        self.setAccessibleName("What the merge would do, by layer and article")
        self.setUniformRowHeights(True)
        self.setMinimumHeight(140)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)

    def show_lines(self, layers: Sequence[Line], articles: Sequence[Line], shared_by: str) -> None:
        """Layers, and the articles on which something changes.

        :param shared_by: who sent them, which may be somebody else than whose they are.
        """
        self.clear()
        for layer in layers:
            whose = layer.whose(shared_by)
            top = _item(f"{layer.owner} ({whose})" if whose else layer.owner, layer)
            self.addTopLevelItem(top)
            below = [
                line
                for line in articles
                if (line.owner, line.kind) == (layer.owner, layer.kind)
                and (line.changes or line.hidden or _not_taken(line))
            ]
            top.addChildren([_item(line.title or line.article[:12], line) for line in below[:MOST_ARTICLES]])
        if len(layers) == 1:
            self.expandAll()
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)


def _item(name: str, line: Line) -> QTreeWidgetItem:
    counts = line.annotations
    numbers = [
        counts["new"],
        counts["newer"],
        counts["deleted"],
        counts["already"] + counts["older"],
        _not_taken(line),
    ]
    others = line.changes - counts["new"] - counts["newer"] - counts["deleted"]
    numbers.append(others)
    notes = []
    if line.hidden:
        notes.append(
            "hidden until you are done" if line.article else f"{counted(line.hidden, 'article')} hidden"
        )
    if counts["missing"] and line.article:
        notes.append("the article is missing here")
    shown = ["" if line.hidden and line.article else str(number or "–") for number in numbers]
    item = QTreeWidgetItem([name, *shown, "; ".join(notes)])
    for column in range(1, len(numbers) + 1):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _not_taken(line: Line) -> int:
    counts = line.annotations
    return counts["missing"] + counts["refused"] + counts["left"] + counts["undecided"] + counts["waiting"]
