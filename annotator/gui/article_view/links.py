"""How the links of one annotation run: above a line, or from line to line through the margin.  No Qt.

Every link runs level above its line.  Two ends on one line are joined directly; otherwise the link goes to
the margin (``gutter``), along it, and back in above the other end's line.  Links of one annotation that leave
through the margin share the way there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.gui.article_view.lanes import Extent, stack
from annotator.gui.article_view.marks import Arc

_INSET = 12.0
_PILL_PADDING = 12.0
_PILL_GAP = 6.0
_APART = 1.0

LineKey = tuple[int, int]
"""Paragraph and line number."""


@dataclass(frozen=True, slots=True)
class End:
    """A mark on a line: paragraph and line number, left and right of its bars."""

    block: int
    line: int
    left: float
    right: float

    @property
    def key(self) -> LineKey:
        return self.block, self.line

    def inset(self) -> float:
        return min(_INSET, (self.right - self.left) / 2)


@dataclass(slots=True)
class Route:
    """One link as drawn.  An end without a place (not laid out) is None.

    ``near`` is the annotation whose links are shown, ``far`` the other one; the name stands at ``pill_x``
    on the far end's run.
    """

    arc: Arc
    near: End | None
    far: End | None
    near_x: float = 0.0
    far_x: float = 0.0
    near_level: int = 0
    far_level: int = 0
    pill_x: float = 0.0

    @property
    def direct(self) -> bool:
        return self.near is not None and self.far is not None and self.near.key == self.far.key


Ends = Callable[[str], Sequence[End]]
Starts = Callable[[str], int]
Widths = Callable[[str], float]


def plan(
    focus: str | None, arcs: Iterable[Arc], ends_of: Ends, start_of: Starts, width_of: Widths, gutter: float
) -> tuple[list[Route], dict[LineKey, int]]:
    """Routes for the links of ``focus``, and how many levels each line needs for them.

    :param focus: the annotation that these are links of; None sees each from its head.
    :param ends_of: where a mark lies, in reading order; empty if it has no place.
    :param start_of: first character of a mark, which tells up from down.
    :param width_of: width of a link's name.
    :param gutter: x of the way between lines, left of the text.
    """
    routes = [_route(focus or arc.head_id, arc, ends_of, start_of) for arc in arcs]
    runs: dict[LineKey, list[Extent]] = {}
    for route in routes:
        _add_runs(route, runs, width_of(route.arc.label) + _PILL_PADDING, gutter)
    depths: dict[LineKey, int] = {}
    for key, extents in runs.items():
        if len(extents) == 1:  # nothing to stack, and every level is 0 already
            depths[key] = 1
            continue
        unique = {extent.key: extent for extent in extents}
        stacked = stack(list(unique.values()), limit=len(unique), apart=_APART)
        depths[key] = stacked.depth
        for route in routes:
            if route.far is not None and route.far.key == key:
                route.far_level = stacked.lanes[route.arc.id]
            if route.near is not None and route.near.key == key:
                route.near_level = route.far_level if route.direct else stacked.lanes[_trunk(route)]
    return routes, depths


def _route(focus: str, arc: Arc, ends_of: Ends, start_of: Starts) -> Route:
    other = arc.child_id if arc.head_id == focus else arc.head_id
    mine, theirs = ends_of(focus), ends_of(other)
    places = {end.key: end for end in mine}
    for far in theirs:
        near = places.get(far.key)
        if near is not None:
            route = Route(arc, near, far)
            route.near_x = _anchor(near, (far.left + far.right) / 2)
            route.far_x = _anchor(far, route.near_x)
            return route
    downwards = start_of(focus) <= start_of(other)
    near = (mine[-1] if downwards else mine[0]) if mine else None
    distant = (theirs[0] if downwards else theirs[-1]) if theirs else None
    route = Route(arc, near, distant)
    if near is not None:
        route.near_x = near.left + near.inset()
    if distant is not None:
        route.far_x = distant.left + distant.inset()
    return route


def _anchor(end: End, toward: float) -> float:
    """Where on a bar a link to ``toward`` begins: the side that faces it, never right above it."""
    first, last = end.left + end.inset(), end.right - end.inset()
    if toward <= end.left:
        return first
    if toward >= end.right:
        return last
    return first if toward - first >= last - toward else last


def _add_runs(route: Route, runs: dict[LineKey, list[Extent]], pill: float, gutter: float) -> None:
    near, far = route.near, route.far
    if near is not None and far is not None and route.direct:
        left, right = sorted((route.near_x, route.far_x))
        route.pill_x = (left + right) / 2
        left, right = min(left, route.pill_x - pill / 2), max(right, route.pill_x + pill / 2)
        runs.setdefault(near.key, []).append(Extent(route.arc.id, left, right, (right - left, route.arc.id)))
        return
    if near is not None:
        extent = Extent(_trunk(route), gutter, route.near_x, (route.near_x - gutter, ""))
        runs.setdefault(near.key, []).append(extent)
    if far is not None:
        fits = route.far_x - gutter >= pill + 3 * _PILL_GAP
        route.pill_x = route.far_x + (-1.5 * _PILL_GAP - pill / 2 if fits else _PILL_GAP + pill / 2)
        right = max(route.far_x, route.pill_x + pill / 2)
        runs.setdefault(far.key, []).append(
            Extent(route.arc.id, gutter, right, (right - gutter, route.arc.id))
        )


def _trunk(route: Route) -> str:
    return f"to the margin at {route.near_x:.1f}"
