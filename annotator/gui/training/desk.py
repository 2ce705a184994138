"""What the training commands do: the page, the one training of a window, and the article most useful next."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.errors import UserError
from annotator.gui.commands.command import HintError
from annotator.gui.widgets.parts import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.gui.session import Session
    from annotator.gui.training.run import Outcome, TrainingRun
    from annotator.project.usefulness import Useful

PAGE = "training"


class TrainingDesk(QObject):
    """Keeps the one training of its window; it goes on while one works elsewhere in the window."""

    changed = Signal()
    """A training began, or ended in whatever way."""
    progressed = Signal(object)
    """A :class:`annotator.preannotate.training.protocol.Progress`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._run: TrainingRun | None = None
        self.command: Callable[[], list[str]] | None = None
        """What starts the process that trains; None: our own."""
        self.outcome: Outcome | None = None
        """What came of the last training in this window, until it is decided on."""
        self.trouble = ""
        """Why the last one failed."""

    @property
    def training(self) -> bool:
        return self._run is not None and self._run.running

    def set_session(self, _session: Session | None) -> None:
        """Another project is open, or none: what was being trained for the one before ends."""
        if self._run is not None:
            self._run.stop()
        self.outcome, self.trouble = None, ""
        self.changed.emit()

    def show_page(self) -> None:
        self._window.show_page(PAGE)

    def make_page(self) -> Page:
        from annotator.gui.training.page import TrainingPage

        return TrainingPage(self._window, self)

    # -- training

    def train(self, layer: str | None = None) -> None:
        """Train on a layer; None: the annotator's own."""
        from annotator.gui.training.run import TrainingRun
        from annotator.preannotate.training.client import trainer_command

        session = self._need()
        if self.training:
            raise HintError("A model is being trained already.")
        if self._run is None:
            self._run = TrainingRun(self._window.background, self)
            self._run.progressed.connect(self.progressed)
            self._run.finished.connect(self._on_finished)
            self._run.failed.connect(self._on_failed)
        self.outcome, self.trouble = None, ""
        project = session.project
        self._run.start(
            project.path, project.annotator, layer, _folder(project.path), self.command or trainer_command
        )
        self.changed.emit()

    def stop(self) -> None:
        """End the training; nothing of it is left."""
        if self._run is not None and self._run.running:
            self._run.stop()
            self._window.tell("The training was stopped. Nothing was changed.")
            self.changed.emit()

    def use(self, folder: str) -> None:
        """Let this pipeline suggest from now on."""
        from annotator.preannotate.repertoire import with_main
        from annotator.project.knowledge import pipelines_of

        session = self._need()
        before = session.project.about("pipeline")
        session.choose_pipelines(folder, with_main(pipelines_of(session.project), before, folder))
        self.outcome = None
        key = self._window.commands.with_key("Suggest for all articles", "project.suggest")
        self._window.tell(f"This model suggests from now on. Next: {key}.")
        self.changed.emit()

    def keep_old(self) -> None:
        """Go on with the model in use; the new one stays in the list."""
        self.outcome = None
        self.changed.emit()

    def _on_finished(self, outcome: Outcome) -> None:
        from annotator.project.operations import training

        self.outcome = outcome
        session = self._window.session
        if session is not None and outcome.model is not None and outcome.folder is not None:
            based_on = str(outcome.report["based_on"])
            training.remember(
                session.project, outcome.model, outcome.folder, based_on=based_on, report=outcome.report
            )
        if self._window.pages.shown != PAGE:
            self._window.tell("The model is trained.", action="Look at it", run=self.show_page)
        self.changed.emit()

    def _on_failed(self, text: str) -> None:
        self.trouble = text
        if self._window.pages.shown != PAGE:
            self._window.tell(text, "error", action="Training", run=self.show_page)
        self.changed.emit()

    # -- what to read next

    def most_useful(self) -> None:
        """Open the article that is to do and on which the model is least sure, for its length."""
        from annotator.project.queries import reader
        from annotator.project.usefulness import chosen_order, most_useful

        session = self._need()
        path, annotator = session.project.path, session.project.annotator

        def work() -> list[Useful]:
            with reader(path, annotator) as queries:
                return most_useful(queries, chosen_order(queries) or "entropy")

        self._window.background.run(work, lambda found: self._window.attempt(lambda: self._open(found)))

    def _open(self, found: list[Useful]) -> None:
        session = self._need()
        here = session.article.id if session.article is not None else None
        others = [useful for useful in found if useful.article_id != here]
        if not others:
            raise HintError("No other article is to do.")
        best = others[0]
        session.open_article(best.article_id)
        self._window.workspace.view.setFocus()
        if best.waiting:
            unsure = f", {best.unsure} of them unsure" if best.unsure else ""
            said = f"{counted(best.waiting, 'suggestion')} to decide{unsure}."
            self._window.hint(f"Most useful of {counted(len(found), 'article')} to do: {said}")
        else:
            key = self._window.commands.with_key("Suggest for all articles", "project.suggest")
            self._window.hint(f"No model has suggested anything in the articles to do. Next: {key}.")

    def _need(self) -> Session:
        if self._window.session is None:
            raise UserError("Open a project first, or make a new one.")
        return self._window.session


def _folder(project: Path) -> Path:
    """A new folder beside the project, by the time."""
    return project.with_name(f"{project.stem}-models") / datetime.now().strftime("%Y-%m-%d-%H%M%S")
