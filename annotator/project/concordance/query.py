"""What is asked of a concordance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from annotator.model.article import State

Reading = Literal["words", "exactly", "expression"]
"""How the text is meant: words that may have other punctuation between them, exactly as it stands (but for
white space, and for the shapes of hyphens and apostrophes), or a regular expression."""

Layers = Literal["mine and suggested", "mine", "suggested", "everyone's"]
"""Whose annotations count: one's own, those that are suggested and undecided, or everybody's."""

LAYERS: tuple[Layers, ...] = get_args(Layers)

Relation = Literal["touching", "inside"]
"""Whether a place in the text must share a character with an annotation, or lie wholly inside it."""


@dataclass(frozen=True, slots=True)
class Query:
    """Empty fields ask nothing.  Without ``text`` the annotations themselves are listed.

    ``actor_id`` counts with all that were merged into it.  ``value`` is an answer in words (see
    :func:`answers`); empty: any answer.  ``since`` and ``until`` are ISO dates or beginnings of such.
    """

    text: str = ""
    reading: Reading = "words"
    case: bool = False
    whole: bool = True
    possessive: bool = True
    """For a text that is looked for exactly: also where an 's follows it, or lacks where the text has one."""
    label: str = ""
    actor_id: str = ""
    attribute: str = ""
    value: str = ""
    relation: Relation = "touching"
    layers: Layers = "mine and suggested"
    state: State | None = None
    source: str = ""
    since: str = ""
    until: str = ""
    article_id: int | None = None

    @property
    def about_annotations(self) -> bool:
        """Whether only annotations with something can be found, or places at them."""
        return bool(self.label or self.actor_id or self.attribute)

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.text.strip()) or self.about_annotations or self.layers != "mine and suggested"


def answers(value: Any) -> list[str]:
    """An attribute's answer in words: one, or several."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [str(value)]
