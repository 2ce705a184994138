"""Export: which layers, as what, where to; progress and the counts that went in and out."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QWidget,
)

from annotator.errors import UserError
from annotator.exchange.export import FORMATS, ExportReport, export
from annotator.gui.background import Background
from annotator.gui.dialogs.parts import Dialog, PathRow
from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import counted, label
from annotator.model.layer import Layer
from annotator.model.selection import Selection
from annotator.project.project import Project
from annotator.project.queries import reader


class ExportDialog(Dialog):
    """Writes in a thread, through a connection of its own that only reads."""

    _stepped = Signal(int, int)

    def __init__(self, project: Project, background: Background, parent: QWidget) -> None:
        super().__init__("Export", parent, 600)
        self._project = project
        self._background = background
        self._cancelled = threading.Event()
        self._running = False
        self.layers = QListWidget()
        self.layers.setObjectName("file-list")
        self.layers.setAccessibleName("Layers to export")
        self.layers.setMinimumHeight(96)
        self.format = QComboBox()
        for kind in FORMATS.values():
            self.format.addItem(kind.title, kind.name)
        self.path = PathRow(self._ask_path, "File to write")
        self.path.edit.setText(str(_free(project.path.resolve().with_suffix(".jsonl"))))
        self.there = label("", "warning", wrap=True)
        self.suggestions = QCheckBox("Also the suggestions that are undecided or rejected, marked as such")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.said = label("", wrap=True)
        self.bar.hide()
        self.said.hide()
        self._list_layers()
        self._build()
        self._stepped.connect(self._on_step)

    def _build(self) -> None:
        self.body.addWidget(label("Layers", "heading"))
        self.body.addWidget(self.layers, 1)
        form = self.form()
        form.addRow("Format", self.format)
        form.addRow("File", self.path)
        form.addRow("", self.there)
        self.there.hide()
        form.addRow("", self.suggestions)
        self.body.addWidget(self.said)
        self.body.addWidget(self.bar)
        self.close_button = self.add_button("Cancel", self.reject)
        self.start_button = self.add_button("Export", self.start, primary=True)
        self.path.edit.textChanged.connect(lambda _text: self._check_there())
        if self.layers.count() == 0:
            self.start_button.setEnabled(False)
            self.complain("There is no layer yet: annotate something, or let the model suggest, then export.")

    def _list_layers(self) -> None:
        counts: dict[int, int] = {}
        for layer_id, _, number in self._project.counts()["annotations"]:
            counts[layer_id] = counts.get(layer_id, 0) + number
        own = self._project.layer
        for layer in self._project.layers():
            kind = {"person": "", "model": ", model", "gold": ", gold"}[layer.kind]
            mine = " (you)" if own is not None and layer.id == own.id else ""
            number = counts.get(layer.id, 0)
            part = "" if self._project.seen_articles(layer) is None else " on articles that you have done"
            item = QListWidgetItem(f"{layer.name}{mine}{kind}: {counted(number, 'annotation')}{part}")
            item.setData(Qt.ItemDataRole.UserRole, layer)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if mine else Qt.CheckState.Unchecked)
            self.layers.addItem(item)

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Which layer Space ticks is shown: one's own, else the first.
        ticked = (
            n for n in range(self.layers.count()) if self.layers.item(n).checkState() == Qt.CheckState.Checked
        )
        if self.layers.currentRow() < 0:
            self.layers.setCurrentRow(next(ticked, 0))
        self.layers.doItemsLayout()

    def chosen(self) -> list[Layer]:
        """The layers that are ticked."""
        items = [self.layers.item(n) for n in range(self.layers.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def start(self) -> None:
        """Begin to write, or say what is missing."""
        layers, name = self.chosen(), self.path.edit.text().strip()
        if not layers:
            self.complain("Tick at least one layer.")
            return
        if not name:
            self.complain("Say which file to write.")
            return
        self.complain("")
        self._cancelled.clear()
        self._running = True
        for field in (self.layers, self.format, self.path, self.suggestions, self.start_button):
            field.setEnabled(False)
        self.close_button.setText("Stop")
        self.said.setText("Exporting …")
        self.said.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        path, with_suggestions = self._path(), self.suggestions.isChecked()
        format = str(self.format.currentData())
        source, annotator = self._project.path, self._project.annotator

        def work() -> ExportReport:
            with reader(source, annotator) as queries:
                return export(
                    queries,
                    path,
                    layers,
                    format,
                    selection=Selection(undecided=with_suggestions, rejected=with_suggestions),
                    progress=self._stepped.emit,
                    cancelled=self._cancelled.is_set,
                )

        self._background.run(work, lambda report: self._on_done(path, report), self._on_failed)

    @guarded(None)
    def reject(self) -> None:
        """Close; while writing, stop, and nothing is written."""
        if self._running:
            self._cancelled.set()
        else:
            super().reject()

    # -- inside

    def _on_step(self, done: int, total: int) -> None:
        if self._running:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.said.setText(f"Exporting, article {done} of {total}")

    def _on_done(self, path: Path, report: ExportReport) -> None:
        self._end()
        lines = [
            f"Wrote {report.records} records to {path}.",
            f"Annotations: {report.annotations_in} in, {report.annotations_out} out. "
            f"Links: {report.links_in} in, {report.links_out} out.",
        ]
        if self.suggestions.isChecked():
            lines.append(f"Among them: {report.suggestions} suggestions with {report.suggested_links} links.")
        lines += [f"Left out: {sentence}" for sentence in report.left_out]
        self.said.setText("\n".join(lines))
        self.start_button.hide()
        self.there.hide()
        self.close_button.setText("Close")
        self.finish_with(self.close_button)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.said.hide()
        self.complain(
            str(error) if isinstance(error, UserError) else f"The export failed in the program ({error})."
        )
        for field in (self.layers, self.format, self.path, self.suggestions, self.start_button):
            field.setEnabled(True)
        self.close_button.setText("Cancel")
        self._check_there()
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._running = False
        self.bar.hide()

    def _path(self) -> Path:
        return Path(self.path.edit.text().strip()).expanduser()

    def _check_there(self) -> None:
        """Say inline what would be replaced; no second dialog asks."""
        path = self._path()
        there = path.is_file()
        self.there.setText(f"{path.name} is already there and will be replaced." if there else "")
        self.there.setVisible(there)
        self.start_button.setText("Replace" if there else "Export")

    def _ask_path(self) -> str:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Export to",
            self.path.edit.text(),
            "JSONL (*.jsonl)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return chosen


def _free(path: Path) -> Path:
    """``path``, or the first of ``path-2``, ``path-3`` ... that is not there."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
