"""How what is annotated follows when the codebook changes: names, answers, kinds of answers.  No I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.codebook import Attribute, Codebook

Answer = tuple[str, Any]
"""The name of an attribute and what was answered."""


@dataclass(frozen=True, slots=True)
class Remap:
    """Old name -> new name; what is not named stays as it is.

    Attributes are named by ``(owner, attribute)`` and options by ``(owner, attribute, option)``, all by their
    old names; the owner is a label, or empty for the questions about an article.  An attribute or option that
    becomes None has no place any longer.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    options: Mapping[tuple[str, str, str], str | None] = field(default_factory=dict)

    def label(self, name: str) -> str:
        return self.labels.get(name, name)

    def link(self, name: str) -> str:
        return self.links.get(name, name)

    def answers(
        self, after: Codebook, owner: str, given: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[Answer]]:
        """Answers as the codebook ``after`` has them, and those that have no place in it, as they were."""
        now = self.label(owner)
        if owner and after.label(now) is None:
            return dict(given), []  # said where the label itself is missing
        known = {attribute.name: attribute for attribute in after.attributes_of(now)}
        fitting: dict[str, Any] = {}
        left: list[Answer] = []
        for name, value in given.items():
            renamed = self.attributes.get((owner, name), name)
            attribute = known.get(renamed) if renamed is not None else None
            turned = convert(self._options(owner, name, value), attribute) if attribute is not None else None
            if turned is None or attribute is None or attribute.name in fitting:
                if value not in ([], ()):
                    left.append((name, value))
            else:
                fitting[attribute.name] = turned
        return fitting, left

    def _options(self, owner: str, name: str, value: Any) -> Any:
        def word(each: Any) -> Any:
            return self.options.get((owner, name, each), each) if isinstance(each, str) else each

        if isinstance(value, list | tuple):
            return list(dict.fromkeys(word(each) for each in value))
        return word(value)


def convert(value: Any, attribute: Attribute) -> Any:
    """An answer as an attribute takes it, without losing anything of it; None where that can't be."""
    if attribute.problem_with(value) is None:
        return list(value) if attribute.kind == "several" else value
    if isinstance(value, list | tuple):
        if any(each is None for each in value):
            return None
        if attribute.kind == "text":
            return ", ".join(map(str, value))
        if len(value) != 1:
            return None
        value = value[0]
    word = said(value)
    turned: Any = None
    match attribute.kind:
        case "text":
            turned = word
        case "choice":
            turned = word
        case "several":
            turned = [word]
        case "number":
            turned = _number(word)
        case "yes/no":
            turned = {"yes": True, "no": False}.get(word.casefold())
    return turned if turned is not None and attribute.problem_with(turned) is None else None


def said(value: Any) -> str:
    """An answer in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value))
    return str(value)


def _number(word: str) -> float | int | None:
    try:
        number = float(word)
    except ValueError:
        return None
    # nan and inf are numbers to Python, not to a person
    if number != number or number in (float("inf"), float("-inf")):
        return None
    return int(number) if number.is_integer() else number
