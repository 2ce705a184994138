"""Import articles and layers; layers of other programs in two steps: which files, then what is what."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.exchange.foreign import READERS
from annotator.exchange.importing import survey
from annotator.exchange.taking.judging import PLAIN
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.exchange.taking.recognising import recognised
from annotator.exchange.taking.survey import Survey
from annotator.gui.background import Background
from annotator.gui.dialogs.import_articles import ImportDialog
from annotator.gui.guards import guarded
from annotator.gui.importing.step import LayersStep
from annotator.project.project import Project


class LayersDialog(ImportDialog):
    """As the dialog for articles; where the files are another program's, it asks what is what before.

    :param layers: propose a format of another program.
    """

    def __init__(self, project: Project, parent: QWidget, *, layers: bool = False) -> None:
        super().__init__(project, parent)
        self.setMinimumWidth(760)
        self._project = project
        self._background = Background(self)
        self._stopped = threading.Event()
        self._surveying = False
        self.step = LayersStep(project, self.complain)
        self.step.hide()
        self.body.insertWidget(0, self.step, 1)
        self.back_button = self.add_button("&Back", self.back)
        self._buttons.removeWidget(self.back_button)
        self._buttons.insertWidget(self._buttons.indexOf(self.start_button), self.back_button)
        QWidget.setTabOrder(self.back_button, self.start_button)
        self.back_button.hide()
        self.format.currentIndexChanged.connect(self._name_start)
        if layers:
            self.format.setCurrentIndex(self.format.findData(next(iter(READERS))))

    def add_paths(self, paths: list[Path]) -> None:
        super().add_paths(paths)
        names = {recognised(path) for path in self.paths()} if paths else set()
        if len(names) == 1 and (name := names.pop()) is not None:
            self.format.setCurrentIndex(self.format.findData(name))

    def start(self) -> None:
        """Look into the files of another program; what is what being chosen, or with others, import."""
        if self.step.isVisible():
            self.choices = self.step.choices()
            self._show_step(False)
            self._show_files(False)
            super().start()
        elif self._is_foreign():
            self._look()
        else:
            self.choices = PLAIN
            super().start()

    def back(self) -> None:
        """To the files again."""
        self.complain("")
        self._show_step(False)
        self._show_files(True)
        self._enable(True)
        self._set_close("Cancel")
        self.path.setFocus()

    def begin_again(self) -> None:
        self._show_files(True)
        super().begin_again()

    @guarded(None)
    def reject(self) -> None:
        """Close; while looking or reading, stop that."""
        if self._surveying:
            self._stopped.set()
        else:
            super().reject()

    @guarded(None)
    def done(self, result: int) -> None:
        self._stopped.set()
        self._background.stop()
        super().done(result)

    # -- inside

    def _look(self) -> None:
        self.complain("")
        if not self._add_typed() or not self.paths():
            return
        paths, book = self.paths(), self._project.codebook
        format, annotator = str(self.format.currentData()), self.annotator.text().strip() or None
        known = KnownArticles(self._project.path, self._project.annotator)
        self._stopped.clear()
        self._surveying = True
        self._enable(False)
        self._set_close("Stop")
        self.said.setText("Looking what is in the files …")
        self.said.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._background.run(
            lambda: survey(paths, book, format, annotator, known, PLAIN, self._stopped.is_set),
            self._looked,
            lambda error: self._looked_in_vain(str(error)),
        )

    def _looked(self, found: Survey) -> None:
        self._surveying = False
        self.said.hide()
        self.bar.hide()
        if self._stopped.is_set():
            self.back()
        elif not (found.documents or found.texts):
            # Every sentence about why stands in the report.
            self._enable(True)
            self.choices = PLAIN
            super().start()
        else:
            self._show_files(False)
            self._show_step(True)
            self.step.show_survey(found)
            self._enable(True)
            self._set_close("Cancel")
            self.start_button.setFocus()
            if not found.labels and not found.questions:
                self.complain(
                    f"Nothing is annotated in these files, read as “{self.format.currentText()}”: "
                    "go back and choose another format, or import the articles alone."
                )

    def _looked_in_vain(self, why: str) -> None:
        self._surveying = False
        self._on_refused(why)

    def _show_step(self, shown: bool) -> None:
        self.step.setVisible(shown)
        self.back_button.setVisible(shown)
        self._name_start()

    def _show_files(self, shown: bool) -> None:
        self.chooser.setVisible(shown)

    def _name_start(self) -> None:
        asks = self._is_foreign() and self.step.isHidden()
        self.start_button.setText("&Next: what is what" if asks else "Import")
