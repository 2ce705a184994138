"""What the view is told to show: marks and arcs, and an index of them by paragraph.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.gui.article_view.shown import Filter
from annotator.model.annotation import Segments
from annotator.model.offsets import ParagraphMap

MarkKind = Literal["own", "suggestion", "rejected", "colleague"]

_RANK: dict[MarkKind, int] = {"own": 0, "suggestion": 1, "colleague": 2, "rejected": 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as drawn.  ``segments`` are in code points of the stored text.

    ``score`` is shown behind the name of a suggestion where there is room; ``problem``
    adds a warning sign; ``attributes_text`` is a short text such as "negative" that follows the label's
    name.  ``quote`` and ``actor``, the id of the actor it points to, are for filters; only a ``mention`` may
    point to one.  ``letters`` are of the layers that say so, where several are compared; what is ``quiet``
    is to be seen, but not looked at.
    """

    id: str
    label: str
    segments: Segments
    kind: MarkKind
    score: float | None = None
    problem: bool = False
    attributes_text: str = ""
    quote: str = ""
    actor: str | None = None
    mention: bool = False
    letters: str = ""
    quiet: bool = False

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
        """Whether the model itself was in doubt, so that other names make room for the score."""
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
    """The marks and arcs of one article, found by id and by paragraph number.

    ``by_id`` and all that looks things up know only the marks that pass the filter, and the kept one.
    """

    def __init__(self, paragraphs: ParagraphMap, length: int) -> None:
        self._paragraphs = paragraphs
        self._length = length
        self._filter = Filter()
        self._kept: str | None = None
        self._all: dict[str, Mark] = {}
        self.by_id: dict[str, Mark] = {}
        self._by_block: dict[int, dict[str, Mark]] = {}
        self._arcs: dict[str, list[Arc]] = {}
        self._supplied_to = length
        self._supply: Callable[[int], None] | None = None

    def supply_by(self, supply: Callable[[int], None] | None, upto: int) -> None:
        """So far there are only the marks that begin before ``upto``; the others are supplied when needed.

        What is supplied touches only paragraphs that nobody has asked for yet: no mark has to be placed anew.

        :param supply: is given a position, and supplies all marks that begin before it; None: all are here.
        """
        self._supply, self._supplied_to = supply, upto

    def add(self, marks: Iterable[Mark]) -> None:
        """Put in marks that were not here, or are as they were."""
        for mark in marks:
            if mark.id not in self._all:
                self._all[mark.id] = mark
                if not self._filter or self._shows(mark):
                    self._add(mark)
                if self._filter.actor is not None:  # what is linked with it may pass now
                    self.update(list(self._linked(mark.id)), ())

    def replace(self, marks: Iterable[Mark]) -> None:
        self._all = {mark.id: mark for mark in marks}
        self._show_anew()

    def update(self, changed: Sequence[Mark], removed: Collection[str]) -> set[int]:
        """Put in, replace and take out; returns the numbers of the paragraphs touched."""
        for gone in removed:
            self._all.pop(gone, None)
        self._all.update((mark.id, mark) for mark in changed)
        ids = dict.fromkeys((*removed, *(mark.id for mark in changed)))
        if self._filter.actor is not None:  # what is linked with a mention comes and goes with it
            ids.update(dict.fromkeys(other.id for mark_id in tuple(ids) for other in self._linked(mark_id)))
        touched: set[int] = set()
        for mark_id in ids:
            touched |= self._remove(mark_id)
            mark = self._all.get(mark_id)
            if mark is not None and self._shows(mark):
                touched |= self._add(mark)
        return touched

    @property
    def filter(self) -> Filter:
        return self._filter

    @property
    def hidden(self) -> int:
        """How many marks do not pass the filter."""
        return len(self._all) - len(self.by_id)

    def set_filter(self, wanted: Filter) -> None:
        """Show only what passes, and the kept mark."""
        self._filter = wanted
        self._show_anew()

    def keep(self, mark_id: str | None) -> list[Mark]:
        """Show this mark whether or not it passes; returns the marks that came or went by it."""
        before, self._kept = self._kept, mark_id
        marks = [self._all[key] for key in (before, mark_id) if key in self._all]
        return [mark for mark in marks if (mark.id in self.by_id) != self._shows(mark)]

    def _shows(self, mark: Mark) -> bool:
        if not self._filter or mark.id == self._kept:
            return True
        return self._filter.passes(mark, self._linked(mark.id))

    def _linked(self, mark_id: str) -> Iterator[Mark]:
        """The marks at the other ends of a mark's links, shown or not."""
        for arc in self._arcs.get(mark_id, ()):
            other = self._all.get(arc.child_id if arc.head_id == mark_id else arc.head_id)
            if other is not None:
                yield other

    def _show_anew(self) -> None:
        self.by_id.clear()
        self._by_block.clear()
        marks = self._all.values()
        for mark in filter(self._shows, marks) if self._filter else marks:
            self._add(mark)

    def replace_arcs(self, arcs: Iterable[Arc]) -> set[int]:
        """Take these arcs instead of the earlier; returns the paragraphs where something changes."""
        before = {arc.id: arc for arcs_of_mark in self._arcs.values() for arc in arcs_of_mark}
        after = {arc.id: arc for arc in arcs}
        by_end: dict[str, list[Arc]] = {}
        for arc_id in sorted(after):
            arc = after[arc_id]
            by_end.setdefault(arc.head_id, []).append(arc)
            if arc.child_id != arc.head_id:
                by_end.setdefault(arc.child_id, []).append(arc)
        self._arcs = by_end
        if not before and not self._filter:  # a new article: asking each mark for its paragraphs takes longer
            return set(self._by_block) if after else set()
        pairs = ((before.get(arc_id), after.get(arc_id)) for arc_id in before.keys() | after.keys())
        different = [arc for pair in pairs if pair[0] != pair[1] for arc in pair if arc is not None]
        ends = {end for arc in different for end in (arc.head_id, arc.child_id)}
        changed = ends & self.by_id.keys()
        if self._filter.actor is not None and ends:
            shown = set(self.by_id)
            self._show_anew()
            changed |= shown ^ self.by_id.keys()
        return {block for mark_id in changed for block in self.blocks_of(self._all[mark_id])}

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

    @property
    def arcs(self) -> Iterator[Arc]:
        """All whose two ends are shown, each once."""
        for mark_id, arcs in self._arcs.items():
            if mark_id in self.by_id:
                yield from (arc for arc in arcs if arc.head_id == mark_id and arc.child_id in self.by_id)

    def in_block(self, number: int) -> Collection[Mark]:
        if self._supply is not None:
            needed = self._paragraphs.blocks[number].next
            if needed > self._supplied_to:
                self._supply(needed)
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
        found: set[int] = set()
        for start, end in mark.segments:
            first, last = block_of(start), block_of(max(start, end - 1))
            found.add(first)
            if last > first:
                found.update(range(first + 1, last + 1))
        return found

    def _add(self, mark: Mark) -> set[int]:
        segments = mark.segments
        if not segments or not 0 <= segments[0][0] < segments[-1][1] <= self._length:
            raise ValueError(f"mark {mark.id} at {segments} is outside a text of {self._length}")
        self.by_id[mark.id] = mark
        blocks = self.blocks_of(mark)
        for number in blocks:
            there = self._by_block.get(number)
            if there is None:
                self._by_block[number] = {mark.id: mark}
            else:
                there[mark.id] = mark
        return blocks

    def _remove(self, mark_id: str) -> set[int]:
        mark = self.by_id.pop(mark_id, None)
        if mark is None:
            return set()
        blocks = self.blocks_of(mark)
        for number in blocks:
            del self._by_block[number][mark_id]
        return blocks
