"""Where everything of one paragraph lies: its lines, and under each line the bars and names.

All distances are relative to the paragraph's top left corner; characters are code points of the stored
text unless they are called units (Qt's).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import regex
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from annotator.gui.article_view.document import ArticleText
from annotator.gui.article_view.lanes import Extent, Fold, stack
from annotator.gui.article_view.links import End, plan
from annotator.gui.article_view.marks import Arc, Mark, MarkIndex
from annotator.gui.article_view.metrics import MAX_LANES, MAX_LEVELS, Metrics

_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\u202a-\u202e\u2066-\u2069\u200f]")
_NAME_GAP = 9.0
_LEAST_BAR = 4.0
_AGAIN = 40.0
"""A name is said again on a later line if the bar is longer than it by this much."""


@dataclass(slots=True)
class Bar:
    """A stretch of a mark on a line.

    It is open on a side where it goes on over the line break; beyond a gap the mark has another segment.
    """

    left: float
    right: float
    open_left: bool = False
    open_right: bool = False
    gap_left: bool = False
    gap_right: bool = False


@dataclass(slots=True)
class Unit:
    """One mark on one line: its bars, and its name where it is drawn here."""

    mark: Mark
    bars: list[Bar]
    first: bool
    """Whether the mark begins on this line."""
    right_to_left: bool = False
    named: bool = False
    inline: bool = False
    """Whether the name stands in the bar's own row, at its beginning: where it is said again."""
    name_left: float = 0.0
    name_width: float = 0.0
    lane: int = 0
    top: float = 0.0
    """Of the bar, once the line has its place."""

    @property
    def left(self) -> float:
        return self.bars[0].left

    @property
    def right(self) -> float:
        return self.bars[-1].right


@dataclass(slots=True)
class LineBox:
    """One line: ``[start, end)`` in code points, ``end`` without the white space it ends in.

    ``next`` is where the following line begins, after white space and line break.
    """

    start: int
    end: int
    next: int
    height: float
    units: list[Unit] = field(default_factory=list)
    folds: list[Fold] = field(default_factory=list)
    lane_heights: list[float] = field(default_factory=list)
    levels: int = 0
    upper: float = 0.0
    """Where the line's room begins; arcs come first."""
    top: float = 0.0
    """Top of the text."""
    fold_top: float = 0.0
    bottom: float = 0.0
    """Where the line's room ends, its lanes included."""

    @property
    def text_bottom(self) -> float:
        return self.top + self.height


@dataclass(slots=True)
class BlockBox:
    lines: list[LineBox]
    right_to_left: bool
    """Whether anything in it runs from right to left."""
    height: float = 0.0
    starts: list[int] = field(default_factory=list)
    """First character of each line."""
    uppers: list[float] = field(default_factory=list)
    """Where the room of each line begins."""

    def __post_init__(self) -> None:
        self.starts = [line.start for line in self.lines]
        self.uppers = [0.0] * len(self.lines)

    def line_at(self, y: float) -> int:
        """Number of the line whose room holds ``y``; the nearest one for a ``y`` outside."""
        return max(0, bisect_right(self.uppers, y) - 1)

    def line_of(self, position: int) -> int:
        """Number of the line that holds a character."""
        return max(0, bisect_right(self.starts, position) - 1)


@dataclass(slots=True)
class Room:
    """What is needed to place things."""

    text: ArticleText
    index: MarkIndex
    metrics: Metrics
    width: float
    current: str | None = None


def break_lines(block: QTextBlock, room: Room) -> BlockBox:
    """Lay the paragraph's text out in lines; marks come by :func:`place_marks`."""
    layout = block.layout()
    option = block.document().defaultTextOption()
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[LineBox] = []
    paragraph = room.text.map.paragraphs[block.blockNumber()]
    position = paragraph.start
    to_code_points, first_unit = room.text.map.to_code_points, block.position()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width)
        following = to_code_points(first_unit + line.textStart() + line.textLength())
        written = room.text.text[position:following].rstrip()
        lines.append(LineBox(position, position + len(written), following, line.height()))
        position = following
    layout.endLayout()
    if not lines:
        lines.append(LineBox(paragraph.start, paragraph.start, paragraph.next, room.metrics.line))
    lines[-1].next = max(paragraph.next, paragraph.start + 1)
    mixed = _RIGHT_TO_LEFT.search(room.text.text, paragraph.start, paragraph.end) is not None
    return BlockBox(lines, mixed)


def place_marks(box: BlockBox, block: QTextBlock, room: Room, only: Collection[int] | None = None) -> None:
    """Put the paragraph's marks under its lines (or those lines with a number in ``only``) and stack all."""
    wanted = set(range(len(box.lines)) if only is None else only)
    layout, number = block.layout(), block.blockNumber()
    if wanted:
        _place_units(box, number, layout, room, wanted)
    touched = _reserve_links(box, number, room, wanted)
    settle(box, layout, room.metrics, min(touched, default=0), max(touched, default=0))


