"""The project's own patterns in a pipeline, also in one without a model.

As a SpanRuler does, it fills a group of spans (label, and the pattern's id).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from annotator.model.knowledge import Knowledge, Pattern
from annotator.preannotate.pattern_finder import Finder, Hit
from annotator.preannotate.spans import Mention

FACTORY = "annotator_patterns"
EXTENSION = "annotator_patterns"
GROUP = "annotator_patterns"
"""The group of spans (``doc.spans``) with all hits, as a SpanRuler fills one."""


def create(nlp: Language, name: str) -> Patterns:
    return Patterns(nlp)


Language.factory(FACTORY, func=create)


class Patterns:
    """Fills ``doc._.annotator_patterns`` with hits in reading order and puts mentions among the actors.

    Stands behind the actors and before what asks for them, so that speakers and targets are found by patterns
    as well; a hit takes the place of the mentions that it overlaps.
    """

    def __init__(self, nlp: Language) -> None:
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=())
        self._nlp = nlp
        self._patterns: tuple[Pattern, ...] = ()
        self._mentions: frozenset[str] = frozenset()
        self._kinds: Mapping[str, str] = {}
        self.finder = Finder(nlp, ())

    def know(self, knowledge: Knowledge) -> None:
        """Use these patterns from now on; those that are off are passed over."""
        on = tuple(pattern for pattern in knowledge.patterns if not pattern.off)
        self._mentions = frozenset(knowledge.mentions)
        self._kinds = {actor.id: actor.kind for actor in knowledge.actors}
        if on != self._patterns:
            self._patterns = on
            self.finder = Finder(self._nlp, on)

    def __call__(self, doc: Doc) -> Doc:
        if not self._patterns:
            return doc
        hits = without_overlaps(self.finder.find(doc), self._mentions)
        doc._.annotator_patterns = tuple(hits)
        spans = [Span(doc, h.first, h.last + 1, h.pattern.label, span_id=h.pattern.id) for h in hits]
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans)
        found = [hit for hit in hits if hit.pattern.label in self._mentions]
        if found:
            doc._.annotator_actors = self._among(doc._.annotator_actors, found)
        return doc

    def _among(self, mentions: tuple[Mention, ...], hits: list[Hit]) -> tuple[Mention, ...]:
        taken = {token: number for number, hit in enumerate(hits) for token in range(hit.first, hit.last + 1)}
        replaced: dict[int, Mention] = {}
        kept = []
        for mention in mentions:
            over = {taken[i] for i in range(mention.first, mention.last + 1) if i in taken}
            if not over:
                kept.append(mention)
            for number in over:
                hit = hits[number]
                if (mention.start, mention.end) == (hit.start, hit.end):
                    replaced[number] = mention
        kept += [self._mention(hit, replaced.get(number)) for number, hit in enumerate(hits)]
        return tuple(sorted(kept, key=lambda mention: (mention.start, mention.end)))

    def _mention(self, hit: Hit, instead: Mention | None) -> Mention:
        """A hit as a mention; what it leaves open is taken from its actor, else from what stood there."""
        pattern = hit.pattern
        attributes = dict(pattern.attributes)
        actor_id = pattern.actor_id or (instead.actor_id if instead is not None else None)
        kind = attributes.get("kind") or self._kinds.get(pattern.actor_id or "", "")
        if not kind and instead is not None:
            kind = instead.kind
        if isinstance(kind, str) and kind:
            attributes.setdefault("kind", kind)
        return Mention(
            hit.start, hit.end, hit.first, hit.last, kind if isinstance(kind, str) else "",
            hit.score, hit.reason, actor_id, pattern.label, attributes,
        )  # fmt: skip


def without_overlaps(hits: Iterable[Hit], mentions: frozenset[str]) -> list[Hit]:
    """Of hits with one label (or all with labels of actors) that overlap, the longest; then the first.

    Then one that names its actor, and then a phrase, which is more precise.
    """

    def rank(hit: Hit) -> tuple[int, int, bool, bool]:
        pattern = hit.pattern
        return hit.start - hit.end, hit.start, pattern.actor_id is None, not isinstance(pattern.pattern, str)

    taken: set[tuple[str, int]] = set()
    kept = []
    for hit in sorted(hits, key=rank):
        group = "" if hit.pattern.label in mentions else hit.pattern.label
        places = {(group, token) for token in range(hit.first, hit.last + 1)}
        if not places & taken:
            taken |= places
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.pattern.label))
