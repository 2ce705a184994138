"""A CAS as a document: annotations of any layer become spans, relations, slots and chains become links.

The label of a span is its feature “label” or “value” where the layer has one, else the layer's name; its
other features are attributes.  Sentences, tokens, lemmas and other layers of which a machine makes one a word
are passed over.
"""

from __future__ import annotations

import re
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
from annotator.exchange.cas.spans import NAMES, PASSED_OVER, called, foreign_span, own_span
from annotator.exchange.cas.types import ARTICLE, LINK, META, SPAN
from annotator.exchange.cas.values import DECISION, DETAILS, restored
from annotator.exchange.details import Whole, loaded, read_whole
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.model.article import Metadata, text_sha256
from annotator.model.incoming import Noted

_STRUCTURE = re.compile(
    r"\.(?:Sentence|Token|DocumentMetaData|TagsetDescription|TagDescription|Xml\w+|Pdf\w+)$"
)
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
            elif not PASSED_OVER.search(fs.type.name):
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
        if not all(known) or PASSED_OVER.search(fs.type.name):
            if fs.type.name != LINK:
                self.passed_over[fs.type.name.rpartition(".")[2]] += 1
            return
        self._links.append(
            ForeignLink(_called(fs), str(head.xmiID), str(child.xmiID), f"relation {fs.xmiID}")
        )

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
    return called(fs.type.name, {name: _text_of(fs, name) for name in NAMES})


def _span(fs: Any) -> ForeignSpan:
    """An annotation of a layer that is not ours."""
    fields: dict[str, Any] = {}
    for feature in fs.type.all_features:
        value = getattr(fs, feature.name, None)
        elements = getattr(value, "elements", None)
        if feature.name in _PLACES:
            continue
        if is_primitive(feature.rangeType):
            fields[feature.name.removesuffix("_")] = value
        elif isinstance(elements, list) and elements and all(isinstance(each, str) for each in elements):
            fields[feature.name] = elements
    place, words = (fs.begin, fs.end), fs.get_covered_text() or ""
    return foreign_span(fs.type.name, fields, str(fs.xmiID), place, f"annotation {fs.xmiID}", words)


def _own_span(fs: Any) -> ForeignSpan:
    """An annotation of our layer, which may have been changed in INCEpTION: what stands there goes before."""
    fields = {
        feature.name: value
        for feature in fs.type.all_features
        if feature.name not in _PLACES and isinstance(value := getattr(fs, feature.name, None), str) and value
    }
    return own_span(fields, str(fs.xmiID), (fs.begin, fs.end), f"annotation {fs.xmiID}")
