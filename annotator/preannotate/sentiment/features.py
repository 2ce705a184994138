"""What the model sees of a target: its words by side and place in the parse, as numbers.

A feature is a key (32 bits of a hash of a template and of what fills it) with a value, caused by one token.
Words are known by spaCy's string ids, which are the same on every machine.  Names and numbers are masked:
the model must not learn who is liked.  Training and suggesting go through this one file, and all targets of a
document at once, because a call into NumPy costs more than the numbers in it.

Sources: words left and right of the target and by dependency as in target-dependent sentiment classification
(Vo & Zhang 2015); word clusters as features of linear models (Turian et al. 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import ENT_TYPE, LEMMA, LOWER, POS
from spacy.strings import get_string_id

from annotator.preannotate.sentiment.bearing import Evidence
from annotator.preannotate.sentiment.context import (
    CLAUSE,
    GOVERNOR,
    MODIFIER,
    OUTSIDE,
    Context,
    Flags,
    Ints,
    Trees,
    signed_id,
)
from annotator.preannotate.sentiment.gathering import (
    ALL_BITS,
    MIX,
    Collected,
    Features,
    Floats,
    Keys,
    Places,
    key_of,
    mixed,
    places_of,
)
from annotator.preannotate.sentiment.vocabulary import DECIDERS, Vocabulary
from annotator.preannotate.spans import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

REGIONS = 6
"""Left, right, near in the parse, governors, the clause, what lies in other clauses."""

(_ANY, _SIDE, _TREE, _PART, _NEAR, _ABOVE, _PAIR, _FRAME, _CHILD, _TARGET, _VALUE) = range(1, 12)
_WORD_ROLE, _EVIDENCE = 12, 13
_LARGE = np.uint64(MIX)
_CLUSTER = 8
"""Added to the part of a template that is filled by a cluster instead of a word."""

_FAR = 3.0
_WINDOW = 5.0
_TURNED = -0.6


def _id(text: str) -> int:
    return int(get_string_id(text))


_MASKED_KINDS = (
    *("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"),
    *("PER", "MISC"),
)
_MASKED = np.array(sorted(_id(kind) for kind in _MASKED_KINDS), dtype=np.uint64)
_NAME, _NUMBER, _THE_TARGET = (np.uint64(_id(text)) for text in ("a name", "a number", "the target"))
_POS = {
    name: np.uint64(_id(name))
    for name in ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "PRON", "PUNCT", "SPACE", "DET")
}
_QUOTES = np.array(sorted(_id(mark) for mark in '"“”'), dtype=np.uint64)
_FRAMES = {
    signed_id(dep): (_id(dep) * MIX) & ALL_BITS
    for dep in (
        *("prt", "prep", "agent", "dobj", "acomp", "attr", "xcomp", "ccomp", "oprd", "advmod", "nsubj"),
    )
}
_INNER = frozenset(signed_id(dep) for dep in ("amod", "compound", "xcomp", "dobj", "pobj"))

_Child = tuple[int, int, int, int | None, list[tuple[int, int]]]
"""A child of a verb: its token, what it is in the frame, by itself, by its cluster; and its own children."""


class Document:
    """Word by word what the features of all targets of one document share."""

    def __init__(self, doc: Doc, vocabulary: Vocabulary) -> None:
        self._trees = Trees(doc)
        lower, lemma, pos, kind = (
            doc.to_array([LOWER, LEMMA, POS, ENT_TYPE]).astype(np.uint64).reshape(len(doc), 4).T
        )
        name = np.isin(kind, _MASKED) | (pos == _POS["PROPN"])
        number = pos == _POS["NUM"]
        symbols = np.where(pos == _POS["PRON"], lower, lemma)
        self.symbols: Keys = np.where(name, _NAME, np.where(number, _NUMBER, symbols))
        self._symbols: list[int] = self.symbols.tolist()
        self._framed: dict[int, list[_Child]] = {}
        self._lower, self._pos, self._kind = lower, pos, kind
        self._mute: Flags = np.isin(pos, _all("PUNCT", "SPACE"))
        self._skipped: Flags = self._mute | (pos == _POS["DET"])
        rows = vocabulary.rows(lower)
        rows = np.where(rows < 0, vocabulary.rows(lemma), rows)
        self._rows: Ints = np.where(name | self._mute | number, -1, rows)
        known = self._rows >= 0
        self._content: Flags = known & np.isin(pos, _all("NOUN", "VERB", "ADJ", "ADV"))
        self.valence = vocabulary.valence[self._rows] * known
        self.own = vocabulary.own[self._rows] * known
        self._word_roles = vocabulary.roles[self._rows] * known
        self._clusters = [
            column[self._rows].astype(np.uint64) + np.uint64(number << 20)
            for number, column in enumerate((vocabulary.coarse, vocabulary.fine), 1)
        ]
        self.denied = np.zeros(len(doc), dtype=bool)
        for i in np.flatnonzero(np.isin(lower, vocabulary.negation)).tolist():
            self.denied[i + 1 : i + 4] = True  # "not" turns what follows around, and what it depends on
            self.denied[self._trees.heads[i]] = True
        turned = np.where(self.denied, _TURNED, 1.0)
        self.leaning: Floats = ((self.valence + self.own) * turned).astype(np.float32)
        self._quotes = np.concatenate([[0], np.cumsum(np.isin(lower, _QUOTES))])

    def features(self, targets: Sequence[Mention], evidence: Sequence[Evidence] = ()) -> Features:
        """The features of targets, at least one; ``evidence`` is what the lexicon says of them."""
        contexts = self._trees.contexts([(target.first, target.last) for target in targets])
        every = places_of(contexts)
        into = Collected()
        self._words(every.where(~every.own & ~self._skipped[every.token]), into)
        self._pairs(every.where(~self._mute[every.token]), into)
        for number, context in enumerate(contexts):
            self._frames(number, context, into)
            self._about(number, context, into)
        _found(targets, evidence, into)
        around = every.where(~every.own)
        self._lexicon(around, into)
        heard = around.where(self._rows[around.token] >= 0)
        return into.features(len(contexts), heard, self._rows, self._regions(heard, len(contexts)))

    def _words(self, at: Places, into: Collected) -> None:
        denied = self.denied[at.token] * _LARGE
        clause = at.region <= CLAUSE
        near = at.distance <= 2
        above = at.region == GOVERNOR
        height = np.minimum(at.height, 2).astype(np.uint64)
        symbols = self.symbols[at.token]
        into.count(at, _ANY, 0, symbols)
        into.count(at, _TREE, 0, symbols ^ denied, at.region != OUTSIDE)
        content = self._content[at.token]
        everything = np.ones(len(content), dtype=bool)
        for number, ids in enumerate((symbols, *(clusters[at.token] for clusters in self._clusters))):
            fits, part = (content, np.uint64(_CLUSTER)) if number else (everything, np.uint64(0))
            if number:
                into.count(at, _ANY, part, ids, fits)
            turned = ids ^ denied
            into.count(at, _SIDE, at.right + part, turned, fits)
            into.count(at, _PART, at.role + part, turned, fits & clause)
            into.count(at, _NEAR, at.role + part, turned, fits & near)
            into.count(
                at, _ABOVE, at.role * np.uint64(2) + height + part * np.uint64(2), turned, fits & above
            )

    def _pairs(self, at: Places, into: Collected) -> None:
        """Neighbouring words, the target as one."""
        symbols = np.where(at.own, _THE_TARGET, self.symbols[at.token])
        joined = symbols[:-1] * _LARGE ^ symbols[1:]
        fits = (at.target[:-1] == at.target[1:]) & ~(at.own[:-1] & at.own[1:])
        first = np.arange(len(joined))[fits]
        cause = np.where(at.own[:-1], at.token[1:], at.token[:-1])[fits]
        into.add(at.target[first], cause, key_of(_PAIR, at.right[first], joined[fits]))

    def _frames(self, number: int, context: Context, into: Collected) -> None:
        """What stands with the verb that governs the target: its particle, object, attribute and theirs."""
        if context.verb < 0:
            return
        framed = self._framed.get(context.verb)
        if framed is None:
            framed = self._framed[context.verb] = self._frame(context.verb)
        first, last, role = context.first, context.last, context.role
        in_frame, as_child = mixed(_FRAME, role, 0), mixed(_CHILD, role, 0)
        of_cluster, of_child = mixed(_CHILD, role + _CLUSTER, 0), mixed(_CHILD, role + 2 * _CLUSTER, 0)
        add = into.single.append
        for i, frame, child, cluster, inners in framed:
            if first <= i <= last:
                continue
            add((number, i, in_frame ^ frame))
            add((number, i, as_child ^ child))
            if cluster is not None:
                add((number, i, of_cluster ^ cluster))
            for inner, symbol in inners:
                if not first <= inner <= last:
                    add((number, inner, of_child ^ symbol))

    def _frame(self, verb: int) -> list[_Child]:
        """The children of a verb, as they fill its frame."""
        trees, symbols = self._trees, self._symbols
        frame = ((symbols[verb] ^ (MIX if self.denied[verb] else 0)) * MIX) & ALL_BITS
        found: list[_Child] = []
        for i in trees.children(verb):
            dep = _FRAMES.get(trees.deps[i])
            if dep is not None:
                cluster = dep ^ int(self._clusters[0][i]) if self._content[i] else None
                inners = [(n, dep ^ symbols[n]) for n in trees.children(i) if trees.deps[n] in _INNER]
                found.append((i, frame ^ symbols[i], dep ^ symbols[i], cluster, inners))
        return found

    def _about(self, number: int, context: Context, into: Collected) -> None:
        """The target itself: its place, its kind, and whether it stands within quotation marks."""
        i = context.root
        before, here, after = (int(self._quotes[at]) for at in (context.start, context.first, context.end))
        kind = self._lower[i] if self._pos[i] == _POS["PRON"] else self._kind[i] or self._pos[i]
        into.one(number, _TARGET, 1, context.dep)
        into.one(number, _TARGET, 2, int(kind))
        into.one(number, _TARGET, 3, int(after > before))
        into.one(number, _TARGET, 4, (here - before) % 2)

    def _lexicon(self, around: Places, into: Collected) -> None:
        for number, scale in enumerate((self.valence, self.own)):
            at = around.where(scale[around.token] != 0)
            value = scale[at.token] * np.where(self.denied[at.token], _TURNED, 1.0)
            size = np.abs(value)
            sign = (value > 0).astype(np.uint64) + np.uint64(number * 2)
            region = at.region.astype(np.uint64)
            close = at.distance <= 2
            for part, amount in (
                (np.uint64(0), size),
                (at.right + np.uint64(1), size),
                (np.uint64(3), size / (1 + at.distance / _FAR)),
                (np.uint64(4), size / (1 + at.from_root / _WINDOW)),
                (np.uint64(5), size * close),
                (region + np.uint64(8), size),
                (region * np.uint64(4) + at.role + np.uint64(16), size),
            ):
                into.add(at.target, at.token, key_of(_VALUE, part, sign), amount.astype(np.float32))
        at = around.where(self._word_roles[around.token] != 0)
        bits = self._word_roles[at.token]
        verbal = self._pos[at.token] == _POS["VERB"]
        part = at.region.astype(np.uint64) * np.uint64(4) + at.role * (at.region != MODIFIER)
        turned = np.where(self.denied[at.token], -1.0, 1.0)
        for bit, (role, polarity) in enumerate(DECIDERS):
            fits = (bits >> bit & 1 == 1) & (verbal | (not role.startswith("verb")))
            if fits.any():
                keys = key_of(_WORD_ROLE, part[fits], np.full(int(fits.sum()), bit // 2, dtype=np.uint64))
                values = turned[fits] * (1.0 if polarity == "positive" else -1.0)
                into.add(at.target[fits], at.token[fits], keys, values.astype(np.float32))

    def _regions(self, at: Places, size: int) -> Floats:
        """How much each token counts in each region, so that the squares of a target's region sum to one."""
        weights = np.empty((len(at.token), REGIONS), dtype=np.float32)
        weights[:, 0] = at.right == 0
        weights[:, 1] = at.right == 1
        weights[:, 2] = 1 / (1 + at.distance)
        weights[:, 3] = at.region == GOVERNOR
        weights[:, 4] = at.region <= CLAUSE
        weights[:, 5] = at.region > CLAUSE
        for region in range(REGIONS):
            norms = np.sqrt(np.bincount(at.target, weights[:, region] ** 2, size))
            weights[:, region] /= np.where(norms > 0, norms, 1)[at.target]
        weights *= np.where(self.denied[at.token], -1, 1)[:, None]
        return weights


def _found(targets: Sequence[Mention], evidence: Sequence[Evidence], into: Collected) -> None:
    """On whom a word of the lexicon bears, and how."""
    numbers = {target: number for number, target in enumerate(targets)}
    for each in evidence:
        number = numbers.get(each.target)
        if number is not None:
            said = (each.polarity, f"{each.polarity} {each.role} {each.how}")
            keys = key_of(_EVIDENCE, 0, np.array([_id(text) for text in said], dtype=np.uint64))
            twice = np.ones(2, dtype=np.int64)
            into.add(twice * number, twice * each.word.i, keys, twice.astype(np.float32))


def _all(*names: str) -> Keys:
    return np.array([_POS[name] for name in names], dtype=np.uint64)
