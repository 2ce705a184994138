"""Names as brat can hold them (ASCII letters, digits, - and _), and back.

brat shows the real ones, from visual.conf; an import of our own reads them in a comment of annotation.conf.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.exchange.brat_standoff import Answer, Event, Standoff
from annotator.exchange.file_names import FileNames
from annotator.model.codebook import Codebook

SUGGESTION = "Suggestion"
"""The attribute of what nobody has decided on, or somebody rejected."""

MARK = "# Annotator's names: "
"""Begins the line of an annotation.conf in which they stand, as JSON."""


@dataclass(slots=True)
class Names:
    """What stands in the files -> what it is called; what is not named is called so.

    ``values`` are those of an attribute, by its name in the files.
    """

    labels: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    ours: bool = False
    """Whether an export of ours wrote the configuration."""

    def __bool__(self) -> bool:
        return bool(self.labels or self.links or self.attributes or self.values)

    def line(self) -> str:
        """The comment."""
        said = {
            "labels": self.labels,
            "links": self.links,
            "attributes": self.attributes,
            "values": self.values,
        }
        return f"{MARK}{json.dumps(said, sort_keys=True)}\n"

    def value(self, attribute: str, value: str) -> str:
        return self.values.get(attribute, {}).get(value, value)

    def restore(self, found: Standoff) -> None:
        """Put the real names into a file that was read."""
        if not self:
            return
        found.spans = {
            key: replace(span, label=self.labels.get(span.label, span.label))
            for key, span in found.spans.items()
        }
        found.events = {key: self._event(event) for key, event in found.events.items()}
        found.relations = [replace(r, label=self.links.get(r.label, r.label)) for r in found.relations]
        found.answers = [self._answer(answer) for answer in found.answers]

    def _event(self, event: Event) -> Event:
        roles = tuple((self.links.get(role, role), target) for role, target in event.roles)
        return replace(event, label=self.labels.get(event.label, event.label), roles=roles)

    def _answer(self, answer: Answer) -> Answer:
        name = self.attributes.get(answer.name, answer.name)
        value = None if answer.value is None else self.value(answer.name, answer.value)
        return replace(answer, name=name, value=value)


def names_in(conf: str) -> Names:
    """Those of an annotation.conf; none where it is not ours or its comment was changed."""
    line = next((line for line in conf.splitlines() if line.startswith(MARK)), "")
    try:
        said = json.loads(line[len(MARK) :]) if line else None
    except (ValueError, RecursionError):
        return Names()
    if not isinstance(said, dict):
        return Names()
    values = said.get("values")
    return Names(
        _texts(said.get("labels")),
        _texts(said.get("links")),
        _texts(said.get("attributes")),
        {str(key): _texts(each) for key, each in values.items()} if isinstance(values, dict) else {},
        ours=True,
    )


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: name for key, name in value.items() if isinstance(name, str)}


class StorageNames:
    """Makes the names for files from those of a codebook.

    An attribute that several labels have with other options gets the name of its label, because brat has only
    one of a name.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.real = Names()
        self._labels = _Given(self.real.labels)
        self._links = _Given(self.real.links)
        self._attributes = _Given(self.real.attributes)
        self._values: dict[str, _Given] = {}
        self._of: dict[tuple[str, str], str] = {}
        shapes: dict[str, set[object]] = {}
        for label in codebook.labels:
            for attribute in label.attributes:
                shapes.setdefault(attribute.name, set()).add((attribute.kind, attribute.options))
        for label in codebook.labels:
            for attribute in label.attributes:
                alike = len(shapes[attribute.name]) == 1
                wanted = attribute.name if alike else f"{label.name}_{attribute.name}"
                key = attribute.name if alike else f"{label.name}\n{attribute.name}"
                self._of[label.name, attribute.name] = self._attributes.name(key, wanted, attribute.name)

    def label(self, name: str) -> str:
        return self._labels.name(name, name, name)

    def link(self, name: str) -> str:
        return self._links.name(name, name, name)

    def attribute(self, label: str, name: str) -> str:
        return self._of.get((label, name)) or self._attributes.name(name, name, name)

    def value(self, attribute: str, value: str) -> str:
        """:param attribute: as it stands in the files."""
        given = self._values.get(attribute)
        if given is None:
            given = self._values[attribute] = _Given({})
        found = given.name(value, value, value)
        if found != value:
            self.real.values.setdefault(attribute, {})[found] = value
        return found

    def values(self, attribute: str, options: Iterable[str]) -> str:
        """The options of an attribute as annotation.conf lists them."""
        return "|".join(self.value(attribute, option) for option in options)


class _Given:
    """Names of one kind, each with what it stands for where that differs."""

    def __init__(self, real: dict[str, str]) -> None:
        self._real, self._files, self._known = real, FileNames(), dict[str, str]()

    def name(self, key: str, wanted: str, means: str) -> str:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._files.new(wanted)
            if found != means:
                self._real[found] = means
        return found
