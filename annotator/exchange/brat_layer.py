"""What a brat file says, as a layer on an article: spans, events and relations become annotations and links.

An event is the annotation of its trigger; its roles are links from there.  What neither an annotation nor a
link can hold goes into notes.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotator.exchange.brat_standoff import Answer, Reference, Remark, Span, Standoff
from annotator.model.actor import Actor
from annotator.model.annotation import normalise_segments, quote_of
from annotator.model.article import text_sha256
from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_needs import YES, Needs
from annotator.model.codebook_remap import convert
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink

_IDS = uuid.UUID("6a1de0a5-0c5e-4c0a-9a38-4f2f6f0f5b1c")
_WIKIDATA = re.compile(r"wikidata:(q[0-9]+)", re.IGNORECASE | re.ASCII)
_NUMBERED = re.compile(r"(\D.*?)([0-9]+)", re.ASCII)
_NOTE = "AnnotatorNotes"


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between two spans, by its name in the file."""

    line: int
    name: str
    head: str
    child: str


def edges(standoff: Standoff) -> Iterator[Edge]:
    """The links of a file without problems: roles, relations, and from each member of an Equiv to the next.

    brat numbers a role that an event has several times (Theme, Theme2): these are one.  Where the file has it
    with a 1 as well (Org1, Org2), the number is part of the name.
    """
    roles = {role for event in standoff.events.values() for role, _ in event.roles}
    for event in standoff.events.values():
        for role, target in event.roles:
            child = standoff.trigger(target)
            assert child is not None  # else it were a problem
            yield Edge(event.line, _role(role, roles), event.trigger, child.id)
    for relation in standoff.relations:
        ends = [end for target in relation.ends if (end := standoff.trigger(target)) is not None]
        if relation.id == "*":
            ends.sort(key=lambda span: (min(span.pieces), max(span.pieces), span.line))
        for head, child in pairwise(ends):
            yield Edge(relation.line, relation.label, head.id, child.id)


def _role(role: str, roles: set[str]) -> str:
    match = _NUMBERED.fullmatch(role)
    return role if match is None or f"{match[1]}1" in roles else match[1]


def gather(standoff: Standoff, needs: Needs) -> None:
    """Tell ``needs`` what the file has, all of it."""
    for span in standoff.spans.values():
        needs.label(span.label)
    for edge in edges(standoff):
        if edge.head != edge.child:
            head, child = standoff.spans[edge.head], standoff.spans[edge.child]
            needs.link(edge.name, needs.label(head.label), needs.label(child.label))
    for answer in standoff.answers:
        target = standoff.trigger(answer.target)
        if target is not None:
            needs.attribute(needs.label(target.label), answer.name, answer.value)


def shared_triggers(standoff: Standoff) -> Iterator[tuple[int, str]]:
    """Line and sentence for each event that shares the trigger of an earlier one."""
    first: dict[str, str] = {}
    for event in standoff.events.values():
        earlier = first.setdefault(event.trigger, event.id)
        if earlier != event.id:
            yield (
                event.line,
                f"{event.id} has the trigger of {earlier}: one annotation has the links of both.",
            )


def to_layer(
    standoff: Standoff, text: str, needs: Needs, codebook: Codebook, annotator: str, origin: str
) -> IncomingLayer:
    """The layer of a file that has no problems and fits ``text``.

    :param needs: that the file was gathered into.
    :param codebook: the one widened by these needs.
    """
    return _Maker(standoff, text, needs, codebook, annotator).layer(origin)


