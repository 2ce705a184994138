"""The fewest keys from the caret to selected words, as somebody finds them who knows all the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush

from PySide6.QtGui import QTextCursor

from annotator.gui.article_view import ArticleView
from annotator.gui.article_view.finding import places
from annotator.model import widening
from annotator.model.annotation import Segment
from annotator.model.text_units import trimmed
from tests.support.typist import strokes

_FAR = 600
"""Code points beyond the way in which nobody looks for a shorter one."""
_LETTERS = 12
"""Nobody types more of the words to find them."""

Keys = tuple[str, ...]
Move = Callable[[int], int]


class CaretPlan:
    """For one article in one view; keys are named as xdotool names them."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        map_ = view.article_layout.text.map
        self.text = view.units.text
        cursor = QTextCursor(view.document())
        op = QTextCursor.MoveOperation

        def by(operation: QTextCursor.MoveOperation) -> Move:
            def move(position: int) -> int:
                cursor.setPosition(map_.to_document(position))
                cursor.movePosition(operation)
                back = operation in (op.Left, op.WordLeft)
                while cursor.block().length() <= 1:  # as the view passes over empty lines
                    if not cursor.movePosition(op.Left if back else op.Right):
                        return position
                return map_.to_code_points(cursor.position())

            return move

        self.moves: dict[str, Move] = {
            "Right": by(op.Right),
            "Left": by(op.Left),
            "ctrl+Right": by(op.WordRight),
            "ctrl+Left": by(op.WordLeft),
            "alt+Right": lambda p: view.units.sentence_step(p, 1),
            "alt+Left": lambda p: view.units.sentence_step(p, -1),
            "ctrl+Down": lambda p: view.units.paragraph_step(p, 1),
            "ctrl+Up": lambda p: view.units.paragraph_step(p, -1),
        }
        self._known: dict[tuple[str, int], int] = {}

    def select(self, caret: int, span: Segment, *, covered: Callable[[int], bool]) -> Keys:
        """The keys that select ``span``, or that lead to it where it is the word at the caret.

        :param covered: whether an annotation stands at a position (then the word there must be selected).
        """
        low, high = max(0, min(caret, span[0]) - _FAR), max(caret, span[1]) + _FAR
        tails = {at: self._tail(at, span, covered) for at in range(span[0], span[1] + 1)}
        ways = list(self._by_finding(caret, span, tails))
        goals = {at: tail for at, tail in tails.items() if tail is not None}
        for keys, at in self._ways(caret, low, high, goals):
            ways.append((*keys, *(goals[at] or ())))
        return min(ways, key=lambda keys: (strokes(keys), len(keys)))

    def go(self, caret: int, goals: dict[int, Keys]) -> Keys:
        """The keys to one of some places, with those that are pressed there."""
        low, high = max(0, min(caret, *goals) - _FAR), max(caret, *goals) + _FAR
        ways = [(*keys, *goals[at]) for keys, at in self._ways(caret, low, high, dict(goals))]
        return min(ways, key=lambda keys: (strokes(keys), len(keys)))

    def _tail(self, at: int, span: Segment, covered: Callable[[int], bool]) -> Keys | None:
        """From a caret in the words to their selection; None where there is no short way."""
        units, found = self.view.units, list[Keys]()
        if units.word_at(at) == span and not covered(at):
            return ()
        now: Segment = (at, at)
        for count in range(1, 8):
            wider = widening.wider(units, *now)
            if wider == now:
                break
            now = wider
            if now == span:
                found.append(("w",) * count)
        if units.sentence_at(at) == span:
            found.append(("shift+s",))
        if at in span:
            found += self._held(at, span)
        return min(found, key=strokes, default=None)

    def _held(self, at: int, span: Segment) -> list[Keys]:
        """With Shift held from one end of the words to the other."""
        start, end = span
        other = end if at == start else start
        keys = ("Right", "ctrl+Right", "alt+Right") if at == start else ("Left", "ctrl+Left", "alt+Left")
        todo: list[tuple[int, Keys, int]] = [(0, (), at)]
        seen = set[int]()
        while todo:
            _, way, now = heappop(todo)
            piece = trimmed(self.text, min(at, now), max(at, now)) if now != at else None
            if piece == span:
                return [way]
            if now in seen or abs(now - at) > abs(other - at) + 40:
                continue
            seen.add(now)
            for key in keys:
                step = (*way, f"shift+{key}" if "+" not in key else key.replace("+", "+shift+"))
                heappush(todo, (strokes(step), step, self._moved(key, now)))
        return []

    def _ways(
        self, caret: int, low: int, high: int, goals: dict[int, Keys | None]
    ) -> Iterator[tuple[Keys, int]]:
        """The cheapest moves to each of some places, the nearest first; the best few."""
        todo: list[tuple[int, Keys, int]] = [(0, (), caret)]
        seen = set[tuple[int, str]]()
        best, left = 10_000, 400
        while todo and left:
            cost, way, now = heappop(todo)
            held = way[-1].rpartition("+")[0] if way else ""
            if cost > best:
                return
            if (now, held) in seen:
                continue
            seen.add((now, held))
            if now in goals:
                best = min(best, cost + strokes(goals[now] or ()))
                left -= 1
                yield way, now
            for key in self.moves:
                there = self._moved(key, now)
                if low <= there <= high and there != now:
                    step = (*way, key)
                    heappush(todo, (strokes(step), step, there))

    def _by_finding(self, caret: int, span: Segment, tails: dict[int, Keys | None]) -> Iterator[Keys]:
        """Ctrl+F, the first letters of the words, Esc; then the words are selected, or Left leads to them."""
        words = self.text[slice(*span)].lower()  # finding takes no notice of capitals
        for count in range(1, min(len(words), _LETTERS) + 1):
            if not words[:count].isascii():
                return
            found = places(self.text, words[:count])
            hit = next((place for place in found if place[0] >= caret), found[0] if found else None)
            if hit is None or hit[0] != span[0]:
                continue
            keys = ("ctrl+f", *map(_typed, words[:count]), "Escape")
            if count == len(words):
                yield keys
            tail = tails[span[0]]
            if tail is not None:
                yield (*keys, "Left", *tail)
            wide = hit
            for more in range(1, 6):
                wide = widening.wider(self.view.units, *wide)
                if wide == span:
                    yield (*keys, *["w"] * more)
            return

    def _moved(self, key: str, position: int) -> int:
        found = self._known.get((key, position))
        if found is None:
            found = self._known[key, position] = self.moves[key](position)
        return found


def _typed(sign: str) -> str:
    return "space" if sign == " " else sign
