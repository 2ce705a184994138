"""What the view is told to show: marks and arcs, and an index of them by paragraph.  No Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Segments
from annotator.model.offsets import ParagraphMap

MarkKind = Literal["own", "suggestion", "rejected", "colleague"]

_RANK: dict[MarkKind, int] = {"own": 0, "suggestion": 1, "colleague": 2, "rejected": 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as drawn.  ``segments`` are in code points of the stored text.

    ``score`` is shown behind the name of a suggestion that is doubtful, current or hovered; ``problem``
    adds a warning sign; ``attributes_text`` is a short text such as "negative" that follows the label's name.
    """

    id: str
    label: str
    segments: Segments
    kind: MarkKind
    score: float | None = None
    problem: bool = False
    attributes_text: str = ""

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]

    @property
    def length(self) -> int:
        """Code points covered."""
        return sum(end - start for start, end in self.segments)

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Sorts innermost first; of equals the annotator's own first."""
        return self.length, _RANK[self.kind], self.start, self.id

    @property
    def name(self) -> str:
        """What stands under its bar."""
        return f"{self.label} · {self.attributes_text}" if self.attributes_text else self.label

    @property
    def score_text(self) -> str:
        return f"{self.score:.2f}" if self.kind == "suggestion" and self.score is not None else ""

    @property
    def doubtful(self) -> bool:
        """Whether the model itself was in doubt, so that the score is worth its room in the text."""
        return self.kind == "suggestion" and self.score is not None and self.score < 0.5


@dataclass(frozen=True, slots=True)
class Arc:
    """A link as drawn, from the mark ``head_id`` to the mark ``child_id``."""

    id: str
    label: str
    head_id: str
    child_id: str
    suggested: bool = False


class MarkIndex:
    """The marks and arcs of one article, found by id and by paragraph number."""

    def __init__(self, paragraphs: ParagraphMap, length: int) -> None:
        self._paragraphs = paragraphs
        self._length = length
        self.by_id: dict[str, Mark] = {}
        self._by_block: dict[int, dict[str, Mark]] = {}
        self._arcs: dict[str, list[Arc]] = {}

    def replace(self, marks: Iterable[Mark]) -> None:
        self.by_id.clear()
        self._by_block.clear()
        for mark in marks:
            self._add(mark)

    def update(self, changed: Sequence[Mark], removed: Collection[str]) -> set[int]:
        """Put in, replace and take out; returns the numbers of the paragraphs touched."""
        touched: set[int] = set()
        for gone in (*removed, *(mark.id for mark in changed)):
            touched |= self._remove(gone)
        for mark in changed:
            touched |= self._add(mark)
        return touched

    def replace_arcs(self, arcs: Iterable[Arc]) -> set[int]:
        """Take these arcs instead of the earlier; returns the paragraphs where something changes."""
        before = {arc for arcs_of_mark in self._arcs.values() for arc in arcs_of_mark}
        after = set(arcs)
        self._arcs = {}
        for arc in sorted(after, key=lambda arc: arc.id):
            for end in {arc.head_id, arc.child_id}:
                self._arcs.setdefault(end, []).append(arc)
        return {
            block
            for arc in before ^ after
            for end in (arc.head_id, arc.child_id)
            if end in self.by_id
            for block in self.blocks_of(self.by_id[end])
        }

    @property
    def has_arcs(self) -> bool:
        return bool(self._arcs)

    def arcs_of(self, mark_id: str) -> list[Arc]:
        """Links of which the mark is an end and whose other end is shown too."""
        known = self.by_id
        arcs = self._arcs.get(mark_id, ())
        return [arc for arc in arcs if arc.head_id in known and arc.child_id in known]

    def joined_to(self, mark_id: str) -> list[Mark]:
        """The marks at the other ends of a mark's links, whether or not it is itself shown."""
        arcs = self._arcs.get(mark_id, ())
        ids = (arc.child_id if arc.head_id == mark_id else arc.head_id for arc in arcs)
        return [self.by_id[other] for other in ids if other in self.by_id]

    def in_block(self, number: int) -> Collection[Mark]:
        found = self._by_block.get(number)
        return found.values() if found else ()

    def covering(self, position: int) -> list[Mark]:
        """Marks that hold the character at ``position`` (code points), innermost first."""
        marks = self.in_block(self._paragraphs.block_of(position))
        found = [m for m in marks if any(start <= position < end for start, end in m.segments)]
        return sorted(found, key=lambda mark: mark.order)

    def at(self, position: int) -> list[Mark]:
        """Marks at a caret position, innermost first: those over the character after the caret.

        Where there are none, those that end at the caret: at the end of a word it finds the word's mark.
        """
        found = self.covering(position)
        if not found:
            marks = self.in_block(self._paragraphs.block_of(position))
            found = [m for m in marks if any(end == position for _, end in m.segments)]
        return sorted(found, key=lambda mark: mark.order)

    def blocks_of(self, mark: Mark) -> set[int]:
        block_of = self._paragraphs.block_of
        return {
            number
            for start, end in mark.segments
            for number in range(block_of(start), block_of(max(start, end - 1)) + 1)
        }

    def _add(self, mark: Mark) -> set[int]:
        if not mark.segments or not 0 <= mark.start < mark.end <= self._length:
            raise ValueError(f"mark {mark.id} at {mark.segments} is outside a text of {self._length}")
        self.by_id[mark.id] = mark
        blocks = self.blocks_of(mark)
        for number in blocks:
            self._by_block.setdefault(number, {})[mark.id] = mark
        return blocks

    def _remove(self, mark_id: str) -> set[int]:
        mark = self.by_id.pop(mark_id, None)
        if mark is None:
            return set()
        blocks = self.blocks_of(mark)
        for number in blocks:
            del self._by_block[number][mark_id]
        return blocks
