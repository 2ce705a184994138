"""The second step of importing layers: what the files hold, what it is here, and what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.errors import UserError
from annotator.exchange.taking.judging import Choices
from annotator.exchange.taking.mapping import NEW, NameMapping
from annotator.exchange.taking.mapping_toml import mapping_toml, read_mapping
from annotator.exchange.taking.survey import Survey
from annotator.gui.importing.names import NamesTable
from annotator.gui.importing.repairs import RepairList
from annotator.gui.widgets.parts import button, label
from annotator.project.project import Project

_FILES = "Names (*.toml);;All files (*)"


class LayersStep(QWidget):
    """:param complain: says what is wrong, in the dialog that it stands in; empty: nothing is."""

    def __init__(self, project: Project, complain: Callable[[str], None]) -> None:
        super().__init__()
        self._codebook = project.codebook
        self._complain = complain
        self._survey = Survey()
        people = [layer.annotator for layer in project.layers() if layer.kind == "person"]
        self.found = label("", "heading", wrap=True)
        self.names = NamesTable(project.codebook, people)
        self.names.setMinimumHeight(190)
        self.names.chosen.connect(self._say)
        self.repairs = RepairList()
        self.repairs.chosen.connect(self._say)
        self.skip = QCheckBox("&Leave out what does not fit and take the rest of its article")
        self.skip.toggled.connect(self._say)
        self.outcome = label("", wrap=True)
        self.outcome.setObjectName("import-outcome")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.from_file = button("&Codebook from the file", self.names.all_new, keep_focus=False)
        self.load_button = button("L&oad names …", self._ask_load, keep_focus=False)
        self.save_button = button("&Save names …", self._ask_save, keep_focus=False)
        for each in (self.from_file, self.load_button, self.save_button):
            each.setAutoDefault(True)
            row.addWidget(each)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.found)
        layout.addWidget(self.names, 3)
        layout.addLayout(row)
        layout.addWidget(self.repairs, 2)
        layout.addWidget(self.skip)
        layout.addWidget(self.outcome)

    def show_survey(self, survey: Survey) -> None:
        """Show what the files hold, with what goes by the codebook chosen."""
        self._survey = survey
        spans = sum(survey.labels.values())
        who = [name for name in survey.annotators if name]
        by = f" by {', '.join(who[:4])}{' and others' if len(who) > 4 else ''}" if who else ""
        counting = "".join(f"  {sentence}" for sentence in survey.counting)
        self.found.setText(
            f"{_counted(survey.texts, 'article')} with {_counted(spans, 'annotation')} and "
            f"{_counted(sum(survey.links.values()), 'link')}{by}.{counting}"
        )
        self.names.show_names(survey, NameMapping())
        self.repairs.show_repairs(survey.repairs)
        self.skip.setVisible(bool(survey.misfit_count))
        self._say()

    def choices(self) -> Choices:
        return Choices(
            self.names.mapping(), repairs=self.repairs.ticked(), skip_misfits=self.skip.isChecked()
        )

    def load(self, path: Path) -> None:
        """Take the choices of a mapping file."""
        try:
            mapping = read_mapping(path)
            mapping.check(self._codebook)
        except UserError as error:
            self._complain(str(error))
            return
        self._complain("")
        self.names.show_names(self._survey, mapping)
        self._say()

    def save(self, path: Path) -> None:
        """Write the choices as a mapping file."""
        try:
            path.write_text(mapping_toml(self.names.mapping(), self._survey.comments()), "utf-8")
        except OSError as error:
            self._complain(f"{path} can't be written ({error.strerror}): choose another folder.")
        else:
            self._complain("")
            self.outcome.setText(f"Saved in {path}.")

    # -- inside

    def _say(self) -> None:
        """What would come in, as it is chosen now."""
        survey, mapping = self._survey, self.names.mapping()
        kept = {name for name, here in mapping.labels.items() if here is not None}
        spans = sum(count for name, count in survey.labels.items() if name in kept)
        links = sum(
            count
            for (name, head, child), count in survey.joins.items()
            if mapping.links.get(name) is not None and {head, child} <= kept
        )
        new = [
            here.removeprefix(NEW)
            for names in (mapping.labels, mapping.links)
            for here in names.values()
            if here is not None and here.startswith(NEW)
        ]
        parts = [
            f"Takes {spans:,} of {_counted(sum(survey.labels.values()), 'annotation')} and {links:,} of "
            f"{_counted(sum(survey.links.values()), 'link')}."
        ]
        if new:
            more = f" and {len(new) - 8} more" if len(new) > 8 else ""
            parts.append(f"New in the codebook: {', '.join(dict.fromkeys(new[:8]))}{more}.")
        left = survey.misfit_count - len(self.repairs.ticked())
        if left > 0:
            then = "is left out" if self.skip.isChecked() else "keeps its article's annotations out"
            if left > 1:
                then = "are left out" if self.skip.isChecked() else "keep their articles' annotations out"
            parts.append(f"{_counted(left, 'span')} that {'does' if left == 1 else 'do'} not fit {then}.")
        self.outcome.setText(" ".join(parts))

    def _ask_load(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Load names", "", _FILES)
        if chosen:
            self.load(Path(chosen))

    def _ask_save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save names", "names.toml", _FILES)
        if chosen:
            self.save(Path(chosen))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
