"""What the commands of selecting by unit do, and those that move the ends of the current annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import HintError
from annotator.model import edges, widening
from annotator.model.annotation import Annotation, Segment, Segments
from annotator.model.edges import Edge, Unit
from annotator.model.text_units import trimmed

if TYPE_CHECKING:
    from annotator.gui.article_view import ArticleView
    from annotator.gui.main_window import MainWindow
    from annotator.gui.session import Session

_WIDEST = "The whole article is selected."


class Adjusting:
    """Runs against the article that is open; the commands' conditions see to it that there is one."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._steps: list[tuple[Segment, Segment]] = []
        """What :meth:`widen` made of what, to go back the same way."""
        view = self._view
        view.snaps = window.settings.flag("snap-to-words", True)
        view.edge_dragged.connect(lambda key, to: window.attempt(lambda: self.take_edge(key, to)))

    # -- the caret and the selection

    def sentence(self, step: int, *, select: bool = False) -> None:
        """Go to the next (1) or previous (-1) beginning of a sentence."""
        view = self._view
        view.keyboard.caret_to(view.units.sentence_step(view.caret(), step), select=select)

    def paragraph(self, step: int, *, select: bool = False) -> None:
        """Go to the next (1) or previous (-1) beginning of a paragraph."""
        view = self._view
        view.keyboard.caret_to(view.units.paragraph_step(view.caret(), step), select=select)

    def select_sentence(self) -> None:
        view = self._view
        self._select(view.units.sentence_at(view.caret()))

    def select_paragraph(self) -> None:
        view = self._view
        self._select(view.units.paragraph_at(view.caret()))

    def widen(self) -> None:
        """Select the word at the caret; from a selection go on to what it stands in."""
        view = self._view
        now = view.selected_span() or (view.caret(), view.caret())
        wider = widening.wider(view.units, *now)
        if wider == now:
            raise HintError(_WIDEST)
        if not self._steps or self._steps[-1][1] != now:
            self._steps.clear()
        self._steps.append((now, wider))
        self._select(wider)

    def narrow(self) -> None:
        """Go back from where :meth:`widen` went, or to the largest unit inside the selection."""
        view = self._view
        now = view.selected_span()
        if now is None:
            raise HintError("Nothing is selected that could be made less.")
        before = self._steps.pop()[0] if self._steps and self._steps[-1][1] == now else None
        if before is None or before[0] == before[1]:
            self._steps.clear()
            caret = before[0] if before is not None else now[0]
            before = widening.narrower(view.units, *now, caret) or (caret, caret)
        self._select(before)

    def _select(self, span: Segment | None) -> None:
        if span is None:
            raise HintError("There are no words at the caret.")
        view = self._view
        bar = view.verticalScrollBar()
        before = bar.value()
        view.select_span(*span)
        if view.fits(*span):
            view.reveal(*span)
        else:
            bar.setValue(before)  # what is longer than the view must not carry the reader to its end

    # -- the ends of the current annotation

    def nudge(self, edge: Edge, step: int, unit: Unit) -> None:
        """Move the start or the end by a word or a character, right (1) or left (-1).

        Of several pieces the one at the caret; what follows each other is one undo step.
        """
        session, view = self._session, self._view
        current = session.need_current()
        piece = edges.piece_at(current.segments, view.caret())
        moved: Segments | None = current.segments
        while moved is not None and (moved == current.segments or self._taken(current, moved)):
            moved = edges.nudged(view.units, moved, piece, edge, step, unit)
        if moved is None:
            raise HintError(_why_not(current, edge, step, unit))
        key = f"adjust {current.derived_from or current.id} {piece} {edge}"
        session.reshape(f"Adjust {current.label}", moved, key)
        self._go_to(moved[piece], edge)

    def take_out(self) -> None:
        """Take the selection out of the current annotation, or without one the piece at the caret."""
        session, view = self._session, self._view
        current = session.need_current()
        span = view.selected_span()
        if span is not None:
            span = trimmed(view.units.text, *span) or span
        elif len(current.segments) > 1:
            span = current.segments[edges.piece_at(current.segments, view.caret())]
        else:
            raise HintError(
                f"This {current.label} is one piece: select the words to take out of it, "
                f"or delete it ({self._window.commands.key('annotation.delete')})."
            )
        left = edges.without(view.units.text, current.segments, *span)
        if left == current.segments:
            raise HintError(f"The selected words are not in this {current.label}.")
        if not left:
            key = self._window.commands.key("annotation.delete")
            raise HintError(f"Nothing would be left of this {current.label}: {key} deletes it.")
        session.reshape("Take a piece out", left)
        view.clear_selection()

    def take_edge(self, annotation_id: str, segments: Segments) -> None:
        """An end was dragged with the mouse."""
        session = self._session
        session.set_current(annotation_id, reveal=False)
        current = session.need_current()
        moved = next((piece for piece in segments if piece not in current.segments), segments[0])
        edge: Edge = "start" if moved[1] in (end for _, end in current.segments) else "end"
        session.reshape(f"Adjust {current.label}", segments)
        self._go_to(moved, edge)

    def _taken(self, current: Annotation, segments: Segments) -> bool:
        """Whether another annotation says the same there already: a nudge goes on past it."""
        sheet = self._session.sheet
        others = sheet.own.values() if sheet is not None else ()
        return any(
            other.segments == segments and other.label == current.label and other.id != current.id
            for other in others
        )

    def _go_to(self, piece: Segment, edge: Edge) -> None:
        """Let the caret and the view follow, and a screen reader say which words it is about now."""
        view = self._view
        start, end = piece
        place = start if edge == "start" else end
        view.select_span(place, place)
        view.show_line(start if edge == "start" else end - 1)
        words = view.units.text[start:end].split()
        view.speech.say(f"{'from' if edge == 'start' else 'to'} {words[0] if edge == 'start' else words[-1]}")

    # -- snapping

    def snaps(self) -> bool:
        return self._view.snaps

    def toggle_snapping(self) -> None:
        """Let what the mouse selects snap to whole words, or not; remembered on this machine."""
        self._view.snaps = not self._view.snaps
        self._window.settings.set_flag("snap-to-words", self._view.snaps)

    # -- inside

    @property
    def _view(self) -> ArticleView:
        return self._window.workspace.view

    @property
    def _session(self) -> Session:
        if self._window.session is None:
            raise HintError("Open a project first.")
        return self._window.session


def _why_not(current: Annotation, edge: Edge, step: int, unit: Unit) -> str:
    inwards = (edge == "start") == (step > 0)
    if not inwards:
        return f"This {current.label} can't reach further here."
    least = "one word" if unit == "word" else "one character"
    return f"This {current.label} is {least} there: it can't be made shorter."
