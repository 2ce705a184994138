"""What the commands do that decide many suggestions at once; each is one step to undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from annotator.gui.accepting import groups
from annotator.gui.accepting.score_bar import ScoreBar
from annotator.gui.article_view import badges
from annotator.gui.commands.command import HintError
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import counted
from annotator.model.annotation import Annotation
from annotator.project.operations import decisions

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

Verdict = Literal["accept", "reject"]


class Accepting:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._bar: ScoreBar | None = None
        window.session_changed.connect(self._follow)

    def sentence(self, verdict: Verdict) -> None:
        """Decide all suggestions of the sentence with the current one, or of the caret's."""
        session, view = self._need(), self._window.workspace.view
        current = session.current
        position = current.start if current is not None else view.caret()
        chosen = groups.of_sentence(self._text(session), self._shown(session), position)
        if not chosen:
            raise HintError("No suggestion waits in this sentence.")
        self._decide(session, chosen, verdict, "in this sentence")

    def alike(self, verdict: Verdict) -> None:
        """Decide all suggestions of the current one's actor or words, all over the article."""
        session = self._need()
        current = session.current
        if current is None:
            raise HintError("Select a suggestion first: its words tell which others belong to it.")
        assert session.sheet is not None
        mentions = {label.name for label in session.project.codebook.labels if label.mention}
        chosen = groups.of_same_actor(
            self._shown(session), current, session.sheet.own.values(), session.project.actors(), mentions
        )
        if not chosen:
            raise HintError(f"No other suggestion like “{current.quote}” waits in this article.")
        self._decide(session, chosen, verdict, f"like “{current.quote}”")

    def above_score(self) -> None:
        """Ask for a score, and accept what has it or more."""
        session = self._need()
        scores = [s.score for s in self._shown(session) if s.score is not None]
        if not scores:
            raise HintError("No suggestion that waits in this article has a score.")
        if self._bar is None:
            self._bar = ScoreBar(self._window.workspace)
            self._bar.accepted.connect(self._accept_above)
            self._bar.changed.connect(self._show_above)
            self._bar.closed.connect(self._close)
        self._bar.begin(scores)

    # -- inside

    def _follow(self, session: Session | None) -> None:
        if session is not None:
            session.article_opened.connect(self._leave)

    def _leave(self) -> None:
        """What the bar asks about is no longer there: another article is open."""
        if self._bar is not None and self._bar.isVisible():
            self._bar.hide()
            badges.show(self._window.workspace.view, {})

    def _show_above(self, score: float) -> None:
        """Tick in the article what would be accepted."""
        session = self._window.session
        chosen = groups.at_least(self._shown(session), score) if session is not None and session.sheet else []
        badges.show(self._window.workspace.view, {suggestion.id: "✓" for suggestion in chosen})

    def _close(self) -> None:
        badges.show(self._window.workspace.view, {})
        self._window.workspace.view.setFocus()

    def _accept_above(self, score: float) -> None:
        session = self._need()
        chosen = groups.at_least(self._shown(session), score)
        if chosen:
            text = f"with a score of {score:.2f} or more"
            self._window.attempt(lambda: self._decide(session, chosen, "accept", text))

    def _decide(self, session: Session, chosen: Sequence[Annotation], verdict: Verdict, which: str) -> None:
        ids = [suggestion.id for suggestion in chosen]
        if verdict == "accept":
            made = decisions.accept(session.project, ids, initiator=INITIATOR)
            session.set_current(made[0].id, reveal=False)
        else:
            decisions.reject(session.project, ids, initiator=INITIATOR)
        undo = self._window.commands.key("edit.undo")
        done = "Accepted" if verdict == "accept" else "Rejected"
        self._window.tell(f"{done} {_named(chosen)} {which}. {undo} undoes it.")

    def _shown(self, session: Session) -> list[Annotation]:
        """The suggestions that wait and are not hidden by a filter."""
        assert session.sheet is not None
        shows = self._window.workspace.view.shows
        return [s for s in session.sheet.suggestions.values() if shows(s.id)]

    def _text(self, session: Session) -> str:
        return session.article.text if session.article is not None else ""

    def _need(self) -> Session:
        if self._window.session is None:
            raise HintError("Open a project first.")
        return self._window.session


def _named(chosen: Sequence[Annotation]) -> str:
    """“2 actors and 1 claim” is what one wants to know of them."""
    parts = [counted(number, label) for label, number in Counter(s.label for s in chosen).items()]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
