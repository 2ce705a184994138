"""A revision: the last change of one row that travels between copies of a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

RevisionKind = Literal[
    "annotation", "link", "decision", "state", "answers", "comment", "settlement", "assignment", "actor"
]


@dataclass(frozen=True, slots=True)
class Revision:
    """One row of a project file: what it is, whose, and its stamp.

    ``stamp`` is the time of the change as :func:`annotator.model.clock.now` gives it, and after it a count
    where the clock stood still (``...Z+000001``).  Stamps are compared as text; the later one is what holds.
    ``layer_id`` is None for what belongs to all: actors and assignments.
    """

    kind: RevisionKind
    id: str
    layer_id: int | None
    article_id: int | None
    stamp: str
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision as it travels: in a file, or to a server and back.

    It names its layer by ``owner`` and ``layer_kind`` (both empty for what belongs to all) and its article by
    ``article``, the SHA-256 of the text (empty for an actor), as their numbers differ from copy to copy.
    ``id`` is that of the row; empty for a state and for answers, of which each layer has one an article; the
    annotator for an assignment.  ``body`` is the row without its id, layer and article; empty where
    ``deleted``.
    """

    kind: RevisionKind
    id: str
    owner: str
    layer_kind: str
    article: str
    stamp: str
    deleted: bool = False
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Two entries with equal keys are revisions of one thing."""
        return self.kind, self.owner, self.layer_kind, self.article, self.id
