"""What stands above the article: its title, where it comes from, how far one is, what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from annotator.gui import icons
from annotator.gui.guards import guarded
from annotator.gui.models.article_delegate import state_colour
from annotator.gui.models.articles import STATES, state_text
from annotator.gui.theme import Theme
from annotator.gui.widgets.parts import ElidedLabel, button, counted, label
from annotator.model.article import Article, State
from annotator.model.presets import BROAD

_LEFT, _RIGHT, _GAP = 24, 14, 8
_MOST_DETAILS = 240
"""Pixels that are kept for where the article comes from, if that needs them."""


class ArticleHeader(QWidget):
    state_wanted = Signal(str)
    removed_wanted = Signal()
    """Show what cleaning took away."""
    suggest_wanted = Signal()
    next_wanted = Signal()
    """Go to the next suggestion."""
    problem_wanted = Signal()
    """Go to the next problem."""
    talk_wanted = Signal()
    """Show what was said about the article."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("article-header")
        self.title = ElidedLabel("card-title")
        self.details = ElidedLabel("muted")
        self.state = QToolButton()
        self.state.setProperty("role", "state")
        self.state.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.state.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.state.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self.state)
        self._states: dict[State, QAction] = {}
        for state in STATES:
            action = self._menu.addAction(state_text(state))
            action.triggered.connect(lambda _=False, name=state: self.state_wanted.emit(name))
            self._states[state] = action
        self.state.setMenu(self._menu)
        self.colleagues = label("", "muted")
        self.problems = button("", self.problem_wanted.emit, "quiet-small")
        self.problems.hide()
        self.talk = button("", self.talk_wanted.emit, "quiet-small")
        self.talk.hide()
        self.waiting = button("", self.next_wanted.emit, "quiet-accent")
        self.suggest = button("Suggest for all", self.suggest_wanted.emit, "quiet-accent")
        self.suggest.setToolTip("Suggest for every article without suggestions, this one first")
        self.removed = button("", self.removed_wanted.emit, "quiet-small")
        self._next_key = self._problem_key = self._suggest_key = self._from = ""
        self._theme: Theme | None = None
        self._state: State = "to do"
        self._count = self._pieces = self._problems = 0
        self._others: list[str] = []
        self._assigned: list[str] = []
        self._talk = "", ""
        """How many open threads, in some words and as a number."""
        self._known = ""
        self._build()

    def _build(self) -> None:
        self._top = top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title, 1)
        top.addWidget(self.state)
        below = QHBoxLayout()
        below.setSpacing(_GAP)
        below.addWidget(self.details, 1)
        self._beside = (self.colleagues, self.removed, self.talk, self.problems, self.suggest, self.waiting)
        for made in self._beside:
            below.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_LEFT, 10, _RIGHT, 6)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addLayout(below)

    def set_keys(self, suggest: str, following: str, done: str, problem: str) -> None:
        """The keys that stand on its buttons."""
        self._next_key, self._problem_key, self._suggest_key = following, problem, suggest
        self._states["done"].setText(f"{state_text('done')}\t{done}")
        self.show_problems(self._problems)

    def add_control(self, control: QWidget) -> None:
        """Put a small control beside the state."""
        self._top.insertWidget(1, control)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for state, action in self._states.items():
            action.setIcon(icons.icon(f"state-{state.replace(' ', '-')}", state_colour(theme, state)))
        self.talk.setIcon(icons.icon("comment", theme.muted))
        self.suggest.setIcon(icons.icon("sparkle", theme.accent))
        self.waiting.setIcon(icons.icon("sparkle", theme.accent))
        self.show_state(self._state)

    def show_article(self, article: Article) -> None:
        metadata = article.metadata
        self.title.show_text(metadata.title or article.origin or f"Article {article.id}")
        known = (metadata.published[:10], metadata.source, metadata.author, metadata.language.upper())
        self._known = " · ".join(part for part in known if part)
        self.details.show_text(self._known)
        self._pieces = len(article.removed)
        self.removed.setVisible(self._pieces > 0)
        self._fit()

    def show_colleagues(self, counts: Mapping[str, int | None], assigned: Sequence[str] = ()) -> None:
        """Who else has annotated this article, how many annotations each of them has (None: one may not see
        that yet), and to which others it is ``assigned``."""
        self._others, self._assigned = list(counts), [name for name in assigned if name not in counts]
        self.colleagues.setVisible(bool(self._others or self._assigned))
        told = [
            f"{name}: {'hidden until you are done' if number is None else counted(number, 'annotation')}"
            for name, number in counts.items()
        ]
        told += [f"{name}: assigned, not begun" for name in self._assigned]
        self.colleagues.setToolTip("\n".join(told))
        self._fit()

    def show_state(self, state: State) -> None:
        self._state = state
        self.state.setText(state_text(state))
        self.state.setAccessibleName(f"State of this article: {state}")
        self.state.setToolTip("How far you are with this article")
        if self._theme is not None:
            name = f"state-{state.replace(' ', '-')}"
            self.state.setIcon(icons.icon(name, state_colour(self._theme, state)))

    def show_waiting(self, count: int, covered: bool, least: float = 0.0) -> None:
        """``covered``: whether a model has run on this article; ``least``: the score of what counts here."""
        self._count = count
        self._from = f" from {least:.2f} on" if least > BROAD else ""
        hidden = f"Suggestions{self._from}: those that score less are not shown (View ▸ Suggestions)"
        self.waiting.setToolTip(hidden if self._from else "")
        self.waiting.setVisible(count > 0)
        self.suggest.setVisible(not covered)
        self._fit()

    def show_problems(self, count: int) -> None:
        """How much the codebook demands that is not there."""
        self._problems = count
        self.problems.setText(f"{counted(count, 'problem')} {_in_brackets(self._problem_key)}".rstrip())
        self.problems.setToolTip("What the codebook demands and this article lacks")
        self.problems.setVisible(count > 0)
        self._fit()

    def show_talk(self, count: int, hidden: int, key: str) -> None:
        """How many open threads there are, and how many comments may not be seen yet.

        :param key: the one that goes to the next open thread.
        """
        told = f"{count} open {_in_brackets(key)}".rstrip() if count else f"{hidden} hidden"
        self._talk = told, str(count or hidden)
        threads = f"{counted(count, 'open comment')} on this article"
        later = f"{counted(hidden, 'comment')} of colleagues hidden until you are done with it"
        tip = "; ".join(part for part, number in ((threads, count), (later, hidden)) if number)
        self.talk.setToolTip(tip)
        self.talk.setAccessibleName(tip)
        self.talk.setVisible(count + hidden > 0)
        self._fit()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- inside

    def _fit(self) -> None:
        """Say it in as many words as there is room for."""
        also, by, plus = _also(self._others, self._assigned)
        full = f"{counted(self._pieces, 'piece')} cleaned away"
        key, suggest_key = _in_brackets(self._next_key), _in_brackets(self._suggest_key)
        details = min(self.details.fontMetrics().horizontalAdvance(self._known) + 2, _MOST_DETAILS)
        suggestions = counted(self._count, "suggestion")
        long = f"{suggestions} to decide {key}"
        told = f"{suggestions}{self._from} to decide {key}"
        for removed, waiting, others, suggest in (
            (full, told, also, "Suggest for all"),
            (full, told, by, "Suggest for all"),
            (full, long, also, "Suggest for all"),
            (full, long, by, "Suggest for all"),
            (full, f"{self._count} to decide {key}", by, "Suggest for all"),
            (f"{self._pieces} cleaned", f"{self._count} to decide {key}", by, "Suggest"),
            (f"{self._pieces} cleaned", f"{self._count} {key}", plus, "Suggest"),
        ):
            self.removed.setText(removed)
            self.waiting.setText(waiting.rstrip())
            self.colleagues.setText(others)
            self.talk.setText(self._talk[others == plus])
            self.suggest.setText(f"{suggest} {suggest_key}".rstrip())
            shown = [part.sizeHint().width() + _GAP for part in self._beside if not part.isHidden()]
            if sum(shown) + details <= self.contentsRect().width() - _LEFT - _RIGHT:
                return


def _also(annotated: Sequence[str], assigned: Sequence[str]) -> tuple[str, str, str]:
    """Who else works on the article, in many, some and few words."""
    if not annotated:
        named = _named(assigned)
        return f"also assigned to {named}", f"also for {named}", f"+ {named}"
    named = _named(annotated)
    more = f", assigned to {_named(assigned)}" if assigned else ""
    return f"also annotated by {named}{more}", f"also by {named}", f"+ {named}"


def _named(names: Sequence[str]) -> str:
    return f"{len(names)} others" if len(names) > 2 else " and ".join(names)


def _in_brackets(key: str) -> str:
    return f"({key})" if key else ""
