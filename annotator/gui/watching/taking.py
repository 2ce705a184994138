"""Takes in the articles of files that have come into the watched folder."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui.reading import Reading
from annotator.model.incoming import IncomingCodebook, IncomingLayer
from annotator.project.project import Project


class Taking(Reading):
    """As an import, but layers are left out: whose they are, and whether they are wanted, a person says."""

    files_done = 0
    """Files that have been read to their end, in the order in which they were given."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(project, parent)
        self.progressed.connect(self._count)

    def _count(self, _text: str, done: int, _total: int) -> None:
        self.files_done = done

    def _take(self, message: object) -> None:
        if isinstance(message, IncomingLayer | IncomingCodebook):
            return
        super()._take(message)  # type: ignore[arg-type]
