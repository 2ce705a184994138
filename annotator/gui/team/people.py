"""How far everybody is: a line for each person with a drawn bar; every number leads to its articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.models.article_delegate import state_colour
from annotator.gui.models.articles import state_text
from annotator.gui.team.drawn import ORDER, ProgressBar
from annotator.gui.theme import LIGHT, Theme
from annotator.gui.widgets.parts import button, clear, counted, label, literal
from annotator.model.article import State
from annotator.project.team import Progress

_HIDDEN = "Hidden until you are done with the same articles: the project is blind"
_HEADS = ("", "", *(state_text(state) for state in ORDER), "Annotations", "Time", "Last")
_BAR = 1
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class People(QWidget):
    """Arrows go from number to number, Enter lists the articles behind one."""

    chosen = Signal(str, object)
    """A person, and a state of theirs or None for all their articles."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("team-people")
        self.setAccessibleName("How far everybody is")
        self._theme = LIGHT
        self._shown: tuple[Sequence[Progress], str] = ((), "")
        self.buttons: list[list[QPushButton]] = []
        """By person: all their articles, then those of each state in the order of the bar."""
        self._bars: list[ProgressBar] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(_BAR, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for bar in self._bars:
            bar.set_theme(theme)
        for row in self.buttons:
            for state, made in zip(ORDER, row[1:], strict=True):
                made.setIcon(self._icon(state))

    def first_field(self) -> QWidget:
        """The current annotator's line."""
        people, me = self._shown
        number = next((n for n, each in enumerate(people) if each.annotator == me), 0)
        return self.buttons[number][0] if self.buttons else self

    def show_people(self, people: Sequence[Progress], me: str) -> None:
        """:param me: who works here."""
        if (people, me) == self._shown:
            return
        had = self._current()
        self._shown = people, me
        clear(self._grid)
        self.buttons, self._bars = [], []
        for column, text in enumerate(_HEADS):
            self._grid.addWidget(label(text, "muted"), 0, column, self._side(column))
        longest = max((each.articles for each in people), default=0)
        for row, each in enumerate(people, 1):
            self._add(row, each, longest, each.annotator == me)
        self.set_theme(self._theme)
        if had is not None and had[0] < len(self.buttons):
            self.buttons[had[0]][had[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers():
            return super().eventFilter(watched, event)
        key, at = Qt.Key(event.key()), self._current()
        if at is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.buttons[at[0]][at[1]].click()
            return True
        if key in _STEPS:
            row, column = (place + step for place, step in zip(at, _STEPS[key], strict=True))
            if 0 <= row < len(self.buttons) and 0 <= column < len(self.buttons[row]):
                self.buttons[row][column].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    # -- inside

    def _add(self, row: int, progress: Progress, longest: int, is_me: bool) -> None:
        name = progress.annotator
        shown = f"{literal(name)} (you)" if is_me else literal(name)
        whole = button(shown, partial(self.chosen.emit, name, None), "row")
        whole.setToolTip(f"List {_articles(progress)} (Enter)")
        counts = [(state, _count(progress, state)) for state in ORDER]
        bar = ProgressBar(name, counts, longest)
        self._bars.append(bar)
        line = [whole]
        for state, number in counts:
            made = button(f"{number:,}", partial(self.chosen.emit, name, state), "row")
            made.setAccessibleName(f"{name}: {counted(number, 'article')} {state}")
            made.setToolTip(f"List what is {state} for {name} (Enter)")
            line.append(made)
        for made in line:
            made.installEventFilter(self)
        self.buttons.append(line)
        said = "–" if progress.annotations is None else f"{progress.annotations:,}"
        annotations = label(said)
        annotations.setToolTip(_HIDDEN if progress.annotations is None else "")
        annotations.setAccessibleName(_HIDDEN if progress.annotations is None else f"{said} annotations")
        time = label(_time(progress.seconds))
        last = label(_day(progress.last))
        for column, part in enumerate((whole, bar, *line[1:], annotations, time, last)):
            if column == _BAR:
                self._grid.addWidget(part, row, column)
            else:
                self._grid.addWidget(part, row, column, self._side(column))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft if column <= _BAR + len(ORDER) else Qt.AlignmentFlag.AlignRight

    def _icon(self, state: State) -> QIcon:
        return icons.icon(f"state-{state.replace(' ', '-')}", state_colour(self._theme, state))

    def _current(self) -> tuple[int, int] | None:
        """The line and number that have the keyboard."""
        focused = self.window().focusWidget()
        for row, line in enumerate(self.buttons):
            for column, made in enumerate(line):
                if made is focused:
                    return row, column
        return None


def _count(progress: Progress, state: State) -> int:
    return {
        "to do": progress.to_do,
        "in progress": progress.in_progress,
        "done": progress.done,
        "in doubt": progress.in_doubt,
    }[state]


def _day(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d}" if at else "–"


def _articles(progress: Progress) -> str:
    if progress.assigned is None:
        return "all articles: nothing is assigned to anybody"
    besides = f", {progress.beyond} of them begun without being assigned" if progress.beyond else ""
    return f"{counted(progress.articles, 'article')}{besides}"


def _time(seconds: float | None) -> str:
    if not seconds:
        return "–"
    return f"{seconds / 3600:.1f} h" if seconds >= 3600 else f"{max(round(seconds / 60), 1)} min"
