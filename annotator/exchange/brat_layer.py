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

from annotator.exchange.brat_sidecar import Sidecar
from annotator.exchange.brat_standoff import Answer, Reference, Remark, Span, Standoff
from annotator.exchange.details import Details, one_line
from annotator.model.actor import Actor
from annotator.model.annotation import normalise_segments, quote_of
from annotator.model.article import text_sha256
from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_needs import YES, Needs
from annotator.model.codebook_remap import convert
from annotator.model.codebook_remap import said as in_words
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink

_IDS = uuid.UUID("6a1de0a5-0c5e-4c0a-9a38-4f2f6f0f5b1c")
_WIKIDATA = re.compile(r"wikidata:(q[0-9]+)", re.IGNORECASE | re.ASCII)
_OURS = re.compile(r"Annotator:(\S+)")
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


def gather(standoff: Standoff, needs: Needs, sidecar: Sidecar | None = None) -> None:
    """Tell ``needs`` what the file has, all of it.

    :param sidecar: what an export of ours left beside it.
    """
    for span in standoff.spans.values():
        needs.label(span.label)
    for edge in edges(standoff):
        if edge.head != edge.child or sidecar is not None:
            head, child = standoff.spans[edge.head], standoff.spans[edge.child]
            needs.link(edge.name, needs.label(head.label), needs.label(child.label))
    for answer in standoff.answers:
        target = standoff.trigger(answer.target)
        if target is not None:
            needs.attribute(needs.label(target.label), answer.name, answer.value)
    if sidecar is not None:
        _gather_beside(standoff, needs, sidecar)


def _gather_beside(standoff: Standoff, needs: Needs, sidecar: Sidecar) -> None:
    """Tell ``needs`` what an export of ours left beside a file."""
    for span in standoff.spans.values():
        details = sidecar.details(span) or Details()
        label = needs.label(span.label)
        for name, value in details.attributes.items():
            needs.answer(label, name, value)
        if details.actor is not None and needs.codebook.label(label) is None:
            needs.mentions.add(label)
    for name, value in sidecar.whole.answers.items():
        needs.answer("", name, value)


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
    standoff: Standoff,
    text: str,
    needs: Needs,
    codebook: Codebook,
    annotator: str,
    origin: str,
    sidecar: Sidecar | None = None,
) -> IncomingLayer:
    """The layer of a file that has no problems and fits ``text``.

    :param needs: that the file was gathered into.
    :param codebook: the one widened by these needs.
    :param sidecar: what an export of ours left beside it.
    """
    return _Maker(standoff, text, needs, codebook, annotator, sidecar).layer(origin)


class _Maker:
    def __init__(
        self,
        standoff: Standoff,
        text: str,
        needs: Needs,
        codebook: Codebook,
        annotator: str,
        sidecar: Sidecar | None,
    ) -> None:
        self._own, self._sidecar = sidecar is not None, sidecar or Sidecar()
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
            if edge.head == edge.child and not self._own:
                self._notes[edge.head].append(f"{edge.name}: itself")
                continue
            head, child = (self._label(self._standoff.spans[end]).name for end in (edge.head, edge.child))
            link = IncomingLink(self._needs.link(edge.name, head, child), ids[edge.head], ids[edge.child])
            links[link] = None
        spans = self._standoff.spans.values()
        annotations = tuple(self._annotation(span, ids[span.id]) for span in spans)
        whole, answers, note = self._sidecar.whole, dict[str, Any](), [self._sidecar.whole.note]
        for name, value in whole.answers.items():
            question = self._codebook.question(self._needs.attribute_meant("", name))
            turned = convert(value, question) if question is not None else None
            if question is not None and turned is not None:
                answers[question.name] = turned
            else:
                note.append(f"{name}: {in_words(value)}")
        return IncomingLayer(
            *(self._annotator, self._hash, annotations, tuple(links), origin),
            *(answers, "\n".join(filter(None, note)), whole.state),
        )

    def _label(self, span: Span) -> Label:
        return self._codebook.check_label(self._needs.label(span.label))

    def _annotation(self, span: Span, key: str) -> IncomingAnnotation:
        said = self._sidecar.details(span) or Details()
        segments = normalise_segments(said.segments or span.pieces, len(self._text))
        note = "\n".join(self._notes[span.id])
        return IncomingAnnotation(
            key,
            self._label(span).name,
            segments,
            quote_of(self._text, segments),
            self._answers_to(span, said),
            self._actor(span, said),
            said.note if said.note is not None and one_line(said.note) == one_line(note) else note,
            said.origin,
            said.verdict,
            said.derived_from,
            said.created_by,
        )

    def _answers_to(self, span: Span, said: Details) -> dict[str, Any]:
        """Those of the file, and those beside it that the file can't hold."""
        answers, label = self._answers[span.id], self._label(span)
        for name, value in said.attributes.items():
            attribute = label.attribute(self._needs.attribute_meant(label.name, name))
            turned = convert(value, attribute) if attribute is not None else None
            if attribute is not None and turned is not None:
                answers.setdefault(attribute.name, turned)
        return answers

    def _actor(self, span: Span, said: Details) -> Actor | None:
        """Who it points to: as it stands beside the file, while the file says the same name."""
        found = self._actors.get(span.id)
        if found and said.actor and one_line(found.name) == one_line(said.actor.name):
            return said.actor
        return found

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
            match = _WIKIDATA.fullmatch(reference.entry) or _OURS.fullmatch(reference.entry)
            ours = match is not None and match.re is _OURS
            self._actors[place] = Actor(
                match[1] if match and ours else str(uuid.uuid5(_IDS, reference.entry)),
                " ".join((reference.text or span.text).split()),
                wikidata=match[1].upper() if match and not ours else "",
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
