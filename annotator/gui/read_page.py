"""A whole page of what is in the file; what a commit changes is read anew beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotator.gui.commands.command import HintError
from annotator.gui.latest import Latest
from annotator.gui.pages import Page
from annotator.gui.session import Session

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project

_READ_AFTER = 40
"""Milliseconds after a commit, so that several are read at once."""


class ReadPage(Page):
    """Reads when it is opened, and shortly after :meth:`read_soon`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._session: Session | None = None
        self._latest = Latest(window.background)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER)
        self._timer.timeout.connect(self.read)

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self._latest.drop()
        self._timer.stop()

    def begin(self) -> None:
        self.read()
        super().begin()

    def project(self) -> Project:
        """The open project.

        :raises HintError: if there is none.
        """
        if self._session is None:
            raise HintError("Open a project first.")
        return self._session.project

    def read(self) -> None:
        """Read what the page shows, beside the window."""
        self._timer.stop()
        if self._session is not None:
            self._read(self._session.project)

    def read_soon(self) -> None:
        """Read in a moment, once for all that is asked until then."""
        self._timer.start()

    def _read(self, project: Project) -> None:
        """Start the reading: :attr:`_latest` brings it."""
