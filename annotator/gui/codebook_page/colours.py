"""What can be wrong with the colours of a label on light and dark pages."""

from __future__ import annotations

from PySide6.QtGui import QColor

from annotator.gui.theme import DARK, LIGHT, contrast

LEAST_CONTRAST = 4.5
"""WCAG 2.1, level AA, for text: the name of a label is written in its colour."""


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
