"""The registry as matching needs it, kept up to date for as long as its project is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.model.name_index import NameIndex

if TYPE_CHECKING:
    from annotator.gui.session import Session
    from annotator.project.changes import Changes
    from annotator.project.project import Project

_SLICE = 200
"""Actors that are taken in at once: a few milliseconds."""


class KnownActors(QObject):
    """Read piece by piece once a mention is looked at, so that it is there when somebody asks."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._index = NameIndex()
        self._next: str | None = None
        """The id after which to go on reading; None where it has not begun, or is done."""
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_slice)
        session.committed.connect(self._on_commit)

    @classmethod
    def of(cls, session: Session) -> KnownActors:
        """The one of this session."""
        found = session.findChild(cls)
        return found if isinstance(found, cls) else cls(session)

    def prepare(self) -> None:
        """Begin to read, where that has not been done."""
        if not self._begun:
            self._begun, self._next = True, ""
            self._timer.start()

    def index(self) -> NameIndex:
        """Every actor that counts for itself."""
        self.prepare()
        while self._next is not None:
            self._take_slice()
        return self._index

    def _take_slice(self) -> None:
        assert self._next is not None
        read = self._session.project.actors_after(self._next, _SLICE)
        for actor in read:
            self._index.put(actor)
        self._next = read[-1].id if len(read) == _SLICE else None
        if self._next is None:
            self._timer.stop()

    def _on_commit(self, changes: Changes) -> None:
        if not self._begun:
            return
        touched = changes.touched("actors")
        if not touched:
            return
        index, project = self.index(), self._session.project
        for actor_id in touched:
            actor = project.actor(actor_id)
            if actor is None or actor.id != actor_id:
                index.drop(actor_id)
            else:
                index.put(actor)


def codebook_kinds(project: Project) -> list[str]:
    """The answers to the attribute “kind” of the labels whose annotations point to actors."""
    found: dict[str, None] = {}
    for entry in project.codebook.labels:
        asked = entry.attribute("kind") if entry.mention else None
        if asked is not None:
            found |= dict.fromkeys(asked.options)
    return list(found)
