"""Watches a folder beside the window, and takes in what is new without getting in anybody's way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from annotator.gui.widgets.parts import counted
from annotator.project.watched import known_files, watched_folder

if TYPE_CHECKING:
    from annotator.exchange.import_report import ImportReport
    from annotator.exchange.watching import Watch
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.watching.taking import Taking

_POLL = 10_000
"""Milliseconds between looks where the system says nothing, as on network drives."""

_SOON = 700
"""After a word of the system, or while files grow."""

_LONG = 1_000
"""Milliseconds after which progress is shown."""

_MOST_TOLD = 200
"""Lines on bad files that are kept for the dialog."""


class WatchDesk(QObject):
    """At most one folder a project."""

    changed = Signal()
    """The folder, the counts, or what is wrong."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._watch: Watch | None = None
        self._taking: Taking | None = None
        self._looking = False
        self._fresh: list[Path] = []
        self.came_in = 0
        """Articles since the project was opened."""
        self.trouble = ""
        """Why nothing can come in just now."""
        self.told: list[str] = []
        """A line for each file that could not be read, since the project was opened."""
        self.noted: list[str] = []
        """A line for what was left out of the others, such as attachments."""
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(lambda _path: self._look_in(_SOON))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._slow = QTimer(self, singleShot=True, interval=_LONG)
        self._slow.timeout.connect(self._show_progress)
        window.status.watching.clicked.connect(lambda: window.commands.run("project.watch"))

    @property
    def folder(self) -> Path | None:
        return self._watch.folder if self._watch is not None else None

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return self._taking is not None and self._taking.running

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; the folder that it watches is watched again."""
        self._end()
        self._session = session
        self.came_in, self.trouble, self.told, self.noted = 0, "", [], []
        if session is not None and not session.project.read_only:
            folder = watched_folder(session.project)
            if folder is not None:
                self._begin(folder)
        self._say()

    def ask(self) -> None:
        """Show which folder is watched, and let it be chosen."""
        from annotator.gui.watching.dialog import WatchDialog

        WatchDialog(self, self._window).open()

    def watch(self, folder: Path) -> None:
        """Take in what is in a folder, and what comes into it, from now on.

        :raises UserError: if it is not there, or the project can't be written.
        """
        from annotator.exchange.watching import look
        from annotator.project.operations.watching import choose_folder

        session = self._session
        if session is None:
            return
        look_at = folder.expanduser().absolute()
        if not look_at.is_dir():
            look(look_at)  # says why
        choose_folder(session.project, look_at)
        self._end()
        self.trouble, self.told, self.noted = "", [], []
        self._begin(look_at)
        self._say()

    def stop(self) -> None:
        """Watch no longer; what came in stays."""
        from annotator.project.operations.watching import choose_folder

        if self._session is not None:
            choose_folder(self._session.project, None)
        self._end()
        self._say()

    def look(self) -> None:
        """Look what is new, now."""
        from annotator.exchange.watching import look

        self._timer.stop()
        watch = self._watch
        if watch is None or self._looking:
            return
        if self.busy or not self._may_write():
            self._look_in(_POLL)
            return
        self._looking = True
        folder = watch.folder
        self._window.background.run(
            lambda: look(folder),
            lambda found: self._seen(watch, found),
            lambda error: self._gone(watch, error),
        )

    # -- inside

    def _begin(self, folder: Path) -> None:
        from annotator.exchange.watching import Watch

        assert self._session is not None
        self._watch = Watch(folder, known_files(self._session.project))
        self._look_in(0)

    def _end(self) -> None:
        taking, self._taking = self._taking, None
        if taking is not None:
            taking.shut_down()
            taking.deleteLater()
            self._hide_progress()
        self._watch, self._looking, self._fresh = None, False, []
        self._timer.stop()
        if self._system.directories():
            self._system.removePaths(self._system.directories())

    def _look_in(self, milliseconds: int) -> None:
        sooner = not self._timer.isActive() or milliseconds < self._timer.remainingTime()
        if self._watch is not None and sooner:
            self._timer.start(milliseconds)

    def _may_write(self) -> bool:
        """Not while many places are being saved in steps: everything else waits for that."""
        session = self._session
        return session is not None and session.project.steps.writing is None

    def _seen(self, watch: Watch, found: dict[Path, str]) -> None:
        if watch is not self._watch:
            return
        self._looking = False
        self._listen(watch.folder, found)
        fresh = watch.fresh(found)
        self.trouble = ""
        if fresh and self._may_write():
            self._take(fresh)
        else:
            self._look_in(_SOON if watch.growing or fresh else _POLL)
        self._say()

    def _gone(self, watch: Watch, error: Exception) -> None:
        if watch is not self._watch:
            return
        self._looking = False
        self.trouble = str(error)
        self._look_in(_POLL)
        self._say()

    def _listen(self, folder: Path, found: dict[Path, str]) -> None:
        """Let the system tell of changes in the folder and those in it that hold files."""
        wanted = {str(folder), *(str(path.parent) for path in found)}
        missing = sorted(wanted - set(self._system.directories()))[:500]
        if missing:
            self._system.addPaths(missing)

    def _take(self, fresh: list[Path]) -> None:
        from annotator.gui.watching.taking import Taking

        assert self._session is not None
        self._fresh = fresh
        self._taking = taking = Taking(self._session.project, self)
        taking.progressed.connect(self._on_progress)
        taking.finished.connect(self._on_finished)
        taking.failed.connect(self._on_failed)
        taking.refused.connect(self._on_failed)
        self._slow.start()
        taking.start(fresh, "auto", raw=False)

    def _show_progress(self) -> None:
        if self.busy and self._window.progress.isHidden():
            assert self._taking is not None
            self._window.progress.begin(
                f"Reading {counted(len(self._fresh), 'new file')} …", self._taking.cancel
            )

    def _hide_progress(self) -> None:
        self._slow.stop()
        if self._window.progress.text.text().startswith("Reading "):
            self._window.progress.end()

    def _on_progress(self, text: str, done: int, total: int) -> None:
        if self._window.progress.text.text().startswith("Reading "):
            self._window.progress.step(f"Reading {text}", done, total)

    def _on_finished(self, report: ImportReport, stopped: bool) -> None:
        from annotator.project.operations.watching import note_files

        watch, session, taking = self._watch, self._session, self._taking
        self._hide_progress()
        if watch is None or session is None or taking is None:
            return
        self._window.attempt(
            lambda: note_files(session.project, watch.take(self._fresh[: taking.files_done]))
        )
        self._fresh, self._taking = [], None
        taking.deleteLater()
        self._show(report)
        if stopped:
            how = self._window.commands.with_key("Watch a folder", "project.watch")
            self.stop()
            self._window.tell(
                f"{watch.folder.name} is not watched any more; what came in stays. {how} goes on."
            )
        else:
            self._look_in(_SOON)
            self._say()

    def _on_failed(self, text: str) -> None:
        self._hide_progress()
        self._end()
        self.trouble = text
        self._window.complain(f"The folder is not watched any more. {text}")
        self._say()

    def _show(self, report: ImportReport) -> None:
        window = self._window
        self.came_in += len(report.imported)
        lines = [f"{failure.origin}: {failure.reason}" for failure in report.failures]
        self.told = [*self.told, *lines][-_MOST_TOLD:]
        noted = [f"{noted.origin}: {noted.text}" for noted in report.noted]
        self.noted = [*self.noted, *noted][-_MOST_TOLD:]
        if report.imported and window.projects.presenter is not None:
            window.projects.presenter.show_articles()
            window.show_next_step()
        if lines:
            how = window.commands.key("project.watch")
            window.tell(
                f"{counted(len(lines), 'file')} in the watched folder could not be read ({how} says why).",
                "warning",
            )

    def _say(self) -> None:
        self._window.status.show_watching(self.line())
        self.changed.emit()

    def line(self) -> str:
        """What the status bar says; empty where nothing is watched."""
        if self._watch is None:
            return ""
        name = self._watch.folder.name or str(self._watch.folder)
        if self.trouble:
            return f"watching {name}: not there"
        return f"watching {name}: {self.came_in} new" if self.came_in else f"watching {name}"
