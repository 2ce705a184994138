"""Commands about how the article reads: width, font, line spacing, focus line, what was cleaned away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.errors import UserError
from annotator.gui.commands.command import Command
from annotator.gui.look import DYSLEXIA, SANS, SERIF, SPACINGS, WIDTHS, Focus, Spacing, Width

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_WIDTHS: dict[Width, str] = {
    "narrow": "Width: 60 characters a line",
    "normal": "Width: 68 characters a line",
    "wide": "Width: 75 characters a line",
    "full": "Width: as wide as the window",
}
_SPACINGS: dict[Spacing, str] = {
    "tight": "Line spacing: tight",
    "normal": "Line spacing: normal",
    "loose": "Line spacing: loose",
}
_FONTS = {SERIF: "Font: serif", SANS: "Font: sans serif", DYSLEXIA: "Font: for readers with dyslexia"}


def commands(window: MainWindow) -> list[Command]:
    return [*_widths(window), *_fonts(window), *_spacings(window), *_aids(window)]


def _widths(window: MainWindow) -> list[Command]:
    return [
        Command(
            f"reading.width-{width}",
            _WIDTHS[width],
            partial(_change, window, width=width),
            "View/Reading",
            checked=_has(window, "width", width),
        )
        for width in WIDTHS
    ]


def _fonts(window: MainWindow) -> list[Command]:
    chosen = [
        Command(
            f"reading.font-{font}",
            title,
            partial(_choose_font, window, font),
            "View/Reading",
            group=1,
            checked=_has(window, "font", font),
        )
        for font, title in _FONTS.items()
    ]
    other = Command(
        "reading.font",
        "Font: choose another …",
        partial(_ask_font, window),
        "View/Reading",
        group=1,
        checked=lambda: window.workspace.view.look().font not in _FONTS,
        says=lambda: "",
    )
    return [*chosen, other]


def _spacings(window: MainWindow) -> list[Command]:
    return [
        Command(
            f"reading.spacing-{spacing}",
            _SPACINGS[spacing],
            partial(_change, window, spacing=spacing),
            "View/Reading",
            group=2,
            checked=_has(window, "spacing", spacing),
        )
        for spacing in SPACINGS
    ]


def _aids(window: MainWindow) -> list[Command]:
    band, dim = _has(window, "focus", "band"), _has(window, "focus", "dim")
    return [
        Command(
            "reading.focus",
            "Focus line",
            partial(_toggle_focus, window, "band"),
            "View/Reading",
            ("F4",),
            group=4,
            checked=band,
            says=lambda: "Focus line shown" if band() else "Focus line hidden",
        ),
        Command(
            "reading.dim",
            "Dim the other lines",
            partial(_toggle_focus, window, "dim"),
            "View/Reading",
            ("Shift+F4",),
            group=4,
            checked=dim,
            says=lambda: "The other lines are dimmed" if dim() else "All lines stand out alike",
        ),
        Command(
            "reading.removed",
            "Show what was cleaned away",
            lambda: _change(window, removed=not window.workspace.view.look().removed),
            "View/Reading",
            ("Ctrl+Shift+G",),
            group=4,
            checked=_has(window, "removed", True),
            says=lambda: _said_removed(window),
        ),
    ]


def _change(window: MainWindow, **choice: Any) -> None:
    """Change the look at once, and keep it for the next time."""
    look = replace(window.workspace.view.look(), **choice)
    window.settings.look = look
    window.workspace.view.set_look(look)


def _has(window: MainWindow, name: str, value: object) -> Callable[[], bool]:
    return lambda: bool(getattr(window.workspace.view.look(), name) == value)


def _toggle_focus(window: MainWindow, focus: Focus) -> None:
    on = window.workspace.view.look().focus == focus
    _change(window, focus="off" if on else focus)


def _choose_font(window: MainWindow, font: str) -> None:
    if font == DYSLEXIA and not _installed():
        raise UserError(
            "No font of this kind is installed: install OpenDyslexic, Atkinson Hyperlegible or Lexend, "
            "then choose it again."
        )
    _change(window, font=font)


def _installed() -> bool:
    """Whether a font made for readers with dyslexia is there."""
    from PySide6.QtGui import QFontDatabase

    from annotator.gui.article_view.metrics import DYSLEXIA_FAMILIES

    return not set(DYSLEXIA_FAMILIES).isdisjoint(QFontDatabase.families())


def _ask_font(window: MainWindow) -> None:
    from annotator.gui.dialogs.font import FontDialog

    dialog = FontDialog(window.workspace.view.font(), window)
    before = window.workspace.view.look().font
    dialog.chosen.connect(lambda family: _change(window, font=family))
    dialog.rejected.connect(lambda: _change(window, font=before))
    dialog.open()


def _said_removed(window: MainWindow) -> str:
    if not window.workspace.view.look().removed:
        return "What was cleaned away is hidden"
    article = window.session.article if window.session is not None else None
    if article is not None and not any(piece.text.strip() for piece in article.removed):
        return "Nothing was cleaned away from this article"
    return "What was cleaned away is shown in grey"
