"""Marks under lines: from segments to bars, names and lanes, and room above for links."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from annotator.gui.article_view.boxes import Bar, BlockBox, LineBox, Room, Unit, cursor_x, lines_of, settle
from annotator.gui.article_view.lanes import FOLDED, Extent, Fold, stack
from annotator.gui.article_view.links import End, plan
from annotator.gui.article_view.marks import Arc, Mark, MarkIndex
from annotator.gui.article_view.metrics import MAX_LANES, MAX_LEVELS, MAX_LEVELS_OF_ALL
from annotator.gui.article_view.names import place_names
from annotator.model.annotation import Segment

_LEAST_BAR = 4.0


def place_marks(
    box: BlockBox, block: QTextBlock, room: Room, only: Collection[int] | None = None
) -> tuple[int, int]:
    """Put the paragraph's marks under its lines (or those lines with a number in ``only``) and stack all.

    :returns: the first and the last line that may look different; those below may have moved.
    """
    wanted = set(range(len(box.lines)) if only is None else only)
    layout, number = block.layout(), block.blockNumber()
    if wanted:
        wanted = _place_units(box, number, layout, room, wanted)
    touched = _reserve_links(box, number, room, wanted)
    first, last = min(touched, default=0), max(touched, default=0)
    settle(box, layout, room.metrics, first, last)
    return first, last


def _place_units(box: BlockBox, block: int, layout: QTextLayout, room: Room, wanted: set[int]) -> set[int]:
    """Returns the numbers of the lines where something may have changed.

    Those are more than were wanted where a bar goes on in a line below and has another lane now.
    """
    on_line: dict[int, list[Mark]] = {number: [] for number in wanted}
    begin, finish = box.lines[min(wanted)].start, box.lines[max(wanted)].next
    for mark in room.index.in_block(block):
        segments = mark.segments
        if segments[0][0] < finish and segments[-1][1] > begin:
            for number in lines_of(box, mark):
                if number in wanted:
                    on_line[number].append(mark)
    touched = set(wanted)
    number = min(wanted)
    while number < len(box.lines) and (number in touched or number <= max(wanted)):
        if number in touched:
            line = box.lines[number]
            before = {unit.mark.id: unit.lane for unit in line.units}
            if number in wanted:
                units = [_unit(mark, box, number, layout, block, room) for mark in on_line[number]]
                line.units = [unit for unit in units if unit.bars]
            _assign(line, room, box.lines[number - 1].units if number else ())
            if any(before.get(unit.mark.id) != unit.lane for unit in line.units if _goes_on(unit, line)):
                touched.add(number + 1)
        number += 1
    touched.discard(len(box.lines))
    return touched


def _goes_on(unit: Unit, line: LineBox) -> bool:
    return unit.mark.end > line.end


def _unit(mark: Mark, box: BlockBox, number: int, layout: QTextLayout, block: int, room: Room) -> Unit:
    line = box.lines[number]
    seen_before = box.lines[number - 1].end if number else line.start
    unit = Unit(mark, [], first=mark.start >= seen_before)
    for which, (start, end) in enumerate(mark.segments):
        begin, finish = max(start, line.start), min(end, line.end)
        if begin >= finish:
            continue
        if not unit.bars and which and start >= line.start:
            unit.piece = which + 1
        stretches = stretches_of((begin, finish), box, number, layout, block, room)
        bars = [Bar(left, max(right, left + _LEAST_BAR)) for left, right, _ in stretches]
        backwards = stretches[0][2]
        unit.right_to_left |= backwards and not unit.bars
        before, after = (start < line.start, which > 0), (end > line.end, which < len(mark.segments) - 1)
        to_left, to_right = (after, before) if backwards else (before, after)
        bars[0].open_left, bars[0].gap_left = to_left
        bars[-1].open_right, bars[-1].gap_right = to_right
        unit.bars += bars
    if line.end <= mark.start and mark.end <= line.next:  # nothing but white space: show at least where
        x = cursor_x(layout.lineAt(number), room.text.map.in_block(block, mark.start))
        unit.bars.append(Bar(x, x + _LEAST_BAR))
    unit.bars.sort(key=lambda bar: bar.left)
    return unit


def stretches_of(
    piece: Segment, box: BlockBox, number: int, layout: QTextLayout, block: int, room: Room
) -> list[tuple[float, float, bool]]:
    """Left and right of each visual part of a piece of one line, and whether it runs from right to left."""
    line = layout.lineAt(number)
    units = room.text.map.in_block(block, piece[0]), room.text.map.in_block(block, piece[1])
    if box.right_to_left:
        return _mixed_stretches(line, *units)
    return [(cursor_x(line, units[0]), cursor_x(line, units[1]), False)]


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


def _assign(line: LineBox, room: Room, above: Iterable[Unit]) -> None:
    """Give bars their lanes, as close to the words as other bars let them, and names what room there is.

    :param above: what lies on the line above; what goes on here keeps its lane if it can.
    """
    came_in = {unit.mark.id: unit.lane for unit in above if unit.lane < FOLDED}
    extents = [
        Extent(unit.mark.id, unit.left, unit.right, unit.mark.order, came_in.get(unit.mark.id, 0))
        for unit in line.units
    ]
    unfolded = any(line.start <= position < line.next for position in room.unfolded)
    stacked = stack(extents, len(extents) if unfolded else MAX_LANES, room.current)
    lanes: list[list[Unit]] = [[] for _ in range(stacked.depth)]
    for unit in line.units:
        unit.lane = stacked.lanes.get(unit.mark.id, FOLDED)
        if unit.lane < FOLDED:
            lanes[unit.lane].append(unit)
    line.folds = stacked.folds
    if unfolded and stacked.depth > MAX_LANES:
        line.folds = [Fold(min(unit.left for unit in line.units), max(unit.right for unit in line.units), [])]
    line.lane_heights = []
    for units in lanes:
        place_names(units, room)
        # A name that is left out has its room all the same: it is shown when its mark is current.
        tall = any(unit.named or unit.first for unit in units)
        height = room.metrics.bar + (1.0 + room.metrics.name_height if tall else 0.0)
        line.lane_heights.append(height if units else -room.metrics.lane_gap)


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
    shown_for: dict[str | None, list[Arc]] = {None: list(arcs.values())} if room.all_links else {}
    for arc in () if room.all_links else arcs.values():
        for end in {arc.head_id, arc.child_id}:
            shown_for.setdefault(end, []).append(arc)
    for focus, shown in shown_for.items():
        _, depths = plan(
            focus,
            shown,
            lambda mark_id: ends[mark_id],
            lambda mark_id: by_id[mark_id].start,
            room.metrics.link_width,
            room.metrics.gutter,
        )
        most = MAX_LEVELS_OF_ALL if room.all_links else MAX_LEVELS
        for (_, number), depth in depths.items():
            if number in touched:
                line = box.lines[number]
                line.levels = max(line.levels, min(depth, most))
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
