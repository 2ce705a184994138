"""What the annotating commands do: they bring the session, the article view and the panels together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from annotator.gui.commands.command import HintError
from annotator.gui.frame.accepting import accept_frame
from annotator.gui.link_desk import delete_selected
from annotator.gui.linking import LinkMode
from annotator.gui.widgets.parts import counted
from annotator.gui.workspace import Workspace
from annotator.model.article import State
from annotator.model.text_units import trimmed

if TYPE_CHECKING:
    from annotator.gui.session import Session


_LAST_DONE = "Done. That was the last article in the list."


class Annotating:
    """Runs against the session that is open; the commands' conditions see to it that there is one."""

    def __init__(
        self,
        workspace: Workspace,
        linking: LinkMode,
        tell: Callable[[str], None],
        show_current: Callable[[], None],
        key: Callable[[str], str],
    ) -> None:
        """:param key: the key of a command by its id, as a person reads it."""
        self._workspace = workspace
        self._linking = linking
        self._tell = tell
        self._show_current = show_current
        self._key = key
        self.session: Session | None = None
        self.revealed: Callable[[], str] = lambda: ""
        """What marking an article as done made visible, to be said with it; empty: nothing."""

    # -- tagging

    def tag(self, label: str) -> None:
        """Tag the selection; else give the current annotation this label; else tag the word at the caret."""
        view, session = self._workspace.view, self._need()
        span = view.selected_span()
        if span is not None:
            session.tag(label, self._span())
            view.clear_selection()
        elif session.current is not None:
            session.relabel(label)
        elif self._workspace.articles.list.hasFocus():
            raise HintError(
                f"No caret shows while the list has the keyboard: go to the words of the {label} first."
            )
        elif (word := view.word_at_caret()) is not None:
            session.tag(label, word)
        else:
            raise HintError(
                f"Select the words of the {label} first, or go to a word with the arrows: "
                "no word is at the caret."
            )

    def move(self) -> None:
        """Move the current annotation to the selection."""
        self._need().reshape("Move annotation", [self._span()])
        self._workspace.view.clear_selection()

    def extend(self) -> None:
        """Add the selection to the current annotation as a piece of its own."""
        session = self._need()
        session.reshape("Add a piece", [*session.need_current().segments, self._span()])
        self._workspace.view.clear_selection()

    def delete(self) -> None:
        """Delete the link that is selected in the article, else the current annotation."""
        if not delete_selected(self._workspace.view, self._need()):
            self._need().delete()

    def note(self) -> None:
        self._show_current()
        self._workspace.inspector.start_note()

    def actor(self) -> None:
        """Put the keyboard into the name of the mention's actor."""
        self._show_current()
        if self._workspace.inspector.actor is None:
            raise HintError("Only a mention, such as an actor, points to the registry: select one first.")
        self._workspace.inspector.start_actor()

    def inspect(self) -> None:
        """Put the keyboard into the first field about the current annotation."""
        self._show_current()
        field = self._workspace.inspector.first_field()
        if field is not None and field.isEnabled():
            field.setFocus()

    def outward(self) -> None:
        self._workspace.view.cycle_at_caret()

    # -- deciding

    def accept(self) -> None:
        self._need().accept()

    def accept_linked(self) -> None:
        """Accept the current suggestion with its links; of an annotation what its frame still suggests."""
        session = self._need()
        if session.current_is_suggestion:
            session.accept(with_linked=True)
        else:
            accept_frame(session)

    def reject(self) -> None:
        self._need().reject()

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) suggestion."""
        session, view = self._need(), self._workspace.view
        view.setFocus()  # from the list, too
        if view.selected_span() is not None:
            view.clear_selection()
        if session.step_suggestion(step, view.caret(), view.shows) is None:
            raise HintError("The filter hides the suggestions that are left: show everything to decide them.")

    # -- linking

    def link(self) -> None:
        self._workspace.view.setFocus()
        self._linking.begin(self._need())

    def link_dragged(self, first_id: str, second_id: str) -> None:
        session = self._need()
        if session.project.read_only:
            raise HintError("Nothing can be linked here: the project is open for reading only.")
        self._linking.between(session, first_id, second_id)

    def picked(self, annotation_id: str | None) -> None:
        """The person picked an annotation in the article."""
        if self._linking.active:
            self._linking.pick(annotation_id)
            return
        self._need().set_current(annotation_id, reveal=False)

    # -- articles

    def step_article(self, step: int) -> None:
        target = self._workspace.articles.neighbour(step)
        if target is None:
            raise HintError(
                "This is the last article in the list."
                if step > 0
                else "This is the first article in the list."
            )
        self._need().open_article(target)

    def done(self) -> None:
        """Mark the article as done and open the next one that is shown."""
        session = self._need()
        target = self._workspace.articles.neighbour(1)
        waiting = len(session.sheet.suggestions) if session.sheet is not None else 0
        session.mark("done")
        said = []
        if waiting:
            undo = self._key("edit.undo")
            said.append(f"Done, with {counted(waiting, 'suggestion')} undecided. {undo} undoes it.")
        if target is not None:
            session.open_article(target)
        else:
            said.append("That was the last article in the list." if waiting else _LAST_DONE)
        if revealed := self.revealed():
            said.append(revealed)
        if said:
            self._tell(" ".join(said))

    def mark(self, state: str) -> None:
        self._need().mark(cast(State, state))

    def show_removed(self) -> None:
        """Show what cleaning took from the open article."""
        from annotator.gui.dialogs.removed import RemovedDialog

        article = self._need().article
        if article is None or not article.removed:
            raise HintError("Nothing was cleaned away when this article was imported.")
        RemovedDialog(article, self._workspace.window()).open()

    # -- inside

    def _need(self) -> Session:
        if self.session is None:
            raise HintError("Open a project first.")
        return self.session

    def _span(self) -> tuple[int, int]:
        span = self._workspace.view.selected_span()
        article = self._need().article
        words = trimmed(article.text, *span) if article is not None and span is not None else None
        if words is None:
            raise HintError("Select some words first: drag over them, or hold Shift and press the arrows.")
        return words
