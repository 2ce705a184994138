"""Tokens and stretches of text: which layer covers what of an article with which label."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.model.tokens import cuts
from annotator.review.agreement.reading import Ints, Said

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The units of percent agreement, kappa and alpha, in order; code points.

    They are the tokens of :mod:`annotator.model.tokens` (docs/adr/0006) without those of white space alone.
    """

    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.start)


def tokens_of(text: str) -> Tokens:
    """The tokens of an article."""
    found = np.array([(start, end) for word, start, end, _ in cuts(text) if not word.isspace()], np.int64)
    start, end = found.reshape(-1, 2).T
    return Tokens(start, end)


@dataclass(frozen=True, slots=True)
class Covered:
    """``tokens[label, layer, token]`` is 1 where the layer has an annotation with that label on the token.

    One character of it is enough.  ``both[label, layer, layer]``: tokens that two layers cover.
    """

    tokens: npt.NDArray[np.int8]
    both: Ints

    @property
    def each(self) -> Ints:
        """``[label, layer]``: tokens that a layer covers."""
        return np.diagonal(self.both, axis1=1, axis2=2)


def covered(said: Said, tokens: Tokens, labels: int) -> Covered:
    """Which tokens each layer covers with each label."""
    owner, start, end = said.pieces.T
    first = np.searchsorted(tokens.end, start, side="right")
    last = np.searchsorted(tokens.start, end, side="left")
    row = (said.label[owner] * said.layers + said.layer[owner]) * (len(tokens) + 1)
    steps = np.zeros(labels * said.layers * (len(tokens) + 1), np.int32)
    np.add.at(steps, row + first, 1)
    np.add.at(steps, row + np.maximum(last, first), -1)
    deep = np.cumsum(steps.reshape(labels, said.layers, -1), axis=2)[:, :, :-1]
    there = (deep > 0).astype(np.int8)
    # Sums of ones up to 2^24 are exact in this type, and it is the quickest to multiply.
    dense = there.astype(np.float32)
    both = np.rint(dense @ dense.transpose(0, 2, 1)).astype(np.int64)
    return Covered(there, both)


def label_sets(there: npt.NDArray[np.int8]) -> tuple[Ints, Ints]:
    """One value a token for all labels together: the set of labels on it.

    Returns the sets that there are, one row each with 1 for each label in it, and ``[layer, token]`` the
    place of the set.
    """
    labels, layers, tokens = there.shape
    # Labels beyond 62 make more than one number a token.
    words = [
        np.tensordot(1 << np.arange(len(part), dtype=np.int64), part.astype(np.int64), 1).ravel()
        for part in np.split(there, range(62, labels, 62))
    ]
    if len(words) == 1:
        _, first, place = np.unique(words[0], return_index=True, return_inverse=True)
    else:
        _, first, place = np.unique(np.stack(words), axis=1, return_index=True, return_inverse=True)
    sets = there.reshape(labels, -1)[:, first].T.astype(np.int64)
    return sets, place.reshape(layers, tokens)


@dataclass(frozen=True, slots=True)
class Stretches:
    """The units of alpha for unitizing, and the gaps between them: rows of (label, layer, length).

    ``differ[label, layer, layer]``: the squared differences between two layers (see
    :func:`annotator.review.agreement.coefficients.alpha_unitizing`).
    """

    units: Ints
    gaps: Ints
    differ: Floats


def stretches(said: Said, length: int, labels: int) -> Stretches:
    """Units, gaps and differences of each label on the continuum of an article's code points.

    Each segment is a unit.  Where one layer's with the same label overlap they are one unit, as the measure
    knows one value a place; where they only touch they stay two.

    :param length: code points of the article.
    """
    owner, start, end = said.pieces.T
    group = said.label[owner] * said.layers + said.layer[owner]
    order = np.lexsort((end, start, group))
    group, start, end = group[order], start[order], end[order]
    far = length + 1
    reach = np.maximum.accumulate(group * far + end) if len(group) else end
    new = np.ones(len(group), np.bool_)
    new[1:] = (group * far + start)[1:] >= reach[:-1]
    begins = np.flatnonzero(new)
    ends = np.append(begins[1:], len(group))[: len(begins)] - 1
    group, start, end = group[begins], start[begins], reach[ends] - group[ends] * far
    return Stretches(
        np.stack([*np.divmod(group, said.layers), end - start], axis=1),
        _gaps(group, start, end, length, labels, said.layers),
        _differ(group, start, end, labels, said.layers, far),
    )


def _gaps(group: Ints, start: Ints, end: Ints, length: int, labels: int, layers: int) -> Ints:
    every = np.arange(labels * layers)
    edges = np.concatenate([every, group, every])
    opens = np.concatenate([np.full(len(every), -1), start, np.full(len(every), length)])
    closes = np.concatenate([np.zeros(len(every), np.int64), end, np.full(len(every), length)])
    order = np.lexsort((opens, edges))
    edges, opens, closes = edges[order], opens[order], closes[order]
    wide = opens[1:] - closes[:-1]
    there = (edges[1:] == edges[:-1]) & (wide > 0)
    return np.stack([*np.divmod(edges[1:][there], layers), wide[there]], axis=1)


def _differ(group: Ints, start: Ints, end: Ints, labels: int, layers: int, far: int) -> Floats:
    label, layer = np.divmod(group, layers)
    order = np.lexsort((start, label))
    label, layer, start, end = label[order], layer[order], start[order], end[order]
    here = np.arange(len(order))
    times = np.searchsorted(label * far + start, label * far + end, side="left") - here - 1
    one = np.repeat(here, times)
    other = np.arange(len(one)) - np.repeat(np.cumsum(times) - times, times) + one + 1
    apart = layer[one] != layer[other]
    one, other = one[apart], other[apart]
    found = np.zeros((labels, layers, layers))
    square = (start[one] - start[other]) ** 2 + (end[one] - end[other]) ** 2
    np.add.at(found, (label[one], layer[one], layer[other]), square)
    met = np.zeros((len(order), layers), np.bool_)
    met[one, layer[other]] = True
    met[other, layer[one]] = True
    met[here, layer] = True
    np.add.at(found, (label, layer), np.where(met, 0, ((end - start) ** 2)[:, None]))
    return found + found.transpose(0, 2, 1)
