"""What an annotation can be linked with, and as what.  No Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from annotator.gui.models.sheet import LiveSheet
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook, LinkKind


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of link, seen from the annotation where it is begun; outgoing: that is the head."""

    kind: LinkKind
    outgoing: bool

    @property
    def others(self) -> tuple[str, ...]:
        """The labels that the other end may have."""
        return self.kind.children if self.outgoing else self.kind.heads


def ways_from(codebook: Codebook, label: str, kind: str | None = None) -> list[Way]:
    """How an annotation of this label can be linked; outgoing ways only, where there are any.

    :param kind: only this kind of link.
    """
    kinds = [k for k in codebook.links if kind is None or k.name == kind]
    outgoing = [Way(k, True) for k in kinds if label in k.heads]
    return outgoing or [Way(k, False) for k in kinds if label in k.children]


def ways_between(codebook: Codebook, label: str, other: str, kind: str | None = None) -> list[Way]:
    """How an annotation of ``label`` can be linked with one of ``other``; outgoing ways come first.

    Incoming ones count only where there is no outgoing one.
    """
    found = [Way(k, True) for k in codebook.links_between(label, other)]
    found = found or [Way(k, False) for k in codebook.links_between(other, label)]
    return [way for way in found if kind is None or way.kind.name == kind]


NEAREST = 200
"""So many candidates are sorted out of thousands, which takes a moment less."""


def candidates(
    sheet: LiveSheet, codebook: Codebook, start: Annotation, kind: str | None = None, *, all_: bool = False
) -> list[Annotation]:
    """What can be linked with ``start``, the nearest first; in a long article only these, unless ``all_``.

    Of equally near ones what is decided comes before what is only suggested.  What lies inside a claim is
    seldom its speaker: it comes after the others unless most links of this kind in the article go inwards.
    What is linked so already comes last.
    """
    labels = {
        entry.name for entry in codebook.labels if ways_between(codebook, start.label, entry.name, kind)
    }
    linked = _linked_as(sheet, start, kind) if kind is not None else set()
    fitting = [
        other for pool in (sheet.own, sheet.suggestions) for other in pool.values() if other.label in labels
    ]
    if not all_ and len(fitting) > 2 * NEAREST:
        first = start.segments[0][0]
        fitting = nsmallest(NEAREST, fitting, key=lambda other: abs(other.segments[0][0] - first))
    inwards = kind is None or _go_inwards(sheet, kind)
    found = [
        (
            other.id in linked,
            not inwards and _nested(start, other),
            distance(start, other),
            sheet.is_suggestion(other.id),
            other.start,
            other.id,
            other,
        )
        for other in fitting
        if other.id != start.id
    ]
    found.sort(key=lambda entry: entry[:-1])
    return [entry[-1] for entry in found]


def distance(one: Annotation, other: Annotation) -> int:
    """Code points between two annotations; 0 where they touch."""
    return max(other.start - one.end, one.start - other.end, 0)


def _nested(one: Annotation, other: Annotation) -> bool:
    """Whether one of the two lies in a piece of the other."""
    return _holds(one, other) or _holds(other, one)


def _holds(outer: Annotation, inner: Annotation) -> bool:
    return any(start <= inner.start and inner.end <= end for start, end in outer.segments)


def _go_inwards(sheet: LiveSheet, kind: str) -> bool:
    """Whether most links of a kind in the article join one annotation with another inside it.

    Some of them tell, where there are very many.
    """
    inside = 0
    for link in islice((link for link in sheet.links.values() if link.label == kind), NEAREST):
        head, child = sheet.annotation(link.head_id), sheet.annotation(link.child_id)
        if head is not None and child is not None:
            inside += 1 if _nested(head, child) else -1
    return inside > 0


def _linked_as(sheet: LiveSheet, start: Annotation, kind: str) -> Collection[str]:
    ends = ((link.head_id, link.child_id) for link in sheet.links_of(start.id) if link.label == kind)
    return {child if head == start.id else head for head, child in ends}
