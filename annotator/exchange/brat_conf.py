"""The scheme of a brat collection, its annotation.conf: labels, links and attributes, used or not.

The format is described at https://brat.nlplab.org/configuration.html.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exchange.brat_names import SUGGESTION, Names, names_in
from annotator.model.codebook_needs import Needs

_SECTION = re.compile(r"\[\s*(\w+)[^\]]*\]")
_NAME = re.compile(r"[\w-]+")
_COUNT = re.compile(r"(\?|\*|\+|\{[^}]*\})$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a section: its name and, by argument, the types that it takes."""

    name: str
    arguments: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(slots=True)
class Scheme:
    """``below`` are all types that stand indented below one; abstract ones stand only there."""

    entities: list[Entry] = field(default_factory=list)
    events: list[Entry] = field(default_factory=list)
    relations: list[Entry] = field(default_factory=list)
    attributes: list[Entry] = field(default_factory=list)
    macros: dict[str, tuple[str, ...]] = field(default_factory=dict)
    below: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: Names = field(default_factory=Names)

    def gather(self, needs: Needs) -> None:
        """Tell ``needs`` all of it."""
        for entry in (*self.entities, *self.events):
            needs.label(self._real(entry.name))
        for event in self.events:
            for role, types in event.arguments:
                for child in self._labels(types):
                    self._link(needs, _COUNT.sub("", role), event.name, child)
        for relation in self.relations:
            ends = [self._labels(types) for name, types in relation.arguments if not name.startswith("<")]
            for head in ends[0] if len(ends) == 2 else ():
                for child in ends[1]:
                    self._link(needs, relation.name, head, child)
        for attribute in self.attributes:
            if self.names.ours and attribute.name == SUGGESTION:
                continue
            said = dict(attribute.arguments)
            for name in self._labels(said.get("Arg", ())):
                label = needs.label(self._real(name))
                called = self.names.attributes.get(attribute.name, attribute.name)
                for value in said.get("Value", ()) or (None,):
                    meant = None if value is None else self.names.value(attribute.name, value)
                    needs.attribute(label, called, meant)

    def _real(self, label: str) -> str:
        return self.names.labels.get(label, label)

    def _link(self, needs: Needs, name: str, head: str, child: str) -> None:
        head, child = needs.label(self._real(head)), needs.label(self._real(child))
        needs.link(self.names.links.get(name, name), head, child)

    def _labels(self, types: tuple[str, ...]) -> list[str]:
        """The labels that a list of types means, in the order of the scheme."""
        entities, events = ([entry.name for entry in each] for each in (self.entities, self.events))
        wanted: set[str] = set()
        for name in types:
            of_kind = {"<ENTITY>": entities, "<EVENT>": events, "<ANY>": entities + events}
            for one in of_kind.get(name, self.macros.get(name, (name,))):
                wanted |= {one, *self.below.get(one, ())}
        return [name for name in (*entities, *events) if name in wanted]


def read_scheme(content: str) -> Scheme:
    """Read an annotation.conf; lines that say nothing known are passed over."""
    found = Scheme(names=names_in(content))
    sections = {
        "entities": found.entities, "events": found.events,
        "relations": found.relations, "attributes": found.attributes,
    }  # fmt: skip
    section: list[Entry] | None = None
    above: dict[int, str] = {}
    """By indentation, the types below which a line may stand."""
    for raw in content.splitlines():
        line = raw.strip()
        if not line or line.startswith(("#", "---")):
            continue
        if match := _SECTION.fullmatch(line):
            section, above = sections.get(match[1].lower()), {}
        elif line.startswith("<") and "=" in line:
            name, _, types = line.partition("=")
            found.macros[name.strip()] = tuple(part.strip() for part in types.split("|"))
        elif section is not None:
            entry, abstract = _entry(line)
            depth = len(raw) - len(raw.lstrip())
            above = {at: name for at, name in above.items() if at < depth}
            if entry is None:
                continue
            for parent in above.values():
                found.below[parent].append(entry.name)
            above[depth] = entry.name
            if not abstract:
                section.append(entry)
    return found


def _entry(line: str) -> tuple[Entry | None, bool]:
    """The entry of a line and whether it is abstract: nothing is annotated with it."""
    name, rest, *_ = [*line.removeprefix("!").split(maxsplit=1), "", ""]
    return (Entry(name, tuple(_arguments(rest))) if _NAME.fullmatch(name) else None), line.startswith("!")


def _arguments(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in text.split(","):
        name, colon, types = part.strip().partition(":")
        if colon and name:
            yield name.strip(), tuple(each for each in (one.strip() for one in types.split("|")) if each)
