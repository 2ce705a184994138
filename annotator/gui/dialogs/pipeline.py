"""Choose which spaCy pipeline suggests in this project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from annotator.gui.dialogs.parts import Dialog
from annotator.gui.session import Session
from annotator.gui.widgets.parts import button, label
from annotator.preannotate.models import default_pipeline, installed_pipelines


class PipelineDialog(Dialog):
    """Installed pipelines by name; a saved one by its folder."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("Language model", parent)
        self._session = session
        self.choice = QComboBox()
        self.choice.setAccessibleName("Language model")
        default = default_pipeline()
        self.choice.addItem(f"{default} (English, the default)", "")
        for name in installed_pipelines():
            if name != default:
                self.choice.addItem(name, name)
        now = session.project.about("pipeline")
        if now and self.choice.findData(now) < 0:
            self.choice.addItem(now, now)
        self.choice.setCurrentIndex(max(self.choice.findData(now), 0))
        self.body.addWidget(
            label(
                "Suggestions in this project are made with a spaCy pipeline. Every model keeps a layer "
                "of its own; what you have decided stays decided.",
                "muted",
                wrap=True,
            )
        )
        form = self.form()
        form.addRow("Model", self.choice)
        form.addRow("", button("A saved pipeline in a folder …", self._ask_folder, keep_focus=False))
        self.add_button("Cancel", self.reject)
        self.add_button("Use this model", self.choose, primary=True)

    def choose(self) -> None:
        """Remember the choice in the project and close."""
        self._session.choose_pipeline(str(self.choice.currentData()))
        self.accept()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder of a saved spaCy pipeline")
        if not chosen:
            return
        if not (Path(chosen) / "config.cfg").is_file():
            self.complain("This folder holds no spaCy pipeline: choose one with a config.cfg in it.")
            return
        self.complain("")
        self.choice.addItem(chosen, chosen)
        self.choice.setCurrentIndex(self.choice.count() - 1)
