"""The layers of a project as a list to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import counted
from annotator.model.layer import Layer
from annotator.project.project import Project


class LayerList(QListWidget):
    """One's own layer is ticked where it says something; each says how many annotations it has."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.setObjectName("file-list")
        self.setAccessibleName("Layers to export")
        self.setToolTip("Space ticks a layer, Ctrl+A all of them")
        self.setMinimumHeight(84)
        counts: dict[int, int] = {}
        for layer_id, _, number in project.counts()["annotations"]:
            counts[layer_id] = counts.get(layer_id, 0) + number
        own = project.layer
        for layer in project.layers():
            kind = {"person": "", "model": ", model", "gold": ", gold"}[layer.kind]
            mine = " (you)" if own is not None and layer.id == own.id else ""
            part = "" if project.seen_articles(layer) is None else " on articles that you have done"
            has = counted(counts.get(layer.id, 0), "annotation")
            item = QListWidgetItem(f"{layer.name}{mine}{kind}: {has}{part}")
            item.setData(Qt.ItemDataRole.UserRole, layer)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = bool(mine) and counts.get(layer.id, 0) > 0
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.addItem(item)

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Which layer Space ticks is shown: one's own, else the first.
        ticked = (n for n in range(self.count()) if self.item(n).checkState() == Qt.CheckState.Checked)
        if self.currentRow() < 0:
            self.setCurrentRow(next(ticked, 0))
        self.doItemsLayout()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.tick_all()
        else:
            super().keyPressEvent(event)

    def tick_all(self) -> None:
        """Tick every layer, or none where all are ticked."""
        every = len(self.chosen()) == self.count()
        state = Qt.CheckState.Unchecked if every else Qt.CheckState.Checked
        for row in range(self.count()):
            self.item(row).setCheckState(state)

    def chosen(self) -> list[Layer]:
        """The layers that are ticked."""
        items = [self.item(n) for n in range(self.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]
