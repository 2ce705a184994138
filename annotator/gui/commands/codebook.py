"""The command that opens the codebook page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def commands(window: MainWindow) -> list[Command]:
    def open_page() -> None:
        window.moving.open_page("codebook")

    return [
        Command(
            "codebook.open",
            "Codebook",
            open_page,
            "Project",
            ("Ctrl+B",),
            when=("project",),
            group=2,
        )
    ]
