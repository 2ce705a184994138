"""Annotations by the features of their layers: of ours, and of layers that others made."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from annotator.exchange.cas.values import (
    ACTOR,
    DETAILS,
    IDENTIFIER,
    LABEL,
    NOTE,
    OWN_FEATURES,
    SEGMENTS,
    answer,
    attribute_name,
    written,
)
from annotator.exchange.details import Details, loaded, one_line, read_details
from annotator.exchange.foreign import ForeignSpan
from annotator.exchange.xml_text import fit_for_xml
from annotator.model.actor import Actor
from annotator.model.annotation import Segment

PASSED_OVER = re.compile(
    r"\.(?:segmentation|metadata|tweet|parameter)\.type\.|\.(?:Lemma|Stem|MorphologicalFeatures|SurfaceForm|"
    r"TagsetDescription|TagDescription|DocumentMetaData|XmlElement|XmlTextNode|XmlDocument|PdfPage|PdfChunk|"
    r"Dependency)$"
)
"""Layers that say what the text is made of, and how its words hang together."""

NAMES = (LABEL, "value", "referenceType")
"""Features that name an annotation, the first before the others."""

_IDS = uuid.UUID("0f0b4a5e-93d3-4d5b-8a55-6a1f0f6a7c5d")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[0-9]+)")
_SEGMENTS = re.compile(r"[0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*")


def called(layer: str, fields: Mapping[str, Any]) -> str:
    """Its label; the name of its layer where it has none."""
    named = (str(fields.get(name) or "").strip() for name in NAMES)
    return next(filter(None, named), layer.rpartition(".")[2])


def foreign_span(
    layer: str, fields: Mapping[str, Any], key: str, place: Segment, where: str, words: str
) -> ForeignSpan:
    """An annotation of a layer that is not ours.

    :param place: where it begins and ends (code points); ``words``: what stands there.
    """
    named = next((name for name in NAMES if str(fields.get(name) or "").strip()), "")
    entry = _WIKIDATA.fullmatch(str(fields.get(IDENTIFIER) or ""))
    attributes = {
        name: value
        for name, value in fields.items()
        if name != named and value not in (None, "") and not (name == IDENTIFIER and entry)
    }
    actor = None
    if entry:
        name = " ".join(words.split()) or entry[1]
        actor = Actor(str(uuid.uuid5(_IDS, entry[1])), name, wikidata=entry[1])
    return ForeignSpan(key, called(layer, fields), (place,), None, attributes, actor, where=where)


def own_span(
    fields: Mapping[str, str],
    key: str,
    place: Segment,
    where: str,
    said: Details | None = None,
    *,
    fit: Callable[[str], str] = fit_for_xml,
    whole: Callable[[tuple[Segment, ...]], Segment] | None = None,
) -> ForeignSpan:
    """An annotation by the features that :func:`annotator.exchange.cas.making.span_fields` made.

    :param place: where it begins and ends (code points).
    :param said: what the features can't hold; None: it stands among them.
    :param fit: what the format makes of a text.
    :param whole: the place at which it has annotations of such segments; None: from the first to the last.
    :raises UserError: if what stands among them is damaged.
    """
    if said is None:
        said = read_details(loaded(fields[DETAILS])) if DETAILS in fields else Details()
    attributes = {attribute_name(name): answer(v) for name, v in fields.items() if name not in OWN_FEATURES}
    for name, value in said.attributes.items():
        shown = attributes.get(name)
        if shown is None or shown == answer(fit(written(value))):
            attributes[name] = value
    note = fields.get(NOTE, "")
    if said.note is not None and one_line(fit(said.note)) == one_line(note):
        note = said.note
    return ForeignSpan(
        key,
        fields.get(LABEL, "").strip() or "Annotation",
        _pieces(fields.get(SEGMENTS, ""), place, whole),
        None,
        attributes,
        _actor(fields, said, fit),
        note,
        where,
        said.origin,
        said.verdict,
        said.derived_from,
        said.created_by,
    )


def _pieces(
    segments: str, place: Segment, whole: Callable[[tuple[Segment, ...]], Segment] | None
) -> tuple[Segment, ...]:
    """The segments, while the annotation begins and ends where they do."""
    if _SEGMENTS.fullmatch(segments):
        found = [tuple(map(int, piece.split())) for piece in segments.split(";")]
        pieces = tuple((start, end) for start, end in found)
        stands = whole(pieces) if whole is not None else (pieces[0][0], pieces[-1][1])
        if stands == place:
            return pieces
    return (place,)


def _actor(fields: Mapping[str, str], said: Details, fit: Callable[[str], str]) -> Actor | None:
    name, entry = fields.get(ACTOR, ""), _WIKIDATA.fullmatch(fields.get(IDENTIFIER, ""))
    if said.actor is not None and fit(said.actor.name) == name:
        return said.actor
    if not name.strip():
        return None
    return Actor(str(uuid.uuid5(_IDS, name)), name.strip(), wikidata=entry[1] if entry else "")
