"""Undo and redo between random edits: the file is as it was after each step."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine, rule

from annotator.project.project import Project

Snapshot = dict[str, list[Any]]


class UndoMachine(RuleBasedStateMachine):
    """Keeps the snapshot after each step beside the project, as undo and redo must give it back."""

    tables: ClassVar[tuple[str, ...]]
    """What a step writes."""

    project: Project

    def make_folder(self) -> Path:
        """Where the project is to be; it goes at the end."""
        self.folder = tempfile.TemporaryDirectory()
        return Path(self.folder.name)

    def begin_with(self, project: Project) -> None:
        """The first snapshot is of this project."""
        self.project = project
        self.past = [self.snapshot()]
        self.future: list[Snapshot] = []

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            self.folder.cleanup()

    def snapshot(self) -> Snapshot:
        """Every row that a step may write."""
        return {
            table: sorted(self.project.db.conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in self.tables
        }

    def step_done(self) -> None:
        """Something was done, or refused."""
        now = self.snapshot()
        if now != self.past[-1]:
            self.past.append(now)
            self.future.clear()

    @rule()
    def undo(self) -> None:
        title = self.project.undo()
        assert (title is None) == (len(self.past) == 1)
        if title is not None:
            self.future.append(self.past.pop())
        assert self.snapshot() == self.past[-1]

    @rule()
    def redo(self) -> None:
        title = self.project.redo()
        assert (title is None) == (not self.future)
        if title is not None:
            self.past.append(self.future.pop())
        assert self.snapshot() == self.past[-1]

    @rule()
    def undo_all_and_redo_all(self) -> None:
        last, steps = self.past[-1], 0
        while self.project.undo() is not None:
            steps += 1
        assert self.snapshot() == self.past[0]
        for _ in range(steps):
            self.project.redo()
        assert self.snapshot() == last
