"""Which label, link or question is shown after the codebook has changed: where the change was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.codebook_page.items import Kind
    from annotator.model.codebook import Attribute, Codebook, Label, LinkKind

    Place = tuple[Kind, str]
    Entries = dict[Place, Label | LinkKind | Attribute]


@dataclass(frozen=True, slots=True)
class Followed:
    """What is shown now; ``same``: it is what was shown before, if under another name."""

    kind: Kind
    name: str
    same: bool


def entries(codebook: Codebook) -> Entries:
    """All that has a form, by kind and name, in the order of the list."""
    found: Entries = {("label", label.name): label for label in codebook.labels}
    found |= {("link", link.name): link for link in codebook.links}
    found |= {("question", question.name): question for question in codebook.questions}
    return found


def follow(shown: Place, before: Codebook, after: Codebook, *, replayed: bool) -> Followed:
    """What to show in ``after`` where ``shown`` was shown in ``before``.

    :param replayed: undo or redo made the change, and shows what it changed.
    """
    kind, name = shown
    if kind == "codebook":
        return Followed(kind, after.name, True)
    was, now = entries(before), entries(after)
    new = [place for place in now if place not in was]
    gone = [place for place in was if place not in now]
    if shown in now:
        if not replayed or shown in new:
            return Followed(kind, name, True)
        if len(new) == 1:
            return Followed(*new[0], False)
        changed = [place for place in now if was.get(place) != now[place]]
        there = shown if shown in changed or len(changed) != 1 else changed[0]
        return Followed(*there, there == shown)
    if len(new) == 1 and new[0][0] == kind and gone == [shown]:
        return Followed(*new[0], True)
    into = next((a.means for a in after.aliases if (a.kind, a.name, a.label) == (kind, name, "")), None)
    if into is not None and (kind, into) in now:
        return Followed(kind, into, False)
    return Followed(*_neighbour(shown, list(was), list(now)), False)


def _neighbour(gone: Place, was: list[Place], now: list[Place]) -> Place:
    """What has taken its place in the list, else what stood before it, else the first of all."""
    order = [place for place in was if place[0] == gone[0]]
    left = [place for place in now if place[0] == gone[0]]
    if not left:
        return now[0]
    number = order.index(gone) if gone in order else 0
    return left[min(number, len(left) - 1)]
