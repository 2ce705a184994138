"""Imports what the pages are made of while nobody presses a key, so that they open at once when asked for."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

ROOMS = ("codebook_page", "actors", "problems", "history", "concordance", "talk", "patterns", "scores")
"""Rooms of pages that are imported when they are first opened, those that are opened most before others."""

_AFTER = 2000
"""Milliseconds after the start, and after a command, in which nothing is imported."""
_EVERY = 60
"""Milliseconds from one module to the next, in which keys are heard."""


class Ahead(QObject):
    """Imports one module at a time; each is done well within the time in which a key seems to act at once."""

    def __init__(self, window: MainWindow, after: int = _AFTER) -> None:
        """:param after: milliseconds to wait before the first."""
        super().__init__(window)
        self._commands, self._after = window.commands, after
        self._left = modules()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._import)
        self._commands.ran.connect(self._wait)
        self._wait()

    @property
    def done(self) -> bool:
        """Whether all of them are there."""
        return not self._timer.isActive()

    def _wait(self) -> None:
        self._timer.start(self._after)

    def _import(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._commands.ran.disconnect(self._wait)
            return
        importlib.import_module(name)
        self._timer.start(_EVERY)


def modules() -> Iterator[str]:
    """The names of all modules of the pages' rooms, room by room."""
    for room in ROOMS:
        package = importlib.import_module(f"annotator.gui.{room}")
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield found.name
