"""The codebook: labels, their attributes and links, keys, colours and guidelines.

A codebook is written as TOML (see :mod:`annotator.model.codebook_toml`) and kept in the project as a
versioned record.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from annotator.errors import UserError

AttributeKind = Literal["choice", "several", "yes/no", "number", "text"]
ATTRIBUTE_KINDS: tuple[AttributeKind, ...] = ("choice", "several", "yes/no", "number", "text")

DEFAULT_COLOUR = "#0868a0"
DEFAULT_COLOUR_DARK = "#a3dafa"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question about an annotation.  ``options`` are the answers of a choice.

    ``ordered``: the options go from less to more, so that neighbours are nearer to each other; agreement
    takes it into account.
    """

    name: str
    kind: AttributeKind = "text"
    options: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    guideline: str = ""
    ordered: bool = False

    def problem_with(self, value: Any) -> str | None:
        """Why ``value`` can't be an answer, or None."""
        match self.kind:
            case "choice":
                good = isinstance(value, str) and value in self.options
                wanted = "one of " + ", ".join(self.options)
            case "several":
                good = isinstance(value, list | tuple) and all(v in self.options for v in value)
                wanted = "some of " + ", ".join(self.options)
            case "yes/no":
                good, wanted = isinstance(value, bool), "yes or no"
            case "number":
                good = isinstance(value, int | float) and not isinstance(value, bool)
                wanted = "a number"
            case "text":
                good, wanted = isinstance(value, str), "text"
        return None if good else f"“{self.name}” must be {wanted}, not {value!r}."


@dataclass(frozen=True, slots=True)
class Example:
    """A line that shows what a guideline means: the tagged words stand in ``[brackets]``.

    ``good`` is False where it shows what not to tag.
    """

    text: str
    good: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link and which labels it may join; ``key`` starts it from the keyboard.

    ``required``: each annotation of a head label needs one.  ``single``: it has one at most.
    """

    name: str
    heads: tuple[str, ...]
    children: tuple[str, ...]
    key: str = ""
    guideline: str = ""
    required: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of span.  ``mention``: its annotations may point to an actor of the registry.

    ``retired``: nothing new is tagged with it; what is tagged stays.  Colours are ``#rrggbb``, one for light
    and one for dark backgrounds.
    """

    name: str
    key: str = ""
    colour: str = DEFAULT_COLOUR
    colour_dark: str = DEFAULT_COLOUR_DARK
    mention: bool = False
    attributes: tuple[Attribute, ...] = ()
    guideline: str = ""
    examples: tuple[Example, ...] = ()
    retired: bool = False

    def attribute(self, name: str) -> Attribute | None:
        return next((a for a in self.attributes if a.name == name), None)


AliasKind = Literal["label", "link", "attribute", "option"]
ALIAS_KINDS: tuple[AliasKind, ...] = ("label", "link", "attribute", "option")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name under which something comes in from outside: what a model calls it, or its former name.

    ``label`` and ``attribute`` say where an attribute or an option belongs.  ``when``: only where one of
    these is among the answers.
    """

    kind: AliasKind
    name: str
    means: str
    label: str = ""
    attribute: str = ""
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """``questions`` are asked of each article as a whole: its frame, its tone, its relevance.

    ``about`` is a line on what the codebook is for, ``aliases`` are other names for what stands in it.
    """

    name: str
    labels: tuple[Label, ...]
    links: tuple[LinkKind, ...] = ()
    version: int = 1
    questions: tuple[Attribute, ...] = ()
    guideline: str = ""
    about: str = ""
    aliases: tuple[Alias, ...] = ()

    @property
    def offered(self) -> tuple[Label, ...]:
        """The labels that something new may be tagged with: all but the retired ones."""
        return tuple(label for label in self.labels if not label.retired)

    @property
    def frame(self) -> tuple[object, ...]:
        """All of it that what is annotated has to fit: names, kinds, options, ends of links; no looks."""

        def asked(attributes: tuple[Attribute, ...]) -> tuple[object, ...]:
            return tuple((a.name, a.kind, a.options) for a in attributes)

        return (
            tuple((label.name, label.mention, asked(label.attributes)) for label in self.labels),
            tuple((link.name, link.heads, link.children) for link in self.links),
            asked(self.questions),
        )

    def attributes_of(self, owner: str) -> tuple[Attribute, ...]:
        """The attributes of a label; the questions about an article where ``owner`` is empty."""
        return self.check_label(owner).attributes if owner else self.questions

    def question(self, name: str) -> Attribute | None:
        return next((question for question in self.questions if question.name == name), None)

    def label(self, name: str) -> Label | None:
        return next((label for label in self.labels if label.name == name), None)

    def link(self, name: str) -> LinkKind | None:
        return next((link for link in self.links if link.name == name), None)

    def links_between(self, head: str, child: str) -> list[LinkKind]:
        """Kinds of link that may go from label ``head`` to label ``child``."""
        return [kind for kind in self.links if head in kind.heads and child in kind.children]

    def check_label(self, name: str) -> Label:
        """:raises UserError: if there is no such label."""
        found = self.label(name)
        if found is None:
            raise UserError(
                f"The codebook has no label “{name}”; it has "
                f"{', '.join(label.name for label in self.labels)}."
            )
        return found

    def check_attributes(self, label: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """A copy of ``attributes`` without the unanswered (None) ones.

        :raises UserError: if the label, an attribute or an answer is not in the codebook.
        """
        kind = self.check_label(label)
        return _answers(kind.attribute, attributes, f"The label “{label}” has no attribute")

    def check_answers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """As :meth:`check_attributes`, for the questions about an article as a whole."""
        return _answers(self.question, answers, "The codebook has no question")

    def defaults(self, label: str) -> dict[str, Any]:
        """The attributes a new annotation starts with."""
        kind = self.check_label(label)
        return {a.name: a.default for a in kind.attributes if a.default is not None}

    def check_link(self, name: str, head: str, child: str) -> LinkKind:
        """:raises UserError: if the codebook has no link of that name between these labels."""
        kind = self.link(name)
        if kind is None:
            raise UserError(f"The codebook has no link “{name}”.")
        if head not in kind.heads or child not in kind.children:
            raise UserError(
                f"A “{name}” link goes from {' or '.join(kind.heads)} to {' or '.join(kind.children)}, "
                f"not from {head} to {child}."
            )
        return kind

    def to_json(self) -> str:
        """One line of JSON; the form kept in a project."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True)


def _answers(
    ask: Callable[[str], Attribute | None], given: Mapping[str, Any], unknown: str
) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for name, value in given.items():
        if value is None:
            continue
        attribute = ask(name)
        if attribute is None:
            raise UserError(f"{unknown} “{name}” in the codebook.")
        problem = attribute.problem_with(value)
        if problem:
            raise UserError(problem)
        answers[name] = list(value) if attribute.kind == "several" else value
    return answers
