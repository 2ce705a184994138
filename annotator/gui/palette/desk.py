"""Opens the palette and the cheat sheet over the window; each is made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.palette.cheat_sheet import CheatSheet
    from annotator.gui.palette.entries import Entry
    from annotator.gui.palette.palette import Palette

PALETTE, CHEAT_SHEET, KEYS = "help.palette", "help.cheat-sheet", "help.keys"


class PaletteDesk(QObject):
    """What the help commands do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.palette: Palette | None = None
        self.sheet: CheatSheet | None = None

    def show_palette(self) -> None:
        from annotator.gui.palette.on_pages import on_pages
        from annotator.gui.palette.palette import Palette
        from annotator.gui.palette.sources import commands_of, places_of

        window = self._window
        if self.palette is None:
            self.palette = Palette(window.content)
            self.palette.chosen.connect(self._run)
        self.palette.set_theme(window.theme)
        self.palette.open(
            [*commands_of(window, PALETTE), *on_pages(window)],
            lambda: places_of(window),
            window.settings.chosen_before(),
            window.commands.keys(PALETTE),
        )

    def show_cheat_sheet(self) -> None:
        from annotator.gui.palette.cheat_sheet import CheatSheet

        window = self._window
        if self.sheet is None:
            self.sheet = CheatSheet(window.content, window.commands)
            self.sheet.keys_wanted.connect(lambda: window.commands.run(KEYS))
        shown = window.pages.shown
        self.sheet.open(window.theme, window.pages.page(shown).key_groups() if shown is not None else ())

    def show_keys(self) -> None:
        """Show all keys, to be changed."""
        from annotator.gui.dialogs.keys import KeysDialog

        window = self._window
        dialog = KeysDialog(window.commands, window.keys_kept, window)
        dialog.sheet_wanted.connect(self.show_cheat_sheet)
        dialog.open()

    def _run(self, entry: Entry) -> None:
        window = self._window
        window.settings.remember_chosen(entry.id)
        window.attempt(entry.run)
