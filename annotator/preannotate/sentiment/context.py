"""How the words of a sentence stand to a target: side, distance and region in the parse."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LOWER, POS, SENT_START
from spacy.strings import get_string_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

GOVERNOR, MODIFIER, CLAUSE, SUBCLAUSE, OUTSIDE = range(5)
"""Regions: above the target; below it; in its clause; in a clause below its clause; in a clause above."""

AGENT, PATIENT, OWNER, ELSE = range(4)
"""What the target is in its clause."""


def signed_id(name: str) -> int:
    """The number of a dependency or word class, as arrays of spaCy hold it (signed)."""
    return int(np.uint64(get_string_id(name)).astype(np.int64))


_CLAUSES = np.array([signed_id(dep) for dep in ("ccomp", "advcl", "relcl", "acl", "parataxis", "csubj")])
_VERBAL = np.array([signed_id(pos) for pos in ("VERB", "AUX")])
_CONJUNCT, _OBJECT_OF_PREPOSITION = signed_id("conj"), signed_id("pobj")
_ROLES = {
    signed_id(dep): role
    for role, deps in (
        (AGENT, ("nsubj", "csubj", "agent")),
        (PATIENT, ("nsubjpass", "dobj", "dative")),
        (OWNER, ("poss", "compound")),
    )
    for dep in deps
}
_PREPOSITIONS = {
    int(get_string_id(word)): role
    for role, words in (
        (AGENT, ("by",)),
        (PATIENT, ("against", "to", "with", "for", "on")),
        (OWNER, ("of",)),
    )
    for word in words
}
_MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Context:
    """One target in its sentence.  The arrays run over the sentence's tokens, from ``start``."""

    start: int
    end: int
    first: int
    last: int
    root: int
    role: int
    dep: int
    verb: int
    region: Ints
    distance: Ints
    height: Ints
    """Steps from the target up to a governor, else 0."""


class Trees:
    """What is worked out once for a document: where each subtree begins and ends, how deep each token lies.

    All of it from arrays, because asking each token takes longer than everything else here.
    """

    def __init__(self, doc: Doc) -> None:
        size = len(doc)
        heads, deps, pos, starts = (
            doc.to_array([HEAD, DEP, POS, SENT_START]).astype(np.int64).reshape(size, 4).T
        )
        numbers = np.arange(size)
        above = numbers + heads
        self.heads: list[int] = above.tolist()
        self.deps: list[int] = deps.tolist()
        self._verbal: list[bool] = np.isin(pos, _VERBAL).tolist()
        self._lower = doc.to_array(LOWER)
        self._starts: list[int] = np.flatnonzero((starts == 1) | (numbers == 0)).tolist()
        self._ends = [*self._starts[1:], size]
        clausal = np.isin(deps, _CLAUSES).astype(np.int64)
        self._depth: Ints = np.zeros(size, dtype=np.int64)
        self._clauses: Ints = np.zeros(size, dtype=np.int64)
        here = numbers
        for _ in range(size):
            moving = above[here] != here
            if not moving.any():
                break
            self._depth += moving
            self._clauses += clausal[here] * moving
            here = above[here]
        left, right = numbers.copy(), numbers.copy()
        for depth in range(int(self._depth.max(initial=0)), 0, -1):
            level = np.flatnonzero(self._depth == depth)
            np.minimum.at(left, above[level], left[level])
            np.maximum.at(right, above[level], right[level])
        self._left: list[int] = left.tolist()
        self._right: list[int] = right.tolist()
        self._children: list[list[int]] = []

    def context(self, first: int, last: int) -> Context:
        """The context of the target that spans the tokens ``first`` to ``last`` (inclusive)."""
        return self.contexts([(first, last)])[0]

    def contexts(self, targets: Sequence[tuple[int, int]]) -> list[Context]:
        """The contexts of targets, each by its first and last token; all at once, which is much faster."""
        roots = [self._root(first, last) for first, last in targets]
        numbers = [bisect_right(self._starts, root) - 1 for root in roots]
        starts = [self._starts[number] for number in numbers]
        lengths = [self._ends[number] - self._starts[number] for number in numbers]
        bases = [0, *itertools.accumulate(lengths)]
        ways = [self._above(root) for root in roots]
        at: Ints = np.empty(bases[-1], dtype=np.int64)
        governors: list[int] = []
        steps: list[int] = []
        for root, start, base, length, above in zip(roots, starts, bases, lengths, ways, strict=False):
            at[base : base + length] = above[-1]
            shift = base - start
            for token in reversed((root, *above[:-1])):
                at[self._left[token] + shift : self._right[token] + 1 + shift] = token
            if above[0] != root:
                governors += [token + shift for token in above]
                steps += range(1, len(above) + 1)
        tokens = np.arange(bases[-1]) + np.repeat(np.array(starts) - np.array(bases[:-1]), lengths)
        origin = np.repeat(np.array(roots), lengths)
        depth, clauses = self._depth[tokens], self._clauses[tokens]
        deep, within = self._depth[at], self._clauses[at]
        # Where subtrees cross (no tree is perfect), the way can only be estimated.
        up = np.maximum(self._depth[origin] - deep, 0)
        distance: Ints = np.maximum(np.maximum(depth - deep, 0) + up, 1)
        over = self._clauses[origin] > within
        region: Ints = np.where(over, OUTSIDE, np.where(clauses > within, SUBCLAUSE, CLAUSE))
        region[at == origin] = MODIFIER
        region[governors] = GOVERNOR
        height: Ints = np.zeros(bases[-1], dtype=np.int64)
        height[governors] = steps
        found = []
        for (first, last), root, start, above, (a, b) in zip(
            targets, roots, starts, ways, itertools.pairwise(bases), strict=True
        ):
            verb = next((token for token in above if self._verbal[token]), -1)
            role, dep = self._role(root)
            arrays = region[a:b], distance[a:b], height[a:b]
            found.append(Context(start, start + b - a, first, last, root, role, dep, verb, *arrays))
        return found

    def children(self, token: int) -> list[int]:
        """What depends on a token, in reading order."""
        if not self._children:
            self._children = [[] for _ in self.heads]
            for child, head in enumerate(self.heads):
                if child != head:
                    self._children[head].append(child)
        return self._children[token]

    def _root(self, first: int, last: int) -> int:
        for i in range(first, last + 1):
            head = self.heads[i]
            if head == i or not first <= head <= last:
                return i
        return last

    def _above(self, token: int) -> list[int]:
        """What governs a token, nearest first; the token itself where nothing does."""
        found: list[int] = []
        while self.heads[token] != token and len(found) < _MOST_STEPS:
            token = self.heads[token]
            found.append(token)
        return found or [token]

    def _role(self, root: int) -> tuple[int, int]:
        while self.deps[root] == _CONJUNCT and self.heads[root] != root:
            root = self.heads[root]
        dep = self.deps[root]
        if dep == _OBJECT_OF_PREPOSITION:
            word = int(self._lower[self.heads[root]])
            return _PREPOSITIONS.get(word, ELSE), dep ^ word if word in _PREPOSITIONS else dep
        return _ROLES.get(dep, ELSE), dep
