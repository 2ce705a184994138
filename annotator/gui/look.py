"""How the article is to look: what a reader may choose.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

Width = Literal["narrow", "normal", "wide", "full"]
Spacing = Literal["tight", "normal", "loose"]
Focus = Literal["off", "band", "dim"]

WIDTHS: tuple[Width, ...] = get_args(Width)
SPACINGS: tuple[Spacing, ...] = get_args(Spacing)
FOCUSES: tuple[Focus, ...] = get_args(Focus)

SERIF, SANS, DYSLEXIA = "serif", "sans", "dyslexia"
"""Choices of font that are not the name of one font."""


@dataclass(frozen=True, slots=True)
class Look:
    """``zoom`` in per cent; ``font`` is one of the choices above or the name of an installed font.

    ``focus`` marks the caret's line by a band, or by dimming all others; ``removed`` shows in grey what the
    import cleaned away.
    """

    zoom: int = 100
    font: str = SERIF
    width: Width = "normal"
    spacing: Spacing = "normal"
    focus: Focus = "off"
    removed: bool = False


_Choice = TypeVar("_Choice", bound=str)


def one_of(choices: tuple[_Choice, ...], value: str, default: _Choice) -> _Choice:
    """The choice of this name, or the default where there is none."""
    return next((choice for choice in choices if choice == value), default)
