"""Making a third: what gold is to say where no layer said it right.

It is tried out in the text by the gestures of annotating (select words and press a label's key, drag an end),
and saved when it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from annotator.gui.article_view import Mark
from annotator.gui.comparing.text_view import ComparedText
from annotator.gui.comparing.texts import Texts
from annotator.gui.panels.attributes import AttributesForm
from annotator.gui.widgets.parts import ElidedLabel, button, clear, label
from annotator.model.annotation import Annotation, Segment, Segments, normalise_segments, quote_of
from annotator.model.codebook import Codebook
from annotator.model.text_units import trimmed

_MARK = "third"
_SIGN = "★"


@dataclass(frozen=True, slots=True)
class Draft:
    """A third so far (code points)."""

    label: str
    segments: Segments
    attributes: Mapping[str, Any]
    actor_id: str | None = None
    derived_from: str | None = None


class ThirdBar(QFrame):
    """Hidden while no third is being made."""

    taken = Signal(object)
    """The :class:`Draft`."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("third-bar")
        self._texts = texts
        self.draft: Draft | None = None
        self._codebook: Codebook | None = None
        self._view: ComparedText | None = None
        self.text = ""
        self.title = label("A third for gold", "heading")
        self.how = label("", "muted", wrap=True)
        self.words = ElidedLabel("quote")
        self._answers = QVBoxLayout()
        self.take = button("Take it (Enter)", self.finish, "primary")
        self.cancel = button("Cancel (Esc)", self.end)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.words, 1)
        row.addWidget(self.take)
        row.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 10)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.how)
        layout.addLayout(self._answers)
        for view in texts.views:
            view.edge_dragged.connect(self._on_dragged)
        self.hide()

    @property
    def active(self) -> bool:
        return self.draft is not None

    def begin(self, base: Annotation, text: str, codebook: Codebook, keys: str) -> None:
        """Begin with what an annotation says; the text takes the keyboard.

        :param keys: the keys of the labels, in words.
        """
        self.text, self._codebook = text, codebook
        self.draft = Draft(base.label, base.segments, dict(base.attributes), base.actor_id, base.id)
        self.how.setText(
            f"Select other words and press a label’s key ({keys}), or drag an end; "
            "= takes the selected words, + adds them as another piece."
        )
        self._view = self._texts.main
        self._view.work_in(True)
        self._view.select_span(base.start, base.start)
        self._show()
        self.show()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> bool:
        """Give it up; whether one was being made."""
        if self.draft is None:
            return False
        self.draft = None
        self.hide()
        view, self._view = self._view, None
        if view is not None:
            view.update_marks((), (_MARK,))
            view.work_in(False)
            view.clear_selection()
        return True

    def finish(self) -> None:
        """Take it as it is."""
        draft = self.draft
        if draft is not None:
            self.taken.emit(draft)

    # -- gestures

    def tag(self, name: str) -> None:
        """Give it another label, and the selected words if there are any."""
        draft, codebook = self.draft, self._codebook
        entry = codebook.label(name) if codebook is not None else None
        if draft is None or entry is None or codebook is None:
            return
        if name != draft.label:
            fitting = {
                key: value
                for key, value in draft.attributes.items()
                if (asked := entry.attribute(key)) is not None and asked.problem_with(value) is None
            }
            answers = {**codebook.defaults(name), **fitting}
            actor = draft.actor_id if entry.mention else None
            draft = replace(draft, label=name, attributes=answers, actor_id=actor)
        self.draft = draft
        self._take_words(add=False)

    def cover(self) -> None:
        """Let it cover just the selected words."""
        self._take_words(add=False)

    def extend(self) -> None:
        """Add the selected words as another piece."""
        self._take_words(add=True)

    # -- inside

    def _take_words(self, *, add: bool) -> None:
        view, draft = self._view, self.draft
        if view is None or draft is None:
            return
        span = view.selected_span()
        words = trimmed(self.text, *span) if span is not None else None
        if words is not None:
            pieces: Iterable[Segment] = (*draft.segments, words) if add else (words,)
            self.draft = replace(draft, segments=normalise_segments(pieces, len(self.text)))
            view.clear_selection()
        self._show()

    def _on_dragged(self, mark_id: str, segments: Segments) -> None:
        if self.draft is not None and mark_id == _MARK:
            self.draft = replace(self.draft, segments=segments)
            self._show()

    def _show(self) -> None:
        draft, view = self.draft, self._view
        if draft is None or view is None:
            return
        quote = " ".join(quote_of(self.text, draft.segments).split())
        self.words.show_text(f"{draft.label}: “{quote}”")
        mark = Mark(_MARK, draft.label, draft.segments, "own", quote=quote, letters=_SIGN)
        view.update_marks((mark,), ())
        view.set_current(_MARK, reveal=False)
        clear(self._answers)
        entry = self._codebook.label(draft.label) if self._codebook is not None else None
        if entry is not None and entry.attributes:
            self._answers.addWidget(AttributesForm(entry, draft.attributes, self._answer, editable=True))

    def _answer(self, name: str, value: Any) -> None:
        if self.draft is not None:
            self.draft = replace(self.draft, attributes={**self.draft.attributes, name: value})
