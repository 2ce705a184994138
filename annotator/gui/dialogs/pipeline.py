"""Choose which spaCy pipeline suggests in this project, language by language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QWidget

from annotator.gui.dialogs.parts import Dialog
from annotator.gui.session import Session
from annotator.gui.widgets.parts import button, counted, label
from annotator.model.languages import name_of
from annotator.preannotate.models import (
    default_pipeline,
    installed_for,
    installed_pipelines,
    language_of,
    suggested_package,
)
from annotator.preannotate.repertoire import NONE, code_of, with_main
from annotator.project.knowledge import pipelines_of
from annotator.project.training import trained_models

_MOST_LANGUAGES = 6
"""Languages with a row of their own: those of most articles."""


class PipelineDialog(Dialog):
    """Installed pipelines by name; a saved one by its folder.  One row a language that the project has."""

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
        for model in trained_models(session.project):
            self.choice.addItem(f"{model.name} {model.version} (trained on this project)", model.folder)
        self._before = session.project.about("pipeline")
        _select(self.choice, self._before)
        self.body.addWidget(
            label(
                "Suggestions in this project are made with spaCy pipelines. Every model keeps a layer "
                "of its own; what you have decided stays decided.",
                "muted",
                wrap=True,
            )
        )
        self._form = self.form()
        self._form.addRow("Model", self.choice)
        self._form.addRow("", button("A saved pipeline in a folder …", self._ask_folder, keep_focus=False))
        self.by_language: dict[str, QComboBox] = {}
        chosen = pipelines_of(session.project)
        for code, number in self._languages().most_common(_MOST_LANGUAGES):
            self._add_language(self._form, code, number, chosen.get(code, ""))
        self.add_button("Cancel", self.reject)
        self.add_button("Use this model" if not self.by_language else "Use these", self.choose, primary=True)

    def choose(self) -> None:
        """Remember the choice in the project and close."""
        pipeline = str(self.choice.currentData())
        chosen = pipelines_of(self._session.project)
        for code, choice in self.by_language.items():
            wanted = str(choice.currentData() or "")
            chosen[code] = wanted if wanted != _FOLDER else ""
        if pipeline != self._before:
            chosen = with_main(chosen, self._before, pipeline)
        self._session.choose_pipelines(pipeline, chosen)
        self.accept()

    def _languages(self) -> Counter[str]:
        """The languages of the project's articles that the first model does not read."""
        main = language_of(self._before)
        codes = (code_of(language) for language in self._session.project.languages().values())
        return Counter(code for code in codes if code and code != main)

    def _add_language(self, form: QFormLayout, code: str, number: int, chosen: str) -> None:
        choice = QComboBox()
        choice.setAccessibleName(f"Language model for {name_of(code)}")
        installed = installed_for(code)
        if installed is not None:
            choice.addItem(f"{installed} (installed)", "")
        else:
            choice.addItem("No model for this language", "")
        fitting = [name for name in installed_pipelines() if name.split("_")[0] in (code, "xx")]
        for name in fitting:
            if name != installed:
                choice.addItem(name, name)
        if installed is not None:
            choice.addItem("No model", NONE)
        _select(choice, chosen)
        choice.insertSeparator(choice.count())
        choice.addItem("A saved pipeline in a folder …", _FOLDER)
        choice.activated.connect(lambda at: self._ask_folder_of(code) if at == choice.count() - 1 else None)
        self.by_language[code] = choice
        form.addRow(f"{name_of(code)} ({counted(number, 'article')})", choice)
        if installed is None and not chosen:
            form.addRow("", label(_without(code), "muted", wrap=True))

    def _ask_folder(self) -> None:
        folder = self._saved_pipeline()
        if folder:
            _select(self.choice, folder)

    def _ask_folder_of(self, code: str) -> None:
        choice = self.by_language[code]
        folder = self._saved_pipeline(code)
        choice.setCurrentIndex(0)
        if folder:
            choice.insertItem(0, folder, folder)
            choice.setCurrentIndex(0)

    def _saved_pipeline(self, code: str = "") -> str:
        """A folder with a pipeline (of a language) in it, as the person chooses; empty: none."""
        chosen = QFileDialog.getExistingDirectory(self, "Folder of a saved spaCy pipeline")
        if not chosen:
            return ""
        if not (Path(chosen) / "config.cfg").is_file():
            self.complain("This folder holds no spaCy pipeline: choose one with a config.cfg in it.")
            return ""
        if code and language_of(chosen) not in (code, "xx"):
            self.complain(f"The pipeline in this folder does not read {name_of(code)}: choose another one.")
            return ""
        self.complain("")
        return chosen


_FOLDER = "folder"


def _select(choice: QComboBox, data: str) -> None:
    """Choose an item by its data; what is not listed is added."""
    if data and choice.findData(data) < 0:
        choice.addItem(data, data)
    choice.setCurrentIndex(max(choice.findData(data), 0))


def _without(code: str) -> str:
    package = suggested_package(code)
    way = f" To have claims suggested too, install one: pip install {package}" if package else ""
    return f"Known actors, your patterns and quotations are suggested all the same.{way}"
