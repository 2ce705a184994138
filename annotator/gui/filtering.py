"""Showing only a part of the annotations: what is undecided, one label, one actor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.gui import icons
from annotator.gui.article_view.shown import ActorFilter, Filter
from annotator.gui.commands.command import HintError
from annotator.gui.panels.filter_bar import Chip
from annotator.model.actor import Actor

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_MOST_ACTORS = 25
"""Actors of the article that the menu lists."""


class FilterDesk(QObject):
    """Keeps the filter of its window: the view hides by it, the bar above the article says so."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._filter = Filter()
        bar = window.workspace.filter_bar
        self._menu = QMenu(bar.control)
        self._menu.aboutToShow.connect(self._fill_menu)
        bar.control.setMenu(self._menu)
        bar.taken_away.connect(lambda part: self.set(self._without(part)))
        bar.all_wanted.connect(self.show_all)

    @property
    def filter(self) -> Filter:
        return self._filter

    def set(self, wanted: Filter) -> None:
        """Show what passes, and say so."""
        window, view = self._window, self._window.workspace.view
        self._filter = wanted
        before, bar = view.pos().y(), view.verticalScrollBar()
        view.set_filter(wanted)
        window.workspace.filter_bar.show_parts(self._chips())
        self.show_hidden()
        layout = window.workspace.column.layout()
        if layout is not None and bar.value() > 0:  # what one reads stays where it stands on the screen
            layout.activate()
            bar.setValue(bar.value() + view.pos().y() - before)

    def show_hidden(self) -> None:
        """Say how many are hidden in the open article."""
        index = self._window.workspace.view.article_layout.index
        self._window.workspace.filter_bar.show_hidden(index.hidden, len(index.by_id))

    def says(self) -> str:
        """What is shown now, for the status."""
        parts = [text for _, text in self._chips()]
        return f"Only {' and '.join(parts)} shown" if parts else "Everything is shown"

    # -- what the commands do

    def show_all(self) -> None:
        self.set(Filter())

    def toggle_undecided(self) -> None:
        self.set(replace(self._filter, undecided=not self._filter.undecided))

    def toggle_label(self) -> None:
        """Only the label of the current annotation, or again all labels."""
        current = self._need().current
        if self._filter.label is not None and (current is None or current.label == self._filter.label):
            self.set(replace(self._filter, label=None))
        elif current is None:
            raise HintError("Select an annotation first: the filter shows only its label.")
        else:
            self.set(replace(self._filter, label=current.label))

    def toggle_actor(self) -> None:
        """Only the actor of the current mention and what is linked with it, or again all actors."""
        wanted = self._current_actor()
        if self._filter.actor is not None and wanted in (None, self._filter.actor):
            self.set(replace(self._filter, actor=None))
        elif wanted is None:
            raise HintError("Select a mention of the actor first: the filter shows only this actor.")
        else:
            self.set(replace(self._filter, actor=wanted))

    def only_label(self, label: str) -> None:
        self.set(replace(self._filter, label=label))

    def only_actor(self, actor: Actor) -> None:
        self.set(replace(self._filter, actor=self._filter_of(actor)))

    # -- inside

    def _need(self) -> Session:
        session = self._window.session
        if session is None:
            raise HintError("Open a project first.")
        return session

    def _current_actor(self) -> ActorFilter | None:
        """The actor of the current mention; of one without, all that is called like it."""
        session = self._need()
        current = session.current
        if current is None or not _is_mention(session, current.label):
            return None
        actor = session.project.actor(current.actor_id) if current.actor_id else None
        if actor is not None:
            return self._filter_of(actor)
        return ActorFilter(current.quote, frozenset(), frozenset({current.quote.casefold()}))

    def _filter_of(self, actor: Actor) -> ActorFilter:
        counted_as = self._need().project.actors_by_id()
        ids = frozenset(key for key, entry in counted_as.items() if entry.id == actor.id)
        names = frozenset(name.casefold() for name in (actor.name, *actor.aliases))
        return ActorFilter(actor.name, ids | {actor.id}, names)

    def _chips(self) -> list[Chip]:
        made: list[Chip] = []
        if self._filter.undecided:
            made.append(("undecided", "what is undecided"))
        if self._filter.label is not None:
            made.append(("label", self._filter.label))
        if self._filter.actor is not None:
            made.append(("actor", self._filter.actor.name))
        return made

    def _without(self, part: str) -> Filter:
        if part == "undecided":
            return replace(self._filter, undecided=False)
        return replace(self._filter, label=None) if part == "label" else replace(self._filter, actor=None)

    def _fill_menu(self) -> None:
        """What can be shown alone in the open article."""
        menu, commands = self._menu, self._window.commands
        menu.clear()
        for name in ("filter.all", "filter.undecided"):
            command = commands.command(name)
            action = menu.addAction(f"{command.title}\t{commands.key(name)}", command.run)
            _check(action, self._filter.undecided if name == "filter.undecided" else not self._filter)
        session = self._window.session
        sheet = session.sheet if session is not None else None
        if session is None or sheet is None:
            return
        there = [*sheet.own.values(), *sheet.suggestions.values()]
        counts: dict[str, int] = {}
        actors: dict[str, int] = {}
        for annotation in there:
            counts[annotation.label] = counts.get(annotation.label, 0) + 1
            if annotation.actor_id is not None:
                actors[annotation.actor_id] = actors.get(annotation.actor_id, 0) + 1
        menu.addSection("Only the label")
        for entry in session.project.codebook.labels:
            action = menu.addAction(f"{entry.name}\t{counts.get(entry.name, 0)}")
            action.setIcon(icons.swatch(self._window.theme.label_colour(entry)))
            action.triggered.connect(lambda _=False, name=entry.name: self.only_label(name))
            _check(action, self._filter.label == entry.name)
        entries: dict[str, tuple[Actor, int]] = {}
        for key, number in actors.items():
            actor = session.project.actor(key)
            if actor is not None:
                entries[actor.id] = actor, number + entries.get(actor.id, (actor, 0))[1]
        if entries:
            menu.addSection("Only the actor, with what is linked")
        often = sorted(entries.values(), key=lambda pair: (-pair[1], pair[0].name))[:_MOST_ACTORS]
        for actor, number in often:
            action = menu.addAction(f"{actor.name.replace('&', '&&')}\t{number}")
            action.triggered.connect(lambda _=False, found=actor: self.only_actor(found))
            _check(action, self._filter.actor is not None and actor.id in self._filter.actor.ids)


def _check(action: QAction, on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(on)


def _is_mention(session: Session, label: str) -> bool:
    entry = session.project.codebook.label(label)
    return entry is not None and entry.mention
