"""Colours for labels that people with any colour vision tell apart, each for a light and a dark page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from annotator.gui.theme import DARK, LIGHT, contrast

LEAST_CONTRAST = 4.5
"""WCAG 2.1, level AA, for text: the name of a label is written in its colour."""


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


def trouble_with(light: str, dark: str) -> str:
    """What is wrong with a pair of colours on their pages, in one sentence; empty: nothing."""
    poor = []
    for colour, theme in ((light, LIGHT), (dark, DARK)):
        if not QColor.isValidColorName(colour) or len(colour) != 7:
            return "Write a colour as # and six digits, such as #0868a0."
        ratio = contrast(colour, theme.page)
        if ratio < LEAST_CONTRAST:
            poor.append(f"{ratio:.1f} on a {theme.name} page")
    if not poor:
        return ""
    return f"Hard to read: contrast {' and '.join(poor)}; {LEAST_CONTRAST} is the least that reads well."


def contrasts(light: str, dark: str) -> str:
    """The contrasts of a pair, for people: “6.1 on light, 9.8 on dark pages”."""
    return (
        f"Contrast {contrast(light, LIGHT.page):.1f} on light, {contrast(dark, DARK.page):.1f} on dark pages"
    )


def unused(taken: set[str]) -> Pair:
    """The first pair that no label has yet, else the first."""
    return next((pair for pair in PALETTE if pair.light not in taken), PALETTE[0])
