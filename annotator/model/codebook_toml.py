"""Codebooks as TOML and as the JSON that a project keeps: written, and read with a sentence for a mistake."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomli_w

from annotator.errors import UserError
from annotator.model.codebook import (
    ALIAS_KINDS,
    ATTRIBUTE_KINDS,
    DEFAULT_COLOUR,
    DEFAULT_COLOUR_DARK,
    Alias,
    Attribute,
    Codebook,
    Example,
    Label,
    LinkKind,
)

_NAME = re.compile(r"[^\W\d][\w -]*")
_QUESTION = re.compile(r"[^\W\d][\w ?-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def codebook_from_json(text: str) -> Codebook:
    """What :meth:`Codebook.to_json` wrote."""
    return _codebook(json.loads(text))


def write_codebook(codebook: Codebook) -> str:
    """TOML that :func:`parse_codebook` reads as the same codebook; what is as usual is left out."""
    return tomli_w.dumps(_written(codebook), multiline_strings=True)


def _written(thing: Any) -> Any:
    if isinstance(thing, tuple | list):
        return [_written(item) for item in thing]
    if not dataclasses.is_dataclass(thing) or isinstance(thing, type):
        return thing
    found = {}
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        usual = field.default_factory() if callable(field.default_factory) else field.default
        # A colour is always written: what is missing is read as light and dark of the same.
        if value is not None and (value != usual or field.name.startswith("colour")):
            found[field.name] = _written(value)
    return found


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
    questions = tuple(_question(item) for item in _tables(data, "questions", "the codebook"))
    _unique([question.name for question in questions], "question")
    return Codebook(
        name,
        labels,
        links,
        int(data.get("version", 1)),
        questions,
        _text(data, "guideline", "the codebook", ""),
        _text(data, "about", "the codebook", ""),
        tuple(_alias(item) for item in _tables(data, "aliases", "the codebook")),
    )


def _alias(data: Mapping[str, Any]) -> Alias:
    here = "an alias"
    kind = data.get("kind", "label")
    if kind not in ALIAS_KINDS:
        raise UserError(f"In {here}, kind must be one of {', '.join(ALIAS_KINDS)}.")
    return Alias(
        kind,
        _text(data, "name", here),
        _text(data, "means", here),
        _text(data, "label", here, ""),
        _text(data, "attribute", here, ""),
        tuple(str(answer) for answer in data.get("when", ())),
    )


def _label(data: Mapping[str, Any]) -> Label:
    name = _name(data, "a label")
    where = f"label “{name}”"
    attributes = tuple(_attribute(item, where) for item in _tables(data, "attributes", where))
    _unique([a.name for a in attributes], f"attribute of {where}")
    light = _colour(data, "colour", DEFAULT_COLOUR, where)
    return Label(
        name=name,
        key=_text(data, "key", where, ""),
        colour=light,
        colour_dark=_colour(
            data, "colour_dark", DEFAULT_COLOUR_DARK if light == DEFAULT_COLOUR else light, where
        ),
        mention=bool(data.get("mention", False)),
        attributes=attributes,
        guideline=_text(data, "guideline", where, ""),
        examples=tuple(_example(item, where) for item in _tables(data, "examples", where)),
        retired=bool(data.get("retired", False)),
    )


def _example(data: Mapping[str, Any], where: str) -> Example:
    here = f"an example of {where}"
    return Example(_text(data, "text", here), bool(data.get("good", True)), _text(data, "note", here, ""))


def _attribute(data: Mapping[str, Any], where: str) -> Attribute:
    name = _name(data, f"an attribute of {where}")
    return _answerable(data, name, f"Attribute “{name}” of {where}", where)


def _question(data: Mapping[str, Any]) -> Attribute:
    name = _name(data, "a question", asked=True)
    return _answerable(data, name, f"Question “{name}”", f"question “{name}”")


def _answerable(data: Mapping[str, Any], name: str, what: str, where: str) -> Attribute:
    """``what`` it is and ``where`` its default stands, for sentences."""
    kind = data.get("kind", "text")
    if kind not in ATTRIBUTE_KINDS:
        raise UserError(f"{what}: kind must be one of {', '.join(ATTRIBUTE_KINDS)}.")
    options = tuple(str(option) for option in data.get("options", ()))
    if kind in ("choice", "several") and not options:
        raise UserError(f"{what}: a {kind} needs options.")
    attribute = Attribute(
        name,
        kind,
        options,
        bool(data.get("required", False)),
        data.get("default"),
        str(data.get("guideline", "")),
        bool(data.get("ordered", False)),
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
        name,
        ends[0],
        ends[1],
        _text(data, "key", where, ""),
        _text(data, "guideline", where, ""),
        bool(data.get("required", False)),
        bool(data.get("single", False)),
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


def _name(data: Mapping[str, Any], where: str, *, asked: bool = False) -> str:
    """``asked``: it is a question, which may end as one."""
    value = _text(data, "name", where)
    if not (_QUESTION if asked else _NAME).fullmatch(value):
        signs = "-, _ and ?" if asked else "- and _"
        raise UserError(f"“{value}” can't be the name of {where}: use letters, digits, spaces, {signs}.")
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
