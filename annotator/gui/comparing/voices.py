"""Whose layers are compared: each with a letter, which stands for it wherever there is no room for a name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from annotator.model.layer import Layer

MOST = len(ascii_uppercase)
"""How many layers can be compared: each has a letter."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A layer that is compared, and its letter."""

    layer: Layer
    letter: str

    @property
    def name(self) -> str:
        """“Gold” and the names of people and models."""
        return "Gold" if self.layer.kind == "gold" else self.layer.name


def voices_of(layers: Sequence[Layer], chosen: Collection[int]) -> tuple[Voice, ...]:
    """The chosen layers with their letters, in the order of the row of chips."""
    those = [layer for layer in in_order(layers) if layer.id in chosen][:MOST]
    return tuple(Voice(layer, letter) for layer, letter in zip(those, ascii_uppercase, strict=False))


def in_order(layers: Sequence[Layer]) -> list[Layer]:
    """People by name, then models, then gold: a layer keeps its place whoever has it open."""
    rank = {"person": 0, "model": 1, "gold": 2}
    return sorted(layers, key=lambda layer: (rank[layer.kind], layer.annotator.casefold(), layer.id))


def usual(layers: Sequence[Layer]) -> frozenset[int]:
    """Whom to compare where nobody has chosen: all people; where there is one only, the newest model too."""
    ordered = in_order(layers)
    people = [layer.id for layer in ordered if layer.kind == "person"]
    if len(people) < 2:
        people += [layer.id for layer in ordered if layer.kind == "model"][-1:]
    if len(people) < 2:
        people += [layer.id for layer in ordered if layer.kind == "gold"]
    return frozenset(people[:MOST])


def letters_of(voices: Sequence[Voice], layer_ids: Collection[int]) -> str:
    """The letters of some layers, in order."""
    return "".join(voice.letter for voice in voices if voice.layer.id in layer_ids)
