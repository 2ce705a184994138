"""Where everything of one paragraph lies: its lines, and under each line the bars and names.

All distances are relative to the paragraph's top left corner; characters are code points of the stored
text unless they are called units (Qt's).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import regex
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from annotator.gui.article_view.asides import Aside, lay_out
from annotator.gui.article_view.document import ArticleText
from annotator.gui.article_view.lanes import Fold
from annotator.gui.article_view.marks import Mark, MarkIndex
from annotator.gui.article_view.metrics import Metrics
from annotator.model.article import Removed
from annotator.model.offsets import Paragraph

_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\u202a-\u202e\u2066-\u2069\u200f]")


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
    piece: int = 0
    """Number of the segment that begins here while others lie on lines above; 0: none."""
    right_to_left: bool = False
    named: bool = False
    name_text: str = ""
    """The name as it is written here, which may be shorter than the mark's."""
    name_score: str = ""
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
    above: float = 0.0
    """Room above the first line, as for what is shown in grey between the paragraphs."""
    below: float = 0.0
    """Room below the last line, with what is between paragraphs."""
    asides: list[Aside] = field(default_factory=list)
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
    unfolded: set[int] = field(default_factory=set)
    """Characters on whose lines every bar is shown, however many there are."""
    all_links: bool = False
    """Whether there must be room for all links at once."""
    asides: dict[int, list[Removed]] = field(default_factory=dict)
    """What is shown in grey above a block, by its number; below the last one by the number after it."""


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
    paragraph = room.text.map.blocks[block.blockNumber()]
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
    # A piece of a longer paragraph may run from right to left without having a letter that does.
    mixed = option.textDirection() == Qt.LayoutDirection.RightToLeft or (
        _RIGHT_TO_LEFT.search(room.text.text, paragraph.start, paragraph.end) is not None
    )
    box = BlockBox(lines, mixed)
    _add_room(box, block.blockNumber(), paragraph, room)
    return box


def _add_room(box: BlockBox, number: int, paragraph: Paragraph, room: Room) -> None:
    """Room above and below the lines: for headings, what was cleaned away, and between paragraphs."""
    metrics = room.metrics
    last = number + 1 == len(room.text.map.blocks)
    level = room.text.headings.get(number)
    for piece in room.asides.get(number, ()):
        box.asides.append(lay_out(piece, box.above, room.width, metrics))
        box.above += box.asides[-1].height
    box.above += metrics.above_heading[level] if level is not None and number else 0
    box.below = 0.0 if paragraph.goes_on else metrics.paragraph
    for piece in room.asides.get(number + 1, ()) if last else ():
        box.asides.append(lay_out(piece, box.below, room.width, metrics, below=True))
        box.below += box.asides[-1].height


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
    y = box.lines[first - 1].bottom if first else box.above
    for number in range(first, len(box.lines)):
        line = box.lines[number]
        if number > last and line.bottom and line.upper == y:
            y = box.lines[-1].bottom
            break
        line.upper = box.uppers[number] = y
        if line.levels:
            y += _headroom(line, number, metrics)
        line.top = y
        if number < layout.lineCount():
            layout.lineAt(number).setPosition(QPointF(0, y))
        y = _settle_lanes(line, metrics)
        y = max(y + metrics.after_lanes if line.units else y, line.top + metrics.pitch)
        line.bottom = y
    box.height = y + box.below
    if len(box.lines) == 1 and box.lines[0].start == box.lines[0].end and not box.lines[0].units:
        _settle_empty(box, layout, metrics)


def _headroom(line: LineBox, number: int, metrics: Metrics) -> float:
    """What a line with links needs above it, besides the room that is there anyway.

    Above the very first line of an article that is the margin of the page: what is linked there does not
    move, as it could not be held still by scrolling.
    """
    needed = (metrics.headroom if number else metrics.headroom_first) + metrics.level * (line.levels - 1)
    return max(0, needed - (metrics.top - metrics.paragraph)) if line.start == 0 else needed


def _settle_empty(box: BlockBox, layout: QTextLayout, metrics: Metrics) -> None:
    """An empty paragraph is lower than a line; a caret in it stands out above and below."""
    line = box.lines[0]
    line.bottom = box.above + metrics.paragraph
    box.height = line.bottom + box.below - metrics.paragraph
    line.top = box.above + (metrics.paragraph - line.height) / 2
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


def cursor_x(line: QTextLine, unit: int) -> float:
    """Where the caret stands on a line, by Qt's units within the paragraph."""
    found: Any = line.cursorToX(unit)  # PySide gives x and position, though its stubs say x
    return float(found[0] if isinstance(found, tuple) else found)
