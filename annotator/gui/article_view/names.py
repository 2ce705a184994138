"""Names under bars: whole, shortened or left out, so that no name makes a bar lie further from its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.gui.article_view import signs
from annotator.gui.article_view.boxes import Room, Unit
from annotator.gui.article_view.marks import Mark
from annotator.gui.article_view.metrics import Metrics

_GAP = 8.0
_AGAIN = 40.0
"""The name of a later piece may be longer than its bar, but not than this."""
_FEWEST_LETTERS = 2

Form = tuple[str, str, float]
"""A way to write a name: the name, the score behind it or nothing, and their width with the warning sign."""


def place_names(units: Sequence[Unit], room: Room) -> None:
    """Put the names of one lane under their bars.

    Two names never come closer than a gap.  A name may go on beyond its bar where nothing wants the room, and
    move within its bar; if that is not enough it is shortened, and at last left out.
    """
    begun = sorted((unit for unit in units if unit.first), key=lambda unit: unit.left)
    forms = [list(_forms(unit, room.metrics)) for unit in begun]
    plain = [form[0] if unit.mark.doubtful else _plain(form) for unit, form in zip(begun, forms, strict=True)]
    wanted = [natural_left(unit, form[2], room) for unit, form in zip(begun, plain, strict=True)]
    free = float("-inf")
    for number, unit in enumerate(begun):
        left, limit = max(wanted[number], free), _edge(room)
        if number + 1 < len(begun):
            after, width = begun[number + 1], plain[number + 1][2]
            limit = wanted[number + 1] + max(0.0, after.right - width - wanted[number + 1]) - _GAP
        if left > wanted[number]:  # moved: from here on it must stay under its own bar
            limit = min(limit, unit.right)
        if _take(unit, left, limit, forms[number], room.metrics):
            free = unit.name_left + unit.name_width + _GAP
    said = list(begun)
    for unit in sorted((unit for unit in units if not unit.first), key=lambda unit: unit.left):
        _say_again(unit, said, room)
        said.append(unit)


def full_form(unit: Unit, metrics: Metrics) -> Form:
    """The whole name with its score, as the current and the hovered mark show it where they begin."""
    return _form(unit.mark, metrics, _name(unit, unit.mark.name), unit.mark.score_text)


def natural_left(unit: Unit, width: float, room: Room) -> float:
    """Where a name of this width stands if nothing is in its way: at the bar's beginning, on the page."""
    left = unit.right - width if unit.right_to_left else unit.left
    return max(min(left, _edge(room) - width), _GAP - room.metrics.margin)


def _edge(room: Room) -> float:
    return room.width + room.metrics.margin - _GAP


def _name(unit: Unit, name: str) -> str:
    """The name of the first piece, which says so where the others lie on lines below."""
    mark = unit.mark
    pieces = len(mark.segments)
    if pieces <= len(unit.bars):
        return name
    return f"{mark.label} 1/{pieces}{name[len(mark.label) :]}"


def _forms(unit: Unit, metrics: Metrics) -> Iterator[Form]:
    """From the widest to the narrowest; of a suggestion the score goes first."""
    mark = unit.mark
    name = _name(unit, mark.name)
    if mark.score_text:
        yield _form(mark, metrics, name, mark.score_text)
    yield _form(mark, metrics, name)
    if mark.name != mark.label:
        yield _form(mark, metrics, _name(unit, mark.label))
    if name != mark.name:
        yield _form(mark, metrics, mark.label)


def _plain(forms: Sequence[Form]) -> Form:
    """The form for which other names make room: a score is only shown where there is room left."""
    return next(form for form in forms if not form[1])


def _short_forms(mark: Mark, metrics: Metrics) -> Iterator[Form]:
    for letters in range(len(mark.label) - 1, _FEWEST_LETTERS - 1, -1):
        yield _form(mark, metrics, mark.label[:letters].rstrip() + "…")
    if mark.problem or mark.letters:
        yield _form(mark, metrics, "")


def _form(mark: Mark, metrics: Metrics, name: str, score: str = "") -> Form:
    suggested = mark.kind == "suggestion"
    width = metrics.name_width(name, suggested=suggested)
    if score:
        width += metrics.name_width(" " + score, suggested=suggested)
    return name, score, width + signs.width(mark, metrics)


def _take(unit: Unit, left: float, limit: float, forms: list[Form], metrics: Metrics) -> bool:
    """Take the widest form that fits between two places."""
    fitting = next((form for form in forms if left + form[2] <= limit), None)
    if fitting is None:
        short = _short_forms(unit.mark, metrics)
        fitting = next((form for form in short if left + form[2] <= limit), None)
    unit.named = fitting is not None
    if fitting is not None:
        unit.name_text, unit.name_score, unit.name_width = fitting
        # Right-to-left names keep to the right end of their bar also when they are shortened.
        unit.name_left = max(left, unit.right - unit.name_width) if unit.right_to_left else left
    return unit.named


def _say_again(unit: Unit, begun: Sequence[Unit], room: Room) -> None:
    """Name a later piece of a mark too, and which piece it is, if no other name is there.

    A bar that only goes on from the line above is not named, except in the margin of the first line in view.
    """
    unit.named = False
    if not unit.piece:
        return
    for text in (f"{unit.mark.label} {unit.piece}/{len(unit.mark.segments)}", unit.mark.label):
        name, _, width = _form(unit.mark, room.metrics, text)
        width -= signs.width(unit.mark, room.metrics)  # they are where the mark begins
        left = natural_left(unit, width, room)
        if width <= max(unit.right - unit.left, _AGAIN) and not any(
            other.named
            and left < other.name_left + other.name_width + _GAP
            and other.name_left < left + width + _GAP
            for other in begun
        ):
            unit.named = True
            unit.name_text, unit.name_score, unit.name_left, unit.name_width = name, "", left, width
            return
