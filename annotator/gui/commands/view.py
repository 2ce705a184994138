"""Commands about what is seen: find, search, panels, zoom, theme."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from annotator.gui.commands.command import Command, Key
from annotator.gui.settings import THEME_CHOICES, ThemeChoice

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

_STANDARD = QKeySequence.StandardKey
_THEMES = {"system": "Theme: as the system", "light": "Theme: light", "dark": "Theme: dark"}


def commands(window: MainWindow) -> list[Command]:
    return [*_finding(window), *_panels(window), *_look(window)]


def _finding(window: MainWindow) -> list[Command]:
    return [
        Command(
            "view.find",
            "Find in this article",
            window.moving.find_in_article,
            "View",
            (_STANDARD.Find,),
            when=("project", "article"),
        ),
        Command(
            "view.find-next",
            "Find the next place",
            window.workspace.find_bar.again,
            "View",
            ("F3",),
            when=("project", "article"),
        ),
        Command(
            "view.find-previous",
            "Find the previous place",
            partial(window.workspace.find_bar.again, backward=True),
            "View",
            ("Shift+F3",),
            when=("project", "article"),
        ),
        Command(
            "view.search",
            "Search all articles",
            window.moving.search,
            "View",
            ("Ctrl+Shift+F",),
            when=("project",),
        ),
    ]


def _panels(window: MainWindow) -> list[Command]:
    return [
        Command(
            "view.articles",
            "Article list",
            partial(window.moving.toggle_panel, "articles"),
            "View/Panels",
            ("F7",),
            when=("project",),
            group=1,
            checked=partial(window.moving.panel_shown, "articles"),
        ),
        Command(
            "view.side",
            "Labels and selection",
            partial(window.moving.toggle_panel, "side"),
            "View/Panels",
            ("F8",),
            when=("project",),
            group=1,
            checked=partial(window.moving.panel_shown, "side"),
        ),
        Command(
            "view.cycle",
            "Next panel",
            partial(window.moving.cycle_panels, 1),
            "View/Panels",
            ("F6",),
            when=("project",),
            group=1,
        ),
        Command(
            "view.cycle-back",
            "Previous panel",
            partial(window.moving.cycle_panels, -1),
            "View/Panels",
            ("Shift+F6",),
            when=("project",),
            group=1,
        ),
        Command(
            "view.article",
            "Back to the article",
            window.moving.back_to_article,
            "View/Panels",
            ("Esc",),
            group=1,
        ),
    ]


def _look(window: MainWindow) -> list[Command]:
    themes = [
        Command(
            f"view.theme-{choice}",
            _THEMES[choice],
            partial(window.choose_theme, choice),
            "View/Theme",
            group=3,
            checked=partial(_has_theme, window, choice),
        )
        for choice in THEME_CHOICES
    ]
    return [
        _zooming(window, "view.larger", "Larger text", 10, _STANDARD.ZoomIn, "Ctrl+="),
        _zooming(window, "view.smaller", "Smaller text", -10, _STANDARD.ZoomOut),
        _zooming(window, "view.normal", "Normal text size", 0, "Ctrl+0"),
        *themes,
    ]


def _zooming(window: MainWindow, name: str, title: str, step: int, *keys: Key) -> Command:
    return Command(
        name,
        title,
        partial(window.zoom, step),
        "View",
        keys,
        group=2,
        says=lambda: f"Text size {window.settings.zoom} %",
    )


def _has_theme(window: MainWindow, choice: ThemeChoice) -> bool:
    return window.settings.theme == choice
