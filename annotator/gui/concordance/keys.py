"""What the keys of the list do with the marked lines, or with the current one where none is marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog

from annotator.errors import UserError
from annotator.exchange.writing import whole_file
from annotator.gui.commands.command import HintError, key_text
from annotator.gui.concordance import acting
from annotator.gui.concordance.foot import ORDER_KEYS
from annotator.gui.concordance.writing import Operation, Writer
from annotator.gui.conditions import reading_only
from annotator.gui.widgets.parts import counted
from annotator.project.concordance.lines import Line, as_csv
from annotator.project.operations.everywhere import Tagging

if TYPE_CHECKING:
    from annotator.gui.concordance.page import ConcordancePage
    from annotator.gui.main_window import MainWindow

_COPY, _SAVE = "Ctrl+C", "Ctrl+S"
_FIELD = "/"
_MARK = "Mark some lines first (Space)."


class LineKeys:
    def __init__(self, window: MainWindow, page: ConcordancePage) -> None:
        self._window = window
        self._page = page
        self.writer = Writer(window.progress, page)

    # -- which keys

    def knows(self, key: str) -> bool:
        return key in self._actions() or key in ORDER_KEYS

    def run(self, key: str) -> None:
        self._window.attempt(self._actions()[key])

    def told(self) -> str:
        """The keys in a few words."""
        labels = [key for name in self._labels() for key in self._window.commands.keys(f"label.{name}")[:1]]
        tag = f"{labels[0]}–{labels[-1]} tag" if len(labels) > 1 else "".join(f"{k} tags" for k in labels)
        accept, delete = (self._window.commands.key(n) for n in ("suggestion.accept", "annotation.delete"))
        if self._page.is_spreading:
            return "Space leaves one out or in · ↑↓ show the place"
        told = ("Space marks", tag, f"{accept} accepts", f"{delete} deletes or rejects", "Enter goes there")
        return " · ".join(part for part in told if part)

    def _actions(self) -> dict[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {_COPY: self.copy, _SAVE: self.save, _FIELD: self._to_field}
        for names, run in (
            (("suggestion.accept",), self.accept),
            (("annotation.delete", "suggestion.reject"), self.delete),
        ):
            found |= {key: run for name in names for key in self._keys(name)}
        for name in self._labels():
            found |= {key: lambda name=name: self.tag(name) for key in self._keys(f"label.{name}")}  # type: ignore[misc]
        return found

    def _keys(self, command: str) -> tuple[str, ...]:
        return self._window.commands.keys(command)

    def _labels(self) -> list[str]:
        session = self._window.session
        return [label.name for label in session.project.codebook.labels] if session is not None else []

    # -- what they do

    def enter(self, shift: bool) -> None:
        """Tag what is marked everywhere (with Shift: suggest it); else go to the place."""
        page = self._page
        if page.is_spreading and page.lines.marks:
            self.suggest() if shift else self.spread()
        elif page.table.line is not None:
            line = page.table.line
            self._window.attempt(lambda: page.following.show_place(line))
            self._window.workspace.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def spread(self) -> None:
        """Tag the marked places as what they were found for."""
        wanted = self._page.spreading.wanted
        if wanted is None:
            return
        if not wanted.label:
            self._window.hint("Press a label's key to tag the marked ones.")
            return
        how = Tagging(wanted.label, wanted.attributes, wanted.actor_id)
        self._window.attempt(lambda: self._spread("Tag", wanted.label, acting.tagging(how), "Tagged"))

    def suggest(self) -> None:
        """Make suggestions of the marked places."""
        wanted = self._page.spreading.wanted
        if wanted is not None and wanted.label:
            lines = acting.not_suggested(self._chosen(), wanted.label)
            operation = acting.suggesting(wanted)
            self._window.attempt(lambda: self._spread("Suggest", wanted.label, operation, "Suggested", lines))

    def tag(self, label: str) -> None:
        """Tag the lines with another label."""
        self._spread("Tag", label, acting.tagging(Tagging(label)), "Tagged")

    def _spread(
        self, verb: str, label: str, operation: Operation, done: str, lines: list[Line] | None = None
    ) -> None:
        lines = self._chosen() if lines is None else lines
        title = f"{verb} {label}" if len(lines) == 1 else f"{verb} {len(lines)} × {label}"
        nothing = "These are suggested already: Enter tags them."
        self._write(title, operation, done, lines, nothing if self._page.lines.marks else _MARK)

    def delete(self) -> None:
        """Delete own annotations, reject suggestions."""
        lines = [line for line in self._chosen() if line.kind in ("own", "suggestion")]
        own = sum(line.kind == "own" for line in lines)
        title = f"Reject {counted(len(lines), 'suggestion')}"
        if own == len(lines):
            title = f"Delete {counted(own, 'annotation')}"
        elif own:
            title = f"Delete or reject {len(lines)}"
        nothing = "Nothing of yours and no suggestion stands there."
        self._write(title, acting.deleting, "Deleted" if own else "Rejected", lines, nothing)

    def accept(self) -> None:
        """Accept suggestions."""
        lines = [line for line in self._chosen() if line.kind == "suggestion"]
        nothing = "No suggestion stands there: only suggestions can be accepted."
        title = f"Accept {counted(len(lines), 'suggestion')}"
        self._write(title, acting.accepting, "Accepted", lines, nothing)

    def copy(self) -> None:
        """Copy the lines, as CSV."""
        QGuiApplication.clipboard().setText(as_csv(self._chosen()))
        self._window.tell(f"Copied {counted(len(self._chosen()), 'line')}.")

    def save(self) -> None:
        """Ask for a file and write the marked lines into it, or all where none is marked."""
        page = self._page
        lines = page.lines.marked() or page.lines.lines
        start = str(Path.home() / "concordance.csv")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save the lines", start, "CSV (*.csv)")
        if name:
            with whole_file(Path(name)) as file:
                file.write("\ufeff" + as_csv(lines))
            self._window.tell(f"Wrote {counted(len(lines), 'line')} to {Path(name).name}.")

    # -- inside

    def _to_field(self) -> None:
        self._page.begin()

    def _chosen(self) -> list[Line]:
        page = self._page
        marked = page.lines.marked()
        return marked or ([page.table.line] if page.table.line is not None else [])

    def _write(
        self,
        title: str,
        operation: Operation,
        verb: str,
        lines: list[Line],
        nothing: str,
    ) -> None:
        session, spreading = self._window.session, self._page.is_spreading
        if session is None:
            return
        if session.project.read_only:
            raise UserError(reading_only(session.project, self._window.commands.how("project.reload")))
        if not lines:
            raise HintError(nothing)
        self._window.workspace.inspector.note.save()  # while many lines are saved, nothing else can be
        self.writer.write(
            session.project,
            title,
            lines,
            operation,
            lambda count: self._written(count, verb, spreading),
            self._window.complain_of,
        )

    def _written(self, count: int, verb: str, spreading: bool) -> None:
        page = self._page
        undo = key_text(QKeySequence.StandardKey.Undo)
        if count == 0 and verb in ("Tagged", "Suggested"):
            self._window.hint("That stood there already: nothing was changed.")
        elif spreading or page.lines.marks:
            self._window.tell(f"{verb} {count}. {undo} undoes it.")
        if spreading:
            page.following.back()
        elif page.lines.marks:
            page.lines.mark_all(False)
