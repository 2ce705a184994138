"""Colours and keys for new labels: told apart with any colour vision, each for a light and a dark page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Pair:
    """The same colour for a light and for a dark page."""

    name: str
    light: str
    dark: str


PALETTE: tuple[Pair, ...] = (
    Pair("blue", "#0868a0", "#a3dafa"),
    Pair("ochre", "#946a00", "#ffcf33"),
    Pair("violet", "#3a0891", "#b085e6"),
    Pair("red", "#8a1500", "#ee7d62"),
    Pair("green", "#1a3827", "#459782"),
    Pair("olive", "#565e46", "#d2e49c"),
    Pair("magenta", "#400937", "#fb24af"),
    Pair("mauve", "#5a3e4d", "#ca95a5"),
)
"""Any two are at least 10 apart (CIEDE2000) with any colour vision, and readable; a test holds both."""


def next_pair(taken: Iterable[str]) -> Pair:
    """The first pair that the fewest labels have.

    :param taken: the light colours of the labels, one each.
    """
    used = Counter(taken)
    return min(PALETTE, key=lambda pair: used[pair.light])


def free_key(codebook: Codebook) -> str:
    """The first digit that is no label's key; empty where there is none."""
    taken = {label.key for label in codebook.labels}
    return next((str(n) for n in range(1, 10) if str(n) not in taken), "")
