"""How the words of a sentence stand to a target: side, distance and region in the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

GOVERNOR, MODIFIER, CLAUSE, SUBCLAUSE, OUTSIDE = range(5)
"""Regions: above the target; below it; in its clause; in a clause below its clause; in a clause above."""

AGENT, PATIENT, OWNER, ELSE = range(4)
"""What the target is in its clause."""

_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
_ROLES = {
    "nsubj": AGENT,
    "csubj": AGENT,
    "agent": AGENT,
    "nsubjpass": PATIENT,
    "dobj": PATIENT,
    "dative": PATIENT,
    "poss": OWNER,
    "compound": OWNER,
}
_PREPOSITIONS = {
    "by": AGENT,
    "against": PATIENT,
    "to": PATIENT,
    "with": PATIENT,
    "for": PATIENT,
    "on": PATIENT,
    "of": OWNER,
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
    dep: str
    verb: int
    region: Ints
    distance: Ints
    height: Ints
    """Steps from the target up to a governor, else 0."""


class Trees:
    """What is worked out once for a document: how deep each token lies, and within how many clauses."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._depth: dict[int, tuple[Ints, Ints]] = {}

    def context(self, first: int, last: int) -> Context:
        """The context of the target that spans the tokens ``first`` to ``last`` (inclusive)."""
        doc = self._doc
        root = _root(doc, first, last)
        sentence = root.sent
        start, end = sentence.start, sentence.end
        depth, clauses = self._depths(start, end)
        above = _above(root)
        origin = root.i - start
        at: Ints = np.full(end - start, above[-1].i - start)
        for token in reversed((root, *above[:-1])):
            at[token.left_edge.i - start : token.right_edge.i + 1 - start] = token.i - start
        up: Ints = depth[origin] - depth[at]
        # Where subtrees cross (no tree is perfect), the way can only be estimated.
        distance: Ints = np.maximum(depth - depth[at], 0) + np.maximum(up, 0)
        distance[distance == 0] = 1
        down = clauses - clauses[at]
        over = clauses[origin] - clauses[at]
        region: Ints = np.where(over > 0, OUTSIDE, np.where(down > 0, SUBCLAUSE, CLAUSE))
        region[at == origin] = MODIFIER
        height: Ints = np.zeros(end - start, dtype=np.int64)
        for steps, token in enumerate(above, 1):
            if token.i != root.i:
                region[token.i - start] = GOVERNOR
                height[token.i - start] = steps
        verb = next((token.i for token in above if token.pos_ in ("VERB", "AUX")), -1)
        role, dep = _role(root)
        return Context(start, end, first, last, root.i, role, dep, verb, region, distance, height)

    def _depths(self, start: int, end: int) -> tuple[Ints, Ints]:
        known = self._depth.get(start)
        if known is not None:
            return known
        tokens = self._doc[start:end]
        heads = [token.head.i - start for token in tokens]
        clausal = [token.dep_ in _CLAUSES for token in tokens]
        depth, clauses = [-1] * len(heads), [0] * len(heads)
        for i in range(len(heads)):
            path: list[int] = []
            while depth[i] < 0 and heads[i] != i:
                path.append(i)
                i = heads[i]
            depth[i] = max(depth[i], 0)
            for below in reversed(path):
                depth[below] = depth[heads[below]] + 1
                clauses[below] = clauses[heads[below]] + clausal[below]
        self._depth[start] = (np.array(depth), np.array(clauses))
        return self._depth[start]


def _root(doc: Doc, first: int, last: int) -> Token:
    for i in range(first, last + 1):
        head = doc[i].head.i
        if head == i or not first <= head <= last:
            return doc[i]
    return doc[last]


def _above(token: Token) -> list[Token]:
    """What governs a token, nearest first; the token itself where nothing does."""
    found: list[Token] = []
    while token.head.i != token.i and len(found) < _MOST_STEPS:
        token = token.head
        found.append(token)
    return found or [token]


def _role(root: Token) -> tuple[int, str]:
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    dep = str(root.dep_)
    if dep == "pobj":
        word = root.head.lower_
        return _PREPOSITIONS.get(word, ELSE), f"pobj {word}" if word in _PREPOSITIONS else dep
    return _ROLES.get(dep, ELSE), dep
