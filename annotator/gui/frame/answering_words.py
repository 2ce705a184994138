"""What the list of answers to an attribute says, and in which order attributes are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotator.gui.frame.linking_words import short
from annotator.gui.frame.numbered import Numbered
from annotator.gui.widgets.link_picker import Choice
from annotator.model.annotation import Annotation
from annotator.model.codebook import Attribute, Label

_WRITE = Choice("Enter", "write")


def in_order(label: Label | None, only: Sequence[str] | None = None) -> list[Attribute]:
    """The attributes of a label, those that are required first."""
    attributes = label.attributes if label is not None else ()
    return sorted((a for a in attributes if only is None or a.name in only), key=lambda a: not a.required)


def chosen(attribute: Attribute, value: Any) -> set[str]:
    """The options that an answer names."""
    if value is None:
        return set()
    if attribute.kind == "yes/no":
        return {"yes" if value else "no"}
    return set(value) if attribute.kind == "several" else {str(value)}


def choices_of(attribute: Attribute, options: Numbered[str], value: Any) -> list[Choice]:
    """The options that are shown, each with its number; ``value`` is the answer so far."""
    if attribute.kind in ("number", "text"):
        return [_WRITE]
    named = chosen(attribute, value)
    choices = [
        Choice(str(number), option, chosen=option in named)
        for number, option in enumerate(options.shown(), 1)
    ]
    others = options.others()
    return [*choices, Choice("0", f"{others} more …")] if others else choices


def title_of(annotation: Annotation, attribute: Attribute, number: int, count: int) -> str:
    """What is asked: “Kind of claim “…” (1 of 2)”; ``number`` counts from 0."""
    name = attribute.name[:1].upper() + attribute.name[1:]
    place = f" ({number + 1} of {count})" if count > 1 else ""
    return f"{name} of {annotation.label} “{short(annotation.quote)}”{place}"


def hint_of(attribute: Attribute, typed: str, *, quiet: bool, answered: bool, several: bool) -> str:
    """What the keys do.

    :param typed: what the list is narrowed to.
    :param answered: whether there is an answer that can be taken away.
    :param several: whether there are other questions to go to.
    """
    if typed:
        return f"Narrowed to “{typed}”; Backspace takes a letter back. Esc cancels."
    if attribute.kind in ("number", "text"):
        does = "Enter saves."
    elif attribute.kind == "several":
        does = "Numbers switch on and off, Enter goes on."
    else:
        does = "A number answers."
    if quiet:
        return f"{does} Esc, or just go on: any other key works as always."
    if attribute.kind in ("number", "text"):
        return f"{does} Empty takes the answer away. Esc ends."
    ways = " → and ← go to the other questions." if several else ""
    back = " Del takes the answer away." if answered else ""
    return f"{does}{ways}{back} Esc ends. {attribute.guideline}".rstrip()
