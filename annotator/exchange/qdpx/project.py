"""What stands in a project besides its sources: users, codes, variables, notes and links."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.articles.text import decode
from annotator.articles.xml import Element, local
from annotator.errors import UserError
from annotator.exchange.qdpx.elements import TARGET
from annotator.exchange.qdpx.package import Package

_READ = ("User", "Codes", "Variable", "Note", "Link")


@dataclass(frozen=True, slots=True)
class FoundLink:
    name: str
    origin: str
    target: str


@dataclass(slots=True)
class Around:
    """GUIDs are in small letters, without braces."""

    origin: str = ""
    """The program that wrote it."""
    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    """GUID -> the name, with those above it where several have the same."""
    variables: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """GUID -> its text and who wrote it."""
    links: dict[str, list[FoundLink]] = field(default_factory=dict)
    """By what they start from."""
    pointed: dict[str, list[str]] = field(default_factory=dict)
    """GUID -> what points to it."""


def around(package: Package) -> Around:
    """:raises UserError: if the project is damaged."""
    found = Around(package.attributes().get("origin", ""))
    codes: list[tuple[str, tuple[str, ...]]] = []
    for element in package.elements(_READ):
        match local(element):
            case "User":
                found.users[key_of(element.get("guid"))] = (element.get("name") or "").strip()
            case "Codes":
                codes += _codes(element)
            case "Variable":
                found.variables[key_of(element.get("guid"))] = element.get("name") or ""
            case "Note":
                found.notes[key_of(element.get("guid"))] = _note(element, package)
            case "Link":
                ends = key_of(element.get("originGUID")), key_of(element.get("targetGUID"))
                found.links.setdefault(ends[0], []).append(FoundLink(element.get("name") or "link", *ends))
                found.pointed.setdefault(ends[1], []).append(ends[0])
    names = Counter(path[-1] for _, path in codes)
    found.codes = {key: path[-1] if names[path[-1]] == 1 else " - ".join(path) for key, path in codes}
    return found


def key_of(guid: str | None) -> str:
    """A GUID as GUIDs are compared."""
    return (guid or "").strip().strip("{}").lower()


def children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child) == name)


def targets(element: Element, tag: str) -> Iterator[str]:
    """What the references of a kind in an element point to."""
    return (key_of(child.get("targetGUID")) for child in children(element, tag))


def content(element: Element, tag: str) -> str:
    """The text of a child; empty where there is none."""
    return next((child.text or "" for child in children(element, tag)), "")


def carried(element: Element) -> Mapping[str, Any]:
    """What our processing instruction in an element says; empty where there is none that can be read."""
    for child in element:
        if not isinstance(child.tag, str) and getattr(child, "target", None) == TARGET:
            try:
                values = json.loads(child.text or "")
            except (ValueError, RecursionError):
                return {}
            return values if isinstance(values, dict) else {}
    return {}


def _codes(element: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    stack: list[tuple[Element, tuple[str, ...]]] = [
        (child, ()) for child in reversed(list(children(element, "Code")))
    ]
    while stack:
        code, above = stack.pop()
        path = (*above, (code.get("name") or "").strip() or "unnamed")
        yield key_of(code.get("guid")), path
        stack += [(child, path) for child in reversed(list(children(code, "Code")))]


def _note(element: Element, package: Package) -> tuple[str, str]:
    text = content(element, "PlainTextContent") or content(element, "Description")
    place = element.get("plainTextPath")
    if not text and place:
        try:
            text = decode(package.text(place)).strip()
        except UserError:
            text = ""
    return text, key_of(element.get("creatingUser") or element.get("modifyingUser"))