def _place_units(box: BlockBox, block: int, layout: QTextLayout, room: Room, wanted: set[int]) -> None:
    on_line: dict[int, list[Mark]] = {number: [] for number in wanted}
    begin, finish = box.lines[min(wanted)].start, box.lines[max(wanted)].next
    for mark in room.index.in_block(block):
        segments = mark.segments
        if segments[0][0] < finish and segments[-1][1] > begin:
            for number in lines_of(box, mark):
                if number in wanted:
                    on_line[number].append(mark)
    for number, marks in on_line.items():
        line = box.lines[number]
        line.units = [_unit(mark, box, number, layout, block, room) for mark in marks]
        line.units = [unit for unit in line.units if unit.bars]
        _assign(line, room)


def lines_of(box: BlockBox, mark: Mark) -> Collection[int]:
    """Numbers of the lines on which the mark has characters."""
    found: dict[int, None] = {}
    begin, finish = box.lines[0].start, box.lines[-1].next
    for start, end in mark.segments:
        if end <= begin or start >= finish:
            continue
        for number in range(box.line_of(max(start, begin)), box.line_of(min(end, finish) - 1) + 1):
            found[number] = None
    return found


def settle(box: BlockBox, layout: QTextLayout, metrics: Metrics, first: int, last: int) -> None:
    """Give lines and lanes their heights from the top down, after a change in lines ``first`` to ``last``.

    Ends as soon as the lines below stand where they stood.
    """
    y = box.lines[first - 1].bottom if first else 0.0
    for number in range(first, len(box.lines)):
        line = box.lines[number]
        if number > last and line.bottom and line.upper == y:
            y = box.lines[-1].bottom
            break
        line.upper = box.uppers[number] = y
        if line.levels:
            y += metrics.headroom if number else metrics.headroom_first
            y += metrics.level * (line.levels - 1)
        line.top = y
        if number < layout.lineCount():
            layout.lineAt(number).setPosition(QPointF(0, y))
        y = _settle_lanes(line, metrics)
        y = max(y + metrics.after_lanes if line.units else y, line.top + metrics.pitch)
        line.bottom = y
    box.height = y + metrics.paragraph
    if len(box.lines) == 1 and box.lines[0].start == box.lines[0].end and not box.lines[0].units:
        _settle_empty(box, layout, metrics)


def _settle_empty(box: BlockBox, layout: QTextLayout, metrics: Metrics) -> None:
    """An empty paragraph is lower than a line; a caret in it stands out above and below."""
    line = box.lines[0]
    box.height = line.bottom = float(metrics.paragraph)
    line.top = (line.bottom - line.height) / 2
    if layout.lineCount():
        layout.lineAt(0).setPosition(QPointF(0, line.top))


def _settle_lanes(line: LineBox, metrics: Metrics) -> float:
    y = float(ceil(line.text_bottom + metrics.below_text))
    tops = []
    for height in line.lane_heights:
        tops.append(y)
        y += height + metrics.lane_gap
    for unit in line.units:
        unit.top = tops[unit.lane] if unit.lane < len(tops) else y
    line.fold_top = y
    return y + metrics.name_height if line.folds else y


def _unit(mark: Mark, box: BlockBox, number: int, layout: QTextLayout, block: int, room: Room) -> Unit:
    line = box.lines[number]
    text_line = layout.lineAt(number)
    seen_before = box.lines[number - 1].end if number else line.start
    unit = Unit(mark, [], first=mark.start >= seen_before)
    for which, (start, end) in enumerate(mark.segments):
        begin, finish = max(start, line.start), min(end, line.end)
        if begin >= finish:
            continue
        units = room.text.map.in_block(block, begin), room.text.map.in_block(block, finish)
        if box.right_to_left:
            stretches = _mixed_stretches(text_line, *units)
        else:
            stretches = [(cursor_x(text_line, units[0]), cursor_x(text_line, units[1]), False)]
        bars = [Bar(left, max(right, left + _LEAST_BAR)) for left, right, _ in stretches]
        backwards = stretches[0][2]
        unit.right_to_left |= backwards and not unit.bars
        before, after = (start < line.start, which > 0), (end > line.end, which < len(mark.segments) - 1)
        to_left, to_right = (after, before) if backwards else (before, after)
        bars[0].open_left, bars[0].gap_left = to_left
        bars[-1].open_right, bars[-1].gap_right = to_right
        unit.bars += bars
    if line.end <= mark.start and mark.end <= line.next:  # nothing but white space: show at least where
        x = cursor_x(text_line, room.text.map.in_block(block, mark.start))
        unit.bars.append(Bar(x, x + _LEAST_BAR))
    unit.bars.sort(key=lambda bar: bar.left)
    if unit.bars:
        _name(unit, room)
    return unit


