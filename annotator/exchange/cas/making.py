"""A record as a CAS: sentences and tokens, annotations, links, and the article as a whole.

Offsets go in as code points; dkpro-cassis writes them as the UTF-16 units that UIMA counts.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cassis import Cas, TypeSystem

from annotator.exchange.cas.types import ARTICLE, LINK, META, SENTENCE, SPAN, TOKEN
from annotator.exchange.cas.values import WIKIDATA, feature_name, unfit, written
from annotator.exchange.details import Json, details_json, dumped, one_line, whole_json
from annotator.exchange.losses import Loss, Losses
from annotator.exchange.xml_text import fit_for_xml
from annotator.model.annotation import Annotation
from annotator.model.offsets import paragraphs
from annotator.model.record import Record
from annotator.model.sentences import sentences
from annotator.model.tokens import cuts

SELF_LINKS = Loss(
    "link from an annotation to itself",
    "links from annotations to themselves",
    "written, but an import takes it as a note",
)


def losses(record: Record) -> Losses:
    """What does not come back from a CAS."""
    found: Losses = Losses()
    found[SELF_LINKS] = sum(link.head_id == link.child_id for link in record.links)
    return +found


def cas_of(record: Record, system: TypeSystem) -> Cas:
    """The document of a record; ``system`` is the type system of its codebook."""
    return _Maker(record, system).cas


def text_cuts(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Sentences, which cover all tokens and never overlap, and tokens without white space (code points).

    A text without any words is one sentence and one token.
    """
    tokens = [(start, end) for word, start, end, _ in cuts(text) if not word.isspace()]
    if not tokens:
        return [(0, len(text))], [(0, len(text))]
    found = [each for part in paragraphs(text) for each in sentences(text, part.start, part.end)]
    return _around(found, tokens), tokens


def _around(found: list[tuple[int, int]], tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences with their ends at ends of tokens, so that no token lies in two."""
    starts = {start for start, _ in found}
    begins = [tokens[0][0]]
    begins += [start for start, _ in tokens[1:] if start in starts]
    ends = dict.fromkeys(begins, 0)
    current = begins[0]
    for start, end in tokens:
        current = start if start in ends else current
        ends[current] = end
    return list(ends.items())


class _Maker:
    def __init__(self, record: Record, system: TypeSystem) -> None:
        self._record, self._system = record, system
        self._features = {feature.name for feature in system.get_type(SPAN).all_features}
        text = record.article.text
        self.cas = Cas(system)
        self.cas.sofa_string = fit_for_xml(text)
        self.cas.sofa_mime = "text/plain"
        metadata = record.article.metadata
        self._add(
            META, begin=0, end=len(text), language=metadata.language or "x-unspecified",
            documentTitle=fit_for_xml(metadata.title), documentId=record.article.sha256,
        )  # fmt: skip
        found, tokens = text_cuts(text)
        for name, pieces in ((SENTENCE, found), (TOKEN, tokens)):
            for begin, end in pieces:
                self._add(name, begin=begin, end=end)
        self._article()
        made = {a.id: self._annotation(a) for a in record.annotations}
        for link in record.links:
            head, child = made[link.head_id], made[link.child_id]
            decision = self._decision(link.id)
            self._add(
                LINK, begin=child.begin, end=child.end, Governor=head, Dependent=child,
                label=fit_for_xml(link.label), decision=decision,
            )  # fmt: skip

    def _add(self, name: str, **features: Any) -> Any:
        made = self._system.get_type(name)(**features)
        self.cas.add(made)
        return made

    def _article(self) -> None:
        record, known = self._record, self._record.article.metadata
        said = whole_json(record)
        if codes := unfit(record.article.text):
            said["unfit"] = codes
        shown = {
            "annotator": record.annotator, "source": known.source, "author": known.author,
            "published": known.published, "url": known.url, "state": record.state, "note": record.note,
        }  # fmt: skip
        self._add(
            ARTICLE,
            **{name: fit_for_xml(value) for name, value in shown.items() if value},
            details=dumped(said),
        )

    def _decision(self, key: str) -> str | None:
        """What marks a suggestion."""
        return self._record.verdicts.get(key, "undecided") if key in self._record.suggested else None

    def _annotation(self, annotation: Annotation) -> Any:
        features: dict[str, Any]
        features, details = span_fields(self._record, annotation, self._features)
        if details:
            features["details"] = dumped(details)
        decision = self._decision(annotation.id)
        return self._add(SPAN, begin=annotation.start, end=annotation.end, decision=decision, **features)


def span_fields(
    record: Record, annotation: Annotation, known: Collection[str]
) -> tuple[dict[str, str], Json]:
    """The features of an annotation that say something, and what they can't hold of it just as it is.

    :param known: the features that there are.
    """
    fields, held = {"label": fit_for_xml(annotation.label)}, []
    for name, value in annotation.attributes.items():
        text, feature = written(value), feature_name(name)
        if feature not in known:
            continue
        fields[feature] = fitting = fit_for_xml(text)
        if fitting == text:
            held.append(name)
    note = fit_for_xml(annotation.note)
    if one_line(note):
        fields["note"] = note
    actor = record.actor(annotation)
    if actor is not None:
        fields["actor"] = fit_for_xml(actor.name)
        if actor.wikidata:
            fields["identifier"] = f"{WIKIDATA}{actor.wikidata}"
    if len(annotation.segments) > 1:
        fields["segments"] = ";".join(f"{start} {end}" for start, end in annotation.segments)
    shown = note == annotation.note and bool(one_line(note))
    return fields, details_json(record, annotation, held=held, note=shown, segments=True)
