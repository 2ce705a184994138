"""Merge a colleague's layer: what it would do, what has to be decided, and the merge itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QScrollArea, QWidget

from annotator.gui.background import Background
from annotator.gui.dialogs.parts import Dialog
from annotator.gui.guards import guarded
from annotator.gui.sharing.deciding import Decisions
from annotator.gui.sharing.preview import Preview
from annotator.gui.sharing.reading import Looked, Reading
from annotator.gui.sharing.taking import Taking
from annotator.gui.widgets.parts import counted, label
from annotator.model.merge_account import Account
from annotator.model.merge_mapping import MergeMapping
from annotator.project.merge_lines import SHOWN
from annotator.project.project import Project

Told = Callable[[str, bool], object]
"""Told in a sentence what was merged, and whether all of it could be taken."""


class MergeDialog(Dialog):
    """Reads in a thread, saves here, some rows at a time, all of them or none."""

    def __init__(
        self, project: Project, path: Path, background: Background, told: Told, parent: QWidget
    ) -> None:
        super().__init__("Merge a colleague's layer", parent, 780)
        self._project = project
        self._told = told
        self._looked: Looked | None = None
        self._total = 0
        self.reading = Reading(project, background, self)
        self.reading.looked.connect(self._on_looked)
        self.reading.failed.connect(self._on_failed)
        self.reading.progressed.connect(self._on_progress)
        self.taking = Taking(self)
        self.taking.progressed.connect(lambda done: self._on_progress(done, self._total))
        self.taking.finished.connect(self._on_finished)
        self.taking.failed.connect(self._on_failed)
        self.said = label("", wrap=True)
        self.preview = Preview()
        self.decisions = Decisions()
        self.decisions.words_changed.connect(self._on_decided)
        self.notes = label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._build()
        self.said.setText(f"Reading {path.name} …")
        self.bar.setRange(0, 0)
        self.reading.read(path)

    def _build(self) -> None:
        self._room = QScrollArea()
        self._room.setWidget(self.decisions)
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QScrollArea.Shape.NoFrame)
        self._question = label("Decide first what these are here", "heading")
        for part in (self.said, self.preview, self._question, self._room, self.notes, self.bar):
            self.body.addWidget(part, 1 if part in (self.preview, self._room) else 0)
        for hidden in (self.preview, self._question, self._room, self.notes):
            hidden.hide()
        self.close_button = self.add_button("Cancel", self.reject)
        self.merge_button = self.add_button("Merge", self.merge, primary=True)
        self.merge_button.setEnabled(False)

    def merge(self) -> None:
        """Take it in."""
        looked = self._looked
        if looked is None or self.reading.running or self.taking.running or looked.plan.undecided:
            return
        self.complain("")
        self._total = sum(line.rows.total() for line in looked.layers)
        self._enable(False)
        self.close_button.setText("Stop")
        self.said.setText("Merging …")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.taking.start(self._project, looked.plan, self._mapping())

    @guarded(None)
    def reject(self) -> None:
        """Close; while merging, take back what was merged so far."""
        if self.taking.running:
            self.taking.stop()
            self._on_failed("It was stopped: nothing was merged.")
        else:
            super().reject()

    @guarded(None)
    def done(self, result: int) -> None:
        """Also where the window closes under it."""
        self.taking.stop()
        self.reading.stop()
        super().done(result)

    # -- inside

    def _mapping(self) -> MergeMapping:
        book = self._looked.origin.codebook if self._looked is not None else None
        return MergeMapping(
            self.decisions.chosen_words(), actors=self.decisions.chosen_actors(), codebook=book
        )

    def _on_progress(self, done: int, total: int) -> None:
        if self.bar.isVisible():
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(min(done, total))

    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        account, origin = looked.plan.account, looked.origin
        when = origin.shared_at[:16].replace("T", " ")
        other = "" if looked.same_project else " It comes from another project; texts are matched."
        self.said.setText(f"{origin.path.name}, shared by {origin.shared_by} on {when} UTC.{other}")
        self.preview.show_lines(looked.layers, looked.articles, origin.shared_by)
        self.preview.show()
        if account.undecided:
            self.decisions.ask_for_words(dict(account.undecided), self._project.codebook, origin.codebook)
        self.decisions.ask_for_actors(account.actors)
        for part in (self._question, self._room):
            part.setVisible(not self.decisions.empty)
        self._room.setMinimumHeight(self.decisions.height_of_rows)
        self._question.setText(
            "Decide first what these are here" if self.decisions.words else "Are these the same actors?"
        )
        lines = _notes(account, looked)
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))
        self.bar.hide()
        self._enable(True)
        first = next((box for box in self.decisions.words.values() if box.currentData() is None), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._room.ensureWidgetVisible(first)
        elif self.merge_button.isEnabled():
            self.merge_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decided(self) -> None:
        """When all words are decided, look what that does."""
        self.merge_button.setEnabled(False)
        if self.decisions.open_words or self.reading.running:
            return
        self.bar.setRange(0, 0)
        self.bar.show()
        self.reading.look_again(self._mapping())

    def _on_failed(self, sentence: str) -> None:
        self.bar.hide()
        if self._looked is None:
            self.said.hide()
        self.complain(sentence)
        self._enable(True)
        self.close_button.setText("Close" if self._looked is None else "Cancel")

    def _on_finished(self, report: Account) -> None:
        looked = self._looked
        assert looked is not None
        self.accept()
        whole = not (report.refused or report.missing or report.left)
        self._told(_sentence(looked.origin.path.name, report), whole)

    def _enable(self, enabled: bool) -> None:
        ready = self._looked is not None and not self._looked.plan.undecided
        something = self._looked is not None and bool(
            self._looked.plan.account.changes or self._looked.plan.account.articles
        )
        self.merge_button.setEnabled(enabled and ready and something)
        self.decisions.setEnabled(enabled)


def _notes(account: Account, looked: Looked) -> list[str]:
    lines = []
    if not account.changes and not account.articles and not account.undecided:
        lines.append("Nothing in it is new: it was merged before.")
    if account.articles:
        lines.append(f"{counted(len(account.articles), 'article')} come with it and will be imported.")
    if account.missing:
        titles = sorted(title for key in account.missing if (title := looked.origin.titles.get(key)))[:3]
        others = len(account.missing) - len(titles)
        untitled = f"{others} more" if titles else counted(others, "article")
        named = [*titles, untitled] if others else titles
        lines.append(f"Not in this project: {', '.join(named)}. Import what is missing and merge again.")
    if account.added:
        lines.append(f"Added to the codebook: {', '.join(str(word) for word in account.added)}.")
    if account.left:
        lines.append(f"Left out: {', '.join(str(word) for word in sorted(account.left))}.")
    if account.refused:
        why = f": {looked.refusals[0]}" if looked.refusals else "."
        lines.append(f"{counted(account.refused, 'row')} can't be taken{why}")
    return lines


def _sentence(name: str, report: Account) -> str:
    """What was merged."""
    shown = [(report.count(outcome, kind="annotation"), said) for outcome, said in SHOWN[:3]]
    numbers = [f"{number} {said}" for number, said in shown if number]
    total = sum(number for number, _ in shown)
    noun = "annotation" if total == 1 else "annotations"
    text = f"Merged {name}: {', '.join(numbers)} {noun}" if numbers else f"Merged {name}"
    if report.missing:
        text += f"; {counted(len(report.missing), 'article')} missing here"
    if report.refused:
        text += f"; {counted(report.refused, 'row')} could not be taken"
    return f"{text}."
