"""Export: which layers and how much of them, as what, where to; shown before it is written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.exchange.formats import FORMATS, Format
from annotator.exchange.job import Job
from annotator.gui.dialogs.parts import Dialog, PathRow
from annotator.gui.exporting.claims import OF_CLAIMS, none_there
from annotator.gui.exporting.dividing import Dividing
from annotator.gui.exporting.layers import LayerList
from annotator.gui.exporting.limits import Limits
from annotator.gui.exporting.options import Options
from annotator.gui.exporting.place import free, place, renamed, replaces
from annotator.gui.exporting.preview import PreviewPane
from annotator.gui.exporting.run import ExportRun
from annotator.gui.guards import guarded
from annotator.gui.widgets.parts import button, label
from annotator.project.project import Project

_SETTLED = 350
"""Milliseconds after the last change until it is looked at anew."""


class ExportDialog(Dialog):
    """A process of its own writes, and reads the project through a connection of its own."""

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__("Export", parent, 980)
        self._project = project
        self._run = ExportRun(self)
        self._running = False
        self.layers = LayerList(project)
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        for kind in FORMATS.values():
            self.format.addItem(kind.title, kind.name)
        self.path = PathRow(self._ask_path, "File to write")
        self.path.edit.setText(str(free(project.path.resolve().with_suffix(".jsonl"))))
        self.there = label("", "warning", wrap=True)
        self.empty = label("", "warning", wrap=True)
        self.options = Options()
        self.limits = Limits(project)
        self.suggestions = QCheckBox("Also the suggestions that are undecided, marked as such")
        self.rejections = QCheckBox("Also the suggestions that were rejected, marked as such")
        self.anonymous = QCheckBox("“annotator 1”, “annotator 2” … for people's names")
        self.dividing = Dividing()
        self.preview = PreviewPane()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.said = label("", wrap=True)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED)
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(10)
        column.addWidget(label("Layers", "heading"))
        column.addWidget(self.layers, 1)
        form = self.form()
        self.body.removeItem(form)
        column.addLayout(form)
        form.addRow("Format", self.format)
        self._path_label = label("File")
        form.addRow(self._path_label, self.path)
        form.addRow("", self.there)
        self.there.hide()
        self.empty.hide()
        column.addWidget(self.empty)
        column.addWidget(self.options)
        self.more = button("Only some of it …", self._show_limits, keep_focus=False)
        self.more.setToolTip("Labels, states, words, dates, source")
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.limits)
        self.limits.hide()
        for box in (self.suggestions, self.rejections, self.anonymous):
            column.addWidget(box)
        column.addWidget(self.dividing)
        self._asked = scroll = QScrollArea()
        scroll.setWidget(asked)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        both = QHBoxLayout()
        both.setSpacing(22)
        both.addWidget(scroll, 1)
        both.addWidget(self.preview, 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self.said)
        self.body.addWidget(self.bar)
        self.said.hide()
        self.bar.hide()
        self.close_button = self.add_button("Cancel", self.reject)
        self.start_button = self.add_button("Export", self.start, primary=True)
        self.setMinimumHeight(600)
        self.layers.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.layers.count() == 0:
            self.start_button.setEnabled(False)
            self.complain("There is no layer yet: annotate something, or let the model suggest, then export.")

    def _connect(self) -> None:
        self.path.edit.textChanged.connect(lambda _text: self._check_there())
        self.format.currentIndexChanged.connect(self._on_format)
        self.layers.itemChanged.connect(lambda _item: self._look())
        self.options.changed.connect(self._look)
        self.limits.changed.connect(self._look)
        self.dividing.changed.connect(self._name_place)
        for box in (self.suggestions, self.rejections, self.anonymous):
            box.toggled.connect(self._look)
        self._settled.timeout.connect(self._show_preview)
        run = self._run
        run.options_known.connect(self.options.offer)
        run.previewed.connect(self.preview.show_record)
        run.lost.connect(self.preview.show_lost)
        run.progressed.connect(self._on_step)
        run.finished.connect(self._on_done)
        run.failed.connect(self._on_failed)
        self.finished.connect(lambda _result: run.let_go())

    # -- what is asked for

    @property
    def kind(self) -> Format:
        """The format that is chosen."""
        return FORMATS[str(self.format.currentData())]

    def job(self) -> Job:
        """What is asked for, as it stands."""
        return Job(
            self.path.edit.text().strip(),
            self.kind.name,
            selection=self.limits.selection(
                undecided=self.suggestions.isChecked(),
                rejected=self.rejections.isChecked(),
                anonymous=self.anonymous.isChecked(),
            ),
            options=self.options.chosen(),
            split=self.dividing.split,
            seed=self.dividing.seed.value(),
            licence=self.dividing.licence.text().strip(),
            layer_ids=tuple(layer.id for layer in self.layers.chosen()),
        )

    def start(self) -> None:
        """Begin to write, or say what is missing."""
        if not self.layers.chosen():
            self.complain("Tick at least one layer.")
            return
        if not self.path.edit.text().strip():
            self.complain("Say which file to write.")
            return
        self.complain("")
        self._settled.stop()
        self._running = True
        self._enable(False)
        self.close_button.setText("Stop")
        self.said.setText("Exporting …")
        self.said.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._run.start(self._project, self.job(), preview=False)

    @guarded(None)
    def reject(self) -> None:
        """Close; while writing, stop, and nothing is written."""
        if self._running:
            self._run.ask_to_stop()
        else:
            super().reject()

    # -- inside

    def _look(self) -> None:
        """Show soon what the export would be now."""
        if self._running:
            return
        self._run.let_go()
        self.complain("")
        layers = self.layers.chosen()
        why = none_there(self._project, layers) if layers and self.kind.name in OF_CLAIMS else ""
        self.empty.setText(why)
        self.empty.setVisible(bool(why))
        if layers:
            self.preview.wait()
            self._settled.start()
        else:
            self._settled.stop()
            self.preview.say_nothing(next_step=self.layers.count() > 0)

    def _show_preview(self) -> None:
        self._run.start(self._project, self.job(), preview=True)

    def _show_limits(self) -> None:
        self.limits.show()
        self.more.hide()
        self.limits.labels[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_format(self) -> None:
        self.options.offer([])
        self._name_place()
        self._look()

    def _name_place(self) -> None:
        """The same name with the suffix of the format; a folder has none."""
        suffix = "" if self.dividing.split else self.kind.suffix
        self.dividing.say_usual(self.kind)
        self._path_label.setText("File" if suffix else "Folder")
        self.path.edit.setAccessibleName("File to write" if suffix else "Folder to write")
        path = place(self.path.edit.text()) or self._project.path.resolve()
        self.path.edit.setText(str(free(renamed(path, suffix))))

    def _enable(self, on: bool) -> None:
        self._asked.setEnabled(on)
        self.start_button.setEnabled(on)

    def _on_step(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.said.setText(f"Exporting, article {done:,} of {total:,}")

    def _on_done(self, report: dict[str, Any]) -> None:
        self._end()
        annotations, links = report["annotations"], report["links"]
        lines = [
            f"Wrote {report['records']} records to {self.path.edit.text().strip()}.",
            f"Annotations: {annotations[0]} in, {annotations[1]} out. Links: {links[0]} in, {links[1]} out.",
        ]
        if report["suggestions"][0]:
            number, joined = report["suggestions"]
            lines.append(f"Among them: {number} suggestions with {joined} links.")
        self.preview.show_lost(report["left_out"])
        self.said.setText("\n".join(lines))
        self.start_button.hide()
        self.there.hide()
        self.close_button.setText("Close")
        self.finish_with(self.close_button)

    def _on_failed(self, sentence: str) -> None:
        wrote = self._running
        self._end()
        self.said.hide()
        self.complain(sentence)
        self.preview.say_nothing()
        if wrote:
            self._enable(True)
            self.close_button.setText("Cancel")
            self._check_there()
            self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._running = False
        self.bar.hide()

    def _check_there(self) -> None:
        """Say inline what would be replaced; no second dialog asks."""
        path = place(self.path.edit.text())
        there = path is not None and replaces(path)
        self.there.setText(f"{path.name} is already there and will be replaced." if path and there else "")
        self.there.setVisible(there)
        self.start_button.setText("Replace" if there else "Export")

    def _ask_path(self) -> str:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Export to",
            self.path.edit.text(),
            f"{self.kind.title} (*{self.kind.suffix})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return chosen
