"""What the suggestion commands do: run the model over articles, show how far it is, try again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UserError

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.suggesting import Suggesting


class SuggestionDesk(QObject):
    """Keeps the one run of suggestions of its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last_run: tuple[list[int], bool] = ([], False)
        self.suggesting: Suggesting | None = None

    @property
    def busy(self) -> bool:
        """Whether suggestions are being made."""
        return self.suggesting is not None and self.suggesting.running

    def suggest(self) -> None:
        """Suggest for every article the model has not covered, the open one first."""
        session = self._need()
        here = session.article
        ids = session.project.article_ids()
        if here is not None:
            ids.sort(key=lambda article_id: article_id != here.id)
        self._run(ids, force=False)

    def suggest_again(self) -> None:
        """Let the model run on the open article once more."""
        article = self._need().article
        if article is not None:
            self._run([article.id], force=True)

    def suggest_in(self, articles: list[int]) -> None:
        """Let the model run on these articles once more."""
        self._run(articles, force=True)

    def choose_pipeline(self) -> None:
        """Ask which pipeline suggests in this project."""
        from annotator.gui.dialogs.pipeline import PipelineDialog

        PipelineDialog(self._need(), self._window).open()

    def stop(self) -> None:
        """End the run and its worker; what was suggested stays."""
        if self.suggesting is not None:
            self.suggesting.shut_down()
            self.suggesting = None

    # -- inside

    def _run(self, articles: list[int], *, force: bool) -> None:
        from annotator.gui.suggesting import Suggesting

        window = self._window
        suggesting = self.suggesting
        if suggesting is None:
            suggesting = self.suggesting = Suggesting(self, command=window.worker_command)
            suggesting.progressed.connect(self._on_progress)
            suggesting.finished.connect(self._on_suggested)
            suggesting.failed.connect(self._on_failed)
        self._last_run = (articles, force)
        window.messages.hide()
        window.progress.begin("Starting …", suggesting.cancel)
        suggesting.start(self._need(), articles, force=force)

    def _on_progress(self, text: str, done: int, total: int) -> None:
        if total:
            self._window.progress.step(text, done, total)
        else:
            self._window.progress.text.setText(text)

    def _on_suggested(self, text: str) -> None:
        self._window.progress.end()
        self._window.tell(text)

    def _on_failed(self, text: str) -> None:
        self._window.progress.end()
        articles, force = self._last_run
        self._window.tell(text, "error", action="Try again", run=lambda: self._run(articles, force=force))

    def _need(self) -> Session:
        if self._window.session is None:
            raise UserError("Open a project first, or make a new one.")
        return self._window.session
