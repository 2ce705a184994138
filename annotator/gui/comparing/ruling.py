"""Tries a rule out beside the window, and carries it out article by article, all of it one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.errors import UserError
from annotator.gui.commands.command import HintError
from annotator.gui.commands.comparing import RULE
from annotator.gui.comparing.plans import Planned, Rule, plan_all, planned, told
from annotator.gui.scores.runner import ReadingRunner
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import counted
from annotator.model.clock import new_id
from annotator.project.operations import adjudication as adjudicating
from annotator.project.undo import Writing

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage
    from annotator.gui.main_window import MainWindow
    from annotator.project.project import Project


class Ruling(QObject):
    def __init__(self, window: MainWindow, page: ComparePage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page
        self._plans: list[Planned] = []
        self._left: list[Planned] = []
        self._rule = Rule("agreed")
        self._title, self._tells = "", False
        self._writing: Writing | None = None
        self._runner = ReadingRunner(window.background, self)
        self._runner.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)
        page.rules.asked.connect(self._try)
        page.rules.wanted.connect(lambda: window.attempt(self.carry_out))

    def begin(self) -> None:
        """Open the box of rules.

        :raises UserError: if nothing can be settled here.
        """
        self._window.commands.check(RULE)
        read = self._page.read
        if read is None or (read.locked and len(read.comparison.layers) > 1):
            raise HintError(read.locked if read is not None else "Choose two layers or more first.")
        self._page.rules.begin(read.voices)

    def begin_all_agreed(self) -> None:
        """Open it with what all agree on, in all articles."""
        self._page.rules.rules["agreed"].setChecked(True)
        self._page.rules.everywhere.setChecked(True)
        self.begin()

    def again(self) -> None:
        """The article was read anew: count again, if that is being looked at."""
        if not self._page.rules.isHidden():
            self._try()

    def wait(self) -> None:
        """Something was saved: what was counted holds no longer."""
        if not self._page.rules.isHidden():
            self._plans = []
            self._page.rules.show_preview("Counting …", possible=False)

    def drop(self) -> None:
        """Forget what is on its way: the project is being closed, or the page is left."""
        self._runner.drop()
        if self._left:
            self._end()

    def carry_out(self) -> None:
        """Settle what was shown before.

        :raises UserError: if something else is being saved.
        """
        plans = [each for each in self._plans if each.rulings]
        if not plans:
            return
        self._page.rules.end()
        self._page.first_field().setFocus()
        self.write(plans, self._rule.title, new_id(), tell=True)

    def write(self, plans: Sequence[Planned], title: str, joins: str, *, tell: bool = False) -> None:
        """Settle places, some at a time; all of it is one undo step, with the one that ``joins`` the same.

        :param tell: whether to say at the end how many that were.
        :raises UserError: if something else is being saved.
        """
        project = self._project
        if project.steps.writing is not None:
            raise HintError(project.steps.writing.wait)
        total = sum(len(each.rulings) for each in plans)
        self._writing = project.steps.writing = Writing(joins, total)
        self._title, self._tells = title, tell
        self._left = [part for each in plans for part in each.in_parts()]
        if len(self._left) > 1:
            self._window.progress.begin(title, self._stop)
        self._step()

    # -- inside

    @property
    def _project(self) -> Project:
        assert self._page.session is not None
        return self._page.session.project

    def _try(self) -> None:
        """Count what the chosen rule would do."""
        bar, read, session = self._page.rules, self._page.read, self._page.session
        self._runner.drop()
        self._plans, self._rule = [], bar.rule
        if session is None or read is None:
            return
        rule, voices = bar.rule, read.voices
        if bar.here.isChecked():
            found = [planned(read.adjudication, rule)] if read.adjudication is not None else []
            self._show(found, everywhere=False)
            return
        bar.show_preview("Counting …", possible=False)
        self._runner.start(
            session.project.path,
            session.project.annotator,
            lambda queries, step, stopped: plan_all(queries, voices, rule, step, stopped),
            lambda found: self._show(found, everywhere=True),
        )

    def _show(self, plans: list[Planned], *, everywhere: bool) -> None:
        self._plans = plans
        possible = any(each.rulings for each in plans)
        self._page.rules.show_preview(told(plans, everywhere=everywhere), possible=possible)

    def _on_failed(self, error: Exception) -> None:
        self._page.rules.show_preview(str(error), possible=False)

    def _stop(self) -> None:
        """Save nothing more; what was saved stays, in one undo step."""
        if self._left:
            self._project.steps.release()
            self._step()

    def _step(self) -> None:
        """Settle the next article."""
        project, writing = self._project, self._writing
        if not self._left or writing is None:
            return
        if project.steps.writing is not writing:
            self._end()
            self._window.hint(writing.cut)
            return
        plan = self._left.pop(0)
        try:
            adjudicating.settle(
                project,
                plan.article_id,
                plan.rulings,
                title=self._title,
                finished=plan.finished and not plan.left,
                initiator=INITIATOR,
                joins=writing.joins,
            )
        except UserError as error:
            self._end()
            self._window.complain(f"{error} {writing.cut}" if writing.saved else str(error))
            return
        writing.saved += len(plan.rulings)
        if self._left:
            said = f"{self._title}: {writing.saved:,} of {writing.total:,}"
            self._window.progress.step(said, writing.saved, writing.total)
            self._timer.start()
        else:
            self._end()
            if self._tells:
                undo = self._window.commands.key("edit.undo")
                self._window.tell(f"{counted(writing.total, 'place')} settled. {undo} undoes it.")

    def _end(self) -> None:
        self._timer.stop()
        self._left = []
        if self._page.session is not None and self._project.steps.writing is self._writing:
            self._project.steps.release()
        self._writing = None
        self._window.progress.end()
