"""What several layers say at one place: their annotations of one article in clusters, one of each layer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotator.model.annotation import Annotation, Segments
from annotator.review.assignment import Edge, best_assignment
from annotator.review.matching import match, overlap

SAME_PLACE = 0.5
"""How alike two annotations with different labels must be to be a difference of label.

Of annotations that do not overlap each other, at most one can share more than half with another; and an actor
inside a long claim is no wrongly labelled claim.
"""

_ONE = 1 << 40
"""A similarity of 1 as an integer, as in :mod:`annotator.review.matching`."""


@dataclass(frozen=True)
class Cluster:
    """What the layers say at one place: ``members`` has at most one annotation of each, by layer id.

    A layer that is not there says nothing here.
    """

    members: Mapping[int, Annotation]

    @cached_property
    def id(self) -> str:
        """The least id of its annotations; each annotation is in one cluster only."""
        return min(annotation.id for annotation in self.members.values())

    @cached_property
    def start(self) -> int:
        """Where the first of them begins (code points)."""
        return min(annotation.start for annotation in self.members.values())

    @cached_property
    def end(self) -> int:
        """Where the last of them ends (code points)."""
        return max(annotation.end for annotation in self.members.values())


def align(said: Mapping[int, Sequence[Annotation]]) -> tuple[Cluster, ...]:
    """Put what layers say about one article into clusters, in reading order.

    :param said: layer id -> its annotations.

    Two layers are aligned by :func:`annotator.review.matching.match`: first what has the same label, by best
    overlap, one to one; then of the rest what has another label at the same place (:data:`SAME_PLACE`).

    Of more layers the best clusters would be a multidimensional assignment, which is NP-hard from three on
    (Karp 1972).  They are aligned step by step (progressive alignment, Feng and Doolittle 1987), label by
    label: beginning with the layer that says most, the annotations of one layer after the other are assigned
    to the clusters so far, optimally, the likeness of an annotation and a cluster being the mean of the
    similarities with its members (average linkage, Sokal and Michener 1958).  Where a cluster holds just the
    same words they come first, so that what all layers say is always one cluster.  Then each layer is taken
    out once and assigned anew to the clusters of the others (iterative refinement, Barton and Sternberg
    1987).  What remains apart is joined across labels, the most alike first.

    Neither the order in which layers and annotations are given nor the numbers of the layers decide anything;
    where all else is equal the ids of the annotations do, which are the same in each copy of a project.
    """
    order = _canonical(said)
    if len(order) == 2:
        groups = list(_two(*((layer, said[layer]) for layer in order)))
    else:
        groups = _many([(layer, said[layer]) for layer in order])
    clusters = [Cluster(dict(sorted(members.items()))) for members in groups]
    return tuple(sorted(clusters, key=lambda cluster: min(map(_place, cluster.members.values()))))


Members = dict[int, Annotation]


def _place(annotation: Annotation) -> tuple[Segments, str, str]:
    return annotation.segments, annotation.label, annotation.id


def _canonical(said: Mapping[int, Sequence[Annotation]]) -> list[int]:
    """The layers that say anything, those that say most first."""
    return sorted(
        (layer for layer, these in said.items() if these),
        key=lambda layer: (-len(said[layer]), sorted(map(_place, said[layer]))),
    )


def _two(one: tuple[int, Sequence[Annotation]], other: tuple[int, Sequence[Annotation]]) -> Iterator[Members]:
    (a, these), (b, those) = one, other
    same = match(these, those)
    rest = match(same.only_a, same.only_b, same_label=False, least=SAME_PLACE)
    yield from ({a: x, b: y} for x, y in (*same.pairs, *rest.pairs))
    yield from ({a: x} for x in rest.only_a)
    yield from ({b: y} for y in rest.only_b)


def _many(layers: Sequence[tuple[int, Sequence[Annotation]]]) -> list[Members]:
    by_label: defaultdict[str, list[tuple[int, list[Annotation]]]] = defaultdict(list)
    for layer, these in layers:
        own: defaultdict[str, list[Annotation]] = defaultdict(list)
        for annotation in sorted(these, key=_place):
            own[annotation.label].append(annotation)
        for label, some in own.items():
            by_label[label].append((layer, some))
    return _across_labels([group for label in sorted(by_label) for group in _one_label(by_label[label])])


class _Group:
    """A cluster in the making; what its members cover is kept once for all that cover the same."""

    __slots__ = ("covered", "end", "members", "start")

    def __init__(self, layer: int, annotation: Annotation) -> None:
        self.members: Members = {}
        self.covered: Counter[Segments] = Counter()
        self.start, self.end = annotation.start, annotation.end
        self.add(layer, annotation)

    def add(self, layer: int, annotation: Annotation) -> None:
        self.members[layer] = annotation
        self.covered[annotation.segments] += 1
        self.start, self.end = min(self.start, annotation.start), max(self.end, annotation.end)

    def remove(self, layer: int) -> None:
        """Take out what a layer says; the cluster may then be empty."""
        annotation = self.members.pop(layer, None)
        if annotation is None:
            return
        self.covered[annotation.segments] -= 1
        if not self.covered[annotation.segments]:
            del self.covered[annotation.segments]
            self.start = min((segments[0][0] for segments in self.covered), default=0)
            self.end = max((segments[-1][1] for segments in self.covered), default=0)

    def likeness(self, covered: Counter[Segments]) -> int:
        """The mean similarity to what others cover, of :data:`_ONE`."""
        total = sum(
            _alike(mine, theirs) * often * count
            for mine, often in self.covered.items()
            for theirs, count in covered.items()
        )
        return total // (len(self.members) * covered.total())


def _alike(one: Segments, other: Segments) -> int:
    if one == other:
        return _ONE
    common, union = overlap(one, other)
    return common * _ONE // union


def _one_label(layers: Sequence[tuple[int, Sequence[Annotation]]]) -> list[_Group]:
    """The clusters of what has one label."""
    groups: list[_Group] = []
    for layer, these in layers:
        groups = _assigned(layer, these, groups)
    for layer, these in layers if len(layers) > 2 else ():
        for group in groups:
            group.remove(layer)
        groups = _assigned(layer, these, [group for group in groups if group.members])
    return groups


def _assigned(layer: int, these: Sequence[Annotation], groups: Sequence[_Group]) -> list[_Group]:
    """Put the annotations of a layer into the clusters of others, or into new ones."""
    left = dict(enumerate(these))
    free = dict(enumerate(groups))
    for pairs in (_equal, _overlapping):
        for i, j in pairs(left, free):
            free.pop(j).add(layer, left.pop(i))
    return [*groups, *(_Group(layer, annotation) for annotation in left.values())]


def _equal(left: Mapping[int, Annotation], free: Mapping[int, _Group]) -> list[Edge]:
    """Into which clusters annotations go that hold just the same words.

    Where it might be several, into those where most members do; of several annotations on the same words
    those come together that answer the same.
    """
    holding: defaultdict[Segments, list[int]] = defaultdict(list)
    for j, group in free.items():
        for segments in group.covered:
            holding[segments].append(j)
    may = {i: there for i, annotation in left.items() if (there := holding.get(annotation.segments))}
    wanted = Counter(j for there in may.values() for j in there)
    clear = [(i, there[0]) for i, there in may.items() if len(there) == 1 == wanted[there[0]]]
    for i, _ in clear:
        del may[i]
    weights = {
        (i, j): sum(
            1000 + (_answers(member) == _answers(left[i]))
            for member in free[j].members.values()
            if member.segments == left[i].segments
        )
        for i, there in may.items()
        for j in there
    }
    return [*clear, *best_assignment(weights)]


def _answers(annotation: Annotation) -> tuple[dict[str, Any], str | None]:
    return dict(annotation.attributes), annotation.actor_id


def _overlapping(left: Mapping[int, Annotation], free: Mapping[int, _Group]) -> list[Edge]:
    """Into which clusters annotations go that overlap with a member."""
    weights = {}
    for i, annotation in left.items():
        covered = Counter([annotation.segments])
        for j, group in free.items():
            if annotation.start < group.end and group.start < annotation.end:
                likeness = group.likeness(covered)
                if likeness:
                    weights[i, j] = likeness
    return best_assignment(weights)


def _across_labels(groups: Sequence[_Group]) -> list[Members]:
    """Join clusters with different labels of different layers at the same place, the most alike first."""
    members = {number: group.members for number, group in enumerate(groups)}
    pairs = sorted(_alike_pairs(groups), key=lambda pair: (-pair[0], pair[1:]))
    now = {number: number for number in members}
    for _, one, other in pairs:
        a, b = now[one], now[other]
        if a != b and not members[a].keys() & members[b].keys():
            members[a] = members[a] | members.pop(b)
            now |= {number: a for number, at in now.items() if at == b}
    return list(members.values())


def _alike_pairs(groups: Sequence[_Group]) -> Iterator[tuple[int, int, int]]:
    """``(likeness, one, other)`` of clusters that may be joined."""
    order = sorted(range(len(groups)), key=lambda number: groups[number].start)
    open_: list[int] = []
    for number in order:
        group = groups[number]
        open_ = [other for other in open_ if groups[other].end > group.start]
        for other in open_:
            if not group.members.keys() & groups[other].members.keys():
                likeness = group.likeness(groups[other].covered)
                if likeness >= SAME_PLACE * _ONE:
                    yield likeness, min(number, other), max(number, other)
        open_.append(number)


def by_annotation(clusters: Iterable[Cluster]) -> dict[str, Cluster]:
    """Annotation id -> its cluster."""
    return {annotation.id: cluster for cluster in clusters for annotation in cluster.members.values()}
