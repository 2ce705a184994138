"""The steps of this sitting that can be undone and redone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from annotator.errors import UserError
from annotator.store.history import ChangeKind
from annotator.store.rows import Change, RowChange


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: its name, its article if it was about one, and its row changes in order."""

    title: str
    article_id: int | None
    rows: tuple[Change, ...]
    joins: str | None = None
    """Steps that follow each other with the same of these are one."""

    def cant(self, kind: ChangeKind) -> str:
        """The beginning of the sentence that says why it can't be taken back or done again."""
        return f"“{self.title}” can't be {'undone' if kind == 'undo' else 'done again'}"

    def inverse(self) -> tuple[Change, ...]:
        """The changes that take it back, last first."""
        return tuple(change.inverse() for change in reversed(self.rows))


@dataclass(slots=True, eq=False)
class Writing:
    """A step that is being saved bit by bit; until it ends, no other step may come between."""

    joins: str
    total: int
    """How many places are to be saved in all."""
    saved: int = 0

    @property
    def wait(self) -> str:
        """What to do before anything else can be changed."""
        return f"Wait until the {self.total:,} places are saved, or stop it (Esc)."

    @property
    def cut(self) -> str:
        """What is to be said where it ended early."""
        return f"{self.saved:,} of {self.total:,} places were saved."


class UndoStack:
    """Done steps and undone ones; a new step forgets what was undone."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.writing: Writing | None = None
        """The step that is being saved bit by bit; who sets it asks before each bit whether it still is."""

    def push(self, step: Step) -> None:
        last = self.done[-1] if self.done else None
        if step.joins is not None and last is not None and last.joins == step.joins and not self.undone:
            self.done[-1] = replace(step, rows=last.rows + step.rows)
            return
        self.done.append(step)
        self.undone.clear()

    def forget(self, rows: Collection[tuple[str, tuple[Any, ...]]]) -> None:
        """Forget the steps that changed one of these rows (table and key), and what was done before them."""

        def touches(step: Step) -> bool:
            return any(isinstance(c, RowChange) and (c.table, c.key) in rows for c in step.rows)

        last = max((number for number, step in enumerate(self.done) if touches(step)), default=-1)
        del self.done[: last + 1]
        if any(map(touches, self.undone)):
            self.undone.clear()

    def check_turn(self, joins: str | None = None, *, undoable: bool = True) -> None:
        """:raises UserError: if this would be a step, and another one is being saved bit by bit."""
        if undoable and self.writing is not None and self.writing.joins != joins:
            raise UserError(self.writing.wait)

    def release(self) -> Writing | None:
        """Let the step that is being saved bit by bit end here; returns which that was."""
        writing, self.writing = self.writing, None
        return writing

    def stop_for_undo(self) -> Step | None:
        """The step to take back; one that is being saved ends, and is not it where nothing was saved yet."""
        writing, step = self.release(), self.done[-1] if self.done else None
        if writing is not None and step is not None and step.joins != writing.joins:
            return None
        return step

    def next_redo(self) -> Step | None:
        """The step to do again.  :raises UserError: if one is being saved bit by bit."""
        self.check_turn()
        return self.undone[-1] if self.undone else None

    @property
    def undo_title(self) -> str | None:
        return self.done[-1].title if self.done else None

    @property
    def redo_title(self) -> str | None:
        return self.undone[-1].title if self.undone else None
