"""What the project commands do: open and close, import and export, change the annotator, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from annotator.errors import UserError
from annotator.gui.conditions import reading_only
from annotator.gui.suggestion_desk import SuggestionDesk
from annotator.gui.widgets.parts import counted
from annotator.places import PROJECT_SUFFIX, default_annotator

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.presenter import Presenter
    from annotator.gui.session import Session
    from annotator.project.project import Project

# What opens a project (SQLite and the project package) is imported inside functions: after the first paint.


class ProjectDesk(QObject):
    """Keeps the one open project of its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.presenter: Presenter | None = None
        self.suggestions = SuggestionDesk(window)

    @property
    def busy(self) -> bool:
        """Whether suggestions are being made."""
        return self.suggestions.busy

    # -- opening and closing

    def open(self, path: Path, annotator: str | None = None, *, read_only: bool = False) -> Session:
        """Open a project in place of the one that is open.

        One that is open for reading only because another window has it is opened anew.

        :raises UserError: if it can't be opened; the one that was open stays.
        """
        from annotator.gui.presenter import Presenter
        from annotator.gui.session import Session
        from annotator.project.annotators import usual_annotator
        from annotator.project.project import Project

        window, there = self._window, self._window.session
        if there is not None and there.project.path.resolve() == path.resolve():
            if there.project.held_by is None:
                return there
            annotator = annotator or there.project.annotator
        annotator = annotator or usual_annotator(path, window.settings.annotator)
        opened = Project.open(path, annotator, read_only=read_only)
        self.close()
        session = window.session = Session(opened, window)
        window.desk.session = session
        self.presenter = Presenter(
            session, window.workspace, window.status, window.linking, window.background
        )
        session.committed.connect(window.after_commit)
        session.current_changed.connect(window.messages.clear_hint)
        self._show(session)
        window.settings.remember_project(path)
        return session

    def _show(self, session: Session) -> None:
        window, project = self._window, session.project
        assert self.presenter is not None
        window.show_workspace()
        reading = " – reading only" if project.read_only else ""
        window.setWindowTitle(f"{project.name}{reading} – Annotator")
        window.workspace.header.state.setEnabled(not project.read_only)
        window.status.show_project(
            project.annotator, reading_only(project, "").split(".")[0] if project.read_only else ""
        )
        window.show_labels(project.codebook)
        self.presenter.show_project()
        window.show_next_step()
        window.session_changed.emit(session)
        first = self._first_article(project)
        if first is not None:
            session.open_article(first)
        else:
            window.workspace.empty.step.setFocus(Qt.FocusReason.OtherFocusReason)
        if project.read_only:
            window.tell(reading_only(project, window.commands.how("project.reload")), "warning")

    def _first_article(self, project: Project) -> int | None:
        """The one that was open last, else the first that is not done, else the first."""
        ids, layer = project.article_ids(), project.layer
        last = self._window.settings.last_article(project.path)
        if last in ids:
            return last
        states = project.states(layer.id if layer else None)
        return next((number for number in ids if states.get(number) != "done"), ids[0] if ids else None)

    def close(self) -> None:
        """Close the project; afterwards it is one file."""
        window, session = self._window, self._window.session
        if session is None:
            return
        cut = session.project.steps.release()
        window.workspace.inspector.note.save()
        window.session_changed.emit(None)
        for dialog in window.findChildren(QDialog):
            dialog.done(0)
        self.suggestions.stop()
        window.progress.end()
        window.linking.cancel()
        window.background.forget()
        if session.article is not None:
            window.settings.keep_article(session.project.path, session.article.id)
        session.open_article(None)
        window.session = window.desk.session = None
        if self.presenter is not None:
            self.presenter.stop()
            self.presenter = None
        window.workspace.articles.set_articles([])
        window.workspace.inspector.show_current(None)
        window.status.clear_project()
        window.messages.hide()
        if cut is not None:
            window.tell(cut.cut)
        session.close()
        session.deleteLater()

    def close_project(self) -> None:
        """Close it and go back to the start screen."""
        self.close()
        self._window.show_start()

    def search(self, words: str) -> None:
        """List the articles with these words; empty: all."""
        if self.presenter is not None:
            self.presenter.search(words)

    def reload(self) -> None:
        """Show what another window has written since; take over writing where that window has closed."""
        session = self._window.session
        if session is None or self.presenter is None:
            return
        if session.project.held_by is not None:
            opened = self.open(session.project.path)
            if not opened.project.read_only:
                self._window.tell("The other window has closed the project: you can annotate now.")
            return
        session.reload_article()
        self.presenter.show_project()

    def choose_project(self) -> None:
        """Ask for a project file and open it."""
        start = self._window.settings.recent()
        folder = str(start[0].parent) if start else _documents()
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a project", folder, f"Annotator projects (*{PROJECT_SUFFIX});;All files (*)"
        )
        if name:
            self.open(Path(name))

    def open_recent(self, path: Path) -> None:
        """As :meth:`open`; a project that is no longer there goes from the list of recent ones."""
        try:
            self.open(path)
        except UserError:
            if not path.exists():
                self._window.start.show_recent(self._window.settings.recent())
            raise

    def new_project(self) -> None:
        """Ask for name, place and codebook of a new project."""
        from annotator.gui.dialogs.new_project import NewProjectDialog

        dialog = NewProjectDialog(Path(_documents()), self._window.settings.annotator, self._window)
        dialog.made.connect(self._open_new)
        dialog.open()

    def _open_new(self, path: Path, annotator: str) -> None:
        self._window.settings.annotator = annotator
        self.open(path, annotator)

    def open_example(self) -> None:
        """Open the example, made anew where this machine has none yet."""
        path = Path(_documents()) / f"Annotator example{PROJECT_SUFFIX}"
        if path.exists():
            self._show_example(path)
            return
        from annotator.gui.example import make_example

        window = self._window
        window.progress.begin("Making the example …")
        window.background.run(lambda: make_example(path), self._show_example, self._no_example)

    def _show_example(self, path: Path) -> None:
        window = self._window
        window.progress.end()
        session = self.open(path, window.settings.annotator or default_annotator())
        if session.project.model_layer() is None and not session.project.read_only:
            self.suggestions.suggest()

    def _no_example(self, error: Exception) -> None:
        self._window.progress.end()
        self._window.complain(f"The example could not be made: {error}")

    # -- in and out

    def take_dropped(self, paths: list[Path]) -> None:
        """Open a project file, or import anything else."""
        if len(paths) == 1 and paths[0].suffix == PROJECT_SUFFIX:
            self.open(paths[0])
        elif paths:
            self._window.commands.check("project.import")
            self.import_articles(paths)

    def import_articles(self, paths: list[Path] | None = None, *, layers: bool = False) -> None:
        """Ask which files to import, ``paths`` being proposed; ``layers``: of another program."""
        from annotator.gui.importing.dialog import LayersDialog

        dialog = LayersDialog(self._need().project, self._window, layers=layers)
        dialog.add_paths(paths or [])
        dialog.finished.connect(lambda _result: self._after_import(dialog.imported))
        dialog.open()

    def import_layers(self) -> None:
        self.import_articles(layers=True)

    def _after_import(self, imported: list[int]) -> None:
        """Show what is new: the first of it that is listed opens."""
        window, session = self._window, self._window.session
        if self.presenter is not None:
            self.presenter.show_articles()
        window.show_next_step()
        if session is None:
            return
        shown = window.workspace.articles.model.shown_ids()
        here = session.article.id if session.article is not None else None
        first = next((number for number in shown if number in imported), None)
        if first is None and here is None:
            first = next(iter(shown), None)
        if first is not None:
            session.open_article(first)
        if imported:
            open_now = "It is open now" if len(imported) == 1 else "The first is open now"
            suggest = window.commands.with_key("Suggest for all articles", "project.suggest")
            window.tell(f"{counted(len(imported), 'article')} came in. {open_now}. Next: {suggest}.")

    def export(self) -> None:
        from annotator.gui.exporting.dialog import ExportDialog

        self._window.workspace.inspector.note.save()
        ExportDialog(self._need().project, self._window).open()

    # -- annotators

    def change_annotator(self) -> None:
        """Ask for another name and go on in that person's layer."""
        from annotator.gui.dialogs.annotator import AnnotatorDialog
        from annotator.project.team import people

        window = self._window
        project = self._need().project
        dialog = AnnotatorDialog(project.annotator, window, people(project))
        dialog.named.connect(lambda name: window.attempt(lambda: self.annotate_as(name)))
        dialog.open()

    def annotate_as(self, name: str) -> None:
        """Go on as another annotator, in their own layer."""
        session = self._need()
        path, article = session.project.path, session.article
        self._window.settings.annotator = name
        self.close()
        try:
            opened = self.open(path, name)
        except UserError:
            self._window.show_start()
            raise
        if article is not None:
            opened.open_article(article.id)

    def quit(self) -> None:
        self._window.close()

    def _need(self) -> Session:
        if self._window.session is None:
            raise UserError("Open a project first, or make a new one.")
        return self._window.session


def _documents() -> str:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if folder and Path(folder).is_dir() else str(Path.home())
