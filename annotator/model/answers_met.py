"""What a file says with one attribute, and the attribute that can hold all of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from annotator.model.codebook import Attribute, AttributeKind
from annotator.model.codebook_remap import said as in_words

YES = "yes"
"""The option for an attribute that is only there, where others of its name have values."""

_MOST_OPTIONS = 24
"""Different answers that a new choice may have; where a file has more, they are text."""

_LONGEST_OPTION = 60

_MOST_KEPT = 1000
"""Different answers that are remembered; a choice that is there already becomes no wider than that."""


@dataclass(slots=True)
class Answers:
    """What is said with one attribute of one label: ``bare`` where it is only there, without a value.

    ``kinds`` are those that the answers are of; a file in which all is text names none.
    """

    options: dict[str, None] = field(default_factory=dict)
    bare: bool = False
    kinds: set[AttributeKind] = field(default_factory=set)

    def add(self, value: Any) -> None:
        """Remember an answer of a kind: text, a number, true or false, a list; None: only there."""
        match value:
            case None:
                self.bare = True
                return
            case bool():
                self.kinds.add("yes/no")
            case int() | float():
                self.kinds.add("number")
            case list() | tuple():
                self.kinds.add("several")
            case _:
                self.kinds.add("text")
        for each in value if isinstance(value, list | tuple) else (value,):
            if len(self.options) < _MOST_KEPT:
                self.options[in_words(each)] = None

    def attribute(self, name: str) -> Attribute | None:
        """A new attribute that can hold all of it; None where there is nothing to hold."""
        options = (*self.options, YES) if self.bare and YES not in self.options else tuple(self.options)
        if (not self.options and not self.kinds) or self.kinds == {"yes/no"}:
            return Attribute(name, "yes/no")
        if self.kinds == {"number"} and not self.bare:
            return Attribute(name, "number")
        if not any(option.strip() for option in options):
            return Attribute(name, "text") if "text" in self.kinds else None
        # A file in which all is text was made with a scheme of its own, whose options these are.
        if self.kinds and not (len(options) <= _MOST_OPTIONS and all(map(_is_option, options))):
            return Attribute(name, "text")
        return Attribute(name, "several" if "several" in self.kinds else "choice", options)


def _is_option(text: str) -> bool:
    return len(text) <= _LONGEST_OPTION and text == text.strip() and text.isprintable() and text != ""
