"""What the same annotations cost in brat and in INCEpTION, by the Keystroke-Level Model.

The model: S. Card, T. Moran, A. Newell, "The Keystroke-Level Model for User Performance Time with
Interactive Systems", Communications of the ACM 23(7), 1980, pp. 396-410. A button going down or up takes
0.1 s as in D. Kieras, "Using the Keystroke-Level Model to Estimate Execution Times", 1993-2001.

The ways of working are those of the tools' own manuals, each taken as the quickest that is documented,
with whatever can be set up beforehand set up (one key for each label and each value, a filled knowledge
base):

* brat, "brat rapid annotation tool manual" (Basic editing, Keyboard shortcuts) and "brat annotation
  configuration" (kb_shortcuts.conf): drag over the words, or double-click one word; the dialog opens; a
  key chooses the type and, where nothing else is to be set, ends the dialog. Attributes are chosen in
  the dialog, which OK then ends. A drag from annotation to annotation opens the dialog of the relation,
  where a key chooses its type.
* INCEpTION, "INCEpTION User Guide" (Spans, Relations, Primitive Features): drag over the words, or
  double-click one word; the annotation is made on the layer that is active; its features are set in the
  panel by key bindings. One span layer has the label as a feature, because relations join annotations of
  one layer. A drag from annotation to annotation makes a relation; a key binding sets its role.

In their favour: one hand stays on the keys and one on the mouse (no homing), nothing is scrolled, no
dialog is waited for, no drag is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.model.annotation import Annotation

POINT, BUTTON, MIND = 1.10, 0.10, 1.35
"""Seconds: to point with a mouse, for a button down or up, to prepare in the mind."""
KEYS = {"average skilled typist": 0.20, "average non-secretary typist": 0.28}
"""Seconds for a key, by who presses it (Card, Moran, Newell 1980, figure 1)."""
NAME_LETTERS = 4
"""Letters typed until a list of known names shows the right one."""


@dataclass(frozen=True, slots=True)
class Cost:
    """How often each operator of the model occurs; ``keys`` with each modifier, ``buttons`` down and up."""

    keys: int = 0
    points: int = 0
    buttons: int = 0
    minds: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.keys + other.keys,
            self.points + other.points,
            self.buttons + other.buttons,
            self.minds + other.minds,
        )

    def __mul__(self, times: int) -> Cost:
        return Cost(self.keys * times, self.points * times, self.buttons * times, self.minds * times)

    def seconds(self, a_key: float) -> float:
        """:param a_key: seconds for a key."""
        return self.keys * a_key + self.points * POINT + self.buttons * BUTTON + self.minds * MIND


KEY, THINK = Cost(keys=1), Cost(minds=1)
CLICK = Cost(points=1, buttons=2)
DOUBLE_CLICK = Cost(points=1, buttons=4)
DRAG = Cost(points=2, buttons=2)


def total(costs: Iterable[Cost]) -> Cost:
    return sum(costs, Cost())


def decisions(annotations: Sequence[Annotation], links: int) -> Cost:
    """What any tool costs the mind: once for each annotation, answer, actor and link."""
    return THINK * (links + sum(1 + len(a.attributes) + bool(a.actor_id) for a in annotations))


def brat(annotations: Sequence[Annotation], links: int) -> Cost:
    return decisions(annotations, links) + total(map(_in_brat, annotations)) + (DRAG + KEY) * links


def inception(annotations: Sequence[Annotation], links: int) -> Cost:
    """A further piece is counted as an annotation of its own and a relation: its guide knows no other way."""
    return decisions(annotations, links) + total(map(_in_inception, annotations)) + (DRAG + KEY) * links


def _in_brat(annotation: Annotation) -> Cost:
    cost = _marked(annotation.quote) + KEY
    more = len(annotation.segments) - 1
    # A further fragment: open the annotation, press the button that adds one, drag over its words.
    cost += (DOUBLE_CLICK + CLICK + DRAG) * more
    # An attribute with several values is a list: open it, choose.
    cost += (CLICK + CLICK) * len(annotation.attributes)
    if annotation.actor_id:
        cost += CLICK + KEY * (NAME_LETTERS + 1) + CLICK
    if annotation.attributes or annotation.actor_id:
        cost += KEY
    return cost


def _in_inception(annotation: Annotation) -> Cost:
    cost = _marked(annotation.quote) + KEY + KEY * len(annotation.attributes)
    cost += (DRAG + KEY + DRAG + KEY) * (len(annotation.segments) - 1)
    if annotation.actor_id:
        cost += CLICK + KEY * (NAME_LETTERS + 1)
    return cost


def _marked(quote: str) -> Cost:
    return DRAG if any(sign.isspace() for sign in quote) else DOUBLE_CLICK
