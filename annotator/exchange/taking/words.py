"""A document in another program's words, as a layer in the codebook's."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from annotator.exchange.foreign import ForeignDocument, ForeignSpan
from annotator.model.annotation import normalise_segments, quote_of
from annotator.model.article import text_sha256
from annotator.model.codebook import Attribute, Codebook
from annotator.model.codebook_needs import YES, Needs
from annotator.model.codebook_remap import convert, said
from annotator.model.incoming import IncomingAnnotation, IncomingLayer, IncomingLink

_IDS = uuid.UUID("d3c6a7f4-33a0-4a0e-9a5b-0d4d8a6f6e52")
_OURS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def gather(document: ForeignDocument, needs: Needs) -> None:
    """Tell ``needs`` what a document has that fits its text, all of it."""
    labels = {}
    for span in document.spans:
        label = labels[span.id] = needs.label(span.label, span.attributes)
        if span.actor is not None and needs.codebook.label(label) is None:
            needs.mentions.add(label)
        for name, value in span.attributes.items():
            needs.answer(label, name, value)
    for link in document.links:
        if link.head != link.child:
            needs.link(link.label, labels[link.head], labels[link.child])
    for name, value in document.answers.items():
        needs.answer("", name, value)


def to_layer(document: ForeignDocument, text: str, needs: Needs, codebook: Codebook) -> IncomingLayer:
    """The layer of a document that fits its text.

    :param needs: that the document was gathered into.
    :param codebook: the one widened by these needs.
    """
    return _Maker(document, text, needs, codebook).layer()


class _Maker:
    def __init__(self, document: ForeignDocument, text: str, needs: Needs, codebook: Codebook) -> None:
        self._document = document
        self._text = text
        self._hash = text_sha256(text)
        self._needs = needs
        self._codebook = codebook

    def layer(self) -> IncomingLayer:
        document = self._document
        ids = {span.id: self._id(span) for span in document.spans}
        labels = {span.id: self._needs.label(span.label, span.attributes) for span in document.spans}
        links: dict[IncomingLink, None] = {}
        notes: dict[str, list[str]] = {}
        for link in document.links:
            if link.head == link.child:
                notes.setdefault(link.head, []).append(f"{link.label}: itself")
                continue
            name = self._needs.link(link.label, labels[link.head], labels[link.child])
            links[IncomingLink(name, ids[link.head], ids[link.child])] = None
        answers, left = self._answers("", document.answers)
        return IncomingLayer(
            document.annotator,
            self._hash,
            tuple(
                self._annotation(span, ids[span.id], labels[span.id], notes.get(span.id, []))
                for span in document.spans
            ),
            tuple(links),
            document.origin,
            answers,
            "\n".join(filter(None, (document.note, *left))),
            document.state,
        )

    def _id(self, span: ForeignSpan) -> str:
        """Its own, where that is one that is unique everywhere; else one made from what it is, where."""
        if _OURS.fullmatch(span.id):
            return span.id
        return str(uuid.uuid5(_IDS, f"{self._hash} {self._document.annotator} {span.id} {span.label}"))

    def _annotation(self, span: ForeignSpan, key: str, label: str, notes: list[str]) -> IncomingAnnotation:
        segments = normalise_segments(span.pieces, len(self._text))
        answers, left = self._answers(label, span.attributes)
        actor = span.actor
        if actor is not None and not self._codebook.check_label(label).mention:
            left.append(actor.name)
            actor = None
        return IncomingAnnotation(
            key,
            label,
            segments,
            quote_of(self._text, segments),
            answers,
            actor,
            "\n".join(filter(None, (span.note, *left, *notes))),
            span.origin,
            span.verdict,
            span.derived_from,
            span.created_by,
            span.created_at,
            span.updated_at,
        )

    def _answers(self, owner: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """Answers as the codebook takes them, and a line of a note for each that it can't."""
        asked = {attribute.name: attribute for attribute in self._codebook.attributes_of(owner)}
        answers: dict[str, Any] = {}
        left = []
        for name, value in given.items():
            attribute = asked.get(self._needs.attribute_meant(owner, name))
            turned = _turned(self._needs.option_meant(owner, attribute, value), attribute)
            if turned is not None and attribute is not None and attribute.name not in answers:
                answers[attribute.name] = turned
            elif value not in ("", [], ()):
                left.append(name if value is None else f"{name}: {said(value)}")
        return answers, left


def _turned(value: Any, attribute: Attribute | None) -> Any:
    """An answer as an attribute takes it; None where that can't be."""
    if attribute is None:
        return None
    if value is None:
        value = True if attribute.kind == "yes/no" else YES
    if attribute.kind == "yes/no" and isinstance(value, str):
        value = _WORDS.get(value.strip().casefold(), value)
    return convert(value, attribute)