def cursor_x(line: QTextLine, unit: int) -> float:
    """Where the caret stands on a line, by Qt's units within the paragraph."""
    found: Any = line.cursorToX(unit)  # PySide gives x and position, though its stubs say x
    return float(found[0] if isinstance(found, tuple) else found)


def _mixed_stretches(line: QTextLine, start: int, end: int) -> list[tuple[float, float, bool]]:
    """Left and right of each visual piece of ``[start, end)``, and whether it runs from right to left."""
    rects = []
    for run in line.glyphRuns(start, end - start):
        rect = run.boundingRect()
        rects.append((rect.left(), rect.right(), run.isRightToLeft()))
    rects.sort()
    joined: list[tuple[float, float, bool]] = []
    for left, right, backwards in rects:
        if joined and left - joined[-1][1] < 1.0:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]), joined[-1][2] or backwards)
        else:
            joined.append((left, right, backwards))
    if not joined:
        x = cursor_x(line, start)
        joined.append((x, x, False))
    return joined


def _name(unit: Unit, room: Room) -> None:
    metrics, mark = room.metrics, unit.mark
    width = name_width(mark, metrics) if unit.first else metrics.name_width(mark.label)
    widest = max(bar.right - bar.left for bar in unit.bars)
    unit.named = unit.first or widest >= width + _AGAIN
    if not unit.named:
        return
    unit.name_width = width
    unit.name_left = unit.bars[-1].right - width if unit.right_to_left else unit.left
    rightmost = room.width + metrics.margin - _NAME_GAP - width
    unit.name_left = max(min(unit.name_left, rightmost), _NAME_GAP - metrics.margin)


def name_width(mark: Mark, metrics: Metrics) -> float:
    """Width of a mark's sign, name and score."""
    suggested = mark.kind == "suggestion"
    width = metrics.name_width(mark.name, suggested=suggested)
    if mark.score_text:
        width += metrics.name_width(" " + mark.score_text, suggested=suggested)
    return width + metrics.name_height if mark.problem else width


def _assign(line: LineBox, room: Room) -> None:
    extents = [
        Extent(
            unit.mark.id,
            unit.left,
            unit.right,
            unit.mark.order,
            unit.name_left,
            unit.name_left + unit.name_width,
        )
        for unit in line.units
    ]
    stacked = stack(extents, MAX_LANES, _NAME_GAP, room.current)
    for unit in line.units:
        unit.lane = stacked.lanes.get(unit.mark.id, MAX_LANES)
    line.folds = stacked.folds
    line.lane_heights = [float(room.metrics.bar)] * stacked.depth
    for unit in line.units:
        if unit.first and unit.lane < stacked.depth:
            line.lane_heights[unit.lane] = room.metrics.bar + 1.0 + room.metrics.name_height
    for unit in line.units:
        if unit.named and not unit.first and unit.lane < stacked.depth:
            unit.inline = line.lane_heights[unit.lane] <= room.metrics.name_height
    for unit in line.units:
        if unit.inline:
            line.lane_heights[unit.lane] = room.metrics.name_height


def _reserve_links(box: BlockBox, block: int, room: Room, changed: set[int]) -> set[int]:
    """Keep room above the lines where links end, whether or not they are shown now.

    Looks at the changed lines and those that links join to them; returns their numbers.
    """
    by_id = room.index.by_id
    if not room.index.has_arcs:
        return changed
    touched = set(changed)
    for number in changed:
        for arc in _arcs_on(box.lines[number], room.index):
            for end in (arc.head_id, arc.child_id):
                touched.update(lines_of(box, by_id[end]))
    for number in touched:
        box.lines[number].levels = 0
    arcs = {arc.id: arc for number in touched for arc in _arcs_on(box.lines[number], room.index)}
    ends: dict[str, list[End]] = {}
    for mark_id in {end for arc in arcs.values() for end in (arc.head_id, arc.child_id)}:
        ends[mark_id] = ends_in(box, block, by_id[mark_id])
    for focus in ends:
        shown = [arc for arc in arcs.values() if focus in (arc.head_id, arc.child_id)]
        _, depths = plan(
            focus,
            shown,
            lambda mark_id: ends[mark_id],
            lambda mark_id: by_id[mark_id].start,
            room.metrics.link_width,
            room.metrics.gutter,
        )
        for (_, number), depth in depths.items():
            if number in touched:
                line = box.lines[number]
                line.levels = max(line.levels, min(depth, MAX_LEVELS))
    return touched


def _arcs_on(line: LineBox, index: MarkIndex) -> Iterable[Arc]:
    return (arc for unit in line.units for arc in index.arcs_of(unit.mark.id))


def ends_in(box: BlockBox, block: int, mark: Mark) -> list[End]:
    """The mark's places in one paragraph, in reading order."""
    return [
        End(block, number, unit.left, unit.right)
        for number in sorted(lines_of(box, mark))
        for unit in box.lines[number].units
        if unit.mark.id == mark.id
    ]