class _Maker:
    def __init__(
        self, standoff: Standoff, text: str, needs: Needs, codebook: Codebook, annotator: str
    ) -> None:
        self._standoff = standoff
        self._text = text
        self._hash = text_sha256(text)
        self._needs = needs
        self._codebook = codebook
        self._annotator = annotator
        self._notes: defaultdict[str, list[str]] = defaultdict(list)
        self._answers: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        self._actors: dict[str, Actor] = {}

    def layer(self, origin: str) -> IncomingLayer:
        for remark in self._standoff.remarks:
            self._remark(remark)
        for answer in self._standoff.answers:
            self._answer(answer)
        for reference in self._standoff.references:
            self._reference(reference)
        ids = {
            span.id: str(uuid.uuid5(_IDS, f"{self._hash} {self._annotator} {span.id} {span.label}"))
            for span in self._standoff.spans.values()
        }
        links: dict[IncomingLink, None] = {}
        for edge in edges(self._standoff):
            if edge.head == edge.child:
                self._notes[edge.head].append(f"{edge.name}: itself")
                continue
            head, child = (self._label(self._standoff.spans[end]).name for end in (edge.head, edge.child))
            link = IncomingLink(self._needs.link(edge.name, head, child), ids[edge.head], ids[edge.child])
            links[link] = None
        spans = self._standoff.spans.values()
        annotations = tuple(self._annotation(span, ids[span.id]) for span in spans)
        return IncomingLayer(self._annotator, self._hash, annotations, tuple(links), origin)

    def _label(self, span: Span) -> Label:
        return self._codebook.check_label(self._needs.label(span.label))

    def _annotation(self, span: Span, key: str) -> IncomingAnnotation:
        segments = normalise_segments(span.pieces, len(self._text))
        return IncomingAnnotation(
            key,
            self._label(span).name,
            segments,
            quote_of(self._text, segments),
            self._answers[span.id],
            self._actors.get(span.id),
            "\n".join(self._notes[span.id]),
        )

    def _remark(self, remark: Remark) -> None:
        place, about = self._place(remark.target)
        kind = "" if remark.kind == _NOTE else f"{remark.kind}: "
        if place is not None and (remark.text or kind):
            self._notes[place].append(f"{about}{kind}{remark.text}".strip())

    def _answer(self, answer: Answer) -> None:
        place, about = self._place(answer.target)
        if place is None:
            return
        line = f"{about}{answer.name}" + ("" if answer.value is None else f": {answer.value}")
        if about:  # links have no attributes
            self._notes[place].append(line)
            return
        label = self._label(self._standoff.spans[place])
        attribute = label.attribute(self._needs.attribute(label.name, answer.name, answer.value))
        assert attribute is not None  # it was gathered
        value = convert(YES if answer.value is None else answer.value, attribute)
        there = self._answers[place].get(attribute.name)
        if value is None:
            self._notes[place].append(line)
        elif there is None:
            self._answers[place][attribute.name] = value
        elif attribute.kind == "several":
            self._answers[place][attribute.name] = list(dict.fromkeys((*there, *value)))
        elif there != value:
            self._notes[place].append(line)

    def _reference(self, reference: Reference) -> None:
        place, about = self._place(reference.target)
        if place is None:
            return
        span = self._standoff.spans[place]
        if not about and place not in self._actors and self._label(span).mention:
            match = _WIKIDATA.fullmatch(reference.entry)
            self._actors[place] = Actor(
                str(uuid.uuid5(_IDS, reference.entry)),
                " ".join((reference.text or span.text).split()),
                wikidata=match[1].upper() if match else "",
            )
            if match:
                return
        self._notes[place].append(f"{about}{reference.entry} {reference.text}".strip())

    def _place(self, target: str) -> tuple[str | None, str]:
        """The span at which something about ``target`` is kept, and what to put before it there."""
        span = self._standoff.trigger(target)
        if span is not None:
            return span.id, ""
        for relation in self._standoff.relations:
            if relation.id == target:
                head = self._standoff.trigger(relation.ends[0])
                return (head.id if head else None), f"{relation.label} to {relation.ends[1]}: "
        about: list[Answer | Reference] = [*self._standoff.answers, *self._standoff.references]
        for item in about:
            if item.id == target and self._standoff.trigger(item.target) is not None:
                name = item.name if isinstance(item, Answer) else item.entry
                return self._place(item.target)[0], f"{name}: "
        return None, ""
