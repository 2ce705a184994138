"""What the commands of the claim frame do: link, answer, walk the frame, ask after tagging."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.gui.commands.command import HintError
from annotator.gui.commands.framing import link_commands
from annotator.gui.commands.key_rules import LABELS, LINKS
from annotator.gui.frame.answering import AnswerMode
from annotator.gui.frame.candidates import ways_from
from annotator.gui.frame.following import Following
from annotator.gui.frame.linking_words import nothing_to_link

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session
    from annotator.model.codebook import Codebook

_ASK, _GUIDELINE = "ask-after-tagging", "guideline"


class FrameDesk:
    """Made once, before the commands; runs against the session that is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._linking = window.linking
        self.answering = AnswerMode(window.linking.asker, window.attempt, window.hint)
        self.following = Following(window, self.answering, window.linking)
        inspector = window.workspace.inspector
        inspector.set_guideline_open(window.settings.flag(_GUIDELINE, False))
        inspector.guideline_toggled.connect(self._keep_guideline)
        inspector.link_wanted.connect(lambda kind: window.attempt(lambda: self._fill(kind)))
        inspector.suggestion_wanted.connect(self._accept_link)
        window.commands.ran.connect(self._ran)

    def link_commands(self, codebook: Codebook) -> None:
        """Give every kind of link of the codebook its command and key."""
        self._window.commands.remove(LINKS)
        self._window.commands.add(link_commands(self, codebook))

    # -- commands

    def link(self, kinds: tuple[str, ...], then: Callable[[], None] | None = None) -> None:
        """Ask for the other end of a link of the first of these kinds that the current annotation can have.

        :param then: called when it is linked.
        :raises HintError: if it can have none.
        """
        session = self._need()
        current, codebook = session.current, session.project.codebook
        if current is None:
            raise HintError("Select an annotation first: click its bar, then link it.")
        ways = [way for kind in kinds for way in ways_from(codebook, current.label, kind)]
        if not ways:
            raise HintError(nothing_to_link(codebook, current.label, kinds[0]))
        ways.sort(key=lambda way: not way.outgoing)
        self._window.workspace.view.setFocus()
        self._linking.begin(session, ways[0].kind.name, then=then)

    def answer(self) -> None:
        """Ask the attributes of the current annotation, one after the other."""
        session = self._need()
        self._window.workspace.view.setFocus()
        self.answering.begin(session)

    def enter(self) -> None:
        """Put the keyboard into the frame of the current annotation."""
        window = self._window
        window.workspace.fold(window.workspace.side, False)
        window.show_current()
        if window.workspace.inspector.start_frame():
            return
        session = self._need()
        label = session.project.codebook.label(session.current.label) if session.current is not None else None
        if label is None or not label.attributes:
            raise HintError("There is nothing to fill here: the codebook asks nothing of this label.")
        if session.project.read_only:
            raise HintError("Nothing can be answered here: the project is open for reading only.")
        self.answer()  # a suggestion has no form: answering it accepts it

    def toggle_guideline(self) -> None:
        inspector = self._window.workspace.inspector
        inspector.set_guideline_open(not inspector.guideline_open)
        self._keep_guideline(inspector.guideline_open)

    def guideline_shown(self) -> bool:
        return self._window.workspace.inspector.guideline_open

    def toggle_asking(self) -> None:
        self._window.settings.set_flag(_ASK, not self.asks())

    def asks(self) -> bool:
        """Whether attributes and links that the codebook demands are asked after tagging."""
        return self._window.settings.flag(_ASK, True)

    def says_asking(self) -> str:
        return (
            "After tagging, what is required is asked." if self.asks() else "Nothing is asked after tagging."
        )

    # -- inside

    def _ran(self, name: str) -> None:
        window = self._window
        asks = name.startswith(LABELS) and window.workspace.view.hasFocus() and self.asks()
        if asks and window.session is not None:
            self.following.begin(window.session)

    def _fill(self, kind: str) -> None:
        """Fill a slot of the frame; asked for by key it leads back there, to the next empty slot."""
        by_key = self._window.workspace.inspector.frame_has_keyboard()
        start = self._need().current_id

        def back() -> None:
            window = self._window
            if self._need().current_id == start and not self._linking.asker.by_mouse:
                window.show_current()
                window.workspace.inspector.start_frame(kind)

        self.link((kind,), back if by_key else None)

    def _accept_link(self, kind: str, head_id: str, child_id: str) -> None:
        """A suggested link of the frame is accepted, with the end that is only suggested."""
        session = self._need()
        current = session.current_id
        self._window.link(kind, head_id, child_id)
        if current is not None and session.sheet is not None and session.sheet.annotation(current):
            session.set_current(current, reveal=False)

    def _keep_guideline(self, shown: bool) -> None:
        self._window.settings.set_flag(_GUIDELINE, shown)

    def _need(self) -> Session:
        if self._window.session is None:
            raise HintError("Open a project first.")
        return self._window.session
