"""What a trained model knows of single words: clusters, valence and the roles of our own lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

DECIDERS = tuple(
    (role, polarity)
    for role in ("adjective", "noun", "adverb", "verb of object", "verb of subject")
    for polarity in ("positive", "negative")
)
"""What the bits of ``Vocabulary.roles`` say, from the lowest."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A table of words, by the lower 32 bits of spaCy's string id, in ascending order.

    ``coarse`` and ``fine`` number the word's clusters, ``valence`` is that of VADER halved, ``own`` the mean
    polarity in our lexicon, ``roles`` its roles there as bits; ``negation`` holds whole string ids.
    """

    words: NDArray[np.uint32]
    coarse: NDArray[np.uint16]
    fine: NDArray[np.uint16]
    valence: NDArray[np.float32]
    own: NDArray[np.float32]
    roles: NDArray[np.uint16]
    negation: NDArray[np.uint64]

    def rows(self, ids: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The row of each string id, -1 where the word is unknown."""
        short = (ids & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        found = np.searchsorted(self.words, short).clip(max=len(self.words) - 1)
        return np.where(self.words[found] == short, found, -1)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """As they are written to a file; see :meth:`of`."""
        return {
            "words": self.words,
            "coarse": self.coarse,
            "fine": self.fine,
            "valence": np.rint(self.valence * 20).astype(np.int8),
            "own": np.rint(self.own * 60).astype(np.int8),
            "roles": self.roles,
            "negation": self.negation,
        }

    @classmethod
    def of(cls, arrays: dict[str, NDArray[Any]]) -> Vocabulary:
        """The vocabulary that :meth:`arrays` described.

        :raises KeyError: if an array is missing.
        """
        return cls(
            arrays["words"],
            arrays["coarse"],
            arrays["fine"],
            (arrays["valence"] / np.float32(20)).astype(np.float32),
            (arrays["own"] / np.float32(60)).astype(np.float32),
            arrays["roles"],
            arrays["negation"],
        )
