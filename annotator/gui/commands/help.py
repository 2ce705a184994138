"""Commands that help to find commands: the palette, the cheat sheet, the keys; and about the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command
from annotator.gui.palette.desk import CHEAT_SHEET, KEYS, PALETTE

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def commands(window: MainWindow) -> list[Command]:
    desk = window.palettes

    def guide() -> None:
        window.moving.open_page("guide")

    return [
        Command("help.guide", "Guide", guide, "Help", ("Ctrl+F1",)),
        Command(PALETTE, "Command palette", desk.show_palette, "Help", ("Ctrl+K",)),
        Command(CHEAT_SHEET, "Cheat sheet of keys", desk.show_cheat_sheet, "Help", ("?",), "reading"),
        Command(KEYS, "Keys …", desk.show_keys, "Help", ("F1",)),
        Command("help.about", "About Annotator", window.show_about, "Help", group=1),
    ]
