"""How the words of a sentence stand to a target: side, distance and region in the parse."""

from __future__ import annotations

from bisect import bisect_right
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


def _id(name: str) -> int:
    """The number of a dependency or word class, as arrays of spaCy hold it (signed)."""
    return int(np.uint64(get_string_id(name)).astype(np.int64))


_CLAUSES = np.array([_id(dep) for dep in ("ccomp", "advcl", "relcl", "acl", "parataxis", "csubj")])
_VERBAL = np.array([_id(pos) for pos in ("VERB", "AUX")])
_CONJUNCT, _OBJECT_OF_PREPOSITION = _id("conj"), _id("pobj")
_ROLES = {
    _id(dep): role
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
        self._heads: list[int] = above.tolist()
        self._deps: list[int] = deps.tolist()
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

    def context(self, first: int, last: int) -> Context:
        """The context of the target that spans the tokens ``first`` to ``last`` (inclusive)."""
        root = self._root(first, last)
        number = bisect_right(self._starts, root) - 1
        start, end = self._starts[number], self._ends[number]
        above = self._above(root)
        at: Ints = np.full(end - start, above[-1] - start)
        for token in reversed((root, *above[:-1])):
            at[self._left[token] - start : self._right[token] + 1 - start] = token - start
        depth, clauses = self._depth[start:end], self._clauses[start:end]
        origin = root - start
        # Where subtrees cross (no tree is perfect), the way can only be estimated.
        up: Ints = np.maximum(depth[origin] - depth[at], 0)
        distance: Ints = np.maximum(np.maximum(depth - depth[at], 0) + up, 1)
        down = clauses - clauses[at]
        over = clauses[origin] - clauses[at]
        region: Ints = np.where(over > 0, OUTSIDE, np.where(down > 0, SUBCLAUSE, CLAUSE))
        region[at == origin] = MODIFIER
        height: Ints = np.zeros(end - start, dtype=np.int64)
        for steps, token in enumerate(above, 1):
            if token != root:
                region[token - start] = GOVERNOR
                height[token - start] = steps
        verb = next((token for token in above if self._verbal[token]), -1)
        role, dep = self._role(root)
        return Context(start, end, first, last, root, role, dep, verb, region, distance, height)

    def _root(self, first: int, last: int) -> int:
        for i in range(first, last + 1):
            head = self._heads[i]
            if head == i or not first <= head <= last:
                return i
        return last

    def _above(self, token: int) -> list[int]:
        """What governs a token, nearest first; the token itself where nothing does."""
        found: list[int] = []
        while self._heads[token] != token and len(found) < _MOST_STEPS:
            token = self._heads[token]
            found.append(token)
        return found or [token]

    def _role(self, root: int) -> tuple[int, int]:
        while self._deps[root] == _CONJUNCT and self._heads[root] != root:
            root = self._heads[root]
        dep = self._deps[root]
        if dep == _OBJECT_OF_PREPOSITION:
            word = int(self._lower[self._heads[root]])
            return _PREPOSITIONS.get(word, ELSE), dep ^ word if word in _PREPOSITIONS else dep
        return _ROLES.get(dep, ELSE), dep
