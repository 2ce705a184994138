"""The lines of a brat .ann file: what each says, and every line that says nothing that can be read.

The format is described at https://brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.model.annotation import Segment

_SPAN = re.compile(r"(\S+) +([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*) *")
_ID = re.compile(r"[TERAMN#]\S+|\*")
_ARGUMENT = re.compile(r"([^\s:]+):(\S+)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A line (from 1) that can't be taken as it stands, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """``T``: a label on pieces of the text, in code points and in the order in which the file has them.

    ``text`` is what the file says they cover.
    """

    line: int
    id: str
    label: str
    pieces: tuple[Segment, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """``E``: a trigger and, by role, other spans or events."""

    line: int
    id: str
    label: str
    trigger: str
    roles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """``R`` between two spans or events; ``*`` among two or more, whose ``id`` is “*”."""

    line: int
    id: str
    label: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """``A`` or ``M``: an attribute; ``value`` is None where it is only there."""

    line: int
    id: str
    name: str
    target: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """``N``: an entry of a database, as “Wikidata:Q42”, and what it is called there."""

    line: int
    id: str
    target: str
    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """``#``: a note of a kind, mostly “AnnotatorNotes”."""

    line: int
    id: str
    kind: str
    target: str
    text: str


Line = Span | Event | Relation | Answer | Reference | Remark


@dataclass(slots=True)
class Standoff:
    """A file: its lines by kind, in their order, and the problems with others."""

    spans: dict[str, Span] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is said in it."""
        return not (self.spans or self.problems)

    def trigger(self, target: str) -> Span | None:
        """The span that an id stands for: itself, or the trigger of the event."""
        event = self.events.get(target)
        return self.spans.get(event.trigger if event is not None else target)


def parse(content: str) -> Standoff:
    """Read the text of an .ann file.  Problems are listed, nothing is guessed and nothing raised."""
    found = Standoff()
    taken: set[str] = set()
    # Only \n ends a line: all other signs that end lines may stand in the text of a span.
    for number, raw in enumerate(content.split("\n"), 1):
        text = raw.removesuffix("\r")
        if not text.strip():
            continue
        item = _line(number, text)
        if not isinstance(item, Problem) and item.id != "*":
            if item.id in taken:
                item = Problem(number, f"the id {item.id} is there twice: give each line its own")
            else:
                taken.add(item.id)
        match item:
            case Span():
                found.spans[item.id] = item
            case Event():
                found.events[item.id] = item
            case Relation():
                found.relations.append(item)
            case Answer():
                found.answers.append(item)
            case Reference():
                found.references.append(item)
            case Remark():
                found.remarks.append(item)
            case Problem():
                found.problems.append(item)
    found.problems += _loose_ends(found)
    found.problems.sort(key=lambda problem: problem.line)
    return found


def _line(number: int, text: str) -> Line | Problem:
    key, _, rest = text.partition("\t")
    if not _ID.fullmatch(key):
        return Problem(number, f"“{_short(text)}” is no line of a brat file: it begins with no id and tab")
    body, tab, tail = rest.partition("\t")
    words = body.split()
    item: Line | None = None
    match key[0]:
        case "T":
            item = _span(number, key, body, tail) if tab else None
        case "E":
            item = _event(number, key, words)
        case "R" if len(words) == 3:
            ends = [_ARGUMENT.fullmatch(word) for word in words[1:]]
            item = Relation(number, key, words[0], tuple(end[2] for end in ends if end))
        case "*" if len(words) > 2:
            item = Relation(number, key, words[0], tuple(words[1:]))
        case "A" | "M" if len(words) > 1:
            item = Answer(number, key, words[0], words[1], " ".join(words[2:]) or None)
        case "N" if len(words) == 3:
            item = Reference(number, key, words[1], words[2], tail.strip())
        case "#" if len(words) == 2:
            item = Remark(number, key, words[0], words[1], tail.strip())
    if item is None or (isinstance(item, Relation) and len(item.ends) < 2):
        return Problem(number, f"“{_short(text)}” is not what a line that begins with {key[0]} looks like")
    return item


def _span(number: int, key: str, body: str, text: str) -> Span | None:
    match = _SPAN.fullmatch(body)
    if match is None:
        return None
    pieces = [piece.split(" ") for piece in match[2].split(";")]
    return Span(number, key, match[1], tuple((int(start), int(end)) for start, end in pieces), text)


def _event(number: int, key: str, words: list[str]) -> Event | None:
    arguments = [_ARGUMENT.fullmatch(word) for word in words]
    found = [(match[1], match[2]) for match in arguments if match is not None]
    if not found or len(found) != len(words):
        return None
    (label, trigger), *roles = found
    return Event(number, key, label, trigger, tuple(roles))


def _loose_ends(found: Standoff) -> Iterator[Problem]:
    """Ids that stand for nothing in the file."""
    for event in found.events.values():
        trigger = found.spans.get(event.trigger)
        if trigger is None:
            yield _nothing(event.line, event.id, event.trigger)
        elif trigger.label != event.label:
            yield Problem(
                event.line,
                f"{event.id} is a {event.label}, but its trigger {trigger.id} is a {trigger.label}",
            )
        for _, target in event.roles:
            if found.trigger(target) is None:
                yield _nothing(event.line, event.id, target)
    for relation in found.relations:
        for end in relation.ends:
            if found.trigger(end) is None:
                yield _nothing(relation.line, relation.id, end)
    known = {relation.id for relation in found.relations} | {answer.id for answer in found.answers}
    known |= {reference.id for reference in found.references}
    about: list[Answer | Reference | Remark] = [*found.answers, *found.references, *found.remarks]
    for item in about:
        if found.trigger(item.target) is None and item.target not in known:
            yield _nothing(item.line, item.id, item.target)


def _nothing(line: int, key: str, target: str) -> Problem:
    return Problem(line, f"{key} names {target}, which is not in the file")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
