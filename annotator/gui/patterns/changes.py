"""What the page of patterns changes in the project, and the files it reads and writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from annotator.errors import UserError
from annotator.exchange.pattern_files import PatternFile, read_patterns, write_patterns
from annotator.gui.commands.command import HintError
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import counted
from annotator.model.actor import Actor
from annotator.model.clock import new_id
from annotator.project.operations import actors, patterns
from annotator.project.operations.pattern_import import Taking

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.patterns.page import PatternsPage

_FILES = "Patterns (*.csv *.tsv *.txt *.jsonl);;All files (*)"
_AT_ONCE = 40
"""Rows that are saved at a time: some 20 ms."""
_TOLD = 3


class PatternChanges(QObject):
    def __init__(self, window: MainWindow, page: PatternsPage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page

    def take(self) -> None:
        """Add the pattern that is typed, or save the one that is edited; what is wrong is said there."""
        page, editor = self._page, self._page.editor
        if not editor.text.text().strip():
            return
        try:
            project = page.project()
            fields = editor.fields()
            with project.transact(
                "Change pattern" if editor.editing else f"Add pattern “{editor.text.text().strip()[:40]}”",
                initiator=INITIATOR,
            ):
                fields["actor_id"] = self._actor_id(editor.actor_named(), fields["attributes"].get("kind"))
                if editor.editing:
                    made = patterns.change(project, editor.editing, **fields)
                else:
                    label, pattern = fields.pop("label"), fields.pop("pattern")
                    made = patterns.add(project, label, pattern, **fields)
        except UserError as error:
            editor.complain(str(error))
            return
        edited = editor.editing is not None
        page.wanted = made.id
        editor.begin_new()
        if edited:
            page.to_list()
        else:
            editor.text.setFocus(Qt.FocusReason.OtherFocusReason)
        page.read()

    def _actor_id(self, who: Actor | str | None, kind: object) -> str | None:
        if isinstance(who, str):
            made = actors.add(self._page.project(), who, kind=kind if isinstance(kind, str) else "")
            return made.id
        return who.id if who is not None else None

    def remove(self) -> None:
        """Delete the selected ones; undo brings them back."""
        chosen = self._chosen()
        if chosen:
            count = patterns.remove(self._page.project(), chosen, initiator=INITIATOR)
            self._window.tell(
                f"Deleted {counted(count, 'pattern')}.",
                action=self._window.commands.with_key("Undo", "edit.undo"),
                run=lambda: self._window.commands.run("edit.undo"),
            )

    def switch(self) -> None:
        """Off where one of the selected ones is on, else on."""
        page = self._page
        chosen = page.table.chosen()
        if chosen:
            off = any(not pattern.off for pattern in chosen)
            patterns.switch(page.project(), [p.id for p in chosen], on=not off, initiator=INITIATOR)

    def suggest(self) -> None:
        """Let the model run again on the articles in which the chosen pattern stands."""
        pattern = self._page.table.pattern
        result = self._page.counting.results.of(pattern) if pattern is not None else None
        if pattern is None or result is None or not result.places:
            raise HintError("Choose a pattern with hits: the articles with them get their suggestions anew.")
        if pattern.off:
            raise HintError("This pattern is off: Space switches it on.")
        articles = list(dict.fromkeys(place[0] for place in result.places))
        self._window.projects.suggestions.suggest_in(articles)

    def _chosen(self) -> list[str]:
        return [pattern.id for pattern in self._page.table.chosen()]

    # -- files

    def ask_import(self) -> None:
        """Ask for a file of patterns, and take it in."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Import patterns", "", _FILES)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Read a file beside the window and save its patterns bit by bit, all of them one step to undo."""
        label = self._page.editor.label.currentText()
        self._window.background.run(
            lambda: read_patterns(path), lambda found: self._save(path.name, label, found), self._complain
        )

    def _complain(self, error: Exception) -> None:
        self._window.complain(str(error))

    def _save(self, name: str, label: str, found: PatternFile) -> None:
        window, project = self._window, self._page.project()
        taking = Taking(project, name, label=label)
        joins, rows = new_id(), list(found.rows)
        total = len(rows)
        going = True

        def stop() -> None:
            nonlocal going
            going = False

        def step() -> None:
            batch = rows[:_AT_ONCE]
            del rows[:_AT_ONCE]
            try:
                with project.transact(f"Import patterns from {name}", initiator=INITIATOR, joins=joins):
                    taking.take(batch)
            except UserError as error:
                window.progress.end()
                window.complain_of(error)
                return
            if rows and going and window.session is not None and window.session.project is project:
                window.progress.step(f"Importing {name}", total - len(rows), total)
                QTimer.singleShot(0, self, step)
                return
            window.progress.end()
            self._tell(name, taking, found, total - len(rows), total)

        window.progress.begin(f"Importing {name}", stop)
        step()

    def _tell(self, name: str, taking: Taking, found: PatternFile, done: int, total: int) -> None:
        taken = taking.taken
        failures = sorted(found.failures + taken.failures)
        told = [f"{name}: {counted(taken.added, 'pattern')} added"]
        told += [f"{taken.changed:,} changed"] if taken.changed else []
        told += [f"{taken.already:,} there already"] if taken.already else []
        told += [f"{counted(taken.actors, 'new actor')}"] if taken.actors else []
        told += [f"stopped after {done:,} of {total:,}"] if done < total else []
        text = ", ".join(told) + "."
        if taken.unknown:
            text += f" Left out, since no attribute is called so: {', '.join(taken.unknown)}."
        if failures:
            shown = " ".join(f"Line {line}: {reason}" for line, reason in failures[:_TOLD])
            more = f" And {len(failures) - _TOLD:,} more." if len(failures) > _TOLD else ""
            text += f" {counted(len(failures), 'row')} left out. {shown}{more}"
        self._window.tell(text, "warning" if failures else "info")

    def ask_export(self) -> None:
        """Ask for a name, and write all patterns there."""
        project = self._page.project()
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            "Export the patterns",
            f"{project.name}-patterns.csv",
            "CSV (*.csv);;JSONL (*.jsonl)",
        )
        if name:
            self.write_file(Path(name))

    def write_file(self, path: Path) -> None:
        """Write all patterns: JSONL where the name ends so, else CSV."""
        found = list(self._page.model.all)
        write_patterns(self._page.project(), found, path)
        self._window.tell(f"Wrote {counted(len(found), 'pattern')} to {path}.")
