"""The codebook: labels, their attributes and links, keys, colours and guidelines.

A codebook is written as TOML and kept in the project as a versioned record.
"""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from annotator.errors import UserError

AttributeKind = Literal["choice", "several", "yes/no", "number", "text"]
ATTRIBUTE_KINDS: tuple[AttributeKind, ...] = ("choice", "several", "yes/no", "number", "text")

_NAME = re.compile(r"[^\W\d][\w -]*")
_DEFAULT_COLOUR = "#0067a3"
_DEFAULT_COLOUR_DARK = "#6cb8f0"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question about an annotation.  ``options`` are the answers of a choice."""

    name: str
    kind: AttributeKind = "text"
    options: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    guideline: str = ""

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
class LinkKind:
    """A kind of link and which labels it may join; ``key`` starts it from the keyboard."""

    name: str
    heads: tuple[str, ...]
    children: tuple[str, ...]
    key: str = ""
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of span.  ``mention``: its annotations may point to an actor of the registry.

    Colours are ``#rrggbb``, one for light and one for dark backgrounds.
    """

    name: str
    key: str = ""
    colour: str = _DEFAULT_COLOUR
    colour_dark: str = _DEFAULT_COLOUR_DARK
    mention: bool = False
    attributes: tuple[Attribute, ...] = ()
    guideline: str = ""

    def attribute(self, name: str) -> Attribute | None:
        return next((a for a in self.attributes if a.name == name), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    name: str
    labels: tuple[Label, ...]
    links: tuple[LinkKind, ...] = ()
    version: int = 1

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
        answers: dict[str, Any] = {}
        for name, value in attributes.items():
            if value is None:
                continue
            attribute = kind.attribute(name)
            if attribute is None:
                raise UserError(f"The label “{label}” has no attribute “{name}” in the codebook.")
            problem = attribute.problem_with(value)
            if problem:
                raise UserError(problem)
            answers[name] = list(value) if attribute.kind == "several" else value
        return answers

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
        """One line of JSON that :meth:`from_json` reads; the form kept in a project."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Codebook:
        return _codebook(json.loads(text))


def parse_codebook(toml: str) -> Codebook:
    """A codebook from TOML.

    :raises UserError: if it is not TOML or not a codebook; the sentence names the place.
    """
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"The codebook is not valid TOML: {error}.") from error
    return _codebook(data)


def _codebook(data: Mapping[str, Any]) -> Codebook:
    name = _text(data, "name", "the codebook")
    labels = tuple(_label(item) for item in _tables(data, "labels", "the codebook"))
    if not labels:
        raise UserError("The codebook has no labels: add at least one [[labels]] table with a name.")
    _unique([label.name for label in labels], "label")
    _unique([label.key for label in labels if label.key], "key of a label")
    known = {label.name for label in labels}
    links = tuple(_link(item, known) for item in _tables(data, "links", "the codebook"))
    _unique([link.name for link in links], "link")
    return Codebook(name, labels, links, int(data.get("version", 1)))


def _label(data: Mapping[str, Any]) -> Label:
    name = _name(data, "a label")
    where = f"label “{name}”"
    attributes = tuple(_attribute(item, where) for item in _tables(data, "attributes", where))
    _unique([a.name for a in attributes], f"attribute of {where}")
    light = _colour(data, "colour", _DEFAULT_COLOUR, where)
    return Label(
        name=name,
        key=_text(data, "key", where, ""),
        colour=light,
        colour_dark=_colour(
            data, "colour_dark", _DEFAULT_COLOUR_DARK if light == _DEFAULT_COLOUR else light, where
        ),
        mention=bool(data.get("mention", False)),
        attributes=attributes,
        guideline=_text(data, "guideline", where, ""),
    )


def _attribute(data: Mapping[str, Any], where: str) -> Attribute:
    name = _name(data, f"an attribute of {where}")
    kind = data.get("kind", "text")
    if kind not in ATTRIBUTE_KINDS:
        raise UserError(f"Attribute “{name}” of {where}: kind must be one of {', '.join(ATTRIBUTE_KINDS)}.")
    options = tuple(str(option) for option in data.get("options", ()))
    if kind in ("choice", "several") and not options:
        raise UserError(f"Attribute “{name}” of {where}: a {kind} needs options.")
    attribute = Attribute(
        name,
        kind,
        options,
        bool(data.get("required", False)),
        data.get("default"),
        str(data.get("guideline", "")),
    )
    if attribute.default is not None:
        problem = attribute.problem_with(attribute.default)
        if problem:
            raise UserError(f"The default of {where}: {problem}")
    return attribute


def _link(data: Mapping[str, Any], known: set[str]) -> LinkKind:
    name = _name(data, "a link")
    ends = []
    for end in ("heads", "children"):
        labels = tuple(str(label) for label in data.get(end, ()))
        unknown = [label for label in labels if label not in known]
        if not labels or unknown:
            what = f"names the unknown label “{unknown[0]}”" if unknown else "names no label"
            raise UserError(f"Link “{name}” of the codebook: {end} {what}.")
        ends.append(labels)
    where = f"link “{name}”"
    return LinkKind(
        name, ends[0], ends[1], _text(data, "key", where, ""), _text(data, "guideline", where, "")
    )


def _tables(data: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    items = data.get(key, [])
    if not isinstance(items, list | tuple) or not all(isinstance(item, Mapping) for item in items):
        raise UserError(f"In {where}, “{key}” must be a list of tables.")
    return list(items)


def _text(data: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise UserError(f"In {where}, “{key}” must be text.")
    return value


def _name(data: Mapping[str, Any], where: str) -> str:
    value = _text(data, "name", where)
    if not _NAME.fullmatch(value):
        raise UserError(f"“{value}” can't be the name of {where}: use letters, digits, spaces, - and _.")
    return value


def _colour(data: Mapping[str, Any], key: str, default: str, where: str) -> str:
    value = data.get(key, default)
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise UserError(f"In {where}, “{key}” must be a colour such as #0072b2.")
    return value


def _unique(names: list[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UserError(f"The codebook uses “{twice[0]}” twice as a {what}.")
