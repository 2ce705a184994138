"""In what layers differ at one place, by kind and in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, Segments
from annotator.model.codebook_remap import said
from annotator.model.layer import Layer
from annotator.model.link import Link
from annotator.model.settlement import given
from annotator.review.aligning import Cluster, by_annotation

Kind = Literal["missing", "label", "boundary", "attribute", "actor", "link"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are told."""

LinkKey = tuple[str, str]
"""The name of a link and the id of the cluster that it points to."""

_T = TypeVar("_T", bound=Hashable)

_LONG = 40
"""Characters of a quote that are shown."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing in which layers differ from what most say, or from the first where none is said most.

    ``layers`` are the ids of those that differ, ``what`` the attribute or the link it is about, ``text`` says
    it in words: “Kim: start 3 characters earlier”.
    """

    kind: Kind
    layers: tuple[int, ...]
    text: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All in which layers differ at one place."""

    cluster: Cluster
    details: tuple[Detail, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        there = {detail.kind for detail in self.details}
        return tuple(kind for kind in KINDS if kind in there)

    @property
    def layers(self) -> frozenset[int]:
        """The ids of the layers that differ from what most say."""
        return frozenset(layer for detail in self.details for layer in detail.layers)

    @property
    def text(self) -> str:
        """All details in words."""
        return "; ".join(detail.text for detail in self.details)


def differences(
    clusters: Iterable[Cluster],
    layers: Sequence[Layer],
    links: Mapping[int, Sequence[Link]],
    actors: Mapping[str, Actor],
) -> tuple[Difference, ...]:
    """The clusters in which the layers do not all say the same, in the order of the clusters.

    All layers must have worked on the article: what is not in one of them is a difference.  Labels, segments,
    answers, actors (as they count since they were merged) and links are compared; notes and scores are not.
    Links belong to their head; two are the same where their names are and their ends are in the same
    clusters.  Whether all have a head or a child is a difference of its own there, and not one of the link.

    :param links: layer id -> its links on the article.
    :param actors: actor id -> the actor that it counts as.
    """
    clusters = tuple(clusters)
    telling = _Telling(layers, link_keys(clusters, links), by_annotation(clusters), actors)
    found = (Difference(cluster, tuple(telling.of(cluster))) for cluster in clusters)
    return tuple(difference for difference in found if difference.details)


def link_keys(
    clusters: Iterable[Cluster], links: Mapping[int, Sequence[Link]]
) -> dict[str, frozenset[LinkKey]]:
    """Annotation id -> the links that begin at it, as they are compared."""
    at = {key: cluster.id for key, cluster in by_annotation(clusters).items()}
    found: defaultdict[str, set[LinkKey]] = defaultdict(set)
    for some in links.values():
        for link in some:
            if link.head_id in at and link.child_id in at:
                found[link.head_id].add((link.label, at[link.child_id]))
    return {key: frozenset(some) for key, some in found.items()}


class _Telling:
    """Says in words what is not the same."""

    def __init__(
        self,
        layers: Sequence[Layer],
        links: Mapping[str, frozenset[LinkKey]],
        at: Mapping[str, Cluster],
        actors: Mapping[str, Actor],
    ) -> None:
        self._order = [layer.id for layer in layers]
        self._names = {layer.id: layer.name for layer in layers}
        self._links, self._actors = links, actors
        self._clusters = {cluster.id: cluster for cluster in at.values()}

    def of(self, cluster: Cluster) -> Iterator[Detail]:
        members = {key: cluster.members[key] for key in self._order if key in cluster.members}
        yield from self._missing(members)
        labels = {key: annotation.label for key, annotation in members.items()}
        yield from self._each("label", labels, str)
        segments = {key: annotation.segments for key, annotation in members.items()}
        yield from self._boundaries(segments)
        # What another label asks is another question.
        label = usual(labels.values())
        alike = {key: annotation for key, annotation in members.items() if annotation.label == label}
        yield from self._attributes(alike)
        yield from self._each("actor", {k: self._actor(a) for k, a in alike.items()}, self._actor_name)
        yield from self._link_details(members)

    def _missing(self, members: Mapping[int, Annotation]) -> Iterator[Detail]:
        without = tuple(key for key in self._order if key not in members)
        if without and len(members) == 1 < len(without):
            yield Detail("missing", tuple(members), f"only in {self._who(members)}")
        elif without:
            yield Detail("missing", without, f"not in {self._who(without)}")

    def _each(
        self, kind: Kind, values: Mapping[int, _T], name: Callable[[_T], str], what: str = ""
    ) -> Iterator[Detail]:
        """Who says something else than most, those together that say the same."""
        most = usual(values.values())
        for value, who in _by_value(values).items():
            if value != most:
                yield Detail(kind, who, f"{self._who(who)}: {name(value)}, not {name(most)}", what)

    def _boundaries(self, segments: Mapping[int, Segments]) -> Iterator[Detail]:
        most = usual(segments.values())
        for value, who in _by_value(segments).items():
            if value != most:
                yield Detail("boundary", who, f"{self._who(who)}: {moved(value, most)}")

    def _attributes(self, members: Mapping[int, Annotation]) -> Iterator[Detail]:
        answers = {key: given(annotation.attributes) for key, annotation in members.items()}
        for name in dict.fromkeys(name for some in answers.values() for name in some):

            def shown(value: Hashable, name: str = name) -> str:
                return f"no {name}" if value is None else f"{name} {said(value)}"

            values = {key: some.get(name) for key, some in answers.items()}
            yield from self._each("attribute", values, shown, name)

    def _actor(self, annotation: Annotation) -> str | None:
        return actor_of(annotation, self._actors)

    def _actor_name(self, actor_id: str | None) -> str:
        if actor_id is None:
            return "no actor"
        return self._actors[actor_id].name if actor_id in self._actors else actor_id

    def _link_details(self, members: Mapping[int, Annotation]) -> Iterator[Detail]:
        """By name of the link, what most link to being what most of the members link to."""
        links = {key: self._links.get(annotation.id, frozenset()) for key, annotation in members.items()}
        for name in sorted({name for some in links.values() for name, _ in some}):
            children = {
                key: frozenset(child for label, child in some if label == name) for key, some in links.items()
            }
            most = usual(children.values())
            for value, who in _by_value(children).items():
                if value != most:
                    text = self._linked(name, value, most)
                    yield Detail("link", who, f"{self._who(who)}: {text}", name)

    def _linked(self, name: str, value: frozenset[str], most: frozenset[str]) -> str:
        more, less = self._quotes(value - most), self._quotes(most - value)
        if more and less:
            return f"{name} link to {more}, not to {less}"
        return f"{name} link to {more}" if more else f"no {name} link to {less}"

    def _quotes(self, clusters: Iterable[str]) -> str:
        there = sorted((self._clusters[key] for key in clusters), key=lambda cluster: cluster.start)
        return ", ".join(f"“{short(self.first(cluster).quote)}”" for cluster in there)

    def first(self, cluster: Cluster) -> Annotation:
        return next(cluster.members[key] for key in self._order if key in cluster.members)

    def _who(self, layers: Iterable[int]) -> str:
        return ", ".join(self._names[key] for key in layers)


def usual(values: Iterable[_T]) -> _T:
    """What is said most often, of several the one that is said first."""
    return Counter(values).most_common(1)[0][0]


def actor_of(annotation: Annotation, actors: Mapping[str, Actor]) -> str | None:
    """The id of the actor that a mention counts as."""
    if annotation.actor_id is None or annotation.actor_id not in actors:
        return annotation.actor_id
    return actors[annotation.actor_id].id


def short(quote: str) -> str:
    """A quote on one line, cut where it is long."""
    quote = " ".join(quote.split())
    return quote if len(quote) <= _LONG else f"{quote[: _LONG - 1].rstrip()}…"


def _by_value(values: Mapping[int, _T]) -> dict[_T, tuple[int, ...]]:
    found: defaultdict[_T, list[int]] = defaultdict(list)
    for layer, value in values.items():
        found[value].append(layer)
    return {value: tuple(who) for value, who in found.items()}


def moved(segments: Segments, most: Segments) -> str:
    """How the ends lie beside those of most: “start 3 characters earlier, end 1 character later”."""
    moves = [
        f"{end} {_characters(abs(far))} {'earlier' if far < 0 else 'later'}"
        for end, far in (
            ("start", segments[0][0] - most[0][0]),
            ("end", segments[-1][1] - most[-1][1]),
        )
        if far
    ]
    if len(segments) != len(most):
        moves.append("in one piece" if len(segments) == 1 else f"in {len(segments)} pieces")
    elif len(segments) > 1 and not moves:
        moves.append("another gap")
    return ", ".join(moves)


def _characters(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"
