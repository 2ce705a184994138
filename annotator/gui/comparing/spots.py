"""What the page shows of a comparison: place by place what is said there, by whom, and what of it differs.

No Qt.  Layers are told by their letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.gui.comparing.spans import common, union, without
from annotator.gui.comparing.voices import Voice, letters_of
from annotator.gui.comparing.words import detail_words
from annotator.model.annotation import Annotation, Segments, quote_of
from annotator.model.settlement import given
from annotator.review.aligning import Cluster, by_annotation
from annotator.review.comparing import Comparison
from annotator.review.differences import Difference, Kind, LinkKey, actor_of, link_keys
from annotator.review.places import Adjudication, Place

_GONE = "nobody says this any more"


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that is said at a place, and by whom; ``annotation`` is None for those who say nothing."""

    letters: str
    layers: tuple[int, ...]
    annotation: Annotation | None
    links: str = ""
    """Where they differ in links: those that begin here, in words."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place.  ``kinds`` are empty where all agree; ``words`` says what differs, a line for each.

    ``place`` says how far it is; None where nothing can be settled.
    """

    id: str
    label: str
    quote: str
    covered: Segments
    """What any layer covers, and gold where nobody says anything any more (code points)."""
    variants: tuple[Variant, ...]
    cluster: Cluster | None
    place: Place | None = None
    kinds: tuple[Kind, ...] = ()
    words: tuple[str, ...] = ()
    differing: frozenset[int] = frozenset()
    """Ids of the layers that differ from what most say."""
    contested: Segments = field(default=())
    """What only some cover, or on whose label they differ."""

    @property
    def start(self) -> int:
        return self.covered[0][0] if self.covered else 0

    @property
    def end(self) -> int:
        return self.covered[-1][1] if self.covered else 0

    @property
    def said(self) -> tuple[Variant, ...]:
        """The variants of those who say something."""
        return tuple(variant for variant in self.variants if variant.annotation is not None)

    @property
    def members(self) -> Mapping[int, Annotation]:
        """Layer id -> what it says."""
        return self.cluster.members if self.cluster is not None else {}

    @property
    def first(self) -> Annotation | None:
        """What most say, of several the first."""
        return max(self.said, key=lambda each: len(each.layers)).annotation if self.said else None

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(annotation.label for annotation in self.members.values()) or frozenset({self.label})

    @property
    def several(self) -> bool:
        """Whether gold can have more than one of what is said: on other words, or with another label."""
        return len({annotation.key for annotation in self.members.values()}) > 1

    @property
    def differs(self) -> bool:
        """Whether it is listed: the layers differ, or what was settled is not as it was then."""
        return bool(self.kinds) or (self.place is not None and self.place.state == "again")


def spots_of(
    comparison: Comparison, adjudication: Adjudication | None, voices: Sequence[Voice], text: str
) -> tuple[Spot, ...]:
    """All places of an article in reading order.

    :param adjudication: None where nothing can be settled.
    """
    there = frozenset(layer.id for layer in comparison.layers)
    making = _Making(comparison, [voice for voice in voices if voice.layer.id in there], text)
    if adjudication is None:
        differing = {each.cluster.id: each for each in comparison.differences}
        return tuple(making.spot(each, differing.get(each.id), None) for each in comparison.clusters)
    return tuple(
        making.spot(place.cluster, place.difference, place)
        if place.cluster is not None
        else making.gone(place)
        for place in adjudication.places
        if place.cluster is not None or place.state == "again"
    )


class _Making:
    def __init__(self, comparison: Comparison, voices: Sequence[Voice], text: str) -> None:
        self._comparison, self._voices, self._text = comparison, voices, text
        self._links: Mapping[str, frozenset[LinkKey]] = link_keys(comparison.clusters, comparison.links)
        self._ends = by_annotation(comparison.clusters)

    def spot(self, cluster: Cluster, difference: Difference | None, place: Place | None) -> Spot:
        variants = self._variants(cluster, linked=difference is not None and "link" in difference.kinds)
        first = max(
            (each for each in variants if each.annotation is not None), key=lambda each: len(each.layers)
        ).annotation
        assert first is not None
        covered = union(annotation.segments for annotation in cluster.members.values())
        if difference is None:
            return Spot(cluster.id, first.label, first.quote, covered, variants, cluster, place)
        return Spot(
            cluster.id,
            first.label,
            first.quote,
            covered,
            variants,
            cluster,
            place,
            difference.kinds,
            self._words(cluster, difference),
            difference.layers,
            _contested(cluster, difference.kinds),
        )

    def _words(self, cluster: Cluster, difference: Difference) -> tuple[str, ...]:
        """In what they differ, each thing once, however many layers differ in it."""
        said = (
            detail_words(each, cluster, self._voices, self._text, self._comparison.actors)
            for each in difference.details
        )
        return tuple(dict.fromkeys(said))

    def gone(self, place: Place) -> Spot:
        """Where something was settled and nobody says anything now."""
        settlements = [*place.earlier] if place.settlement is None else [place.settlement]
        said = [each for settlement in settlements for each in settlement.said.values()]
        covered = union([*(a.segments for a in place.gold), *(each.segments for each in said)])
        label = place.gold[0].label if place.gold else said[0].label if said else ""
        quote = quote_of(self._text, covered)
        return Spot(place.id, label, quote, covered, (), None, place, words=(_GONE,))

    def _variants(self, cluster: Cluster, *, linked: bool) -> tuple[Variant, ...]:
        """Those who say the same together, in the order of the letters.

        Of more than two layers who says nothing comes last; of two the first is always A, so that its key
        never means B.
        """
        found: dict[object, list[int]] = {}
        for voice in self._voices:
            annotation = cluster.members.get(voice.layer.id)
            found.setdefault(self._key(annotation), []).append(voice.layer.id)
        made = [
            Variant(
                letters_of(self._voices, layers),
                tuple(layers),
                said := cluster.members.get(layers[0]),
                self._links_of(layers[0], said) if linked and said is not None else "",
            )
            for layers in found.values()
        ]
        if len(self._voices) > 2:
            made.sort(key=lambda variant: variant.annotation is None)
        return tuple(made)

    def _links_of(self, layer: int, annotation: Annotation) -> str:
        """“speaker “Dana Kroll”, cue “said””."""
        told = [
            f"{link.label} “{self._ends[link.child_id].members[layer].quote}”"
            for link in self._comparison.links[layer]
            if link.head_id == annotation.id and link.child_id in self._ends
        ]
        return ", ".join(told) or "no link"

    def _key(self, annotation: Annotation | None) -> object:
        """Equal where two annotations say the same."""
        if annotation is None:
            return None
        return (
            annotation.key,
            tuple(sorted(given(annotation.attributes).items(), key=lambda item: item[0])),
            actor_of(annotation, self._comparison.actors),
            self._links.get(annotation.id, frozenset()),
        )


def _contested(cluster: Cluster, kinds: Sequence[Kind]) -> Segments:
    many = [annotation.segments for annotation in cluster.members.values()]
    if "missing" in kinds or "label" in kinds:
        return union(many)
    return without(union(many), common(many))
