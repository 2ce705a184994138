"""What the codebook demands of an annotation is asked right after tagging, quietly, and only if wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.gui.frame.answering import AnswerMode
from annotator.gui.frame.answering_words import in_order
from annotator.gui.frame.slots import missing_of
from annotator.gui.linking import LinkMode

if TYPE_CHECKING:
    from annotator.gui.session import Session

_AFTER = 15
"""Milliseconds after which the question is shown, so that the article is painted before it."""


class Following(QObject):
    """Asks the attributes without an answer first, then the links; each once, and never twice in a row."""

    def __init__(self, parent: QObject, answering: AnswerMode, linking: LinkMode) -> None:
        super().__init__(parent)
        self._answering, self._linking = answering, linking
        self._asked: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self._present)

    def begin(self, session: Session) -> None:
        """Ask about the current annotation, if it is one's own and lacks something."""
        self._asked.clear()
        self._next(session)

    def _next(self, session: Session) -> None:
        current, sheet = session.current, session.sheet
        if current is None or sheet is None or session.current_is_suggestion or session.project.read_only:
            return
        label = session.project.codebook.label(current.label)
        lacking = [
            attribute.name
            for attribute in in_order(label)
            if attribute.required and current.attributes.get(attribute.name) is None
        ]
        again: Callable[[], None] = lambda: self._next(session)  # noqa: E731
        name = next((name for name in lacking if f"attribute {name}" not in self._asked), None)
        if name is not None:
            self._asked.add(f"attribute {name}")
            self._answering.begin(session, only=[name], quiet=True, then=again)
            self._timer.start()
            return
        kinds = missing_of(session.project, sheet, current)
        kind = next((kind for kind in kinds if f"link {kind}" not in self._asked), None)
        if kind is not None:
            self._asked.add(f"link {kind}")
            self._linking.begin(session, kind, quiet=True, then=again)
            self._timer.start()

    def _present(self) -> None:
        question = self._linking.asker.question
        if question is not None and question.quiet:
            question.present()
