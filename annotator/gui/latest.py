"""Readings of the project beside the window, of which only the newest arrives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from annotator.gui.background import Background
from annotator.project.queries import Queries, reader

if TYPE_CHECKING:
    from annotator.project.project import Project

T = TypeVar("T")


class Latest:
    """What one place shows: read as often as it changes, in a thread with a connection of its own."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._number = 0

    def read(self, project: Project, work: Callable[[Queries], T], done: Callable[[T], None]) -> None:
        """Call ``work`` in a thread, then ``done`` here; not if more was asked or it was dropped since."""
        self._number += 1
        number, path, annotator = self._number, project.path, project.annotator

        def task() -> T:
            with reader(path, annotator) as queries:
                return work(queries)

        def arrived(result: T) -> None:
            if number == self._number:
                done(result)

        self._background.run(task, arrived)

    def drop(self) -> None:
        """What is on its way comes too late."""
        self._number += 1
