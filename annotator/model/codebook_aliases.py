"""What comes in from outside, in the names that the codebook has now: see :class:`Alias`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.model.codebook import Alias, AliasKind, Attribute, Codebook, Label


def label_meant(codebook: Codebook, name: str, answers: Mapping[str, Any]) -> Label | None:
    """The label of this name, or the one that is known by it where these are the answers."""
    found = codebook.label(name)
    if found is not None:
        return found
    said = {value for value in answers.values() if isinstance(value, str)}
    for alias in _aliases(codebook, "label", name):
        label = codebook.label(alias.means)
        if label is not None and (not alias.when or said & set(alias.when)):
            return label
    return None


def answers_meant(codebook: Codebook, label: Label, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by the names that attributes and options have now; what is not known stays as it is."""
    meant: dict[str, Any] = {}
    for name, value in answers.items():
        attribute = label.attribute(name) or _attribute(codebook, label, name)
        if attribute is None:
            meant[name] = value
        elif attribute.problem_with(value) is None:
            meant[attribute.name] = value
        else:
            meant[attribute.name] = _option(codebook, label, attribute, value)
    return meant


def link_meant(codebook: Codebook, name: str, head: str, child: str) -> str | None:
    """The link of this name, or one known by it, that may go between these labels."""
    allowed = {kind.name for kind in codebook.links_between(head, child)}
    names = (name, *(alias.means for alias in _aliases(codebook, "link", name)))
    return next((each for each in names if each in allowed), None)


def _attribute(codebook: Codebook, label: Label, name: str) -> Attribute | None:
    means = (a.means for a in _aliases(codebook, "attribute", name) if a.label == label.name)
    return next((found for each in means if (found := label.attribute(each)) is not None), None)


def _option(codebook: Codebook, label: Label, attribute: Attribute, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_option(codebook, label, attribute, each) for each in value]
    if not isinstance(value, str) or value in attribute.options:
        return value
    place = (label.name, attribute.name)
    aliases = _aliases(codebook, "option", value)
    return next((a.means for a in aliases if (a.label, a.attribute) == place), value)


def _aliases(codebook: Codebook, kind: AliasKind, name: str) -> Iterator[Alias]:
    return (alias for alias in codebook.aliases if alias.kind == kind and alias.name == name)
