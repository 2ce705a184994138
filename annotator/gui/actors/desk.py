"""What the actor commands do: set the actors of mentions in the article, and go to the page of all actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.gui.commands.command import HintError
from annotator.gui.widgets.parts import counted

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.pages import Page
    from annotator.gui.session import Session
    from annotator.model.actor import Actor
    from annotator.model.annotation import Annotation
    from annotator.model.name_index import NameIndex
    from annotator.project.changes import Changes
    from annotator.project.operations.naming import Named

_MOST_WORDS = 40
_MOST_LEFT = 3


class ActorDesk(QObject):
    """Runs against the session that is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._offer = ""

    def known(self) -> NameIndex:
        """The registry of the open project, by names."""
        from annotator.gui.actors.known import KnownActors

        return KnownActors.of(self._need()).index()

    # -- in the article

    def point(self, annotation_id: str, who: Actor | str | None) -> None:
        """Let a mention point to an actor, a new one of this name, or nobody; offer to do so with others."""
        from annotator.gui.session import INITIATOR
        from annotator.project.operations import naming

        session = self._need()
        named = naming.name(session.project, annotation_id, who, self.known(), initiator=INITIATOR)
        self._tell_of(named)

    def set_same(self) -> None:
        """Set the mentions with the words of the current one that have no actor to its actor."""
        from annotator.gui.session import INITIATOR
        from annotator.project.operations import naming

        session, current = self._need(), self._need().current
        actor = session.project.actor(current.actor_id) if current and current.actor_id else None
        if current is None or actor is None:
            key = self._window.commands.key("annotation.actor")
            raise HintError(f"Set the actor of this mention first ({key}); then others can follow.")
        others = self._same(current)
        if not others:
            raise HintError(f"No other mention of {_quoted(current.quote)} in this article lacks an actor.")
        naming.assign(session.project, [a.id for a in others], actor, initiator=INITIATOR)
        self._window.tell(
            f"{counted(len(others), 'more mention')} of {_quoted(current.quote)} set to {actor.name}."
        )

    def resolve_all(self) -> None:
        """Set the actor of every mention of the article that is certain, in one step."""
        from annotator.gui.session import INITIATOR
        from annotator.project.operations import naming

        session = self._need()
        assert session.sheet is not None
        article, own = session.sheet.article, list(session.sheet.own.values())
        done = naming.resolve_article(session.project, article.id, own, self.known(), initiator=INITIATOR)
        if not done.done and not done.left:
            raise HintError("Every mention of yours in this article has its actor.")
        said = f"Set the actors of {counted(done.done, 'mention')}." if done.done else "Nothing was certain."
        if done.left:
            words = list(dict.fromkeys(_quoted(text) for text in done.left))
            shown = ", ".join(words[:_MOST_LEFT])
            more = f" and {len(words) - _MOST_LEFT} others" if len(words) > _MOST_LEFT else ""
            key = self._window.commands.key("annotation.actor")
            said += f" {counted(len(done.left), 'mention')} left for you: {shown}{more} ({key} sets one)."
        self._window.tell(said)

    def _tell_of(self, named: Named) -> None:
        """Offer the same for the other mentions of these words, and say what is an alias now."""
        if named.actor is None:
            return
        alias = f"{_quoted(named.alias)} is now an alias of {named.actor.name}." if named.alias else ""
        others = self._same(named.annotation)
        if not others:
            if alias:
                self._window.tell(alias)
            return
        words = _quoted(named.annotation.quote)
        lack = "lacks" if len(others) == 1 else "lack"
        self._offer = f"{counted(len(others), 'other mention')} of {words} in this article {lack} an actor."
        if alias:
            self._offer = f"{alias} {self._offer}"
        which = "it" if len(others) == 1 else "them"
        action = self._window.commands.with_key(f"Set {which} too", "actors.same")
        self._window.tell(self._offer, action=action, run=lambda: self._window.commands.run("actors.same"))
        session = self._need()
        # The offer is for now: it goes when somebody goes on.
        session.committed.connect(self._withdraw)
        session.article_opened.connect(self._withdraw)

    def _withdraw(self, what: Changes | object = None) -> None:
        session, messages = self._window.session, self._window.messages
        if not self._offer:
            return
        if messages.text.text() == self._offer:
            messages.hide()
        self._offer = ""
        if session is not None:
            session.committed.disconnect(self._withdraw)
            session.article_opened.disconnect(self._withdraw)

    def _same(self, mention: Annotation) -> list[Annotation]:
        """The other own mentions of the article with the same words that have no actor."""
        from annotator.model.naming import bare, is_pronoun

        session = self._need()
        if session.sheet is None or is_pronoun(mention.quote):
            return []
        form = bare(mention.quote)
        points = {label.name for label in session.project.codebook.labels if label.mention}
        return [
            annotation
            for annotation in session.sheet.own.values()
            if annotation.id != mention.id
            and annotation.actor_id is None
            and annotation.label in points
            and bare(annotation.quote) == form
        ]

    # -- the page

    def make_page(self) -> Page:
        from annotator.gui.actors.page import ActorsPage

        return ActorsPage(self._window)

    def show_page(self) -> None:
        """Go to the page of all actors, to the actor of the current mention."""
        current = self._need().current
        self.show_actor(current.actor_id if current is not None else None)

    def show_actor(self, actor_id: str | None) -> None:
        """Go to the page of all actors, to this one."""
        from annotator.gui.actors.page import ActorsPage

        self._need()
        self._withdraw()
        page = self._window.moving.open_page("actors")
        assert isinstance(page, ActorsPage)
        if actor_id is not None:
            page.show_actor(actor_id)

    def go_to(self, article_id: int, annotation_id: str, start: int, end: int) -> None:
        """Show a mention in its article: an own one as the current annotation, else its words selected."""
        window, session = self._window, self._need()
        window.moving.leave_page()
        session.open_article(article_id)
        if session.sheet is not None and session.sheet.annotation(annotation_id) is not None:
            session.set_current(annotation_id)
            window.workspace.view.set_current(annotation_id, reveal=True)
        else:
            window.workspace.view.select_span(start, end)
            window.workspace.view.reveal(start, end)
        window.workspace.view.setFocus()

    def _need(self) -> Session:
        if self._window.session is None:
            raise HintError("Open a project first.")
        return self._window.session


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _MOST_WORDS else text[:_MOST_WORDS].rstrip() + ' …'}”"
