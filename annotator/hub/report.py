"""What an exchange with the hub hands over to be saved, and what it says when it is over."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from annotator.hub.local import Keeping
from annotator.hub.taking import TITLE, Taken
from annotator.project.project import Project

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to be saved in the project, in its own thread, before the next one is asked for."""

    doing: str
    done: int
    total: int
    save: Callable[[Project], None]


@dataclass(slots=True)
class Report:
    """What an exchange did.  ``notes`` are sentences about what stays as it is, and why."""

    sent: int = 0
    articles_sent: int = 0
    received: int = 0
    articles_received: int = 0
    codebook: Literal["", "sent", "received"] = ""
    left: int = 0
    answers_left: int = 0
    received_from: dict[str, int] = field(default_factory=dict)
    """Of each annotator; actors and assignments are nobody's."""
    notes: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether both sides were up to date."""
        moved = self.sent + self.received + self.articles_sent + self.articles_received
        return not moved and not self.codebook

    def count(self, taken: Taken) -> None:
        """Add what became of some entries."""
        self.received += taken.account.changes
        self.left += len(taken.left)
        self.answers_left += taken.account.left.total()
        for owner in {owner for owner, _, _ in taken.account.rows} - {""}:
            if number := taken.account.count("new", "newer", "deleted", owner=owner):
                self.received_from[owner] = self.received_from.get(owner, 0) + number

    def all_notes(self) -> list[str]:
        """The notes, with those that follow from the counts."""
        made = list(self.notes)
        if self.left:
            made.append(
                f"{self.left} changes use words that the codebook here lacks, or do not fit: they come in "
                "once a coordinator has put the words into the codebook."
            )
        elif self.answers_left:
            made.append(f"{self.answers_left} answers use words that the codebook lacks, and were left out.")
        return made

    def as_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self) | {"notes": self.all_notes()}


def keeping(
    keep: Callable[Concatenate[Keeping, _P], None], *values: _P.args, **named: _P.kwargs
) -> Callable[[Project], None]:
    """What keeps one fact."""

    def save(project: Project) -> None:
        with project.transact(TITLE, undoable=False):
            keep(Keeping(project), *values, **named)

    return save


def nothing(project: Project) -> None:
    """Where there is nothing to save, only to say how far it is."""


def batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
