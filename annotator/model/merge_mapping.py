"""What a person decides where a colleague's copy has words or actors that this one lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from annotator.model.codebook import Codebook

WordKind = Literal["label", "link", "attribute", "option", "question"]


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """Something of their codebook that ours lacks, under its name or under a former one.

    ``name`` is what they call it.  ``label`` is the label as it is called here: of an attribute or an option;
    empty for an option of a question.  ``attribute`` is the attribute (or question) of an option.
    An attribute is also listed where it is there, but can't take their answer (a text for a number).
    """

    kind: WordKind
    name: str
    label: str = ""
    attribute: str = ""

    def __str__(self) -> str:
        match self.kind:
            case "option":
                of = f"{self.label}.{self.attribute}" if self.label else self.attribute
                return f"answer “{self.name}” of {of}"
            case "attribute":
                return f"attribute “{self.name}” of {self.label}"
            case _:
                return f"{self.kind} “{self.name}”"


class Instead(Enum):
    """What happens to what uses a word that we lack, where it is not taken as another one of ours."""

    ADD = "add"
    """The word comes into our codebook as it is in theirs."""
    LEAVE = "leave"
    """Annotations and decisions with such a label, and such links, stay out, and may come with a later merge;
    of an attribute, option or question the single answer stays out."""


@dataclass(frozen=True, slots=True)
class MergeMapping:
    """The decisions of one merge; where one is missing, nothing is taken in and the words are listed.

    ``words`` say for a word what it is here: one of our names, or an :class:`Instead`.  ``rest`` is for words
    that are not named; None: refuse.  ``actors`` are by the id of their entry: the id of ours that it is
    merged into, or None to keep it apart from ours of the same name.  ``codebook`` is theirs, for what is to
    be added.
    """

    words: Mapping[Word, str | Instead] = field(default_factory=dict)
    rest: Instead | None = None
    actors: Mapping[str, str | None] = field(default_factory=dict)
    codebook: Codebook | None = None

    def of(self, word: Word) -> str | Instead | None:
        """What was decided of a word; None: nothing."""
        return self.words.get(word, self.rest)
