"""The look of the program: colours for light and dark, the palette and the style sheet.

All colours of a theme are ``#rrggbb`` strings: they fit a style sheet as they are, and ``QColor(theme.text)``
makes a colour of one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.gui.stylesheet import stylesheet

if TYPE_CHECKING:  # before the first paint every import counts
    from annotator.model.codebook import Label


@dataclass(frozen=True)
class Theme:
    """Colours by use.  ``faint`` is for lines and borders, never for text."""

    name: str
    window: str
    panel: str
    page: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_text: str
    selection: str
    error: str
    warning: str
    ok: str
    focus: str
    tint_strength: float
    """Share of a label's colour behind the text of its annotations."""
    current_strength: float
    """The same for the current annotation."""

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"

    def label_colour(self, label: Label) -> QColor:
        """The label's colour for this background; for bars and for its name on the page."""
        return QColor(label.colour_dark if self.is_dark else label.colour)

    def tint(self, colour: QColor, *, current: bool = False) -> QColor:
        """An opaque, very light shade of ``colour`` that goes behind text on the page."""
        return mix(QColor(self.page), colour, self.current_strength if current else self.tint_strength)


LIGHT = Theme(
    name="light",
    window="#f3f4f4",
    panel="#fafafa",
    page="#fffefc",
    text="#1f2427",
    muted="#586169",
    faint="#dcdfe1",
    accent="#0b6e69",
    accent_text="#ffffff",
    selection="#c9e6e2",
    error="#b3261e",
    warning="#855600",
    ok="#1a7034",
    focus="#0b6e69",
    tint_strength=0.10,
    current_strength=0.26,
)

DARK = Theme(
    name="dark",
    window="#151718",
    panel="#1a1d1f",
    page="#1e2123",
    text="#e3e6e8",
    muted="#a2abb1",
    faint="#363c40",
    accent="#58c4ba",
    accent_text="#06211f",
    selection="#1a4441",
    error="#ff8f85",
    warning="#f0b84a",
    ok="#6fd08c",
    focus="#58c4ba",
    tint_strength=0.14,
    current_strength=0.30,
)


_LOOK = "annotator-look"
"""The property of the application that names the theme that it has."""


def system_theme() -> Theme:
    """The theme that follows the system's colour scheme."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole program this look: Fusion, a palette and a style sheet of our own."""
    sheet = stylesheet(_sheet_colours(theme))
    # Each makes Qt look at every widget anew, a window of ours for a fifth of a second.
    if app.property(_LOOK) != theme.name:
        app.setStyle("Fusion")
        app.setPalette(palette(theme))
        app.setProperty(_LOOK, theme.name)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def _sheet_colours(theme: Theme) -> dict[str, str]:
    panel, page, text, muted = (QColor(c) for c in (theme.panel, theme.page, theme.text, theme.muted))
    return {
        **{key: value for key, value in asdict(theme).items() if isinstance(value, str)},
        "hover": mix(panel, text, 0.07).name(),
        "thumb": mix(page, muted, 0.45).name(),
        "accent_hover": mix(QColor(theme.accent), text, 0.15).name(),
    }


def palette(theme: Theme) -> QPalette:
    """The theme as a palette, for all that a style sheet does not reach."""
    roles = QPalette.ColorRole
    made = QPalette()
    colours = {
        roles.Window: theme.window,
        roles.WindowText: theme.text,
        roles.Base: theme.page,
        roles.AlternateBase: theme.panel,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.panel,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.error,
        roles.ToolTipBase: theme.panel,
        roles.ToolTipText: theme.text,
        roles.Highlight: theme.selection,
        roles.HighlightedText: theme.text,
        roles.Accent: theme.accent,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.Light: theme.panel,
        roles.Midlight: theme.faint,
        roles.Mid: theme.faint,
        roles.Dark: theme.faint,
        roles.Shadow: theme.faint,
    }
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return made


def mix(below: QColor, above: QColor, share: float) -> QColor:
    """``above`` laid over ``below`` with the given share (0 to 1), as an opaque colour."""
    return QColor(
        round(below.red() + (above.red() - below.red()) * share),
        round(below.green() + (above.green() - below.green()) * share),
        round(below.blue() + (above.blue() - below.blue()) * share),
    )


def contrast(a: QColor | str, b: QColor | str) -> float:
    """WCAG contrast ratio of two opaque colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(a)), _luminance(QColor(b))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
