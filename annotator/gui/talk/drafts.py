"""What was written and not sent: kept in the project whenever typing pauses, until it is sent or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.project.operations import drafts

if TYPE_CHECKING:
    from annotator.gui.session import Session

_PAUSE = 700
"""Milliseconds without typing after which it is saved."""


class Drafts(QObject):
    """Of the annotator in whose name the project is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._texts: dict[str, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.save)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; it is still open that was."""
        self.save()
        self._session = session
        self._texts = drafts.drafts(session.project) if session is not None else {}

    def __getitem__(self, key: str) -> str:
        """What was written for something; empty where nothing was."""
        return self._texts.get(key, "")

    @property
    def texts(self) -> dict[str, str]:
        """All that was written, by the keys of what it is for."""
        return dict(self._texts)

    def put(self, key: str, text: str) -> bool:
        """Keep a text; an empty one is forgotten.  Whether there is now one more or one less."""
        before = key in self._texts
        if self._texts.get(key, "") == text:
            return False
        if text.strip():
            self._texts[key] = text
        else:
            self._texts.pop(key, None)
        self._timer.start()
        return before != (key in self._texts)

    def save(self) -> None:
        """Let the file hold them, now."""
        self._timer.stop()
        project = self._session.project if self._session is not None else None
        if project is not None and not project.read_only and drafts.drafts(project) != self._texts:
            drafts.keep(project, self._texts)
