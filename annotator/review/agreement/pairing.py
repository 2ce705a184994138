"""The pairs of :func:`annotator.review.matching.match`, for all pairs of layers on an article at once.

It is the same matching, found faster: most annotations have a partner with equal segments or overlap just
one other.  What that does not decide is left to ``match`` itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.model.annotation import Annotation
from annotator.review.agreement.reading import Ints, Said
from annotator.review.matching import How, match, pair_overlapping, place

Bools = npt.NDArray[np.bool_]

_ONE = 1 << 40
"""A similarity of 1, as in :mod:`annotator.review.matching`."""


@dataclass(frozen=True, slots=True)
class Partners:
    """``[annotation, layer]`` -> the number of its partner in that layer, or -1.

    ``exact`` and ``overlapping`` have the same label; in ``any_label`` it may differ.
    """

    exact: Ints
    overlapping: Ints
    any_label: Ints


@dataclass(frozen=True, slots=True)
class _Edges:
    """Annotations of different layers that share a character; ``x`` is in the layer that comes first."""

    x: Ints
    y: Ints
    like: Ints

    def only(self, those: Bools) -> _Edges:
        return _Edges(self.x[those], self.y[those], self.like[those])


def partners(said: Said) -> Partners:
    """Pair the annotations of every two layers off; see :func:`annotator.review.matching.match`."""
    slow = _Slow(said)
    repeats = _repeating(said)
    exact = _same_said(said)
    edges = _overlaps(said)
    overlapping, any_label = exact.copy(), exact.copy()
    same_label = edges.only(said.label[edges.x] == said.label[edges.y])
    slow.components(overlapping, _settle(said, same_label, overlapping), same_label=True)
    equal = edges.like == _ONE
    chosen = repeats | _settle_equal(said, edges.only(equal), any_label)
    slow.components(any_label, _settle(said, edges.only(~equal), any_label), same_label=False)
    slow.layers(exact, repeats, "exact", same_label=True)
    slow.layers(overlapping, repeats, "overlapping", same_label=True)
    slow.layers(any_label, chosen, "overlapping", same_label=False)
    return Partners(exact, overlapping, any_label)


# -- inside


def _same_said(said: Said) -> Ints:
    """Partners with equal label and segments."""
    first = np.full((int(said.said.max(initial=-1)) + 1, said.layers), -1, np.int64)
    first[said.said, said.layer] = np.arange(len(said))
    found = first[said.said]
    found[np.arange(len(said)), said.layer] = -1
    return found


def _repeating(said: Said) -> Bools:
    """``[layer, layer]``: one of the two says the same twice, so that there are partners to choose from."""
    times = np.bincount(said.said * said.layers + said.layer)
    layers = np.zeros(said.layers, np.bool_)
    layers[np.flatnonzero(times > 1) % said.layers] = True
    return layers[:, None] | layers[None, :]


def _overlaps(said: Said) -> _Edges:
    """All that overlap, with how alike they are: one sweep over the segments."""
    order = np.argsort(said.pieces[:, 1], kind="stable")
    owner, start, end = said.pieces[order].T
    until = np.searchsorted(start, end, side="left")
    here = np.arange(len(order))
    times = until - here - 1
    one = np.repeat(here, times)
    first = np.cumsum(times) - times
    other = np.arange(len(one)) - np.repeat(first, times) + one + 1
    common = np.minimum(end[one], end[other]) - start[other]
    x, y = owner[one], owner[other]
    apart = said.layer[x] != said.layer[y]
    x, y, common = x[apart], y[apart], common[apart]
    turned = said.layer[x] > said.layer[y]
    x, y = np.where(turned, y, x), np.where(turned, x, y)
    if len(said.pieces) > len(said):  # two with several segments may meet in several places
        keys, place = np.unique(x * len(said) + y, return_inverse=True)
        common = np.bincount(place, common, len(keys)).astype(np.int64)
        x, y = np.divmod(keys, max(len(said), 1))
    union = said.length[x] + said.length[y] - common
    return _Edges(x, y, common * _ONE // union)


def _settle_equal(said: Said, edges: _Edges, into: Ints) -> Bools:
    """Pair off what has equal segments and other labels, where there is no choice; true where there is one.

    Those with equal labels are paired already: in the best way to pair off annotations with equal segments
    they always are, as no layer has two of them.
    """
    edges = _free(said, edges, into)
    u, v = _nodes(said, edges)
    often = np.bincount(np.concatenate([u, v]), minlength=1)
    alone = (often[u] == 1) & (often[v] == 1)
    _pair(said, edges.only(alone), into)
    return _between(said, edges.only(~alone))


def _settle(said: Said, edges: _Edges, into: Ints) -> _Edges:
    """Pair off what overlaps as far as that is beyond doubt; all that hangs with the rest is handed back."""
    edges = all_of_them = _free(said, edges, into)
    while len(edges.x):
        u, v = _nodes(said, edges)
        sure = _always(edges, u, v)
        if not sure.any():
            never = _never(edges, u, v)
            if never.any():
                edges = edges.only(~never)
                continue
            sure = _of_squares(edges, u, v)
        if not sure.any():
            return _together(said, all_of_them, edges)
        _pair(said, edges.only(sure), into)
        edges = _free(said, edges, into)
    return edges


def _always(edges: _Edges, u: Ints, v: Ints) -> Bools:
    """Edges that are in every best matching.

    One that is more alike than the best other edge of its one end and the best other edge of its other end
    together is: a matching without it would gain by taking it in their stead.
    """
    both, likes = np.concatenate([u, v]), np.concatenate([edges.like, edges.like])
    size = int(both.max()) + 1
    best = np.zeros(size, np.int64)
    np.maximum.at(best, both, likes)
    top = likes == best[both]
    second = np.zeros(size, np.int64)
    np.maximum.at(second, both[~top], likes[~top])
    tied = np.bincount(both[top], minlength=size) > 1
    other = np.where(top & ~tied[both], second[both], best[both])
    found: Bools = edges.like > other[: len(u)] + other[len(u) :]
    return found


def _never(edges: _Edges, u: Ints, v: Ints) -> Bools:
    """Edges that are in no best matching.

    One that is less alike than two others together, one at either end, that lead to what has no other edge:
    a matching with it would gain by taking those in its stead.
    """
    often = np.bincount(np.concatenate([u, v]))
    leaf = np.zeros(len(often), np.int64)
    for here, there in ((u, v), (v, u)):
        alone = often[there] == 1
        np.maximum.at(leaf, here[alone], edges.like[alone])
    found: Bools = (often[u] > 1) & (often[v] > 1) & (edges.like < leaf[u] + leaf[v])
    return found


def _of_squares(edges: _Edges, u: Ints, v: Ints) -> Bools:
    """Of four edges that join two with two, and nothing else, those two that are more alike together."""
    here = np.arange(len(u))
    often, sums = np.bincount(np.concatenate([u, v])), np.bincount(np.concatenate([u, v]), np.tile(here, 2))
    # Where an end has two edges, the sum of their numbers tells the other one.
    other_u, other_v = (sums[end].astype(np.int64) - here for end in (u, v))
    two = (often[u] == 2) & (often[v] == 2)
    other_u, other_v = np.where(two, other_u, here), np.where(two, other_v, here)
    square = two & two[other_u] & two[other_v]
    across = np.where(square, other_v[other_u], here)
    square &= (across == other_u[other_v]) & (across != here)
    found: Bools = square & (edges.like + edges.like[across] > edges.like[other_u] + edges.like[other_v])
    return found


def _together(said: Said, edges: _Edges, some: _Edges) -> _Edges:
    """All edges of the connected parts in which one of ``some`` lies."""
    u, v = _nodes(said, edges)
    part = np.arange(int(max(u.max(), v.max())) + 1)
    while True:
        least = np.minimum(part[u], part[v])
        if (part[u] == least).all() and (part[v] == least).all():
            break
        np.minimum.at(part, u, least)
        np.minimum.at(part, v, least)
    wanted = np.zeros(len(part), np.bool_)
    wanted[part[_nodes(said, some)[0]]] = True
    return edges.only(wanted[part[u]])


def _nodes(said: Said, edges: _Edges) -> tuple[Ints, Ints]:
    """Each annotation once for each layer in which it may find a partner."""
    return (
        edges.x * said.layers + said.layer[edges.y],
        edges.y * said.layers + said.layer[edges.x],
    )


def _free(said: Said, edges: _Edges, into: Ints) -> _Edges:
    """The edges whose ends have no partner yet."""
    taken = into[edges.x, said.layer[edges.y]] >= 0
    taken |= into[edges.y, said.layer[edges.x]] >= 0
    return edges.only(~taken)


def _pair(said: Said, edges: _Edges, into: Ints) -> None:
    into[edges.x, said.layer[edges.y]] = edges.y
    into[edges.y, said.layer[edges.x]] = edges.x


def _between(said: Said, edges: _Edges) -> Bools:
    found = np.zeros((said.layers, said.layers), np.bool_)
    found[said.layer[edges.x], said.layer[edges.y]] = True
    return found


class _Slow:
    """Matches as :mod:`annotator.review.matching` does: two layers as a whole, or connected parts of them."""

    def __init__(self, said: Said) -> None:
        self._said = said
        self._made: dict[int, Annotation] = {}
        self._numbers: dict[str, int] = {}

    def layers(self, into: Ints, where: Bools, how: How, *, same_label: bool) -> None:
        """Match two layers anew where it is asked for."""
        for one, other in zip(*np.nonzero(np.triu(where | where.T, 1)), strict=True):
            into[self._said.layer == one, other] = -1
            into[self._said.layer == other, one] = -1
            found = match(self._layer(int(one)), self._layer(int(other)), how, same_label=same_label)
            for x, y in found.pairs:
                self._pair(into, x, y)

    def components(self, into: Ints, edges: _Edges, *, same_label: bool) -> None:
        """Match what these edges join; they are all edges of connected parts."""
        layer = self._said.layer
        sides: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
        for x, y in zip(edges.x.tolist(), edges.y.tolist(), strict=True):
            here = sides.setdefault((int(layer[x]), int(layer[y])), (set(), set()))
            here[0].add(x)
            here[1].add(y)
        into[edges.x, layer[edges.y]] = -1
        into[edges.y, layer[edges.x]] = -1
        firsts = self._firsts() if sides else []
        for (one, other), numbers in sides.items():
            left, right = (sorted(map(self._annotation, side), key=place) for side in numbers)
            if firsts[other] < firsts[one]:
                left, right = right, left
            for i, j in pair_overlapping(left, right, (), same_label):
                self._pair(into, left[i], right[j])

    def _pair(self, into: Ints, x: Annotation, y: Annotation) -> None:
        i, j = self._numbers[x.id], self._numbers[y.id]
        into[i, self._said.layer[j]], into[j, self._said.layer[i]] = j, i

    def _annotation(self, number: int) -> Annotation:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._said.annotation(number)
            self._numbers[found.id] = number
        return found

    def _layer(self, layer: int) -> list[Annotation]:
        return [self._annotation(int(number)) for number in np.flatnonzero(self._said.layer == layer)]

    def _firsts(self) -> list[Any]:
        """Where each layer begins: the one that begins first is the left one (see ``match``)."""
        said = self._said
        start = np.full(len(said), np.iinfo(np.int64).max)
        np.minimum.at(start, said.pieces[:, 0], said.pieces[:, 1])
        least = np.full(said.layers, np.iinfo(np.int64).max)
        np.minimum.at(least, said.layer, start)
        found: list[Any] = [()] * said.layers
        for number in np.flatnonzero(start == least[said.layer]).tolist():
            here, layer = place(self._annotation(number)), int(said.layer[number])
            found[layer] = min(found[layer] or here, here)
        return found
