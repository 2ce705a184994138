"""What a codebook from a file would add, change and lack, and what becomes of what is used."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from annotator.errors import UserError
from annotator.gui.codebook_page.desk import CodebookDesk, consequences
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import counted, label
from annotator.model.codebook import Codebook
from annotator.project.operations import codebook_import as operations
from annotator.project.operations.relabelling import Plan, carry_out


class ImportCodebookDialog(Dialog):
    """Every label and link that is used and missing is kept, or mapped to one of the new codebook."""

    def __init__(self, desk: CodebookDesk, new: Codebook, parent: QWidget) -> None:
        super().__init__(f"Import “{new.name}”", parent, 620)
        self._desk, self._new = desk, new
        self._plan: Plan | None = None
        self.choices: dict[tuple[str, str], QComboBox] = {}
        found = operations.compare(desk.project, new)
        for heading, names in (
            ("Added", found.added),
            ("Changed", found.changed),
            ("Gone, unused", found.gone),
        ):
            if names:
                self.body.addWidget(label(heading, "heading"))
                self.body.addWidget(label(", ".join(names), wrap=True))
        if not (found.added or found.changed or found.gone or found.missing):
            self.body.addWidget(label("The project has exactly these labels, links and questions already."))
        if found.missing:
            self.body.addWidget(label("In use, and not in the new codebook", "heading"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(14)
            grid.setColumnStretch(1, 1)
            for number, item in enumerate(found.missing):
                noun = "annotation" if item.what == "label" else "link"
                grid.addWidget(label(f"{item.what} {item.name}: {counted(item.count, noun)}"), number, 0)
                choice = QComboBox()
                keep = "keep it as a retired label" if item.what == "label" else "keep the link"
                choice.addItem(keep[:1].upper() + keep[1:], "")
                for option in item.options:
                    choice.addItem(f"Becomes “{option}”", option)
                choice.setCurrentIndex(max(choice.findData(item.proposed), 0))
                choice.setAccessibleName(f"What becomes of {item.what} {item.name}")
                choice.currentIndexChanged.connect(lambda _index: self.weigh())
                grid.addWidget(choice, number, 1)
                self.choices[item.what, item.name] = choice
            self.body.addLayout(grid)
        self.outcome = label("", "muted", wrap=True)
        self.body.addWidget(self.outcome)
        self.add_button("Cancel", self.reject)
        self.import_button = self.add_button("Import codebook", self.take, primary=True)
        self.weigh()

    def weigh(self) -> None:
        """Say what taking it over would do, with what is chosen."""
        mapped = {key: str(c.currentData()) for key, c in self.choices.items() if c.currentData()}
        try:
            self._plan = operations.plan_import(self._desk.project, self._new, mapped)
        except UserError as error:
            self._plan = None
            self.complain(str(error))
        else:
            self.complain("")
            self.outcome.setText(consequences(self._plan))
        self.import_button.setEnabled(self._plan is not None)

    def take(self) -> None:
        """Take the codebook over as it was weighed."""
        plan = self._plan
        if plan is None:
            return
        try:
            carry_out(self._desk.project, plan, keep_in_notes=True, initiator=INITIATOR)
        except UserError as error:
            self.complain(str(error))
            return
        self._desk.window.tell(f"{plan.title}: {consequences(plan, done=True)}")
        self.accept()
