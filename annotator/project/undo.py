"""The steps of this sitting that can be undone and redone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.store.rows import Change


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: its name, its article if it was about one, and its row changes in order."""

    title: str
    article_id: int | None
    rows: tuple[Change, ...]
    joins: str | None = None
    """Steps that follow each other with the same of these are one."""

    def inverse(self) -> tuple[Change, ...]:
        """The changes that take it back, last first."""
        return tuple(change.inverse() for change in reversed(self.rows))


class UndoStack:
    """Done steps and undone ones; a new step forgets what was undone."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def push(self, step: Step) -> None:
        last = self.done[-1] if self.done else None
        if step.joins is not None and last is not None and last.joins == step.joins and not self.undone:
            self.done[-1] = replace(step, rows=last.rows + step.rows)
            return
        self.done.append(step)
        self.undone.clear()

    @property
    def undo_title(self) -> str | None:
        return self.done[-1].title if self.done else None

    @property
    def redo_title(self) -> str | None:
        return self.undone[-1].title if self.undone else None
