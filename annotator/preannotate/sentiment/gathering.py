"""Features of targets as arrays: what they are, and how they are gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.preannotate.sentiment.context import Context, Flags, Ints

Keys = NDArray[np.uint64]
Floats = NDArray[np.float32]

MIX = 0x9E3779B97F4A7C15
"""An odd number that spreads what it is multiplied with over 64 bits (the golden ratio, Knuth 6.4)."""

ALL_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Features:
    """Of the targets of one document, each row with the number of its target and of the token that causes it.

    ``tokens`` are -1 for what no token causes; ``counted`` says of each key whether it is a count (else a
    value of the lexicon); ``dense`` is how much a token counts in each region for its word's own numbers,
    which stand in ``rows``.
    """

    size: int
    targets: Ints
    tokens: Ints
    keys: Keys
    values: Floats
    counted: Flags
    dense_targets: Ints
    dense_tokens: Ints
    rows: Ints
    dense: Floats


@dataclass(frozen=True, slots=True)
class Places:
    """Tokens around targets: one row for each target and token of its sentence."""

    target: Ints
    token: Ints
    region: Ints
    distance: Ints
    height: Ints
    role: Keys
    right: Keys
    own: Flags
    from_root: Ints

    def where(self, mask: Flags) -> Places:
        return Places(*(getattr(self, name)[mask] for name in self.__slots__))


def places_of(contexts: Sequence[Context]) -> Places:
    lengths = [context.end - context.start for context in contexts]
    target = np.repeat(np.arange(len(contexts)), lengths)
    token = np.concatenate([np.arange(context.start, context.end) for context in contexts])
    first, last, root, role = (
        np.array([getattr(context, name) for context in contexts])[target]
        for name in ("first", "last", "root", "role")
    )
    return Places(
        target,
        token,
        np.concatenate([context.region for context in contexts]),
        np.concatenate([context.distance for context in contexts]),
        np.concatenate([context.height for context in contexts]),
        role.astype(np.uint64),
        (token > last).astype(np.uint64),
        (token >= first) & (token <= last),
        np.abs(token - root),
    )


class Collected:
    """Features as they come."""

    def __init__(self) -> None:
        self._parts: list[tuple[Ints, Ints, Keys, Floats | None]] = []
        self.single: list[tuple[int, int, int]] = []
        """Single counts: target, token and what :func:`mixed` made."""

    def count(
        self,
        at: Places,
        template: int,
        part: Keys | np.uint64 | int,
        symbols: Keys,
        fits: Flags | None = None,
    ) -> None:
        """A key for each place that fits."""
        keys = key_of(template, part, symbols)
        if fits is None:
            self.add(at.target, at.token, keys)
        else:
            self.add(at.target[fits], at.token[fits], keys[fits])

    def add(self, targets: Ints, tokens: Ints, keys: Keys, values: Floats | None = None) -> None:
        """Keys with their values, or counts."""
        self._parts.append((targets, tokens, keys, values))

    def one(self, target: int, template: int, part: int, symbol: int) -> None:
        """One count that no token causes."""
        self.single.append((target, -1, mixed(template, part, symbol)))

    def features(self, size: int, heard: Places, rows: Ints, dense: Floats) -> Features:
        if self.single:
            targets, tokens, those = zip(*self.single, strict=True)
            single = _short(np.array(those, dtype=np.uint64))
            self.add(np.array(targets), np.array(tokens), single)
        counted = np.repeat([part[3] is None for part in self._parts], [len(part[0]) for part in self._parts])
        targets_ = np.concatenate([part[0] for part in self._parts])
        # A long sentence does not weigh more than a short one.
        counts = np.bincount(targets_[counted], minlength=size)
        each = (1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32)
        values = np.concatenate([each[part[0]] if part[3] is None else part[3] for part in self._parts])
        tokens_ = np.concatenate([part[1] for part in self._parts])
        keys = np.concatenate([part[2] for part in self._parts])
        return Features(
            size,
            targets_,
            tokens_,
            keys,
            values,
            counted,
            heard.target,
            heard.token,
            rows[heard.token],
            dense,
        )


def key_of(template: int, part: Keys | np.uint64 | int, symbol: Keys) -> Keys:
    """32 bits that stand for a template, its part and what fills it."""
    parts = np.atleast_1d(np.asarray(part, dtype=np.uint64))
    return _short(((parts + np.uint64(template * 64 + 1)) * np.uint64(MIX)) ^ symbol)


def mixed(template: int, part: int, symbol: int) -> int:
    """What becomes a key when it is shortened; for a single count the same as :func:`key_of` works with."""
    return (((template * 64 + part + 1) * MIX) ^ symbol) & ALL_BITS


def _short(mixed: Keys) -> Keys:
    mixed = mixed * np.uint64(MIX)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(MIX)
    return mixed >> np.uint64(32)
