"""Which articles are copies of each other: near-duplicates, and syndicated text inside another article.

Nothing that a model learnt by heart from one part may be asked of it in another, so copies stay together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from zlib import crc32

import regex

from annotator.articles.duplicates import THRESHOLD

_RUN = 6
"""Words in a row that are compared: so many are rarely the same by chance."""

_SAMPLED = 8
"""Of a long article one run in so many is compared: those whose checksum it divides, the same in each."""

_FEW = 400
"""Runs up to which all are compared."""

CONTAINED = 0.5
"""Articles belong together where so much of the shorter one stands in the other."""

_MANY = 50
"""In more articles than this a run of words is compared with the first that has it only, not in all pairs."""

_BANDS = THRESHOLD + 1
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def groups_of(texts: Iterable[tuple[int, str]], fingerprints: Mapping[int, int]) -> list[tuple[int, ...]]:
    """Ids of articles, together where they are copies; each in one group, groups and ids ascending.

    Two articles are copies where their fingerprints are near (:mod:`annotator.articles.duplicates`) or at
    least half of the runs of six words of the shorter one stand in the other; and so are copies of copies.
    """
    together = _Together()
    sizes: dict[int, dict[bool, int]] = {}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, text in texts:
        together.find(number)
        runs = _runs(text)
        sampled = {run for run in runs if run % _SAMPLED == 0}
        whole = len(runs) <= _FEW
        sizes[number] = {True: len(runs) if whole else 0, False: len(sampled)}
        for run in runs if whole else sampled:
            holders[run].append(number)
    shared: Counter[tuple[int, int, bool]] = Counter()
    for run, numbers in holders.items():
        pairs = combinations(numbers, 2) if len(numbers) <= _MANY else ((numbers[0], n) for n in numbers[1:])
        for one, other in pairs:
            if sizes[one][True] and sizes[other][True]:
                shared[one, other, True] += 1
            elif run % _SAMPLED == 0:
                shared[one, other, False] += 1
    for (one, other, whole), number in shared.items():
        if number >= CONTAINED * min(sizes[one][whole], sizes[other][whole]):
            together.join(one, other)
    # Without a fingerprint (0) nothing is known; the words have been compared.
    for one, other in _near((n for n in sizes if fingerprints.get(n)), fingerprints):
        together.join(one, other)
    return together.groups()


def _runs(text: str) -> set[int]:
    words = _WORD.findall(text.casefold())
    return {
        crc32(" ".join(words[at : at + _RUN]).encode("utf-8", "replace"))
        for at in range(max(1, len(words) - _RUN + 1))
    }


def _near(numbers: Iterable[int], fingerprints: Mapping[int, int]) -> Iterable[tuple[int, int]]:
    """Pairs whose fingerprints differ in few bits.

    Cut into one band more than the bits that may differ, near ones have at least one band in common.
    """
    bands: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    edges = [round(64 * band / _BANDS) for band in range(_BANDS + 1)]
    for number in sorted(numbers):
        mark = fingerprints[number]
        for band in range(_BANDS):
            piece = (mark >> edges[band]) & ((1 << (edges[band + 1] - edges[band])) - 1)
            for other in bands[band, piece]:
                if (mark ^ fingerprints[other]).bit_count() <= THRESHOLD:
                    yield other, number
            bands[band, piece].append(number)


class _Together:
    """Disjoint sets of numbers."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def find(self, number: int) -> int:
        self._above.setdefault(number, number)
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._above[second] = first

    def groups(self) -> list[tuple[int, ...]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in sorted(self._above):
            found[self.find(number)].append(number)
        return sorted(map(tuple, found.values()))
