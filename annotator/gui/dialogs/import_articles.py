"""Import articles: which files, how to read them, progress, and a report with every failure."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from annotator.articles.formats import LABELS, suffixes
from annotator.exchange.foreign import READERS
from annotator.exchange.import_report import ImportReport
from annotator.exchange.importing import FOREIGN, FORMATS
from annotator.exchange.taking.judging import PLAIN
from annotator.gui.dialogs.import_report import details, summary
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.guards import guarded
from annotator.gui.reading import Reading
from annotator.gui.widgets.parts import button, label
from annotator.project.project import Project

_LOOK = 0.02
"""Seconds to look for .ann files in a folder that is put on the list."""

_FORMAT_NAMES = {
    **LABELS,
    "brat": "brat: texts with annotations (.ann)",
    **{reader.name: f"{reader.title}: annotations" for reader in READERS.values()},
}


class _PathField(QLineEdit):
    """Enter adds what is typed, and only with nothing typed presses the dialog's button."""

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = bool(self.text().strip())
        super().keyPressEvent(event)
        if typed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class ImportDialog(Dialog):
    """The files are read in a thread and taken in here, some at a time."""

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__("Import", parent, 620)
        self.setAcceptDrops(True)
        self._reading = Reading(project, self)
        self._reading.progressed.connect(self._on_progress)
        self._reading.finished.connect(self._on_finished)
        self._reading.failed.connect(self._on_failed)
        self._reading.refused.connect(self._on_refused)
        self.files = QListWidget()
        self.files.setObjectName("file-list")
        self.files.setAccessibleName("Files and folders to import")
        self.files.setMinimumHeight(120)
        self.path = _PathField()
        self.path.setPlaceholderText("Type or paste a path and press Enter")
        self.path.setAccessibleName("Path to add")
        self.path.returnPressed.connect(self._add_typed)
        self.path.textEdited.connect(lambda _text: self.complain(""))
        self.format = QComboBox()
        for name in FORMATS:
            self.format.addItem(_FORMAT_NAMES.get(name, name), name)
        self.raw = QCheckBox("Keep the text exactly as it stands (nothing cleaned away)")
        self.annotator = QLineEdit()
        self.annotator.setPlaceholderText("As the files, or their names and folders, say")
        self.annotator.setAccessibleName("Whose annotations they are")
        self.format.currentIndexChanged.connect(self._show_fields)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.said = label("", wrap=True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName("What was not imported, and why")
        self.details.setMinimumHeight(110)
        self.chooser = QWidget()
        """All that asks for files."""
        self.choices = PLAIN
        """What names of other programs are here, and what is done where something does not fit."""
        self.imported: list[int] = []
        """Ids of the articles that came in, in their order."""
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        self._adders = [
            button("Add files …", self._ask_files, keep_focus=False),
            button("Add a folder …", self._ask_folder, keep_focus=False),
        ]
        for adder in self._adders:
            adder.setAutoDefault(True)
            row.addWidget(adder)
        chooser = QVBoxLayout(self.chooser)
        chooser.setContentsMargins(0, 0, 0, 0)
        chooser.setSpacing(10)
        chooser.addWidget(label("Files and folders, or drop them here", "heading"))
        chooser.addWidget(self.files, 1)
        chooser.addLayout(row)
        self.body.addWidget(self.chooser, 1)
        self._form = form = self.form(chooser)
        form.addRow("Format", self.format)
        form.addRow("Annotator", self.annotator)
        form.addRow("", self.raw)
        self._show_fields()
        self.body.addWidget(self.said)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.details, 1)
        for hidden in (self.said, self.bar, self.details):
            hidden.hide()
        self.close_button = self.add_button("Cancel", self.reject)
        self.more_button = self.add_button("Import more", self.begin_again)
        self.more_button.hide()
        self.start_button = self.add_button("Import", self.start, primary=True)
        self.start_button.setEnabled(False)
        self.path.setFocus()

    def begin_again(self) -> None:
        """Ask for further files, after a report."""
        self.files.clear()
        for hidden in (self.said, self.details, self.more_button):
            hidden.hide()
        self.complain("")
        self._enable(True)
        self.start_button.setEnabled(False)
        self.start_button.show()
        self.start_button.setDefault(True)
        self._set_close("Cancel")
        self.path.setFocus()

    def add_paths(self, paths: list[Path]) -> None:
        """Put files and folders on the list."""
        there = set(self.paths())
        for path in paths:
            if path not in there:
                self.files.addItem(str(path))
                if holds_annotations(path):
                    self.format.setCurrentIndex(FORMATS.index("brat"))
        self.start_button.setEnabled(self.files.count() > 0)

    def paths(self) -> list[Path]:
        return [Path(self.files.item(n).text()) for n in range(self.files.count())]

    def start(self) -> None:
        """Begin to read and take in."""
        self.complain("")
        if not self._add_typed() or not self.paths():
            return
        self._enable(False)
        self._set_close("Stop")
        self.said.setText("Looking for files …")
        self.said.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._reading.start(
            self.paths(),
            str(self.format.currentData()),
            raw=self.raw.isChecked(),
            annotator=self.annotator.text().strip() if self._is_foreign() else "",
            choices=self.choices,
        )

    @guarded(None)
    def reject(self) -> None:
        """Close; while reading, stop and keep what is in."""
        if self._reading.running:
            self._reading.cancel()
        else:
            super().reject()

    @guarded(None)
    def done(self, result: int) -> None:
        """Also where the window closes under it: nothing is read or written any more."""
        self._reading.shut_down()
        super().done(result)

    # -- inside

    def _on_progress(self, text: str, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.said.setText(text)

    def _on_finished(self, report: ImportReport, stopped: bool) -> None:
        self.imported += [article.id for article in report.imported]
        self.said.setText(("Stopped. " if stopped else "") + summary(report))
        lines = details(report)
        self.details.setPlainText("\n".join(lines))
        self.details.setVisible(bool(lines))
        self._end()

    def _on_failed(self, text: str) -> None:
        self.said.hide()
        self.complain(text)
        self._end()

    def _on_refused(self, text: str) -> None:
        """Nothing was read: everything stays as it was given, to be given better."""
        for hidden in (self.said, self.bar):
            hidden.hide()
        self._enable(True)
        self._set_close("Cancel")
        self.complain(text)
        (self.annotator if self._is_foreign() else self.path).setFocus()

    def _is_foreign(self) -> bool:
        return self.format.currentData() in FOREIGN

    def _show_fields(self) -> None:
        """Whose they are is asked only where files may not say; those texts stay as they are anyway."""
        self._form.setRowVisible(self.annotator, self._is_foreign())
        self._form.setRowVisible(self.raw, not self._is_foreign())

    def _end(self) -> None:
        self.bar.hide()
        self.start_button.hide()
        self.more_button.show()
        self._set_close("Close")
        self.finish_with(self.close_button)

    def _enable(self, enabled: bool) -> None:
        fields = (self.files, self.path, self.format, self.annotator, self.raw, self.start_button)
        for field in (*fields, *self._adders):
            field.setEnabled(enabled)

    def _set_close(self, text: str) -> None:
        self.close_button.setText(text)

    def _add_typed(self) -> bool:
        """Whether the typed path, if there is one, could be put on the list."""
        text = self.path.text().strip()
        if not text:
            return True
        path = Path(text).expanduser()
        if not path.exists():
            self.complain(f"There is nothing at {path}: check the path.")
            self.path.setFocus()
            return False
        self.complain("")
        self.add_paths([path])
        self.path.clear()
        return True

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "Add files", "", f"{_known_files()};;All files (*)")
        self.add_paths([Path(name) for name in chosen])

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Add a folder")
        if chosen:
            self.add_paths([Path(chosen)])

    @guarded(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._reading.running:
            event.acceptProposedAction()

    @guarded(None)
    def dropEvent(self, event: QDropEvent) -> None:
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()


def _known_files() -> str:
    return f"Articles ({' '.join(f'*{suffix}' for suffix in suffixes())})"


def holds_annotations(path: Path) -> bool:
    """Whether it is an .ann file of brat, or a folder with such files; looks for a moment only."""
    if path.suffix.lower() == ".ann":
        return True
    until = time.monotonic() + _LOOK
    for _, _, names in os.walk(path):
        if any(name.lower().endswith(".ann") for name in names):
            return True
        if time.monotonic() > until:
            break
    return False
