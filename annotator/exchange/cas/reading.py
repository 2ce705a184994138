"""A CAS as a document: annotations of any layer become spans, relations, slots and chains become links.

The label of a span is its feature “label” or “value” where the layer has one, else the layer's name; its
other features are attributes.  Sentences, tokens, lemmas and other layers of which a machine makes one a word
are passed over.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cassis import Cas
from cassis.typesystem import (
    TYPE_NAME_ANNOTATION,
    TYPE_NAME_DOCUMENT_ANNOTATION,
    Type,
    is_primitive,
)

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.cas.loading import Loaded
from annotator.exchange.cas.types import ARTICLE, LINK, META, SPAN
from annotator.exchange.cas.values import (
    ACTOR,
    DECISION,
    DETAILS,
    IDENTIFIER,
    LABEL,
    NOTE,
    OWN_FEATURES,
    SEGMENTS,
    answer,
    attribute_name,
    restored,
    written,
)
from annotator.exchange.details import Details, Whole, loaded, one_line, read_details, read_whole
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.xml_text import fit_for_xml
from annotator.model.actor import Actor
from annotator.model.annotation import Segment
from annotator.model.article import Metadata, text_sha256
from annotator.model.incoming import Noted

_IDS = uuid.UUID("0f0b4a5e-93d3-4d5b-8a55-6a1f0f6a7c5d")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[0-9]+)")
_SEGMENTS = re.compile(r"[0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*")
_PASSED_OVER = re.compile(
    r"\.(?:segmentation|metadata|tweet|parameter)\.type\.|\.(?:Lemma|Stem|MorphologicalFeatures|SurfaceForm|"
    r"TagsetDescription|TagDescription|DocumentMetaData|XmlElement|XmlTextNode|XmlDocument|PdfPage|PdfChunk)$"
)
_STRUCTURE = re.compile(
    r"\.(?:Sentence|Token|DocumentMetaData|TagsetDescription|TagDescription|Xml\w+|Pdf\w+)$"
)
_NAMES = (LABEL, "value")
_ENDS = (("Governor", "Dependent"), ("source", "target"))
_PLACES = frozenset({"begin", "end", "sofa", "id"})
_DECISIONS = ("undecided", "rejected")


def documents(found: Loaded | ReadFailure) -> Iterator[ForeignItem]:
    """What a file that was loaded says."""
    if isinstance(found, ReadFailure):
        yield found
        return
    for name in found.left[:20]:
        yield Noted(found.origin, f"What is of {name} was passed over: the type system does not have it.")
    try:
        reading = _Reading(found)
        document = reading.document()
    except UserError as error:
        yield ReadFailure(found.origin, str(error))
        return
    for name, number in reading.passed_over.items():
        yield Noted(
            found.origin, f"{number:,} of {name} were passed over: they join or describe single words."
        )
    yield document


class _Reading:
    def __init__(self, found: Loaded) -> None:
        self._found, self._cas = found, found.cas
        self.passed_over: Counter[str] = Counter()
        self._text, self._whole = self._article(found.cas)
        self._spans: dict[int, ForeignSpan] = {}
        self._links: list[ForeignLink] = []
        self._suggested = 0

    def document(self) -> ForeignDocument:
        every = [fs for fs in self._cas.select_all_fs() if _is_annotation(self._cas, fs)]
        relations = []
        for fs in every:
            if _ends(fs.type):
                relations.append(fs)
            elif fs.type.name == SPAN and getattr(fs, DECISION, None) in _DECISIONS:
                self._suggested += 1
            elif not _PASSED_OVER.search(fs.type.name):
                self._spans[fs.xmiID] = _own_span(fs) if fs.type.name == SPAN else _span(fs)
            elif not _STRUCTURE.search(fs.type.name):
                self.passed_over[fs.type.name.rpartition(".")[2]] += 1
        for fs in every:
            if fs.xmiID in self._spans and fs.type.name != SPAN:
                self._links += self._slots(fs)
        for fs in relations:
            self._relation(fs)
        whole = self._whole
        return ForeignDocument(
            self._text,
            self._found.origin,
            tuple(self._spans.values()),
            tuple(dict.fromkeys(self._links)),
            whole.metadata if whole else self._metadata(),
            annotator=self._found.annotator or (whole.annotator if whole else ""),
            answers=whole.answers if whole else {},
            note=whole.note if whole else "",
            state=whole.state if whole else None,
            suggested=self._suggested,
        )

    def _article(self, cas: Cas) -> tuple[str, Whole | None]:
        text = cas.sofa_string
        if not isinstance(text, str) or not text:
            raise UserError("It has no text: export it again, with its text.")
        about = list(cas.select(ARTICLE)) if cas.typesystem.contains_type(ARTICLE) else []
        if not about:
            return text, None
        said = loaded(getattr(about[0], DETAILS, None) or "{}")
        whole = read_whole(said)
        exact = restored(text, said.get("unfit"))
        return (exact if text_sha256(exact) == whole.sha256 else text), whole

    def _metadata(self) -> Metadata:
        """What INCEpTION knows of a document."""
        found = next(iter(self._cas.select(META)), None) if self._cas.typesystem.contains_type(META) else None
        language = _text_of(found, "language") if found is not None else ""
        title = _text_of(found, "documentTitle") if found is not None else ""
        return Metadata(title or self._found.document, language=language if len(language) == 2 else "")

    def _relation(self, fs: Any) -> None:
        ends = _ends(fs.type)
        assert ends is not None
        joined: list[Any] = [getattr(fs, end, None) for end in ends]
        head, child = joined
        known = [getattr(end, "xmiID", None) in self._spans for end in (head, child)]
        if fs.type.name == LINK and getattr(fs, DECISION, None) in _DECISIONS:
            return
        if not all(known):
            if fs.type.name != LINK:
                self.passed_over[fs.type.name.rpartition(".")[2]] += 1
            return
        name = _text_of(fs, "DependencyType") or _called(fs)
        self._links.append(ForeignLink(name, str(head.xmiID), str(child.xmiID), f"relation {fs.xmiID}"))

    def _slots(self, fs: Any) -> Iterator[ForeignLink]:
        """Links of features that name other annotations: slots with roles, the next in a chain, any other."""
        for feature in fs.type.all_features:
            if feature.name in _PLACES:
                continue
            value = getattr(fs, feature.name, None)
            for each in getattr(value, "elements", None) or [value]:
                target = getattr(each, "target", None)
                role = _text_of(each, "role") if target is not None else ""
                end: Any = target if target is not None else each
                if getattr(end, "xmiID", None) in self._spans:
                    chained = _text_of(fs, "referenceRelation") if feature.name == "next" else ""
                    name = role or chained or feature.name
                    yield ForeignLink(name, str(fs.xmiID), str(end.xmiID), f"annotation {fs.xmiID}")


def _is_annotation(cas: Cas, fs: Any) -> bool:
    system = cas.typesystem
    return system.is_instance_of(fs.type, TYPE_NAME_ANNOTATION) and not system.is_instance_of(
        fs.type, TYPE_NAME_DOCUMENT_ANNOTATION
    )


def _ends(kind: Type) -> tuple[str, str] | None:
    """The features that name head and child, where it is a relation."""
    names = {feature.name for feature in kind.all_features if not is_primitive(feature.rangeType)}
    return next((ends for ends in _ENDS if names.issuperset(ends)), None)


def _text_of(fs: Any, name: str) -> str:
    value = getattr(fs, name, None)
    return value if isinstance(value, str) else ""


def _called(fs: Any) -> str:
    """Its label; that of its layer where it has none."""
    names = (_text_of(fs, name).strip() for name in (*_NAMES, "referenceType"))
    return next(filter(None, names), fs.type.name.rpartition(".")[2])


def _span(fs: Any) -> ForeignSpan:
    """An annotation of a layer that is not ours."""
    attributes = {}
    named = next((name for name in (*_NAMES, "referenceType") if _text_of(fs, name).strip()), "")
    entry = _WIKIDATA.fullmatch(_text_of(fs, IDENTIFIER))
    for feature in fs.type.all_features:
        value = getattr(fs, feature.name, None)
        if feature.name in _PLACES or feature.name == named or value in (None, ""):
            continue
        if feature.name == IDENTIFIER and entry:
            continue
        elements = getattr(value, "elements", None)
        if is_primitive(feature.rangeType):
            attributes[feature.name.removesuffix("_")] = value
        elif isinstance(elements, list) and elements and all(isinstance(each, str) for each in elements):
            attributes[feature.name] = elements
    actor = None
    if entry:
        name = " ".join((fs.get_covered_text() or "").split()) or entry[1]
        actor = Actor(str(uuid.uuid5(_IDS, entry[1])), name, wikidata=entry[1])
    return ForeignSpan(
        str(fs.xmiID), _called(fs), ((fs.begin, fs.end),), None, attributes, actor,
        where=f"annotation {fs.xmiID}",
    )  # fmt: skip


def _own_span(fs: Any) -> ForeignSpan:
    """An annotation of our layer, which may have been changed in INCEpTION: what stands there goes before."""
    fields = {
        feature.name: value
        for feature in fs.type.all_features
        if feature.name not in _PLACES and isinstance(value := getattr(fs, feature.name, None), str) and value
    }
    return own_span(fields, str(fs.xmiID), (fs.begin, fs.end), f"annotation {fs.xmiID}")


def own_span(
    fields: dict[str, str], key: str, place: Segment, where: str, said: Details | None = None
) -> ForeignSpan:
    """An annotation by the features that :func:`annotator.exchange.cas.making.span_fields` made.

    :param place: where it begins and ends (code points).
    :param said: what the features can't hold; None: it stands among them.
    :raises UserError: if what stands among them is damaged.
    """
    if said is None:
        said = read_details(loaded(fields[DETAILS])) if DETAILS in fields else Details()
    attributes = {attribute_name(name): answer(v) for name, v in fields.items() if name not in OWN_FEATURES}
    for name, value in said.attributes.items():
        shown = attributes.get(name)
        if shown is None or shown == answer(fit_for_xml(written(value))):
            attributes[name] = value
    note = fields.get(NOTE, "")
    if said.note is not None and one_line(fit_for_xml(said.note)) == one_line(note):
        note = said.note
    return ForeignSpan(
        key,
        fields.get(LABEL, "").strip() or "Annotation",
        _pieces(fields.get(SEGMENTS, ""), place),
        None,
        attributes,
        _actor(fields, said),
        note,
        where,
        said.origin,
        said.verdict,
        said.derived_from,
        said.created_by,
    )


def _pieces(segments: str, place: Segment) -> tuple[Segment, ...]:
    """The segments, while the annotation begins and ends where they do."""
    if _SEGMENTS.fullmatch(segments):
        found = [tuple(map(int, piece.split())) for piece in segments.split(";")]
        pieces = tuple((start, end) for start, end in found)
        if (pieces[0][0], pieces[-1][1]) == place:
            return pieces
    return (place,)


def _actor(fields: dict[str, str], said: Details) -> Actor | None:
    name, entry = fields.get(ACTOR, ""), _WIKIDATA.fullmatch(fields.get(IDENTIFIER, ""))
    if said.actor is not None and fit_for_xml(said.actor.name) == name:
        return said.actor
    if not name.strip():
        return None
    return Actor(str(uuid.uuid5(_IDS, name)), name.strip(), wikidata=entry[1] if entry else "")
