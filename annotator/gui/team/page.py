"""The page of the team: how far everybody is, who is to annotate what, and whether the project is blind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.errors import UserError
from annotator.gui.conditions import reading_only
from annotator.gui.latest import Latest
from annotator.gui.pages import Page
from annotator.gui.session import INITIATOR
from annotator.gui.team.assign_form import AssignForm
from annotator.gui.team.blind_part import BlindPart
from annotator.gui.team.people import People
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import counted, label
from annotator.model.article import State
from annotator.model.assigning import Plan
from annotator.project import team
from annotator.project.operations import assigning, blindness
from annotator.project.project import Project
from annotator.project.queries import Queries, reader
from annotator.project.team import Progress

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.gui.team.desk import TeamDesk
    from annotator.project.changes import Changes

_READ_AFTER, _DRAW_AFTER = 150, 60
_WIDEST = 1700
_LONG = 2_000
"""Assignments that take longer than one waits without being told."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    plan: Plan
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class _Read:
    """``nobodys`` are the articles that are assigned to nobody."""

    people: list[Progress]
    articles: int
    nobodys: tuple[int, ...]


def _read(queries: Queries) -> _Read:
    there, ids = team.assignments_by_article(queries), queries.article_ids()
    nobodys = tuple(number for number in ids if number not in there)
    return _Read(team.progress(queries), len(ids), nobodys)


class TeamPage(Page):
    def __init__(self, window: MainWindow, desk: TeamDesk) -> None:
        super().__init__()
        self.setObjectName("team-page")
        self._window, self._desk = window, desk
        self._session: Session | None = None
        self._latest = Latest(window.background)
        self._wished = 0
        self._drawn: _Drawn | None = None
        """What is previewed and can be carried out."""
        self.people = People()
        self.form = AssignForm()
        self.blind = BlindPart()
        self._read_soon = self._timer(_READ_AFTER, self.read)
        self._draw_soon = self._timer(_DRAW_AFTER, self.draw)
        self._build()
        self.people.chosen.connect(self._list)
        self.form.changed.connect(self._draw_soon.start)
        self.form.wanted.connect(self.carry_out)
        self.blind.switched.connect(self._switch)
        self.blind.named.connect(self._name_supervisors)
        keys: dict[str, Callable[[], object]] = {
            "A": self.form.hows["all"].click,
            "S": self.form.hows["share"].click,
            "O": self.form.hows["overlap"].click,
            "D": self.form.draw_anew,
            "B": self.blind.switch.click,
            "Ctrl+Return": self.form.apply.click,
            "Ctrl+Enter": self.form.apply.click,
        }
        for key, run in keys.items():
            self._key(key, run)

    # -- what the window calls

    def set_theme(self, theme: Theme) -> None:
        self.people.set_theme(theme)
        self.form.set_theme(theme)

    def set_session(self, session: Session | None) -> None:
        self._session, self._drawn = session, None
        self._latest.drop()
        self._wished += 1
        self._read_soon.stop()
        self._draw_soon.stop()
        self.form.who.forget()
        self.people.show_people((), "")
        if session is not None:
            session.committed.connect(self._on_commit)

    def begin(self) -> None:
        self.read()
        super().begin()

    def first_field(self) -> QWidget:
        return self.people.first_field() if self.people.buttons else self.form.apply

    def leave(self) -> None:
        self.blind.save()

    # -- reading

    def read(self) -> None:
        """Read how far everybody is, beside the window."""
        session = self._session
        self._read_soon.stop()
        if session is None:
            return
        project = session.project
        self.blind.show_state(
            project.blind, project.supervisors, project.annotator, writable=not project.read_only
        )
        self._latest.read(project, _read, self._show)

    def draw(self) -> None:
        """Make a plan of what is wished, beside the window, and show it."""
        session = self._session
        self._draw_soon.stop()
        self._drawn = None
        if session is None:
            return
        self._wished += 1
        wished, wish, only = self._wished, self.form.wish(), self.form.only
        path, annotator = session.project.path, session.project.annotator

        def work() -> _Drawn:
            with reader(path, annotator) as queries:
                plan = team.draw(queries, wish, only)
                return _Drawn(plan, *map(len, assigning.changes_of(queries, plan)))

        def done(drawn: _Drawn) -> None:
            if wished == self._wished:
                self._drawn = drawn
                self.form.show_plan(drawn.plan, drawn.new, drawn.gone)

        def failed(error: Exception) -> None:
            if wished == self._wished and isinstance(error, UserError):
                self.form.show_trouble(str(error))

        self._window.background.run(work, done, failed)

    # -- doing

    def carry_out(self) -> None:
        """Assign what is previewed."""
        drawn, window = self._drawn, self._window
        if drawn is None:
            return
        plan, self._drawn = drawn.plan, None
        people = "1 person" if len(plan.wish.annotators) == 1 else f"{len(plan.wish.annotators)} people"

        def run() -> None:
            done = self._do(lambda project: assigning.carry_out(project, plan, initiator=INITIATOR))
            window.progress.end()
            if done:
                undo = window.commands.key("edit.undo")
                window.tell(f"{counted(len(plan.items), 'article')} assigned to {people}. {undo} undoes it.")

        if drawn.new + drawn.gone > _LONG:
            window.progress.begin("Assigning …")
            QTimer.singleShot(50, run)
        else:
            run()

    def _switch(self, on: bool) -> None:
        self._do(lambda project: blindness.switch(project, on, initiator=INITIATOR))

    def _name_supervisors(self, names: list[str]) -> None:
        self._do(lambda project: blindness.name_supervisors(project, names, initiator=INITIATOR))

    def _do(self, work: Callable[[Project], object]) -> bool:
        """Change something, or say why that can't be; whether it was done."""
        session = self._session
        if session is None:
            return False
        try:
            if session.project.read_only:
                raise UserError(reading_only(session.project, self._window.commands.how("project.reload")))
            work(session.project)
        except UserError as error:
            self._window.complain_of(error)
            self.read()
            return False
        return True

    # -- inside

    def _show(self, found: _Read) -> None:
        session = self._session
        if session is None:
            return
        first = not self.people.buttons and self._window.pages.shown == "team"
        listed = self._window.workspace.articles.model.shown_ids()
        self.form.set_places(found.articles, found.nobodys, tuple(sorted(listed)))
        self.people.show_people(found.people, session.project.annotator)
        self.form.who.offer(each.annotator for each in found.people)
        self._draw_soon.start()
        if first:
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, name: str, state: State | None) -> None:
        session = self._session
        if session is not None:
            ids = team.articles_of(session.project, name, state)
            what = name if state is None else f"{name}, {state}"
            self._desk.list_articles(what, ids)

    def _on_commit(self, _changes: Changes) -> None:
        if self.isVisible():
            self._read_soon.start()

    def _timer(self, delay: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(run)
        return timer

    def _key(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: run())

    def _build(self) -> None:
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        below = QHBoxLayout()
        below.setSpacing(40)
        for title, part, stretch in (("Assign articles", self.form, 5), ("Blind mode", self.blind, 3)):
            side = QVBoxLayout()
            side.setSpacing(10)
            side.addWidget(label(title, "heading"))
            side.addWidget(part)
            side.addStretch(1)
            below.addLayout(side, stretch)
        whole = QVBoxLayout(column)
        whole.setContentsMargins(24, 8, 24, 24)
        whole.setSpacing(10)
        whole.addWidget(self.people)
        whole.addWidget(label("Arrows go from number to number · Enter lists the articles", "muted"))
        whole.addSpacing(16)
        whole.addLayout(below)
        whole.addStretch(1)
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(room)
