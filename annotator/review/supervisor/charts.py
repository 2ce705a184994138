"""Drawings of the report as SVG: agreement over time, one annotator against the rest, progress.

Only what SVG Tiny 1.2 knows, so that a browser, a PDF and the window draw the same.  Two lines differ by
dashes and by their names at the end, two shares by hatching and by numbers: no meaning rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

FONT = "Noto Sans, DejaVu Sans, Segoe UI, Helvetica, Arial, sans-serif"
_SIZE = 11
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 150, 12, 26
"""Pixels around the area of a plot: for its scale, for the names of its lines, and for its days."""
_CHARACTER = 6.2
"""Pixels of a character of this size, about."""


@dataclass(frozen=True, slots=True)
class Colours:
    """``#rrggbb``; each stands on ``page``.  ``faint`` is for lines only."""

    page: str = "#ffffff"
    text: str = "#1f2427"
    muted: str = "#586169"
    faint: str = "#dcdfe1"
    accent: str = "#0b6e69"
    warning: str = "#855600"


@dataclass(frozen=True, slots=True)
class Spot:
    """One point of a line: None where it is undefined; then ``low`` and ``high`` are None as well."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """``spots`` stand at the places of the axis, one each; a ``dashed`` line is what one compares with."""

    name: str
    spots: tuple[Spot, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: so many, drawn ``solid``, ``hatched``, ``empty`` or ``dotted``."""

    name: str
    count: int
    fill: str


def line_chart(
    axis: Sequence[str],
    lines: Sequence[Line],
    colours: Colours,
    *,
    marks: Sequence[tuple[float, str]] = (),
    width: int = 720,
    height: int = 220,
) -> str:
    """Lines over the places of ``axis``, from 0 (or below, where something is) to 1.

    An undefined point is a gap in its line.  Intervals are drawn as thin upright lines.

    :param marks: values with a name that get a dotted line.
    """
    values = [s.value if s.low is None else min(s.low, s.value or 0) for line in lines for s in line.spots]
    least = min([0.0, *(value for value in values if value is not None)])
    floor = -1.0 if least < -0.5 else (-0.5 if least < 0 else 0.0)
    inner_width, inner_height = width - _LEFT - _RIGHT, height - _TOP - _BOTTOM

    def x(place: int) -> float:
        return _LEFT + inner_width * (place + 0.5) / max(len(axis), 1)

    def y(value: float) -> float:
        return _TOP + inner_height * (1 - (max(value, floor) - floor) / (1 - floor))

    parts = [_rect(0, 0, width, height, colours.page)]
    for tick in (-1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0):
        if tick < floor:
            continue
        parts.append(_line(_LEFT, y(tick), width - _RIGHT, y(tick), colours.faint))
        parts.append(_text(_LEFT - 5, y(tick) + 4, f"{tick:g}", colours.muted, "end"))
    for value, name in marks:
        parts.append(_line(_LEFT, y(value), width - _RIGHT, y(value), colours.muted, dash="1 4"))
        parts.append(_text(_LEFT + 3, y(value) - 3, name, colours.muted))
    step = max(-(-len(axis) * 78 // max(inner_width, 1)), 1)
    for place, name in enumerate(axis):
        if place % step == 0:
            parts.append(_text(x(place), height - 8, name, colours.muted, "middle"))
    ends: list[float] = []
    for line in lines:
        tone = colours.muted if line.dashed else colours.accent
        parts += _drawn(line, x, y, tone)
        last = next((n for n in reversed(range(len(line.spots))) if line.spots[n].value is not None), None)
        if last is not None:
            ending = line.spots[last].value
            assert ending is not None
            at = _free(y(ending) + 4, ends)
            ends.append(at)
            name = f"{_cut(line.name, _RIGHT - 50)} {ending:.2f}"
            parts.append(_text(width - _RIGHT + 8, at, name, colours.text))
    return _svg(width, height, parts)


def bar_chart(rows: Sequence[tuple[str, Sequence[Part]]], colours: Colours, *, width: int = 720) -> str:
    """One bar a row, its parts side by side; all bars to one scale."""
    said_of = [", ".join(f"{part.count} {part.name}" for part in bar if part.count) for _, bar in rows]
    line, name_width = 26, 150
    count_width = 16 + _CHARACTER * max(map(len, said_of), default=0)
    most = max((sum(part.count for part in parts) for _, parts in rows), default=0) or 1
    room = width - name_width - count_width
    drawn = [_rect(0, 0, width, line * len(rows) + 4, colours.page)]
    for number, (name, bar) in enumerate(rows):
        top = number * line + 6
        drawn.append(_text(name_width - 8, top + 12, _cut(name, name_width - 10), colours.text, "end"))
        left = float(name_width)
        for part in bar:
            wide = room * part.count / most
            if part.count:
                drawn += _filled(left, top, wide, 14, part.fill, colours)
            left += wide
        drawn.append(_text(left + 8, top + 12, said_of[number], colours.muted))
    return _svg(width, line * len(rows) + 4, drawn)


# -- inside


def _drawn(line: Line, x: object, y: object, tone: str) -> Iterable[str]:
    assert callable(x)
    assert callable(y)
    run: list[tuple[float, float]] = []
    runs = [run]
    for place, spot in enumerate(line.spots):
        if spot.value is None:
            run = []
            runs.append(run)
            continue
        run.append((x(place), y(spot.value)))
        if spot.low is not None and spot.high is not None:
            yield _line(x(place), y(spot.low), x(place), y(spot.high), tone)
    for points in runs:
        if len(points) > 1:
            said = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
            dash = ' stroke-dasharray="5 4"' if line.dashed else ""
            yield f'<polyline points="{said}" fill="none" stroke="{tone}" stroke-width="2"{dash}/>'
        for px, py in points:
            if line.dashed:
                yield _rect(px - 2.5, py - 2.5, 5, 5, tone)
            else:
                yield f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{tone}"/>'


def _filled(left: float, top: float, width: float, height: float, fill: str, colours: Colours) -> list[str]:
    """A part of a bar, told from its neighbours by its pattern."""
    tone = colours.accent if fill == "solid" else colours.page
    drawn = [
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{tone}" '
        f'stroke="{colours.accent}" stroke-width="1"/>'
    ]
    if fill == "hatched":
        at = left + 4
        while at < left + width:
            low = max(at - height, left)
            drawn.append(_line(at, top, low, top + (at - low), colours.accent))
            at += 5
    elif fill == "dotted":
        at = left + 3
        while at < left + width - 2:
            drawn += [_rect(at, top + high, 2, 2, colours.accent) for high in (2, 6, 10)]
            at += 5
    return drawn


def _free(at: float, taken: Sequence[float]) -> float:
    """Where a name may stand without covering one that stands there already."""
    while any(abs(at - other) < _SIZE + 1 for other in taken):
        at += 2
    return at


def _cut(text: str, room: float) -> str:
    most = max(int(room / _CHARACTER), 2)
    return text if len(text) <= most else text[: most - 1] + "…"


def _rect(left: float, top: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, tone: str, *, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{tone}" '
        f'stroke-width="1"{dashed}/>'
    )


def _text(x: float, y: float, text: str, tone: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{tone}" font-family="{FONT}" font-size="{_SIZE}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _svg(width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )
