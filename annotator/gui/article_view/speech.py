"""Tells a screen reader what it can't find in the text: the annotations under the caret.

Characters, words, lines and selections it reads by itself, through the text interface of the text edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.gui.article_view.marks import Mark

if TYPE_CHECKING:
    from annotator.gui.article_view.view import ArticleView

_KINDS = {"own": "", "suggestion": "suggested ", "colleague": "a colleague's ", "rejected": "rejected "}


class Speech:
    """Remembers what was said last, so that nothing is said twice."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._said: list[str] = []

    def forget(self) -> None:
        self._said = []

    def caret_moved(self) -> None:
        """Say which annotations the caret came into, and when it left the last."""
        if not QAccessible.isActive():
            return
        view = self._view
        marks = [mark for mark in view.article_layout.index.at(view.caret()) if mark.kind != "rejected"]
        ids = [mark.id for mark in marks]
        new = [mark for mark in marks if mark.id not in self._said]
        left, self._said = bool(self._said) and not ids, ids
        if new:
            self.say(", ".join(spoken(mark, view.article_layout.text.text) for mark in new))
        elif left:
            self.say("no annotation")

    def picked(self) -> None:
        """Say which annotation the person made the current one, by caret or mouse."""
        layout = self._view.article_layout
        mark = layout.index.by_id.get(self._view.current() or "")
        if mark is not None and QAccessible.isActive():
            self._said = [*self._said, mark.id]
            self.say(f"current: {spoken(mark, layout.text.text)}")

    def say(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))


def spoken(mark: Mark, text: str) -> str:
    """An annotation in words: “suggested claim, predicts: “will fail”, score 0.70”."""
    kind = _KINDS[mark.kind]
    answers = f", {mark.attributes_text}" if mark.attributes_text else ""
    quote = " … ".join(" ".join(text[start:end].split()) for start, end in mark.segments)
    score = f", score {mark.score_text}" if mark.score_text else ""
    problem = ", something is missing" if mark.problem else ""
    return f"{kind}{mark.label}{answers}: {quote}{score}{problem}"
