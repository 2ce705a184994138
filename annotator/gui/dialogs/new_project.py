"""Ask for what a new project needs: name, folder, codebook, annotator."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from annotator.errors import UserError
from annotator.gui.dialogs.parts import Dialog, PathRow
from annotator.gui.widgets.parts import label
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook
from annotator.places import PROJECT_SUFFIX, default_annotator, resource
from annotator.project.project import Project

_OTHER = "Another file …"


class NewProjectDialog(Dialog):
    made = Signal(object, str)
    """Path of the new project, and its annotator."""

    def __init__(self, folder: Path, annotator: str, parent: QWidget) -> None:
        super().__init__("New project", parent)
        self.name = QLineEdit(_free_name(folder))
        self.name.selectAll()
        self.folder = PathRow(self._ask_folder, "Folder")
        self.folder.edit.setText(str(folder))
        self.codebook = QComboBox()
        for path in sorted(resource("codebooks").glob("*.toml")):
            self._offer(path)
        self.codebook.addItem(_OTHER, None)
        self.codebook.activated.connect(self._on_codebook)
        self.annotator = QLineEdit(annotator or default_annotator())
        self.labels = label("", "muted", wrap=True)
        form = self.form()
        form.addRow("Name", self.name)
        form.addRow("Folder", self.folder)
        form.addRow("Codebook", self.codebook)
        form.addRow("", self.labels)
        form.addRow("Annotating as", self.annotator)
        self.body.addWidget(
            label(
                "A project is one file. It holds the articles, the codebook and everybody's layer; "
                "your own layer is kept under your name.",
                "muted",
                wrap=True,
            )
        )
        self.add_button("Cancel", self.reject)
        self.create_button = self.add_button("Create project", self.create_project, primary=True)
        self.codebook.currentIndexChanged.connect(lambda _index: self._describe())
        self._describe()

    def create_project(self) -> None:
        """Make the project and close, or say what is in the way."""
        try:
            name, annotator = self.name.text().strip(), self.annotator.text().strip()
            if not name:
                raise UserError("Give the project a name.")
            if "/" in name or "\\" in name:
                raise UserError("A name can't have / or \\ in it: choose the place with Folder.")
            if not annotator:
                raise UserError("Say who annotates: your layer is kept under that name.")
            file_name = name if name.endswith(PROJECT_SUFFIX) else name + PROJECT_SUFFIX
            path = Path(self.folder.edit.text().strip()).expanduser() / file_name
            Project.create(path, self._chosen(), annotator).close()
        except UserError as error:
            self.complain(str(error))
            return
        self.made.emit(path, annotator)
        self.accept()

    def offer(self, path: Path) -> None:
        """Put a codebook file into the list and choose it."""
        self._offer(path)
        self.codebook.setCurrentIndex(self.codebook.findData(str(path)))

    def _offer(self, path: Path) -> None:
        if self.codebook.findData(str(path)) < 0:
            try:
                name = _read(path).name
            except UserError as error:
                self.complain(str(error))
                return
            place = max(self.codebook.findText(_OTHER), 0)
            self.codebook.insertItem(place if self.codebook.count() else 0, name, str(path))

    def _on_codebook(self, _index: int) -> None:
        if self.codebook.currentData() is None:
            self.codebook.setCurrentIndex(0)
            chosen, _ = QFileDialog.getOpenFileName(self, "Choose a codebook", "", "Codebooks (*.toml)")
            if chosen:
                self.offer(Path(chosen))

    def _describe(self) -> None:
        if self.codebook.currentData() is not None:
            chosen = self._chosen()
            said = [chosen.about] if chosen.about else []
            said.append(f"Labels: {', '.join(entry.name for entry in chosen.offered)}")
            if chosen.questions:
                said.append(f"Questions about each article: {', '.join(q.name for q in chosen.questions)}")
            self.labels.setText("\n".join(said))

    def _chosen(self) -> Codebook:
        return _read(Path(str(self.codebook.currentData())))

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, "Where to put the project", self.folder.edit.text())


def _read(path: Path) -> Codebook:
    try:
        return parse_codebook(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"The codebook {path} can't be read: save it as a UTF-8 text file.") from error


def _free_name(folder: Path) -> str:
    number = 1
    while True:
        name = "My project" if number == 1 else f"My project {number}"
        if not (folder / f"{name}{PROJECT_SUFFIX}").exists():
            return name
        number += 1
